import type { Dispatch } from '@fengsui/contract/dispatch'
import { addMinutes, Problem, type Json, type Position } from '@fengsui/contract/kernel'
import { equipmentKinds, type EquipmentKind } from '@fengsui/contract/resources'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import { ACKNOWLEDGE_MINUTES } from './deadline-rules.ts'
import type { DispatchDeps } from './dispatch-deps.ts'
import { getItemNames, listEquipmentOwners, listWarehouses, nextNumbers } from './dispatch-store.ts'
import { equipmentUnit } from './line-rules.ts'
import { createdChange, setDeadline, timerKinds } from './record-dispatch.ts'
import { goodsSubstitutes } from './substitute-rules.ts'
import { carriesBoats, estimateTravel, formatDistance, TRAVEL_BASIS, type Travel } from './travel-rules.ts'

/** Where everything of one decision goes. */
export interface OrderFrame {
  readonly incidentId: string
  readonly requestId: string | null
  readonly destinationName: string
  readonly destinationDivisionCode: string
  readonly destination: Position
  readonly receiverUnitId: string
  /** Units beside sender and receiver that hear of it. */
  readonly units: readonly string[]
}

/** What is to be sent; `lineKey` is null for orders that answer no request. */
export interface Picks {
  readonly teams: readonly { lineKey: string | null; teamId: string }[]
  readonly equipment: readonly { lineKey: string | null; equipmentId: string }[]
  readonly goods: readonly { lineKey: string | null; warehouseId: string; itemId: string; quantity: number; /** What was asked for and why this goes in its place. */ instead?: { name: string; reason: string } }[]
}

type NewOrder = Pick<Dispatch, 'id' | 'lineKey' | 'kind' | 'unitId' | 'name' | 'quantity' | 'unit' | 'people' | 'teamId' | 'equipmentIds' | 'warehouseId' | 'lots' | 'reasons'> & Partial<Pick<Dispatch, 'remark'>> & { travel: Travel; from: Position | null }

const sayTravel = ({ distanceMetres, travelMinutes }: Travel) => (distanceMetres === null || travelMinutes === null ? [] : [`直线 ${formatDistance(distanceMetres)}，约 ${String(travelMinutes)} 分钟`])
const noForces = { people: 0, teamId: null, equipmentIds: [], warehouseId: null, lots: [] }

async function orderTeams(deps: DispatchDeps, context: CommandContext, actor: Actor, frame: OrderFrame, picks: Picks['teams']): Promise<NewOrder[]> {
  if (picks.length === 0) return []
  const assignments = picks.map((pick) => ({ ...pick, dispatchId: context.newId() }))
  const teams = await deps.resources.commitTeams(context, actor, { incidentId: frame.incidentId, assignments })
  return teams.map((team, index) => {
    const from = team.position ?? team.basePosition
    const travel = estimateTravel(from, frame.destination, carriesBoats({ capabilities: team.capabilities }))
    const { dispatchId = '', lineKey = null } = assignments[index] ?? {}
    return { ...noForces, id: dispatchId, lineKey, kind: 'team', unitId: team.unitId, name: team.name, quantity: team.strength, unit: '人', people: team.strength, teamId: team.id, reasons: sayTravel(travel), travel, from }
  })
}

/** One order per owner and kind. */
async function orderEquipment(deps: DispatchDeps, context: CommandContext, actor: Actor, frame: OrderFrame, picks: Picks['equipment']): Promise<NewOrder[]> {
  if (picks.length === 0) return []
  const lineOf = new Map(picks.map((pick) => [pick.equipmentId, pick.lineKey]))
  if (lineOf.size !== picks.length) throw new Problem('invalid-input', '同一件装备只能派一次，请去掉重复的', [{ path: 'equipmentIds', message: '有重复的装备' }])
  const groups = new Map<string, { dispatchId: string; lineKey: string | null; ids: string[] }>()
  for (const { id, unitId, kind } of await listEquipmentOwners(context.tx, actor, [...lineOf.keys()])) {
    const lineKey = lineOf.get(id) ?? null
    const name = `${lineKey ?? ''}|${unitId}|${kind}`
    const group = groups.get(name) ?? { dispatchId: context.newId(), lineKey, ids: [] }
    group.ids.push(id)
    groups.set(name, group)
  }
  const dispatchOf = new Map([...groups.values()].flatMap(({ dispatchId, ids }) => ids.map((id) => [id, dispatchId] as const)))
  const ids = [...lineOf.keys()]
  const pieces = await deps.resources.commitEquipment(context, actor, { incidentId: frame.incidentId, assignments: ids.map((equipmentId) => ({ equipmentId, dispatchId: dispatchOf.get(equipmentId) ?? '' })) })
  return [...groups.values()].flatMap(({ dispatchId, lineKey, ids: own }): NewOrder[] => {
    const held = pieces.filter((piece) => own.includes(piece.id)).sort((a, b) => (a.number < b.number ? -1 : 1))
    const [first] = held
    if (!first) return []
    if (held.some((piece) => piece.unitId !== first.unitId)) throw new Problem('conflict', '装备的管理单位刚刚变动，请刷新后重试')
    const kind: EquipmentKind = first.kind
    const ways = held.map((piece) => ({ from: piece.position ?? piece.basePosition, travel: estimateTravel(piece.position ?? piece.basePosition, frame.destination, carriesBoats({ equipmentKind: kind })) }))
    // The slowest of them says when all are there.
    const slowest = ways.reduce((worst, way) => ((way.travel.travelMinutes ?? 0) > (worst.travel.travelMinutes ?? 0) ? way : worst))
    return [{ ...noForces, id: dispatchId, lineKey, kind: 'equipment', unitId: first.unitId, name: equipmentKinds[kind], quantity: held.length, unit: equipmentUnit(kind), equipmentIds: held.map(({ id }) => id), reasons: [`编号：${held.map(({ number }) => number).join('、')}`, ...sayTravel(slowest.travel)], ...slowest }]
  })
}

/** That something else goes than was asked for, and what the catalogue of substitutes says to it; the decider's own words are the order's remark. */
function sayInstead(name: string, instead: Picks['goods'][number]['instead']): string[] {
  if (instead === undefined) return []
  const known = goodsSubstitutes(instead.name)
  return [`代用：申请的是${instead.name}${known !== null && known.words.some((word) => name.includes(word)) ? `，${known.why}` : ''}`]
}

/** One order per warehouse and item; lots are promised now, so that nobody else can promise them. */
async function orderGoods(deps: DispatchDeps, context: CommandContext, actor: Actor, frame: OrderFrame, picks: Picks['goods']): Promise<NewOrder[]> {
  if (picks.length === 0) return []
  const lines = new Map<string, Picks['goods'][number] & { dispatchId: string }>()
  for (const pick of picks) {
    const name = `${pick.lineKey ?? ''}|${pick.warehouseId}|${pick.itemId}`
    const known = lines.get(name)
    lines.set(name, known ? { ...known, quantity: known.quantity + pick.quantity } : { ...pick, dispatchId: context.newId() })
  }
  const wanted = [...lines.values()]
  const lots = await deps.stockpile.reserveForDispatch(context, actor, { incidentId: frame.incidentId, lines: wanted })
  const warehouses = await listWarehouses(context.tx, actor, wanted.map(({ warehouseId }) => warehouseId))
  const items = await getItemNames(context.tx, actor, wanted.map(({ itemId }) => itemId))
  return wanted.flatMap((line, index): NewOrder[] => {
    const warehouse = warehouses.get(line.warehouseId)
    const promised = lots[index] ?? []
    if (!warehouse) throw new Problem('not-found', '没有找到这个仓库，可能不在您的辖区内')
    const from = warehouse.longitude === null || warehouse.latitude === null ? null : { longitude: warehouse.longitude, latitude: warehouse.latitude }
    const travel = estimateTravel(from, frame.destination, false)
    const expiry = promised.flatMap(({ expiresOn, quantity }) => (expiresOn === null ? [] : [`${expiresOn} 到期 ${String(quantity)}`]))
    const { name = promised[0]?.itemName ?? '', unit = '' } = items.get(line.itemId) ?? {}
    const remark = line.instead === undefined ? null : context.protect(`dispatch:${line.dispatchId}`, line.instead.reason)
    return [{ ...noForces, ...(remark === null ? {} : { remark }), id: line.dispatchId, lineKey: line.lineKey, kind: 'goods', unitId: warehouse.unitId, name, quantity: line.quantity, unit, warehouseId: warehouse.id, lots: promised, reasons: [...sayInstead(name, line.instead), `${warehouse.name}出库`, ...(expiry.length > 0 ? [`先到期先出：${expiry.join('、')}`] : []), ...sayTravel(travel)], travel, from }]
  })
}

/**
 * Gives orders: everything that was picked or nothing. Forces are committed and goods promised at once, under locks; a unit from
 * outside the incident's place is let in. A handful of statements however many orders.
 * @throws Problem saying which force is gone or which goods are missing
 */
export async function placeOrders(deps: DispatchDeps, context: CommandContext, actor: Actor, frame: OrderFrame, picks: Picks): Promise<{ id: string; lineKey: string | null; quantity: number }[]> {
  const orders = [...(await orderTeams(deps, context, actor, frame, picks.teams)), ...(await orderEquipment(deps, context, actor, frame, picks.equipment)), ...(await orderGoods(deps, context, actor, frame, picks.goods))]
  const numbers = await nextNumbers(context.tx, 'dispatch', context.at, orders.length)
  const acknowledgeBy = addMinutes(context.at, ACKNOWLEDGE_MINUTES)
  const sumOf = (kind: Dispatch['kind']) => orders.filter((order) => order.kind === kind).reduce((sum, { quantity }) => sum + quantity, 0)
  orders.forEach(({ travel, from, ...order }, index) => {
    const { units, ...place } = frame
    context.record({
      type: 'dispatch.ordered', subject: frame.incidentId, audience: { division: actor.divisionCode, units: [...new Set([order.unitId, frame.receiverUnitId, ...units])] },
      changes: [createdChange('dispatch', order.id, {
        ...order, ...place, ...travel, lots: order.lots as Json, number: numbers[index] ?? '', divisionCode: actor.divisionCode, travelBasis: TRAVEL_BASIS, status: 'ordered', orderedAt: context.at, acknowledgeBy,
        ...(from === null ? {} : { position: from, positionAt: context.at }),
      })],
      // Orders of a request are told by the request's own entry; of others the first one tells how many there are.
      note: { number: numbers[index] ?? '', ...(index === 0 && frame.requestId === null ? { orders: orders.length, people: sumOf('team'), pieces: sumOf('equipment') } : {}) },
    })
    for (const unitId of [order.unitId, frame.receiverUnitId]) context.openTo(`incident:${frame.incidentId}`, unitId)
  })
  setDeadline(context, timerKinds.acknowledge, acknowledgeBy, orders.map(({ id }) => id))
  return orders.map(({ id, lineKey, quantity }) => ({ id, lineKey, quantity }))
}
