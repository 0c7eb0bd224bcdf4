import type { Instant } from '../kernel/index.ts'

/** Figures of the running duty that no law gives; each set holds from a day on. */
export interface DutyDefaults {
  readonly validFrom: Instant
  readonly validTo: Instant | null
  readonly basis: string
  /** Length of a duty that no roster names, hours. */
  readonly watchHours: number
  /** The desk is reminded so long before the planned end, minutes. */
  readonly remindBeforeMinutes: number
  /** So long after the planned end without a signed handover the head of the unit is told, minutes. */
  readonly escalateAfterMinutes: number
  /** A check not answered within this is missed, minutes. */
  readonly answerMinutes: number
  /** So long after that the superior is told, minutes. */
  readonly superiorAfterMinutes: number
}

const sets: readonly DutyDefaults[] = [
  { validFrom: '2019-01-01T00:00:00.000Z', validTo: null, basis: '平台默认（24 小时值班、领导带班、交接签字见国务院令第708号第十四条及各地值班制度；分钟数无法定值）', watchHours: 24, remindBeforeMinutes: 15, escalateAfterMinutes: 30, answerMinutes: 5, superiorAfterMinutes: 10 },
]

/** The figures that hold at an instant. */
export function dutyDefaultsAt(at: Instant): DutyDefaults {
  const found = sets.findLast((each) => each.validFrom <= at && (each.validTo === null || at < each.validTo)) ?? sets[0]
  if (!found) throw new Error('no duty defaults')
  return found
}
