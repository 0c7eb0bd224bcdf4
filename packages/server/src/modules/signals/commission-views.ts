import type { Commission, CommissionView } from '@fengsui/contract/signals'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

type Row = { o: Parameters<ObjectStore['toObject']>[1]; unitName: string | null; askedByUnitName: string | null }

async function readCommissions(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<CommissionView[]> {
  const { rows } = await sql<Row>`
    select to_jsonb(t) as o, u.name as "unitName", a.name as "askedByUnitName" from commission t left join unit u on u.id = t.unit_id left join unit a on a.id = t.asked_by_unit_id
    where ${withinScope(actor.scope, sql`t.division_code`, sql`'commission:' || t.id`)} and ${where} order by t.due_at desc, t.id desc limit ${limit}`.execute(db)
  const found = rows.map((row) => ({ row, commission: objects.toObject('commission', row.o) as unknown as Commission }))
  const reveal = await readPersonalFacts(db, found.map(({ commission }) => commission.topic))
  return found.map(({ row, commission }) => ({ ...commission, topic: reveal(commission.topic) ?? '', unitName: row.unitName ?? '', askedByUnitName: row.askedByUnitName ?? '', mine: commission.unitId === actor.unitId }))
}

/** What the own place asked for, and what the own unit is asked; the latest due first. */
export async function listCommissions(objects: ObjectStore, db: Queryable, actor: Actor, query: { status: 'asked' | 'done' | 'all'; limit: number; after?: string | undefined }): Promise<{ items: CommissionView[]; next: string | null }> {
  const [at, id] = (query.after ?? '').split('|')
  const after = at && id ? sql`(t.due_at, t.id) < (${at}::timestamptz, ${id}::uuid)` : sql`true`
  const status = query.status === 'asked' ? sql`t.status = 'asked'` : query.status === 'done' ? sql`t.status <> 'asked'` : sql`true`
  const found = await readCommissions(objects, db, actor, sql`${after} and ${status}`, query.limit + 1)
  const items = found.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: found.length > query.limit && last ? `${last.dueAt}|${last.id}` : null }
}

export const getCommissionViews = (objects: ObjectStore, db: Queryable, actor: Actor, ids: readonly string[]): Promise<CommissionView[]> => readCommissions(objects, db, actor, sql`t.id = any(${[...ids]}::uuid[])`, ids.length)
