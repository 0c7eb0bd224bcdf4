import { renderPlanText } from '@fengsui/contract/plans/structured'
import type { StructuredPlan } from '@fengsui/contract/plans/structured'
import { useEffect, useMemo, useRef } from 'react'
import styles from './plans.module.css'

interface PlanTextProps {
  readonly plan: StructuredPlan
  /** Title of the section to bring into view, such as the name of the chosen level. */
  readonly section: string | null
}

/** The plan as an official text, rendered from its structure; follows what is looked at in the structure. */
export function PlanText({ plan, section }: PlanTextProps) {
  const chapters = useMemo(() => renderPlanText(plan), [plan])
  const paper = useRef<HTMLElement>(null)
  useEffect(() => {
    const frame = paper.current
    if (section === null || frame === null) return
    const target = [...frame.querySelectorAll<HTMLElement>('[data-section]')].find((each) => each.dataset['section'] === section)
    // Only the paper scrolls; the page stays where it is.
    if (target !== undefined) frame.parentElement?.scrollTo({ top: target.offsetTop - frame.offsetTop - 8, behavior: 'smooth' })
  }, [section])
  return (
    <article className={styles.paper} ref={paper} lang="zh-CN">
      <h3 className={styles.paperTitle}>{plan.title}</h3>
      <p className={styles.paperNumber}>
        {plan.issuerZh} {plan.number}
      </p>
      {chapters.length === 0 && <p>这份预案没有文字章节，只有结构。</p>}
      {chapters.map((chapter) => (
        <section key={chapter.number}>
          <h4>
            {chapter.number} {chapter.titleZh}
          </h4>
          {chapter.sections.map((part) => (
            <div key={part.number} data-section={part.titleZh} className={part.titleZh === section ? styles.here : undefined}>
              <h5>
                {part.number} {part.titleZh}
              </h5>
              {part.paragraphs.map((paragraph, index) => (
                <p key={index}>{paragraph}</p>
              ))}
            </div>
          ))}
        </section>
      ))}
    </article>
  )
}
