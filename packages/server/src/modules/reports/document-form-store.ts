import { Problem } from '@fengsui/contract/kernel'
import type { DocumentForm } from '@fengsui/contract/reports'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

const NEWEST = sql`t.in_force_from desc, t.set_at desc, t.id desc`

/** The form of a unit's papers at an instant: the youngest in force, of those for the same instant the one set last. Undefined: the platform's default. */
export async function findFormInForce(objects: ObjectStore, db: Queryable, unitId: string, at: string): Promise<DocumentForm | undefined> {
  const [form] = (await objects.read(db, 'document-form', sql`t.unit_id = ${unitId}::uuid and t.in_force_from <= ${at}::timestamptz`, { order: NEWEST, limit: 1 })) as unknown as DocumentForm[]
  return form
}

/** All forms a unit has set, youngest first. */
export async function listForms(objects: ObjectStore, db: Queryable, unitId: string): Promise<DocumentForm[]> {
  return (await objects.read(db, 'document-form', sql`t.unit_id = ${unitId}::uuid`, { order: NEWEST, limit: 100 })) as unknown as DocumentForm[]
}

export interface FormUnit {
  readonly id: string
  readonly name: string
  readonly divisionCode: string
}

/** A unit in the actor's jurisdiction. @throws Problem not-found */
export async function getFormUnit(db: Queryable, actor: Actor, unitId: string): Promise<FormUnit> {
  const { rows } = await sql<FormUnit>`select t.id, t.name, t.division_code as "divisionCode" from unit t where t.id = ${unitId}::uuid and (${withinScope(actor.scope, sql`t.division_code`)} or t.id = ${actor.unitId}::uuid)`.execute(db)
  if (!rows[0]) throw new Problem('not-found', '没有找到这个单位，可能不在您的辖区内')
  return rows[0]
}
