import { householdLifecycle, householdStatusNames, protectiveOrderLifecycle, type HouseholdStatus, type ProtectiveOrder, type ReturnRelease, type TransferHousehold } from '@fengsui/contract/evacuation'
import { addMinutes, beijingShort, boundToReceipt, isWithin, legalDay, Problem, type BoundedInstant } from '@fengsui/contract/kernel'

/** @throws Problem naming what is possible instead */
export function requireHouseholdTransition(from: HouseholdStatus, to: HouseholdStatus): void {
  const allowed: readonly HouseholdStatus[] = householdLifecycle[from]
  if (!allowed.includes(to)) throw new Problem('lifecycle-refused', `该户${householdStatusNames[from]}，不能登记为“${householdStatusNames[to]}”；现在可以：${allowed.map((status) => householdStatusNames[status]).join('、')}`)
}

/** @throws Problem when the order is lifted already */
export function requireOrderTransition(from: ProtectiveOrder['status'], to: ProtectiveOrder['status']): void {
  if (!(protectiveOrderLifecycle[from] as readonly ProtectiveOrder['status'][]).includes(to)) throw new Problem('lifecycle-refused', '这道指挥长令已经解除，不用再操作')
}

/** When something happened by the sender's word; a telephone's clock that runs ahead is no reason to refuse, and its lead is kept beside the time. */
export function happenedAt(stated: string | null, now: string): BoundedInstant {
  return stated === null ? { at: now, clockAheadSeconds: null } : boundToReceipt(stated, now)
}

/** For the entry: how far the sender's clock ran ahead, where it did. */
export function clockNote({ clockAheadSeconds }: BoundedInstant): { clockAheadSeconds?: number } {
  return clockAheadSeconds === null ? {} : { clockAheadSeconds }
}

type MoveState = Pick<TransferHousehold, 'status' | 'movedAt' | 'refusedAt' | 'visitedAt'>

/**
 * What a move does that happened at `at` but may arrive late: a refusal recorded for a later instant stands, for then people are still (or again)
 * in the house. @throws Problem
 */
export function requireMoveStands(household: MoveState, at: string): void {
  requireHouseholdTransition(household.status, 'moved')
  const later = household.status === 'refused' ? (household.visitedAt ?? household.refusedAt) : household.status === 'moved' ? household.movedAt : null
  if (later !== null && later > at) throw new Problem('conflict', `该户 ${beijingShort(later)} 又登记为“${householdStatusNames[household.status]}”，比您报的 ${beijingShort(at)} 晚；请现场核实后按现在的情况登记`)
}

/** Whether a refusal only adds a visit: it happened before a move that is already recorded. */
export function isOutdatedRefusal(household: MoveState, at: string): boolean {
  return household.status === 'moved' && household.movedAt !== null && at < household.movedAt
}

/** The release that lets a household go home: of its place or one above, given after it was moved (未经解除不得返回). */
export function findReleaseFor(household: Pick<TransferHousehold, 'divisionCode' | 'movedAt'>, releases: readonly Pick<ReturnRelease, 'divisionCode' | 'releasedAt'>[]): Pick<ReturnRelease, 'divisionCode' | 'releasedAt'> | null {
  return releases.find((release) => isWithin(household.divisionCode, release.divisionCode) && (household.movedAt === null || release.releasedAt >= household.movedAt)) ?? null
}

/** `2019年指挥长令第`, completed by `3号`: counted per place and year. */
export function orderNumber(at: string, count: number): string {
  return `${legalDay(at).slice(0, 4)}年指挥长令第${String(count)}号`
}

/** An order names an instant about now: a slip of the pen in the year would leave it in force for nobody. @throws Problem */
export function requireNearNow(inForceFrom: string, now: string): void {
  const day = 24 * 60
  if (inForceFrom < addMinutes(now, -day) || inForceFrom > addMinutes(now, 30 * day)) throw new Problem('invalid-input', '生效时间应在一天前至三十天后之间，请核对年月日', [{ path: 'inForceFrom', message: '请核对生效时间' }])
}

/** A name as those see it who may not see names: the first character and stars. */
export function maskName(name: string): string {
  const [first = ''] = [...name]
  return `${first}**`
}
