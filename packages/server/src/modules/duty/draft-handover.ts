import type { dutyRoutes } from '@fengsui/contract/duty'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { DutyDeps } from './duty-deps.ts'
import { leadsDuty } from './duty-policy.ts'
import { findOpenHandover, findRunningWatch, getUnit, lockHandover, lockUnitDuty, lockWatch, nextNumber } from './duty-store.ts'
import { requireHandoverStep } from './handover-rules.ts'

/** Begins a handover of the running duty; asked for twice it is the same one. What is open is listed when it is looked at, and fixed when it is accepted. */
export function draftHandover(deps: DutyDeps, actor: Actor, body: ParsedRequest<typeof dutyRoutes.draftHandover>['body']): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'draft-handover', actor: actor.label, input: body }, async (context) => {
    await lockUnitDuty(context.tx, actor.unitId)
    const unit = await getUnit(context.tx, actor.unitId)
    const watch = await findRunningWatch(deps.objects, context.tx, unit.id, true)
    if (!watch) throw new Problem('lifecycle-refused', '本单位现在无人当班，请直接接班')
    const known = await findOpenHandover(deps.objects, context.tx, watch.id)
    if (known) return { id: known.id }
    if (watch.officerAccountId !== actor.accountId && !leadsDuty(actor)) throw new Problem('forbidden', '交接班由当班值班员起草；本人不能到场的由带班领导起草')
    const id = context.newId()
    context.record({
      type: 'handover.drafted', audience: { division: unit.divisionCode, units: [unit.id] },
      changes: [{ object: 'handover', id, created: true, set: { number: await nextNumber(context.tx, 'handover', '交班', unit.divisionCode, context.at), divisionCode: unit.divisionCode, unitId: unit.id, watchId: watch.id, status: 'draft', draftedAt: context.at } }],
    })
    return { id }
  })
}

/** The leaving officer's words to the next one; only before signing. */
export function noteHandover(deps: DutyDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dutyRoutes.noteHandover>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'note-handover', actor: actor.label, input: { params, body } }, async (context) => {
    const handover = await lockHandover(deps.objects, context.tx, actor, params.handoverId)
    if (handover.status !== 'draft') throw new Problem('lifecycle-refused', '附言在交班人签字之前写；要改请先撤回')
    const watch = await lockWatch(deps.objects, context.tx, handover.watchId)
    if (watch?.officerAccountId !== actor.accountId && !leadsDuty(actor)) throw new Problem('forbidden', '附言由当班值班员或带班领导写')
    context.record({ type: 'handover.noted', audience: { division: handover.divisionCode, units: [handover.unitId] }, changes: [{ object: 'handover', id: handover.id, set: { notes: context.protect(`handover:${handover.id}`, body.notes) } }] })
    return { id: handover.id }
  })
}

/** Takes a handover back; the duty runs on. */
export function withdrawHandover(deps: DutyDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dutyRoutes.withdrawHandover>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'withdraw-handover', actor: actor.label, input: { params, body } }, async (context) => {
    const handover = await lockHandover(deps.objects, context.tx, actor, params.handoverId)
    requireHandoverStep(handover.status, 'withdrawn')
    const watch = await lockWatch(deps.objects, context.tx, handover.watchId)
    if (watch?.officerAccountId !== actor.accountId && handover.leavingAccountId !== actor.accountId && !leadsDuty(actor)) throw new Problem('forbidden', '交接班由当班值班员或带班领导撤回')
    context.record({ type: 'handover.withdrawn', audience: { division: handover.divisionCode, units: [handover.unitId] }, changes: [{ object: 'handover', id: handover.id, set: { status: 'withdrawn' } }], note: { number: handover.number } })
    return { id: handover.id }
  })
}
