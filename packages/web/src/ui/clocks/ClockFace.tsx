import { useNow } from '../now-context.tsx'
import { hourMinuteSecond, monthDayWeekday } from './time-text.ts'

interface ClockFaceProps {
  readonly className?: string | undefined
  readonly dateClassName?: string | undefined
}

/** The live business clock: `08-10 周六 02:15:08`. */
export function ClockFace({ className, dateClassName }: ClockFaceProps) {
  const now = useNow()
  return (
    <time className={className} dateTime={new Date(now).toISOString()}>
      <span className={dateClassName}>{monthDayWeekday(now)}</span> {hourMinuteSecond(now)}
    </time>
  )
}
