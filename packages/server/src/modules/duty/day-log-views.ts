import { addDays, dayKindNames, legalDayAt, publicCalendar, startOfDay } from '@fengsui/contract/calendar'
import { DutyNote, dutyNoteKinds, phoneDirectionNames, type DayLine, type DayLog, type DutyWatch } from '@fengsui/contract/duty'
import { divisionRange, Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import type { DutyDeps } from './duty-deps.ts'
import { findReadableUnit, visibleDuty, type UnitRow } from './duty-store.ts'
import { loadAccountNames, loadPersonNames } from './name-views.ts'
import { listPhoneLogsForExport } from './phone-log-views.ts'

/** Lines of one day on one page of the screen and on paper. */
const MOST_LINES = 800

/** What the system did for the unit and its place on a day, out of the tables themselves: titles as they stand there, no free words. */
async function listSystemLines(deps: DutyDeps, unit: UnitRow, from: string, to: string): Promise<DayLine[]> {
  const { lo, hi } = divisionRange(unit.divisionCode)
  const below = sql`t.division_code >= ${lo} and t.division_code < ${hi}`
  const isDesk = ['duty-office', 'emergency', 'town-government', 'flood-office'].includes(unit.role)
  const place = isDesk ? sql`true` : sql`false`
  const within = (column: string) => sql`t.${sql.id(column)} >= ${from}::timestamptz and t.${sql.id(column)} < ${to}::timestamptz`
  const mine = sql`t.unit_id = ${unit.id}::uuid`
  const { rows } = await sql<{ at: string; kind: string; words: string; incidentId: string | null; objectId: string }>`
    select * from (
      select t.received_at as at, '来报' as kind, '接报 ' || t.number || '：' || t.title as words, t.incident_id as "incidentId", t.id as "objectId" from signal t where ((${place} and ${below}) or t.submitted_by_unit_id = ${unit.id}::uuid) and ${within('received_at')}
      union all select t.registered_at, '事件', '立为事件：' || t.title, t.id, t.id from incident t where ${place} and ${below} and ${within('registered_at')}
      union all select t.issued_at, '报送', '报出 ' || t.number || case when t.zero then '（零报告）' else '' end, t.incident_id, t.id from report t where t.from_unit_id = ${unit.id}::uuid and ${within('issued_at')}
      union all select t.received_at, '签收', '签收 ' || r.number, t.incident_id, r.id from report_delivery t join report r on r.id = t.report_id where t.to_unit_id = ${unit.id}::uuid and ${within('received_at')}
      union all select t.overdue_at, '超时', '超时未报：' || t.title, t.incident_id, t.id from clock t where t.from_unit_id = ${unit.id}::uuid and ${within('overdue_at')}
      union all select t.raised_at, '疑点', case t.kind when 'LATE' then '迟报' when 'OMITTED' then '疑似漏报' when 'FALSE' then '疑似谎报' else '疑似瞒报' end, t.incident_id, t.id from suspicion t where ${place} and ${below} and ${within('raised_at')}
      union all select t.relayed_at, '预警', '转录预警：' || t.headline, t.incident_id, t.id from warning t where ${place} and t.division_code = ${unit.divisionCode} and ${within('relayed_at')}
      union all select t.raised_at, '告警', '预警已生效，响应未跟上：' || coalesce((select w.headline from warning w where w.id = t.warning_id), ''), t.incident_id, t.id from linkage_alarm t where ${place} and t.division_code = ${unit.divisionCode} and ${within('raised_at')}
      union all select t.started_at, '响应', '启动响应：' || t.plan_title, t.incident_id, t.id from response t where ${place} and t.division_code = ${unit.divisionCode} and ${within('started_at')}
      union all select t.called_at, '叫应', t.number || '：' || t.title || '（' || t.audience_name || '）', t.incident_id, t.id from call t where t.by_unit_id = ${unit.id}::uuid and ${within('called_at')}
      union all select t.taken_at, '接班', case when t.by_hand then '接班（未按排班，自行接班）' else '接班' end, null::uuid, t.id from duty_watch t where ${mine} and ${within('taken_at')}
      union all select t.successor_signed_at, '交接', '交接班 ' || t.number || '，移交 ' || coalesce(jsonb_array_length(t.items), 0) || ' 项', null::uuid, t.id from handover t where ${mine} and ${within('successor_signed_at')}
      union all select t.called_at, '查岗', '上级查岗 ' || t.number || case t.status when 'answered' then '：' || t.answer_seconds || ' 秒应答' when 'late' then '：迟应答' when 'missed' then '：未应答' else '' end, null::uuid, t.id from spot_check t where ${mine} and ${within('called_at')}
      union all select t.received_at, '传真', '收到传真 ' || t.number || '，' || t.pages || ' 页', null::uuid, t.id from fax t where ${mine} and ${within('received_at')}
      union all select t.first_at, '未接', '来电未接', null::uuid, t.id from phone_call t where ${mine} and t.status = 'missed' and ${within('first_at')}
      union all select t.received_at, '联动', t.system || ' 警情 ' || t.case_number, null::uuid, t.signal_id from linked_case t where ${mine} and ${within('received_at')}
    ) lines order by at, kind, "objectId" limit ${MOST_LINES + 1}`.execute(deps.database)
  return rows.map((row) => ({ key: `${row.kind}:${row.objectId}`, at: new Date(Date.parse(row.at)).toISOString(), source: 'system', kind: row.kind, words: row.words, byName: null, incidentId: row.incidentId, objectId: row.objectId, correctedById: null, correctsId: null, mayCorrect: false }))
}

async function readNotes(deps: DutyDeps, actor: Actor, where: ReturnType<typeof sql>): Promise<DayLine[]> {
  const notes = (await deps.objects.read(deps.database, 'duty-note', sql`${where} and ${visibleDuty(actor)}`, { order: sql`t.happened_at, t.id`, limit: MOST_LINES })).map((row) => DutyNote.parse(row))
  const [reveal, accountName] = await Promise.all([readPersonalFacts(deps.database, notes.map((note) => note.words)), loadAccountNames(deps.database, notes.map((note) => note.writtenByAccountId))])
  return notes.map((note) => ({
    key: `note:${note.id}`, at: note.happenedAt, source: 'note', kind: dutyNoteKinds[note.kind], words: reveal(note.words) ?? '', byName: accountName(note.writtenByAccountId), incidentId: note.incidentId, objectId: note.id, correctedById: note.correctedById, correctsId: note.correctsId,
    mayCorrect: note.unitId === actor.unitId && note.correctedById === null && actor.permissions.has('duty:work'),
  }))
}

/** A unit's log of one legal day, 00:00 to 24:00 Beijing time: what the system did, telephone calls, and what was written by hand. */
export async function getDayLog(deps: DutyDeps, actor: Actor, query: { day?: string | undefined; unitId?: string | undefined }): Promise<DayLog> {
  const unit = await findReadableUnit(deps.database, actor, query.unitId)
  const day = query.day ?? legalDayAt(deps.clocks.business.now())
  const [from, to] = [startOfDay(day), startOfDay(addDays(day, 1))]
  const [system, notes, phones, watches] = await Promise.all([
    listSystemLines(deps, unit, from, to),
    readNotes(deps, actor, sql`t.unit_id = ${unit.id}::uuid and t.happened_at >= ${from}::timestamptz and t.happened_at < ${to}::timestamptz`),
    listPhoneLogsForExport(deps, actor, { unitId: unit.id, from, to }, MOST_LINES),
    deps.objects.read(deps.database, 'duty-watch', sql`t.unit_id = ${unit.id}::uuid and t.taken_at < ${to}::timestamptz and coalesce(t.ended_at, ${to}::timestamptz) > ${from}::timestamptz`, { order: sql`t.taken_at, t.id`, limit: 20 }) as unknown as Promise<DutyWatch[]>,
  ])
  const phoneLines: DayLine[] = phones.map((log) => ({
    key: `phone:${log.id}`, at: log.talkedAt, source: 'phone', kind: phoneDirectionNames[log.direction], words: `${[log.counterpart, log.phone].filter(Boolean).join(' ') || '未留姓名'}：${log.content ?? ''}${log.result === null ? '' : `；办理：${log.result}`}`, byName: log.takenByName,
    incidentId: log.incidentId, objectId: log.id, correctedById: log.correctedById, correctsId: log.correctsId, mayCorrect: false,
  }))
  const lines = [...system, ...notes.filter((note) => note.kind !== dutyNoteKinds.weather), ...phoneLines].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.key < b.key ? -1 : 1))
  const weather = notes.filter((note) => note.kind === dutyNoteKinds.weather && note.correctedById === null).at(-1)
  const [officerName, leaderName] = await Promise.all([loadAccountNames(deps.database, watches.map((watch) => watch.officerAccountId)), loadPersonNames(deps.database, watches.map((watch) => watch.leaderPersonId))])
  return {
    day, dayKind: dayKindNames[publicCalendar.kindOf(day)], dayName: publicCalendar.nameOf(day), unitId: unit.id, unitName: unit.name, weather: weather?.words ?? null,
    watches: watches.map((watch) => ({ id: watch.id, officerName: officerName(watch.officerAccountId), leaderName: leaderName(watch.leaderPersonId), takenAt: watch.takenAt, endedAt: watch.endedAt })),
    lines: lines.slice(0, MOST_LINES), cut: lines.length > MOST_LINES,
  }
}

/** One hand-written line, as the answer to a command. @throws Problem not-found */
export async function getNoteLine(deps: DutyDeps, actor: Actor, id: string): Promise<DayLine> {
  const [line] = await readNotes(deps, actor, sql`t.id = ${id}::uuid`)
  if (!line) throw new Problem('not-found', '没有找到这条日志，可能不在您的辖区内')
  return line
}
