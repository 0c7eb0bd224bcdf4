import type { ContactPoint, Person, Post, Unit } from '@fengsui/contract/org'
import { sql } from 'kysely'
import type { Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import type { KnownContact } from './org-rules.ts'

/** A unit, its row taken for this transaction. */
export async function findUnit(objects: ObjectStore, tx: Transaction, unitId: string): Promise<Unit | undefined> {
  const [row] = await objects.read(tx, 'unit', sql`t.id = ${unitId}`, { lock: true })
  return row as Unit | undefined
}

/** A place that has a government of its own, and so may have units. */
export async function findGovernedDivision(tx: Transaction, code: string): Promise<{ divisionCode: string } | undefined> {
  const { rows } = await sql<{ divisionCode: string }>`select code as "divisionCode" from division where code = ${code} and not statistical`.execute(tx)
  return rows[0]
}

export async function hasActiveAccounts(tx: Transaction, unitId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from account where unit_id = ${unitId} and status = 'active' limit 1`.execute(tx)
  return rows.length > 0
}

/** A person with name and contacts in clear, for comparing; the row is taken. */
export async function findPerson(objects: ObjectStore, tx: Transaction, personId: string): Promise<{ person: Person; name: string | null; contacts: KnownContact[] } | undefined> {
  const [row] = await objects.read(tx, 'person', sql`t.id = ${personId}`, { lock: true })
  if (!row) return undefined
  const person = row as Person
  const points = (await objects.read(tx, 'contact-point', sql`t.person_id = ${personId} and t.status = 'active'`)) as ContactPoint[]
  const valueOf = await readPersonalFacts(tx, [person.name, ...points.map((point) => point.value)])
  return { person, name: valueOf(person.name), contacts: points.map((point) => ({ id: point.id, kind: point.kind, value: valueOf(point.value) ?? '', preferred: point.preferred })) }
}

/** A post, its row taken. */
export async function findPost(objects: ObjectStore, tx: Transaction, postId: string): Promise<Post | undefined> {
  const [row] = await objects.read(tx, 'post', sql`t.id = ${postId}`, { lock: true })
  return row as Post | undefined
}

/** Posts a person holds, their rows taken. */
export async function listPostsHeld(objects: ObjectStore, tx: Transaction, personId: string): Promise<Post[]> {
  return (await objects.read(tx, 'post', sql`t.person_id = ${personId}`, { lock: true })) as Post[]
}
