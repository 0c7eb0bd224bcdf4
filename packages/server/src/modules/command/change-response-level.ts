import type { commandRoutes, Response } from '@fengsui/contract/command'
import { levelRoman } from '@fengsui/contract/incidents'
import { addMinutes, beijingShort, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { findResponseLevel, instantiatePlan, planDelta, type InstantiatedNotice } from '@fengsui/contract/plans/structured'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { CommandDeps } from './command-deps.ts'
import { requireMayEnd, requireSamePlace } from './command-policy.ts'
import { getIncidentTitle, listNotifiedUnits, lockOrders, lockResponse } from './command-store.ts'
import { LEVEL_NOTICE_MINUTES } from './deadline-rules.ts'
import { listMissingSeats, listSeats } from './headquarters-rules.ts'
import { changeDemands, changeTasks, planKeyOf } from './level-change-rules.ts'
import { recordCancelledDemands, recordDemands, recordNotices, recordSeats, recordTask, recordTasks, setDeadline, timerKinds, toNewTasks, type NewNotice } from './record-orders.ts'

/** Everybody in the response is told once: by the new level's own notice where the plan has one, else by a short one about the change. */
function listLevelNotices(response: Response, level: Response['level'], title: string, fromPlan: readonly InstantiatedNotice[], units: readonly string[], at: string): NewNotice[] {
  const addressed = new Set(fromPlan.map((notice) => notice.toUnitId))
  const textZh = `${response.headquartersName}已于${beijingShort(at)}将应急响应由${levelRoman[response.level]}级调整为${levelRoman[level]}级（${title}）。请按新的级别履行职责。`
  return [...fromPlan, ...[...new Set(units)].filter((unitId) => !addressed.has(unitId)).map((toUnitId) => ({ toUnitId, textZh, acknowledgeBy: addMinutes(at, LEVEL_NOTICE_MINUTES) }))]
}

/**
 * Raises or lowers a response. Only the difference is given out: missing tasks, notices, seats and demands are added, tasks not
 * needed any more and not started are cancelled, those under way go on, what was done stays done. Going down needs a word on every order in force.
 */
export function changeResponseLevel(deps: CommandDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof commandRoutes.changeResponseLevel>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'change-response-level', actor: actor.label, input: { params, body } }, async (context) => {
    const response = await lockResponse(deps.objects, context.tx, actor, params.responseId)
    requireSamePlace(actor, response)
    if (response.status !== 'active') throw new Problem('lifecycle-refused', '响应已经终止，不能调整级别；需要时请重新启动响应')
    if (response.level === body.level) throw new Problem('lifecycle-refused', `响应已是${levelRoman[body.level]}级，不用调整`)
    const plan = await deps.plans.getPlan(context.tx, actor, response.planId)
    if (!findResponseLevel(plan.structure, body.level)) throw new Problem('invalid-input', `预案未设${levelRoman[body.level]}级响应，请选预案规定的级别`, [{ path: 'level', message: '预案没有这一级' }])
    const signing = await deps.plans.mayStart(context.tx, actor, plan.structure, body.level)
    if (!signing.allowed || signing.postKey === null) throw new Problem('forbidden', signing.reasonZh)
    const raised = body.level < response.level
    if (!raised) requireMayEnd(response, signing.postKey)

    const title = await getIncidentTitle(context.tx, response.incidentId)
    const { tasks, seats, demands } = await lockOrders(deps.objects, context.tx, response.id)
    const notified = await listNotifiedUnits(context.tx, response.id)
    const organisation = await deps.plans.loadOrganisation(context.tx, plan.structure, actor.unitId)
    const formed = instantiatePlan({ plan: plan.structure, level: body.level, incident: { nameZh: title }, organisation, startedAt: context.at, newId: context.newId })
    const frame = { incidentId: response.incidentId, responseId: response.id, divisionCode: response.divisionCode }
    const groups = new Map(formed.groups.map((group) => [group.key, group.nameZh]))
    const groupKeys = new Map(formed.groups.map((group) => [group.id, group.key]))
    const groupKeyOf = (id: string) => groupKeys.get(id) ?? null
    const change = changeTasks(tasks, formed.tasks, raised)
    const wantedDemands = changeDemands(demands, formed.demands, groupKeyOf)
    const newSeats = listMissingSeats(listSeats(plan.structure, formed), seats)
    const newNoticeKeys = new Set(planDelta(plan.structure, response.level, body.level).addNotices.map((notice) => notice.key))
    const units = [...notified, ...seats.filter((seat) => seat.status !== 'released').map((seat) => seat.unitId), ...tasks.filter((task) => task.status !== 'cancelled').map((task) => task.unitId)]
    const notices = listLevelNotices(response, body.level, title, formed.notices.filter((notice) => newNoticeKeys.has(planKeyOf(notice.key))), units, context.at)

    context.record({
      type: 'response.level-changed', subject: response.incidentId, audience: { division: response.divisionCode, units: [...new Set([...units, ...notices.map((notice) => notice.toUnitId)])] },
      changes: [{
        object: 'response', id: response.id,
        set: {
          level: body.level, levelChangedAt: context.at, decidedByPostKey: signing.postKey, decidedByUnitId: actor.unitId, measures: [...new Set([...response.measures, ...formed.headquarters.measures])],
          unresolved: formed.unresolved.map(({ path, nameZh, whyZh }) => ({ path, name: nameZh, why: whyZh })),
        },
      }],
      note: {
        from: response.level, to: body.level, planTitle: response.planTitle, added: change.add.length, cancelled: change.cancel.length, notices: notices.length,
        /** Not needed at this level but under way: they go on. */
        continuing: change.leave.map((task) => task.id), reason: context.protect(`response:${response.id}`, body.reason),
      },
    })
    if (!raised) await deps.standingOrders.settleOrders(context, actor, response, body.orders)
    recordSeats(context, frame, newSeats)
    recordTasks(context, frame, toNewTasks(change.add, (key) => groups.get(key) ?? null, context.at), true)
    for (const task of change.cancel) recordTask(context, task, 'task.cancelled', { status: 'cancelled' }, { levelChange: true })
    tighten(context, change.tighten)
    recordNotices(context, frame, notices)
    recordCancelledDemands(context, wantedDemands.cancel)
    recordDemands(context, frame, wantedDemands.add, groupKeyOf)
    return { id: response.id }
  })
}

function tighten(context: CommandContext, tightened: ReturnType<typeof changeTasks>['tighten']): void {
  for (const { task, dueAt } of tightened) {
    recordTask(context, task, 'task.revised', { dueAt })
    setDeadline(context, timerKinds.due, dueAt, [task.id])
  }
}
