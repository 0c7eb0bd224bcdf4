import { handoverLifecycle, handoverStatusNames, strictKinds, type HandedItem, type HandoverStatus, type OpenItem } from '@fengsui/contract/duty'
import { Problem, type Instant } from '@fengsui/contract/kernel'

/** Items with the mark of those that came after the leaving officer had signed. */
export function markArrivals(items: readonly OpenItem[], signedAt: Instant | null): HandedItem[] {
  return items.map((item) => ({ ...item, arrived: signedAt !== null && item.since > signedAt }))
}

/**
 * What still has to be accepted by name before the duty can change hands: every running clock and order, also those that started a moment ago
 * (DUTY-6), and of the rest what was there when the leaving officer signed. What came in later is the successor's anyhow, and is written down as such.
 */
export function listMissing(items: readonly HandedItem[], acceptedKeys: readonly string[]): HandedItem[] {
  const accepted = new Set(acceptedKeys)
  return items.filter((item) => !accepted.has(item.key) && (!item.arrived || strictKinds.includes(item.kind)))
}

/** @throws Problem naming each item that is not accepted yet */
export function requireAccepted(items: readonly HandedItem[], acceptedKeys: readonly string[]): void {
  const missing = listMissing(items, acceptedKeys)
  if (missing.length === 0) return
  const clocks = missing.filter((item) => strictKinds.includes(item.kind)).length
  const words = clocks > 0 ? `还有 ${clocks} 项时限在走没有接收，接收后才能接班` : `还有 ${missing.length} 项未了事项没有接收，请逐项接收后再签字`
  throw new Problem('conflict', words, missing.slice(0, 100).map((item) => ({ path: `items.${item.key}`, message: item.title })))
}

/** @throws Problem when the handover cannot go there from where it is */
export function requireHandoverStep(from: HandoverStatus, to: HandoverStatus): void {
  if ((handoverLifecycle[from] as readonly HandoverStatus[]).includes(to)) return
  throw new Problem('lifecycle-refused', from === 'completed' ? '这次交接班已经办完，请刷新查看现在谁当班' : from === 'withdrawn' ? '这份交接班已撤回，请重新起草' : `交接班现为“${handoverStatusNames[from]}”，不能这样做，请刷新后再看`)
}

export interface Signer {
  readonly accountId: string
  readonly personId: string | null
}

/**
 * Two different people sign. The one who leaves is whoever signed for leaving and whoever was on duty: neither can accept.
 * @returns why this one cannot accept, or null
 */
export function whyNotSuccessor(successor: Signer, leaving: readonly Signer[]): string | null {
  const same = leaving.some((each) => each.accountId === successor.accountId || (each.personId !== null && each.personId === successor.personId))
  return same ? '交班和接班须由两个人用各自的账号签字，您是交班的一方' : null
}

/** @throws Problem forbidden */
export function requireSuccessor(successor: Signer, leaving: readonly Signer[]): void {
  const why = whyNotSuccessor(successor, leaving)
  if (why !== null) throw new Problem('forbidden', why)
}

interface ShiftOnDuty {
  readonly shiftId: string
  readonly role: string
  readonly personId: string
  readonly endsAt: Instant
}

/** The roster's shift that somebody stands who takes the duty now: the one about to begin before the one that is ending. Null: the roster does not name them. */
export function chooseShift(personId: string | null, now: readonly ShiftOnDuty[], soon: readonly ShiftOnDuty[]): ShiftOnDuty | null {
  if (personId === null) return null
  return [...soon, ...now].find((shift) => shift.personId === personId && (shift.role === 'officer' || shift.role === 'leader')) ?? null
}

/** Whether the account may sign in place of the one on duty: a leader of the same unit, with a reason. @throws Problem */
export function requireLeavingSigner(watch: { officerAccountId: string }, signer: Signer & { leads: boolean }, reason: string): void {
  if (signer.accountId === watch.officerAccountId) return
  if (!signer.leads) throw new Problem('forbidden', '交班由当班值班员本人签字；本人不能到场的，请带班领导代签并写明原因')
  if (reason.trim().length < 2) throw new Problem('invalid-input', '代签须写明原因（如值班员突发疾病送医）', [{ path: 'reason', message: '请写明代签原因' }])
}
