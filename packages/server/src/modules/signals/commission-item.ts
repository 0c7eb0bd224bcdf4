import { UNCLASSIFIED, type commissionRoutes } from '@fengsui/contract/signals'
import { boundToReceipt, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import type { Incidents } from '../incidents/index.ts'
import { requireAsked, requireDue } from './commission-rules.ts'
import { lockCommission, nextCommissionNumbers, requireUnits, takeCommission } from './commission-store.ts'
import { receiveSignal } from './receive-signal.ts'
import { requireReportable } from './submit-signal.ts'

const TIMER = 'commission-due'
const timerKey = (id: string): string => `${TIMER}:${id}`

/** Asks units for information by a time (约稿): one commission a unit, so that each answers and is reminded for itself. */
export function createCommission(deps: ModuleDeps, actor: Actor, body: ParsedRequest<typeof commissionRoutes.createCommission>['body']): Promise<{ ids: string[] }> {
  return deps.commands.run({ commandId: body.commandId, name: 'create-commission', actor: actor.label, input: body }, async (context) => {
    requireDue(body.dueAt, context.at)
    const unitIds = [...new Set(body.unitIds)]
    await requireUnits(context.tx, actor.scope, unitIds)
    const numbers = await nextCommissionNumbers(context.tx, actor.divisionCode, context.at, unitIds.length)
    const ids = unitIds.map((unitId, index) => {
      const id = context.newId()
      const subject = `commission:${id}`
      context.record({
        type: 'commission.asked', audience: { division: actor.divisionCode, units: [unitId] },
        changes: [{ object: 'commission', id, created: true, set: { number: numbers[index] ?? '', divisionCode: actor.divisionCode, unitId, askedByUnitId: actor.unitId, topic: context.protect(subject, body.topic), status: 'asked', askedAt: context.at, dueAt: body.dueAt } }],
      })
      context.openTo(subject, unitId)
      context.setTimer({ key: timerKey(id), kind: TIMER, dueAt: body.dueAt, payload: { commissionId: id } })
      return id
    })
    return { ids }
  })
}

/** The unit asked answers: a signal that belongs to the commission, late or in time. */
export function answerCommission(deps: ModuleDeps, incidents: Incidents, actor: Actor, { params, body }: ParsedRequest<typeof commissionRoutes.answerCommission>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'answer-commission', actor: actor.label, input: { params, body } }, async (context) => {
    const commission = await lockCommission(deps.objects, context.tx, actor.scope, params.commissionId)
    if (commission.unitId !== actor.unitId) throw new Problem('forbidden', '这件约稿约的是别的单位，请由该单位报送')
    requireAsked(commission)
    requireReportable(actor, body.divisionCode)
    const occurredAt = body.occurredAt === null ? null : boundToReceipt(body.occurredAt, context.at)
    const signal = await receiveSignal(context, incidents, {
      source: 'unit', typeCode: body.typeCode ?? UNCLASSIFIED, divisionCode: body.divisionCode, position: null, occurredAt: occurredAt?.at ?? null, facts: body.facts, words: body.words, caller: '', submittedByUnitId: actor.unitId,
      clockAheadSeconds: occurredAt?.clockAheadSeconds ?? 0, commissionId: commission.id,
    })
    if (commission.askedByUnitId !== null) context.openTo(`signal:${signal.id}`, commission.askedByUnitId)
    context.record({ type: 'commission.answered', audience: { division: commission.divisionCode, units: [commission.unitId] }, changes: [{ object: 'commission', id: commission.id, set: { status: 'answered', answeredAt: context.at, signalId: signal.id } }] })
    context.cancelTimers([timerKey(commission.id)])
    return { id: commission.id }
  })
}

export function withdrawCommission(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof commissionRoutes.withdrawCommission>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'withdraw-commission', actor: actor.label, input: { params, body } }, async (context) => {
    const commission = await lockCommission(deps.objects, context.tx, actor.scope, params.commissionId)
    if (!covers(actor.scope, commission.divisionCode)) throw new Problem('forbidden', '这件约稿不是本地约的，只能报送，不能撤回')
    requireAsked(commission)
    context.record({ type: 'commission.withdrawn', audience: { division: commission.divisionCode, units: [commission.unitId] }, changes: [{ object: 'commission', id: commission.id, set: { status: 'withdrawn', withdrawnAt: context.at } }] })
    context.cancelTimers([timerKey(commission.id)])
    return { id: commission.id }
  })
}

/** Finds a commission overdue: both sides see it at once. */
export function createCommissionTimer(deps: ModuleDeps): TimerHandler {
  return {
    kind: TIMER,
    async fire(context, payload) {
      const commission = await takeCommission(deps.objects, context.tx, String(payload['commissionId']))
      if (!commission || commission.status !== 'asked' || commission.overdueAt !== null) return
      context.record({ type: 'commission.overdue', audience: { division: commission.divisionCode, units: [commission.unitId] }, changes: [{ object: 'commission', id: commission.id, set: { overdueAt: context.at } }] })
    },
  }
}
