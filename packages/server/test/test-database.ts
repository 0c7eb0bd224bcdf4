import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { cloneDatabase, dropDatabase, ensureDatabase } from '../src/platform/db/create-database.ts'
import type { Database } from '../src/platform/db/database.ts'
import { openDatabase } from '../src/platform/db/database.ts'

/** A database of one's own for a test file. */
export interface TestDatabase {
  name: string
  /** As the owner, for child processes and for playing tricks behind the program's back. */
  connectionString: string
  /** The role the program works as; undefined where the server's login may not make roles. */
  role: string | undefined
  /** As the program sees it: with the application role's rights. */
  db: Database
  /** As the owner of the tables. */
  ownerDb: Database
  /** Closes the pools and removes the database. */
  drop(): Promise<void>
}

/** A fresh copy of the migrated, empty template. Call in `beforeAll`, and `drop` in `afterAll`. */
export function createTestDatabase(): Promise<TestDatabase> {
  return openTestDatabase((adminUrl, template, name) => cloneDatabase(adminUrl, template, name), inject('testDatabaseSource').role)
}

/** A database without any table, for tests of migrations. */
export function createBlankDatabase(): Promise<TestDatabase> {
  return openTestDatabase((adminUrl, _template, name) => ensureDatabase(adminUrl, name), undefined)
}

async function openTestDatabase(make: (adminUrl: string, template: string, name: string) => Promise<string>, role: string | undefined): Promise<TestDatabase> {
  const { adminUrl, template } = inject('testDatabaseSource')
  const name = `${template}_${randomBytes(4).toString('hex')}`
  const connectionString = await make(adminUrl, template, name)
  const db = openDatabase({ connectionString, poolSize: 10, applicationName: 'fengsui test', role })
  const ownerDb = openDatabase({ connectionString, poolSize: 2, applicationName: 'fengsui test owner' })
  return {
    name,
    connectionString,
    role,
    db,
    ownerDb,
    async drop() {
      await Promise.all([db.close(), ownerDb.close()])
      await dropDatabase(adminUrl, name)
    },
  }
}
