import { Problem } from '@fengsui/contract/kernel'
import type { ReliefResponse } from '@fengsui/contract/reports'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { placesAbove } from './clock-conduct-rules.ts'

/** Condition on `relief_response t`: it covers the actor's place from above, or lies in the jurisdiction. */
export function visibleRelief(actor: Actor): RawBuilder<unknown> {
  return sql`(t.division_code = any(${placesAbove(actor.divisionCode)}::text[]) or ${withinScope(actor.scope, sql`t.division_code`)})`
}

/** @throws Problem not-found */
export async function lockReliefResponse(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<ReliefResponse> {
  const [response] = (await objects.read(tx, 'relief-response', sql`t.id = ${id}::uuid and ${visibleRelief(actor)}`, { lock: true })) as unknown as ReliefResponse[]
  if (!response) throw new Problem('not-found', '没有找到这次救灾响应')
  return response
}

/** @throws Problem for a code that is no place in force */
export async function requirePlace(db: Queryable, divisionCode: string): Promise<void> {
  const { rows } = await sql`select 1 from division where code = ${divisionCode} and valid_to is null`.execute(db)
  if (rows.length === 0) throw new Problem('invalid-input', '没有这个行政区划，请从列表中选择地点', [{ path: 'divisionCode', message: '没有这个行政区划' }])
}
