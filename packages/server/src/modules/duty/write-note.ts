import type { dutyRoutes } from '@fengsui/contract/duty'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { DutyDeps } from './duty-deps.ts'
import { requireOwnUnit } from './duty-policy.ts'
import { findRunningWatch, getUnit, requireReferences } from './duty-store.ts'
import { statedInstant } from './phone-log-rules.ts'
import { lockNote } from './phone-store.ts'

/** Writes a line of the duty log. */
export function writeDutyNote(deps: DutyDeps, actor: Actor, body: ParsedRequest<typeof dutyRoutes.writeDutyNote>['body']): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'write-duty-note', actor: actor.label, input: body }, async (context) => {
    const unit = await getUnit(context.tx, actor.unitId)
    await requireReferences(context.tx, actor, body)
    const watch = await findRunningWatch(deps.objects, context.tx, unit.id)
    const id = context.newId()
    context.record({
      type: 'duty-note.written', subject: body.incidentId, audience: { division: unit.divisionCode, units: [unit.id] },
      changes: [{
        object: 'duty-note', id, created: true,
        set: {
          divisionCode: unit.divisionCode, unitId: unit.id, kind: body.kind, words: context.protect(`duty-note:${id}`, body.words), happenedAt: statedInstant(body.happenedAt, context.at, 'happenedAt'), writtenAt: context.at, writtenByAccountId: actor.accountId,
          ...(watch === null ? {} : { watchId: watch.id }), ...(body.incidentId === null ? {} : { incidentId: body.incidentId }), ...(body.signalId === null ? {} : { signalId: body.signalId }),
        },
      }],
    })
    return { id }
  })
}

/** Puts a line right by another one of the same kind and instant. */
export function correctDutyNote(deps: DutyDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dutyRoutes.correctDutyNote>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'correct-duty-note', actor: actor.label, input: { params, body } }, async (context) => {
    const note = await lockNote(deps.objects, context.tx, actor, params.noteId)
    requireOwnUnit(actor, note)
    if (note.correctedById !== null) throw new Problem('lifecycle-refused', '这条已经更正过，请更正最新的那一条')
    const id = context.newId()
    const links = Object.fromEntries(Object.entries({ watchId: note.watchId, incidentId: note.incidentId, signalId: note.signalId }).filter(([, value]) => value !== null))
    context.record({
      type: 'duty-note.corrected', subject: note.incidentId, audience: { division: note.divisionCode, units: [note.unitId] },
      changes: [
        { object: 'duty-note', id, created: true, set: { divisionCode: note.divisionCode, unitId: note.unitId, kind: note.kind, words: context.protect(`duty-note:${id}`, body.words), happenedAt: note.happenedAt, writtenAt: context.at, writtenByAccountId: actor.accountId, correctsId: note.id, ...links } },
        { object: 'duty-note', id: note.id, set: { correctedById: id } },
      ],
    })
    return { id }
  })
}
