import type { commandRoutes, Task } from '@fengsui/contract/command'
import { addMinutes, Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { CommandDeps } from './command-deps.ts'
import { requireOwnTask } from './command-policy.ts'
import { lockTask } from './command-store.ts'
import { RULING_MINUTES } from './deadline-rules.ts'
import { recordTask, setDeadline, timerKinds } from './record-orders.ts'
import { requireTaskMayBecome, whyNotComplete } from './task-rules.ts'

interface Step {
  readonly type: string
  readonly set: { [field: string]: Json }
  readonly note?: { [key: string]: Json }
}

interface TaskCall {
  readonly params: { taskId: string }
  readonly body: { commandId: string }
}

/** What all steps of the owning unit have in common: its own task, taken for the command, then one decision. */
function workOnTask(deps: CommandDeps, actor: Actor, name: string, call: TaskCall, decide: (task: Task, context: CommandContext) => Step): Promise<{ id: string }> {
  return deps.commands.run({ commandId: call.body.commandId, name, actor: actor.label, input: { params: call.params, body: call.body } }, async (context) => {
    const task = await lockTask(deps.objects, context.tx, actor, call.params.taskId)
    requireOwnTask(actor, task)
    const { type, set, note } = decide(task, context)
    recordTask(context, task, type, set, note)
    return { id: task.id }
  })
}

/** 签收: the unit takes the task on. */
export function acknowledgeTask(deps: CommandDeps, actor: Actor, call: Pick<ParsedRequest<typeof commandRoutes.acknowledgeTask>, 'params' | 'body'>): Promise<{ id: string }> {
  return workOnTask(deps, actor, 'acknowledge-task', call, (task, { at }) => {
    requireTaskMayBecome(task, 'acknowledged')
    return { type: 'task.acknowledged', set: { status: 'acknowledged', acknowledgedAt: at } }
  })
}

export function reportProgress(deps: CommandDeps, actor: Actor, call: Pick<ParsedRequest<typeof commandRoutes.reportProgress>, 'params' | 'body'>): Promise<{ id: string }> {
  return workOnTask(deps, actor, 'report-progress', call, (task, context) => {
    requireTaskMayBecome(task, 'inProgress')
    return { type: 'task.progressed', set: { status: 'inProgress', progressPercent: call.body.percent, progressAt: context.at, progressNote: context.protect(`task:${task.id}`, call.body.note) }, note: { percent: call.body.percent } }
  })
}

/** @throws Problem rule-refused when the plan asks for evidence and none is given */
export function completeTask(deps: CommandDeps, actor: Actor, call: Pick<ParsedRequest<typeof commandRoutes.completeTask>, 'params' | 'body'>): Promise<{ id: string }> {
  return workOnTask(deps, actor, 'complete-task', call, (task, context) => {
    requireTaskMayBecome(task, 'done')
    const owed = whyNotComplete(task, call.body.evidence)
    if (owed !== null) throw new Problem('rule-refused', owed, [{ path: 'evidence', message: '请填写凭据说明' }])
    const evidence = context.protect(`task:${task.id}`, call.body.evidence)
    return { type: 'task.completed', set: { status: 'done', doneAt: context.at, progressPercent: 100, progressAt: context.at, ...(evidence === null ? {} : { progressNote: evidence }) }, note: { late: context.at > task.dueAt } }
  })
}

/** The unit holds that the task is not its own (推诿); the headquarters has a fixed time to rule. */
export function disputeTask(deps: CommandDeps, actor: Actor, call: Pick<ParsedRequest<typeof commandRoutes.disputeTask>, 'params' | 'body'>): Promise<{ id: string }> {
  return workOnTask(deps, actor, 'dispute-task', call, (task, context) => {
    requireTaskMayBecome(task, 'disputed')
    const ruleBy = addMinutes(context.at, RULING_MINUTES)
    setDeadline(context, timerKinds.ruling, ruleBy, [task.id])
    return { type: 'task.disputed', set: { status: 'disputed', disputedAt: context.at, disputeReason: context.protect(`task:${task.id}`, call.body.reason), ruleBy, rulingOverdueAt: null } }
  })
}
