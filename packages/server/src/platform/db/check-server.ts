import { Client } from 'pg'
import { StartupProblem, describeCause } from './startup-problem.ts'

/** Oldest PostgreSQL that our SQL runs on. */
const OLDEST_VERSION = 150_000

/**
 * Proves that a database can carry the record: version 15 or later, UTF8, and trigrams that know Chinese characters for letters.
 * Adds the extension `pg_trgm` (a trusted one: the owner of the database may).
 * @throws StartupProblem
 */
export async function checkServer(connectionString: string): Promise<void> {
  const client = new Client({ connectionString, application_name: 'fengsui check', connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined) // A connection that breaks also rejects the query under way; that is what we report.
  try {
    await client.connect()
  } catch (cause) {
    await client.end().catch(() => undefined)
    throw new StartupProblem(`连接不上数据库：${describeCause(cause)}。请检查数据库是否已启动、DATABASE_URL 中的地址、账号和密码是否正确。`)
  }
  try {
    const server = await client.query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
    )
    const { version = 0, encoding = '' } = server.rows[0] ?? {}
    if (version < OLDEST_VERSION) throw new StartupProblem(`数据库版本太旧（${version}），需要 PostgreSQL 15 以上。请升级或换一个数据库。`)
    if (encoding !== 'UTF8') throw new StartupProblem(`数据库的字符集是 ${encoding}，不能保存中文。请新建 ENCODING 为 UTF8 的数据库，并在 DATABASE_URL 中指定。`)
    try {
      await client.query('create extension if not exists pg_trgm')
    } catch (cause) {
      // Two programs that start together may both find it missing; the slower one is told that it exists.
      if ((await client.query(`select 1 from pg_extension where extname = 'pg_trgm'`)).rowCount === 0) {
        throw new StartupProblem(
          `数据库缺少 pg_trgm 扩展，也不能自动添加：${describeCause(cause)}。请安装 postgresql-contrib，并由数据库管理员执行 CREATE EXTENSION pg_trgm。`,
        )
      }
    }
    const trigrams = await client.query<{ count: number }>(`select cardinality(show_trgm('台风')) as count`)
    if ((trigrams.rows[0]?.count ?? 0) === 0) {
      throw new StartupProblem('数据库的区域设置（LC_CTYPE）不认识汉字，中文检索会查不到结果。请用 LC_CTYPE=C.UTF-8 重新建立数据库。')
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}
