import { z } from 'zod'
import { CommandId, Id, Instant, route, text } from '../kernel/index.ts'

/** When a clock reminds and whom it turns to, and what the place itself asks beside the law. Minutes; no law sets them. */
export const ClockConduct = z.object({
  /** A first reminder when this share of the time has passed. */
  remindAtPercent: z.number().int().min(10, '最早在走过 10% 时提醒').max(95, '最迟在走过 95% 时提醒'),
  /** A second one this long before the end; 0 for none. */
  remindBeforeMinutes: z.number().int().min(0).max(240),
  /** So long after the end the leader on duty is told. */
  leaderAfterMinutes: z.number().int().min(0).max(60, '最迟在到期后 60 分钟告知带班领导'),
  /** So long after the end the unit above is told. */
  superiorAfterMinutes: z.number().int().min(0).max(120, '最迟在到期后 120 分钟告知上级单位'),
  /** What the place itself asks: a call and a written report within so many minutes of knowing; null where it asks nothing. */
  localPhoneMinutes: z.number().int().min(5).max(240).nullable(),
  localWrittenMinutes: z.number().int().min(10).max(480).nullable(),
})
export type ClockConduct = z.infer<typeof ClockConduct>

/** The platform's own conduct where no place has said otherwise, dated like any rule. */
export const platformClockConducts: readonly (ClockConduct & { readonly validFrom: string; readonly validTo: string | null; readonly basis: string })[] = [
  { remindAtPercent: 50, remindBeforeMinutes: 10, leaderAfterMinutes: 0, superiorAfterMinutes: 15, localPhoneMinutes: null, localWrittenMinutes: null, validFrom: '2007-06-01', validTo: null, basis: '平台默认' },
]

/** How a place keeps its clocks from a day on. Never changed; a newer one takes its place. Places below without their own follow it. */
export const ClockRule = ClockConduct.extend({ id: Id, divisionCode: z.string(), basis: z.string(), inForceFrom: z.string(), setAt: z.string(), setByUnitId: Id })
export type ClockRule = z.infer<typeof ClockRule>
export const ClockRuleView = ClockRule.extend({ placeName: z.string(), setByUnitName: z.string() })
export type ClockRuleView = z.infer<typeof ClockRuleView>

export const clockRuleRoutes = {
  getClockRules: route({
    method: 'GET', path: '/clock-rules', access: 'org:read', tag: '信息报送', summary: '报送时限规则：本地区现行的提醒、升级和本地时限，待生效的与历次的',
    schema: { response: z.object({ conduct: ClockConduct, basis: z.string(), placeName: z.string().nullable(), own: z.boolean(), inForceFrom: z.string().nullable(), platform: ClockConduct, history: z.array(ClockRuleView), mayEdit: z.boolean() }) },
  }),
  setClockRules: route({
    method: 'POST', path: '/clock-rules', access: 'org:edit', tag: '信息报送', summary: '制定本地区的报送时限规则，自某时起生效；已在计时的不变',
    schema: { body: z.object({ commandId: CommandId, conduct: ClockConduct, basis: text(2, 200), inForceFrom: Instant }), response: ClockRuleView },
  }),
}
