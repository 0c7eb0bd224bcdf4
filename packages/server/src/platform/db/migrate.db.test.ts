import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBlankDatabase } from '../../../test/test-database.ts'
import type { TestDatabase } from '../../../test/test-database.ts'
import { silentLog } from '../log.ts'
import { openDatabase } from './database.ts'
import { prepareDatabase } from './prepare-database.ts'
import { StartupProblem } from './startup-problem.ts'

const AT = '2019-08-09T16:00:00.000Z'
let test: TestDatabase
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fengsui-migrations-'))
  test = await createBlankDatabase()
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await test.drop()
})
const write = (file: string, text: string) => writeFileSync(join(folder, file), text)
const prepare = () => prepareDatabase({ connectionString: test.connectionString, migrationsDir: folder, now: () => AT, log: silentLog })
const recorded = async () => (await sql<{ name: string; applied_at: string }>`select name, applied_at from schema_migration order by version`.execute(test.db)).rows

describe('prepareDatabase', () => {
  it('applies each step once, also when several programs start together', async () => {
    write('0001_town.sql', 'create table town (code text primary key);')
    write('0002_rows.sql', `insert into town values ('331002001'); insert into town values ('331002002');`)
    const results = await Promise.all([prepare(), prepare(), prepare()])
    expect(results.map(({ version }) => version)).toEqual([2, 2, 2])
    expect(await recorded()).toEqual([
      { name: '0001_town', applied_at: AT },
      { name: '0002_rows', applied_at: AT },
    ])
    write('0003_more.sql', `insert into town values ('331002003');`)
    await prepare()
    expect((await sql`select code from town order by code`.execute(test.db)).rows).toHaveLength(3)
  })

  it('leaves nothing of a failed step, and continues once it is put right', async () => {
    write('0001_town.sql', 'create table town (code text primary key);')
    write('0002_broken.sql', 'create table village (code text); select nothing from nowhere;')
    await expect(prepare()).rejects.toThrow(StartupProblem)
    await expect(prepare()).rejects.toThrow(/0002_broken 没有执行成功，数据库保持原样.*nowhere/)
    expect((await recorded()).map(({ name }) => name)).toEqual(['0001_town'])
    expect((await sql`select to_regclass('village') as t`.execute(test.db)).rows).toEqual([{ t: null }])
    write('0002_broken.sql', 'create table village (code text);')
    expect((await prepare()).version).toBe(2)
  })

  it('refuses a changed step and a database from a newer program, touching nothing', async () => {
    write('0001_town.sql', 'create table town (code text primary key);')
    write('0002_village.sql', 'create table village (code text);')
    await prepare()
    write('0002_village.sql', 'create table village (code text, name text);')
    await expect(prepare()).rejects.toThrow(/又被改动过/)
    rmSync(join(folder, '0002_village.sql'))
    await expect(prepare()).rejects.toThrow(/比本程序新/)
  })

  it('lets the application role work with rows, and takes back what app_role.sql says', async () => {
    write('0001_log.sql', 'create table record (id bigint generated always as identity primary key, text text); create table town (code text);')
    write('app_role.sql', 'revoke update, delete on record from fengsui_app;')
    const { role } = await prepare()
    if (role === undefined) return // A server whose login may not make roles: nothing to restrict.
    const db = openDatabase({ connectionString: test.connectionString, poolSize: 1, applicationName: 'fengsui test', role })
    await sql`insert into record (text) values ('first')`.execute(db)
    await sql`insert into town values ('331002001')`.execute(db)
    await sql`delete from town`.execute(db)
    for (const statement of ['update record set text = null', 'delete from record', 'truncate record', 'drop table record', 'truncate town']) {
      await expect(sql.raw(statement).execute(db), statement).rejects.toThrow(/permission denied|must be owner/)
    }
    await db.close()
  })
})
