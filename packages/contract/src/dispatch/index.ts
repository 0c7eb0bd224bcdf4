import { z } from 'zod'
import { CommandId, DivisionCode, Id, Instant, pageOf, PageQuery, Position, Protected, route, text } from '../kernel/index.ts'
import { Capability, EquipmentKind } from '../resources/index.ts'

/** What is asked for: people who can do something, pieces of equipment, or goods. `filled` has been ordered, `arrived` has been received. */
export const RequestLine = z.object({ key: z.string(), kind: z.enum(['team', 'equipment', 'goods']), capability: Capability.nullable(), equipmentKind: EquipmentKind.nullable(), itemId: Id.nullable(), name: z.string(), /** People for teams, pieces for equipment, units of the item for goods. */ quantity: z.number(), unit: z.string(), filled: z.number(), arrived: z.number() })
export type RequestLine = z.infer<typeof RequestLine>

export const requestStatusNames = { draft: '草拟', submitted: '待受理', accepted: '已受理', partlyFilled: '部分满足', filled: '已满足', refused: '不予支持', closed: '已了结', withdrawn: '已撤回' } as const
export type RequestStatus = keyof typeof requestStatusNames
/** What may follow what; shared by server and screens, every pair tested. Backwards from `filled` only because an order was cancelled. */
export const requestLifecycle = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['accepted', 'partlyFilled', 'filled', 'refused', 'withdrawn'],
  accepted: ['partlyFilled', 'filled', 'refused', 'closed', 'withdrawn'],
  partlyFilled: ['accepted', 'partlyFilled', 'filled', 'closed'],
  filled: ['accepted', 'partlyFilled', 'filled', 'closed'],
  refused: [],
  closed: [],
  withdrawn: [],
} as const satisfies Record<RequestStatus, readonly RequestStatus[]>

/** A written request for forces or goods (DSP-3): on-site → county → city → province. `parentId` is the request whose shortage this one passes up. */
export const ResourceRequest = z.object({
  id: Id, number: z.string(), incidentId: Id, parentId: Id.nullable(), demandId: Id.nullable(), divisionCode: z.string(), fromUnitId: Id, toUnitId: Id, toDivisionCode: z.string(), lines: z.array(RequestLine), destinationName: z.string(), destinationDivisionCode: z.string(), position: Position, neededBy: z.string(), priority: z.number(), status: z.enum(Object.keys(requestStatusNames) as [RequestStatus, ...RequestStatus[]]),
  draftedAt: z.string(), submittedAt: z.string().nullable(), acceptedAt: z.string().nullable(), acceptBy: z.string().nullable(), overdueAt: z.string().nullable(), closedAt: z.string().nullable(), reason: Protected.nullable(), refusalReason: Protected.nullable(),
})
export type ResourceRequest = z.infer<typeof ResourceRequest>

/** What could not be found (缺口). Passed up by an upward request drafted with it; `met` when the missing part came after all. */
export const Shortage = z.object({ id: Id, requestId: Id, incidentId: Id, divisionCode: z.string(), lineKey: z.string(), name: z.string(), quantity: z.number(), unit: z.string(), status: z.enum(['open', 'passedUp', 'met', 'accepted']), foundAt: z.string(), upwardRequestId: Id.nullable(), metAt: z.string().nullable() })
export type Shortage = z.infer<typeof Shortage>

export const dispatchStatusNames = { ordered: '已下令', acknowledged: '已签收', departed: '在途', arrived: '已到达', received: '已交接', returning: '返回中', returned: '已归还', cancelled: '已取消' } as const
export type DispatchStatus = keyof typeof dispatchStatusNames
/** What may follow what; goods end with `received`, forces come home. Who receives may say so before the arrival was noted. */
export const dispatchLifecycle = {
  ordered: ['acknowledged', 'departed', 'cancelled'],
  acknowledged: ['departed', 'cancelled'],
  departed: ['arrived', 'received', 'returning', 'cancelled'],
  arrived: ['received', 'returning', 'returned'],
  received: ['returning', 'returned'],
  returning: ['returned'],
  returned: [],
  cancelled: [],
} as const satisfies Record<DispatchStatus, readonly DispatchStatus[]>

/** Something on its way by order: a team, numbered equipment, or lots of goods. Named `Dispatch` in the field; an order with its own clock. */
export const Dispatch = z.object({
  id: Id, number: z.string(), incidentId: Id, requestId: Id.nullable(), lineKey: z.string().nullable(), divisionCode: z.string(), unitId: Id, kind: z.enum(['team', 'equipment', 'goods']), name: z.string(), /** People, pieces or units of the item. */ quantity: z.number(), unit: z.string(), people: z.number(),
  teamId: Id.nullable(), equipmentIds: z.array(Id), warehouseId: Id.nullable(), lots: z.array(z.object({ lotId: Id, itemId: Id, itemName: z.string(), quantity: z.number(), expiresOn: z.string().nullable() })),
  destinationName: z.string(), destinationDivisionCode: z.string(), destination: Position, receiverUnitId: Id, distanceMetres: z.number().nullable(), travelMinutes: z.number().nullable(), /** How the time was estimated, said on screen. */ travelBasis: z.string(), reasons: z.array(z.string()),
  status: z.enum(Object.keys(dispatchStatusNames) as [DispatchStatus, ...DispatchStatus[]]), orderedAt: z.string(), acknowledgeBy: z.string(), acknowledgedAt: z.string().nullable(), unacknowledgedAt: z.string().nullable(), departedAt: z.string().nullable(), arriveBy: z.string().nullable(), overdueAt: z.string().nullable(), arrivedAt: z.string().nullable(), receivedAt: z.string().nullable(), receivedQuantity: z.number().nullable(), returnedAt: z.string().nullable(), returnedQuantity: z.number().nullable(), damagedQuantity: z.number().nullable(),
  position: Position.nullable(), positionAt: z.string().nullable(), /** Why it was called off, or why less was received or came back. */ remark: Protected.nullable(),
})
export type Dispatch = z.infer<typeof Dispatch>

export const RequestView = ResourceRequest.omit({ reason: true, refusalReason: true }).extend({ reason: z.string().nullable(), refusalReason: z.string().nullable(), incidentTitle: z.string(), fromUnitName: z.string(), toUnitName: z.string(), mayDecide: z.boolean(), mayWithdraw: z.boolean(), maySubmit: z.boolean() })
export type RequestView = z.infer<typeof RequestView>
export const DispatchView = Dispatch.omit({ remark: true }).extend({ remark: z.string().nullable(), warehouseName: z.string().nullable(), unitName: z.string(), receiverUnitName: z.string(), incidentTitle: z.string(), placeName: z.string(), mayWork: z.boolean(), mayReceive: z.boolean(), mayDirect: z.boolean() })
export type DispatchView = z.infer<typeof DispatchView>
export const ShortageView = Shortage.extend({ upwardNumber: z.string().nullable(), upwardStatus: z.string().nullable() })
export type ShortageView = z.infer<typeof ShortageView>

/** One thing that could be sent for a line, with the reasons for and against it. `id` is the team, the piece of equipment, or for goods the warehouse. */
export const Candidate = z.object({ kind: z.enum(['team', 'equipment', 'goods']), id: Id, name: z.string(), unitName: z.string(), placeName: z.string(), available: z.number(), /** Null where nobody knows where it is. */ distanceMetres: z.number().nullable(), travelMinutes: z.number().nullable(), /** Of goods: what would be sent first. */ expiresOn: z.string().nullable(), recommended: z.number(), reasons: z.array(z.string()), cautions: z.array(z.string()) })
export type Candidate = z.infer<typeof Candidate>
/** What could stand in where something runs out (代用). Goods can be picked as they are: `itemId` and the warehouses that have it; forces are named for the decider to ask for. */
export const Substitute = z.object({ name: z.string(), available: z.number(), why: z.string(), itemId: Id.nullable(), unit: z.string(), candidates: z.array(Candidate) })
export type Substitute = z.infer<typeof Substitute>
/** Recommended package with reasons (DSP-1): recommended ones first; `shortage` is what remains; substitutes are named when there is one. */
export const Recommendation = z.object({ requestId: Id, travelBasis: z.string(), lines: z.array(z.object({ key: z.string(), name: z.string(), unit: z.string(), wanted: z.number(), recommended: z.number(), shortage: z.number(), candidates: z.array(Candidate), substitutes: z.array(Substitute) })) })
export type Recommendation = z.infer<typeof Recommendation>

const command = z.object({ commandId: CommandId })
const quantity = z.number('请填数量').int('数量应为整数').min(1, '数量至少 1').max(10_000_000, '数量过大')
const RequestParams = z.object({ requestId: Id })
const DispatchParams = z.object({ dispatchId: Id })
const LineInput = z.object({ kind: z.enum(['team', 'equipment', 'goods']), capability: Capability.nullable().default(null), equipmentKind: EquipmentKind.nullable().default(null), itemId: Id.nullable().default(null), quantity })
  .refine((line) => (line.kind === 'team' ? line.capability : line.kind === 'equipment' ? line.equipmentKind : line.itemId) !== null, '请选择要什么：队伍能力、装备种类或物资品种')
/** One chosen source: for teams the whole team goes; equipment by number; goods from a warehouse, of another item than asked for where `itemId` says so (代用). */
const Pick = z.object({ lineKey: z.string().max(40), teamId: Id.nullable().default(null), equipmentIds: z.array(Id).max(100).default([]), warehouseId: Id.nullable().default(null), itemId: Id.nullable().default(null), quantity: quantity.optional(), /** Why something else than asked for goes; wanted with a foreign `itemId`. */ reason: text(0, 200).default('') })
const Destination = { destinationName: text(2, 80), destinationDivisionCode: DivisionCode, position: Position }

export const dispatchRoutes = {
  getDispatchBoard: route({ method: 'GET', path: '/incidents/:incidentId/dispatch', access: 'dispatch:read', tag: '调度', summary: '调度台：申请、缺口、在途与到位', schema: { params: z.object({ incidentId: Id }), response: z.object({ requests: z.array(RequestView), shortages: z.array(ShortageView), dispatches: z.array(DispatchView), demands: z.array(z.object({ id: Id, item: z.string(), quantity: z.number(), unit: z.string(), neededBy: z.string(), status: z.string(), requestId: Id.nullable() })) }) } }),
  listRequests: route({ method: 'GET', path: '/resource-requests', access: 'dispatch:read', tag: '调度', summary: '资源申请：我方提出的、等我方受理的', schema: { query: PageQuery.extend({ side: z.enum(['asked', 'asking', 'all']).default('all'), status: z.enum(['open', 'all']).default('open') }), response: pageOf(RequestView) } }),
  createRequest: route({ method: 'POST', path: '/incidents/:incidentId/resource-requests', access: 'dispatch:request', tag: '调度', summary: '提出资源申请（书面），默认向上级同类单位', schema: { params: z.object({ incidentId: Id }), body: command.extend({ lines: z.array(LineInput).min(1, '至少写一项').max(20), ...Destination, neededBy: Instant, priority: z.number().int().min(1).max(5).default(3), toUnitId: Id, demandId: Id.nullable().default(null), reason: text(2, 1000), submit: z.boolean().default(true) }), response: RequestView } }),
  submitRequest: route({ method: 'POST', path: '/resource-requests/:requestId/submission', access: 'dispatch:request', tag: '调度', summary: '报出草拟的申请', schema: { params: RequestParams, body: command, response: RequestView } }),
  acceptRequest: route({ method: 'POST', path: '/resource-requests/:requestId/acceptance', access: 'dispatch:decide', tag: '调度', summary: '受理', schema: { params: RequestParams, body: command, response: RequestView } }),
  refuseRequest: route({ method: 'POST', path: '/resource-requests/:requestId/refusal', access: 'dispatch:decide', tag: '调度', summary: '不予支持，写明理由', schema: { params: RequestParams, body: command.extend({ reason: text(2, 400) }), response: RequestView } }),
  withdrawRequest: route({ method: 'POST', path: '/resource-requests/:requestId/withdrawal', access: 'dispatch:request', tag: '调度', summary: '撤回申请', schema: { params: RequestParams, body: command, response: RequestView } }),
  closeRequest: route({ method: 'POST', path: '/resource-requests/:requestId/closing', access: 'dispatch:decide', tag: '调度', summary: '了结申请；仍缺的部分须已上报或注明不再需要', schema: { params: RequestParams, body: command.extend({ acceptShortage: z.boolean().default(false) }), response: RequestView } }),
  getRecommendation: route({ method: 'GET', path: '/resource-requests/:requestId/recommendation', access: 'dispatch:decide', tag: '调度', summary: '推荐方案：近的、能干的、先到期的，连同理由和缺口', schema: { params: RequestParams, response: Recommendation } }),
  /** All picks or none. The remainder of every line becomes a shortage when `declareShortage`, and with `passUpToUnitId` an upward request is drafted with it. */
  fillRequest: route({ method: 'POST', path: '/resource-requests/:requestId/filling', access: 'dispatch:decide', tag: '调度', summary: '按方案下达调度令；不足的列缺口，并可草拟向上级的申请', schema: { params: RequestParams, body: command.extend({ picks: z.array(Pick).max(100), declareShortage: z.boolean().default(false), passUpToUnitId: Id.nullable().default(null), reason: text(0, 1000).default('') }), response: z.object({ request: RequestView, dispatchIds: z.array(Id), shortageIds: z.array(Id), upwardRequestId: Id.nullable() }) } }),
  orderDispatch: route({ method: 'POST', path: '/incidents/:incidentId/dispatches', access: 'dispatch:decide', tag: '调度', summary: '直接下达调度令（如力量前置），无需申请', schema: { params: z.object({ incidentId: Id }), body: command.extend({ ...Destination, receiverUnitId: Id, teamIds: z.array(Id).max(60).default([]), equipmentIds: z.array(Id).max(100).default([]), goods: z.array(z.object({ warehouseId: Id, itemId: Id, quantity })).max(60).default([]) }), response: z.object({ dispatchIds: z.array(Id) }) } }),
  listDispatches: route({ method: 'GET', path: '/dispatches', access: 'dispatch:read', tag: '调度', summary: '调度令：本单位要执行、要接收的或辖区的', schema: { query: PageQuery.extend({ mine: z.enum(['true', 'false']).default('false'), status: z.enum(['open', 'all']).default('open'), incidentId: Id.optional() }), response: pageOf(DispatchView) } }),
  acknowledgeDispatch: route({ method: 'POST', path: '/dispatches/:dispatchId/acknowledgement', access: 'dispatch:work', tag: '调度', summary: '签收调度令', schema: { params: DispatchParams, body: command, response: DispatchView } }),
  departDispatch: route({ method: 'POST', path: '/dispatches/:dispatchId/departure', access: 'dispatch:work', tag: '调度', summary: '出发；物资此时出库', schema: { params: DispatchParams, body: command.extend({ papersLater: z.boolean().default(false), document: text(0, 60).default('') }), response: DispatchView } }),
  reportDispatchPosition: route({ method: 'POST', path: '/dispatches/:dispatchId/position', access: 'dispatch:work', tag: '调度', summary: '在途位置', schema: { params: DispatchParams, body: command.extend({ position: Position }), response: DispatchView } }),
  arriveDispatch: route({ method: 'POST', path: '/dispatches/:dispatchId/arrival', access: 'dispatch:work', tag: '调度', summary: '到达', schema: { params: DispatchParams, body: command, response: DispatchView } }),
  receiveDispatch: route({ method: 'POST', path: '/dispatches/:dispatchId/receipt', access: 'dispatch:work', tag: '调度', summary: '接收单位交接：实收数量，有差额须说明', schema: { params: DispatchParams, body: command.extend({ quantity: z.number().int('数量应为整数').min(0, '数量不能为负').max(10_000_000), note: text(0, 200).default('') }), response: DispatchView } }),
  releaseDispatch: route({ method: 'POST', path: '/dispatches/:dispatchId/release', access: 'dispatch:decide', tag: '调度', summary: '任务结束，令其返回', schema: { params: DispatchParams, body: command, response: DispatchView } }),
  /** `quantity` is everything that came back, damaged included. */
  returnDispatch: route({ method: 'POST', path: '/dispatches/:dispatchId/return', access: 'dispatch:work', tag: '调度', summary: '归队、归还：完好与损坏的数量', schema: { params: DispatchParams, body: command.extend({ quantity: z.number().int().min(0).max(10_000_000), damagedEquipmentIds: z.array(Id).max(100).default([]), lostEquipmentIds: z.array(Id).max(100).default([]), damagedQuantity: z.number().int().min(0).max(10_000_000).default(0), note: text(0, 200).default('') }), response: DispatchView } }),
  cancelDispatch: route({ method: 'POST', path: '/dispatches/:dispatchId/cancellation', access: 'dispatch:decide', tag: '调度', summary: '取消调度令', schema: { params: DispatchParams, body: command.extend({ reason: text(2, 400) }), response: DispatchView } }),
}
