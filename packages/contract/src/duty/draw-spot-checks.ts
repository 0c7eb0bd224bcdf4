import { addDays, legalDayAt, instantInDay, publicCalendar, type LegalDay, type WorkCalendar } from '../calendar/index.ts'
import { addMinutes, type Instant } from '../kernel/index.ts'

/** When desks are checked: the night of a day (22:00 to the next morning), and public holidays by day. Minutes from 00:00 Beijing time of the day; past 1440 is the next day. */
export interface SpotCheckWindow {
  readonly key: 'night' | 'holiday'
  readonly fromMinute: number
  readonly toMinute: number
  /** Checks of one unit in one month. */
  readonly perMonth: number
}

export interface DrawnCheck {
  readonly unitId: string
  readonly at: Instant
  readonly window: SpotCheckWindow['key']
  /** Day the window belongs to; a night belongs to the day on which it begins. */
  readonly day: LegalDay
}

export interface DrawInput {
  /** 32 or more hexadecimal digits. */
  readonly seed: string
  /** `2026-10`. */
  readonly month: string
  readonly unitIds: readonly string[]
  readonly windows: readonly SpotCheckWindow[]
  /** Nothing is drawn before this instant: a month may be drawn when it has begun. */
  readonly notBefore: Instant
}

/** Numbers in [0, 1) that the same seed gives in the same order everywhere (sfc32 over 128 bits of the seed). */
export function randomFrom(seed: string): () => number {
  const word = (index: number): number => Number.parseInt(seed.slice(index * 8, index * 8 + 8).padEnd(8, '0'), 16) | 0
  let [a, b, c, d] = [word(0), word(1), word(2), word(3)]
  const next = (): number => {
    const t = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t | 0
    return (t >>> 0) / 4_294_967_296
  }
  for (let round = 0; round < 20; round += 1) next()
  return next
}

/** Days of a month, `2026-10` → 31 of them. */
export function daysOfMonth(month: string): LegalDay[] {
  const days: LegalDay[] = []
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day)
  return days
}

/**
 * The checks of a month: for each unit so many different days of each window, and a minute of it, all as the seed says. The same input gives the same
 * list, so that a seed sealed before and shown after proves that nobody picked.
 */
export function drawSpotChecks(input: DrawInput, calendar: WorkCalendar = publicCalendar): DrawnCheck[] {
  const random = randomFrom(input.seed)
  const days = daysOfMonth(input.month)
  const drawn: DrawnCheck[] = []
  for (const unitId of [...input.unitIds].sort()) {
    for (const window of input.windows) {
      const fitting = days.filter((day) => window.key === 'night' || calendar.kindOf(day) === 'holiday')
      for (let count = 0; count < window.perMonth && fitting.length > 0; count += 1) {
        const [day] = fitting.splice(Math.floor(random() * fitting.length), 1)
        const minute = window.fromMinute + Math.floor(random() * (window.toMinute - window.fromMinute))
        if (day === undefined) continue
        const at = instantInDay(day, minute)
        if (at >= input.notBefore) drawn.push({ unitId, at, window: window.key, day })
      }
    }
  }
  return drawn.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.unitId < b.unitId ? -1 : 1))
}

/** When the seed of a month may be shown: after the last window of it has ended and its answers are in. */
export function revealInstant(month: string, windows: readonly SpotCheckWindow[]): Instant {
  const last = daysOfMonth(month).at(-1) ?? `${month}-28`
  const latest = Math.max(24 * 60, ...windows.map((window) => window.toMinute))
  return addMinutes(instantInDay(last, latest), 60)
}

/** The month of an instant in Beijing, and the one after. */
export function monthAt(at: Instant): string {
  return legalDayAt(at).slice(0, 7)
}
export function nextMonth(month: string): string {
  return addDays(daysOfMonth(month).at(-1) ?? `${month}-28`, 1).slice(0, 7)
}

/** What is digested before the month begins: nobody can exchange seed, units or windows afterwards. */
export function sealedText(draw: { id: string; month: string; seed: string; unitIds: readonly string[]; windows: readonly SpotCheckWindow[]; notBefore: Instant }): string {
  return ['fengsui.spot-check.v1', draw.id, draw.month, draw.notBefore, [...draw.unitIds].sort().join(','), ...draw.windows.map((window) => `${window.key}:${window.fromMinute}:${window.toMinute}:${window.perMonth}`), draw.seed].join('\n')
}

/** The windows where a place has said nothing else. Platform default. */
export const platformWindows: readonly SpotCheckWindow[] = [
  { key: 'night', fromMinute: 22 * 60, toMinute: 30 * 60, perMonth: 2 },
  { key: 'holiday', fromMinute: 8 * 60, toMinute: 22 * 60, perMonth: 1 },
]
