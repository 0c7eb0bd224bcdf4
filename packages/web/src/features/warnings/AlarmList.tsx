import { linkageAlarmKindNames, linkageAlarmStatusNames, warningGravity, type LinkageAlarmView } from '@fengsui/contract/warnings'
import { Button } from 'antd'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { ElapsedSince } from '../../ui/clocks/Duration.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { EmptyState } from '../../ui/states/PageStates.tsx'
import styles from './warnings.module.css'
import { alarmTitle, levelWords } from './warning-words.ts'

interface AlarmListProps {
  readonly alarms: readonly LinkageAlarmView[]
  /** Whether this screen may answer at all; a replay may not. */
  readonly mayAct: boolean
  readonly onAnswer: (alarm: LinkageAlarmView) => void
}

/** Facts that ask for a level weigh like a warning of that level. */
const gravityOf = (alarm: LinkageAlarmView): number => (alarm.warningLevel === null ? alarm.wantedLevel : warningGravity[alarm.warningLevel])

/** Linkage alarms, the open ones first and the gravest before the others: what is wanted, what runs, which rule says so, and what can be done. */
export function AlarmList({ alarms, mayAct, onAnswer }: AlarmListProps) {
  if (alarms.length === 0) return <EmptyState symbol="check" title="响应都跟上了" hint="预警生效后过了宽限时间（红色 1 小时），响应仍低于预案要求的级别，或伤亡等事实已达到启动条件而级别没有跟上，就在这里告警；最严重的还会出现在页面顶端。" />
  const sorted = [...alarms].sort((a, b) => Number(b.status === 'open') - Number(a.status === 'open') || (a.status === 'open' ? gravityOf(a) - gravityOf(b) : 0) || b.raisedAt.localeCompare(a.raisedAt))
  return (
    <ul className={styles.alarms}>
      {sorted.map((alarm) => (
        <li key={alarm.id} className={joinClasses(styles.alarm, alarm.status === 'open' && styles.alarmOpen)}>
          <div className={styles.alarmHead}>
            <b>
              {alarmTitle(alarm)}
            </b>
            <Tag tone={alarm.status === 'open' ? 'accent' : 'quiet'}>{linkageAlarmStatusNames[alarm.status]}</Tag>
          </div>
          <p>{alarm.warningHeadline}</p>
          <p className={styles.rule}>{alarm.rule}</p>
          {alarm.evidence.length > 0 && (
            <details className={styles.alarmEvidence}>
              <summary>依据 {alarm.evidence.length} 条</summary>
              <ol>
                {alarm.evidence.map((line) => (
                  <li key={`${line.at}${line.text}`}>
                    <time dateTime={line.at}>{monthDayTime(line.at)}</time>
                    {line.text}
                  </li>
                ))}
              </ol>
            </details>
          )}
          <p className={styles.meta}>
            {linkageAlarmKindNames[alarm.kind]} · 应为{levelWords(alarm.wantedLevel)} · {monthDayTime(alarm.raisedAt)} 告警 · {alarm.status === 'open' ? '已 ' : '历时 '}
            <ElapsedSince since={alarm.raisedAt} {...(alarm.closedAt === null ? {} : { until: alarm.closedAt })} />
          </p>
          {alarm.answer !== null && <p className={styles.answer}>{alarm.answer}</p>}
          <div className={styles.alarmActions}>
            {alarm.incidentId !== null && <LinkTo to={paths.incident(alarm.incidentId)}>{mayAct && alarm.mayAnswer ? '去提升响应' : '看事件'}</LinkTo>}
            {mayAct && alarm.mayAnswer && (
              <Button size="small" onClick={() => onAnswer(alarm)}>
                说明不提升的理由
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
