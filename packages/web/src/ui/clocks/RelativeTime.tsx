import { useNow } from '../now-context.tsx'
import styles from './clocks.module.css'
import { absoluteTime, monthDayTime, nearTime, relativeText } from './time-text.ts'

interface RelativeTimeProps {
  /** ISO instant. */
  readonly at: string
  /** `both` = "08-10 01:45 12 分钟前", `age` = only the age, `time` = only the clock time (date when another day). */
  readonly show?: 'both' | 'age' | 'time'
}

/** When something happened: clock time with its age beside it, the absolute time on hover. */
export function RelativeTime({ at, show = 'both' }: RelativeTimeProps) {
  const now = useNow()
  const age = relativeText(at, now)
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {show === 'age' ? age : show === 'time' ? nearTime(at, now) : monthDayTime(at)}
      {show === 'both' && <span className={styles.age}>{age}</span>}
    </time>
  )
}
