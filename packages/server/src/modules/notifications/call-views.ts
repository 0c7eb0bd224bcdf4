import type { CallRecipient, CallView, MyCall, Notification, RecipientView } from '@fengsui/contract/notifications'
import { Call } from '@fengsui/contract/notifications'
import { Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { maskPhone, readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { loadReach } from './audience-store.ts'
import { mayManage } from './call-policy.ts'
import { visibleCall, visibleRecipient } from './call-store.ts'
import { nextStep } from './ladder-rules.ts'

type ObjectRow = Parameters<ObjectStore['toObject']>[1]
interface Page {
  limit: number
  after?: string | undefined
}

const wrongPage = (): Problem => new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])

/** Calls for which `where` holds (row `t`), newest first, with how far they came: counted over those the actor may see. */
async function readCalls(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<CallView[]> {
  const { rows } = await sql<{ o: ObjectRow; unitName: string | null; place: string; counts: CallView['counts'] }>`
    select to_jsonb(t) as o, u.name as "unitName", place_name(t.division_code) as place, c.counts
    from call t left join unit u on u.id = t.by_unit_id
      left join lateral (select jsonb_build_object('total', count(*), 'waiting', count(*) filter (where r.status = 'waiting'), 'sent', count(*) filter (where r.status = 'sent'), 'delivered', count(*) filter (where r.status = 'delivered'),
        'unreachable', count(*) filter (where r.status = 'unreachable'), 'answered', count(*) filter (where r.status = 'answered'), 'overdue', count(*) filter (where r.overdue_at is not null and r.status <> 'answered'),
        'escalated', count(r.escalated_at), 'visited', count(*) filter (where r.answered_by = 'visit')) as counts from call_recipient r where r.call_id = t.id and ${visibleRecipient(actor)}) c on true
    where ${where} order by t.called_at desc, t.id desc ${tail}`.execute(db)
  const calls = rows.map((row) => ({ row, call: Call.parse(objects.toObject('call', row.o)) }))
  const reveal = await readPersonalFacts(db, calls.flatMap(({ call }) => [call.words, call.closeReason]))
  return calls.map(({ row, call }) => ({ ...call, words: reveal(call.words), closeReason: reveal(call.closeReason), byUnitName: row.unitName ?? '', placeName: row.place, counts: row.counts, nextStepAt: nextStep(call)?.at ?? null, mayManage: mayManage(actor, call) }))
}

/** @throws Problem not-found when missing or not to be seen */
export async function getCallView(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<CallView> {
  const [call] = await readCalls(objects, db, actor, sql`t.id = ${id}::uuid and ${visibleCall(actor)}`, sql``)
  if (!call) throw new Problem('not-found', '没有找到这次叫应，可能不在您的辖区内')
  return call
}

/** Calls of the jurisdiction and those that called somebody of it, newest first. */
export async function listCalls(objects: ObjectStore, db: Queryable, actor: Actor, query: Page & { status: 'running' | 'all'; incidentId?: string | undefined }): Promise<{ items: CallView[]; next: string | null }> {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\|([0-9a-f-]{36})$/.exec(query.after ?? '') ?? []
  if (query.after !== undefined && (at === undefined || id === undefined)) throw wrongPage()
  const calls = await readCalls(objects, db, actor, sql`${visibleCall(actor)}
    and ${query.status === 'running' ? sql`t.status = 'running'` : sql`true`} and ${query.incidentId === undefined ? sql`true` : sql`t.incident_id = ${query.incidentId}::uuid`}
    and ${at === undefined ? sql`true` : sql`(t.called_at, t.id) < (${at}::timestamptz, ${id}::uuid)`}`, sql`limit ${query.limit + 1}`)
  const items = calls.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: calls.length > query.limit && last ? `${last.calledAt}|${last.id}` : null }
}

interface RecipientRow {
  o: ObjectRow
  unitName: string | null
  place: string
  name: { ref: string; digest: string } | null
  superior: { ref: string; digest: string } | null
  attempts: number
  lastFailure: string | null
  notificationIds: string[]
  rank: number
}

/** Who was called and what became of each: those without an answer first, then by place. */
export async function listRecipients(objects: ObjectStore, db: Queryable, actor: Actor, callId: string, query: Page & { status: 'open' | 'all' | 'answered'; q?: string | undefined }): Promise<{ items: RecipientView[]; next: string | null }> {
  await getCallView(objects, db, actor, callId)
  const [, rank, code, id] = /^([01])\|(\d{12})\|([0-9a-f-]{36})$/.exec(query.after ?? '') ?? []
  if (query.after !== undefined && id === undefined) throw wrongPage()
  const pattern = query.q === undefined || query.q === '' ? null : `%${query.q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const isAnswered = sql`case when r.status = 'answered' then 1 else 0 end`
  // The page is cut out first: what was sent to whom is only looked up for its rows.
  const { rows } = await sql<RecipientRow>`
    with page as (
      select r.*, u.name as unit_name, p.name as person_name, ${isAnswered} as rank
      from call_recipient r left join unit u on u.id = r.unit_id left join person p on p.id = r.person_id
      where r.call_id = ${callId}::uuid and ${visibleRecipient(actor)}
        and ${query.status === 'open' ? sql`r.status <> 'answered'` : query.status === 'answered' ? sql`r.status = 'answered'` : sql`true`}
        and (${pattern}::text is null or u.name like ${pattern} or place_name(r.division_code) like ${pattern} or exists (select 1 from personal_fact f where f.ref = p.name ->> 'ref' and f.value like ${pattern}))
        and ${id === undefined ? sql`true` : sql`(${isAnswered}, r.division_code, r.id) > (${Number(rank)}, ${code}, ${id}::uuid)`}
      order by rank, r.division_code, r.id limit ${query.limit + 1})
    select to_jsonb(r) as o, r.unit_name as "unitName", place_name(r.division_code) as place, r.person_name as name, s.name as superior, r.rank, coalesce(n.attempts, 0) as attempts, n.failure as "lastFailure",
      array(select m.id from notification m where m.recipient_id = r.id and m.reason <> 'superior' and m.queued_at = n.latest order by m.channel = 'in-app', m.channel desc, m.id) as "notificationIds"
    from page r left join person s on s.id = r.escalated_to_person_id
      left join lateral (select max(m.queued_at) filter (where m.reason <> 'superior') as latest, sum(m.attempts)::integer as attempts, (array_agg(m.failure order by m.failed_at desc, m.id) filter (where m.failure is not null))[1] as failure from notification m where m.recipient_id = r.id) n on true
    order by r.rank, r.division_code, r.id`.execute(db)
  const shown = rows.slice(0, query.limit).map((row) => ({ row, recipient: objects.toObject('call-recipient', row.o) as unknown as CallRecipient }))
  const reachOf = await loadReach(db, shown.map(({ recipient }) => recipient))
  const reveal = await readPersonalFacts(db, shown.flatMap(({ row, recipient }) => [row.name, row.superior, recipient.answer, reachOf(recipient).sms?.value]))
  const mayReveal = actor.permissions.has('contact:reveal')
  const items = shown.map(({ row, recipient }): RecipientView => {
    const phone = reveal(reachOf(recipient).sms?.value)
    return {
      ...recipient, answer: reveal(recipient.answer), personName: reveal(row.name), phone: phone === null || mayReveal ? phone : maskPhone(phone), unitName: row.unitName ?? '', placeName: row.place,
      escalatedToName: reveal(row.superior), attempts: row.attempts, notificationIds: row.notificationIds, lastFailure: row.lastFailure ?? (recipient.status === 'unreachable' ? '没有可用的联系方式，或通道未配置' : null),
    }
  })
  const last = shown.at(-1)
  return { items, next: rows.length > query.limit && last ? `${last.row.rank}|${last.recipient.divisionCode}|${last.recipient.id}` : null }
}

/** Every message to one recipient, in order of time. @throws Problem not-found */
export async function listEvidence(objects: ObjectStore, db: Queryable, actor: Actor, recipientId: string): Promise<{ items: Notification[] }> {
  const found = await sql`select 1 from call_recipient r where r.id = ${recipientId}::uuid and ${visibleRecipient(actor)}`.execute(db)
  if (found.rows.length === 0) throw new Problem('not-found', '没有找到这个叫应对象，可能不在您的辖区内')
  return { items: (await objects.read(db, 'notification', sql`t.recipient_id = ${recipientId}::uuid`, { order: sql`t.queued_at, t.channel, t.id` })) as unknown as Notification[] }
}

/** Calls to the actor in person, and to the desk of the own unit; urgent and unanswered first. */
export async function listMyCalls(db: Queryable, actor: Actor, status: 'open' | 'all', recipientId?: string): Promise<{ items: MyCall[] }> {
  const { rows } = await sql<Omit<MyCall, 'words'> & { protectedWords: { ref: string; digest: string } }>`
    select r.id as "recipientId", t.id as "callId", t.number, t.kind, t.urgency, t.title, t.words as "protectedWords", coalesce(u.name, '') as "byUnitName", t.called_at as "calledAt", t.acknowledge_by as "acknowledgeBy", r.answered_at as "answeredAt",
      place_name(r.division_code) as "placeName", t.incident_id as "incidentId"
    from call_recipient r join call t on t.id = r.call_id left join unit u on u.id = t.by_unit_id
    where ((r.person_id is null and r.unit_id = ${actor.unitId}::uuid) or r.person_id = ${actor.personId}::uuid)
      and ${recipientId !== undefined ? sql`r.id = ${recipientId}::uuid` : status === 'open' ? sql`r.status <> 'answered' and t.status <> 'closed'` : sql`true`}
    order by (r.answered_at is null) desc, (t.urgency = 'urgent') desc, t.called_at desc, r.id limit 200`.execute(db)
  const reveal = await readPersonalFacts(db, rows.map((row) => row.protectedWords))
  return { items: rows.map(({ protectedWords, ...row }) => ({ ...row, words: reveal(protectedWords) })) }
}

/** One of them, after an answer. @throws Problem not-found */
export async function getMyCall(db: Queryable, actor: Actor, recipientId: string): Promise<MyCall> {
  const [call] = (await listMyCalls(db, actor, 'all', recipientId)).items
  if (!call) throw new Problem('not-found', '没有找到这次叫应，可能不是叫您的')
  return call
}

