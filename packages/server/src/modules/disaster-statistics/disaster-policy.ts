import type { DisasterListEntry, DisasterProcess } from '@fengsui/contract/disaster-statistics'
import { divisionLevelOf, isWithin, Problem } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'

/** Forms of a place are filled by the place, or by one above it for it (by telephone: 规程（三）). */
export function mayFill(actor: Actor, divisionCode: string): boolean {
  return actor.permissions.has('disaster:edit') && covers(actor.scope, divisionCode)
}

/** @throws Problem forbidden */
export function requireFills(actor: Actor, divisionCode: string): void {
  if (!mayFill(actor, divisionCode)) throw new Problem('forbidden', '只能填报本地区和下级地区的报表，请核对地区', [{ path: 'divisionCode', message: '不在您的辖区内' }])
}

/** From the county upward the emergency department hands in what other departments helped to fill: those who may issue reports. */
export function mayHandIn(actor: Actor, divisionCode: string): boolean {
  const level = divisionLevelOf(divisionCode)
  return mayFill(actor, divisionCode) && (level === 'village' || level === 'town' || actor.permissions.has('report:draft'))
}

/** Checking is for a place above. */
export function mayDecide(actor: Actor, divisionCode: string): boolean {
  return actor.permissions.has('disaster:accept') && covers(actor.scope, divisionCode) && actor.divisionCode !== divisionCode
}

/** The process itself is kept by its place and those above it. */
export function mayKeep(actor: Actor, process: Pick<DisasterProcess, 'divisionCode'>): boolean {
  return actor.permissions.has('disaster:edit') && covers(actor.scope, process.divisionCode)
}

/** @throws Problem forbidden */
export function requireKeeps(actor: Actor, process: Pick<DisasterProcess, 'divisionCode'>): void {
  if (!mayKeep(actor, process)) throw new Problem('forbidden', '灾害过程由登记它的地区或其上级更改，请联系上级应急管理部门', [{ path: 'divisionCode', message: '不在您的辖区内' }])
}

/** A process concerns its place, all below it, and those above it to whom its figures go. @throws Problem rule-refused */
export function requireConcerns(process: Pick<DisasterProcess, 'divisionCode' | 'status'>, divisionCode: string): void {
  if (process.status === 'closed') throw new Problem('lifecycle-refused', '这个灾害过程已经结束，不能再填报；数字有变化请由登记地区另行说明')
  if (!isWithin(process.divisionCode, divisionCode) && !isWithin(divisionCode, process.divisionCode)) throw new Problem('rule-refused', '这个灾害过程不涉及该地区，请核对过程与地区')
}

/** Persons whole: for keepers of contacts and for the unit that listed them. */
export function maySeeWhole(actor: Actor, entry: Pick<DisasterListEntry, 'byUnitId'>): boolean {
  return actor.permissions.has('contact:reveal') || entry.byUnitId === actor.unitId
}
