import { linkageAlarmStatusNames, warningGravity, warningLevelNames, type LinkageAlarmView } from '@fengsui/contract/warnings'
import { Button } from 'antd'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { ElapsedSince } from '../../ui/clocks/Duration.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { EmptyState } from '../../ui/states/PageStates.tsx'
import styles from './warnings.module.css'
import { levelWords } from './warning-words.ts'

interface AlarmListProps {
  readonly alarms: readonly LinkageAlarmView[]
  /** Whether this screen may answer at all; a replay may not. */
  readonly mayAct: boolean
  readonly onAnswer: (alarm: LinkageAlarmView) => void
}

/** Linkage alarms, the open ones first and the gravest before the others: what is wanted, what runs, which rule says so, and what can be done. */
export function AlarmList({ alarms, mayAct, onAnswer }: AlarmListProps) {
  if (alarms.length === 0) return <EmptyState symbol="check" title="响应都跟上了" hint="预警生效后过了宽限时间（红色 1 小时），响应仍低于预案要求的级别，就在这里告警；红色的还会出现在页面顶端。" />
  const sorted = [...alarms].sort((a, b) => Number(b.status === 'open') - Number(a.status === 'open') || (a.status === 'open' ? warningGravity[a.warningLevel] - warningGravity[b.warningLevel] : 0) || b.raisedAt.localeCompare(a.raisedAt))
  return (
    <ul className={styles.alarms}>
      {sorted.map((alarm) => (
        <li key={alarm.id} className={joinClasses(styles.alarm, alarm.status === 'open' && styles.alarmOpen)}>
          <div className={styles.alarmHead}>
            <b>
              {alarm.placeName}：{warningLevelNames[alarm.warningLevel]}预警，响应{alarm.foundLevel === null ? '未启动' : levelWords(alarm.foundLevel)}
            </b>
            <Tag tone={alarm.status === 'open' ? 'accent' : 'quiet'}>{linkageAlarmStatusNames[alarm.status]}</Tag>
          </div>
          <p>{alarm.warningHeadline}</p>
          <p className={styles.rule}>{alarm.rule}</p>
          <p className={styles.meta}>
            应为{levelWords(alarm.wantedLevel)} · {monthDayTime(alarm.raisedAt)} 告警 · {alarm.status === 'open' ? '已 ' : '历时 '}
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
