import { addMinutes, divisionAt, divisionLevelOf, divisionLevels, divisionPrefix, legalDay, Problem, type Instant } from '@fengsui/contract/kernel'
import { platformClockConducts, type ClockConduct, type ClockRule } from '@fengsui/contract/reports'
import { defaultDeadlineRules, type DeadlineRule } from '@fengsui/contract/reports/deadlines'

const EARLIEST_MINUTES = -10
const LATEST_DAYS = 366

const wrong = (path: string, message: string): Problem => new Problem('invalid-input', message, [{ path, message }])
const dayText = (at: Instant): string => legalDay(at).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')

/** Places whose rule may hold for one, nearest first. */
export function placesAbove(divisionCode: string): string[] {
  return divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1).map((level) => divisionAt(divisionCode, level)).reverse()
}

/** The platform's own conduct of a day. @throws Error when the data leaves a day without one */
export function platformConduct(asOf: Instant): ClockConduct & { readonly basis: string } {
  const day = dayText(asOf)
  const found = platformClockConducts.find((conduct) => conduct.validFrom <= day && (conduct.validTo === null || day < conduct.validTo)) ?? platformClockConducts.at(-1)
  if (!found) throw new Error('no platform conduct of clocks')
  return found
}

/** The rule that holds for a place at an instant: its own, else of the nearest place above; the youngest in force. */
export function chooseClockRule<R extends Pick<ClockRule, 'divisionCode' | 'inForceFrom' | 'setAt'>>(rules: readonly R[], divisionCode: string, at: Instant): R | null {
  const inForce = rules.filter((rule) => rule.inForceFrom <= at)
  for (const place of placesAbove(divisionCode)) {
    const [youngest] = inForce.filter((rule) => rule.divisionCode === place).sort((a, b) => b.inForceFrom.localeCompare(a.inForceFrom) || b.setAt.localeCompare(a.setAt))
    if (youngest) return youngest
  }
  return null
}

/** Whether a place may keep its clocks so: the superior is not told before the leader, a written report is not asked before the call; never dated back. @throws Problem naming the field */
export function requireUsableConduct(rule: { readonly conduct: ClockConduct; readonly inForceFrom: Instant }, now: Instant): void {
  const { conduct } = rule
  if (conduct.superiorAfterMinutes < conduct.leaderAfterMinutes) throw wrong('conduct.superiorAfterMinutes', '告知上级单位不能早于告知带班领导')
  if (conduct.localPhoneMinutes !== null && conduct.localWrittenMinutes !== null && conduct.localWrittenMinutes < conduct.localPhoneMinutes) throw wrong('conduct.localWrittenMinutes', '书面报告时限不能短于电话报告时限')
  if (rule.inForceFrom < addMinutes(now, EARLIEST_MINUTES)) throw wrong('inForceFrom', '规则自现在或以后生效，不能倒签')
  if (rule.inForceFrom > addMinutes(now, LATEST_DAYS * 1440)) throw wrong('inForceFrom', '生效时间最迟在一年内，请核对年份')
}

/**
 * The deadline rules of a place: the national ones, and what the place itself asks instead of the shipped sample of "30 min by phone, 1 h in
 * writing". Where national law is stricter it governs, for the earliest limit toward a recipient does.
 */
export function withLocalLimits(rule: Pick<ClockRule, 'divisionCode' | 'localPhoneMinutes' | 'localWrittenMinutes' | 'basis'> | null): readonly DeadlineRule[] {
  if (rule === null || (rule.localPhoneMinutes === null && rule.localWrittenMinutes === null)) return defaultDeadlineRules
  return defaultDeadlineRules.map((shipped): DeadlineRule => {
    if (!shipped.ruleId.startsWith('local.office.')) return shipped
    const minutes = shipped.channel === 'phone' ? rule.localPhoneMinutes : rule.localWrittenMinutes
    if (minutes === null) return shipped
    return {
      ...shipped, titleZh: shipped.channel === 'phone' ? `本地电话报告（${String(minutes)}分钟）` : `本地书面报告（${String(minutes)}分钟）`, limit: { kind: 'minutes', minutes },
      enabled: true, origin: 'local', areaPrefix: divisionPrefix(rule.divisionCode).slice(0, 6), legalBasis: { ...shipped.legalBasis, instrument: rule.basis, article: '本地时限' },
    }
  })
}

/** When a clock speaks up. Reminders that already lie behind are given once, at once. */
export function planAlerts(clock: { readonly startsAt: Instant; readonly dueAt: Instant }, conduct: ClockConduct, at: Instant): { readonly remindAt: Instant | null; readonly remindAgainAt: Instant | null; readonly leaderAt: Instant; readonly superiorAt: Instant } {
  const total = Date.parse(clock.dueAt) - Date.parse(clock.startsAt)
  const share = new Date(Date.parse(clock.startsAt) + Math.floor((total * conduct.remindAtPercent) / 100)).toISOString()
  const before = addMinutes(clock.dueAt, -conduct.remindBeforeMinutes)
  const past = addMinutes(clock.dueAt, 0) <= at
  const again = conduct.remindBeforeMinutes > 0 && before > share && before > at ? before : null
  return {
    remindAt: past ? null : share,
    remindAgainAt: past ? null : again,
    // One millisecond after: a report at the due instant itself is on time.
    leaderAt: afterDue(clock.dueAt, conduct.leaderAfterMinutes),
    superiorAt: afterDue(clock.dueAt, conduct.superiorAfterMinutes),
  }
}

function afterDue(dueAt: Instant, minutes: number): Instant {
  return new Date(Date.parse(dueAt) + minutes * 60_000 + 1).toISOString()
}
