import type { Protected } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'

/** Names of accounts: of the person, else the user name. Two statements however many there are. */
export async function loadAccountNames(db: Queryable, ids: readonly (string | null)[]): Promise<(id: string | null) => string> {
  const wanted = [...new Set(ids.flatMap((id) => (id === null ? [] : [id])))]
  if (wanted.length === 0) return () => ''
  const { rows } = await sql<{ id: string; username: string; name: Protected | null }>`select a.id, a.username, p.name from account a left join person p on p.id = a.person_id where a.id = any(${wanted}::uuid[])`.execute(db)
  const nameOf = await readPersonalFacts(db, rows.map((row) => row.name))
  const names = new Map(rows.map((row) => [row.id, nameOf(row.name) ?? row.username]))
  return (id) => (id === null ? '' : (names.get(id) ?? ''))
}

/** Names of persons. */
export async function loadPersonNames(db: Queryable, ids: readonly (string | null)[]): Promise<(id: string | null) => string | null> {
  const wanted = [...new Set(ids.flatMap((id) => (id === null ? [] : [id])))]
  if (wanted.length === 0) return () => null
  const { rows } = await sql<{ id: string; name: Protected }>`select id, name from person where id = any(${wanted}::uuid[])`.execute(db)
  const nameOf = await readPersonalFacts(db, rows.map((row) => row.name))
  const names = new Map(rows.map((row) => [row.id, nameOf(row.name)]))
  return (id) => (id === null ? null : (names.get(id) ?? null))
}

/** Names of units. */
export async function loadUnitNames(db: Queryable, ids: readonly (string | null)[]): Promise<(id: string | null) => string> {
  const wanted = [...new Set(ids.flatMap((id) => (id === null ? [] : [id])))]
  if (wanted.length === 0) return () => ''
  const { rows } = await sql<{ id: string; name: string }>`select id, name from unit where id = any(${wanted}::uuid[])`.execute(db)
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return (id) => (id === null ? '' : (names.get(id) ?? ''))
}
