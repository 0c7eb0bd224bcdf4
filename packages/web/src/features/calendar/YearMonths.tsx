import type { RouteResponse } from '@fengsui/contract/kernel'
import type { calendarRoutes } from '@fengsui/contract/calendar'
import { addDays, dayKindNames, weekdayOf } from '@fengsui/contract/calendar'
import { joinClasses } from '../../ui/join-classes.ts'
import styles from './calendar.module.css'

type Day = RouteResponse<typeof calendarRoutes.getCalendar>['days'][number]
const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const

interface YearMonthsProps {
  readonly year: number
  readonly days: readonly Day[]
  readonly today: string
  /** Chooses a day to set; null where the reader may not. */
  readonly onPick: ((day: string) => void) | null
}

/** Twelve months, Monday first; holidays and worked weekends are told by a letter as well, not by colour alone. */
export function YearMonths({ year, days, today, onPick }: YearMonthsProps) {
  const special = new Map(days.map((day) => [day.day, day]))
  return (
    <div className={styles.year}>
      {Array.from({ length: 12 }, (_, index) => (
        <Month key={index} first={`${String(year)}-${String(index + 1).padStart(2, '0')}-01`} special={special} today={today} onPick={onPick} />
      ))}
    </div>
  )
}

function Month({ first, special, today, onPick }: { readonly first: string; readonly special: ReadonlyMap<string, Day>; readonly today: string; readonly onPick: YearMonthsProps['onPick'] }) {
  const month = first.slice(0, 7)
  const days: string[] = []
  for (let day = first; day.startsWith(month); day = addDays(day, 1)) days.push(day)
  const blanks = (weekdayOf(first) + 6) % 7
  return (
    <section className={styles.month} aria-label={`${Number(first.slice(5, 7))} 月`}>
      <h3>{Number(first.slice(5, 7))} 月</h3>
      <div className={styles.grid}>
        {weekdays.map((word) => <span key={word} className={styles.weekday}>{word}</span>)}
        {Array.from({ length: blanks }, (_, index) => <span key={`blank-${String(index)}`} />)}
        {days.map((day) => {
          const set = special.get(day)
          const kind = set?.kind ?? (weekdayOf(day) === 0 || weekdayOf(day) === 6 ? 'weekend' : 'working')
          const mark = set === undefined ? '' : kind === 'holiday' || kind === 'weekend' ? '休' : '班'
          const words = `${day} ${dayKindNames[kind]}${set === undefined ? '' : `（${set.name}${set.local ? '，本地设定' : ''}）`}`
          const className = joinClasses(styles.day, kind === 'holiday' && styles.holiday, kind === 'makeUp' && styles.makeUp, kind === 'weekend' && styles.weekend, kind === 'working' && set !== undefined && styles.makeUp, set?.local === true && styles.local, day === today && styles.today)
          const content = <>{Number(day.slice(8))}{mark !== '' && <small>{mark}</small>}</>
          return onPick === null ? <span key={day} className={className} title={words}>{content}</span> : <button key={day} type="button" className={className} title={words} aria-label={words} onClick={() => onPick(day)}>{content}</button>
        })}
      </div>
    </section>
  )
}
