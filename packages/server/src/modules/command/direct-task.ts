import type { commandRoutes, Task } from '@fengsui/contract/command'
import { addMinutes, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { CommandDeps } from './command-deps.ts'
import { requireAssigner } from './command-policy.ts'
import { getUnits, lockTask } from './command-store.ts'
import { earlier, TASK_ACKNOWLEDGE_MINUTES } from './deadline-rules.ts'
import { recordTask, watchTasks } from './record-orders.ts'
import { decideRuling, isOpen, requireTaskMayBecome } from './task-rules.ts'

interface TaskCall {
  readonly params: { taskId: string }
  readonly body: { commandId: string }
}

/** What all decisions of the assigning side have in common. */
function directTask(deps: CommandDeps, actor: Actor, name: string, call: TaskCall, decide: (task: Task, context: CommandContext) => void | Promise<void>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: call.body.commandId, name, actor: actor.label, input: { params: call.params, body: call.body } }, async (context) => {
    const task = await lockTask(deps.objects, context.tx, actor, call.params.taskId)
    requireAssigner(actor, task)
    await decide(task, context)
    return { id: task.id }
  })
}

/** 裁定: the task stays with its unit or goes to another, whose clocks start now. */
export function ruleOnDispute(deps: CommandDeps, actor: Actor, call: Pick<ParsedRequest<typeof commandRoutes.ruleOnDispute>, 'params' | 'body'>): Promise<{ id: string }> {
  const { body } = call
  return directTask(deps, actor, 'rule-on-dispute', call, async (task, context) => {
    if (task.status !== 'disputed') throw new Problem('lifecycle-refused', '这项任务没有待裁定的争议；要换承办单位请取消后另派')
    await getUnits(context.tx, actor, [body.unitId], 'unitId')
    const ruling = decideRuling(task, body.unitId, context.at, addMinutes(context.at, TASK_ACKNOWLEDGE_MINUTES))
    const dueAt = ruling.dueAt ?? task.dueAt
    const acknowledgeBy = dueAt > context.at ? earlier(dueAt, ruling.acknowledgeBy ?? dueAt) : (ruling.acknowledgeBy ?? dueAt)
    const note = context.protect(`task:${task.id}`, body.note)
    const reassigned = body.unitId !== task.unitId
    context.record({
      type: 'task.ruled', subject: task.incidentId, audience: { division: task.divisionCode, units: [...new Set([task.unitId, body.unitId])] },
      changes: [{ object: 'task', id: task.id, set: { ...ruling, acknowledgeBy, ...(note === null ? {} : { progressNote: note }) } }],
      note: { title: task.title, reassigned },
    })
    if (reassigned) context.openTo(`incident:${task.incidentId}`, body.unitId)
    watchTasks(context, [{ id: task.id, acknowledgeBy, dueAt }])
  })
}

/** 督办: marks the task as watched from above; may be repeated. */
export function superviseTask(deps: CommandDeps, actor: Actor, call: Pick<ParsedRequest<typeof commandRoutes.superviseTask>, 'params' | 'body'>): Promise<{ id: string }> {
  return directTask(deps, actor, 'supervise-task', call, (task, context) => {
    if (!isOpen(task)) throw new Problem('lifecycle-refused', '任务已经了结，不用督办')
    recordTask(context, task, 'task.supervised', { supervisedAt: context.at })
  })
}

export function cancelTask(deps: CommandDeps, actor: Actor, call: Pick<ParsedRequest<typeof commandRoutes.cancelTask>, 'params' | 'body'>): Promise<{ id: string }> {
  return directTask(deps, actor, 'cancel-task', call, (task, context) => {
    requireTaskMayBecome(task, 'cancelled')
    recordTask(context, task, 'task.cancelled', { status: 'cancelled', progressNote: context.protect(`task:${task.id}`, call.body.reason) })
  })
}
