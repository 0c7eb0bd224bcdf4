import { dispatchLifecycle, dispatchStatusNames, type Dispatch, type DispatchStatus } from '@fengsui/contract/dispatch'
import { Problem } from '@fengsui/contract/kernel'

/** What to do instead, by the state an order is in. */
const advice: Record<DispatchStatus, string> = {
  ordered: '请先签收或出发',
  acknowledged: '请先出发',
  departed: '正在途中，到达后再办',
  arrived: '已经到达，请接收单位交接',
  received: '已经交接',
  returning: '正在返回，请归队归还',
  returned: '已经归还，不用再操作',
  cancelled: '已经取消，需要时请另行下令',
}

export function mayDispatchBecome(from: DispatchStatus, to: DispatchStatus): boolean {
  return (dispatchLifecycle[from] as readonly DispatchStatus[]).includes(to)
}

/** @throws Problem lifecycle-refused that says what to do instead */
export function requireDispatchMayBecome(dispatch: Pick<Dispatch, 'number' | 'status'>, to: DispatchStatus): void {
  if (!mayDispatchBecome(dispatch.status, to)) throw new Problem('lifecycle-refused', `调度令 ${dispatch.number} 现在是“${dispatchStatusNames[dispatch.status]}”，不能改为“${dispatchStatusNames[to]}”；${advice[dispatch.status]}`)
}

/** Forces are out until they are home or called off, goods until they are handed over. */
export function isOut(dispatch: Pick<Dispatch, 'kind' | 'status'>): boolean {
  if (dispatch.status === 'returned' || dispatch.status === 'cancelled') return false
  return !(dispatch.kind === 'goods' && dispatch.status === 'received')
}

/** What counts as arrived of an order now. */
export function arrivedOf(dispatch: Pick<Dispatch, 'arrivedAt' | 'receivedQuantity' | 'quantity'>): number {
  return dispatch.receivedQuantity ?? (dispatch.arrivedAt === null ? 0 : dispatch.quantity)
}

export interface Returned {
  readonly quantity: number
  readonly damagedEquipmentIds: readonly string[]
  readonly lostEquipmentIds: readonly string[]
  readonly damagedQuantity: number
  readonly note: string
}

/** Whether the figures of a return fit the order. @throws Problem invalid-input that says which figure to correct */
export function requireReturnAddsUp(dispatch: Pick<Dispatch, 'kind' | 'quantity' | 'unit' | 'equipmentIds' | 'receivedQuantity'>, body: Returned): void {
  const refuse = (detail: string, path: string): never => { throw new Problem('invalid-input', detail, [{ path, message: detail }]) }
  if (dispatch.kind !== 'equipment' && (body.damagedEquipmentIds.length > 0 || body.lostEquipmentIds.length > 0)) refuse('这份调度令没有装备，不能登记损坏、丢失的装备', 'damagedEquipmentIds')
  if (dispatch.kind === 'equipment') {
    const named = [...body.damagedEquipmentIds, ...body.lostEquipmentIds]
    if (new Set(named).size !== named.length) refuse('同一件装备只能登记一次，损坏或丢失', 'damagedEquipmentIds')
    if (named.some((id) => !dispatch.equipmentIds.includes(id))) refuse('登记为损坏或丢失的装备不在这份调度令里，请核对编号', 'damagedEquipmentIds')
    const home = dispatch.quantity - body.lostEquipmentIds.length
    if (body.quantity !== home) refuse(`调出 ${String(dispatch.quantity)} ${dispatch.unit}，丢失 ${String(body.lostEquipmentIds.length)} ${dispatch.unit}，应归还 ${String(home)} ${dispatch.unit}（损坏的计算在内）；没有归还的请登记为丢失`, 'quantity')
    return
  }
  const most = dispatch.receivedQuantity ?? dispatch.quantity
  if (body.quantity > most) refuse(`最多归还 ${String(most)} ${dispatch.unit}`, 'quantity')
  if (dispatch.kind === 'goods' && dispatch.receivedQuantity === null && body.quantity !== most) refuse(`没有交接过的物资须全部退回（${String(most)} ${dispatch.unit}），损坏、遗失的填入损坏数量`, 'quantity')
  if (body.damagedQuantity > body.quantity) refuse('损坏数量已包含在归还数量内，不能多于归还数量', 'damagedQuantity')
  if (dispatch.kind === 'team' && body.quantity < most && body.note === '') refuse('归队人数少于出动人数，请写明情况', 'note')
}
