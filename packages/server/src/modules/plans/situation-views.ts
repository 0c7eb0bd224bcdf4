import { Incident } from '@fengsui/contract/incidents'
import { divisionAt, divisionLevelOf, divisionLevels, divisionRange, Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Scope } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import type { KnownFacts, TyphoonState } from './situation-rules.ts'

/** A gauge reading or typhoon fix older than this says nothing about now. */
const CURRENT_HOURS = 24

/** The code one step above, or null for a province. */
function parentOf(divisionCode: string): string | null {
  const index = divisionLevels.indexOf(divisionLevelOf(divisionCode))
  const level = divisionLevels[index - 1]
  return level === undefined ? null : divisionAt(divisionCode, level)
}

/** @throws Problem not-found when the incident is missing or not to be seen */
export async function getIncidentForPlan(objects: ObjectStore, db: Queryable, scope: Scope, incidentId: string): Promise<Incident> {
  const [row] = await objects.read(db, 'incident', sql`t.id = ${incidentId}::uuid and ${withinScope(scope, sql`t.division_code`, sql`'incident:' || t.id`)}`)
  if (!row) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
  return Incident.parse(row)
}

async function findTyphoonState(db: Queryable, at: string, landfallOnly: boolean): Promise<TyphoonState | null> {
  const { rows } = await sql<TyphoonState>`
    select position[0] as longitude, position[1] as latitude, wind_metres_per_second as "windMetresPerSecond" from typhoon_fix
    where fixed_at <= ${at} and fixed_at > ${at}::timestamptz - make_interval(hours => ${CURRENT_HOURS}) and (${!landfallOnly} or landfall is not null)
    order by fixed_at desc, number desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** What the tables know at `at` about a place and, when given, an incident. */
export async function loadKnownFacts(db: Queryable, divisionCode: string, incident: Incident | null, at: string): Promise<KnownFacts> {
  const { lo, hi } = divisionRange(divisionCode)
  const parent = parentOf(divisionCode)
  const [place, gauges, typhoon, landfall, levels, warnings] = await Promise.all([
    sql<{ longitude: number; latitude: number }>`select position[0] as longitude, position[1] as latitude from division where code = ${divisionCode} and position is not null`.execute(db),
    sql<{ aboveWarningMetres: number | null; aboveGuaranteeMetres: number | null }>`
      select distinct on (s.gauge->>'stationId') (s.gauge->>'levelMetres')::numeric - k.warning_level_metres as "aboveWarningMetres", (s.gauge->>'aboveGuaranteeMetres')::numeric as "aboveGuaranteeMetres"
      from signal s left join station k on k.id = (s.gauge->>'stationId')::uuid
      where s.gauge is not null and s.status <> 'rejected' and s.division_code >= ${lo} and s.division_code < ${hi}
        and (s.gauge->>'readAt')::timestamptz <= ${at} and (s.gauge->>'readAt')::timestamptz > ${at}::timestamptz - make_interval(hours => ${CURRENT_HOURS})
      order by s.gauge->>'stationId', (s.gauge->>'readAt')::timestamptz desc, s.id`.execute(db),
    findTyphoonState(db, at, false),
    findTyphoonState(db, at, true),
    sql<{ own: number; upper: number | null }>`
      select coalesce((select min(level) from response where status = 'active' and division_code = ${divisionCode} and incident_id = ${incident?.id ?? null}::uuid), 0) as own,
             case when exists (select 1 from plan where status = 'inForce' and division_code = ${parent}) then coalesce((select min(level) from response where status = 'active' and division_code = ${parent}), 0) end as upper`.execute(db),
    sql<KnownFacts['warnings'][number]>`
      select hazard, level from warning where status = 'inForce' and division_code = any(${divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1).map((level) => divisionAt(divisionCode, level))}::text[]) order by id`.execute(db),
  ])
  return {
    place: place.rows[0] ?? null,
    incident: incident && { facts: incident.facts, grade: incident.grade },
    gauges: gauges.rows,
    typhoon,
    landfall,
    currentLevel: levels.rows[0]?.own ?? 0,
    upperLevel: levels.rows[0]?.upper ?? null,
    warnings: warnings.rows,
  }
}
