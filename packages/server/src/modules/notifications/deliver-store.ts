import type { Protected } from '@fengsui/contract/kernel'
import type { CallKind, NotificationReason } from '@fengsui/contract/notifications'
import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import type { Owed } from './message-rules.ts'

/** A message as it stands before it leaves: everything that its text needs, and where it goes. */
export interface Deliverable extends Omit<Owed, 'reason'> {
  readonly id: string
  readonly reason: NotificationReason
  readonly contactPointId: string | null
  /** Telephone number or address; null where it was destroyed or is not needed. */
  readonly to: string | null
  readonly call: { readonly number: string; readonly kind: CallKind; readonly title: string; readonly words: string; readonly byUnitName: string; readonly acknowledgeBy: string; readonly status: string } | null
  readonly recipientAnswered: boolean
  readonly placeName: string
  readonly unitName: string
}

interface Row {
  id: string
  reason: NotificationReason
  contactPointId: string | null
  contact: Protected | null
  number: string | null
  kind: CallKind
  title: string
  words: Protected | null
  byUnitName: string | null
  acknowledgeBy: string
  callStatus: string
  recipientStatus: string | null
  place: string
  unitName: string
  incidentTitle: string | null
  tasks: number
  notices: number
  seats: number
  clockTitle: string | null
  clockDueAt: string | null
}

/** Loads what still waits of a batch, with texts and numbers; they exist here and nowhere else outside the record. */
export async function loadDeliverables(db: Queryable, ids: readonly string[]): Promise<Deliverable[]> {
  const { rows } = await sql<Row>`
    select n.id, n.reason, n.contact_point_id as "contactPointId", c.value as contact, k.number, k.kind, k.title, k.words, bu.name as "byUnitName", k.acknowledge_by as "acknowledgeBy", k.status as "callStatus",
      r.status as "recipientStatus", place_name(coalesce(r.division_code, n.division_code)) as place, u.name as "unitName", i.title as "incidentTitle", o.tasks, o.notices, o.seats, l.title as "clockTitle", l.due_at as "clockDueAt"
    from notification n
      left join contact_point c on c.id = n.contact_point_id left join call k on k.id = n.call_id left join unit bu on bu.id = k.by_unit_id
      left join call_recipient r on r.id = n.recipient_id left join unit u on u.id = n.unit_id left join incident i on i.id = n.incident_id
      left join lateral (select
        (select count(*) from task t where n.call_id is null and t.incident_id = n.incident_id and t.unit_id = n.unit_id and t.status = 'assigned') as tasks,
        (select count(*) from notice t where n.call_id is null and t.incident_id = n.incident_id and t.to_unit_id = n.unit_id and t.status <> 'acknowledged') as notices,
        (select count(*) from seat t where n.call_id is null and t.incident_id = n.incident_id and t.unit_id = n.unit_id and t.status = 'called') as seats) o on true
      left join lateral (select t.title, t.due_at from clock t where n.call_id is null and t.incident_id = n.incident_id and t.from_unit_id = n.unit_id and t.status = 'running' order by t.due_at, t.id limit 1) l on true
    where n.id = any(${[...ids]}::uuid[]) and n.status in ('queued', 'unknown') order by coalesce(r.division_code, n.division_code), n.id`.execute(db)
  const reveal = await readPersonalFacts(db, rows.flatMap((row) => [row.contact, row.words]))
  return rows.map((row) => ({
    id: row.id, reason: row.reason, contactPointId: row.contactPointId, to: reveal(row.contact),
    call: row.number === null ? null : { number: row.number, kind: row.kind, title: row.title, words: reveal(row.words) ?? '', byUnitName: row.byUnitName ?? '', acknowledgeBy: row.acknowledgeBy, status: row.callStatus },
    recipientAnswered: row.recipientStatus === 'answered', placeName: row.place, unitName: row.unitName,
    incidentTitle: row.incidentTitle, tasks: row.tasks, notices: row.notices, seats: row.seats, clockTitle: row.clockTitle, clockDueAt: row.clockDueAt,
  }))
}
