import { linkedSystems, type dutyRoutes } from '@fengsui/contract/duty'
import { divisionAt, divisionLevelOf, divisionLevels, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'
import { seededIds } from '../../platform/ids/id-source.ts'
import type { DutyDeps } from './duty-deps.ts'
import { findDeskOfPlace, findProviderCase, getSignalNumber, isKnownText, lockProviderThing } from './phone-store.ts'

type Body = ParsedRequest<typeof dutyRoutes.submitLinkedCase>['body']

/**
 * Takes in a case of 110, 119, 120, 122 or 12345: the first message makes a signal, further ones under the same number are written to it as notes.
 * Two commands, each once only: the signal's own id follows from gateway, system and number, so that a repetition after a crash finds it.
 */
export async function submitLinkedCase(deps: DutyDeps, actor: Actor, body: Body): Promise<{ caseId: string; signalId: string; signalNumber: string; updated: boolean }> {
  if (!covers(actor.scope, body.divisionCode)) throw new Problem('forbidden', '地点不在本网关的辖区内，请核对区划代码', [{ path: 'divisionCode', message: '不在辖区内' }])
  const system = linkedSystems[body.system]
  const known = await findProviderCase(deps.objects, deps.database, actor.accountId, body.system, body.caseNumber)
  const commandId = seededIds(actor.accountId).forKey(`case:${body.system}:${body.caseNumber}`)()
  const signalId = known?.signalId ?? (await deps.submitSignal(actor, { commandId, source: body.system === '12345' ? 'public' : 'unit', typeCode: body.typeCode ?? system.typeCode, divisionCode: body.divisionCode, position: body.position, occurredAt: body.at, words: `【${system.name} ${body.caseNumber}】${body.words}`.slice(0, 4000), caller: body.caller })).id
  const { id, updated } = await deps.commands.run({ commandId: body.commandId, name: 'submit-linked-case', actor: actor.label, input: body }, async (context) => {
    await lockProviderThing(context.tx, 'case', actor.accountId, [`${body.system}:${body.caseNumber}`])
    const present = await findProviderCase(deps.objects, context.tx, actor.accountId, body.system, body.caseNumber, true)
    if (present === null) {
      const places = divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(body.divisionCode)) + 1).map((level) => divisionAt(body.divisionCode, level))
      const desk = await findDeskOfPlace(context.tx, actor, places)
      const caseId = context.newId()
      context.record({
        type: 'linked-case.received', audience: { division: desk.divisionCode, units: [desk.id] },
        changes: [{ object: 'linked-case', id: caseId, created: true, set: { divisionCode: desk.divisionCode, unitId: desk.id, providerAccountId: actor.accountId, system: body.system, caseNumber: body.caseNumber, signalId, receivedAt: context.at, updates: 0, status: 'received', statusAt: context.at, told: 'none' } }],
        note: { system: body.system },
      })
      return { id: caseId, updated: false }
    }
    const words = `【${system.name} ${body.caseNumber} 续报】${body.words}`.slice(0, 4000)
    if ((await isKnownText(context.tx, present.signalId, words)) || (await isKnownText(context.tx, present.signalId, `【${system.name} ${body.caseNumber}】${body.words}`.slice(0, 4000)))) return { id: present.id, updated: false }
    const noteId = context.newId()
    context.record({
      type: 'linked-case.updated', audience: { division: present.divisionCode, units: [present.unitId] },
      changes: [
        { object: 'linked-case', id: present.id, set: { updates: present.updates + 1 } },
        { object: 'duty-note', id: noteId, created: true, set: { divisionCode: present.divisionCode, unitId: present.unitId, kind: 'note', words: context.protect(`duty-note:${noteId}`, words), happenedAt: body.at < context.at ? body.at : context.at, writtenAt: context.at, writtenByAccountId: actor.accountId, signalId: present.signalId } },
      ],
      note: { system: present.system, updates: present.updates + 1 },
    })
    return { id: present.id, updated: true }
  })
  return { caseId: id, signalId, signalNumber: await getSignalNumber(deps.database, signalId), updated }
}
