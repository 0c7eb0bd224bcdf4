import type { Json } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Database, Queryable } from '../platform/db/database.ts'

/** Small durable values of a sandbox: its instant, its progress. Written before what they speak of begins. */
export async function readSettings(db: Queryable, prefix: string): Promise<Map<string, Json>> {
  const { rows } = await sql<{ key: string; value: Json }>`select key, value from node_setting where starts_with(key, ${prefix}) order by key`.execute(db)
  return new Map(rows.map((row) => [row.key.slice(prefix.length), row.value]))
}

export async function writeSetting(database: Database, key: string, value: Json): Promise<void> {
  await sql`insert into node_setting (key, value) values (${key}, ${JSON.stringify(value)}::jsonb) on conflict (key) do update set value = excluded.value`.execute(database)
}

export async function countEntries(db: Queryable): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from journal`.execute(db)
  return rows[0]?.count ?? 0
}

/** Account of that user name; undefined when there is none. */
export async function findAccountId(db: Queryable, username: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from account where username = ${username}`.execute(db)
  return rows[0]?.id
}

/** Units of the city and of its counties, and the province's flood office, in a fixed order; not those of towns outside 演示县. Duty offices work through accounts of their own. */
export async function listWorkingUnits(db: Queryable): Promise<{ id: string; divisionCode: string; role: string }[]> {
  const { rows } = await sql<{ id: string; divisionCode: string; role: string }>`
    select distinct on (u.division_code, u.role) u.id, u.division_code as "divisionCode", u.role from unit u
    where u.status = 'active' and (u.division_code like '3310__000000' or u.division_code like '331099%' or (u.division_code = '330000000000' and u.role = 'flood-office'))
      and (u.role <> 'duty-office' or not exists (select 1 from account a where a.unit_id = u.id))
    order by u.division_code, u.role, u.id`.execute(db)
  return rows
}
