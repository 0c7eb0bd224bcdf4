import { getLevelContent, nameLevel, taskPhases } from '@fengsui/contract/plans/structured'
import type { ResponseLevel, Situation, StructuredPlan } from '@fengsui/contract/plans/structured'
import type { LevelReadiness } from '../../lib/start-response/LevelChoice.tsx'
import { conditionMarks } from '../../lib/start-response/LevelChoice.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { ResponseShield } from '../../ui/marks/ResponseShield.tsx'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import { ConditionTree } from './ConditionTree.tsx'
import { minutesText, unitText } from './plan-texts.ts'
import styles from './plans.module.css'

interface LevelTabsProps {
  readonly plan: StructuredPlan
  readonly value: ResponseLevel['level']
  readonly onChange: (level: ResponseLevel['level']) => void
}

/** The levels of a plan, gravest first, with how much each sets in motion. */
export function LevelTabs({ plan, value, onChange }: LevelTabsProps) {
  const levels = [...plan.responseLevels].sort((a, b) => a.level - b.level)
  return (
    <div className={styles.levelTabs} role="tablist" aria-label="响应级别">
      {levels.map((level) => (
        <button key={level.level} type="button" role="tab" aria-selected={level.level === value} className={joinClasses(styles.levelTab, level.level === value && styles.levelTabOn)} title={level.nameZh} onClick={() => onChange(level.level)}>
          <ResponseShield level={level.level} outline={level.level !== value} />
          <span>
            <b>{nameLevel(level.level)}</b>
            <small>任务 {getLevelContent(plan, level.level).tasks.length}</small>
          </span>
        </button>
      ))}
    </div>
  )
}

interface LevelViewProps {
  readonly plan: StructuredPlan
  readonly level: ResponseLevel
  readonly situation: Situation | null
  readonly readiness: LevelReadiness | undefined
}

/** One level: conditions with tonight's state, who signs, measures, tasks by group with deadlines; inherited parts included. */
export function LevelView({ plan, level, situation, readiness }: LevelViewProps) {
  const content = getLevelContent(plan, level.level)
  const ownKeys = new Set(level.tasks.map((task) => task.key))
  return (
    <div className={styles.level}>
      <section>
        <header className={styles.part}>
          <h3>启动条件</h3>
          {readiness !== undefined && <VerificationMark {...conditionMarks[readiness.met]} />}
        </header>
        <ConditionTree condition={level.triggers} situation={situation} />
        {readiness !== undefined && readiness.met === 'unknown' && readiness.missing.length > 0 && <p className={styles.quiet}>核实后即可判断：{readiness.missing.join('、')}</p>}
      </section>
      <dl className={styles.pairs}>
        <dt>签发</dt>
        <dd>{level.starter.nameZh}（更高职务也可签发；谁启动、谁终止）</dd>
        <dt>预计期限</dt>
        <dd>{level.expectedDurationHours} 小时</dd>
        <dt>承接</dt>
        <dd>{level.cumulative ? '在下一级各项措施和任务的基础上' : '只执行本级'}</dd>
      </dl>
      <section>
        <header className={styles.part}>
          <h3>应急处置措施</h3>
          <span className={styles.quiet}>{content.measures.length} 条</span>
        </header>
        <ol className={styles.measures}>
          {content.measures.map((measure) => (
            <li key={measure}>{measure}</li>
          ))}
        </ol>
      </section>
      <section>
        <header className={styles.part}>
          <h3>任务</h3>
          <span className={styles.quiet}>
            {content.tasks.length} 项，本级新增或加严 {level.tasks.length} 项
          </span>
        </header>
        {plan.groups.map((group) => {
          const tasks = content.tasks.filter((task) => task.groupKey === group.key)
          if (tasks.length === 0) return null
          return (
            <table key={group.key} className={styles.tasks}>
              <caption>
                {group.nameZh}
                <small>牵头 {unitText(group.lead)}</small>
              </caption>
              <thead>
                <tr>
                  <th scope="col">行动</th>
                  <th scope="col">责任</th>
                  <th scope="col">时限</th>
                </tr>
              </thead>
              <tbody>
                {tasks.map((task) => (
                  <tr key={task.key} className={ownKeys.has(task.key) ? undefined : styles.inherited}>
                    <td title={task.detailZh}>
                      {task.titleZh}
                      <small>{taskPhases[task.phase]}</small>
                    </td>
                    <td>{unitText(task.owner)}</td>
                    <td>
                      {minutesText(task.deadlineMinutes)}内{task.repeatMinutes === undefined ? '' : `，每 ${minutesText(task.repeatMinutes)}反馈`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        })}
      </section>
      <section>
        <header className={styles.part}>
          <h3>降级、终止条件</h3>
        </header>
        <p className={styles.quiet}>降级</p>
        <ConditionTree condition={level.lowerWhen} situation={situation} />
        <p className={styles.quiet}>终止</p>
        <ConditionTree condition={level.endWhen} situation={situation} />
      </section>
    </div>
  )
}
