import { divisionAt, legalDay, Problem, type Instant } from '@fengsui/contract/kernel'
import { callKinds, type Call, type CallKind, type CallRecipient, type Notification } from '@fengsui/contract/notifications'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

/** Condition on `call t` that an actor may see it: made in the jurisdiction, or somebody of the actor's unit or jurisdiction was called. */
export function visibleCall(actor: Actor): RawBuilder<unknown> {
  return sql`(${withinScope(actor.scope, sql`t.division_code`, sql`'call:' || t.id`)} or exists (select 1 from call_recipient r where r.call_id = t.id and ${withinScope(actor.scope, sql`r.division_code`)}))`
}

/** Condition on `call_recipient r` of a call that may be seen: the actor's own people and unit, and those of the jurisdiction. */
export function visibleRecipient(actor: Actor): RawBuilder<unknown> {
  return sql`(${withinScope(actor.scope, sql`r.division_code`)} or r.unit_id = ${actor.unitId}::uuid)`
}

/** Takes a call of the jurisdiction. @throws Problem not-found */
export async function lockCall(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<Call> {
  const [call] = (await objects.read(tx, 'call', sql`t.id = ${id}::uuid and ${visibleCall(actor)}`, { lock: true })) as unknown as Call[]
  if (!call) throw new Problem('not-found', '没有找到这次叫应，可能不在您的辖区内')
  return call
}

/** Takes calls without asking who acts, in id order: for timers, channels and receipts. */
export async function lockCalls(objects: ObjectStore, tx: Transaction, ids: readonly string[]): Promise<Call[]> {
  return (await objects.read(tx, 'call', sql`t.id = any(${[...new Set(ids)]}::uuid[])`, { lock: true })) as unknown as Call[]
}

/** The call of a recipient, taken; then the recipient. Calls are always taken before their recipients. @throws Problem not-found */
export async function lockOwnRecipient(objects: ObjectStore, tx: Transaction, actor: Actor, recipientId: string): Promise<{ call: Call; recipient: CallRecipient }> {
  const missing = new Problem('not-found', '没有找到这次叫应，可能不是叫您的')
  const { rows } = await sql<{ callId: string }>`select r.call_id as "callId" from call_recipient r where r.id = ${recipientId}::uuid and ${visibleRecipient(actor)}`.execute(tx)
  const [call] = await lockCalls(objects, tx, rows.map((row) => row.callId))
  const [recipient] = await lockRecipients(objects, tx, [recipientId])
  if (!call || !recipient) throw missing
  return { call, recipient }
}

/** Takes recipients by id, in id order. */
export async function lockRecipients(objects: ObjectStore, tx: Transaction, ids: readonly string[]): Promise<CallRecipient[]> {
  return (await objects.read(tx, 'call-recipient', sql`t.id = any(${[...new Set(ids)]}::uuid[])`, { lock: true })) as unknown as CallRecipient[]
}

/** Takes all recipients of a call that have not answered. */
export async function lockOpenRecipients(objects: ObjectStore, tx: Transaction, callId: string): Promise<CallRecipient[]> {
  return (await objects.read(tx, 'call-recipient', sql`t.call_id = ${callId}::uuid and t.status <> 'answered'`, { lock: true })) as unknown as CallRecipient[]
}

/** How many of each call have not answered, by the tables as they are. */
export async function countOpen(tx: Transaction, callIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; open: number }>`select call_id as id, count(*) as open from call_recipient where call_id = any(${[...new Set(callIds)]}::uuid[]) and status <> 'answered' group by call_id`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.open]))
}

/** Takes messages by id, in id order; with `actor` only those of the jurisdiction. */
export async function lockNotifications(objects: ObjectStore, tx: Transaction, ids: readonly string[], actor?: Actor): Promise<Notification[]> {
  return readNotifications(objects, tx, ids, actor, true)
}

/** The same without taking them. */
export async function listNotifications(objects: ObjectStore, db: Queryable, ids: readonly string[], actor?: Actor): Promise<Notification[]> {
  return readNotifications(objects, db, ids, actor, false)
}

async function readNotifications(objects: ObjectStore, db: Queryable, ids: readonly string[], actor: Actor | undefined, lock: boolean): Promise<Notification[]> {
  const scope = actor ? withinScope(actor.scope, sql`t.division_code`) : sql`true`
  return (await objects.read(db, 'notification', sql`t.id = any(${[...new Set(ids)]}::uuid[]) and ${scope}`, { lock })) as unknown as Notification[]
}

/** Messages that went out together to one superior: the gateway saw only the first of them, its receipt is good for all. */
export async function listTwins(tx: Transaction, ids: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; twin: string }>`
    select n.id, s.id as twin from notification n join notification s on s.call_id = n.call_id and s.contact_point_id = n.contact_point_id and s.channel = n.channel and s.reason = 'superior' and s.queued_at = n.queued_at
    where n.id = any(${[...ids]}::uuid[]) and n.reason = 'superior' order by n.id, s.id`.execute(tx)
  const twins = new Map<string, string[]>()
  for (const { id, twin } of rows) twins.set(id, [...(twins.get(id) ?? []), twin])
  return twins
}

/** Messages to recipients themselves, by recipient: those of the latest round. */
export async function listRound(db: Queryable, recipientIds: readonly string[]): Promise<Map<string, Pick<Notification, 'id' | 'status'>[]>> {
  const { rows } = await sql<{ recipientId: string; id: string; status: Notification['status'] }>`
    select n.recipient_id as "recipientId", n.id, n.status from notification n
    where n.recipient_id = any(${[...new Set(recipientIds)]}::uuid[]) and n.reason <> 'superior'
      and n.queued_at = (select max(m.queued_at) from notification m where m.recipient_id = n.recipient_id and m.reason <> 'superior') order by n.id`.execute(db)
  const rounds = new Map<string, Pick<Notification, 'id' | 'status'>[]>()
  for (const { recipientId, id, status } of rows) rounds.set(recipientId, [...(rounds.get(recipientId) ?? []), { id, status }])
  return rounds
}

/** Next number of a place's day, `叫331099-20190810-001`; two at once wait for each other. */
export async function nextCallNumber(tx: Transaction, kind: CallKind, divisionCode: string, at: Instant): Promise<string> {
  const place = `${divisionAt(divisionCode, 'county').slice(0, 6)}-${legalDay(at)}-`
  await sql`select pg_advisory_xact_lock(hashtextextended(${`call-number:${place}`}, 0))`.execute(tx)
  const { rows } = await sql<{ last: number | null }>`select max(substr(number, ${place.length + 2})::integer) as last from call where starts_with(substr(number, 2), ${place})`.execute(tx)
  return `${kind === 'muster' ? '调' : callKinds[kind].slice(0, 1)}${place}${String((rows[0]?.last ?? 0) + 1).padStart(3, '0')}`
}

/** Whether the incident may be seen; a call may name only such. */
export async function seesIncident(tx: Transaction, actor: Actor, incidentId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from incident t where t.id = ${incidentId}::uuid and ${withinScope(actor.scope, sql`t.division_code`, sql`'incident:' || t.id`)}`.execute(tx)
  return rows.length > 0
}

/** Whether the warning concerns the actor's places: one of the jurisdiction, or of a place above it. */
export async function seesWarning(tx: Transaction, actor: Actor, warningId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from warning t where t.id = ${warningId}::uuid and (${withinScope(actor.scope, sql`t.division_code`)} or starts_with(${actor.divisionCode}, rtrim(t.division_code, '0')))`.execute(tx)
  return rows.length > 0
}

/** Place of each unit, for whom the entries about its people are. */
export async function listUnitPlaces(db: Queryable, unitIds: readonly string[]): Promise<(recipient: { unitId: string; divisionCode: string }) => string> {
  const { rows } = await sql<{ id: string; divisionCode: string }>`select id, division_code as "divisionCode" from unit where id = any(${[...new Set(unitIds)]}::uuid[])`.execute(db)
  const places = new Map(rows.map((row) => [row.id, row.divisionCode]))
  return (recipient) => places.get(recipient.unitId) ?? recipient.divisionCode
}

/** Whom messages went to. */
export async function listRecipientIds(db: Queryable, notificationIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct recipient_id as id from notification where id = any(${[...notificationIds]}::uuid[]) and recipient_id is not null order by id`.execute(db)
  return rows.map((row) => row.id)
}
