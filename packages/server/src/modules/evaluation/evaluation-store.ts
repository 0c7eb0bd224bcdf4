import type { Evaluation, Improvement } from '@fengsui/contract/evaluation'
import { Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

/** The evaluation of an incident, taken for this command; two who begin one at once wait for each other. */
export async function lockEvaluation(objects: ObjectStore, tx: Transaction, incidentId: string, divisionCode: string): Promise<Evaluation | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`evaluation:${incidentId}`}, 0))`.execute(tx)
  const [row] = await objects.read(tx, 'evaluation', sql`t.incident_id = ${incidentId}::uuid and t.division_code = ${divisionCode}`, { lock: true })
  return row as unknown as Evaluation | undefined
}

/** @throws Problem not-found outside the jurisdiction */
export async function lockImprovement(objects: ObjectStore, tx: Transaction, actor: Actor, id: string): Promise<Improvement> {
  const [row] = await objects.read(tx, 'improvement', sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有这条改进建议，或它不在您的辖区')
  return row as unknown as Improvement
}

/** Whether a plan may be named by the actor. */
export async function isPlanVisible(tx: Transaction, actor: Actor, planId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from plan p where p.id = ${planId}::uuid and ${withinScope(actor.scope, sql`p.division_code`)}`.execute(tx)
  return rows.length > 0
}
