import { PhoneLog, type PhoneLogView } from '@fengsui/contract/duty'
import { Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { maskPhone, readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import type { DutyDeps } from './duty-deps.ts'
import { visibleDuty } from './duty-store.ts'
import { loadAccountNames, loadUnitNames } from './name-views.ts'
import { beforeCursor, cutPage } from './page-views.ts'

export interface PhoneLogQuery {
  unitId?: string | undefined
  direction?: 'in' | 'out' | undefined
  status?: 'open' | 'done' | undefined
  from?: string | undefined
  to?: string | undefined
  q?: string | undefined
}

/** `%` and `_` in a search are what they are. */
const likePattern = (q: string): string => `%${q.replaceAll(/[\\%_]/g, (char) => `\\${char}`)}%`

function whereOf(query: PhoneLogQuery): RawBuilder<unknown> {
  const parts = [sql`true`]
  if (query.unitId !== undefined) parts.push(sql`t.unit_id = ${query.unitId}::uuid`)
  if (query.direction !== undefined) parts.push(sql`t.direction = ${query.direction}`)
  if (query.status !== undefined) parts.push(sql`t.status = ${query.status} and t.corrected_by_id is null`)
  if (query.from !== undefined) parts.push(sql`t.talked_at >= ${query.from}::timestamptz`)
  if (query.to !== undefined) parts.push(sql`t.talked_at < ${query.to}::timestamptz`)
  const q = query.q?.trim() ?? ''
  if (q !== '') parts.push(sql`(t.number ilike ${likePattern(q)} or exists (select 1 from personal_fact f where f.subject = 'phone-log:' || t.id and f.value ilike ${likePattern(q)}))`)
  return sql.join(parts, sql` and `)
}

async function read(deps: DutyDeps, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<PhoneLogView[]> {
  const db = deps.database
  const { rows } = await sql<{ o: Parameters<typeof deps.objects.toObject>[1]; signalNumber: string | null; incidentTitle: string | null; hasRecording: boolean }>`
    select to_jsonb(t) as o, s.number as "signalNumber", i.title as "incidentTitle",
      exists (select 1 from attachment a where a.owner_kind = 'phone-call' and a.owner_id = t.phone_call_id and a.status = 'active') as "hasRecording"
    from phone_log t left join signal s on s.id = t.signal_id left join incident i on i.id = t.incident_id
    where ${visibleDuty(actor)} and ${where} order by t.talked_at desc, t.id desc limit ${limit}`.execute(db)
  const logs = rows.map((row) => ({ row, log: PhoneLog.parse(deps.objects.toObject('phone-log', row.o)) }))
  const reveal = await readPersonalFacts(db, logs.flatMap(({ log }) => [log.counterpart, log.phone, log.content, log.proposal, log.instruction, log.result]))
  const accountName = await loadAccountNames(db, logs.map(({ log }) => log.takenByAccountId))
  const unitName = await loadUnitNames(db, logs.flatMap(({ log }) => [log.unitId, log.counterpartUnitId]))
  const mayReveal = actor.permissions.has('contact:reveal')
  return logs.map(({ row, log }) => {
    const phone = reveal(log.phone)
    return {
      ...log, counterpart: reveal(log.counterpart), phone: phone === null || mayReveal ? phone : maskPhone(phone), content: reveal(log.content), proposal: reveal(log.proposal), instruction: reveal(log.instruction), result: reveal(log.result),
      unitName: unitName(log.unitId), takenByName: accountName(log.takenByAccountId), counterpartUnitName: log.counterpartUnitId === null ? null : unitName(log.counterpartUnitId), signalNumber: row.signalNumber, incidentTitle: row.incidentTitle, hasRecording: row.hasRecording,
      mayAdd: log.unitId === actor.unitId && actor.permissions.has('duty:work') && log.correctedById === null,
    }
  })
}

/** The telephone log, newest first. */
export async function listPhoneLogs(deps: DutyDeps, actor: Actor, query: PhoneLogQuery & { limit: number; after?: string | undefined }): Promise<{ items: PhoneLogView[]; next: string | null }> {
  return cutPage(await read(deps, actor, sql`${whereOf(query)} and ${beforeCursor(query.after, sql`t.talked_at`)}`, query.limit + 1), query.limit, (item) => item.talkedAt)
}

/** All that fits one workbook. */
export function listPhoneLogsForExport(deps: DutyDeps, actor: Actor, query: PhoneLogQuery, most: number): Promise<PhoneLogView[]> {
  return read(deps, actor, whereOf(query), most)
}

/** One line, as the answer to a command. @throws Problem not-found */
export async function getPhoneLog(deps: DutyDeps, actor: Actor, id: string): Promise<PhoneLogView> {
  const [view] = await read(deps, actor, sql`t.id = ${id}::uuid`, 1)
  if (!view) throw new Problem('not-found', '没有找到这条电话记录，可能不在您的辖区内')
  return view
}
