import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'

/** Incidents outside the reader's place that were opened to its unit. */
export async function listOpenedIncidents(deps: ModuleDeps, actor: Actor): Promise<Set<string>> {
  const { rows } = await sql<{ object: string }>`select object from party where unit_id = ${actor.unitId} and object like 'incident:%'`.execute(deps.database)
  return new Set(rows.map((row) => row.object.slice('incident:'.length)))
}
