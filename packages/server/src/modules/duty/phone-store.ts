import { DutyNote, Fax, LinkedCase, PhoneCall, PhoneLog } from '@fengsui/contract/duty'
import { Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { visibleDuty, type UnitRow } from './duty-store.ts'

/** A line of the telephone log, taken. @throws Problem not-found */
export async function lockPhoneLog(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<PhoneLog> {
  const [row] = await objects.read(tx, 'phone-log', sql`t.id = ${id}::uuid and ${visibleDuty(actor)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这条电话记录，可能不在您的辖区内')
  return PhoneLog.parse(row)
}

/** A call of the own desk, taken. @throws Problem not-found, forbidden */
export async function lockPhoneCall(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<PhoneCall> {
  const [row] = await objects.read(tx, 'phone-call', sql`t.id = ${id}::uuid and ${visibleDuty(actor)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这个电话，可能不在您的辖区内')
  const call = PhoneCall.parse(row)
  if (call.unitId !== actor.unitId) throw new Problem('forbidden', '这是打给别的单位的电话，只能查看')
  return call
}

/** A fax of the own desk, taken. @throws Problem not-found, forbidden */
export async function lockFax(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<Fax> {
  const [row] = await objects.read(tx, 'fax', sql`t.id = ${id}::uuid and ${visibleDuty(actor)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这份传真，可能不在您的辖区内')
  const fax = Fax.parse(row)
  if (fax.unitId !== actor.unitId) throw new Problem('forbidden', '这是发给别的单位的传真，只能查看')
  return fax
}

/** Messages about one thing of one gateway wait for each other. */
export async function lockProviderThing(tx: Transaction, kind: 'call' | 'fax' | 'case', accountId: string, ids: readonly string[]): Promise<void> {
  for (const id of [...new Set(ids)].sort()) await sql`select pg_advisory_xact_lock(hashtextextended(${`gateway:${kind}:${accountId}:${id}`}, 0))`.execute(tx)
}

/** Calls of a gateway by its own ids. */
export async function lockProviderCalls(objects: ObjectStore, tx: Transaction, accountId: string, callIds: readonly string[]): Promise<PhoneCall[]> {
  return (await objects.read(tx, 'phone-call', sql`t.provider_account_id = ${accountId}::uuid and t.provider_call_id = any(${[...callIds]}::text[])`, { lock: true })).map((row) => PhoneCall.parse(row))
}

export async function findProviderFax(objects: ObjectStore, tx: Transaction, accountId: string, faxId: string): Promise<Fax | null> {
  const [row] = await objects.read(tx, 'fax', sql`t.provider_account_id = ${accountId}::uuid and t.provider_fax_id = ${faxId}`, { lock: true })
  return row ? Fax.parse(row) : null
}

export async function findProviderCase(objects: ObjectStore, db: Queryable, accountId: string, system: string, caseNumber: string, lock = false): Promise<LinkedCase | null> {
  const [row] = await objects.read(db, 'linked-case', sql`t.provider_account_id = ${accountId}::uuid and t.system = ${system} and t.case_number = ${caseNumber}`, { lock })
  return row ? LinkedCase.parse(row) : null
}

/** Cases of a signal, taken. */
export async function lockCasesOfSignals(objects: ObjectStore, tx: Transaction, signalIds: readonly string[]): Promise<LinkedCase[]> {
  return (await objects.read(tx, 'linked-case', sql`t.signal_id = any(${[...signalIds]}::uuid[])`, { lock: true })).map((row) => LinkedCase.parse(row))
}

/** Signals that an incident was made from or swallowed, for what its end means to other systems. */
export async function listSignalsOfIncident(tx: Transaction, incidentId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from signal where incident_id = ${incidentId}::uuid order by id`.execute(tx)
  return rows.map((row) => row.id)
}

/**
 * The desk that a number rings at: the unit whose duty telephone it is, within the gateway's jurisdiction; otherwise the duty office of the
 * gateway's place, else the gateway's own unit.
 */
export async function findDesk(tx: Transaction, actor: Actor, calledNumber: string): Promise<UnitRow> {
  const digits = calledNumber.replace(/\D/g, '')
  const { rows } = await sql<UnitRow>`
    select u.id, u.name, u.role, u.division_code as "divisionCode" from (
      select c.unit_id, 1 as rank from personal_fact f join contact_point c on c.value ->> 'ref' = f.ref and c.status = 'active' and c.kind in ('duty-phone', 'landline') and c.person_id is null
      where ${digits} <> '' and length(f.value) <= 24 and f.value ~ '^\\+?[0-9][0-9 -]+$' and phone_digits(f.value) = ${digits}
      union all select d.id, 2 from unit d where d.division_code = ${actor.divisionCode} and d.role = 'duty-office' and d.status = 'active'
      union all select ${actor.unitId}::uuid, 3
    ) found join unit u on u.id = found.unit_id and u.status = 'active'
    where u.division_code >= ${actor.scope.lo} and u.division_code < ${actor.scope.hi} or u.id = ${actor.unitId}::uuid
    order by found.rank, u.id limit 1`.execute(tx)
  const desk = rows[0]
  if (!desk) throw new Problem('rule-refused', '没有值班室可以接这个电话，请先在组织里登记值班室')
  return desk
}

/** The duty office that hears of a place: that of the place, its town, its county … within the gateway's jurisdiction; else the gateway's own unit. */
export async function findDeskOfPlace(db: Queryable, actor: Actor, places: readonly string[]): Promise<UnitRow> {
  const { rows } = await sql<UnitRow>`
    select id, name, role, division_code as "divisionCode" from unit where status = 'active' and ((role = 'duty-office' and division_code = any(${[...places]}::text[]) and division_code >= ${actor.scope.lo} and division_code < ${actor.scope.hi}) or id = ${actor.unitId}::uuid)
    order by (role = 'duty-office') desc, division_code desc, id limit 1`.execute(db)
  const desk = rows[0]
  if (!desk) throw new Problem('rule-refused', '没有值班室可以接收，请先在组织里登记值班室')
  return desk
}

/** Condition: the attachment of an owner with a content. */
export function ownedBy(kind: string, ownerId: string, sha256: string): ReturnType<typeof sql> {
  return sql`t.owner_kind = ${kind} and t.owner_id = ${ownerId}::uuid and t.sha256 = ${sha256} and t.status = 'active'`
}

/** Whether a text already stands with a signal or in a note on it: the same message of another system, sent again. */
export async function isKnownText(tx: Transaction, signalId: string, words: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from personal_fact f where f.value = ${words} and (f.ref = (select s.words ->> 'ref' from signal s where s.id = ${signalId}::uuid) or f.ref in (select n.words ->> 'ref' from duty_note n where n.signal_id = ${signalId}::uuid)) limit 1`.execute(tx)
  return rows.length > 0
}

/** Number of a signal. */
export async function getSignalNumber(db: Queryable, signalId: string): Promise<string> {
  const { rows } = await sql<{ number: string }>`select number from signal where id = ${signalId}::uuid`.execute(db)
  return rows[0]?.number ?? ''
}

/** One case, or null. */
export async function findCase(objects: ObjectStore, db: Queryable, id: string, lock = false): Promise<LinkedCase | null> {
  const [row] = await objects.read(db, 'linked-case', sql`t.id = ${id}::uuid`, { lock })
  return row ? LinkedCase.parse(row) : null
}

/** Values behind references, for what is passed on within the house. */
export async function readValues(db: Queryable, refs: readonly (string | undefined)[]): Promise<(ref: string | undefined) => string> {
  const { rows } = await sql<{ ref: string; value: string }>`select ref, value from personal_fact where ref = any(${refs.filter((ref) => ref !== undefined)}::text[])`.execute(db)
  return (ref) => rows.find((row) => row.ref === ref)?.value ?? ''
}

/** A line of the own unit's telephone log. @throws Problem not-found */
export async function getOwnPhoneLog(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<PhoneLog> {
  const [row] = await objects.read(db, 'phone-log', sql`t.id = ${id}::uuid and t.unit_id = ${actor.unitId}::uuid`)
  if (!row) throw new Problem('not-found', '没有找到本单位的这条电话记录')
  return PhoneLog.parse(row)
}

/** A hand-written line of the duty log, taken. @throws Problem not-found */
export async function lockNote(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<DutyNote> {
  const [row] = await objects.read(tx, 'duty-note', sql`t.id = ${id}::uuid and ${visibleDuty(actor)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这条日志，可能不在您的辖区内')
  return DutyNote.parse(row)
}
