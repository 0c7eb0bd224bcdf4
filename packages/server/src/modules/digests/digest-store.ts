import { divisionAt, divisionLevelOf, divisionLevels, Problem } from '@fengsui/contract/kernel'
import { Digest, DigestDelivery, DigestSchedule, type DigestKind } from '@fengsui/contract/digests'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

/** Condition on `digest t`: drafts are for those who write them; an issued one for its jurisdiction and those it was sent to. */
export function visibleDigest(actor: Actor): RawBuilder<unknown> {
  return sql`(t.division_code = ${actor.divisionCode} or t.from_unit_id = ${actor.unitId}::uuid
    or (t.status = 'issued' and (${withinScope(actor.scope, sql`t.division_code`, sql`'digest:' || t.id`)}
      or exists (select 1 from digest_delivery d join unit du on du.id = d.to_unit_id where d.digest_id = t.id and du.division_code = ${actor.divisionCode}))))`
}

/** @throws Problem not-found when missing or not to be seen */
export async function getDigestRow(objects: ObjectStore, db: Queryable, actor: Actor, digestId: string, lock = false): Promise<Digest> {
  const [row] = await objects.read(db, 'digest', sql`t.id = ${digestId}::uuid and ${visibleDigest(actor)}`, { lock })
  if (!row) throw new Problem('not-found', '没有找到这份要情，可能不在您的辖区内')
  return Digest.parse(row)
}

/** The open draft of an office, kind and day; two who draft at once wait for each other. */
export async function lockOpenDraft(objects: ObjectStore, tx: Transaction, unitId: string, kind: DigestKind, day: string): Promise<Digest | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`digest:${unitId}:${kind}:${day}`}, 0))`.execute(tx)
  const [row] = await objects.read(tx, 'digest', sql`t.from_unit_id = ${unitId}::uuid and t.kind = ${kind} and t.day = ${day} and t.status = 'draft'`, { lock: true })
  return row ? Digest.parse(row) : null
}

/** Whether the office already issued one of this kind for the day. */
export async function hasIssued(tx: Transaction, unitId: string, kind: DigestKind, day: string): Promise<boolean> {
  const { rows } = await sql`select 1 from digest where from_unit_id = ${unitId}::uuid and kind = ${kind} and day = ${day} and status = 'issued' limit 1`.execute(tx)
  return rows.length > 0
}

/** Ordinal of the next issue in the year of `day`; two at once wait for each other. */
export async function nextOrdinal(tx: Transaction, unitId: string, kind: DigestKind, day: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`digest-number:${unitId}:${kind}:${day.slice(0, 4)}`}, 0))`.execute(tx)
  const { rows } = await sql<{ issued: number }>`select count(*) as issued from digest where from_unit_id = ${unitId}::uuid and kind = ${kind} and status = 'issued' and left(day, 4) = ${day.slice(0, 4)}`.execute(tx)
  return (rows[0]?.issued ?? 0) + 1
}

export interface Recipient {
  readonly unitId: string
  readonly name: string
  readonly divisionCode: string
}

/** Active units by id, in id order. */
export async function listRecipients(db: Queryable, ids: readonly string[]): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`select id as "unitId", name, division_code as "divisionCode" from unit where id = any(${[...ids]}::uuid[]) and status = 'active' order by id`.execute(db)
  return rows
}

/** The duty office of the nearest place above that has one. */
export async function findOfficeAbove(db: Queryable, divisionCode: string): Promise<Recipient | null> {
  const above = divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(divisionCode))).map((level) => divisionAt(divisionCode, level))
  const { rows } = await sql<Recipient>`
    select id as "unitId", name, division_code as "divisionCode" from unit where division_code = any(${above}::text[]) and role = 'duty-office' and status = 'active' order by division_code desc, id limit 1`.execute(db)
  return rows[0] ?? null
}

/** @throws Problem not-found when missing, or the digest is not to be seen */
export async function lockDelivery(objects: ObjectStore, tx: Transaction, actor: Actor, deliveryId: string): Promise<{ delivery: DigestDelivery; digest: Digest; to: Recipient }> {
  const [row] = await objects.read(tx, 'digest-delivery', sql`t.id = ${deliveryId}::uuid`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这份要情，可能不在您的辖区内')
  const delivery = DigestDelivery.parse(row)
  const digest = await getDigestRow(objects, tx, actor, delivery.digestId)
  const [to] = await listRecipients(tx, [delivery.toUnitId])
  if (!to) throw new Problem('conflict', '收件单位已停用，不能签收；请联系系统管理员')
  return { delivery, digest, to }
}

/** The newest schedule of each kind of an office. */
export async function listSchedules(objects: ObjectStore, db: Queryable, unitId: string): Promise<DigestSchedule[]> {
  const rows = await objects.read(db, 'digest-schedule', sql`t.unit_id = ${unitId}::uuid and not exists (select 1 from digest_schedule n where n.unit_id = t.unit_id and n.kind = t.kind and (n.set_at, n.id) > (t.set_at, t.id))`, { order: sql`t.kind` })
  return rows.map((row) => DigestSchedule.parse(row))
}

/** Whether a signing post exists in the jurisdiction. */
export async function hasPost(db: Queryable, actor: Actor, postId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from post t where t.id = ${postId}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`.execute(db)
  return rows.length > 0
}
