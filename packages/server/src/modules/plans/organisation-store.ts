import { divisionAt, divisionLevelOf, divisionLevels, divisionRange } from '@fengsui/contract/kernel'
import type { PlanOrganisation, StructuredPlan, UnitRef } from '@fengsui/contract/plans/structured'
import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'

/** Duties the plan gives to every unit that carries them (各县、各乡镇), the only ones looked for below the place itself. */
function listEachRoles(plan: StructuredPlan): string[] {
  const refs: UnitRef[] = [
    ...plan.headquarters.members,
    ...plan.groups.flatMap((group) => [group.lead, ...group.members]),
    ...plan.responseLevels.flatMap((level) => [...level.tasks.map((task) => task.owner), ...level.notices.flatMap((notice) => ('unitRole' in notice.to ? [notice.to] : []))]),
  ]
  return [...new Set(refs.filter((ref) => ref.each === true).map((ref) => ref.unitRole))].sort()
}

/**
 * The organisation a plan is carried out with: the units of its place, of the places above, and below it those of the duties the
 * plan gives to "each". Lists are ordered by id, so that the same data resolve alike.
 */
export async function loadOrganisation(db: Queryable, plan: StructuredPlan, fallbackUnitId: string): Promise<PlanOrganisation> {
  const area = plan.areaDivisionCode
  const places = divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(area)) + 1).map((level) => divisionAt(area, level))
  const { lo, hi } = divisionRange(area)
  const units = await sql<PlanOrganisation['units'][number]>`
    select id, role, name, division_code as "divisionCode" from unit
    where status = 'active' and (division_code = any(${places}::text[]) or (division_code >= ${lo} and division_code < ${hi} and role = any(${listEachRoles(plan)}::text[])))
    order by id`.execute(db)
  const posts = await sql<PlanOrganisation['posts'][number]>`
    select key, unit_id as "unitId", division_code as "divisionCode", lead, person_id as "personId" from post
    where division_code = ${area} or unit_id = any(${units.rows.map((unit) => unit.id)}::uuid[])
    order by id`.execute(db)
  return { units: units.rows, posts: posts.rows, fallbackUnitId }
}
