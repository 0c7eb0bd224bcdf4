import type { Protected } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Queryable } from '../db/database.ts'

/** Shown where a value was destroyed on its day (突发事件应对法 Art 85). */
export const DESTROYED = '（已依法销毁）'

/** Resolves references to their values in one query. The caller has checked that the reader may see them. */
export async function readPersonalFacts(db: Queryable, references: readonly (Protected | null | undefined)[]): Promise<(reference: Protected | null | undefined) => string | null> {
  const refs = [...new Set(references.flatMap((reference) => (reference ? [reference.ref] : [])))]
  const values = new Map<string, string>()
  if (refs.length > 0) {
    const { rows } = await sql<{ ref: string; value: string }>`select ref, value from personal_fact where ref = any(${refs}::text[])`.execute(db)
    for (const row of rows) values.set(row.ref, row.value)
  }
  return (reference) => (reference ? (values.get(reference.ref) ?? DESTROYED) : null)
}

/** A telephone number as those without `contact:reveal` see it: `139****0001`. */
export function maskPhone(value: string): string {
  return value.length >= 7 ? `${value.slice(0, 3)}****${value.slice(-4)}` : '****'
}
