import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

it('hears notices, finds back after its connection was cut, and says so', async () => {
  let heard = 0
  const stop = test.db.listen('a_channel', () => void (heard += 1))
  await expect.poll(() => heard).toBe(1)
  await sql`select pg_notify('a_channel', '')`.execute(test.db)
  await expect.poll(() => heard).toBe(2)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name like '%listen' and datname = ${test.name}`.execute(test.ownerDb)
  await expect.poll(() => heard, { timeout: 5000 }).toBe(3)
  await sql`select pg_notify('a_channel', '')`.execute(test.db)
  await expect.poll(() => heard).toBe(4)
  await stop()
  await sql`select pg_notify('a_channel', '')`.execute(test.db)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(heard).toBe(4)
})
