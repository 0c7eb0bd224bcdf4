import { processLifecycle, processStatusNames, statisticsHazards, type DisasterProcess, type HazardKey, type ListCode, type ProcessKind } from '@fengsui/contract/disaster-statistics'
import { legalDay, Problem } from '@fengsui/contract/kernel'

/** What is said of a process when it is opened or changed. */
export interface ProcessWords {
  readonly kind: ProcessKind
  readonly hazard: HazardKey | null
  readonly hazardKind: string | null
  readonly startedAt: string | null
  readonly year: number | null
}

/** @throws Problem for a disaster without kind or beginning, a second-level kind of another, a year that is missing */
export function requireProcessWords(words: ProcessWords, now: string): void {
  const errors: { path: string; message: string }[] = []
  if (words.kind === 'event') {
    if (words.hazard === null) errors.push({ path: 'hazard', message: '请选灾害种类；不能确切认定的按初判灾种' })
    if (words.startedAt === null) errors.push({ path: 'startedAt', message: '请填灾害发生时间' })
    if (words.startedAt !== null && words.startedAt > now) errors.push({ path: 'startedAt', message: '灾害发生时间不能晚于现在' })
    const kinds: readonly string[] = words.hazard === null ? [] : statisticsHazards[words.hazard].kinds
    if (words.hazardKind !== null && words.hazardKind !== '' && !kinds.includes(words.hazardKind)) errors.push({ path: 'hazardKind', message: kinds.length === 0 ? '这个灾种没有二级灾种' : `二级灾种应为：${kinds.join('、')}` })
  } else if (words.year === null) errors.push({ path: 'year', message: '请填年度' })
  const [first] = errors
  if (first) throw new Problem('invalid-input', first.message, errors)
}

/** @throws Problem when the stage cannot follow */
export function requireStage(from: DisasterProcess['status'], to: DisasterProcess['status']): void {
  if (!(processLifecycle[from] as readonly string[]).includes(to)) throw new Problem('lifecycle-refused', `这个灾害过程${processStatusNames[from]}，不能改为“${processStatusNames[to]}”`)
}

/** `灾331099-2019-`, to which the count of the place's year is added. */
export function processPrefix(divisionCode: string, at: string): string {
  return `灾${divisionCode.slice(0, 6)}-${legalDay(at).slice(0, 4)}-`
}

/** The lists that belong to a kind of process. */
export function requireListOf(kind: ProcessKind, list: ListCode): void {
  const belongs = kind === 'event' ? list !== 'D03' : kind === 'annual' ? false : list === 'D03'
  if (!belongs) throw new Problem('rule-refused', kind === 'annual' ? '年报核定已有的一览表，请在原灾害过程中更正' : '这张一览表不属于这类统计，请核对')
}
