import { defaultScheme, type AssessmentBulletin, type AssessmentEntry, type AssessmentObjection, type AssessmentScheme, type AssessmentSchemeVersion, type AssessmentScore } from '@fengsui/contract/assessment'
import { divisionAt, divisionLevelOf, divisionLevels, Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

/** A place and all above it, itself first. */
export function placesUpward(divisionCode: string): string[] {
  return divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1).map((level) => divisionAt(divisionCode, level)).reverse()
}

/** The scheme of a place at an instant: its own newest, else that of the nearest place above, else the platform's default. */
export async function findScheme(objects: ObjectStore, db: Queryable, divisionCode: string, at: string): Promise<{ scheme: AssessmentScheme; version: AssessmentSchemeVersion | null }> {
  const places = placesUpward(divisionCode)
  const [row] = await objects.read(db, 'assessment-scheme-version', sql`t.division_code = any(${places}::text[]) and t.in_force_from <= ${at}::timestamptz`, { order: sql`length(rtrim(t.division_code, '0')) desc, t.in_force_from desc, t.set_at desc, t.id`, limit: 1 })
  if (!row) return { scheme: defaultScheme, version: null }
  const version = row as unknown as AssessmentSchemeVersion
  const { name, base, items, objectionDays, basis } = version
  return { scheme: { name, base, items, objectionDays, basis }, version }
}

/** Condition on a bulletin `t`: a draft by its makers, a published one in the jurisdiction or where the own unit is scored. */
export function visibleBulletin(actor: Actor): RawBuilder<unknown> {
  const edits = actor.permissions.has('assessment:edit')
  return sql`((${edits} and t.division_code = ${actor.divisionCode}) or (t.status = 'published' and (${withinScope(actor.scope, sql`t.division_code`)} or exists (select 1 from assessment_score s where s.bulletin_id = t.id and s.unit_id = ${actor.unitId}::uuid and s.listed))))`
}

/** Takes a month's bulletin of a place; two who draft it at once wait for each other. */
export async function lockMonth(objects: ObjectStore, tx: Transaction, divisionCode: string, month: string): Promise<AssessmentBulletin | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`assessment:${divisionCode}:${month}`}, 0))`.execute(tx)
  const [row] = await objects.read(tx, 'assessment-bulletin', sql`t.division_code = ${divisionCode} and t.month = ${month}`, { lock: true })
  return (row ?? null) as unknown as AssessmentBulletin | null
}

/** @throws Problem not-found */
export async function lockBulletin(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<AssessmentBulletin> {
  const [row] = await objects.read(tx, 'assessment-bulletin', sql`t.id = ${id}::uuid and ${visibleBulletin(actor)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这期通报，可能还没有印发')
  return row as unknown as AssessmentBulletin
}

/** All units of a bulletin, taken in id order. */
export async function lockScores(objects: ObjectStore, tx: Transaction, bulletinId: string): Promise<AssessmentScore[]> {
  return (await objects.read(tx, 'assessment-score', sql`t.bulletin_id = ${bulletinId}::uuid`, { lock: true })) as unknown as AssessmentScore[]
}

/** Takes an objection of a bulletin of the actor's place. @throws Problem not-found */
export async function lockObjection(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<AssessmentObjection> {
  const [row] = await objects.read(tx, 'assessment-objection', sql`t.id = ${id}::uuid and t.division_code = ${actor.divisionCode}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这份异议，可能不是向本级提出的')
  return row as unknown as AssessmentObjection
}

/** Whether an objection to this event was raised already. */
export async function hasObjection(tx: Transaction, scoreId: string, eventKey: string): Promise<boolean> {
  const { rows } = await sql`select 1 from assessment_objection where score_id = ${scoreId}::uuid and event_key = ${eventKey}`.execute(tx)
  return rows.length > 0
}

/** @throws Problem not-found outside the own place */
export async function lockEntry(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<AssessmentEntry> {
  const [row] = await objects.read(tx, 'assessment-entry', sql`t.id = ${id}::uuid and t.division_code = ${actor.divisionCode}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这条登记，可能不是本级登记的')
  return row as unknown as AssessmentEntry
}

/** Place and role of an active unit of the jurisdiction. @throws Problem invalid-input */
export async function requireUnit(tx: Transaction, actor: Actor, unitId: string): Promise<{ place: string; role: string }> {
  const { rows } = await sql<{ place: string; role: string }>`select t.division_code as place, t.role from unit t where t.id = ${unitId}::uuid and t.status = 'active' and ${withinScope(actor.scope, sql`t.division_code`)}`.execute(tx)
  if (!rows[0]) throw new Problem('invalid-input', '没有这个单位，请从列表中选择', [{ path: 'unitId', message: '没有这个单位，或不在您的辖区内' }])
  return rows[0]
}
