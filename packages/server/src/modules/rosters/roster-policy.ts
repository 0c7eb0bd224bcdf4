import { Problem } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'

interface OwnUnit {
  readonly unitId: string
  readonly divisionCode: string
}

/** A unit's roster is made by itself, and for all units of a place by those who approve there or keep its organisation. */
export function mayEdit(actor: Actor, unit: OwnUnit): boolean {
  if (!actor.permissions.has('roster:edit')) return false
  if (unit.unitId === actor.unitId) return true
  return unit.divisionCode === actor.divisionCode ? actor.permissions.has('roster:approve') || actor.permissions.has('account:manage') : actor.permissions.has('account:manage') && covers(actor.scope, unit.divisionCode)
}

/** Published and approved in the place itself, never by a neighbour or from above. */
export function mayApprove(actor: Actor, unit: OwnUnit): boolean {
  return actor.permissions.has('roster:approve') && unit.divisionCode === actor.divisionCode
}

/** @throws Problem forbidden */
export function requireMayEdit(actor: Actor, unit: OwnUnit): void {
  if (!mayEdit(actor, unit)) throw new Problem('forbidden', '这个单位的值班表由该单位自己或本级值班领导编排，您不能改')
}

/** @throws Problem forbidden */
export function requireMayApprove(actor: Actor, unit: OwnUnit): void {
  if (!mayApprove(actor, unit)) throw new Problem('forbidden', '只有本级的带班领导能审定这个单位的值班表')
}

/** Whether somebody acts for a person: it is themselves, or the keeper of the unit's roster. */
export function mayActFor(actor: Actor, personId: string, unit: OwnUnit): boolean {
  return actor.personId === personId || mayEdit(actor, unit)
}

/** A leader's absence is registered by the leader or by those who keep the watch of exactly that place. */
export function mayRegisterFor(actor: Actor, person: { readonly personId: string; readonly divisionCode: string }): boolean {
  return actor.personId === person.personId || (actor.permissions.has('roster:edit') && actor.permissions.has('signal:verify') && actor.divisionCode === person.divisionCode)
}

/** Where leaders go is for themselves and for those who keep or approve the watch, not for everybody who reads rosters. */
export function mayReadDestination(actor: Actor, absence: { readonly personId: string; readonly divisionCode: string }): boolean {
  if (actor.personId === absence.personId) return true
  return covers(actor.scope, absence.divisionCode) && (actor.permissions.has('roster:approve') || actor.permissions.has('signal:verify'))
}
