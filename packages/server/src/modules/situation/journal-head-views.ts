import { sql } from 'kysely'
import { readHead } from '../../platform/journal/heads.ts'
import type { ModuleDeps } from '../../platform/module.ts'

/** The last signed head; before the first signature the present end of the chain, unsigned. */
export async function readLatestHead(deps: ModuleDeps): Promise<{ epoch: number; position: number; chain: string; signedAt: string | null; signature: string | null }> {
  const { rows } = await sql<{ epoch: number; position: number; chain: string; signed_at: string; signature: string }>`
    select epoch, position, chain, signed_at, signature from journal_head order by epoch desc, position desc limit 1`.execute(deps.database)
  const head = rows[0]
  if (head) return { epoch: head.epoch, position: head.position, chain: head.chain, signedAt: head.signed_at, signature: head.signature }
  return { ...(await readHead(deps.database)), signedAt: null, signature: null }
}
