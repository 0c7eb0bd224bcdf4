import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../actor.ts'

/**
 * Condition that a row may be read: its place lies in the jurisdiction, or one of `objects` (texts such as `incident:<id>`) was
 * opened to the actor's unit. Every read of business objects goes through this; there is no variant without a scope.
 */
export function withinScope(scope: Scope, division: RawBuilder<unknown>, ...objects: RawBuilder<unknown>[]): RawBuilder<unknown> {
  const inPlace = sql`(${division} >= ${scope.lo} and ${division} < ${scope.hi})`
  if (objects.length === 0) return inPlace
  return sql`(${inPlace} or exists (select 1 from party p where p.unit_id = ${scope.unitId} and p.object in (${sql.join(objects)})))`
}
