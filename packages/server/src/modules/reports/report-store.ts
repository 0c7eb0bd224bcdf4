import { divisionAt, divisionLevelOf, divisionLevels, Problem } from '@fengsui/contract/kernel'
import type { Report, ReportDelivery } from '@fengsui/contract/reports'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import type { Desk } from './clock-rules.ts'
import { parseElements, reportNumberPrefix, type Addressee } from './report-rules.ts'

/** Roles of units that report for a place, in this order; the town government is its own duty office. */
const deskRoles = ['duty-office', 'emergency', 'town-government']

/**
 * Condition on `report t` that an actor may read it: issued in the jurisdiction or sent to the actor's unit or place; a draft only by
 * those who write it.
 */
export function visibleReport(actor: Actor): RawBuilder<unknown> {
  return sql`(t.division_code = ${actor.divisionCode} or t.from_unit_id = ${actor.unitId}::uuid
    or (t.status = 'issued' and (${withinScope(actor.scope, sql`t.division_code`, sql`'report:' || t.id`)}
      or exists (select 1 from report_delivery d join unit du on du.id = d.to_unit_id where d.report_id = t.id and du.division_code = ${actor.divisionCode}))))`
}

function chainOf(divisionCode: string): string[] {
  return divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1).map((level) => divisionAt(divisionCode, level))
}

/** The desk of each of these places and of those above them that has one, from the top down. */
export async function listDesks(db: Queryable, ...divisionCodes: string[]): Promise<Desk[]> {
  const { rows } = await sql<Omit<Desk, 'level'>>`
    select distinct on (division_code) id as "unitId", name, role, division_code as "divisionCode" from unit
    where division_code = any(${[...new Set(divisionCodes.flatMap(chainOf))]}::text[]) and role = any(${deskRoles}::text[]) and status = 'active'
    order by division_code, array_position(${deskRoles}::text[], role), staffed_all_hours desc, id`.execute(db)
  return rows.map((row) => ({ ...row, level: divisionLevelOf(row.divisionCode) }))
}

/** The desk an account writes for: that of its place, or its own unit where the place has none. */
export async function getOwnDesk(db: Queryable, actor: Actor): Promise<Desk> {
  const desk = (await listDesks(db, actor.divisionCode)).find((each) => each.divisionCode === actor.divisionCode)
  if (desk) return desk
  const [unit] = await listAddressees(db, [actor.unitId])
  if (!unit) throw new Problem('conflict', '您的单位已停用，不能报送；请联系系统管理员')
  return { ...unit, level: divisionLevelOf(unit.divisionCode) }
}

/** Active units by id, in id order. */
export async function listAddressees(db: Queryable, ids: readonly string[]): Promise<Addressee[]> {
  const { rows } = await sql<Addressee>`
    select id as "unitId", name, role, division_code as "divisionCode" from unit where id = any(${[...ids]}::uuid[]) and status = 'active' order by id`.execute(db)
  return rows
}

/** A report the actor may read. @throws Problem not-found for any other */
export async function getReportRow(objects: ObjectStore, db: Queryable, actor: Actor, reportId: string, lock = false): Promise<Report> {
  const [report] = (await objects.read(db, 'report', sql`t.id = ${reportId}::uuid and ${visibleReport(actor)}`, { lock })) as unknown as Report[]
  if (!report) throw new Problem('not-found', '没有找到这份报告，可能不在您的辖区内')
  return report
}

/** The text elements of a report. */
export async function readElements(db: Queryable, report: Pick<Report, 'elements'>): Promise<Record<string, string>> {
  return parseElements((await readPersonalFacts(db, [report.elements]))(report.elements))
}

/** What a unit has written about an incident and not discarded, in the order of the series. */
export async function listSeries(objects: ObjectStore, tx: Transaction, incidentId: string, fromUnitId: string): Promise<Report[]> {
  return (await objects.read(tx, 'report', sql`t.incident_id = ${incidentId}::uuid and t.from_unit_id = ${fromUnitId}::uuid and t.status <> 'discarded'`, { order: sql`t.sequence, t.id`, lock: true })) as unknown as Report[]
}

/** Next ordinal of a unit's year; two issues at once wait for each other. */
export async function nextReportOrdinal(tx: Transaction, fromUnitId: string, placeName: string, at: string, numberWord: string | null): Promise<number> {
  const prefix = reportNumberPrefix(placeName, at, numberWord)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`report-number:${fromUnitId}:${prefix}`}, 0))`.execute(tx)
  const { rows } = await sql<{ issued: number }>`select count(*) as issued from report where from_unit_id = ${fromUnitId}::uuid and starts_with(number, ${prefix})`.execute(tx)
  return (rows[0]?.issued ?? 0) + 1
}

/** Name of a place as report numbers carry it. */
export async function getDivisionName(db: Queryable, code: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from division where code = ${code}`.execute(db)
  return rows[0]?.name ?? code
}

/** Whether a post exists in the actor's jurisdiction. */
export async function hasPost(db: Queryable, actor: Actor, postId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from post t where t.id = ${postId}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`.execute(db)
  return rows.length > 0
}

/** The post of the leader on watch of a unit, if it has exactly one. */
export async function findLeaderPost(db: Queryable, unitId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from post where unit_id = ${unitId}::uuid and key = 'duty-leader' order by id limit 2`.execute(db)
  return rows.length === 1 ? (rows[0]?.id ?? null) : null
}

export type DeliveryToSign = ReportDelivery & { to: Addressee; report: Pick<Report, 'id' | 'kind' | 'sequence' | 'number' | 'fromUnitId'>; fromName: string }

/** Takes a delivery of a report the actor may read. @throws Problem not-found */
export async function lockDelivery(objects: ObjectStore, tx: Transaction, actor: Actor, deliveryId: string): Promise<DeliveryToSign> {
  const [delivery] = (await objects.read(tx, 'report-delivery', sql`t.id = ${deliveryId}::uuid`, { lock: true })) as unknown as ReportDelivery[]
  if (!delivery) throw new Problem('not-found', '没有找到这份报告，可能不在您的辖区内')
  const report = await getReportRow(objects, tx, actor, delivery.reportId)
  const units = await listAddressees(tx, [delivery.toUnitId, report.fromUnitId])
  const to = units.find((unit) => unit.unitId === delivery.toUnitId)
  if (!to) throw new Problem('conflict', '收件单位已停用，不能签收；请联系系统管理员')
  return { ...delivery, to, report, fromName: units.find((unit) => unit.unitId === report.fromUnitId)?.name ?? '' }
}
