import type { Log } from '../log.ts'
import { grantApplicationRole } from './application-role.ts'
import { checkServer } from './check-server.ts'
import { migrate, readMigrations } from './migrate.ts'

/**
 * Makes a database fit for this program: checks the server, migrates as the owner, renews the application role's rights.
 * @returns the role for `openDatabase`, and the schema version
 * @throws StartupProblem
 */
export async function prepareDatabase(options: {
  connectionString: string
  migrationsDir: string
  now: () => string
  log: Log
}): Promise<{ role: string | undefined; version: number }> {
  await checkServer(options.connectionString)
  const { version } = await migrate({ ...options, migrations: readMigrations(options.migrationsDir) })
  return { role: await grantApplicationRole(options), version }
}
