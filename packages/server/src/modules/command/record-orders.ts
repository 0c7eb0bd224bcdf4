import type { Demand, Task } from '@fengsui/contract/command'
import { addMinutes, type Change, type Json } from '@fengsui/contract/kernel'
import { evidenceKinds, type InstantiatedDemand, type InstantiatedNotice, type InstantiatedTask } from '@fengsui/contract/plans/structured'
import type { CommandContext } from '../../platform/commands/context.ts'
import { earlier, groupByInstant, TASK_ACKNOWLEDGE_MINUTES } from './deadline-rules.ts'
import type { SeatDraft } from './headquarters-rules.ts'

/** What orders belong to. */
export interface OrderFrame {
  readonly incidentId: string
  readonly responseId: string | null
  readonly divisionCode: string
}

export const timerKinds = { acknowledge: 'command.task-acknowledgement', due: 'command.task-due', ruling: 'command.task-ruling', notice: 'command.notice-acknowledgement', consultation: 'command.consultation' } as const

/** The ids a timer or message was given. */
export function idsOf(payload: { [key: string]: Json }): string[] {
  return Array.isArray(payload['ids']) ? payload['ids'].map(String) : []
}

/** An object's first change: every field that has a value. */
export function createdChange(object: string, id: string, fields: { [field: string]: Json }): Change {
  return { object, id, created: true, set: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) }
}

/** One timer for all ids that are due together; firing looks at the state again, so nobody has to take it back. */
export function setDeadline(context: CommandContext, kind: string, at: string, ids: readonly string[]): void {
  context.setTimer({ key: `${kind}:${context.newId()}`, kind, dueAt: at, payload: { ids: [...ids] } })
}

/** Watches acknowledgement and completion of tasks. */
export function watchTasks(context: CommandContext, tasks: readonly { id: string; acknowledgeBy: string; dueAt: string }[]): void {
  for (const { at, ids } of groupByInstant(tasks, (task) => task.acknowledgeBy)) setDeadline(context, timerKinds.acknowledge, at, ids)
  for (const { at, ids } of groupByInstant(tasks, (task) => task.dueAt)) setDeadline(context, timerKinds.due, at, ids)
}

export type NewTask = Pick<Task, 'planTaskKey' | 'groupKey' | 'groupName' | 'unitId' | 'title' | 'phase' | 'evidenceRequired' | 'dueAt' | 'acknowledgeBy'> & { detail: string }

/** Gives out tasks: one entry each, all written together; units from outside the place are let in. */
export function recordTasks(context: CommandContext, frame: OrderFrame, tasks: readonly NewTask[], fromPlan: boolean): string[] {
  const placed = tasks.map((task) => ({ ...task, id: context.newId() }))
  for (const { id, detail, ...task } of placed) {
    context.record({
      type: 'task.assigned', subject: frame.incidentId, audience: { division: frame.divisionCode, units: [task.unitId] },
      changes: [createdChange('task', id, { ...task, ...frame, detail: context.protect(`task:${id}`, detail), status: 'assigned', assignedAt: context.at, progressPercent: 0 })],
      note: { fromPlan },
    })
    context.openTo(`incident:${frame.incidentId}`, task.unitId)
  }
  watchTasks(context, placed)
  return placed.map((task) => task.id)
}

/** The plan's tasks as this module keeps them. */
export function toNewTasks(tasks: readonly InstantiatedTask[], groupNameOf: (key: string) => string | null, at: string): NewTask[] {
  return tasks.map((task) => ({
    planTaskKey: task.key, groupKey: task.groupKey, groupName: groupNameOf(task.groupKey), unitId: task.ownerUnitId, title: task.titleZh, detail: task.detailZh, phase: task.phase,
    evidenceRequired: task.evidenceRequired.length === 0 ? null : task.evidenceRequired.map((kind) => evidenceKinds[kind]).join('、'),
    dueAt: task.dueAt, acknowledgeBy: earlier(task.dueAt, addMinutes(at, TASK_ACKNOWLEDGE_MINUTES)),
  }))
}

export type NewNotice = Pick<InstantiatedNotice, 'toUnitId' | 'textZh' | 'acknowledgeBy'>

/** Queues notices; one message takes all of them through the in-app channel, which delivers them together. */
export function recordNotices(context: CommandContext, frame: OrderFrame, notices: readonly NewNotice[]): void {
  const placed = notices.map((notice) => ({ ...notice, id: context.newId() }))
  for (const { id, toUnitId, textZh, acknowledgeBy } of placed) {
    context.record({
      type: 'notice.queued', subject: frame.incidentId, audience: { division: frame.divisionCode, units: [toUnitId] },
      changes: [createdChange('notice', id, { ...frame, toUnitId, text: textZh, acknowledgeBy, status: 'queued', queuedAt: context.at })],
    })
    context.openTo(`incident:${frame.incidentId}`, toUnitId)
  }
  const all = placed.map((notice) => notice.id)
  if (all[0] !== undefined) context.send({ channel: 'in-app', target: `notice:${all[0]}`, payload: { ids: all } })
  for (const { at, ids } of groupByInstant(placed, (notice) => notice.acknowledgeBy)) setDeadline(context, timerKinds.notice, at, ids)
}

export function recordDemands(context: CommandContext, frame: OrderFrame & { responseId: string }, demands: readonly InstantiatedDemand[], groupKeyOf: (groupId: string) => string | null): void {
  for (const demand of demands) {
    context.record({
      type: 'demand.listed', subject: frame.incidentId, audience: { division: frame.divisionCode },
      changes: [createdChange('demand', context.newId(), { ...frame, item: demand.itemZh, quantity: demand.quantity, unit: demand.unitZh, groupKey: groupKeyOf(demand.groupId), neededBy: demand.neededBy, status: 'open' })],
    })
  }
}

export function recordCancelledDemands(context: CommandContext, demands: readonly Demand[]): void {
  for (const demand of demands) {
    context.record({ type: 'demand.cancelled', subject: demand.incidentId, audience: { division: demand.divisionCode }, changes: [{ object: 'demand', id: demand.id, set: { status: 'cancelled' } }] })
  }
}

/** Calls units to their seats. @returns ids in the order given */
export function recordSeats(context: CommandContext, frame: OrderFrame & { responseId: string }, seats: readonly SeatDraft[]): string[] {
  return seats.map((seat) => {
    const id = context.newId()
    context.record({
      type: 'seat.called', subject: frame.incidentId, audience: { division: frame.divisionCode, units: [seat.unitId] },
      changes: [createdChange('seat', id, { ...seat, ...frame, status: 'called' })],
      note: { title: seat.title },
    })
    context.openTo(`incident:${frame.incidentId}`, seat.unitId)
    return id
  })
}

/** A change of one task, with its title for the timeline. */
export function recordTask(context: CommandContext, task: Pick<Task, 'id' | 'incidentId' | 'divisionCode' | 'unitId' | 'title'>, type: string, set: { [field: string]: Json }, note: { [key: string]: Json } = {}): void {
  context.record({ type, subject: task.incidentId, audience: { division: task.divisionCode, units: [task.unitId] }, changes: [{ object: 'task', id: task.id, set }], note: { title: task.title, ...note } })
}
