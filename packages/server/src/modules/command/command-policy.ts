import type { Notice, Response, Seat, Task } from '@fengsui/contract/command'
import type { Incident } from '@fengsui/contract/incidents'
import { isWithin, Problem } from '@fengsui/contract/kernel'
import { whoMayEnd } from '@fengsui/contract/plans/structured'
import { covers, type Actor } from '../../platform/actor.ts'
import { isOpen } from './task-rules.ts'

/** Only the unit that owns a task works on it. */
export function mayWork(actor: Actor, task: Pick<Task, 'unitId' | 'status'>): boolean {
  return isOpen(task) && actor.permissions.has('task:work') && task.unitId === actor.unitId
}

/** Tasks are given, supervised and ruled on by those whose jurisdiction holds the headquarters' place. */
export function mayAssign(actor: Actor, task: Pick<Task, 'divisionCode' | 'status'>): boolean {
  return isOpen(task) && actor.permissions.has('task:assign') && covers(actor.scope, task.divisionCode)
}

export function mayAcknowledge(actor: Actor, notice: Pick<Notice, 'toUnitId' | 'status'>): boolean {
  return notice.status !== 'acknowledged' && actor.permissions.has('task:work') && notice.toUnitId === actor.unitId
}

export function requireOwnTask(actor: Actor, task: Pick<Task, 'unitId'>): void {
  if (task.unitId !== actor.unitId) throw new Problem('forbidden', '这项任务由别的单位承办，只有承办单位能签收、反馈和完成')
}

export function requireAssigner(actor: Actor, task: Pick<Task, 'divisionCode'>): void {
  if (!covers(actor.scope, task.divisionCode)) throw new Problem('forbidden', '这项任务由上级指挥部派发，请向派任务的指挥部提出')
}

export function requireOwnSeat(actor: Actor, seat: Pick<Seat, 'unitId'>): void {
  if (seat.unitId !== actor.unitId) throw new Problem('forbidden', '这个席位属于别的单位，请由该单位确认到位')
}

export function requireOwnNotice(actor: Actor, notice: Pick<Notice, 'toUnitId'>): void {
  if (notice.toUnitId !== actor.unitId) throw new Problem('forbidden', '这条通知发给别的单位，请由收件单位确认')
}

/** A headquarters is led by its own place; a higher place gives tasks instead of taking its chair. */
export function requireSamePlace(actor: Actor, response: Pick<Response, 'divisionCode'>): void {
  if (actor.divisionCode !== response.divisionCode) throw new Problem('forbidden', '谁启动、谁终止：这个响应由启动它的指挥部调整和终止，请与其联系')
}

/** 谁启动、谁终止 (国家突发事件总体应急预案 2025 3.3.6): the post that decided the level, or one senior to it. */
export function requireMayEnd(response: Pick<Response, 'decidedByPostKey'>, postKey: string | null): void {
  const answer = postKey === null ? null : whoMayEnd(response.decidedByPostKey, postKey)
  if (!answer?.allowed) throw new Problem('forbidden', answer?.reasonZh ?? '您没有签发应急响应的职务，请报指挥部领导签发。')
}

/** A place's plan answers an incident in the place, or one that is wider than it (a typhoon over the whole city). */
export function requireConcerns(incident: Pick<Incident, 'divisionCode'>, divisionCode: string): void {
  if (!isWithin(incident.divisionCode, divisionCode) && !isWithin(divisionCode, incident.divisionCode)) throw new Problem('rule-refused', '这个事件不涉及该地区，请核对事件与地区')
}
