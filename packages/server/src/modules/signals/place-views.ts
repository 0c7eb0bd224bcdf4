import type { PlaceName } from '@fengsui/contract/signals'
import { divisionAt, divisionLevelOf, divisionRange } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'

/** A city's villages fit; a province's do not and are left out, its towns stay. */
const MOST = 8000

/** Names of the places a unit may report for: its jurisdiction, and for towns and villages their whole county; larger places first. */
export async function listPlaceNames(db: Queryable, divisionCode: string): Promise<{ items: PlaceName[] }> {
  const level = divisionLevelOf(divisionCode)
  const range = divisionRange(level === 'town' || level === 'village' ? divisionAt(divisionCode, 'county') : divisionCode)
  const { rows } = await sql<PlaceName>`
    select code, name, full_name as "fullName", level, pinyin from division d
    where d.code >= ${range.lo} and d.code < ${range.hi}
    order by array_position(array['province', 'city', 'county', 'town', 'village'], d.level), d.code limit ${MOST}`.execute(db)
  return { items: rows }
}
