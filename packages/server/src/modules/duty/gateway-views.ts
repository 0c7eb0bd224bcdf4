import { Fax, LinkedCase, PhoneCall, type FaxView, type LinkedCaseView, type PhoneCallView } from '@fengsui/contract/duty'
import { addMinutes, Problem, type Protected } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { maskPhone, readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import type { DutyDeps } from './duty-deps.ts'
import { visibleDuty } from './duty-store.ts'
import { loadAccountNames, loadUnitNames } from './name-views.ts'
import { beforeCursor, cutPage } from './page-views.ts'

/** So long a call that is over stays before the desk until it is written down, minutes; a call that never ended is forgotten after two hours. */
const [ASK_AFTER_MINUTES, LONGEST_CALL_MINUTES] = [30, 120]
const EARLIER = 5

type Known = PhoneCallView['known']
const nothingKnown: Known = { personName: null, title: null, unitName: null, unitId: null, divisionCode: null, earlier: [], earlierCount: 0 }

interface KnownRow {
  digits: string
  personName: Protected | null
  title: string | null
  unitName: string | null
  unitId: string | null
  divisionCode: string | null
  earlier: { id: string; at: string; content: Protected }[] | null
  earlierCount: number | null
}

/** What is known of numbers that call: whose they are in the directory of the jurisdiction, and what was said before. One statement for all. */
async function lookUpNumbers(deps: DutyDeps, actor: Actor, numbers: readonly string[]): Promise<(number: string | null) => Known> {
  const digits = [...new Set(numbers.map((number) => number.replace(/\D/g, '')).filter((each) => each.length >= 3))]
  if (digits.length === 0) return () => nothingKnown
  const sameNumber = sql`length(f.value) <= 24 and f.value ~ '^\\+?[0-9][0-9 -]+$' and phone_digits(f.value) = d.digits`
  const { rows } = await sql<KnownRow>`
    select d.digits, c.*, l.* from unnest(${digits}::text[]) d(digits)
    left join lateral (
      select p.name as "personName", p.title, u.name as "unitName", u.id as "unitId", coalesce(p.division_code, u.division_code) as "divisionCode"
      from personal_fact f join contact_point t on t.value ->> 'ref' = f.ref and t.status = 'active' left join person p on p.id = t.person_id and p.status = 'active' left join unit u on u.id = t.unit_id
      where ${sameNumber} and ${withinScope(actor.scope, sql`t.division_code`)} order by (p.id is not null) desc, t.preferred desc, t.id limit 1) c on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', e.id, 'at', e.talked_at, 'content', e.content) order by e.talked_at desc, e.id) filter (where e.rank <= ${EARLIER}) as earlier, count(*) as "earlierCount"
      from (select t.id, t.talked_at, t.content, row_number() over (order by t.talked_at desc, t.id) as rank from personal_fact f join phone_log t on t.phone ->> 'ref' = f.ref
        where ${sameNumber} and t.corrected_by_id is null and ${visibleDuty(actor)} limit 200) e) l on true`.execute(deps.database)
  const reveal = await readPersonalFacts(deps.database, rows.flatMap((row) => [row.personName, ...(row.earlier ?? []).map((each) => each.content)]))
  const byDigits = new Map(rows.map((row): [string, Known] => [row.digits, {
    personName: reveal(row.personName), title: row.title, unitName: row.unitName, unitId: row.unitId, divisionCode: row.divisionCode,
    earlier: (row.earlier ?? []).map((each) => ({ phoneLogId: each.id, at: new Date(Date.parse(each.at)).toISOString(), words: (reveal(each.content) ?? '').slice(0, 80) })), earlierCount: row.earlierCount ?? 0,
  }]))
  return (number) => byDigits.get((number ?? '').replace(/\D/g, '')) ?? nothingKnown
}

async function readCalls(deps: DutyDeps, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<PhoneCallView[]> {
  const calls = (await deps.objects.read(deps.database, 'phone-call', sql`${visibleDuty(actor)} and ${where}`, { order: sql`t.first_at desc, t.id desc`, limit })).map((row) => PhoneCall.parse(row))
  const reveal = await readPersonalFacts(deps.database, calls.map((call) => call.phone))
  const [known, accountName, unitName] = await Promise.all([lookUpNumbers(deps, actor, calls.flatMap((call) => reveal(call.phone) ?? [])), loadAccountNames(deps.database, calls.map((call) => call.takenByAccountId)), loadUnitNames(deps.database, calls.map((call) => call.unitId))])
  const mayReveal = actor.permissions.has('contact:reveal')
  return calls.map(({ phone: reference, providerAccountId: _provider, ...call }) => {
    const phone = reveal(reference)
    return { ...call, phone: phone === null || mayReveal ? phone : maskPhone(phone), unitName: unitName(call.unitId), takenByName: call.takenByAccountId === null ? null : accountName(call.takenByAccountId), known: known(phone) }
  })
}

/** Calls; `live` are those before the own desk now: ringing, talking, or just over and not written down. */
export async function listPhoneCalls(deps: DutyDeps, actor: Actor, query: { limit: number; after?: string | undefined; status: 'live' | 'all' }): Promise<{ items: PhoneCallView[]; next: string | null }> {
  const now = deps.clocks.business.now()
  const live = sql`t.unit_id = ${actor.unitId}::uuid and t.dismissed_at is null and t.phone_log_id is null and ((t.status in ('ringing', 'talking') and t.first_at > ${addMinutes(now, -LONGEST_CALL_MINUTES)}::timestamptz) or (t.status in ('ended', 'missed') and t.first_at > ${addMinutes(now, -ASK_AFTER_MINUTES)}::timestamptz))`
  return cutPage(await readCalls(deps, actor, sql`${query.status === 'live' ? live : sql`true`} and ${beforeCursor(query.after, sql`t.first_at`)}`, query.limit + 1), query.limit, (item) => item.firstAt)
}

/** One call, as the answer to a command. @throws Problem not-found */
export async function getPhoneCall(deps: DutyDeps, actor: Actor, id: string): Promise<PhoneCallView> {
  const [call] = await readCalls(deps, actor, sql`t.id = ${id}::uuid`, 1)
  if (!call) throw new Problem('not-found', '没有找到这个电话，可能不在您的辖区内')
  return call
}

async function readFaxes(deps: DutyDeps, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<FaxView[]> {
  const faxes = (await deps.objects.read(deps.database, 'fax', sql`${visibleDuty(actor)} and ${where}`, { order: sql`t.received_at desc, t.id desc`, limit })).map((row) => Fax.parse(row))
  const [reveal, accountName, unitName] = await Promise.all([readPersonalFacts(deps.database, faxes.flatMap((fax) => [fax.phone, fax.note])), loadAccountNames(deps.database, faxes.map((fax) => fax.handledByAccountId)), loadUnitNames(deps.database, faxes.map((fax) => fax.unitId))])
  const mayReveal = actor.permissions.has('contact:reveal')
  return faxes.map(({ phone: reference, note, providerAccountId: _provider, ...fax }) => {
    const phone = reveal(reference)
    return { ...fax, phone: phone === null || mayReveal ? phone : maskPhone(phone), note: reveal(note), unitName: unitName(fax.unitId), handledByName: fax.handledByAccountId === null ? null : accountName(fax.handledByAccountId) }
  })
}

/** Registered faxes, newest first. */
export async function listFaxes(deps: DutyDeps, actor: Actor, query: { limit: number; after?: string | undefined; status: 'registered' | 'all' }): Promise<{ items: FaxView[]; next: string | null }> {
  return cutPage(await readFaxes(deps, actor, sql`${query.status === 'registered' ? sql`t.status = 'registered'` : sql`true`} and ${beforeCursor(query.after, sql`t.received_at`)}`, query.limit + 1), query.limit, (item) => item.receivedAt)
}
export async function getFax(deps: DutyDeps, actor: Actor, id: string): Promise<FaxView> {
  const [fax] = await readFaxes(deps, actor, sql`t.id = ${id}::uuid`, 1)
  if (!fax) throw new Problem('not-found', '没有找到这份传真，可能不在您的辖区内')
  return fax
}

/** Cases of other systems with what they were told, newest first. */
export async function listLinkedCases(deps: DutyDeps, actor: Actor, query: { limit: number; after?: string | undefined }): Promise<{ items: LinkedCaseView[]; next: string | null }> {
  const { rows } = await sql<{ o: Parameters<typeof deps.objects.toObject>[1]; title: string; number: string; words: Protected | null }>`
    select to_jsonb(t) as o, s.title, s.number, s.words from linked_case t join signal s on s.id = t.signal_id
    where ${visibleDuty(actor)} and ${beforeCursor(query.after, sql`t.received_at`)} order by t.received_at desc, t.id desc limit ${query.limit + 1}`.execute(deps.database)
  const reveal = await readPersonalFacts(deps.database, rows.map((row) => row.words))
  const items = rows.map((row): LinkedCaseView => {
    const { providerAccountId: _provider, ...linked } = LinkedCase.parse(deps.objects.toObject('linked-case', row.o))
    return { ...linked, title: row.title, signalNumber: row.number, words: reveal(row.words) }
  })
  return cutPage(items, query.limit, (item) => item.receivedAt)
}
