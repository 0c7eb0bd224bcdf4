import type { Clock, ClockView, SuspicionView } from '@fengsui/contract/reports'
import { Problem, type Protected } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { describeStart } from './clock-start-rules.ts'
import { listOnDutyNames } from './on-duty-views.ts'
import { parseCursor, toPage } from './page-cursor-rules.ts'
import { suspicionRuleText } from './suspicion-rules.ts'

type Row = { [field: string]: never }

/** Reporting clocks of the jurisdiction and those that run toward the actor's unit, the most urgent first. */
export async function listClocks(objects: ObjectStore, db: Queryable, actor: Actor, now: string, query: { incidentId?: string | undefined; status: 'running' | 'all'; limit: number; after?: string | undefined }): Promise<{ items: ClockView[]; next: string | null }> {
  const cursor = parseCursor(query.after)
  const { rows } = await sql<{ o: Row; fromUnitName: string; toUnitName: string; incidentTitle: string; occurredAt: string; knownAt: string }>`
    select to_jsonb(t) as o, f.name as "fromUnitName", r.name as "toUnitName", i.title as "incidentTitle", i.occurred_at as "occurredAt", i.known_at as "knownAt"
    from clock t join unit f on f.id = t.from_unit_id join unit r on r.id = t.to_unit_id join incident i on i.id = t.incident_id
    where (${withinScope(actor.scope, sql`t.division_code`)} or t.to_unit_id = ${actor.unitId}::uuid)
      and ${query.status === 'running' ? sql`t.status = 'running'` : sql`true`}
      and ${query.incidentId === undefined ? sql`true` : sql`t.incident_id = ${query.incidentId}::uuid`}
      and ${cursor ? sql`(t.due_at, t.id) > (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql`true`}
    order by t.due_at, t.id limit ${query.limit + 1}`.execute(db)
  const clocks = rows.map(({ o, ...names }) => ({ ...(objects.toObject('clock', o) as unknown as Clock), ...names }))
  const onDuty = await listOnDutyNames(db, actor, clocks.map((clock) => clock.fromUnitId), now)
  const items = clocks.map((clock): ClockView => ({ ...clock, startText: describeStart(clock, clock), onDuty: onDuty(clock.fromUnitId) }))
  return toPage(items, query.limit, (clock) => ({ at: clock.dueAt, id: clock.id }))
}

async function readSuspicionViews(objects: ObjectStore, db: Queryable, where: RawBuilder<unknown>, tail: RawBuilder<unknown> = sql``): Promise<SuspicionView[]> {
  const { rows } = await sql<{ o: Row; unitName: string; placeName: string | null; incidentTitle: string | null }>`
    select to_jsonb(t) as o, u.name as "unitName", place_name(t.division_code) as "placeName", i.title as "incidentTitle"
    from suspicion t join unit u on u.id = t.unit_id left join incident i on i.id = t.incident_id
    where ${where} ${tail}`.execute(db)
  const items = rows.map(({ o, ...names }) => ({ ...(objects.toObject('suspicion', o) as unknown as Omit<SuspicionView, 'decisionReason'> & { decisionReason: Protected | null }), ...names }))
  const reveal = await readPersonalFacts(db, items.map((item) => item.decisionReason))
  return items.map((item) => ({ ...item, decisionReason: reveal(item.decisionReason), placeName: item.placeName ?? item.divisionCode, ruleText: suspicionRuleText(item.ruleId) }))
}

/** Suspicions of the jurisdiction, newest first. */
export async function listSuspicions(objects: ObjectStore, db: Queryable, actor: Actor, query: { status: 'raised' | 'all'; limit: number; after?: string | undefined }): Promise<{ items: SuspicionView[]; next: string | null }> {
  const cursor = parseCursor(query.after)
  const items = await readSuspicionViews(objects, db, sql`${withinScope(actor.scope, sql`t.division_code`)} and ${query.status === 'raised' ? sql`t.status = 'raised'` : sql`true`}
    and ${cursor ? sql`(t.raised_at, t.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql`true`}`, sql`order by t.raised_at desc, t.id desc limit ${query.limit + 1}`)
  return toPage(items, query.limit, (suspicion) => ({ at: suspicion.raisedAt, id: suspicion.id }))
}

/** @throws Problem not-found when missing or outside the jurisdiction */
export async function getSuspicionView(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<SuspicionView> {
  const [view] = await readSuspicionViews(objects, db, sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`)
  if (!view) throw new Problem('not-found', '没有找到这个疑点，可能不在您的辖区内')
  return view
}
