import { Problem } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { OrderSides } from './verification-store.ts'

const speaksFor = (actor: Actor, side: { unitId: string; divisionCode: string }): boolean => side.unitId === actor.unitId || side.divisionCode === actor.divisionCode

/** Whether an account speaks for the desk that was asked. */
export function isAsked(actor: Actor, sides: Pick<OrderSides, 'to'>): boolean {
  return speaksFor(actor, sides.to)
}

/** Whether an account speaks for the desk that asks. */
export function isAsking(actor: Actor, sides: Pick<OrderSides, 'from'>): boolean {
  return speaksFor(actor, sides.from)
}

export function requireAsked(actor: Actor, sides: OrderSides): void {
  if (!isAsked(actor, sides)) throw new Problem('forbidden', '这份核实指令不是下达给本单位的，请由收到指令的单位办理')
}

export function requireAsking(actor: Actor, sides: OrderSides): void {
  if (!isAsking(actor, sides)) throw new Problem('forbidden', '只有下达指令的单位能撤销')
}

export function requireEitherSide(actor: Actor, sides: OrderSides): void {
  if (!isAsked(actor, sides) && !isAsking(actor, sides)) throw new Problem('forbidden', '电话反馈由反馈单位或下达单位登记')
}
