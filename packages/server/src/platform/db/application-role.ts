import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Log } from '../log.ts'
import { findSqlState } from './database.ts'
import { MIGRATION_LOCK } from './migrate.ts'
import { StartupProblem, describeCause } from './startup-problem.ts'

/** The role the running program works as; the owner's rights are for migrations only. */
export const APPLICATION_ROLE = 'fengsui_app'

/** Read and write everything, own nothing. What is append-only is taken back by `app_role.sql` beside the migrations. */
const GENERAL_RIGHTS = `
  grant usage on schema public to ${APPLICATION_ROLE};
  grant select, insert, update, delete on all tables in schema public to ${APPLICATION_ROLE};
  grant usage, select on all sequences in schema public to ${APPLICATION_ROLE};
  revoke insert, update, delete on schema_migration from ${APPLICATION_ROLE};`

/**
 * Makes the application role where we may and renews its rights after a migration.
 * @returns the role to open the database with; undefined where this login may not make roles, which the log says
 */
export async function grantApplicationRole(options: { connectionString: string; migrationsDir: string; log: Log }): Promise<string | undefined> {
  const client = new Client({ connectionString: options.connectionString, application_name: 'fengsui migrate', connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined) // A connection that breaks also rejects the query under way.
  await client.connect()
  try {
    if (!(await createRole(client)) || !(await mayTakeOn(client))) {
      options.log.info(`当前数据库账号不能建立或使用受限角色 ${APPLICATION_ROLE}，程序将直接以该账号运行；流水防篡改仍由触发器和签名保证。`)
      return undefined
    }
    const restrictions = join(options.migrationsDir, 'app_role.sql')
    await client.query('begin')
    // One program at a time: two that change the rights of one table at the same moment collide in the catalogue.
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await client.query(GENERAL_RIGHTS)
    if (existsSync(restrictions)) await client.query(readFileSync(restrictions, 'utf8'))
    await client.query('commit')
    return APPLICATION_ROLE
  } catch (cause) {
    throw new StartupProblem(`不能给数据库角色 ${APPLICATION_ROLE} 授权：${describeCause(cause)}。请让数据库账号成为这些表的所有者后重新启动。`)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function createRole(client: Client): Promise<boolean> {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [APPLICATION_ROLE])
  if (found.rowCount !== 0) return true
  try {
    await client.query(`create role ${APPLICATION_ROLE} nologin`)
    return true
  } catch (cause) {
    const state = findSqlState(cause)
    if (state === '42501') return false
    // The role belongs to the whole server: a program on another database of it may have been faster.
    if (state === '42710' || state === '23505') return true
    throw cause
  }
}

/** Whether this login can take the role on, by membership if need be. */
async function mayTakeOn(client: Client): Promise<boolean> {
  const canSet = () =>
    client.query(`set role ${APPLICATION_ROLE}`).then(
      () => true,
      () => false,
    )
  let able = await canSet()
  if (!able) {
    await client.query(`grant ${APPLICATION_ROLE} to current_user`).catch(() => undefined)
    able = await canSet()
  }
  await client.query('reset role')
  return able
}
