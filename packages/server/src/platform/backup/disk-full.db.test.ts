import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../test/test-platform.ts'
import { openDatabase } from '../db/database.ts'
import { ensureDatabase } from '../db/create-database.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../db/embedded/embedded-postgres.ts'
import { toProblem } from '../http/problem-mapper.ts'
import { silentLog } from '../log.ts'
import { writeBackup } from './write-backup.ts'

/** A disk of a few megabytes in memory; null where we may not mount one. */
function mountSmallDisk(megabytes: number): { path: string; unmount(): void } | null {
  const path = mkdtempSync(join(tmpdir(), 'fengsui-disk-'))
  const mounted = process.platform === 'linux' && process.geteuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]).status === 0
  const unmount = () => {
    if (mounted) spawnSync('umount', ['-l', path])
    rmSync(path, { recursive: true, force: true })
  }
  if (mounted) return { path, unmount }
  unmount()
  process.stderr.write('不能挂载小磁盘（需要 root）：磁盘写满的测试跳过\n')
  return null
}

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform()
})
afterAll(() => platform.close())

describe('a full disk', () => {
  it('stops a backup with a clear word and leaves no half file', async (context) => {
    const disk = mountSmallDisk(1)
    if (disk === null) return context.skip()
    const dataDir = mkdtempSync(join(tmpdir(), 'fengsui-full-'))
    try {
      writeFileSync(join(disk.path, 'ballast'), Buffer.alloc(1000 * 1024))
      await sql`insert into personal_fact (ref, subject, value, salt) select 'r' || i, 's', md5(i::text) || md5((i * 7)::text) || md5((i * 13)::text), 'salt' from generate_series(1, 5000) i`.execute(platform.db.ownerDb)
      const file = join(disk.path, 'b.fsbak')
      const attempt = () => writeBackup({ connectionString: platform.db.connectionString, dataDir, file, passphrase: null, program: '0', now: () => '2026-07-01T00:00:00.000Z' })
      await expect(attempt()).rejects.toThrow(/磁盘已满.*没有留下半个文件/)
      expect(readdirSync(disk.path)).toEqual(['ballast'])
      expect(existsSync(join(dataDir, 'last-backup.json'))).toBe(false)
      rmSync(join(disk.path, 'ballast'))
      expect(await attempt()).toMatchObject({ file })
      expect(readdirSync(disk.path)).toEqual(['b.fsbak'])
    } finally {
      disk.unmount()
      rmSync(dataDir, { recursive: true, force: true })
    }
  })

  it('answers 503 while it lasts, loses nothing, and goes on by itself when there is room again', async (context) => {
    const disk = mountSmallDisk(220)
    if (disk === null) return context.skip()
    let server: EmbeddedPostgres | undefined
    try {
      server = await startEmbeddedPostgres({ dataDir: join(disk.path, 'data'), log: silentLog, now: () => '2026-07-01T00:00:00.000Z', settings: { max_wal_size: '64MB', min_wal_size: '32MB', checkpoint_timeout: '30s' } })
      const database = openDatabase({ connectionString: await ensureDatabase(server.connectionString('postgres'), 'full'), poolSize: 2, applicationName: 'test' })
      try {
        await sql`create table note (id int primary key, text text)`.execute(database)
        await sql`insert into note values (1, '先有的')`.execute(database)
        let failure: unknown
        for (let i = 0; i < 40 && failure === undefined; i += 1) {
          const from = 10 + i * 2000
          failure = await sql`insert into note select n, (select string_agg(md5((n * 64 + k)::text), '') from generate_series(1, 60) k) from generate_series(${from}::int, ${from + 1999}::int) n`.execute(database).then(() => undefined, (error: unknown) => error)
          if (failure === undefined && i === 1) writeFileSync(join(disk.path, 'ballast'), Buffer.alloc(60_000_000))
        }
        const problem = toProblem(failure)
        expect(problem).toBeInstanceOf(Problem)
        expect(problem.toBody()).toMatchObject({ status: 503, code: 'unavailable' })
        rmSync(join(disk.path, 'ballast'))
        await expect.poll(() => sql`insert into note values (2, '腾出空间以后') on conflict do nothing`.execute(database).then(() => 'saved', () => 'refused'), { timeout: 40_000, interval: 300 }).toBe('saved')
        expect((await sql<{ text: string }>`select text from note where id = 1`.execute(database)).rows).toEqual([{ text: '先有的' }])
      } finally {
        await database.close()
      }
    } finally {
      await server?.stop()
      disk.unmount()
    }
  })
})
