import { divisionAt, divisionLevelOf, divisionLevels, divisionRange, isWithin, Problem } from '@fengsui/contract/kernel'
import { LinkageAlarm, Warning } from '@fengsui/contract/warnings'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { numberPrefix } from './warning-rules.ts'

/** Places above one, and itself. */
export function listPlacesAbove(divisionCode: string): string[] {
  return divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1).map((level) => divisionAt(divisionCode, level))
}

/** Condition on a row `t` with a place: within the jurisdiction, or a place above the actor's, whose warnings hold here too. A neighbour's never. */
export function visibleWarning(actor: Actor): RawBuilder<unknown> {
  return sql`(${withinScope(actor.scope, sql`t.division_code`)} or t.division_code = any(${listPlacesAbove(actor.divisionCode)}::text[]))`
}

async function readWarnings(objects: ObjectStore, tx: Queryable, where: RawBuilder<unknown>, lock: boolean): Promise<Warning[]> {
  return (await objects.read(tx, 'warning', where, { lock })).map((row) => Warning.parse(row))
}

async function readAlarms(objects: ObjectStore, tx: Queryable, where: RawBuilder<unknown>, lock: boolean): Promise<LinkageAlarm[]> {
  return (await objects.read(tx, 'linkage-alarm', where, { lock })).map((row) => LinkageAlarm.parse(row))
}

/** The one in force of a hazard and issuer in a place, taken; two relays of the same wait for each other. */
export async function lockCurrent(objects: ObjectStore, tx: Transaction, key: Pick<Warning, 'hazard' | 'issuer' | 'divisionCode'>): Promise<Warning | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`warning:${key.divisionCode}:${key.hazard}:${key.issuer}`}, 0))`.execute(tx)
  return (await readWarnings(objects, tx, sql`t.division_code = ${key.divisionCode} and t.hazard = ${key.hazard} and t.issuer = ${key.issuer} and t.status = 'inForce'`, true))[0] ?? null
}

/** @throws Problem not-found when missing or not to be seen */
export async function lockWarning(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<Warning> {
  const [warning] = await readWarnings(objects, tx, sql`t.id = ${id}::uuid and ${visibleWarning(actor)}`, true)
  if (!warning) throw new Problem('not-found', '没有找到这条预警，可能不在您的辖区内')
  return warning
}

/** Of the platform's own accord, for timers. */
export async function lockWarningRow(objects: ObjectStore, tx: Transaction, id: string): Promise<Warning | null> {
  return (await readWarnings(objects, tx, sql`t.id = ${id}::uuid`, true))[0] ?? null
}

/** Warnings in force of exactly this place, in id order. */
export function listInForce(objects: ObjectStore, tx: Queryable, divisionCode: string): Promise<Warning[]> {
  return readWarnings(objects, tx, sql`t.division_code = ${divisionCode} and t.status = 'inForce'`, false)
}

/** The warnings of one watch, oldest first: those that this one replaced without a break, and itself. */
export function listReplaced(objects: ObjectStore, tx: Queryable, warning: Warning): Promise<Warning[]> {
  return readWarnings(objects, tx, sql`t.division_code = ${warning.divisionCode} and t.hazard = ${warning.hazard} and t.issuer = ${warning.issuer} and t.watch_from = ${warning.watchFrom}::timestamptz and t.relayed_at <= ${warning.relayedAt}::timestamptz`, false)
    .then((found) => found.sort((a, b) => a.issuedAt.localeCompare(b.issuedAt)))
}

/** @throws Problem not-found when missing or outside the jurisdiction */
export async function lockAlarm(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<LinkageAlarm> {
  const [alarm] = await readAlarms(objects, tx, sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`, true)
  if (!alarm) throw new Problem('not-found', '没有找到这条告警，可能不在您的辖区内')
  return alarm
}

/** Open alarms of a warning, taken. */
export function lockOpenAlarms(objects: ObjectStore, tx: Transaction, warningId: string): Promise<LinkageAlarm[]> {
  return readAlarms(objects, tx, sql`t.warning_id = ${warningId}::uuid and t.status = 'open'`, true)
}

/** Next number of a place's year, `预警331000-2019-0007`; two at once wait for each other. */
export async function nextWarningNumber(tx: Transaction, divisionCode: string, at: string): Promise<string> {
  const prefix = numberPrefix(divisionCode, at)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`warning-number:${prefix}`}, 0))`.execute(tx)
  const { rows } = await sql<{ last: string | null }>`select max(number) as last from warning where starts_with(number, ${prefix})`.execute(tx)
  const last = rows[0]?.last
  return `${prefix}${String((last ? Number(last.slice(prefix.length)) : 0) + 1).padStart(4, '0')}`
}

/** @throws Problem for a place that does not exist */
export async function getPlaceName(db: Queryable, divisionCode: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select place_name(code) as name from division where code = ${divisionCode} and valid_to is null`.execute(db)
  if (!rows[0]) throw new Problem('invalid-input', '没有这个行政区划，请从列表中选择地区', [{ path: 'divisionCode', message: '没有这个行政区划' }])
  return rows[0].name
}

/** The incident a relay names: one the actor may see or that lies over its place, not over yet, and of the same area. @throws Problem */
export async function requireIncident(tx: Transaction, actor: Actor, incidentId: string, divisionCode: string): Promise<void> {
  const { rows } = await sql<{ place: string; status: string }>`
    select t.division_code as place, t.status from incident t where t.id = ${incidentId}::uuid and (${withinScope(actor.scope, sql`t.division_code`, sql`'incident:' || t.id`)} or t.division_code = any(${listPlacesAbove(actor.divisionCode)}::text[]))`.execute(tx)
  const incident = rows[0]
  if (!incident) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
  if (incident.status === 'closed' || incident.status === 'merged') throw new Problem('lifecycle-refused', '这个事件已结束或已并入别的事件，请选处置中的事件，或不关联事件')
  if (!isWithin(divisionCode, incident.place) && !isWithin(incident.place, divisionCode)) throw new Problem('rule-refused', '这个事件不涉及该地区，请核对事件与地区', [{ path: 'incidentId', message: '与地区不符' }])
}

/** Offices below a place that keep watch, in a fixed order: a warning reaches their desks at the same moment. */
export async function listWatchingUnits(tx: Transaction, divisionCode: string): Promise<string[]> {
  const { lo, hi } = divisionRange(divisionCode)
  const { rows } = await sql<{ id: string }>`
    select id from unit where division_code >= ${lo} and division_code < ${hi} and division_code <> ${divisionCode} and substr(division_code, 10) = '000'
      and role in ('duty-office', 'flood-office', 'town-government') and status = 'active' order by id`.execute(tx)
  return rows.map((row) => row.id)
}
