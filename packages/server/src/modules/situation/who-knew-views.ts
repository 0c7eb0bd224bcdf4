import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { levelRoman, type ResponseLevel } from '@fengsui/contract/incidents'
import { Problem, type EntryData } from '@fengsui/contract/kernel'
import { signalSources, type SignalSource } from '@fengsui/contract/signals'
import type { WhoKnew } from '@fengsui/contract/situation'
import { warningHazards, warningLevelNames, type WarningHazard, type WarningLevel } from '@fengsui/contract/warnings'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { visibleReport } from '../reports/index.ts'
import { composeKnowledge, type KnowledgeMaterial } from './who-knew-rules.ts'

/** Facts of one incident that are listed; an incident with more shows the latest. */
const MOST_FACTS = 300

interface IncidentRow { title: string; number: string; place: string; occurred_at: string; known_at: string; owner_unit_id: string | null }
interface EntryRow { position: number; stream: string; type: string; at: string; actor: string; data: string }

/**
 * Who knew what when, of one incident: nine statements whatever its size. Parts that the reader's role does not show are named as hidden.
 * @throws Problem `not-found` for an incident outside the reader's scope
 */
export async function getWhoKnew(deps: ModuleDeps, actor: Actor, incidentId: string): Promise<WhoKnew> {
  const db = deps.database.kysely
  const { rows } = await sql<IncidentRow>`
    select i.title, i.number, coalesce(place_name(i.division_code), i.division_code) as place, i.occurred_at, i.known_at, i.owner_unit_id
    from incident i where i.id = ${incidentId}::uuid and ${withinScope(actor.scope, sql`i.division_code`, sql`'incident:' || i.id`)}`.execute(db)
  const incident = rows[0]
  if (!incident) throw new Problem('not-found', '没有这个事件，或它不在您的辖区')
  const may = (permission: Parameters<Actor['permissions']['has']>[0]) => actor.permissions.has(permission)
  const [signals, entries, deliveries, warnings, notices, tasks, calls] = await Promise.all([
    may('signal:read') ? readSignals(db, actor, incidentId) : [], readEntries(db, incidentId),
    may('report:read') ? readDeliveries(db, actor, incidentId) : [], may('warning:read') ? readWarnings(db, actor, incidentId) : [],
    may('task:read') ? readNotices(db, actor, incidentId) : [], may('task:read') ? readTasks(db, actor, incidentId) : [], may('call:read') ? readCalls(db, actor, incidentId) : [],
  ])
  const unitOf = await readActingUnits(db, entries)
  const parsed = entries.map((entry) => ({ ...entry, data: JSON.parse(entry.data) as EntryData, unitId: unitOf.get(entry.actor) ?? null }))
  const facts = composeKnowledge({
    incident: { occurredAt: incident.occurred_at, knownAt: incident.known_at, ownerUnitId: incident.owner_unit_id }, signals,
    writings: parsed.flatMap((entry) => {
      const written = entry.data.changes.find((change) => change.object === 'incident' && change.id === incidentId)?.set['facts']
      return written === undefined || written === null ? [] : [{ position: entry.position, at: entry.at, byUnitId: (entry.type === 'report.issued' ? entry.data.audience.units?.[0] : undefined) ?? entry.unitId, facts: written as IncidentFacts }]
    }),
    deliveries,
    warnings: warnings.map((warning) => {
      const recorded = parsed.find((entry) => entry.stream === `warning:${warning.id}` && entry.type === 'warning.recorded')
      return { ...warning, byUnitId: recorded?.unitId ?? null, deskUnitIds: recorded?.data.audience.units ?? [] }
    }),
    orders: may('response:read') ? listOrders(parsed, may('evacuation:read')) : [], notices, tasks, calls,
  }).slice(-MOST_FACTS)
  return {
    incidentId, incidentTitle: incident.title, incidentNumber: incident.number, placeName: incident.place, occurredAt: incident.occurred_at, asOf: deps.clocks.business.now(), facts,
    units: await readUnits(db, [...new Set(facts.flatMap((fact) => [...(fact.knownByUnitId === null ? [] : [fact.knownByUnitId]), ...fact.tellings.map((telling) => telling.unitId)]))]),
    hidden: [
      ...(may('signal:read') ? [] : ['来报']), ...(may('report:read') ? [] : ['信息报告与签收']), ...(may('warning:read') ? [] : ['预警']), ...(may('response:read') ? [] : ['响应']),
      ...(may('evacuation:read') ? [] : ['指挥长令']), ...(may('task:read') ? [] : ['通知与任务']), ...(may('call:read') ? [] : ['叫应']),
    ],
  }
}

type Parsed = Omit<EntryRow, 'data'> & { data: EntryData; unitId: string | null }

function listOrders(entries: readonly Parsed[], withProtective: boolean): KnowledgeMaterial['orders'][number][] {
  const level = (value: unknown) => (value === 1 || value === 2 || value === 3 || value === 4 ? `${levelRoman[value as ResponseLevel]}级` : '')
  return entries.flatMap((entry): KnowledgeMaterial['orders'][number][] => {
    const set = entry.data.changes.find((change) => change.object === 'response' || change.object === 'protective-order')?.set
    const about = { key: `order:${String(entry.position).padStart(12, '0')}`, at: entry.at, byUnitId: entry.unitId }
    const responseId = entry.stream.startsWith('response:') ? entry.stream.slice('response:'.length) : null
    if (entry.type === 'response.started') return [{ ...about, text: `启动${level(set?.['level'])}响应`, responseId, deskUnitIds: [] }]
    if (entry.type === 'response.level-changed') return [{ ...about, text: `响应调整为${level(set?.['level'])}`, responseId, deskUnitIds: [] }]
    if (entry.type === 'response.ended') return [{ ...about, text: '终止响应', responseId, deskUnitIds: [] }]
    const order = entry.data.changes.find((change) => change.object === 'protective-order' && change.created)
    return order && withProtective ? [{ ...about, text: `指挥长令 ${typeof set?.['number'] === 'string' ? set['number'] : ''}`, responseId: null, deskUnitIds: entry.data.audience.units ?? [] }] : []
  })
}

const many = async <T>(db: Queryable, query: RawBuilder<T>): Promise<T[]> => (await query.execute(db)).rows

async function readSignals(db: Queryable, actor: Actor, incidentId: string): Promise<KnowledgeMaterial['signals'][number][]> {
  const rows = await many(db, sql<Omit<KnowledgeMaterial['signals'][number], 'sourceName'> & { source: SignalSource }>`
    select t.number, t.source, t.received_at as "receivedAt", t.occurred_at as "occurredAt", t.handled_at as "handledAt", t.submitted_by_unit_id as "submittedByUnitId"
    from signal t where t.incident_id = ${incidentId}::uuid and t.status <> 'rejected' and ${withinScope(actor.scope, sql`t.division_code`, sql`'signal:' || t.id`)} order by t.received_at, t.id limit 1`)
  return rows.map(({ source, ...row }) => ({ ...row, sourceName: signalSources[source] }))
}

/** Entries that wrote the incident's facts, changed a response, gave an order or relayed one of its warnings. */
function readEntries(db: Queryable, incidentId: string): Promise<EntryRow[]> {
  return many(db, sql<EntryRow>`
    select position, stream, type, at, actor, data from journal j
    where j.position is not null and (
      (j.subject = ${incidentId} and (j.type in ('incident.registered', 'incident.facts-updated', 'incident.split', 'report.issued', 'response.started', 'response.level-changed', 'response.ended', 'protective-order.issued') or j.type like 'incident.%'))
      or j.stream in (select 'warning:' || w.id from warning w where w.incident_id = ${incidentId}::uuid) and j.type = 'warning.recorded')
    order by position`)
}

function readDeliveries(db: Queryable, actor: Actor, incidentId: string): Promise<KnowledgeMaterial['deliveries'][number][]> {
  return many(db, sql<KnowledgeMaterial['deliveries'][number]>`
    select t.number as "reportNumber", t.issued_at as "issuedAt", t.from_unit_id as "fromUnitId", t.facts, e.to_unit_id as "toUnitId", e.by, coalesce(e.spoken_at, e.sent_at) as "toldAt",
           coalesce(e.received_at, case when e.by = 'phone' and e.listener is not null then coalesce(e.spoken_at, e.sent_at) end) as "answeredAt"
    from report t join report_delivery e on e.report_id = t.id where t.incident_id = ${incidentId}::uuid and t.status = 'issued' and ${visibleReport(actor)} order by t.issued_at, e.id`)
}

async function readWarnings(db: Queryable, actor: Actor, incidentId: string) {
  const rows = await many(db, sql<{ id: string; hazard: WarningHazard; level: WarningLevel; issuer: string; issuedAt: string; relayedAt: string }>`
    select t.id, t.hazard, t.level, t.issuer, t.issued_at as "issuedAt", t.relayed_at as "relayedAt" from warning t
    where t.incident_id = ${incidentId}::uuid and (${withinScope(actor.scope, sql`t.division_code`)} or ${actor.divisionCode} like rtrim(t.division_code, '0') || '%') order by t.relayed_at, t.id`)
  return rows.map(({ hazard, level, issuer, ...row }) => ({ ...row, title: `${issuer}发布${warningHazards[hazard]}${warningLevelNames[level]}预警` }))
}

function readNotices(db: Queryable, actor: Actor, incidentId: string): Promise<KnowledgeMaterial['notices'][number][]> {
  return many(db, sql<KnowledgeMaterial['notices'][number]>`
    select t.response_id as "responseId", t.to_unit_id as "toUnitId", t.queued_at as "queuedAt", t.delivered_at as "deliveredAt", t.acknowledge_by as "acknowledgeBy", t.acknowledged_at as "acknowledgedAt"
    from notice t where t.incident_id = ${incidentId}::uuid and (${withinScope(actor.scope, sql`t.division_code`)} or t.to_unit_id = ${actor.unitId}::uuid) order by t.queued_at, t.id`)
}

function readTasks(db: Queryable, actor: Actor, incidentId: string): Promise<KnowledgeMaterial['tasks'][number][]> {
  return many(db, sql<KnowledgeMaterial['tasks'][number]>`
    select t.response_id as "responseId", t.unit_id as "unitId", t.assigned_at as "assignedAt", min(t.acknowledge_by) as "acknowledgeBy", min(t.acknowledged_at) as "acknowledgedAt", count(*)::int as count, count(t.acknowledged_at)::int as acknowledged
    from task t where t.incident_id = ${incidentId}::uuid and t.status <> 'cancelled' and (${withinScope(actor.scope, sql`t.division_code`)} or t.unit_id = ${actor.unitId}::uuid)
    group by t.response_id, t.unit_id, t.assigned_at order by t.assigned_at, t.unit_id`)
}

function readCalls(db: Queryable, actor: Actor, incidentId: string): Promise<KnowledgeMaterial['calls'][number][]> {
  return many(db, sql<KnowledgeMaterial['calls'][number]>`
    select c.id, c.number, c.title, c.warning_id as "warningId", c.called_at as "calledAt", c.by_unit_id as "byUnitId", c.acknowledge_by as "acknowledgeBy", r.unit_id as "unitId", count(*)::int as count, count(r.answered_at)::int as answered, min(r.answered_at) as "answeredAt"
    from call c join call_recipient r on r.call_id = c.id
    where (c.incident_id = ${incidentId}::uuid or c.warning_id in (select w.id from warning w where w.incident_id = ${incidentId}::uuid)) and ${withinScope(actor.scope, sql`c.division_code`)} and (${withinScope(actor.scope, sql`r.division_code`)} or r.unit_id = ${actor.unitId}::uuid)
    group by c.id, r.unit_id order by c.called_at, c.id, r.unit_id`)
}

/** Unit of the account behind each label of the journal. */
async function readActingUnits(db: Queryable, entries: readonly EntryRow[]): Promise<Map<string, string>> {
  const accountOf = (label: string) => /^account:([0-9a-f-]{36})/.exec(label)?.[1]
  const labels = [...new Set(entries.map((entry) => entry.actor))]
  const rows = await many(db, sql<{ id: string; unitId: string }>`select id, unit_id as "unitId" from account where id = any(${labels.flatMap((label) => accountOf(label) ?? [])}::uuid[])`)
  const unitOf = new Map(rows.map((row) => [row.id, row.unitId]))
  return new Map(labels.flatMap((label): [string, string][] => {
    const unitId = unitOf.get(accountOf(label) ?? '')
    return unitId === undefined ? [] : [[label, unitId]]
  }))
}

function readUnits(db: Queryable, ids: readonly string[]): Promise<WhoKnew['units']> {
  return many(db, sql<WhoKnew['units'][number]>`
    select u.id, u.name, coalesce(place_name(u.division_code), u.division_code) as "placeName", u.division_code as "divisionCode" from unit u where u.id = any(${[...ids]}::uuid[])
    order by length(rtrim(u.division_code, '0')), u.division_code, u.name, u.id`)
}
