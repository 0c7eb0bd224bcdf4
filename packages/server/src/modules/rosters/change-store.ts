import { addDays } from '@fengsui/contract/calendar'
import type { DutyShift } from '@fengsui/contract/rosters'
import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { listAway, listMembers, listPatterns, listPeople, listShifts } from './roster-store.ts'
import { spanAround } from './sheet-rules.ts'
import type { TransferParts } from './transfer-rules.ts'

/** Loads what moving these shifts of one unit is held against. */
export async function loadTransfer(objects: ObjectStore, db: Queryable, shifts: readonly DutyShift[]): Promise<TransferParts> {
  const days = shifts.map(({ day }) => day).sort()
  const [fromDay, toDay] = [days[0] ?? '2008-01-01', days.at(-1) ?? '2008-01-01']
  const unitId = shifts[0]?.unitId ?? '00000000-0000-8000-8000-000000000000'
  const members = await listMembers(objects, db, unitId)
  const personIds = [...new Set([...members.map(({ personId }) => personId), ...shifts.map(({ personId }) => personId)])]
  const span = spanAround(fromDay, toDay)
  const near = await listShifts(objects, db, sql`t.person_id = any(${personIds}::uuid[])`, span)
  const { leaves, absences } = await listAway(objects, db, personIds, { fromDay, toDay: addDays(toDay, 1), from: span.from, to: span.to })
  const people = await listPeople(db, personIds)
  const reveal = await readPersonalFacts(db, [...people.values()].map(({ name }) => name))
  return { patterns: await listPatterns(objects, db, unitId), members, shifts: near, leaves, absences, nameOf: (personId) => reveal(people.get(personId)?.name) ?? '（查无此人）' }
}
