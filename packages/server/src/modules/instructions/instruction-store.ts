import type { Instruction, InstructionDuty, SupervisionNotice } from '@fengsui/contract/instructions'
import { isWithin, Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import { covers, type Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { visibleReport } from '../reports/index.ts'
import { instructionNumberPrefix, supervisionNumber } from './instruction-rules.ts'

/** Condition on a duty `t`: it is the own unit's, or the actor oversees the instructions of its place. */
export function visibleDuty(actor: Actor): RawBuilder<unknown> {
  const own = sql`t.unit_id = ${actor.unitId}::uuid`
  return actor.permissions.has('instruction:oversee') ? sql`(${own} or ${withinScope(actor.scope, sql`t.division_code`)})` : own
}

/** Condition on an instruction `t`: overseen, or one with a part of the own unit. */
export function visibleInstruction(actor: Actor): RawBuilder<unknown> {
  const own = sql`exists (select 1 from instruction_duty d where d.instruction_id = t.id and d.unit_id = ${actor.unitId}::uuid and d.status <> 'cancelled')`
  return actor.permissions.has('instruction:oversee') ? sql`(${withinScope(actor.scope, sql`t.division_code`)} or ${own})` : own
}

/** Takes an instruction the actor may see. @throws Problem not-found */
export async function lockInstruction(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<Instruction> {
  const [row] = await objects.read(tx, 'instruction', sql`t.id = ${id}::uuid and ${visibleInstruction(actor)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这件批示，可能没有交办给您的单位')
  return row as unknown as Instruction
}

/** Takes a duty and, before it, its instruction: every command takes them in this order. @throws Problem not-found */
export async function lockDuty(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<{ instruction: Instruction; duty: InstructionDuty }> {
  const missing = new Problem('not-found', '没有找到这项承办，可能没有交办给您的单位')
  const found = await sql<{ instruction: string }>`select t.instruction_id as instruction from instruction_duty t where t.id = ${id}::uuid and ${visibleDuty(actor)}`.execute(tx)
  const instructionId = found.rows[0]?.instruction
  if (instructionId === undefined) throw missing
  const [instruction] = await objects.read(tx, 'instruction', sql`t.id = ${instructionId}::uuid`, { lock: true })
  const [duty] = await objects.read(tx, 'instruction-duty', sql`t.id = ${id}::uuid`, { lock: true })
  if (!instruction || !duty) throw missing
  return { instruction: instruction as unknown as Instruction, duty: duty as unknown as InstructionDuty }
}

/** A duty for a timer: nobody asks, so nobody's scope. */
export async function lockDutyRow(objects: ObjectStore, tx: Transaction, id: string): Promise<{ instruction: Instruction; duty: InstructionDuty } | null> {
  const [instruction] = await objects.read(tx, 'instruction', sql`t.id = (select instruction_id from instruction_duty where id = ${id}::uuid)`, { lock: true })
  const [duty] = await objects.read(tx, 'instruction-duty', sql`t.id = ${id}::uuid`, { lock: true })
  return instruction && duty ? { instruction: instruction as unknown as Instruction, duty: duty as unknown as InstructionDuty } : null
}

/** All parts of an instruction, taken in id order. */
export async function lockDuties(objects: ObjectStore, tx: Transaction, instructionId: string): Promise<InstructionDuty[]> {
  return (await objects.read(tx, 'instruction-duty', sql`t.instruction_id = ${instructionId}::uuid`, { lock: true })) as unknown as InstructionDuty[]
}

/** Supervision notices of a duty that nobody issued yet. */
export async function lockDrafts(objects: ObjectStore, tx: Transaction, dutyId: string): Promise<SupervisionNotice[]> {
  return (await objects.read(tx, 'supervision-notice', sql`t.duty_id = ${dutyId}::uuid and t.status = 'draft'`, { lock: true })) as unknown as SupervisionNotice[]
}

/** Next registration number of a place's year; two at once wait for each other. */
export async function nextInstructionNumber(tx: Transaction, divisionCode: string, at: string): Promise<string> {
  const prefix = instructionNumberPrefix(divisionCode, at)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`instruction-number:${prefix}`}, 0))`.execute(tx)
  const { rows } = await sql<{ last: string | null }>`select max(number) as last from instruction where starts_with(number, ${prefix})`.execute(tx)
  const last = rows[0]?.last
  return `${prefix}${String((last ? Number(last.slice(prefix.length)) : 0) + 1).padStart(4, '0')}`
}

/** Next supervision number of a place's year. */
export async function nextSupervisionNumber(tx: Transaction, divisionCode: string, at: string): Promise<string> {
  const year = supervisionNumber(at, 0).slice(0, -2)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`supervision-number:${divisionCode}:${year}`}, 0))`.execute(tx)
  const { rows } = await sql<{ n: number }>`select count(*) as n from supervision_notice where division_code = ${divisionCode} and starts_with(number, ${year})`.execute(tx)
  return supervisionNumber(at, (rows[0]?.n ?? 0) + 1)
}

/** Active units that may be given an instruction: of the jurisdiction, in the order asked for. @throws Problem naming the field */
export async function requireUnits(tx: Transaction, actor: Actor, ids: readonly string[], path: string, upward = false): Promise<void> {
  const { rows } = await sql<{ id: string; place: string }>`select id, division_code as place from unit where id = any(${[...ids]}::uuid[]) and status = 'active'`.execute(tx)
  for (const id of ids) {
    const unit = rows.find((row) => row.id === id)
    if (unit && (covers(actor.scope, unit.place) || (upward && isWithin(actor.divisionCode, unit.place)))) continue
    throw new Problem('invalid-input', '只能选本辖区在册的单位，请重新选择', [{ path, message: '没有这个单位，或不在您的辖区内' }])
  }
}

interface InstructionSubject {
  readonly incidentId: string | null
  readonly title: string | null
}

/** What an instruction is about: the report's incident, or the incident named. @throws Problem not-found for what the actor may not see */
export async function findSubject(tx: Transaction, actor: Actor, incidentId: string | null, reportId: string | null): Promise<InstructionSubject> {
  let about = incidentId
  if (reportId !== null) {
    const { rows } = await sql<{ incident: string }>`select t.incident_id as incident from report t where t.id = ${reportId}::uuid and ${visibleReport(actor)}`.execute(tx)
    if (!rows[0]) throw new Problem('not-found', '没有找到这份报告，可能不在您的辖区内')
    about = rows[0].incident
  }
  if (about === null) return { incidentId: null, title: null }
  // Who may read a report may read the title of what it is about.
  const visible = reportId === null ? withinScope(actor.scope, sql`t.division_code`, sql`'incident:' || t.id`) : sql`true`
  const { rows } = await sql<{ title: string }>`select t.title from incident t where t.id = ${about}::uuid and ${visible}`.execute(tx)
  if (!rows[0]) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
  return { incidentId: about, title: rows[0].title }
}

/** Name of a post of the actor's own place, or of the one its person holds when none is named; null when there is none. */
export async function findPost(tx: Transaction, actor: Actor, postId: string | null): Promise<{ id: string; name: string } | null> {
  const where = postId === null ? sql`t.person_id = ${actor.personId}::uuid` : sql`t.id = ${postId}::uuid`
  const { rows } = await sql<{ id: string; name: string }>`select t.id, t.name from post t where ${where} and t.division_code = ${actor.divisionCode} order by t.lead desc, t.id limit 1`.execute(tx)
  return rows[0] ?? null
}

/** The unit above a unit, if it has one that is active. */
export async function findSuperior(db: Queryable, unitId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select p.id from unit u join unit p on p.id = u.parent_id and p.status = 'active' where u.id = ${unitId}::uuid`.execute(db)
  return rows[0]?.id ?? null
}
