import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { dropDatabase, ensureDatabase } from '../src/platform/db/create-database.ts'

const OUTSIDE = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres'

/** An outside PostgreSQL that may be used for tests; null when none answers. With CI=true an absent one is an error. */
export async function findOutsideServer(): Promise<string | null> {
  const client = new Client({ connectionString: OUTSIDE, connectionTimeoutMillis: 3000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return OUTSIDE
  } catch (cause) {
    if (process.env['CI'] === 'true') throw cause
    process.stderr.write('外部 PostgreSQL 没有应答（TEST_DATABASE_URL）：内置与外部之间互相恢复的测试跳过\n')
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
