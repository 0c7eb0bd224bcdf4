import type { Station, TyphoonFix } from '@fengsui/contract/monitoring'
import { Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

/** Gauges of the jurisdiction, by code. */
export async function listStations(deps: ModuleDeps, actor: Actor): Promise<Station[]> {
  return (await deps.objects.read(deps.database, 'station', withinScope(actor.scope, sql`t.division_code`), { order: sql`t.code` })) as Station[]
}

/** Fixes of all typhoons or one, oldest first; public knowledge, so without a scope. */
export async function listTyphoonFixes(deps: ModuleDeps, number: string | null): Promise<TyphoonFix[]> {
  const where = number === null ? sql`true` : sql`t.number = ${number}`
  return (await deps.objects.read(deps.database, 'typhoon-fix', where, { order: sql`t.number, t.fixed_at` })) as TyphoonFix[]
}

export async function getTyphoonFix(deps: ModuleDeps, id: string): Promise<TyphoonFix> {
  const [fix] = await deps.objects.read(deps.database, 'typhoon-fix', sql`t.id = ${id}`)
  if (!fix) throw new Problem('not-found', '没有这个台风定位')
  return fix as TyphoonFix
}
