import { countdownState } from '../../ui/clocks/countdown-state.ts'
import { durationText, hourMinute, monthDayTime } from '../../ui/clocks/time-text.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { useNow } from '../../ui/now-context.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './phone.module.css'

interface DueProps {
  readonly startedAt: string
  readonly dueAt: string
}

const halfDayMs = 12 * 3_600_000

/** A deadline in a word: how much is left, amber in the last quarter, red and counting when late. */
export function Due({ startedAt, dueAt }: DueProps) {
  const now = useNow()
  const { phase, remaining } = countdownState({ startedAt, dueAt }, now)
  const text = remaining < 0 ? `超时 ${durationText(-remaining)}` : remaining < 3_600_000 ? `剩 ${durationText(remaining)}` : remaining < halfDayMs ? `${hourMinute(dueAt)} 前` : `${monthDayTime(dueAt)} 前`
  return (
    <span className={joinClasses(styles.due, phase === 'amber' && styles.amber, phase === 'late' && styles.late)}>
      <Symbol name="clock" size={16} />
      {text}
    </span>
  )
}

/** How old kept data is: 截至 08-10 02:31. */
export function DataAge({ readAt, problem }: { readonly readAt: string | null; readonly problem: string | null }) {
  if (readAt === null) return problem === null ? null : <p className={styles.age}>本机还没有存过，连上网才能看。{problem}</p>
  return <p className={styles.age}>截至 {monthDayTime(readAt)}{problem !== null && '，之后的还没取到'}</p>
}
