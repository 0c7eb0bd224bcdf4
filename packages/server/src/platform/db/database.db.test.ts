import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBlankDatabase } from '../../../test/test-database.ts'
import type { TestDatabase } from '../../../test/test-database.ts'
import { checkServer } from './check-server.ts'
import { findSqlState, findViolatedConstraint, isRetryable, openDatabase } from './database.ts'
import { StartupProblem } from './startup-problem.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createBlankDatabase()
  await sql`create table town (code text primary key, people int not null)`.execute(test.db)
})
afterAll(() => test.drop())

const countTowns = async () => (await sql<{ count: number }>`select count(*) from town`.execute(test.db)).rows[0]?.count

describe('openDatabase', () => {
  it('reads values the way the contract spells them', async () => {
    const { rows } = await sql`
      select timestamptz '2019-08-10 01:45:00+08' as at, date '2019-08-10' as day, count(*) as count, sum(n) as sum, avg(n)::numeric(4,1) as mean,
             array[timestamptz '2019-08-10 01:45:00.25+08'] as instants, '{"亡":2}'::jsonb as facts
      from (values (1::bigint), (2::bigint)) as v(n)`.execute(test.db)
    expect(rows).toEqual([
      { at: '2019-08-09T17:45:00.000Z', day: '2019-08-10', count: 2, sum: 3, mean: 1.5, instants: ['2019-08-09T17:45:00.250Z'], facts: { 亡: 2 } },
    ])
  })

  it('fails rather than rounding a bigint', async () => {
    await expect(sql`select 9007199254740993::bigint as n`.execute(test.db)).rejects.toThrow(/9007199254740993/)
  })

  it('commits what returns and rolls back what throws', async () => {
    await test.db.transaction((tx) => sql`insert into town values ('331002001', 10)`.execute(tx))
    await expect(
      test.db.transaction(async (tx) => {
        await sql`insert into town values ('331002002', 20)`.execute(tx)
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await countTowns()).toBe(1)
  })

  it('tells which rule a statement broke', async () => {
    const failure: unknown = await sql`insert into town values ('331002001', 1)`.execute(test.db).catch((cause: unknown) => cause)
    expect(findSqlState(failure)).toBe('23505')
    expect(findViolatedConstraint(failure)).toBe('town_pkey')
    expect(isRetryable(failure)).toBe(false)
    expect(findSqlState(new Error('other'))).toBeUndefined()
  })

  it('names a serialization failure as worth another try', async () => {
    const readThenWrite = (first: () => Promise<unknown>) =>
      test.db.transaction(async (tx) => {
        await sql`select sum(people) from town`.execute(tx)
        await first()
        await sql`update town set people = people + 1 where code = '331002001'`.execute(tx)
      }, 'serializable')
    const failure: unknown = await readThenWrite(() => readThenWrite(() => Promise.resolve())).catch((cause: unknown) => cause)
    expect(findSqlState(failure)).toBe('40001')
    expect(isRetryable(failure)).toBe(true)
  })

  it('survives all its connections being cut, idle and in a transaction', async () => {
    const cut = () =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${test.name} and application_name = 'fengsui test'`.execute(test.ownerDb)
    await countTowns()
    await cut()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await countTowns()).toBe(1)
    await expect(
      test.db.transaction(async (tx) => {
        await sql`insert into town values ('331002003', 30)`.execute(tx)
        await cut()
        await new Promise((resolve) => setTimeout(resolve, 50))
        await sql`select 1`.execute(tx)
      }),
    ).rejects.toThrow()
    expect(await countTowns()).toBe(1)
  })

  it('reports a role it may not take on instead of working without it', async () => {
    const db = openDatabase({ connectionString: test.connectionString, poolSize: 1, applicationName: 'fengsui test', role: 'no_such_role' })
    await expect(sql`select 1`.execute(db)).rejects.toThrow(/no_such_role/)
    await db.close()
  })
})

describe('checkServer', () => {
  it('accepts this server and adds what is missing', async () => {
    await checkServer(test.connectionString)
    const client = new Client({ connectionString: test.connectionString })
    await client.connect()
    expect((await client.query(`select show_trgm('台风') as t`)).rows).not.toEqual([{ t: [] }])
    await client.end()
  })

  it('says in Chinese what to do when nobody answers', async () => {
    const failure: unknown = await checkServer('postgres://someone@127.0.0.1:1/none').catch((cause: unknown) => cause)
    expect(failure).toBeInstanceOf(StartupProblem)
    expect((failure as Error).message).toMatch(/连接不上数据库.*ECONNREFUSED.*DATABASE_URL/)
  })

  it('refuses a database that cannot hold Chinese', async () => {
    const name = `${test.name}_ascii`
    await sql.raw(`create database ${name} template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' locale_provider libc`).execute(test.ownerDb)
    const url = new URL(test.connectionString)
    url.pathname = `/${name}`
    await expect(checkServer(url.href)).rejects.toThrow(/字符集是 SQL_ASCII/)
    await sql.raw(`drop database ${name}`).execute(test.ownerDb)
  })

  it('refuses a database that takes no Chinese character for a letter', async () => {
    const name = `${test.name}_c`
    await sql.raw(`create database ${name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C' locale_provider libc`).execute(test.ownerDb)
    const url = new URL(test.connectionString)
    url.pathname = `/${name}`
    await expect(checkServer(url.href)).rejects.toThrow(/不认识汉字/)
    await sql.raw(`drop database ${name}`).execute(test.ownerDb)
  })
})
