import { divisionAt, divisionLevelOf, divisionRange, divisionLevels } from '@fengsui/contract/kernel'
import type { OpenItem } from '@fengsui/contract/duty'
import { sql } from 'kysely'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { UnitRow } from './duty-store.ts'

/** Most items of one kind in one handover; a desk with more has other worries than the list. */
const MOST_OF_A_KIND = 300

/**
 * Makes clocks stand still for this transaction: one that starts in another transaction at this moment is either seen by the list that follows
 * or begins after the duty has changed hands. Held for the milliseconds of one command.
 */
export async function holdClocks(tx: Transaction): Promise<void> {
  await sql`lock table clock in share mode`.execute(tx)
}

/** Everything that is open at a unit's desk, in the order of a handover. One statement. */
export async function loadOpenItems(db: Queryable, unit: UnitRow, at: string): Promise<OpenItem[]> {
  const level = divisionLevelOf(unit.divisionCode)
  const { lo, hi } = divisionRange(unit.divisionCode)
  const above = divisionLevels.slice(0, divisionLevels.indexOf(level) + 1).map((each) => divisionAt(unit.divisionCode, each))
  // What the desks below have not verified yet is theirs: a city watches counties, it does not call back for them.
  const signalPlace = level === 'city' || level === 'province' ? sql`t.submitted_by_unit_id = ${unit.id}::uuid` : sql`t.division_code >= ${lo} and t.division_code < ${hi}`
  const isDesk = ['duty-office', 'emergency', 'town-government', 'flood-office'].includes(unit.role)
  const place = isDesk ? sql`true` : sql`false`
  const one = (kind: number, part: ReturnType<typeof sql>) => sql`(select ${kind}::integer as rank, x.* from (${part} limit ${MOST_OF_A_KIND}) x)`
  const { rows } = await sql<OpenItem & { rank: number }>`
    select * from (${sql.join([
      one(1, sql`select case when t.verification_order_id is null then 'clock:' else 'order:' end || t.id as key, case when t.verification_order_id is null then 'clock' else 'order' end as kind, t.title, coalesce(i.title, '') as detail, t.due_at as "dueAt", coalesce(u.name, '') as "ownerName", t.starts_at as since, t.incident_id as "incidentId", t.id as "objectId"
        from clock t left join incident i on i.id = t.incident_id left join unit u on u.id = t.from_unit_id where t.from_unit_id = ${unit.id}::uuid and t.status = 'running' order by t.due_at, t.id`),
      one(2, sql`select 'suspicion:' || t.id, 'suspicion', case t.kind when 'LATE' then '迟报' when 'OMITTED' then '疑似漏报' when 'FALSE' then '疑似谎报' else '疑似瞒报' end || '待认定', coalesce(i.title, ''), null::timestamptz, coalesce(u.name, ''), t.raised_at, t.incident_id, t.id
        from suspicion t left join incident i on i.id = t.incident_id left join unit u on u.id = t.unit_id where ${place} and t.division_code >= ${lo} and t.division_code < ${hi} and t.status = 'raised' order by t.raised_at, t.id`),
      one(3, sql`select 'linkage-alarm:' || t.id, 'linkage-alarm', '预警已生效，响应未跟上', coalesce(w.headline, ''), null::timestamptz, place_name(t.division_code), t.raised_at, t.incident_id, t.id
        from linkage_alarm t left join warning w on w.id = t.warning_id where ${place} and t.division_code = ${unit.divisionCode} and t.status = 'open' order by t.raised_at, t.id`),
      one(4, sql`select 'signal:' || t.id, 'signal', t.title, t.number, null::timestamptz, coalesce(u.name, ''), t.received_at, t.incident_id, t.id
        from signal t left join unit u on u.id = t.submitted_by_unit_id where (${place} or t.submitted_by_unit_id = ${unit.id}::uuid) and ${signalPlace} and t.status in ('received', 'verifying') order by t.received_at, t.id`),
      one(5, sql`select 'call:' || t.id, 'call', t.title, t.number || '，未应答 ' || (select count(*) from call_recipient r where r.call_id = t.id and r.status <> 'answered'), t.acknowledge_by, coalesce(u.name, ''), t.called_at, t.incident_id, t.id
        from call t left join unit u on u.id = t.by_unit_id where t.status = 'running' and (t.by_unit_id = ${unit.id}::uuid or exists (select 1 from call_recipient r where r.call_id = t.id and r.unit_id = ${unit.id}::uuid and r.person_id is null and r.status <> 'answered')) order by t.called_at, t.id`),
      one(6, sql`select 'task:' || t.id, 'task', t.title, coalesce(i.title, ''), t.due_at, coalesce(u.name, ''), t.due_at, t.incident_id, t.id
        from task t left join incident i on i.id = t.incident_id left join unit u on u.id = t.unit_id where t.status in ('assigned', 'acknowledged', 'inProgress', 'disputed') and t.due_at <= ${at}::timestamptz and (t.unit_id = ${unit.id}::uuid or (${place} and t.division_code = ${unit.divisionCode})) order by t.due_at, t.id`),
      one(7, sql`select 'instruction:' || t.id, 'instruction', n.title, n.number, t.due_at, ${unit.name}::text, t.assigned_at, t.incident_id, n.id
        from instruction_duty t join instruction n on n.id = t.instruction_id where t.unit_id = ${unit.id}::uuid and t.status in ('assigned', 'acknowledged', 'inProgress', 'returned') order by t.due_at, t.id`),
      one(8, sql`select 'phone-log:' || t.id, 'phone-log', case t.direction when 'in' then '来电未办结' else '去电未办结' end, t.number, null::timestamptz, ${unit.name}::text, t.talked_at, t.incident_id, t.id
        from phone_log t where t.unit_id = ${unit.id}::uuid and t.status = 'open' and t.corrected_by_id is null order by t.talked_at, t.id`),
      one(9, sql`select 'fax:' || t.id, 'fax', '传真未处理', t.number || '，' || t.pages || ' 页', null::timestamptz, ${unit.name}::text, t.received_at, null::uuid, t.id
        from fax t where t.unit_id = ${unit.id}::uuid and t.status = 'registered' order by t.received_at, t.id`),
      one(10, sql`select 'warning:' || t.id, 'warning', t.headline, t.number, t.expires_at, t.issuer, t.relayed_at, t.incident_id, t.id
        from warning t where ${place} and t.division_code = any(${above}::text[]) and t.status = 'inForce' order by t.relayed_at, t.id`),
      one(11, sql`select 'absence:' || t.id, 'absence', '领导外出报备', coalesce(u.name, ''), t.ends_at, coalesce(u.name, ''), t.starts_at, null::uuid, t.id
        from leader_absence t left join unit u on u.id = t.unit_id where ${place} and t.division_code = ${unit.divisionCode} and t.status = 'registered' and t.ended_at is null and t.starts_at <= ${at}::timestamptz and t.ends_at > ${at}::timestamptz order by t.ends_at, t.id`),
    ], sql` union all `)}) as all_items order by rank, coalesce("dueAt", since), key`.execute(db)
  return rows.map(({ rank: _rank, ...item }) => ({ ...item, dueAt: item.dueAt === null ? null : new Date(Date.parse(item.dueAt)).toISOString(), since: new Date(Date.parse(item.since)).toISOString() }))
}
