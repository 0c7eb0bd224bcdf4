import type { Dispatch, ResourceRequest } from '@fengsui/contract/dispatch'
import { Problem } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import { isOut, mayDispatchBecome } from './dispatch-rules.ts'
import { isRequestOpen, mayRequestBecome } from './request-rules.ts'

type Asked = Pick<ResourceRequest, 'status' | 'toUnitId' | 'toDivisionCode' | 'divisionCode'>
type Order = Pick<Dispatch, 'status' | 'kind' | 'unitId' | 'receiverUnitId' | 'divisionCode'>

/** The asked unit decides, or another of its place that may decide there (county leadership for its duty office). */
function isAsked(actor: Actor, request: Asked): boolean {
  return actor.unitId === request.toUnitId || actor.divisionCode === request.toDivisionCode
}

export function mayDecide(actor: Actor, request: Asked): boolean {
  return actor.permissions.has('dispatch:decide') && isAsked(actor, request) && isRequestOpen(request) && request.status !== 'draft'
}

export function maySubmit(actor: Actor, request: Asked): boolean {
  return request.status === 'draft' && actor.permissions.has('dispatch:request') && actor.divisionCode === request.divisionCode
}

export function mayWithdraw(actor: Actor, request: Asked): boolean {
  return mayRequestBecome(request.status, 'withdrawn') && actor.permissions.has('dispatch:request') && actor.divisionCode === request.divisionCode
}

export function requireDecider(actor: Actor, request: Asked): void {
  if (!isAsked(actor, request)) throw new Problem('forbidden', '这份申请由受理单位决定，请与受理单位联系')
}

export function requireAsker(actor: Actor, request: Asked): void {
  if (actor.divisionCode !== request.divisionCode) throw new Problem('forbidden', '这份申请由提出单位报出和撤回，请与提出单位联系')
}

/** The unit that sends the forces or goods works on the order. */
export function mayWork(actor: Actor, order: Order): boolean {
  return actor.permissions.has('dispatch:work') && actor.unitId === order.unitId && (isOut(order) || order.status === 'received')
}

export function mayReceive(actor: Actor, order: Order): boolean {
  return actor.permissions.has('dispatch:work') && actor.unitId === order.receiverUnitId && mayDispatchBecome(order.status, 'received')
}

/** Orders are called off and ended by the place that gave them. */
export function mayDirect(actor: Actor, order: Order): boolean {
  return actor.permissions.has('dispatch:decide') && actor.divisionCode === order.divisionCode && isOut(order)
}

export function requireWorker(actor: Actor, order: Order): void {
  if (actor.unitId !== order.unitId) throw new Problem('forbidden', '这份调度令由出动单位执行，只有出动单位能签收、出发、报到达和归还')
}

export function requireReceiver(actor: Actor, order: Order): void {
  if (actor.unitId !== order.receiverUnitId) throw new Problem('forbidden', '这份调度令由接收单位交接，请由接收单位确认')
}

export function requireDirector(actor: Actor, order: Order): void {
  if (actor.divisionCode !== order.divisionCode) throw new Problem('forbidden', '调度令由下达的一级取消或令其返回，请与下达单位联系')
}
