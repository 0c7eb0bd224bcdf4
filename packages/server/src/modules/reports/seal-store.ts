import type { Json } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { SigningKey } from '../../platform/journal/signing-key.ts'
import { SEAL_ALGORITHM, sealMessage } from './report-seal.ts'

/** Keeps the node's signature of what was just issued; beside the journal, because every node has a key of its own. */
export async function keepSignature(tx: Transaction, key: SigningKey, given: { reportId: string; digest: string; at: string }): Promise<void> {
  await sql`
    insert into report_signature (report_id, digest, algorithm, public_key, signature, signed_at)
    values (${given.reportId}::uuid, ${given.digest}, ${SEAL_ALGORITHM}, ${key.publicKey}, ${key.sign(sealMessage(given.reportId, given.digest, given.at))}, ${given.at}::timestamptz)`.execute(tx)
}

export interface StoredSignature {
  readonly digest: string
  readonly algorithm: string
  readonly publicKey: string
  readonly signature: string
  readonly signedAt: string
}

export async function findSignature(db: Queryable, reportId: string): Promise<StoredSignature | undefined> {
  const { rows } = await sql<StoredSignature>`select digest, algorithm, public_key as "publicKey", signature, signed_at as "signedAt" from report_signature where report_id = ${reportId}::uuid`.execute(db)
  return rows[0]
}

/** What the journal says was issued, or undefined. The chain itself is checked by `fengsui journal verify`. */
export async function findIssuedEntry(db: Queryable, reportId: string): Promise<{ [field: string]: Json } | undefined> {
  const { rows } = await sql<{ data: string }>`select data from journal where stream = ${`report:${reportId}`} and type = 'report.issued' order by version limit 1`.execute(db)
  const entry = rows[0] ? (JSON.parse(rows[0].data) as { changes: { object: string; id: string; set: { [field: string]: Json } }[] }) : undefined
  return entry?.changes.find((change) => change.object === 'report' && change.id === reportId)?.set
}

/** Texts with their salts, by reference. */
export async function readSaltedFacts(db: Queryable, refs: readonly string[]): Promise<ReadonlyMap<string, { value: string; salt: string }>> {
  const { rows } = await sql<{ ref: string; value: string; salt: string }>`select ref, value, salt from personal_fact where ref = any(${[...refs]}::text[])`.execute(db)
  return new Map(rows.map(({ ref, value, salt }) => [ref, { value, salt }]))
}
