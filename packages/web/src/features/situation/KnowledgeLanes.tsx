import { tellingChannelNames, type WhoKnew } from '@fengsui/contract/situation'
import { hourMinute, monthDayTime } from '../../ui/clocks/time-text.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { EmptyState } from '../../ui/states/PageStates.tsx'
import styles from './situation.module.css'
import { listLanes, type LaneMark } from './who-knew-rows.ts'

interface KnowledgeLanesProps {
  readonly view: WhoKnew
  readonly at: string
  readonly factKey: string | null
  /** Ends of the axis. */
  readonly from: string
  readonly to: string
}

/** One lane a unit over the same time: a ring when told, a disc when it answered, a line for the time between. */
export function KnowledgeLanes({ view, at, factKey, from, to }: KnowledgeLanesProps) {
  const lanes = listLanes(view, at, factKey)
  const [start, end] = [Date.parse(from), Date.parse(to)]
  const left = (instant: string): string => `${end <= start ? 0 : Math.min(100, Math.max(0, ((Date.parse(instant) - start) / (end - start)) * 100))}%`
  if (lanes.length === 0) return <EmptyState title="此时还没有告知记录" hint="拖动时间条往后看。" />
  return (
    <div className={styles.lanes} role="list" aria-label="各单位得知与应答">
      {lanes.map((lane) => (
        <div key={lane.unitId} className={styles.lane} role="listitem">
          <b>{lane.unitName}</b>
          <div className={styles.track}>
            <i className={styles.now} style={{ left: left(at) }} />
            {lane.knewFirst.map((fact) => (
              <span key={fact.key} className={styles.knew} style={{ left: left(fact.knownAt) }} title={`${monthDayTime(fact.knownAt)} 首先得知：${fact.text}`} />
            ))}
            {lane.marks.map((mark) => (
              <Mark key={mark.key} mark={mark} left={left} until={at} />
            ))}
          </div>
        </div>
      ))}
      <div className={styles.axis} aria-hidden>
        <span>{monthDayTime(from)}</span>
        <span>{monthDayTime(to)}</span>
      </div>
      <p className={styles.legend}>
        <span className={styles.legendMark}><i className={styles.knew} />首先得知</span>
        <span className={styles.legendMark}><i className={styles.told} />告知</span>
        <span className={styles.legendMark}><i className={styles.answered} />签收、应答</span>
        <span>横线为等待应答的时间，虚线为仍未应答</span>
      </p>
    </div>
  )
}

function Mark({ mark, left, until }: { readonly mark: LaneMark; readonly left: (instant: string) => string; readonly until: string }) {
  const { telling, answeredAt, fact, overdue } = mark
  const waits = telling.answerBy !== null || answeredAt !== null || telling.asked > 0
  const end = answeredAt ?? until
  const words = `${fact.text}：${hourMinute(telling.toldAt)} ${tellingChannelNames[telling.channel]} ${telling.by}，${answeredAt === null ? (waits ? (overdue ? '逾期未应答' : '未应答') : '上值班台') : `${hourMinute(answeredAt)} 应答`}`
  return (
    <>
      {waits && <i className={joinClasses(styles.wait, answeredAt === null && styles.waiting, overdue && styles.overdue)} style={{ left: left(telling.toldAt), width: `calc(${left(end)} - ${left(telling.toldAt)})` }} />}
      <span className={styles.told} style={{ left: left(telling.toldAt) }} title={words} aria-label={words} role="img" />
      {answeredAt !== null && <span className={styles.answered} style={{ left: left(answeredAt) }} title={words} />}
    </>
  )
}
