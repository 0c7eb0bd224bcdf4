import { findingKinds, type Finding, type FindingKind } from '@fengsui/contract/evaluation'
import { useState } from 'react'
import { durationText, monthDayTime } from '../../ui/clocks/time-text.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { FilterChips } from '../../ui/layout/FilterChips.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { EmptyState } from '../../ui/states/PageStates.tsx'
import { severityWords } from './evaluation-words.ts'
import { Evidence } from './Evidence.tsx'
import { groupByGravity } from './finding-order.ts'
import styles from './evaluation.module.css'

const minute = 60_000

interface FindingListProps {
  readonly incidentId: string
  readonly findings: readonly Finding[]
  /** Keys picked for an improvement; undefined where nothing can be picked. */
  readonly picked?: ReadonlySet<string>
  readonly onPick?: (key: string) => void
}

/** Every finding under its gravity, the gravest first, with its explanation and the journal entries it rests on. */
export function FindingList({ incidentId, findings, picked, onPick }: FindingListProps) {
  const [kinds, setKinds] = useState<readonly FindingKind[]>([])
  const present = (Object.keys(findingKinds) as FindingKind[]).flatMap((key) => {
    const count = findings.filter((finding) => finding.kind === key).length
    return count === 0 ? [] : [{ key, label: findingKinds[key], count }]
  })
  const shown = kinds.length === 0 ? findings : findings.filter((finding) => kinds.includes(finding.kind))
  if (findings.length === 0) return <EmptyState title="没有需要说明的事项" hint="没有迟报、漏报、超时、升级、缺口；数字见上。" />
  return (
    <div className={styles.findings}>
      <div className="no-print">
        <FilterChips label="发现的种类" items={present} value={kinds} onChange={setKinds} />
      </div>
      {groupByGravity(shown).map((group) => (
        <section key={group.severity} aria-label={severityWords[group.severity]}>
          <h3>
            {severityWords[group.severity]} <span>{group.findings.length} 条</span>
          </h3>
          <ol>
            {group.findings.map((finding) => (
              <li key={finding.key} className={joinClasses(styles.finding, finding.severity === 'grave' && styles.findingGrave)}>
                <header>
                  {onPick !== undefined && <input type="checkbox" aria-label={`选择：${finding.title}`} checked={picked?.has(finding.key) ?? false} onChange={() => onPick(finding.key)} />}
                  <Tag tone={finding.severity === 'grave' ? 'accent' : 'outline'}>{findingKinds[finding.kind]}</Tag>
                  <b>{finding.title}</b>
                  <small>
                    {finding.placeName} · <time dateTime={finding.at}>{monthDayTime(finding.at)}</time>
                    {finding.minutesLate !== null && finding.minutesLate > 0 && ` · 相差 ${durationText(finding.minutesLate * minute)}`}
                  </small>
                </header>
                <p>{finding.explanation}</p>
                <Evidence incidentId={incidentId} finding={finding} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
