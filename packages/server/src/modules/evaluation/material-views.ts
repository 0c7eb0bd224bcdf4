import type { EvaluationFigures } from '@fengsui/contract/evaluation'
import { listTopmost, type EvacuationCount } from '@fengsui/contract/evacuation'
import { Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import type { Material } from './finding-rules.ts'

/** The incident as far as an evaluation needs it, with all incidents secondary to it that the reader may see. */
export interface Evaluated {
  readonly id: string
  readonly title: string
  readonly divisionCode: string
  readonly incidentIds: readonly string[]
}

/** @throws Problem `not-found` for an incident outside the reader's scope */
export async function getEvaluated(db: Queryable, actor: Actor, incidentId: string): Promise<Evaluated> {
  const { rows } = await sql<{ id: string; title: string; divisionCode: string }>`
    with recursive family as (
      select i.id, 0 as depth from incident i where i.id = ${incidentId}::uuid
      union select i.id, f.depth + 1 from incident i join family f on i.parent_id = f.id where f.depth < 20
    )
    select i.id, i.title, i.division_code as "divisionCode" from incident i join family f on f.id = i.id
    where i.status <> 'merged' and ${withinScope(actor.scope, sql`i.division_code`, sql`'incident:' || i.id`)} order by f.depth, i.registered_at, i.id`.execute(db)
  const root = rows[0]
  if (root?.id !== incidentId) throw new Problem('not-found', '没有这个事件，或它不在您的辖区')
  return { ...root, incidentIds: rows.map((row) => row.id) }
}

/** Everything an evaluation is made from, a fixed number of statements whatever the size of the run. */
export async function readMaterial(db: Queryable, actor: Actor, { incidentIds }: Evaluated, now: string): Promise<Material> {
  const ids = sql`${[...incidentIds]}::uuid[]`
  const seen = (alias: string) => withinScope(actor.scope, sql.raw(`${alias}.division_code`))
  const many = async <T>(query: RawBuilder<T>): Promise<T[]> => (await query.execute(db)).rows
  const clocks = await many(sql<Material['clocks'][number]>`
    select c.id, c.status, c.title, c.legal_basis as "legalBasis", i.title as "incidentTitle", place_name(c.division_code) as "placeName", u.name as "unitName", t.name as "toUnitName", c.due_at as "dueAt", c.met_at as "metAt", c.met_by_report_id as "metByReportId"
    from clock c join incident i on i.id = c.incident_id join unit u on u.id = c.from_unit_id join unit t on t.id = c.to_unit_id where c.incident_id = any(${ids}) and ${seen('c')} order by c.due_at, c.id`)
  const suspicions = actor.permissions.has('suspicion:read')
    ? await many(sql<Material['suspicions'][number]>`
      select s.id, s.kind, s.status, s.raised_at as "raisedAt", place_name(s.division_code) as "placeName", u.name as "unitName", s.signal_id as "signalId", s.evidence from suspicion s join unit u on u.id = s.unit_id
      where (s.incident_id = any(${ids}) or exists (select 1 from signal g where g.id = s.signal_id and g.incident_id = any(${ids}))) and ${seen('s')} order by s.raised_at, s.id`)
    : []
  const tasks = await many(sql<Material['tasks'][number]>`
    select t.id, t.title, t.status, place_name(u.division_code) as "placeName", u.name as "unitName", t.acknowledge_by as "acknowledgeBy", t.acknowledged_at as "acknowledgedAt", t.unacknowledged_at as "unacknowledgedAt", t.due_at as "dueAt", t.overdue_at as "overdueAt", t.done_at as "doneAt", t.disputed_at as "disputedAt", t.ruling_overdue_at as "rulingOverdueAt"
    from task t join unit u on u.id = t.unit_id where t.incident_id = any(${ids}) and ${seen('t')} order by t.assigned_at, t.id`)
  const calls = await many(sql<Material['calls'][number]>`
    select c.id, c.title, place_name(c.division_code) as "placeName", u.name as "byUnitName", c.called_at as "calledAt", c.acknowledge_by as "acknowledgeBy",
           count(r.id)::int as total, count(r.id) filter (where r.status = 'answered')::int as answered, count(r.id) filter (where r.times > 1)::int as again, count(r.id) filter (where r.escalated_at is not null)::int as escalated, count(r.id) filter (where r.answered_by = 'visit')::int as visited,
           (select count(*) from notification n where n.call_id = c.id and n.status = 'failed')::int as failed
    from call c join unit u on u.id = c.by_unit_id left join call_recipient r on r.call_id = c.id where c.incident_id = any(${ids}) and ${seen('c')} group by c.id, u.name order by c.called_at, c.id`)
  const alarms = await many(sql<Material['alarms'][number]>`
    select a.id, a.status, w.level as "warningLevel", a.wanted_level as "wantedLevel", a.found_level as "foundLevel", a.rule, a.raised_at as "raisedAt", a.closed_at as "closedAt", place_name(a.division_code) as "placeName"
    from linkage_alarm a join warning w on w.id = a.warning_id where (a.incident_id = any(${ids}) or w.incident_id = any(${ids})) and ${seen('a')} order by a.raised_at, a.id`)
  const shortages = await many(sql<Material['shortages'][number]>`
    select s.id, s.request_id as "requestId", s.name, s.quantity, s.unit, s.status, s.found_at as "foundAt", place_name(s.division_code) as "placeName" from shortage s where s.incident_id = any(${ids}) and ${seen('s')} order by s.found_at, s.id`)
  const dispatches = await many(sql<Material['dispatches'][number]>`
    select d.id, d.name, d.status, d.kind, d.quantity, d.unit, d.people, (select count(*) from equipment e where e.kind = 'boat' and d.equipment_ids ? e.id::text)::int as boats, d.destination_name as "destinationName", place_name(d.division_code) as "placeName", u.name as "unitName", d.acknowledged_at as "acknowledgedAt", d.unacknowledged_at as "unacknowledgedAt",
           d.overdue_at as "overdueAt", d.arrived_at as "arrivedAt", d.received_at as "receivedAt", d.received_quantity as "receivedQuantity", d.returned_at as "returnedAt", d.damaged_quantity as "damagedQuantity"
    from dispatch d join unit u on u.id = d.unit_id where d.incident_id = any(${ids}) and ${seen('d')} order by d.ordered_at, d.id`)
  const redirects = await many(sql<Material['redirects'][number]>`
    select s.id as "shelterId", s.name, place_name(s.division_code) as "placeName", u.name as "unitName", s.capacity, sum(a.redirected)::int as people, min(a.arrived_at) as at, array_agg(distinct t.name order by t.name) as targets, array_agg(a.id::text order by a.arrived_at, a.id) as "arrivalIds"
    from shelter_arrival a join shelter s on s.id = a.shelter_id join unit u on u.id = s.unit_id join shelter t on t.id = a.redirected_to_id where a.incident_id = any(${ids}) and a.redirected > 0 and ${seen('s')} group by s.id, u.name order by at, s.id`)
  const counts = await many(sql<EvacuationCount & { placeName: string }>`
    select c.id, c.incident_id as "incidentId", c.division_code as "divisionCode", c.kind, c.planned, c.moved, c.refused, c.followed_up as "followedUp", c.as_of as "asOf", place_name(c.division_code) as "placeName" from evacuation_count c where c.incident_id = any(${ids}) and ${seen('c')} order by c.division_code, c.kind, c.id`)
  const [reports, warnings, [numbers], casualties, responses] = [
    await many(sql<Material['reports'][number]>`select r.kind, r.zero from report r where r.incident_id = any(${ids}) and r.status = 'issued' and ${seen('r')} order by r.issued_at, r.id`),
    await many(sql<Material['warnings'][number]>`select w.level from warning w where w.incident_id = any(${ids}) and ${seen('w')} order by w.issued_at, w.id`),
    await readNumbers(db, ids, seen), await readCasualties(db, ids, seen), await readResponses(db, ids, seen),
  ]
  return {
    now, clocks, suspicions, tasks, calls, alarms, shortages, dispatches, redirects, totals: listTotals(counts), responses, reports, warnings, casualties,
    notifications: numbers?.notifications ?? { sent: 0, delivered: 0, failed: 0, possibleDuplicates: 0 }, medianAnswerMinutes: numbers?.median ?? null, requests: numbers?.requests ?? 0, sheltered: numbers?.sheltered ?? 0, shelterPeak: numbers?.peak ?? 0, stockBalanced: numbers?.balanced ?? true,
  }
}

type Seen = (alias: string) => RawBuilder<unknown>

async function readNumbers(db: Queryable, ids: RawBuilder<unknown>, seen: Seen) {
  const { rows } = await sql<{ notifications: EvaluationFigures['notifications']; median: number | null; requests: number; sheltered: number; peak: number; balanced: boolean }>`
    select (select jsonb_build_object('sent', count(*) filter (where n.sent_at is not null), 'delivered', count(*) filter (where n.status = 'delivered'), 'failed', count(*) filter (where n.status = 'failed'), 'possibleDuplicates', count(*) filter (where n.possible_duplicate)) from notification n where n.incident_id = any(${ids}) and ${seen('n')}) as notifications,
           (select percentile_disc(0.5) within group (order by r.answer_minutes) from call_recipient r where r.incident_id = any(${ids}) and ${seen('r')} and r.answer_minutes is not null) as median,
           (select count(*)::int from resource_request q where q.incident_id = any(${ids}) and q.status not in ('draft', 'withdrawn') and ${seen('q')}) as requests,
           (select coalesce(sum(a.admitted), 0)::int from shelter_arrival a where a.incident_id = any(${ids}) and ${seen('a')}) as sheltered,
           (select coalesce(sum(s.peak_occupancy), 0)::int from shelter s where s.incident_id = any(${ids}) and ${seen('s')}) as peak,
           not exists (
             select 1 from lot l left join lateral (
               select coalesce(sum(m.quantity) filter (where m.to_account = 'lot:' || l.id), 0) - coalesce(sum(m.quantity) filter (where m.from_account = 'lot:' || l.id), 0) as ledger from stock_move m where m.lot_id = l.id
             ) m on true where ${seen('l')} and l.quantity <> m.ledger
           ) as balanced`.execute(db)
  return rows
}

async function readCasualties(db: Queryable, ids: RawBuilder<unknown>, seen: Seen): Promise<Material['casualties']> {
  const figure = (name: string) => sql`coalesce((i.facts ->> ${name})::int, 0)`
  const { rows } = await sql<Material['casualties'][number]>`
    select i.id as "incidentId", i.title, i.grade, ${figure('dead')} as dead, ${figure('missing')} as missing, ${figure('injured')} as injured from incident i
    where i.id = any(${ids}) and ${seen('i')} and (${figure('dead')} + ${figure('missing')} + ${figure('injured')} > 0) order by i.registered_at, i.id`.execute(db)
  return rows
}

/** Each level of each response with its time, from the journal: the table holds the present level only. */
async function readResponses(db: Queryable, ids: RawBuilder<unknown>, seen: Seen): Promise<Material['responses']> {
  const { rows } = await sql<Material['responses'][number]>`
    with steps as (
      select r.id, place_name(r.division_code) as place, j.at, j.position, (c -> 'set' ->> 'level')::int as level, c -> 'set' ->> 'endedAt' as ended
      from response r join journal j on j.stream = 'response:' || r.id and j.position is not null cross join lateral jsonb_array_elements(j.data::jsonb -> 'changes') c
      where r.incident_id = any(${ids}) and ${seen('r')} and c ->> 'object' = 'response' and (c -> 'set' ? 'level' or c -> 'set' ? 'endedAt')
    ), spans as (select *, lead(at) over (partition by id order by position) as until from steps)
    select place as "placeName", level, at as "from", until as "to" from spans where level is not null order by at, position`.execute(db)
  return rows
}

/** One statement for each incident and kind: that of the widest places, summed where several stand beside each other. */
function listTotals(counts: readonly (EvacuationCount & { placeName: string })[]): Material['totals'] {
  const groups = new Map<string, typeof counts>()
  for (const count of counts) {
    const name = `${count.incidentId}:${count.kind}`
    groups.set(name, [...(groups.get(name) ?? []), count])
  }
  return [...groups.values()].map((group) => {
    const widest = listTopmost(group)
    const total = (field: 'planned' | 'moved' | 'refused' | 'followedUp') => widest.reduce((sum, count) => sum + count[field], 0)
    const first = widest[0]
    return {
      incidentId: first?.incidentId ?? '', kind: first?.kind ?? 'avoidance', placeName: widest.map((count) => count.placeName).join('、'), planned: total('planned'), moved: total('moved'), refused: total('refused'), followedUp: total('followedUp'),
      asOf: first?.asOf ?? null, countIds: widest.map((count) => count.id),
    }
  })
}
