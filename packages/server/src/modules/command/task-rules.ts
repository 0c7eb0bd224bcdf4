import { taskLifecycle, taskStatusNames, type Task, type TaskStatus } from '@fengsui/contract/command'
import { Problem } from '@fengsui/contract/kernel'

/** What to do instead, by the state a task is in. */
const advice: Record<TaskStatus, string> = {
  assigned: '请先签收',
  acknowledged: '任务已签收，请反馈进展或完成',
  inProgress: '任务正在进行，请反馈进展或完成',
  disputed: '请等指挥部裁定',
  done: '任务已经完成，不用再操作；有新情况请另派任务',
  cancelled: '任务已取消，不用再操作',
}

export function mayBecome(from: TaskStatus, to: TaskStatus): boolean {
  return (taskLifecycle[from] as readonly TaskStatus[]).includes(to)
}

/** @throws Problem lifecycle-refused that says what to do instead */
export function requireTaskMayBecome(task: Pick<Task, 'status'>, to: TaskStatus): void {
  if (!mayBecome(task.status, to)) throw new Problem('lifecycle-refused', `任务现在是“${taskStatusNames[task.status]}”，不能改为“${taskStatusNames[to]}”；${advice[task.status]}`)
}

export function isOpen(task: Pick<Task, 'status'>): boolean {
  return task.status !== 'done' && task.status !== 'cancelled'
}

/** What is still owed for completion, or null. */
export function whyNotComplete(task: Pick<Task, 'evidenceRequired'>, evidence: string): string | null {
  return task.evidenceRequired !== null && evidence === '' ? `这项任务完成时要附凭据：${task.evidenceRequired}。请填写凭据说明后再提交` : null
}

/** What a ruling changes: kept with the owner, the deadline stands (a dispute buys no time); given to another, the full span runs anew. */
export function decideRuling(task: Pick<Task, 'unitId' | 'assignedAt' | 'dueAt'>, toUnitId: string, at: string, acknowledgeBy: string): Partial<Task> {
  const kept: Partial<Task> = { status: 'assigned', acknowledgeBy, acknowledgedAt: null, unacknowledgedAt: null, disputedAt: null, ruleBy: null, rulingOverdueAt: null }
  if (toUnitId === task.unitId) return kept
  const dueAt = new Date(Date.parse(at) + Date.parse(task.dueAt) - Date.parse(task.assignedAt)).toISOString()
  return { ...kept, unitId: toUnitId, assignedAt: at, dueAt, overdueAt: null, supervisedAt: null, progressPercent: 0, progressAt: null }
}
