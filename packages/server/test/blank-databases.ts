import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { dropDatabase, ensureDatabase } from '../src/platform/db/create-database.ts'
import { findGivenServer, startEmbeddedCluster, type TestCluster } from './test-cluster.ts'

const USUAL_OUTSIDE = 'postgres://postgres@127.0.0.1:5432/postgres'

/**
 * A server of the other kind than the one this run tests against: the embedded PostgreSQL in a run against an outside one, else an
 * outside one on its usual port. Null when none answers, as in the empty network of the plain test command; a run against an
 * outside server always has both.
 */
export async function findOtherServer(): Promise<TestCluster | null> {
  if (findGivenServer() !== null) return startEmbeddedCluster()
  const client = new Client({ connectionString: USUAL_OUTSIDE, connectionTimeoutMillis: 3000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return { adminUrl: USUAL_OUTSIDE, stop: () => Promise.resolve() }
  } catch {
    return null
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A database without any table on a server of one's choice. */
export async function makeBlankDatabase(adminUrl: string): Promise<{ connectionString: string; drop(): Promise<void> }> {
  const name = `fengsui_blank_${randomBytes(4).toString('hex')}`
  const connectionString = await ensureDatabase(adminUrl, name)
  return { connectionString, drop: () => dropDatabase(adminUrl, name) }
}
