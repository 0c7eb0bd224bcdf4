import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

/** Condition on an incident `i`: its place lies in the jurisdiction, or it was opened to the unit. */
export function visibleIncident(actor: Actor): RawBuilder<unknown> {
  return withinScope(actor.scope, sql`i.division_code`, sql`'incident:' || i.id`)
}

/** Condition on a request `t`: the asking place lies in the jurisdiction or it is addressed to the unit; a draft is nobody's business but the asking place's own. */
export function visibleRequest(actor: Actor): RawBuilder<unknown> {
  return sql`(t.division_code = ${actor.divisionCode} or (t.status <> 'draft' and (t.to_unit_id = ${actor.unitId}::uuid or ${withinScope(actor.scope, sql`t.division_code`)})))`
}

/** Condition on a shortage `t`: the place that lacks something lies in the jurisdiction. */
export function visibleShortage(actor: Actor): RawBuilder<unknown> {
  return withinScope(actor.scope, sql`t.division_code`)
}

/** Condition on an order `t`: the place that gave it, where it goes to or where it comes from lies in the jurisdiction, or the unit sends or receives it. */
export function visibleDispatch(actor: Actor): RawBuilder<unknown> {
  return sql`(t.unit_id = ${actor.unitId}::uuid or t.receiver_unit_id = ${actor.unitId}::uuid or ${withinScope(actor.scope, sql`t.division_code`)} or ${withinScope(actor.scope, sql`t.destination_division_code`)}
    or exists (select 1 from unit o where o.id = t.unit_id and ${withinScope(actor.scope, sql`o.division_code`)}))`
}
