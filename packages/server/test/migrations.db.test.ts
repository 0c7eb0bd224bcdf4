import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase } from './test-database.ts'
import type { TestDatabase } from './test-database.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

describe('the migrated schema', () => {
  it('comments every table and every column', async () => {
    const uncommented = await sql<{ name: string }>`
      select c.relname || coalesce('.' || a.attname, '') as name
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      left join lateral (
        select attnum, attname from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
        union all select 0, null
      ) a on true
      where c.relkind in ('r', 'p', 'v', 'm')
        and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
        and coalesce(trim(case when a.attnum = 0 then obj_description(c.oid, 'pg_class') else col_description(c.oid, a.attnum) end), '') = ''
      order by name`.execute(test.ownerDb)
    expect(uncommented.rows.map(({ name }) => name)).toEqual([])
  })

  it('keeps instants with their zone and texts without a length', async () => {
    const wrong = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type in ('timestamp without time zone', 'character varying', 'character', 'money')`.execute(test.ownerDb)
    expect(wrong.rows.map(({ name }) => name)).toEqual([])
  })

  it('leaves no column to the time of the database', async () => {
    const wrong = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type in ('timestamp with time zone', 'date') and column_default is not null`.execute(test.ownerDb)
    expect(wrong.rows.map(({ name }) => name)).toEqual([])
  })

  it('owns nothing as the application role', async () => {
    if (test.role === undefined) return
    const me = await sql<{ role: string; owned: number }>`
      select current_user as role, (select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = current_user) as owned`.execute(test.db)
    expect(me.rows).toEqual([{ role: test.role, owned: 0 }])
    await expect(sql`create table intruder (a int)`.execute(test.db)).rejects.toThrow(/permission denied/)
    await expect(sql`delete from schema_migration`.execute(test.db)).rejects.toThrow(/permission denied/)
  })
})
