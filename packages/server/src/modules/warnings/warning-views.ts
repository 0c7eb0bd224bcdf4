import { minutesBetween, Problem } from '@fengsui/contract/kernel'
import { LinkageAlarm, Warning, warningHazards, type LinkageAlarmView, type LinkageState, type WarningLevel, type WarningView } from '@fengsui/contract/warnings'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { timerKinds } from './end-warning.ts'
import { fallsShort, watchDueAt } from './linkage-rules.ts'
import { judgeLinkage, type Judged } from './linkage-store.ts'
import { mayAnswer, mayLift } from './warning-policy.ts'
import { visibleWarning } from './warning-store.ts'

type Stored = Parameters<ObjectStore['toObject']>[1]
interface Page {
  limit: number
  after?: string | undefined
}

/** Rows before a cursor `<instant>|<id>`. @throws Problem invalid-input for a cursor this list did not give */
function beforeCursor(after: string | undefined, at: RawBuilder<unknown>): RawBuilder<unknown> {
  if (after === undefined) return sql`true`
  const [, instant, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after) ?? []
  if (instant === undefined || id === undefined) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  return sql`(${at}, t.id) < (${instant}::timestamptz, ${id}::uuid)`
}

function pageOf<T extends { id: string }>(all: T[], limit: number, at: (item: T) => string): { items: T[]; next: string | null } {
  const items = all.slice(0, limit)
  const last = items.at(-1)
  return { items, next: all.length > limit && last ? `${at(last)}|${last.id}` : null }
}

async function readWarnings(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, limit: number, clock: { at: string; asOf: string }): Promise<WarningView[]> {
  const { rows } = await sql<{ o: Stored; place_name: string | null; alarm: LinkageAlarm['status'] | null; due_at: string | null }>`
    select to_jsonb(t) as o, place_name(t.division_code) as place_name, (select m.due_at from timer m where m.key = ${`${timerKinds.linkage}:`} || t.id) as due_at, (select a.status from linkage_alarm a where a.warning_id = t.id order by a.raised_at desc, a.id desc limit 1) as alarm
    from warning t where ${where} and ${visibleWarning(actor)} order by t.relayed_at desc, t.id desc limit ${limit}`.execute(db)
  const warnings = rows.map((row) => ({ row, warning: Warning.parse(objects.toObject('warning', row.o)) }))
  const judged = await judgeLinkage(db, warnings.map(({ warning }) => warning).filter((warning) => warning.status === 'inForce'), clock.asOf)
  return warnings.map(({ row, warning }) => ({
    ...warning, hazardName: warningHazards[warning.hazard], placeName: row.place_name ?? warning.divisionCode, mayLift: mayLift(actor, warning),
    linkage: describeLinkage(judged.get(warning.id), row.alarm, row.due_at ?? watchDueAt(warning.watchFrom, warning.level, clock.asOf)),
  }))
}

function describeLinkage(judged: Judged | undefined, alarm: LinkageAlarm['status'] | null, dueAt: string): LinkageState | null {
  if (!judged?.wanted) return null
  const { wanted, found } = judged
  const state = !fallsShort(wanted, found) ? 'satisfied' : alarm === 'open' ? 'alarmed' : alarm === 'answered' ? 'answered' : 'waiting'
  return { wantedLevel: wanted.level, foundLevel: found, rule: wanted.rule, dueAt, state }
}

/** Warnings that hold in the jurisdiction, newest first. */
export async function listWarnings(objects: ObjectStore, db: Queryable, actor: Actor, query: Page & { status: 'inForce' | 'all'; divisionCode?: string | undefined; incidentId?: string | undefined }, clock: { at: string; asOf: string }): Promise<{ items: WarningView[]; next: string | null }> {
  const status = query.status === 'inForce' ? sql`t.status = 'inForce'` : sql`true`
  const place = query.divisionCode === undefined ? sql`true` : sql`t.division_code = ${query.divisionCode}`
  const incident = query.incidentId === undefined ? sql`true` : sql`(t.incident_id = ${query.incidentId}::uuid or (t.status = 'inForce' and exists (
    select 1 from incident i where i.id = ${query.incidentId}::uuid and ${withinScope(actor.scope, sql`i.division_code`, sql`'incident:' || i.id`)}
      and t.division_code in (i.division_code, rpad(left(i.division_code, 2), 12, '0'), rpad(left(i.division_code, 4), 12, '0'), rpad(left(i.division_code, 6), 12, '0'), rpad(left(i.division_code, 9), 12, '0')))))`
  const all = await readWarnings(objects, db, actor, sql`${status} and ${place} and ${incident} and ${beforeCursor(query.after, sql`t.relayed_at`)}`, query.limit + 1, clock)
  return pageOf(all, query.limit, (item) => item.relayedAt)
}

/** One warning, as the answer to a command. @throws Problem not-found */
export async function getWarning(objects: ObjectStore, db: Queryable, actor: Actor, id: string, clock: { at: string; asOf: string }): Promise<WarningView> {
  const [warning] = await readWarnings(objects, db, actor, sql`t.id = ${id}::uuid`, 1, clock)
  if (!warning) throw new Problem('not-found', '没有找到这条预警，可能不在您的辖区内')
  return warning
}

async function readAlarms(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, limit: number, at: string): Promise<LinkageAlarmView[]> {
  const { rows } = await sql<{ o: Stored; place_name: string | null; headline: string | null; level: WarningLevel | null }>`
    select to_jsonb(t) as o, place_name(t.division_code) as place_name, coalesce(w.headline, i.title) as headline, w.level
    from linkage_alarm t left join warning w on w.id = t.warning_id left join incident i on i.id = t.incident_id
    where ${where} and ${withinScope(actor.scope, sql`t.division_code`)} order by t.raised_at desc, t.id desc limit ${limit}`.execute(db)
  const alarms = rows.map((row) => ({ row, alarm: LinkageAlarm.parse(objects.toObject('linkage-alarm', row.o)) }))
  const reveal = await readPersonalFacts(db, alarms.map(({ alarm }) => alarm.answer))
  return alarms.map(({ row, alarm }) => ({
    ...alarm, answer: reveal(alarm.answer), placeName: row.place_name ?? alarm.divisionCode, warningHeadline: row.headline ?? '', warningLevel: row.level,
    mayAnswer: mayAnswer(actor, alarm), minutesOpen: Math.max(0, Math.floor(minutesBetween(alarm.raisedAt, alarm.closedAt ?? at))),
  }))
}

/** Linkage alarms of the jurisdiction, newest first. */
export async function listLinkageAlarms(objects: ObjectStore, db: Queryable, actor: Actor, query: Page & { status: 'open' | 'all'; incidentId?: string | undefined }, at: string): Promise<{ items: LinkageAlarmView[]; next: string | null }> {
  const status = query.status === 'open' ? sql`t.status = 'open'` : sql`true`
  const incident = query.incidentId === undefined ? sql`true` : sql`t.incident_id = ${query.incidentId}::uuid`
  const all = await readAlarms(objects, db, actor, sql`${status} and ${incident} and ${beforeCursor(query.after, sql`t.raised_at`)}`, query.limit + 1, at)
  return pageOf(all, query.limit, (item) => item.raisedAt)
}

/** One alarm, as the answer to a command. @throws Problem not-found */
export async function getLinkageAlarm(objects: ObjectStore, db: Queryable, actor: Actor, id: string, at: string): Promise<LinkageAlarmView> {
  const [alarm] = await readAlarms(objects, db, actor, sql`t.id = ${id}::uuid`, 1, at)
  if (!alarm) throw new Problem('not-found', '没有找到这条告警，可能不在您的辖区内')
  return alarm
}
