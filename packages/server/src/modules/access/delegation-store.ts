import type { Account, Delegation } from '@fengsui/contract/access'
import { sql } from 'kysely'
import type { Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'

/** Takes a delegation for this command. */
export async function lockDelegation(objects: ObjectStore, tx: Transaction, id: string): Promise<Delegation | undefined> {
  const [row] = await objects.read(tx, 'delegation', sql`t.id = ${id}`, { lock: true })
  return row as Delegation | undefined
}

/** Takes two accounts in a fixed order, so that two who delegate to each other do not block one another. */
export async function lockAccounts(objects: ObjectStore, tx: Transaction, ids: readonly string[]): Promise<Map<string, Account>> {
  const rows = (await objects.read(tx, 'account', sql`t.id = any(${[...ids]}::uuid[])`, { lock: true })) as Account[]
  return new Map(rows.map((row) => [row.id, row]))
}
