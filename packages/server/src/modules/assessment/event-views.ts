import type { AssessmentItemKey, ScoredEvent } from '@fengsui/contract/assessment'
import { divisionAt, divisionLevelOf, divisionLevels, divisionRange, type Protected } from '@fengsui/contract/kernel'
import type { Report } from '@fengsui/contract/reports'
import { suspicionKindNames } from '@fengsui/contract/reports'
import type { Incident } from '@fengsui/contract/incidents'
import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { listMissingElements, parseElements } from '../reports/index.ts'

interface Found {
  readonly unitId: string
  readonly event: ScoredEvent
}

const levelAbove = (code: string, levels: number): string => {
  const index = divisionLevels.indexOf(divisionLevelOf(code))
  return divisionAt(code, divisionLevels[Math.max(0, index - levels)] ?? 'province')
}

/** Whether a unit's place is the assessing place or right below it. */
export function isAssessedPlace(place: string, unitPlace: string): boolean {
  return unitPlace === place || levelAbove(unitPlace, 1) === place
}

interface Row {
  unit: string
  place: string
  role: string
  id: string
  at: string
  incident: string | null
  label: string
  item: AssessmentItemKey
  clock: string | null
}

/**
 * Everything of a month that counts in a place, in a fixed number of statements. Reads by place of the assessor; who may ask is the caller's to check. Assessed are
 * the units of the place and of those right below it; its own duty office is assessed by the place above.
 */
export async function findEvents(db: Queryable, place: string, from: string, to: string): Promise<Found[]> {
  const { lo, hi } = divisionRange(place)
  const within = sql`u.division_code >= ${lo} and u.division_code < ${hi}`
  const during = (column: string) => sql`t.${sql.id(column)} >= ${from}::timestamptz and t.${sql.id(column)} < ${to}::timestamptz`
  const unit = sql`u.id as unit, u.division_code as place, u.role`
  const [clocks, suspicions, corrections, checks, duties, entries, reports] = await Promise.all([
    sql<Row>`select ${unit}, t.id, t.due_at as at, t.incident_id as incident, t.title as label, case when t.status = 'late' then 'late' else 'missed' end as item, null as clock
      from clock t join unit u on u.id = t.from_unit_id where ${during('due_at')} and (t.status in ('late', 'missed') or (t.status = 'running' and t.overdue_at is not null)) and ${within}`.execute(db),
    sql<Row & { kind: keyof typeof suspicionKindNames }>`select ${unit}, t.id, t.decided_at as at, t.incident_id as incident, t.kind, t.clock_id as clock
      from suspicion t join unit u on u.id = t.unit_id where t.status = 'upheld' and ${during('decided_at')} and ${within}`.execute(db),
    sql<Row>`select ${unit}, t.id, t.correction_overdue_at as at, t.incident_id as incident, '逾期未更正' as label, 'correctionOverdue' as item, null as clock
      from suspicion t join unit u on u.id = t.unit_id where t.status = 'upheld' and ${during('correction_overdue_at')} and ${within}`.execute(db),
    sql<Row>`select ${unit}, t.id, t.missed_at as at, null as incident, t.number as label, 'spotCheckMissed' as item, null as clock
      from spot_check t join unit u on u.id = t.unit_id where ${during('missed_at')} and t.by_division_code = ${place} and ${within}`.execute(db),
    sql<Row>`select ${unit}, t.id, t.first_overdue_at as at, t.incident_id as incident, i.number as label, 'instructionOverdue' as item, null as clock
      from instruction_duty t join unit u on u.id = t.unit_id join instruction i on i.id = t.instruction_id where ${during('first_overdue_at')} and t.status <> 'cancelled' and t.division_code = ${place} and ${within}`.execute(db),
    sql<Row>`select ${unit}, t.id, t.happened_at as at, null as incident, '' as label, t.item_key as item, null as clock
      from assessment_entry t join unit u on u.id = t.unit_id where ${during('happened_at')} and t.status = 'active' and t.division_code = ${place} and ${within}`.execute(db),
    sql<Row & { report: Pick<Report, 'kind' | 'facts' | 'grade'>; elements: Protected; about: Pick<Incident, 'incidentClass' | 'typeCode' | 'occurredAt' | 'divisionCode'> }>`
      select ${unit}, t.id, t.issued_at as at, t.incident_id as incident, t.number as label, null as clock, t.elements,
        jsonb_build_object('kind', t.kind, 'facts', t.facts, 'grade', t.grade) as report, jsonb_build_object('incidentClass', i.incident_class, 'typeCode', i.type_code, 'occurredAt', i.occurred_at, 'divisionCode', i.division_code) as about
      from report t join unit u on u.id = t.from_unit_id join incident i on i.id = t.incident_id where t.status = 'issued' and ${during('issued_at')} and ${within}`.execute(db),
  ])
  const reveal = await readPersonalFacts(db, reports.rows.map((row) => row.elements))
  const incomplete = reports.rows.filter((row) => listMissingElements(row.report, parseElements(reveal(row.elements)), row.about).length > 0).map((row): Row => ({ ...row, item: 'incomplete' }))
  const itemOf = { LATE: 'suspicionLate', OMITTED: 'suspicionOmitted', FALSE: 'suspicionFalse', CONCEALED: 'suspicionConcealed' } as const
  const kinds: readonly (readonly [ScoredEvent['kind'], readonly Row[]])[] = [
    ['clock', clocks.rows], ['suspicion', suspicions.rows.map((row): Row => ({ ...row, item: itemOf[row.kind], label: suspicionKindNames[row.kind] }))], ['suspicion', corrections.rows], ['spot-check', checks.rows],
    ['instruction-duty', duties.rows], ['entry', entries.rows], ['report', incomplete],
  ]
  return kinds.flatMap(([kind, rows]) => rows.filter((row) => isAssessedPlace(place, row.place) && !(row.place === place && row.role === 'duty-office'))
    .map((row): Found => ({ unitId: row.unit, event: { item: row.item, kind, id: row.id, at: row.at, incidentId: row.incident, clockId: row.clock, label: row.label } })))
}

/** The desk of every place right below: assessed also in a month in which nothing counted. */
export async function listAssessedDesks(db: Queryable, place: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct on (u.division_code) u.id from unit u join division d on d.code = u.division_code and d.valid_to is null
    where d.parent_code = ${place} and u.status = 'active' and u.role in ('duty-office', 'emergency', 'town-government')
    order by u.division_code, array_position(array['duty-office', 'emergency', 'town-government'], u.role), u.id`.execute(db)
  return rows.map((row) => row.id)
}
