import {
  DisasterListEntry, DisasterProcess, DisasterReturn, sumForms, summedValues, type FormSetKey, type FormValue, type FormValues, type ListTotals, type ReportingTrace, type ReturnKind,
} from '@fengsui/contract/disaster-statistics'
import { divisionAt, divisionLevelOf, divisionLevels, divisionRange, Problem, type DivisionLevel } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { processPrefix } from './process-rules.ts'

/** Places above one, and itself. */
export function listPlacesAbove(divisionCode: string): string[] {
  return divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1).map((level) => divisionAt(divisionCode, level))
}

/** Condition on a process `t`: within the jurisdiction, or of a place above, which asks its places for figures. A neighbour's never. */
export function visibleProcess(actor: Actor): RawBuilder<unknown> {
  return sql`(${withinScope(actor.scope, sql`t.division_code`)} or t.division_code = any(${listPlacesAbove(actor.divisionCode)}::text[]))`
}

/** Condition on a return `t`: within the jurisdiction; drafts in their own place and for the unit that fills them. */
export function visibleReturn(actor: Actor): RawBuilder<unknown> {
  return sql`(${withinScope(actor.scope, sql`t.division_code`)} and (t.status <> 'draft' or t.division_code = ${actor.divisionCode} or t.by_unit_id = ${actor.unitId}::uuid))`
}

async function findProcess(objects: ObjectStore, db: Queryable, actor: Actor, id: string, lock: boolean): Promise<DisasterProcess> {
  const [row] = await objects.read(db, 'disaster-process', sql`t.id = ${id}::uuid and ${visibleProcess(actor)}`, { lock })
  if (!row) throw new Problem('not-found', '没有找到这个灾害过程，可能不在您的辖区内')
  return DisasterProcess.parse(row)
}

/** @throws Problem not-found when missing or not to be seen */
export const getProcess = (objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<DisasterProcess> => findProcess(objects, db, actor, id, false)
/** The same, taken. */
export const lockProcess = (objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<DisasterProcess> => findProcess(objects, tx, actor, id, true)

/** Next number of a place's year; two at once wait for each other. */
export async function nextProcessNumber(tx: Transaction, divisionCode: string, at: string): Promise<string> {
  const prefix = processPrefix(divisionCode, at)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`disaster-process:${prefix}`}, 0))`.execute(tx)
  const { rows } = await sql<{ last: string | null }>`select max(number) as last from disaster_process where starts_with(number, ${prefix})`.execute(tx)
  const last = rows[0]?.last
  return `${prefix}${String((last ? Number(last.slice(prefix.length)) : 0) + 1).padStart(4, '0')}`
}

/** @throws Problem for a place that does not exist */
export async function requirePlaces(db: Queryable, codes: readonly string[], path: string): Promise<void> {
  const wanted = [...new Set(codes)]
  const { rows } = await sql<{ count: number }>`select count(*) as count from division where code = any(${wanted}::text[]) and valid_to is null`.execute(db)
  if (Number(rows[0]?.count ?? 0) !== wanted.length) throw new Problem('invalid-input', '没有这个行政区划，请从列表中选择地区', [{ path, message: '没有这个行政区划' }])
}

/** @throws Problem for an incident the actor may not see */
export async function requireIncident(db: Queryable, actor: Actor, incidentId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from incident t where t.id = ${incidentId}::uuid and (${withinScope(actor.scope, sql`t.division_code`, sql`'incident:' || t.id`)} or t.division_code = any(${listPlacesAbove(actor.divisionCode)}::text[]))`.execute(db)
  if (rows.length === 0) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
}

/** One series: all versions of a place and set, oldest first. */
export interface SeriesKey {
  readonly processId: string
  readonly formSet: FormSetKey
  readonly divisionCode: string
}

/** The series, taken: two who start or hand in at once wait for each other. */
export async function lockSeries(objects: ObjectStore, tx: Transaction, key: SeriesKey): Promise<DisasterReturn[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`disaster-return:${key.processId}:${key.formSet}:${key.divisionCode}`}, 0))`.execute(tx)
  const rows = await objects.read(tx, 'disaster-return', sql`t.process_id = ${key.processId}::uuid and t.form_set = ${key.formSet} and t.division_code = ${key.divisionCode}`, { order: sql`t.sequence`, lock: true })
  return rows.map((row) => DisasterReturn.parse(row))
}

/** @throws Problem not-found when missing or not to be seen */
export async function findReturn(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<DisasterReturn> {
  const [row] = await objects.read(db, 'disaster-return', sql`t.id = ${id}::uuid and ${visibleReturn(actor)}`)
  if (!row) throw new Problem('not-found', '没有找到这份报表，可能不在您的辖区内，或还没有上报')
  return DisasterReturn.parse(row)
}

/** A return with its whole series taken, so that its state is the present one. */
export async function lockReturn(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<{ found: DisasterReturn; series: DisasterReturn[] }> {
  const known = await findReturn(objects, tx, actor, id)
  const series = await lockSeries(objects, tx, known)
  return { found: series.find((each) => each.id === id) ?? known, series }
}

/** A version below that is summed. */
export interface AcceptedBelow {
  readonly divisionCode: string
  readonly returnId: string
  readonly values: FormValues
}

/** Code prefix (as a condition) of the places directly below one; null below villages. */
export function levelBelow(divisionCode: string): DivisionLevel | null {
  return divisionLevels[divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1] ?? null
}

/** The newest checked version of every place directly below. The caller has checked the scope. */
export async function listAcceptedBelow(db: Queryable, key: SeriesKey): Promise<AcceptedBelow[]> {
  const { lo, hi } = divisionRange(key.divisionCode)
  const { rows } = await sql<AcceptedBelow>`
    select distinct on (r.division_code) r.division_code as "divisionCode", r.id as "returnId", r.values
    from disaster_return r join division d on d.code = r.division_code and d.parent_code = ${key.divisionCode}
    where r.process_id = ${key.processId}::uuid and r.form_set = ${key.formSet} and r.division_code >= ${lo} and r.division_code < ${hi} and r.status = 'accepted'
    order by r.division_code, r.sequence desc`.execute(db)
  return rows
}

/** Their sum; null where nothing below was checked. */
export function sumBelow(formSet: FormSetKey, below: readonly AcceptedBelow[]): Record<string, FormValue> | null {
  return below.length === 0 ? null : summedValues(sumForms(formSet, below))
}

/** When returns of the level directly below first came in: that is what a place's clock runs from. */
export async function readReceipts(db: Queryable, key: SeriesKey): Promise<{ receivedAt: string | null; finalReceivedAt: string | null }> {
  const { lo, hi } = divisionRange(key.divisionCode)
  const { rows } = await sql<{ receivedAt: string | null; finalReceivedAt: string | null }>`
    select min(r.submitted_at) as "receivedAt", min(r.submitted_at) filter (where r.kind = 'final') as "finalReceivedAt"
    from disaster_return r join division d on d.code = r.division_code and d.parent_code = ${key.divisionCode}
    where r.process_id = ${key.processId}::uuid and r.form_set = ${key.formSet} and r.division_code >= ${lo} and r.division_code < ${hi} and r.status <> 'draft'`.execute(db)
  return rows[0] ?? { receivedAt: null, finalReceivedAt: null }
}

/** What the clocks need to know of a place's history. */
export function traceOf(divisionCode: string, receipts: { receivedAt: string | null; finalReceivedAt: string | null }, submissions: readonly { kind: ReturnKind; at: string }[], values: FormValues): ReportingTrace {
  const number = (key: string): number | undefined => (typeof values[key] === 'number' ? values[key] : undefined)
  const [dead, missing] = [number('A01008'), number('A01009')]
  return { level: divisionLevelOf(divisionCode), divisionCode, ...receipts, submissions, facts: { ...(dead === undefined ? {} : { dead }), ...(missing === undefined ? {} : { missing }) } }
}

const rooms = (code: string): RawBuilder<unknown> => sql`coalesce((figures ->> ${code})::numeric, 0)`

/** What the lists D01 and D02 hold for a place and all below it. A household counts once, under its gravest damage (指标解释 19). */
export async function readListTotals(db: Queryable, processId: string, divisionCode: string): Promise<ListTotals> {
  const { lo, hi } = divisionRange(divisionCode)
  const [collapsed, severe, slight] = [rooms('D02011'), rooms('D02013'), rooms('D02015')]
  const { rows } = await sql<{ [key: string]: number | string }>`
    select count(*) filter (where list = 'D01' and figures ->> 'D01007' = '1') as dead, count(*) filter (where list = 'D01' and figures ->> 'D01007' = '2') as missing,
      count(*) filter (where list = 'D02') as listed,
      coalesce(sum(${collapsed}) filter (where list = 'D02'), 0) as "collapsedRooms", count(*) filter (where list = 'D02' and ${collapsed} > 0) as "collapsedHouseholds",
      coalesce(sum(${severe}) filter (where list = 'D02'), 0) as "severeRooms", count(*) filter (where list = 'D02' and ${collapsed} = 0 and ${severe} > 0) as "severeHouseholds",
      coalesce(sum(${slight}) filter (where list = 'D02'), 0) as "slightRooms", count(*) filter (where list = 'D02' and ${collapsed} = 0 and ${severe} = 0 and ${slight} > 0) as "slightHouseholds"
    from disaster_list_entry where process_id = ${processId}::uuid and division_code >= ${lo} and division_code < ${hi} and status = 'listed'`.execute(db)
  const number = (name: string): number => Number(rows[0]?.[name] ?? 0)
  return { dead: number('dead'), missing: number('missing'), houses: { collapsedRooms: number('collapsedRooms'), collapsedHouseholds: number('collapsedHouseholds'), severeRooms: number('severeRooms'), severeHouseholds: number('severeHouseholds'), slightRooms: number('slightRooms'), slightHouseholds: number('slightHouseholds'), listed: number('listed') } }
}

/** @throws Problem not-found when missing or outside the jurisdiction */
export async function lockEntry(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<DisasterListEntry> {
  const [row] = await objects.read(tx, 'disaster-list-entry', sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这一行，可能不在您的辖区内')
  return DisasterListEntry.parse(row)
}
