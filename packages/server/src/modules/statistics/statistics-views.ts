import { findIncidentClass } from '@fengsui/contract/incidents/grading'
import { divisionRange, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { digitsOfChildren, noFigures, periodOf, samePeriodLastYear, stepName, stepsOf, type IncidentStatistics, type Period, type Step, type statisticsRoutes } from '@fengsui/contract/statistics'
import { sql, type RawBuilder } from 'kysely'
import { covers, type Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { addFigures, classNames, clockLevelOf, gradeNames, toRows, typeName, type Group } from './statistics-rules.ts'

type Query = ParsedRequest<typeof statisticsRoutes.getIncidentStatistics>['query']
const dimensions: readonly Group['dimension'][] = ['total', 'class', 'type', 'grade', 'place', 'step']

interface SumRow {
  dimension: number
  class: string | null
  type: string | null
  grade: number | null
  place: string | null
  step: string | null
  incidents: number
  dead: number
  missing: number
  injured: number
  seriously_injured: number
  affected_people: number
  direct_loss_yuan: number
  loss_known: number
  met: number
  late: number
  missed: number
}

/** All groupings of a period in one pass over the narrow table; classes and the total are added up from the types. */
async function sumGroups(db: Queryable, where: RawBuilder<unknown>, period: Period, step: Step, placeDigits: number, clockLevel: number): Promise<Group[]> {
  const level = sql.raw(String(clockLevel))
  const { rows } = await sql<SumRow>`
    select case when grouping(type_code) = 0 then 2 when grouping(grade) = 0 then 3 when grouping(place) = 0 then 4 else 5 end as dimension, incident_class as class, type_code as type, grade, place, step::text as step, count(*) as incidents,
      coalesce(sum(dead), 0) as dead, coalesce(sum(missing), 0) as missing, coalesce(sum(injured), 0) as injured, coalesce(sum(seriously_injured), 0) as seriously_injured, coalesce(sum(affected_people), 0) as affected_people,
      coalesce(sum(direct_loss_yuan), 0) as direct_loss_yuan, count(direct_loss_yuan) as loss_known, sum(met) as met, sum(late) as late, sum(missed) as missed
    from (
      select f.incident_class, f.type_code, f.grade, left(f.division_code, ${sql.raw(String(placeDigits))}) as place, date_trunc(${sql.lit(step)}, f.occurred_on::timestamp)::date as step,
        f.dead, f.missing, f.injured, f.seriously_injured, f.affected_people, f.direct_loss_yuan, f.clocks_met[${level}] as met, f.clocks_late[${level}] as late, f.clocks_missed[${level}] as missed
      from incident_figure f where f.counted and f.occurred_on >= ${period.from}::date and f.occurred_on <= ${period.to}::date and ${where}
    ) x group by grouping sets ((incident_class, type_code), (grade), (place), (step))`.execute(db)
  const groups = rows.map((row): Group & { incidentClass: string } => {
    const dimension = dimensions[row.dimension] ?? 'total'
    const key = { total: '', class: '', type: row.type ?? '', grade: row.grade === null ? 'none' : String(row.grade), place: (row.place ?? '').padEnd(12, '0'), step: row.step ?? '' }[dimension]
    return {
      dimension, key, incidentClass: row.class ?? '',
      figures: {
        incidents: row.incidents, dead: row.dead, missing: row.missing, injured: row.injured, seriouslyInjured: row.seriously_injured, affectedPeople: row.affected_people, directLossWan: row.direct_loss_yuan / 10_000, lossKnown: row.loss_known,
        clocksMet: row.met ?? 0, clocksLate: row.late ?? 0, clocksMissed: row.missed ?? 0,
      },
    }
  })
  const types = groups.filter((group) => group.dimension === 'type')
  const classes = [...new Set(types.map((group) => group.incidentClass))].map((key): Group => ({ dimension: 'class', key, figures: addFigures(types.filter((group) => group.incidentClass === key).map((group) => group.figures)) }))
  return [...groups, ...classes, { dimension: 'total', key: 'total', figures: addFigures(types.map((group) => group.figures)) }]
}

/** Statistics of a place and of those below it, in three statements however many incidents there are. @throws Problem forbidden outside the jurisdiction */
export async function getIncidentStatistics(db: Queryable, actor: Actor, query: Query): Promise<IncidentStatistics> {
  const place = query.divisionCode ?? actor.divisionCode
  if (!covers(actor.scope, place)) throw new Problem('forbidden', '只能统计本辖区的突发事件，请选择本辖区的地区')
  const period = { from: query.from, to: query.to }
  const previousPeriod = samePeriodLastYear(period)
  const digits = digitsOfChildren(place) ?? 12
  const { lo, hi } = divisionRange(place)
  const conditions = [
    withinScope(actor.scope, sql`f.division_code`), sql`f.division_code >= ${lo} and f.division_code < ${hi}`,
    query.incidentClass === undefined ? sql`true` : sql`f.incident_class = ${query.incidentClass}`,
    query.typeCode === undefined ? sql`true` : sql`f.type_code = ${query.typeCode}`,
    query.grade === undefined ? sql`true` : query.grade === 'none' ? sql`f.grade is null` : sql`f.grade = ${Number(query.grade)}`,
  ]
  const where = sql.join(conditions, sql` and `)
  const level = clockLevelOf(place)
  const [now, before, places] = await Promise.all([
    sumGroups(db, where, period, query.step, digits, level),
    sumGroups(db, where, previousPeriod, query.step, digits, level),
    sql<{ code: string; name: string }>`select code, case when code = ${place} then place_name(code) else name end as name from division where (code = ${place} or parent_code = ${place}) and valid_to is null order by code`.execute(db),
  ])
  const names = new Map(places.rows.map((row) => [row.code, row.name]))
  const children = [...new Set([...places.rows.map((row) => row.code).filter((code) => code !== place), ...[...now, ...before].filter((group) => group.dimension === 'place').map((group) => group.key)])].sort()
  const named = (code: string): string => (code === place ? '本级（未分到下级）' : (names.get(code) ?? code))
  return {
    period, previousPeriod, place: { code: place, name: names.get(place) ?? place }, step: query.step,
    total: toRows('total', now, before, () => '合计', ['total'])[0] ?? { key: 'total', name: '合计', figures: noFigures, previous: noFigures },
    byClass: toRows('class', now, before, (key) => classNames[key] ?? key, Object.keys(classNames)),
    byType: toRows('type', now, before, typeName, null).map((row) => ({ ...row, incidentClass: findIncidentClass(row.key) ?? '' })),
    byGrade: toRows('grade', now, before, (key) => gradeNames[key] ?? key, Object.keys(gradeNames).sort()),
    byPlace: toRows('place', now, before, named, children),
    byStep: toRows('step', now, before, (key) => stepName(query.step, key), stepsOf(query.step, period), (key) => periodOf(query.step, samePeriodLastYear({ from: key, to: key }).from).from),
  }
}
