import type { dutyRoutes } from '@fengsui/contract/duty'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { DutyDeps } from './duty-deps.ts'
import { lockFax, lockPhoneCall } from './phone-store.ts'

/** Says who at the desk takes the call; the first one stands. */
export function takePhoneCall(deps: DutyDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dutyRoutes.takePhoneCall>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'take-phone-call', actor: actor.label, input: { params, body } }, async (context) => {
    const call = await lockPhoneCall(deps.objects, context.tx, actor, params.phoneCallId)
    if (call.takenByAccountId === actor.accountId) return { id: call.id }
    if (call.takenByAccountId !== null) throw new Problem('lifecycle-refused', '这个电话已有人接了')
    context.record({ type: 'phone-call.taken', audience: { division: call.divisionCode, units: [call.unitId] }, changes: [{ object: 'phone-call', id: call.id, set: { takenByAccountId: actor.accountId } }] })
    return { id: call.id }
  })
}

/** A call that need not be written down: wrong number, nuisance, the house itself. Who decided that stands in the journal. */
export function dismissPhoneCall(deps: DutyDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dutyRoutes.dismissPhoneCall>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'dismiss-phone-call', actor: actor.label, input: { params, body } }, async (context) => {
    const call = await lockPhoneCall(deps.objects, context.tx, actor, params.phoneCallId)
    if (call.phoneLogId !== null) throw new Problem('lifecycle-refused', '这个电话已经登记，无须再消除')
    if (call.dismissedAt === null) context.record({ type: 'phone-call.dismissed', audience: { division: call.divisionCode, units: [call.unitId] }, changes: [{ object: 'phone-call', id: call.id, set: { dismissedAt: context.at } }] })
    return { id: call.id }
  })
}

/** Says what was done with a fax. */
export function handleFax(deps: DutyDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dutyRoutes.handleFax>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'handle-fax', actor: actor.label, input: { params, body } }, async (context) => {
    const fax = await lockFax(deps.objects, context.tx, actor, params.faxId)
    if (fax.status !== 'registered') throw new Problem('lifecycle-refused', '这份传真已经处理过')
    context.record({ type: 'fax.handled', audience: { division: fax.divisionCode, units: [fax.unitId] }, changes: [{ object: 'fax', id: fax.id, set: { status: 'handled', handledAt: context.at, handledByAccountId: actor.accountId, note: context.protect(`fax:${fax.id}`, body.note) } }], note: { number: fax.number } })
    return { id: fax.id }
  })
}
