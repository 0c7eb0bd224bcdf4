import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBlankDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { prepareDatabase } from '../db/prepare-database.ts'
import { silentLog } from '../log.ts'
import { writeLastBackup } from './last-backup.ts'
import { checkUpgrade } from './upgrade-check.ts'

const migrationsDir = join(import.meta.dirname, '../../../migrations')
const NOW = '2026-07-02T00:00:00.000Z'
let test: TestDatabase
let dataDir: string
let older: string

beforeAll(async () => {
  test = await createBlankDatabase()
  dataDir = mkdtempSync(join(tmpdir(), 'fengsui-upgrade-'))
  older = mkdtempSync(join(tmpdir(), 'fengsui-older-'))
  for (const name of ['0001_platform.sql', '0002_main_job.sql', 'app_role.sql']) cpSync(join(migrationsDir, name), join(older, name))
})
afterAll(async () => {
  await test.drop()
  rmSync(dataDir, { recursive: true })
  rmSync(older, { recursive: true })
})

async function check(folder = migrationsDir): Promise<Record<string, string>> {
  const findings = await checkUpgrade({ connect: () => Promise.resolve({ connectionString: test.connectionString, close: () => Promise.resolve() }), dataDir, migrationsDir: folder, now: NOW, embedded: true })
  return Object.fromEntries(findings.map(({ key, ok, text }) => [key, `${ok ? '✓' : '✗'} ${text}`]))
}

describe('upgrade check', () => {
  it('finds nothing to upgrade, then says which steps are to come, changing nothing', async () => {
    expect(await check()).toMatchObject({ migrations: expect.stringMatching(/^✗ .*没有烽燧的数据/) as string, backup: expect.stringMatching(/^✗ 没有备份记录/) as string })
    await prepareDatabase({ connectionString: test.connectionString, migrationsDir: older, now: () => NOW, log: silentLog })
    const later = readdirSync(migrationsDir).filter((name) => /^\d{4}_/.test(name)).length - 2
    expect(await check()).toMatchObject({ postgres: expect.stringMatching(/^✓ PostgreSQL 1[5-9]/) as string, migrations: expect.stringMatching(new RegExp(`^✓ 已执行的 2 个.*将执行 ${later} 个：0003_`)) as string, disk: expect.stringMatching(/剩余 \d+ MB，需要 \d+ MB/) as string })
    expect((await sql`select version from schema_migration`.execute(test.ownerDb)).rows).toHaveLength(2)
    expect((await check(older))['migrations']).toMatch(/^✓ 结构已是最新/)
  })

  it('refuses steps that differ from what was applied, and a program older than the data', async () => {
    const altered = mkdtempSync(join(tmpdir(), 'fengsui-altered-'))
    cpSync(older, altered, { recursive: true })
    writeFileSync(join(altered, '0002_main_job.sql'), 'select 1;')
    expect((await check(altered))['migrations']).toMatch(/^✗ .*又被改动过/)
    rmSync(join(altered, '0002_main_job.sql'))
    expect((await check(altered))['migrations']).toMatch(/^✗ .*比本程序新/)
    rmSync(altered, { recursive: true })
  })

  it('wants a backup of the last day that is still there', async () => {
    const file = join(dataDir, 'x.fsbak')
    writeFileSync(file, '12345')
    const note = { file, bytes: 5, stateHash: '', position: 1 }
    writeLastBackup(dataDir, { ...note, at: '2026-06-30T23:00:00.000Z' })
    expect((await check())['backup']).toMatch(/^✗ .*超过 24 小时/)
    writeLastBackup(dataDir, { ...note, at: '2026-07-01T03:00:00.000Z' })
    expect((await check())['backup']).toMatch(/^✓/)
    writeFileSync(file, '1')
    expect((await check())['backup']).toMatch(/^✗ .*长度不符/)
    writeFileSync(join(dataDir, 'restore-unfinished.json'), '{}')
    expect((await check())['restore']).toMatch(/^✗ .*没有做完的恢复/)
  })
})
