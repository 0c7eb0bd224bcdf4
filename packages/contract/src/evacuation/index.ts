import { z } from 'zod'
import { CommandId, DivisionCode, Id, Instant, pageOf, PageQuery, Position, Protected, route, text } from '../kernel/index.ts'

export { listTopmost } from './topmost.ts'

/** Two counts that are never added: moved out of harm's way before (紧急避险转移), and resettled after (紧急转移安置, form code A01013). Vessels recalled are a third. */
export const countKinds = { avoidance: '紧急避险转移', resettlement: '紧急转移安置（A01013）', vessels: '回港船只' } as const
export type CountKind = keyof typeof countKinds
export const CountKind = z.enum(Object.keys(countKinds) as [CountKind, ...CountKind[]])
/** The latest figures a place gave for one kind; a newer statement replaces the fields, the journal keeps every one. */
export const EvacuationCount = z.object({ id: Id, incidentId: Id, divisionCode: z.string(), kind: CountKind, /** People (or vessels) to be moved. */ planned: z.number(), moved: z.number(), /** Refused to go, or silent vessels. */ refused: z.number(), /** Of those refused: visited in person, or reached otherwise. */ followedUp: z.number(), asOf: z.string(), reportedAt: z.string(), byUnitId: Id })
export type EvacuationCount = z.infer<typeof EvacuationCount>

export const householdStatusNames = { listed: '待通知', notified: '已通知', moved: '已转移', refused: '拒绝转移', returned: '已返回' } as const
export type HouseholdStatus = keyof typeof householdStatusNames
/** What may follow what; return needs the release of the place (未经解除不得返回); moved again = to another shelter. */
export const householdLifecycle = {
  listed: ['notified', 'moved', 'refused'],
  notified: ['moved', 'refused'],
  refused: ['refused', 'moved'],
  moved: ['moved', 'returned'],
  returned: ['notified', 'moved'],
} as const satisfies Record<HouseholdStatus, readonly HouseholdStatus[]>
/** A household on the transfer ledger (CMD-7) with the person who answers for it; names and telephone apart as personal data. */
export const TransferHousehold = z.object({ id: Id, incidentId: Id, divisionCode: z.string(), householder: Protected, phone: Protected.nullable(), address: Protected.nullable(), people: z.number(), /** Of them: old, sick, disabled, children alone. */ vulnerable: z.number(), responsiblePersonId: Id.nullable(), unitId: Id, reason: z.string(), status: z.enum(['listed', 'notified', 'moved', 'refused', 'returned']), shelterId: Id.nullable(), /** Where else they went, e.g. to relatives: as personal as an address. */ destination: Protected.nullable(), notifiedAt: z.string().nullable(), movedAt: z.string().nullable(), refusedAt: z.string().nullable(), visits: z.number(), visitedAt: z.string().nullable(), returnedAt: z.string().nullable(), position: Position.nullable() })
export type TransferHousehold = z.infer<typeof TransferHousehold>

/** No return before this: the place's transfer is over. */
export const ReturnRelease = z.object({ id: Id, incidentId: Id, divisionCode: z.string(), releasedAt: z.string(), byUnitId: Id })
export type ReturnRelease = z.infer<typeof ReturnRelease>

/** 五停 and what goes with them. */
export const protectiveMeasures = { work: '停工', business: '停业', classes: '停课', transport: '停运', gatherings: '停止集会', 'scenic-areas': '关闭景区', fishing: '渔船回港' } as const
export type ProtectiveMeasure = keyof typeof protectiveMeasures
export const ProtectiveMeasure = z.enum(Object.keys(protectiveMeasures) as [ProtectiveMeasure, ...ProtectiveMeasure[]])
/** A numbered commander's order (指挥长令). */
export const ProtectiveOrder = z.object({ id: Id, number: z.string(), incidentId: Id, divisionCode: z.string(), measures: z.array(ProtectiveMeasure), text: z.string(), inForceFrom: z.string(), issuedAt: z.string(), issuedByUnitId: Id, status: z.enum(['inForce', 'lifted']), liftedAt: z.string().nullable() })
export type ProtectiveOrder = z.infer<typeof ProtectiveOrder>
/** What becomes of an order still in force when the response it was given under is lowered or ended: lifted, or kept and said why. */
export const OrderDecisions = z.array(z.object({ orderId: Id, decision: z.enum(['lift', 'keep']), reason: text(0, 200).default('') })).max(60).default([])
export type OrderDecision = z.output<typeof OrderDecisions>[number]
export const protectiveOrderLifecycle = { inForce: ['lifted'], lifted: [] } as const satisfies Record<ProtectiveOrder['status'], readonly ProtectiveOrder['status'][]>

export const CountView = EvacuationCount.extend({ placeName: z.string(), byUnitName: z.string() })
export type CountView = z.infer<typeof CountView>
export const HouseholdView = TransferHousehold.omit({ householder: true, phone: true, address: true, destination: true }).extend({ householder: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable(), destination: z.string().nullable(), /** Names and numbers are masked for this reader. */ masked: z.boolean(), placeName: z.string(), responsibleName: z.string().nullable(), shelterName: z.string().nullable(), mayEdit: z.boolean() })
export type HouseholdView = z.infer<typeof HouseholdView>
export const OrderView = ProtectiveOrder.extend({ placeName: z.string(), issuedByName: z.string(), /** Place of the unit that issued it. */ issuedByDivisionCode: z.string(), mayLift: z.boolean() })
export type OrderView = z.infer<typeof OrderView>

/** Whether a response cannot be lowered or ended without saying what becomes of this order: the headquarters that gave it decides, those below and above decide on theirs. */
export function isOrderOfResponse(order: Pick<OrderView, 'status' | 'incidentId' | 'issuedByDivisionCode'>, response: { readonly incidentId: string; readonly divisionCode: string }): boolean {
  return order.status === 'inForce' && order.incidentId === response.incidentId && order.issuedByDivisionCode === response.divisionCode
}

const command = z.object({ commandId: CommandId })
const IncidentParams = z.object({ incidentId: Id })
const HouseholdParams = z.object({ householdId: Id })
const figure = z.number('请填数字').int('应为整数').min(0, '不能为负').max(100_000_000, '数字过大')
/** Totals of one kind over the scope: the highest level that stated itself wins over the sum of what lies below it, and the difference is said. */
export const EvacuationTotal = z.object({ kind: CountKind, planned: z.number(), moved: z.number(), refused: z.number(), followedUp: z.number(), places: z.number(), /** `moved` as stated by the place itself minus the sum of the places below; null when not both exist. */ difference: z.number().nullable() })
export type EvacuationTotal = z.infer<typeof EvacuationTotal>

export const evacuationRoutes = {
  getEvacuationBoard: route({ method: 'GET', path: '/incidents/:incidentId/evacuation', access: 'evacuation:read', tag: '转移安置', summary: '转移安置：两种口径分列，分地区，连同场所与管控令', schema: { params: IncidentParams, response: z.object({ totals: z.array(EvacuationTotal), counts: z.array(CountView), orders: z.array(OrderView), releases: z.array(ReturnRelease.extend({ placeName: z.string() })), households: z.object({ listed: z.number(), notified: z.number(), moved: z.number(), refused: z.number(), returned: z.number(), people: z.number(), peopleMoved: z.number() }), sheltered: z.number() }) } }),
  reportCount: route({ method: 'POST', path: '/incidents/:incidentId/evacuation-counts', access: 'evacuation:edit', tag: '转移安置', summary: '报转移或安置数（本地区最新数，替换旧数）', schema: { params: IncidentParams, body: command.extend({ divisionCode: DivisionCode, kind: CountKind, planned: figure, moved: figure, refused: figure.default(0), followedUp: figure.default(0), asOf: Instant, /** More were moved or refused than planned, and this was checked. */ beyondPlan: z.boolean().default(false) }), response: CountView } }),
  listHouseholds: route({ method: 'GET', path: '/transfer-households', access: 'evacuation:read', tag: '转移安置', summary: '转移台账（到户）', schema: { query: PageQuery.extend({ incidentId: Id.optional(), divisionCode: DivisionCode.optional(), status: z.enum(['listed', 'notified', 'moved', 'refused', 'returned']).optional(), q: z.string().max(40).optional() }), response: pageOf(HouseholdView) } }),
  listHouseholdInto: route({ method: 'POST', path: '/incidents/:incidentId/transfer-households', access: 'evacuation:edit', tag: '转移安置', summary: '把一户列入转移台账', schema: { params: IncidentParams, body: command.extend({ divisionCode: DivisionCode, householder: text(1, 40), phone: text(0, 20).default(''), address: text(0, 100).default(''), people: z.number('请填人数').int().min(1, '至少 1 人').max(60, '最多 60 人'), vulnerable: z.number().int().min(0).max(60).default(0), responsiblePersonId: Id.nullable().default(null), reason: text(2, 60), position: Position.nullable().default(null) }), response: HouseholdView } }),
  notifyHousehold: route({ method: 'POST', path: '/transfer-households/:householdId/notification', access: 'evacuation:edit', tag: '转移安置', summary: '已通知到户', schema: { params: HouseholdParams, body: command, response: HouseholdView } }),
  moveHousehold: route({ method: 'POST', path: '/transfer-households/:householdId/move', access: 'evacuation:edit', tag: '转移安置', summary: '已转移，去了哪里', schema: { params: HouseholdParams, body: command.extend({ shelterId: Id.nullable().default(null), destination: text(0, 60).default(''), movedAt: Instant.nullable().default(null) }), response: HouseholdView } }),
  refuseMove: route({ method: 'POST', path: '/transfer-households/:householdId/refusal', access: 'evacuation:edit', tag: '转移安置', summary: '拒绝转移（再次上门也用它，计上门次数）', schema: { params: HouseholdParams, body: command.extend({ visited: z.boolean().default(true), refusedAt: Instant.nullable().default(null) }), response: HouseholdView } }),
  returnHousehold: route({ method: 'POST', path: '/transfer-households/:householdId/return', access: 'evacuation:edit', tag: '转移安置', summary: '返回（须已解除）', schema: { params: HouseholdParams, body: command, response: HouseholdView } }),
  releaseReturn: route({ method: 'POST', path: '/incidents/:incidentId/return-releases', access: 'order:issue', tag: '转移安置', summary: '解除：该地区转移群众可以返回', schema: { params: IncidentParams, body: command.extend({ divisionCode: DivisionCode }), response: z.object({ id: Id }) } }),
  issueProtectiveOrder: route({ method: 'POST', path: '/incidents/:incidentId/protective-orders', access: 'order:issue', tag: '转移安置', summary: '发布指挥长令（五停等）', schema: { params: IncidentParams, body: command.extend({ divisionCode: DivisionCode, measures: z.array(ProtectiveMeasure).min(1, '至少选一项').max(7), text: text(4, 1000), inForceFrom: Instant }), response: z.object({ id: Id, number: z.string() }) } }),
  liftProtectiveOrder: route({ method: 'POST', path: '/protective-orders/:orderId/lifting', access: 'order:issue', tag: '转移安置', summary: '解除指挥长令', schema: { params: z.object({ orderId: Id }), body: command, response: z.object({ id: Id }) } }),
}
