import type { ResponseLevel } from '@fengsui/contract/incidents'
import type { StructuredPlan } from '@fengsui/contract/plans/structured'
import type { Warning } from '@fengsui/contract/warnings'
import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'
import { findRunningLevel, findWantedResponse, type PlanInForce, type RunningResponse, type WantedResponse } from './linkage-rules.ts'

/** What a warning asks for, and what runs. */
export type Judged = { wanted: WantedResponse | null; found: ResponseLevel | null }

/** What each warning asks of its own place and what runs there, in two queries however many warnings there are. */
export async function judgeLinkage(db: Queryable, warnings: readonly Pick<Warning, 'id' | 'hazard' | 'level' | 'divisionCode' | 'incidentId'>[], asOf: string): Promise<Map<string, Judged>> {
  if (warnings.length === 0) return new Map()
  const places = [...new Set(warnings.map((warning) => warning.divisionCode))]
  const plans = await sql<{ place: string; title: string; structure: StructuredPlan }>`
    select division_code as place, title, structure from plan where status = 'inForce' and division_code = any(${places}::text[]) order by title, id`.execute(db)
  const responses = await sql<RunningResponse & { place: string }>`
    select r.division_code as place, r.incident_id as "incidentId", r.level, p.hazards from response r join plan p on p.id = r.plan_id
    where r.status = 'active' and r.division_code = any(${places}::text[]) order by r.id`.execute(db)
  const wanted = new Map<string, WantedResponse | null>()
  return new Map(warnings.map((warning): [string, Judged] => {
    const own: PlanInForce[] = plans.rows.filter((plan) => plan.place === warning.divisionCode)
    const key = `${warning.divisionCode}|${warning.hazard}|${warning.level}`
    if (!wanted.has(key)) wanted.set(key, findWantedResponse(warning, own, asOf))
    const running = responses.rows.filter((response) => response.place === warning.divisionCode)
    return [warning.id, { wanted: wanted.get(key) ?? null, found: findRunningLevel(warning, running, own.map((plan) => plan.structure.hazards)) }]
  }))
}
