import { Digest, DigestDelivery, type DigestSchedule, type DigestView } from '@fengsui/contract/digests'
import { Problem, type Protected } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { getOwnDesk } from '../reports/index.ts'
import { isRecipient, mayIssue, mayRevise } from './digest-policy.ts'
import { parseSections } from './digest-rules.ts'
import { findOfficeAbove, listSchedules, visibleDigest } from './digest-store.ts'

type Stored = Parameters<ObjectStore['toObject']>[1]

async function readDigests(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<DigestView[]> {
  const { rows } = await sql<{ o: Stored; fromUnitName: string; placeName: string; signatory: Protected | null; postName: string | null; deliveries: { d: Stored; toUnitName: string; toDivision: string }[] }>`
    select to_jsonb(t) as o, u.name as "fromUnitName", place_name(t.division_code) as "placeName", pe.name as signatory, po.name as "postName",
      (select coalesce(jsonb_agg(jsonb_build_object('d', to_jsonb(d), 'toUnitName', du.name, 'toDivision', du.division_code) order by du.division_code, d.id), '[]') from digest_delivery d join unit du on du.id = d.to_unit_id where d.digest_id = t.id) as deliveries
    from digest t join unit u on u.id = t.from_unit_id left join post po on po.id = t.signatory_post_id left join person pe on pe.id = po.person_id
    where ${where} and ${visibleDigest(actor)} order by t.drafted_at desc, t.id desc limit ${limit}`.execute(db)
  const above = rows.length === 0 ? null : await findOfficeAbove(db, actor.divisionCode)
  const digests = rows.map((row) => ({ row, digest: Digest.parse(objects.toObject('digest', row.o)) }))
  const reveal = await readPersonalFacts(db, digests.flatMap(({ row, digest }) => [digest.content, row.signatory]))
  return digests.map(({ row, digest }) => {
    const { content, ...shown } = digest
    return {
      ...shown, sections: parseSections(reveal(content)) as DigestView['sections'], fromUnitName: row.fromUnitName, placeName: row.placeName, signatoryName: row.signatory === null ? row.postName : reveal(row.signatory),
      deliveries: row.deliveries.map(({ d, toUnitName, toDivision }) => {
        const delivery = DigestDelivery.parse(objects.toObject('digest-delivery', d))
        return { ...delivery, toUnitName, mayReceive: delivery.status === 'sent' && isRecipient(actor, { unitId: delivery.toUnitId, divisionCode: toDivision }) }
      }),
      mayRevise: mayRevise(actor, digest), mayIssue: mayIssue(actor, digest),
      proposedTo: digest.status === 'draft' && above !== null ? [{ unitId: above.unitId, name: above.name }] : [],
    }
  })
}

/** Digests the actor may read, newest first. */
export async function listDigests(objects: ObjectStore, db: Queryable, actor: Actor, query: { limit: number; after?: string | undefined; kind?: string | undefined; day?: string | undefined }): Promise<{ items: DigestView[]; next: string | null }> {
  const [, instant, id] = query.after === undefined ? [] : (/^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(query.after) ?? [])
  if (query.after !== undefined && id === undefined) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  const conditions = [
    sql`t.status <> 'discarded'`,
    query.kind === undefined ? sql`true` : sql`t.kind = ${query.kind}`,
    query.day === undefined ? sql`true` : sql`t.day = ${query.day}`,
    id === undefined ? sql`true` : sql`(t.drafted_at, t.id) < (${instant}::timestamptz, ${id}::uuid)`,
  ]
  const all = await readDigests(objects, db, actor, sql.join(conditions, sql` and `), query.limit + 1)
  const items = all.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: all.length > query.limit && last ? `${last.draftedAt}|${last.id}` : null }
}

/** @throws Problem not-found when missing or not to be seen */
export async function getDigest(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<DigestView> {
  const [view] = await readDigests(objects, db, actor, sql`t.id = ${id}::uuid`, 1)
  if (!view) throw new Problem('not-found', '没有找到这份要情，可能不在您的辖区内')
  return view
}

/** Schedules of the actor's own office. */
export async function listOwnSchedules(objects: ObjectStore, db: Queryable, actor: Actor): Promise<{ items: DigestSchedule[] }> {
  return { items: await listSchedules(objects, db, (await getOwnDesk(db, actor)).unitId) }
}
