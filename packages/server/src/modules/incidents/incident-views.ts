import type { IncidentView } from '@fengsui/contract/incidents'
import { findIncidentType } from '@fengsui/contract/incidents/grading'
import { Problem, type Protected } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import { covers, type Actor, type Scope } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { listActions } from './incident-rules.ts'
import { countForClosing } from './incident-store.ts'

type Row = { o: Parameters<ObjectStore['toObject']>[1]; placeName: string | null; ownerUnitName: string | null; parentTitle: string | null; responseLevel: number | null; running: number; overdue: number; nextDueAt: string | null; tasks: number; tasksDone: number; tasksOverdue: number }

const visible = (scope: Scope) => withinScope(scope, sql`t.division_code`, sql`'incident:' || t.id`)

async function readViews(objects: ObjectStore, db: Queryable, where: RawBuilder<unknown>, now: string, tail: RawBuilder<unknown>): Promise<IncidentView[]> {
  const { rows } = await sql<Row>`
    select to_jsonb(t) as o, place_name(t.division_code) as "placeName", u.name as "ownerUnitName", p.title as "parentTitle",
           (select min(r.level) from response r where r.incident_id = t.id and r.status = 'active') as "responseLevel",
           c.running, c.overdue, c."nextDueAt", k.tasks, k."tasksDone", k."tasksOverdue"
    from incident t
    left join unit u on u.id = t.owner_unit_id
    left join incident p on p.id = t.parent_id
    cross join lateral (select count(*) as running, count(*) filter (where due_at < ${now}) as overdue, min(due_at) as "nextDueAt" from clock where incident_id = t.id and status = 'running') c
    cross join lateral (select count(*) filter (where status <> 'cancelled') as tasks, count(*) filter (where status = 'done') as "tasksDone",
                               count(*) filter (where status not in ('done', 'cancelled') and due_at < ${now}) as "tasksOverdue" from task where incident_id = t.id) k
    where ${where} ${tail}`.execute(db)
  const incidents = rows.map((row) => ({ row, incident: objects.toObject('incident', row.o) as unknown as Omit<IncidentView, 'gradeReason' | 'closingSummary'> & { gradeReason: Protected | null; closingSummary: Protected | null } }))
  const reveal = await readPersonalFacts(db, incidents.flatMap(({ incident }) => [incident.gradeReason, incident.closingSummary]))
  return incidents.map(({ row, incident }) => ({
    ...incident,
    gradeReason: reveal(incident.gradeReason),
    closingSummary: reveal(incident.closingSummary),
    placeName: row.placeName ?? incident.divisionCode,
    typeName: findIncidentType(incident.typeCode)?.nameZh ?? incident.typeCode,
    ownerUnitName: row.ownerUnitName,
    parentTitle: row.parentTitle,
    responseLevel: row.responseLevel,
    clocks: { running: row.running, overdue: row.overdue, nextDueAt: row.nextDueAt },
    tasks: { total: row.tasks, done: row.tasksDone, overdue: row.tasksOverdue },
  }))
}

/** Page of incidents, newest first; the cursor is the last number's place in that order. */
export async function listIncidents(objects: ObjectStore, db: Queryable, scope: Scope, query: { status: 'open' | 'all'; limit: number; after?: string | undefined }, now: string): Promise<{ items: IncidentView[]; next: string | null }> {
  const [at, id] = (query.after ?? '').split('|')
  const after = at && id ? sql`(t.registered_at, t.id) < (${at}::timestamptz, ${id}::uuid)` : sql`true`
  const open = query.status === 'open' ? sql`t.status not in ('closed', 'merged')` : sql`true`
  const items = await readViews(objects, db, sql`${visible(scope)} and ${open} and ${after}`, now, sql`order by t.registered_at desc, t.id desc limit ${query.limit + 1}`)
  const page = items.slice(0, query.limit)
  const last = page.at(-1)
  return { items: page, next: items.length > query.limit && last ? `${last.registeredAt}|${last.id}` : null }
}

/** @throws Problem not-found when missing or outside the scope */
export async function getIncidentView(objects: ObjectStore, db: Queryable, scope: Scope, id: string, now: string): Promise<IncidentView> {
  const [view] = await readViews(objects, db, sql`t.id = ${id}::uuid and ${visible(scope)}`, now, sql``)
  if (!view) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
  return view
}

/** The incident page: with its signals, secondary incidents and what this person can do now. */
export async function getIncidentPage(objects: ObjectStore, db: Queryable, actor: Actor, id: string, now: string) {
  const view = await getIncidentView(objects, db, actor.scope, id, now)
  const [signals, children, counts] = await Promise.all([
    sql<{ id: string }>`select t.id from signal t where t.incident_id = ${id}::uuid order by t.received_at, t.id`.execute(db),
    sql<{ id: string; title: string; grade: 1 | 2 | 3 | 4 | null; status: string }>`select t.id, t.title, t.grade, t.status from incident t where t.parent_id = ${id}::uuid and ${visible(actor.scope)} order by t.registered_at, t.id`.execute(db),
    countForClosing(db, id),
  ])
  return { ...view, signalIds: signals.rows.map((row) => row.id), children: children.rows, actions: listActions(view, counts, actor.permissions, covers(actor.scope, view.divisionCode)) }
}
