import { divisionAt, divisionLevelOf, divisionLevels } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

/** Condition on an incident `i`: its place lies in the jurisdiction, or it was opened to the unit. */
export function visibleIncident(actor: Actor): RawBuilder<unknown> {
  return withinScope(actor.scope, sql`i.division_code`, sql`'incident:' || i.id`)
}

/**
 * Condition on what a headquarters of place `t.division_code` ordered for `t.incident_id`: the place lies in the jurisdiction; or it
 * is a place above the actor's and the incident may be seen; or (`own`) it concerns the actor's unit. A neighbour's never.
 */
export function visibleOrder(actor: Actor, own: RawBuilder<unknown> = sql`false`): RawBuilder<unknown> {
  const above = divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(actor.divisionCode)) + 1).map((level) => divisionAt(actor.divisionCode, level))
  return sql`(${withinScope(actor.scope, sql`t.division_code`)} or ${own}
    or (t.division_code = any(${above}::text[]) and exists (select 1 from incident i where i.id = t.incident_id and ${visibleIncident(actor)})))`
}

/** The same for what is addressed to a unit. */
export function visibleToUnit(actor: Actor, column: 'unit_id' | 'to_unit_id'): RawBuilder<unknown> {
  return visibleOrder(actor, sql`t.${sql.id(column)} = ${actor.unitId}::uuid`)
}
