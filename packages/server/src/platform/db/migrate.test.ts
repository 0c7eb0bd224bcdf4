import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Migration, planMigrations, readMigrations } from './migrate.ts'

const step = (version: number, sha256 = `sum${version}`): Migration => ({ version, name: `000${version}_step`, sql: 'select 1', sha256 })
const three = [step(1), step(2), step(3)]

describe('planMigrations', () => {
  it('does what is missing, in order', () => {
    expect(planMigrations(three, [])).toEqual(three)
    expect(planMigrations(three, [step(1), step(2)])).toEqual([step(3)])
    expect(planMigrations(three, three)).toEqual([])
  })
  it('refuses a file changed after it was applied', () => {
    expect(() => planMigrations(three, [step(1), step(2, 'other')])).toThrow(/0002_step 执行之后.*又被改动过/)
  })
  it('refuses a database newer than the program', () => {
    expect(() => planMigrations([step(1)], [step(1), step(2)])).toThrow(/数据库的结构比本程序新.*0002_step.*0001_step/)
  })
  it('refuses a record with a hole', () => {
    expect(() => planMigrations(three, [step(1), step(3)])).toThrow(/缺少较早的结构变更 0002_step/)
  })
})

describe('readMigrations', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fengsui-migrations-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const write = (file: string, sql: string) => writeFileSync(join(folder, file), sql)

  it('reads numbered files only, and sees the same file under either line ending', () => {
    write('0001_first.sql', 'select 1;\nselect 2;\n')
    write('app_role.sql', 'select 3;')
    const [unix] = readMigrations(folder)
    write('0001_first.sql', 'select 1;\r\nselect 2;\r\n')
    expect(readMigrations(folder)).toEqual([unix])
    expect(unix).toMatchObject({ version: 1, name: '0001_first' })
  })
  it('refuses gaps and doubles', () => {
    write('0001_first.sql', '')
    write('0003_third.sql', '')
    expect(() => readMigrations(folder)).toThrow(/第 2 个是 0003_third.sql/)
  })
  it('refuses a file that ends the transaction it runs in, but not a function body', () => {
    write('0001_first.sql', 'create function f() returns int language plpgsql as $$\nbegin\n  return 1;\nend $$;')
    expect(readMigrations(folder)).toHaveLength(1)
    write('0001_first.sql', 'select 1;\nCOMMIT;')
    expect(() => readMigrations(folder)).toThrow(/不应自己控制事务/)
  })
})
