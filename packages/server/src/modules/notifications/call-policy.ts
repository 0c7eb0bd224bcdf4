import { Problem } from '@fengsui/contract/kernel'
import { callStatusNames, type Call, type CallRecipient } from '@fengsui/contract/notifications'
import { covers, type Actor } from '../../platform/actor.ts'

/** A call is led by those whose jurisdiction holds the place that made it. */
export function mayManage(actor: Actor, call: Pick<Call, 'divisionCode'>): boolean {
  return actor.permissions.has('call:make') && covers(actor.scope, call.divisionCode)
}

export function requireManager(actor: Actor, call: Pick<Call, 'divisionCode'>): void {
  if (!covers(actor.scope, call.divisionCode)) throw new Problem('forbidden', '这次叫应由别处发起，只有发起的地方能再叫和结束；您可以登记本辖区的应答')
}

export function requireRunning(call: Pick<Call, 'status'>): void {
  if (call.status !== 'running') throw new Problem('lifecycle-refused', `这次叫应${callStatusNames[call.status]}，不能再操作；需要时请另发起一次`)
}

/** A person answers for themselves; a desk is answered for by anybody of its unit. */
export function requireOwnCall(actor: Actor, recipient: Pick<CallRecipient, 'personId' | 'unitId'>): void {
  const own = recipient.personId === null ? recipient.unitId === actor.unitId : recipient.personId === actor.personId
  if (!own) throw new Problem('forbidden', '这次叫的不是您；代别人登记应答请用“代为登记”')
}

export function requireCoversRecipients(actor: Actor, recipients: readonly Pick<CallRecipient, 'divisionCode'>[]): void {
  if (!recipients.every((recipient) => covers(actor.scope, recipient.divisionCode))) throw new Problem('forbidden', '只能代登记本辖区的应答，请去掉辖区以外的人')
}

/** Titles stand in the journal: no telephone numbers there. */
export function requireTextWithoutPhone(text: string, path: string): void {
  if (/(?:^|\D)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?:\D|$)/.test(text)) throw new Problem('invalid-input', '标题里请不要写电话号码，电话请写在内容里', [{ path, message: '不要写电话号码' }])
}
