import type { dutyRoutes } from '@fengsui/contract/duty'
import { Problem, type Change, type Instant, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { DutyDeps } from './duty-deps.ts'
import { requireOwnUnit } from './duty-policy.ts'
import { findRunningWatch, getUnit, nextNumber, requireReferences } from './duty-store.ts'
import { getOwnPhoneLog, lockPhoneCall, lockPhoneLog, readValues } from './phone-store.ts'
import { requireAddable, statedInstant } from './phone-log-rules.ts'

type Body = ParsedRequest<typeof dutyRoutes.writePhoneLog>['body']
type Fields = Omit<Body, 'commandId' | 'phoneCallId'>

async function logChange(deps: DutyDeps, context: CommandContext, actor: Actor, body: Fields, more: { talkedAt: Instant; phoneCallId: string | null; correctsId: string | null }): Promise<{ id: string; unitDivision: string; change: Change }> {
  const unit = await getUnit(context.tx, actor.unitId)
  await requireReferences(context.tx, actor, body)
  if (body.counterpartUnitId !== null) await getUnit(context.tx, body.counterpartUnitId)
  const watch = await findRunningWatch(deps.objects, context.tx, unit.id)
  const id = context.newId()
  const subject = `phone-log:${id}`
  const texts = Object.fromEntries((['counterpart', 'phone', 'content', 'proposal', 'instruction', 'result'] as const).flatMap((field) => {
    const value = context.protect(subject, body[field])
    return value === null ? [] : [[field, value]]
  }))
  const links = Object.fromEntries(Object.entries({ counterpartUnitId: body.counterpartUnitId, incidentId: body.incidentId, signalId: body.signalId, reportId: body.reportId, phoneCallId: more.phoneCallId, correctsId: more.correctsId, watchId: watch?.id ?? null }).filter(([, value]) => value !== null))
  return {
    id, unitDivision: unit.divisionCode,
    change: {
      object: 'phone-log', id, created: true,
      set: { number: await nextNumber(context.tx, 'phone-log', '电', unit.divisionCode, context.at), divisionCode: unit.divisionCode, unitId: unit.id, direction: body.direction, talkedAt: more.talkedAt, takenByAccountId: actor.accountId, ...texts, status: body.result === '' ? 'open' : 'done', ...(body.result === '' ? {} : { doneAt: context.at }), writtenAt: context.at, ...links },
    },
  }
}

/** Writes a line of the telephone log; of a call that the exchange reported, its number and time are taken along where none is written. */
export function writePhoneLog(deps: DutyDeps, actor: Actor, body: Body): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'write-phone-log', actor: actor.label, input: body }, async (context) => {
    const call = body.phoneCallId === null ? null : await lockPhoneCall(deps.objects, context.tx, actor, body.phoneCallId)
    if (call?.phoneLogId !== null && call !== null) throw new Problem('lifecycle-refused', '这个电话已经登记过，请在电话记录里补记')
    const number = call?.phone && body.phone === '' ? (await readValues(context.tx, [call.phone.ref]))(call.phone.ref) : body.phone
    const talkedAt = body.talkedAt === null && call !== null ? (call.talkingAt ?? call.firstAt) : statedInstant(body.talkedAt, context.at, 'talkedAt')
    const { id, unitDivision, change } = await logChange(deps, context, actor, { ...body, phone: number, direction: call?.direction ?? body.direction }, { talkedAt, phoneCallId: call?.id ?? null, correctsId: null })
    context.record({
      type: 'phone-log.written', subject: body.incidentId, audience: { division: unitDivision, units: [actor.unitId] },
      changes: [change, ...(call === null ? [] : [{ object: 'phone-call', id: call.id, set: { phoneLogId: id, ...(call.takenByAccountId === null ? { takenByAccountId: actor.accountId } : {}) } }])],
      note: { direction: body.direction },
    })
    return { id }
  })
}

/** Adds what became known later; the result closes the line. */
export function addToPhoneLog(deps: DutyDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dutyRoutes.addToPhoneLog>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'add-to-phone-log', actor: actor.label, input: { params, body } }, async (context) => {
    const log = await lockPhoneLog(deps.objects, context.tx, actor, params.phoneLogId)
    requireOwnUnit(actor, log)
    requireAddable(log, body)
    const set = Object.fromEntries((['proposal', 'instruction', 'result'] as const).flatMap((field) => {
      const value = context.protect(`phone-log:${log.id}`, body[field])
      return value === null ? [] : [[field, value]]
    }))
    const done = body.result !== '' && log.status === 'open'
    context.record({ type: 'phone-log.added-to', subject: log.incidentId, audience: { division: log.divisionCode, units: [log.unitId] }, changes: [{ object: 'phone-log', id: log.id, set: { ...set, ...(done ? { status: 'done', doneAt: context.at } : {}) } }], note: { number: log.number, fields: Object.keys(set) } })
    return { id: log.id }
  })
}

/** Puts a line right by another one; the first stays readable and says by which it was corrected. */
export function correctPhoneLog(deps: DutyDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dutyRoutes.correctPhoneLog>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'correct-phone-log', actor: actor.label, input: { params, body } }, async (context) => {
    const log = await lockPhoneLog(deps.objects, context.tx, actor, params.phoneLogId)
    requireOwnUnit(actor, log)
    if (log.correctedById !== null) throw new Problem('lifecycle-refused', '这条已经更正过，请更正最新的那一条')
    const { commandId: _commandId, ...fields } = body
    const { id, unitDivision, change } = await logChange(deps, context, actor, { ...fields, signalId: fields.signalId ?? log.signalId, incidentId: fields.incidentId ?? log.incidentId }, { talkedAt: body.talkedAt === null ? log.talkedAt : statedInstant(body.talkedAt, context.at, 'talkedAt'), phoneCallId: log.phoneCallId, correctsId: log.id })
    context.record({
      type: 'phone-log.corrected', subject: log.incidentId, audience: { division: unitDivision, units: [actor.unitId] },
      changes: [change, { object: 'phone-log', id: log.id, set: { correctedById: id } }, ...(log.phoneCallId === null ? [] : [{ object: 'phone-call', id: log.phoneCallId, set: { phoneLogId: id } }])], note: { number: log.number },
    })
    return { id }
  })
}

/** Makes the line a signal of the inbox, with its words; once. */
export async function makeSignalOfPhoneLog(deps: DutyDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dutyRoutes.makeSignalOfPhoneLog>, 'params' | 'body'>): Promise<{ id: string }> {
  const log = await getOwnPhoneLog(deps.objects, deps.database, actor, params.phoneLogId)
  if (log.signalId !== null) return { id: log.id }
  const valueOf = await readValues(deps.database, [log.content.ref, log.counterpart?.ref, log.phone?.ref])
  // Two commands, each once only: the signal's id follows from the line, so that a repetition finds what the first attempt made.
  const signal = await deps.submitSignal(actor, { commandId: log.id, source: 'phone', typeCode: body.typeCode, divisionCode: body.divisionCode, words: valueOf(log.content.ref), caller: `${valueOf(log.counterpart?.ref)} ${valueOf(log.phone?.ref)}`.trim().slice(0, 60) })
  return deps.commands.run({ commandId: body.commandId, name: 'signal-of-phone-log', actor: actor.label, input: { params, body } }, async (context) => {
    const locked = await lockPhoneLog(deps.objects, context.tx, actor, log.id)
    if (locked.signalId !== null) return { id: locked.id }
    context.record({ type: 'phone-log.made-signal', audience: { division: locked.divisionCode, units: [locked.unitId] }, changes: [{ object: 'phone-log', id: locked.id, set: { signalId: signal.id } }], note: { number: locked.number } })
    return { id: locked.id }
  })
}
