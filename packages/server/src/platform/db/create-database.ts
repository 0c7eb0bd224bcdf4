import { Client } from 'pg'
import { findSqlState, quoteName } from './database.ts'
import { StartupProblem, describeCause } from './startup-problem.ts'

/**
 * Makes the database unless it is there.
 * @param adminUrl any database of the server, as a role that may create databases
 * @returns the connection string of the database
 * @throws StartupProblem when the role may not
 */
export async function ensureDatabase(adminUrl: string, name: string): Promise<string> {
  await withAdmin(adminUrl, async (admin) => {
    const found = await admin.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount !== 0) return
    const version = await admin.query<{ version: number }>(`select current_setting('server_version_num')::int as version`)
    // The built-in provider came with 17; before it the system's C.UTF-8 knows Chinese characters for letters as well.
    const locale =
      (version.rows[0]?.version ?? 0) >= 170_000
        ? `locale_provider builtin builtin_locale 'C.UTF-8' lc_collate 'C' lc_ctype 'C.UTF-8'`
        : `lc_collate 'C' lc_ctype 'C.UTF-8'`
    try {
      await admin.query(`create database ${quoteName(name)} template template0 encoding 'UTF8' ${locale}`)
    } catch (cause) {
      const state = findSqlState(cause)
      if (state === '42P04' || state === '23505') return // Made by another program in the meantime.
      throw new StartupProblem(`不能建立数据库 ${name}：${describeCause(cause)}。请由数据库管理员用 UTF8 字符集建立它，或给账号 CREATEDB 权限。`)
    }
  })
  return databaseUrl(adminUrl, name)
}

/** Makes `name` an exact copy of `template`, to which nobody may be connected. Returns its connection string. */
export async function cloneDatabase(adminUrl: string, template: string, name: string): Promise<string> {
  // wal_log copies block by block instead of forcing two checkpoints: many times faster for a small template.
  await withAdmin(adminUrl, (admin) => admin.query(`create database ${quoteName(name)} template ${quoteName(template)} strategy wal_log`))
  return databaseUrl(adminUrl, name)
}

/** Removes a database, closing the connections that are still open to it. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withAdmin(adminUrl, (admin) => admin.query(`drop database if exists ${quoteName(name)} with (force)`))
}

/** Closes a database to connections and marks it as a template, or undoes both. */
export async function sealTemplate(adminUrl: string, name: string, sealed: boolean): Promise<void> {
  await withAdmin(adminUrl, (admin) => admin.query(`alter database ${quoteName(name)} with allow_connections ${String(!sealed)} is_template ${String(sealed)}`))
}

/** The same server and login, another database. */
export function databaseUrl(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(name)}`
  return changed.href
}

async function withAdmin(adminUrl: string, work: (admin: Client) => Promise<unknown>): Promise<void> {
  const admin = new Client({ connectionString: adminUrl, application_name: 'fengsui admin', connectionTimeoutMillis: 10_000 })
  admin.on('error', () => undefined) // A connection that breaks also rejects the query under way.
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end().catch(() => undefined)
  }
}
