import type { dutyRoutes } from '@fengsui/contract/duty'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { DutyDeps } from './duty-deps.ts'
import { leadsDuty } from './duty-policy.ts'
import { findPersonOf, getUnit, lockHandover, lockUnitDuty, lockWatch, readHeadWithin } from './duty-store.ts'
import { markArrivals, requireAccepted, requireHandoverStep, requireLeavingSigner, requireSuccessor } from './handover-rules.ts'
import { holdClocks, loadOpenItems } from './open-items-store.ts'
import { beginWatch, endWatch } from './watch-changes.ts'

/** The code is proven, not part of what is signed. */
const withoutCode = <B extends { code: string }>(body: B) => ({ ...body, code: '' })

/** The one who leaves signs; where that one cannot, a leader signs in their place with the reason. */
export async function signHandover(deps: DutyDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dutyRoutes.signHandover>, 'params' | 'body'>): Promise<{ id: string }> {
  const asked = await deps.codes.begin(actor.accountId, body.code)
  return deps.commands.run({ commandId: body.commandId, name: 'sign-handover', actor: actor.label, input: { params, body: withoutCode(body) } }, async (context) => {
    await lockUnitDuty(context.tx, actor.unitId)
    const handover = await lockHandover(deps.objects, context.tx, actor, params.handoverId)
    requireHandoverStep(handover.status, 'signed')
    const watch = await lockWatch(deps.objects, context.tx, handover.watchId)
    if (watch?.status !== 'running') throw new Problem('lifecycle-refused', '这一班已经交出，请刷新后再看')
    requireLeavingSigner(watch, { ...actor, leads: leadsDuty(actor) }, body.reason)
    if (asked) await deps.codes.spend(context, actor.accountId, body.code)
    const reason = actor.accountId === watch.officerAccountId ? null : context.protect(`handover:${handover.id}`, body.reason)
    context.record({
      type: 'handover.signed', audience: { division: handover.divisionCode, units: [handover.unitId] },
      changes: [{ object: 'handover', id: handover.id, set: { status: 'signed', leavingAccountId: actor.accountId, leavingSignedAt: context.at, leavingFactor: asked, ...(reason === null ? {} : { onBehalfReason: reason }) } }],
      note: { number: handover.number, onBehalf: reason !== null },
    })
    return { id: handover.id }
  })
}

/**
 * The successor signs and takes over what is open: the old duty ends and the new one begins in the same instant. Refused while a clock runs that
 * was not accepted, also one that started a moment ago (DUTY-6).
 */
export async function acceptHandover(deps: DutyDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dutyRoutes.acceptHandover>, 'params' | 'body'>): Promise<{ id: string }> {
  const asked = await deps.codes.begin(actor.accountId, body.code)
  return deps.commands.run({ commandId: body.commandId, name: 'accept-handover', actor: actor.label, input: { params, body: withoutCode(body) } }, async (context) => {
    await lockUnitDuty(context.tx, actor.unitId)
    const handover = await lockHandover(deps.objects, context.tx, actor, params.handoverId)
    requireHandoverStep(handover.status, 'completed')
    const watch = await lockWatch(deps.objects, context.tx, handover.watchId)
    if (watch?.status !== 'running') throw new Problem('lifecycle-refused', '这一班已经交出，请刷新后再看')
    const leaving = [{ accountId: watch.officerAccountId, personId: watch.officerPersonId }]
    if (handover.leavingAccountId !== null && handover.leavingAccountId !== watch.officerAccountId) leaving.push({ accountId: handover.leavingAccountId, personId: await findPersonOf(context.tx, handover.leavingAccountId) })
    requireSuccessor(actor, leaving)
    const unit = await getUnit(context.tx, handover.unitId)
    await holdClocks(context.tx)
    const items = markArrivals(await loadOpenItems(context.tx, unit, context.at), handover.leavingSignedAt)
    requireAccepted(items, body.acceptedKeys)
    if (asked) await deps.codes.spend(context, actor.accountId, body.code)
    const next = await beginWatch(context, actor, unit, { plannedEndAt: body.plannedEndAt, asOf: deps.rulesAsOf() })
    const head = await readHeadWithin(context.tx)
    context.record({
      type: 'handover.completed', audience: { division: unit.divisionCode, units: [unit.id] },
      changes: [
        { object: 'handover', id: handover.id, set: { status: 'completed', successorAccountId: actor.accountId, successorSignedAt: context.at, successorFactor: asked, successorWatchId: next.id, items, headPosition: head.position, headChain: head.chain } },
        endWatch(context, watch), next.change,
      ],
      note: { number: handover.number, items: items.length, clocks: items.filter((item) => item.kind === 'clock' || item.kind === 'order').length, byHand: next.byHand, unit: unit.name },
    })
    return { id: handover.id }
  })
}
