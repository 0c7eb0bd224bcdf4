import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { dropDatabase, ensureDatabase, sealTemplate } from '../src/platform/db/create-database.ts'
import { prepareDatabase } from '../src/platform/db/prepare-database.ts'
import { silentLog } from '../src/platform/log.ts'
import { startTestCluster } from './test-cluster.ts'

/** What test files need to make their own database. */
export interface TestDatabaseSource {
  adminUrl: string
  /** Migrated, empty, closed to connections. Names of the run's databases start with it. */
  template: string
  role: string | undefined
}

declare module 'vitest' {
  interface ProvidedContext {
    testDatabaseSource: TestDatabaseSource
  }
}

/** One cluster and one migrated template for the whole run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster()
  const template = `fengsui_test_${randomBytes(4).toString('hex')}`
  const { adminUrl } = cluster
  const tidyUp = async () => {
    try {
      await dropRunDatabases(adminUrl, template)
    } finally {
      await cluster.stop()
    }
  }
  try {
    const connectionString = await ensureDatabase(adminUrl, template)
    const migrationsDir = join(import.meta.dirname, '../migrations')
    const { role } = await prepareDatabase({ connectionString, migrationsDir, now: () => '2019-08-09T16:00:00.000Z', log: silentLog })
    await sealTemplate(adminUrl, template, true)
    project.provide('testDatabaseSource', { adminUrl, template, role })
  } catch (cause) {
    await tidyUp()
    throw cause
  }
  return tidyUp
}

async function dropRunDatabases(adminUrl: string, template: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl })
  await admin.connect()
  const found = await admin.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [template])
  await admin.end()
  for (const { datname } of found.rows) {
    if (datname === template) await sealTemplate(adminUrl, template, false)
    await dropDatabase(adminUrl, datname)
  }
}
