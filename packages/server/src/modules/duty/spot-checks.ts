import { dayKindNames, legalDayAt, publicCalendar } from '@fengsui/contract/calendar'
import { dutyDefaultsAt, type dutyRoutes, type SpotCheck } from '@fengsui/contract/duty'
import { addMinutes, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import { seededIds } from '../../platform/ids/id-source.ts'
import type { DutyDeps } from './duty-deps.ts'
import { getUnit, nextNumber, type UnitRow } from './duty-store.ts'
import { statedInstant } from './phone-log-rules.ts'
import { spotTimers } from './spot-timer-kinds.ts'
import { requireCheckable } from './spot-check-store.ts'

/** An answer of the last second is on its way for a moment. */
const GRACE_MINUTES = 1 / 60

interface Begun {
  readonly by: { readonly unit: { readonly id: string; readonly name: string; readonly divisionCode: string }; readonly accountId: string | null }
  readonly drawId: string | null
  readonly window: SpotCheck['window']
  readonly answerMinutes: number
  readonly superiorAfterMinutes: number
}

/** Calls one desk and waits for its answer: the call goes to the desk's screen and telephones, the head of the unit hears of it when nobody answers. */
export async function beginCheck(deps: DutyDeps, context: CommandContext, unit: UnitRow, given: Begun): Promise<string> {
  const id = context.newId()
  const number = await nextNumber(context.tx, 'spot-check', '岗', given.by.unit.divisionCode, context.at)
  const call = await deps.placeCall(context, {
    kind: 'roll-call', title: '值班抽查，请应答', words: `${given.by.unit.name}抽查值班在岗情况，请值班人员 ${given.answerMinutes} 分钟内应答（编号 ${number}）`, byUnit: given.by.unit, audienceName: unit.name, unitIds: [unit.id], personIds: [], channels: ['in-app', 'sms'], acknowledgeMinutes: given.answerMinutes, ladder: [],
  })
  const answerBy = addMinutes(context.at, given.answerMinutes)
  context.record({
    type: 'spot-check.begun', audience: { division: unit.divisionCode, units: [unit.id, given.by.unit.id] },
    changes: [{
      object: 'spot-check', id, created: true,
      set: {
        number, divisionCode: unit.divisionCode, unitId: unit.id, byUnitId: given.by.unit.id, byDivisionCode: given.by.unit.divisionCode, window: given.window, dayKind: dayKindNames[publicCalendar.kindOf(legalDayAt(context.at))], way: 'app', status: 'waiting', calledAt: context.at, answerBy, callId: call.id, superiorAfterMinutes: given.superiorAfterMinutes,
        ...(given.drawId === null ? {} : { drawId: given.drawId }), ...(given.by.accountId === null ? {} : { byAccountId: given.by.accountId }),
      },
    }],
    note: { number, unit: unit.name, answerMinutes: given.answerMinutes, reached: call.reached },
  })
  context.setTimer({ key: `${spotTimers.due}:${id}`, kind: spotTimers.due, dueAt: addMinutes(answerBy, GRACE_MINUTES), payload: { checkId: id } })
  return id
}

/** Checks desks now: each desk is a command of its own, whose id follows from the one given, so that a repetition checks nobody twice. */
export async function makeSpotChecks(deps: DutyDeps, actor: Actor, body: ParsedRequest<typeof dutyRoutes.makeSpotCheck>['body']): Promise<string[]> {
  const units = await requireCheckable(deps.database, actor, body.unitIds)
  const defaults = dutyDefaultsAt(deps.rulesAsOf())
  const made: string[] = []
  for (const unit of units) {
    const commandId = seededIds(body.commandId).forKey(`spot-check:${unit.id}`)()
    const { id } = await deps.commands.run({ commandId, name: 'make-spot-check', actor: actor.label, input: { unitId: unit.id, answerMinutes: body.answerMinutes } }, async (context) => {
      const by = { unit: await getUnit(context.tx, actor.unitId), accountId: actor.accountId }
      return { id: await beginCheck(deps, context, unit, { by, drawId: null, window: 'now', answerMinutes: body.answerMinutes ?? defaults.answerMinutes, superiorAfterMinutes: defaults.superiorAfterMinutes }) }
    })
    made.push(id)
  }
  return made
}

/** Notes a check made by telephone or at the door: who checked stands with it. */
export function recordSpotCheck(deps: DutyDeps, actor: Actor, body: ParsedRequest<typeof dutyRoutes.recordSpotCheck>['body']): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'record-spot-check', actor: actor.label, input: body }, async (context) => {
    const [unit] = await requireCheckable(context.tx, actor, [body.unitId])
    if (!unit) throw new Problem('not-found', '没有找到这个单位')
    if (!body.answered && body.answer.length < 2) throw new Problem('invalid-input', '未应答的请写明情况（如响铃 2 分钟无人接听）', [{ path: 'answer', message: '请写明情况' }])
    const calledAt = statedInstant(body.calledAt, context.at, 'calledAt')
    const defaults = dutyDefaultsAt(deps.rulesAsOf())
    const answerBy = addMinutes(calledAt, defaults.answerMinutes)
    const seconds = body.answerSeconds ?? 0
    const late = body.answered && seconds > defaults.answerMinutes * 60
    const id = context.newId()
    const answer = context.protect(`spot-check:${id}`, body.answer)
    const by = await getUnit(context.tx, actor.unitId)
    const number = await nextNumber(context.tx, 'spot-check', '岗', by.divisionCode, context.at)
    context.record({
      type: body.answered ? 'spot-check.answered' : 'spot-check.missed', audience: { division: unit.divisionCode, units: [unit.id, by.id] },
      changes: [{
        object: 'spot-check', id, created: true,
        set: {
          number, divisionCode: unit.divisionCode, unitId: unit.id, byUnitId: by.id, byDivisionCode: by.divisionCode, byAccountId: actor.accountId, window: 'now', dayKind: dayKindNames[publicCalendar.kindOf(legalDayAt(calledAt))], way: body.way, status: !body.answered ? 'missed' : late ? 'late' : 'answered', calledAt, answerBy, superiorAfterMinutes: defaults.superiorAfterMinutes,
          ...(body.answered ? { answeredAt: new Date(Date.parse(calledAt) + seconds * 1000).toISOString(), answerSeconds: seconds } : { missedAt: context.at }), ...(answer === null ? {} : { answer }), ...(body.position === null ? {} : { position: body.position }),
        },
      }],
      note: { number, unit: unit.name, way: body.way, ...(body.answered ? { seconds, late } : {}) },
    })
    return { id }
  })
}
