import { z } from 'zod'
import { areaPrefixSchema, coversDivision, isInForce, legalBasisSchema, legalDaySchema, verificationSchema } from '../../incidents/grading/index.ts'
import { addMinutes, millisecondsOf } from './instant-arithmetic.ts'

/**
 * When a neighbour's report makes silence a suspicion: the next county reported an event, this county has word of the same one, and reported nothing. Times and
 * distance are the platform's editable defaults, not law.
 */
export const neighbourRuleSchema = z.strictObject({
  ruleId: z.string().min(1),
  titleZh: z.string().min(1),
  /** Minutes from the neighbour's report within which this county's own is expected. */
  withinMinutes: z.int().min(1),
  /** Minutes before the event in which signs and reports of this county still belong to it. */
  lookBackMinutes: z.int().min(0),
  /** How near a sign from this county must lie to the event for it to be the same event; a place of the county as near is named beside it, but proves nothing alone. */
  nearMetres: z.int().min(0),
  legalBasis: legalBasisSchema,
  validFrom: legalDaySchema,
  validTo: legalDaySchema.nullable(),
  verified: verificationSchema,
  enabled: z.boolean(),
  areaPrefix: areaPrefixSchema,
})
export type NeighbourRule = z.infer<typeof neighbourRuleSchema>

export const neighbourRules: readonly NeighbourRule[] = [
  {
    ruleId: 'suspicion.neighbour-reported', titleZh: '邻县已报同一事件而本县未报', withinMinutes: 60, lookBackMinutes: 120, nearMetres: 3000,
    legalBasis: { instrument: '生产安全事故罚款处罚规定（应急管理部令第14号）', article: '漏报的认定（等待时间和距离为平台默认值）', issuedBy: '应急管理部' },
    validFrom: '2019-01-01', validTo: null, verified: 'from-memory', enabled: true, areaPrefix: '',
  },
]

/** The rule in force for an event in a place; undefined when none is. */
export function findNeighbourRule(input: { divisionCode: string; asOf: string; rules?: readonly NeighbourRule[] }): NeighbourRule | undefined {
  return (input.rules ?? neighbourRules).find((rule) => rule.enabled && isInForce(rule, input.asOf) && coversDivision(rule.areaPrefix, input.divisionCode))
}

/** What is known of one county beside the one that reported. */
export interface Neighbourhood {
  /** Signs of the same kind of event from this county, not rejected: when they came and how far from the event, null where a position is not known. */
  readonly signs: readonly { readonly signalId: string; readonly at: string; readonly distanceMetres: number | null }[]
  /** Its place that lies nearest to the event, where both positions are known. */
  readonly nearest: { readonly name: string; readonly distanceMetres: number } | null
  /** When its own reports of the same kind of event went out. */
  readonly reportedAt: readonly string[]
}

/**
 * Why a county's silence beside its neighbour's report is a suspicion, or null: time is left, it reported, or has no word of the event
 * itself. A report exactly at the limit is in time.
 */
export function findNeighbourSilence(input: { rule: NeighbourRule; reportedAt: string; occurredAt: string; county: Neighbourhood; now: string }): { signalIds: string[]; nearest: Neighbourhood['nearest'] } | null {
  const { rule, county, now } = input
  const dueAt = addMinutes(input.reportedAt, rule.withinMinutes)
  if (millisecondsOf(now) < millisecondsOf(dueAt)) return null
  const since = addMinutes(input.occurredAt, -rule.lookBackMinutes)
  if (county.reportedAt.some((sentAt) => sentAt >= since && sentAt <= now)) return null
  const signs = county.signs.filter((sign) => sign.at >= since && sign.at <= now && sign.distanceMetres !== null && sign.distanceMetres <= rule.nearMetres)
  const near = county.nearest !== null && county.nearest.distanceMetres <= rule.nearMetres ? county.nearest : null
  return signs.length === 0 ? null : { signalIds: signs.map((sign) => sign.signalId), nearest: near }
}
