import { Plan } from '@fengsui/contract/plans'
import { Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor, Scope } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import type { SigningStand } from './signing-rules.ts'

/** A plan of the jurisdiction. @throws Problem not-found when missing or not to be seen */
export async function getPlan(objects: ObjectStore, db: Queryable, scope: Scope, planId: string): Promise<Plan> {
  const [row] = await objects.read(db, 'plan', sql`t.id = ${planId}::uuid and ${withinScope(scope, sql`t.division_code`)}`)
  if (!row) throw new Problem('not-found', '没有找到这个预案，可能不在您的辖区内')
  return Plan.parse(row)
}

/** Takes a plan together with those of the same title and place, in id order, so that two cannot come into force at once. */
export async function lockPlanFamily(objects: ObjectStore, tx: Transaction, plan: Pick<Plan, 'title' | 'divisionCode'>): Promise<Plan[]> {
  const rows = await objects.read(tx, 'plan', sql`t.title = ${plan.title} and t.division_code = ${plan.divisionCode}`, { lock: true })
  return rows.map((row) => Plan.parse(row))
}

/** Name of a place that has a government of its own. @throws Problem for unknown and purely statistical codes */
export async function getGovernedPlaceName(db: Queryable, divisionCode: string, path: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select place_name(code) as name from division where code = ${divisionCode} and valid_to is null and not statistical`.execute(db)
  const place = rows[0]
  if (!place) throw new Problem('invalid-input', '没有这个行政区划，请核对预案的适用地区', [{ path, message: '没有这个行政区划' }])
  return place.name
}

/** What the actor's signing power rests on: the posts its person holds in its place. */
export async function loadSigningStand(db: Queryable, actor: Actor): Promise<SigningStand> {
  const posts = actor.personId === null ? [] : (await sql<{ key: string }>`select key from post where person_id = ${actor.personId}::uuid and division_code = ${actor.divisionCode} order by key`.execute(db)).rows
  return { divisionCode: actor.divisionCode, roles: actor.roles, postKeys: posts.map((post) => post.key) }
}
