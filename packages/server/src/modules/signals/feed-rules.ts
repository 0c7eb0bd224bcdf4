import { addMinutes, minutesBetween, type Instant } from '@fengsui/contract/kernel'

/** Platform defaults: news older than this is no signal any more; a failing source is asked ever more seldom, at most every six hours. */
const FRESH_MINUTES = 48 * 60
const LONGEST_WAIT_MINUTES = 6 * 60
/** A clock of a web site may run ahead by this much. */
const AHEAD_MINUTES = 60

interface Wanted { readonly keywordsAny: readonly string[]; readonly keywordsNone: readonly string[] }

/** Whether an item becomes a signal, and why or why not. Letters count regardless of case. */
export function judgeItem(item: { readonly title: string; readonly text: string; readonly publishedAt: Instant | null }, { keywordsAny, keywordsNone }: Wanted, now: Instant): { taken: boolean; because: string } {
  const words = `${item.title}\n${item.text}`.toLowerCase()
  const holds = (keyword: string): boolean => words.includes(keyword.toLowerCase())
  const banned = keywordsNone.find(holds)
  if (banned !== undefined) return { taken: false, because: `含排除词“${banned}”` }
  const found = keywordsAny.filter(holds)
  if (keywordsAny.length > 0 && found.length === 0) return { taken: false, because: '不含关键词' }
  if (item.publishedAt !== null) {
    const age = minutesBetween(item.publishedAt, now)
    if (age > FRESH_MINUTES) return { taken: false, because: '发布已超过 48 小时' }
    if (age < -AHEAD_MINUTES) return { taken: false, because: '发布时间在将来' }
  }
  return { taken: true, because: found.length > 0 ? `含“${found.slice(0, 3).join('”“')}”` : '全部收取' }
}

/** When a source is asked again: after its interval, and after failures at doubled intervals. */
export function nextFetchAt(now: Instant, intervalMinutes: number, failures: number): Instant {
  return addMinutes(now, Math.min(Math.max(intervalMinutes, LONGEST_WAIT_MINUTES), intervalMinutes * 2 ** Math.min(failures, 10)))
}
