import { addMinutes, divisionAt, divisionLevelOf, divisionLevels, Problem, type Instant } from '@fengsui/contract/kernel'
import { callKinds, type CallingRule, type CallKind, type Ladders, type QuietHours } from '@fengsui/contract/notifications'
import { minuteOfDay } from './ladder-rules.ts'

/** Kinds on which lives hang: nobody's silence may be the end of them. */
const urgentKinds: readonly CallKind[] = ['muster', 'roll-call', 'warning-call']
/** Longer than this, and somebody who does not answer is not reached the same night. */
const LAST_SUPERIOR_MINUTES = 60
const LONGEST_QUIET_MINUTES = 12 * 60
const EARLIEST_MINUTES = -10
const LATEST_DAYS = 366

const wrong = (path: string, message: string): Problem => new Problem('invalid-input', message, [{ path, message }])

/**
 * Whether a place may call by these rules: rungs in order of time and each with a name; an urgent call turns to a superior within the hour; quiet
 * hours leave half of the day. In force from now on, never from before: a call is held against the rule it was made under. @throws Problem naming the field
 */
export function requireUsableRule(rule: { readonly ladders: Ladders; readonly quiet: QuietHours; readonly inForceFrom: Instant }, now: Instant): void {
  for (const kind of Object.keys(callKinds) as CallKind[]) {
    const steps = rule.ladders[kind]
    const path = `ladders.${kind}`
    steps.forEach((step, index) => {
      if (step.name.trim() === '') throw wrong(`${path}.${String(index)}.name`, `请给${callKinds[kind]}的第 ${String(index + 1)} 级起名`)
      if (step.afterMinutes < 1) throw wrong(`${path}.${String(index)}.afterMinutes`, `${callKinds[kind]}的第 ${String(index + 1)} 级至少在 1 分钟后`)
      if (index > 0 && step.afterMinutes <= (steps[index - 1]?.afterMinutes ?? 0)) throw wrong(`${path}.${String(index)}.afterMinutes`, `${callKinds[kind]}各级应按时间先后排列，第 ${String(index + 1)} 级须晚于上一级`)
    })
    if (urgentKinds.includes(kind) && !steps.some((step) => step.to === 'superior' && step.afterMinutes <= LAST_SUPERIOR_MINUTES)) throw wrong(path, `${callKinds[kind]}须有一级在 ${String(LAST_SUPERIOR_MINUTES)} 分钟内转上级，不能叫不应就停在那里`)
  }
  const [from, to] = [minuteOfDay(rule.quiet.from), minuteOfDay(rule.quiet.to)]
  if (from === to) throw wrong('quiet.to', '静默时段的起止不能相同；不设静默请写 00:00 到 00:01')
  if ((to - from + 1440) % 1440 > LONGEST_QUIET_MINUTES) throw wrong('quiet.to', '静默时段最长 12 小时，请核对起止是否写反')
  if (rule.inForceFrom < addMinutes(now, EARLIEST_MINUTES)) throw wrong('inForceFrom', '规则自现在或以后生效，不能倒签')
  if (rule.inForceFrom > addMinutes(now, LATEST_DAYS * 1440)) throw wrong('inForceFrom', '生效时间最迟在一年内，请核对年份')
}

/** Places whose rule may hold for one, nearest first. */
export function placesOfRule(divisionCode: string): string[] {
  return divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1).map((level) => divisionAt(divisionCode, level)).reverse()
}

/** The rule that holds for a place at an instant: its own if it has one, else of the nearest place above; the youngest in force, of those for the same instant the one set last. */
export function chooseRule<R extends Pick<CallingRule, 'divisionCode' | 'inForceFrom' | 'setAt'>>(rules: readonly R[], divisionCode: string, at: Instant): R | null {
  const inForce = rules.filter((rule) => rule.inForceFrom <= at)
  for (const place of placesOfRule(divisionCode)) {
    const [youngest] = inForce.filter((rule) => rule.divisionCode === place).sort((a, b) => (a.inForceFrom === b.inForceFrom ? (a.setAt < b.setAt ? 1 : -1) : a.inForceFrom < b.inForceFrom ? 1 : -1))
    if (youngest) return youngest
  }
  return null
}
