import { SpotCheck, SpotCheckDraw, type SpotCheckDrawView, type SpotCheckRuleView, type SpotCheckStatistic, type SpotCheckView } from '@fengsui/contract/duty'
import { addMinutes, Instant, Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import type { DutyDeps } from './duty-deps.ts'
import { visibleDuty } from './duty-store.ts'
import { loadUnitNames } from './name-views.ts'
import { beforeCursor, cutPage } from './page-views.ts'
import { proveDraw } from './prove-draw.ts'
import { findRule, listCheckable } from './spot-check-store.ts'

interface Period {
  from?: string | undefined
  to?: string | undefined
}
const within = ({ from, to }: Period): RawBuilder<unknown> => sql`${from === undefined ? sql`true` : sql`t.called_at >= ${from}::timestamptz`} and ${to === undefined ? sql`true` : sql`t.called_at < ${to}::timestamptz`}`

async function read(deps: DutyDeps, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<SpotCheckView[]> {
  const checks = (await deps.objects.read(deps.database, 'spot-check', sql`${visibleDuty(actor)} and ${where}`, { order: sql`t.called_at desc, t.id desc`, limit })).map((row) => SpotCheck.parse(row))
  const [reveal, unitName] = await Promise.all([readPersonalFacts(deps.database, checks.map((check) => check.answer)), loadUnitNames(deps.database, checks.flatMap((check) => [check.unitId, check.byUnitId]))])
  return checks.map((check) => ({ ...check, answer: reveal(check.answer), unitName: unitName(check.unitId), byUnitName: unitName(check.byUnitId) }))
}

/** Checks of the jurisdiction and of the own unit, newest first. */
export async function listSpotChecks(deps: DutyDeps, actor: Actor, query: Period & { limit: number; after?: string | undefined; unitId?: string | undefined; status?: SpotCheck['status'] | undefined }): Promise<{ items: SpotCheckView[]; next: string | null }> {
  const where = sql`${within(query)} and ${query.unitId === undefined ? sql`true` : sql`t.unit_id = ${query.unitId}::uuid`} and ${query.status === undefined ? sql`true` : sql`t.status = ${query.status}`} and ${beforeCursor(query.after, sql`t.called_at`)}`
  return cutPage(await read(deps, actor, where, query.limit + 1), query.limit, (item) => item.calledAt)
}

/** Some checks, as the answer to a command. */
export async function getSpotChecks(deps: DutyDeps, actor: Actor, ids: readonly string[]): Promise<SpotCheckView[]> {
  return read(deps, actor, sql`t.id = any(${[...ids]}::uuid[])`, ids.length)
}
export async function getSpotCheck(deps: DutyDeps, actor: Actor, id: string): Promise<SpotCheckView> {
  const [check] = await getSpotChecks(deps, actor, [id])
  if (!check) throw new Problem('not-found', '没有找到这次查岗，可能不在您的辖区内')
  return check
}

/** Days that a statistic covers where nothing is said. */
const STATISTIC_DAYS = 366

/** How the desks of the jurisdiction answered, the worst first. */
export async function getSpotCheckStatistics(deps: DutyDeps, actor: Actor, query: Period): Promise<SpotCheckStatistic[]> {
  const from = query.from ?? addMinutes(deps.clocks.business.now(), -STATISTIC_DAYS * 24 * 60)
  const { rows } = await sql<SpotCheckStatistic>`
    select t.unit_id as "unitId", u.name as "unitName", count(*) as total, count(*) filter (where t.status = 'answered') as answered, count(*) filter (where t.status = 'late') as late, count(*) filter (where t.status = 'missed') as missed, count(*) filter (where t.status = 'waiting') as waiting,
      count(*) filter (where t."window" = 'night') as night, count(*) filter (where t."window" = 'holiday') as holiday, round(avg(t.answer_seconds))::integer as "averageSeconds", max(t.answer_seconds) as "longestSeconds", max(t.called_at) as "lastAt"
    from spot_check t join unit u on u.id = t.unit_id where ${visibleDuty(actor)} and ${within({ ...query, from })} group by t.unit_id, u.name
    order by count(*) filter (where t.status = 'missed') desc, count(*) filter (where t.status = 'late') desc, avg(t.answer_seconds) desc nulls last, t.unit_id limit 500`.execute(deps.database)
  return rows.map((row) => ({ ...row, lastAt: new Date(Date.parse(row.lastAt)).toISOString() }))
}

/** The rule of the actor's place. */
export async function getSpotCheckRule(deps: DutyDeps, actor: Actor): Promise<{ rule: SpotCheckRuleView | null; mayEdit: boolean }> {
  const mayEdit = actor.permissions.has('spot-check:make')
  const rule = await findRule(deps.objects, deps.database, actor.divisionCode)
  if (!rule) return { rule: null, mayEdit }
  const unitName = await loadUnitNames(deps.database, rule.unitIds)
  const { rows } = await sql<{ name: string }>`select place_name(${rule.divisionCode}) as name`.execute(deps.database)
  return { rule: { ...rule, placeName: rows[0]?.name ?? rule.divisionCode, units: rule.unitIds.map((id) => ({ id, name: unitName(id) })) }, mayEdit }
}

/** Units to choose from. */
export async function listCheckableUnits(deps: DutyDeps, actor: Actor, q: string | undefined): Promise<{ id: string; name: string; staffedAllHours: boolean; onDuty: boolean }[]> {
  const all = await listCheckable(deps.database, actor, null)
  return all.filter((unit) => unit.id !== actor.unitId && (q === undefined || unit.name.includes(q))).slice(0, 500).map(({ id, name, staffedAllHours, onDuty }) => ({ id, name, staffedAllHours, onDuty }))
}

/** Draws of the jurisdiction, newest first; opened ones with the proof worked out anew. */
export async function listSpotCheckDraws(deps: DutyDeps, actor: Actor, query: { limit: number; after?: string | undefined }): Promise<{ items: SpotCheckDrawView[]; next: string | null }> {
  const { rows } = await sql<{ o: Parameters<typeof deps.objects.toObject>[1]; placeName: string | null; made: unknown; endedAt: string | null }>`
    select to_jsonb(t) as o, place_name(t.division_code) as "placeName", r.ended_at as "endedAt", coalesce((select jsonb_agg(jsonb_build_object('unitId', c.unit_id, 'calledAt', c.called_at)) from spot_check c where c.draw_id = t.id), '[]') as made
    from spot_check_draw t left join spot_check_rule r on r.id = t.rule_id where ${withinScope(actor.scope, sql`t.division_code`)} and ${beforeCursor(query.after, sql`t.drawn_at`)} order by t.drawn_at desc, t.id desc limit ${query.limit + 1}`.execute(deps.database)
  const now = deps.clocks.business.now()
  const items = rows.map((row): SpotCheckDrawView => {
    const draw = SpotCheckDraw.parse(deps.objects.toObject('spot-check-draw', row.o))
    // Instants inside aggregated JSON carry the database's spelling.
    const made = z.array(z.object({ unitId: z.string(), calledAt: Instant })).parse(row.made)
    const proof = draw.status === 'revealed' ? proveDraw(draw, made, row.endedAt === null ? null : new Date(Date.parse(row.endedAt)).toISOString(), now) : null
    return { ...draw, placeName: row.placeName ?? draw.divisionCode, done: made.length, proven: proof?.proven ?? null, why: proof?.why ?? null }
  })
  return cutPage(items, query.limit, (item) => item.drawnAt)
}
