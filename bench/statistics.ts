import { performance } from 'node:perf_hooks'
import { incidentRoutes } from '@fengsui/contract/incidents'
import type { Route } from '@fengsui/contract/kernel'
import { reportRoutes } from '@fengsui/contract/reports'
import { signalRoutes } from '@fengsui/contract/signals'
import { statisticsRoutes, type IncidentStatistics } from '@fengsui/contract/statistics'
import { sql } from 'kysely'
import type { Database } from '../packages/server/src/platform/db/database.ts'
import { withBenchDatabase } from './database.ts'
import { percentile, printFigure, readSize } from './measure.ts'
import { createBenchNode, type BenchNode } from './node.ts'

/**
 * `statistics`: what a province and one of its counties wait for when 100,000 incidents (smoke: 10,000) with three clocks each, as many signals and
 * reports are in the database: the statistics of one and of eight years, and the first page of every list. Goal: 300 ms at the server.
 * Oracle and peer of the same run: the sums computed straight from the incidents and clocks.
 */
const INCIDENTS = readSize(process.argv.slice(2)) === 'full' ? 100_000 : 10_000
const ROUNDS = 9
const GOAL_MS = 300
const COUNTY = '330101000000'

/** A well-formed id from a text, so that a second row can name the first. */
const madeId = (seed: string) => sql.raw(`overlay(overlay(md5(${seed}) placing '4' from 13) placing 'a' from 17)::uuid`)

/** Places, units, incidents of eight years, clocks, signals and reports, put in by SQL. */
async function load(database: Database, accountUnit: string): Promise<void> {
  const run = (statement: ReturnType<typeof sql>) => statement.execute(database.kysely)
  await run(sql`
    insert into division (code, name, full_name, level, parent_code, statistical, fictional, pinyin)
    select code, '测试' || code, '测试' || code, level, parent, false, true, '' from (
      select '33' || lpad(c::text, 2, '0') || '00000000' as code, 'city' as level, '330000000000' as parent from generate_series(1, 11) c union all
      select '33' || lpad(c::text, 2, '0') || lpad(n::text, 2, '0') || '000000', 'county', '33' || lpad(c::text, 2, '0') || '00000000' from generate_series(1, 11) c, generate_series(1, 9) n union all
      select '33' || lpad(c::text, 2, '0') || lpad(n::text, 2, '0') || lpad(t::text, 3, '0') || '000', 'town', '33' || lpad(c::text, 2, '0') || lpad(n::text, 2, '0') || '000000' from generate_series(1, 11) c, generate_series(1, 9) n, generate_series(101, 112) t
    ) d on conflict do nothing`)
  await run(sql`insert into unit (id, name, role, division_code, staffed_all_hours, status) select ${madeId("'unit' || code")}, name || '值班室', 'duty-office', code, true, 'active' from division`)
  await run(sql`
    insert into incident (id, number, title, type_code, incident_class, standard_id, division_code, occurred_at, known_at, registered_at, status, facts, grade, merged_into_id)
    select ${madeId("'incident' || n")}, 'B-' || n, '测试事件' || n, (array['11D01','11A01','11B03','12H00','12G00','12C00','13A00','14A00'])[1 + n % 8], (array['natural-disaster','natural-disaster','natural-disaster','accident','accident','accident','public-health','social-security'])[1 + n % 8], 'work-safety',
      '33' || lpad((1 + n % 11)::text, 2, '0') || lpad((1 + (n / 11) % 9)::text, 2, '0') || lpad((101 + (n / 99) % 12)::text, 3, '0') || '000',
      at, at + interval '10 minutes', at + interval '20 minutes', case when n % 50 = 0 then 'merged' when n % 100 = 1 then 'responding' else 'closed' end,
      jsonb_build_object('dead', n % 7 / 5, 'injured', n % 5, 'missing', case when n % 97 = 0 then 1 end, 'seriouslyInjured', n % 3 / 2, 'directLossWan', (n % 1000) * 1.5, 'affectedPeople', n % 300), nullif(n % 5, 0), case when n % 50 = 0 then ${madeId("'incident' || (n - 1)")} end
    from (select n, timestamptz '2019-01-01 00:00+08' + make_interval(mins => (n::bigint * 4200000 / ${INCIDENTS})::int) as at from generate_series(1, ${INCIDENTS}) n) x`)
  await run(sql`
    insert into clock (id, incident_id, division_code, rule_id, title, phase, legal_basis, from_unit_id, to_unit_id, clock_start, starts_at, due_at, status)
    select ${madeId("'clock' || i.id || k")}, i.id, left(i.division_code, 6) || '000000', 'bench-' || k, '初报', (array['phone','written','followUp'])[k], '', ${madeId("'unit' || left(i.division_code, 6) || '000000'")}, ${madeId("'unit' || left(i.division_code, 4) || '00000000'")}, 'occurred', i.occurred_at, i.occurred_at + make_interval(hours => k),
      case when i.status = 'responding' then 'running' else (array['met','met','met','late','missed'])[1 + (hashtext(i.number || k) & 1023) % 5] end
    from incident i, generate_series(1, 3) k`)
  await run(sql`
    insert into report (id, incident_id, division_code, from_unit_id, kind, sequence, number, status, facts, elements, drafted_at, issued_at, zero)
    select ${madeId("'report' || i.id")}, i.id, left(i.division_code, 6) || '000000', ${madeId("'unit' || left(i.division_code, 6) || '000000'")}, 'initial', 1, i.number, 'issued', i.facts, jsonb_build_object('ref', 'none', 'digest', ''), i.registered_at, i.registered_at, false from incident i`)
  await run(sql`
    insert into report_delivery (id, report_id, incident_id, division_code, to_unit_id, purpose, status, by, sent_at)
    select ${madeId("'delivery' || i.id")}, ${madeId("'report' || i.id")}, i.id, left(i.division_code, 6) || '000000', ${madeId("'unit' || left(i.division_code, 4) || '00000000'")}, 'upward', case when i.status = 'responding' then 'sent' else 'received' end, 'system', i.registered_at from incident i`)
  await run(sql`
    insert into signal (id, number, source, status, type_code, title, division_code, received_at, occurred_at, facts, incident_id, submitted_by_unit_id)
    select ${madeId("'signal' || i.id")}, 'S' || i.number, 'phone', case when i.status = 'responding' then 'received' else 'verified' end, i.type_code, i.title, i.division_code, i.known_at, i.occurred_at, i.facts, i.id, ${accountUnit}::uuid from incident i`)
  // As the owner: what autovacuum does in the background of a running system.
  await database.transaction(async (tx) => {
    await sql`set local role none`.execute(tx)
    await sql`analyze`.execute(tx)
  })
}

/** The same sums straight from the record. */
async function sumDirectly(database: Database, lo: string, hi: string, from: string, to: string): Promise<{ ms: number; incidents: number; dead: number; loss: number; late: number }> {
  const before = performance.now()
  const { rows } = await sql<{ incidents: number; dead: number; loss: number; late: number }>`
    with counted as (select id, facts from incident where status <> 'merged' and division_code >= ${lo} and division_code < ${hi} and (occurred_at at time zone 'Asia/Shanghai')::date between ${from}::date and ${to}::date)
    select (select count(*) from counted) as incidents, (select sum((facts ->> 'dead')::int) from counted) as dead, (select sum((facts ->> 'directLossWan')::numeric) from counted) as loss, (select count(*) from clock c join counted i on i.id = c.incident_id where c.status = 'late') as late`.execute(database)
  const row = rows[0]
  if (!row) throw new Error('oracle: no sums')
  return { ms: performance.now() - before, ...row }
}

const call = async (bench: BenchNode, token: string, route: Route, query: Record<string, string>): Promise<{ ms: number; body: string }> => {
  const before = performance.now()
  const answer = await bench.node.http.app.inject({ method: 'GET', url: `/api/v1${route.path}?${new URLSearchParams(query).toString()}`, headers: { authorization: `Bearer ${token}` } })
  if (answer.statusCode !== 200) throw new Error(`oracle: ${route.path} answers ${answer.statusCode} ${answer.body.slice(0, 300)}`)
  return { ms: performance.now() - before, body: answer.body }
}

await withBenchDatabase(8, async (database, dataDir) => {
  const bench = await createBenchNode(database, dataDir)
  const province = await bench.caller({ divisionCode: '330000000000', roles: ['duty-officer', 'duty-leader'], unitRole: 'duty-office' })
  const county = await bench.caller({ divisionCode: COUNTY, roles: ['duty-officer', 'duty-leader'], unitRole: 'emergency' })
  await load(database, province.unitId)
  const measure = async (metric: string, token: string, route: Route, query: Record<string, string>, peer?: number): Promise<string> => {
    const { body } = await call(bench, token, route, query)
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) times.push((await call(bench, token, route, query)).ms)
    const value = percentile(times, 0.9)
    printFigure({ bench: 'statistics', metric, value, unit: 'ms p90', peer: peer === undefined ? null : 'sums straight from incidents and clocks', ratio: peer === undefined ? null : value / peer, goal: `≤ ${GOAL_MS}`, ok: value <= GOAL_MS })
    return body
  }
  for (const [who, { token }, lo, hi] of [['province', province, '33', '34'], ['county', county, '330101', '330102']] as const) {
    for (const [span, from, to] of [['one year', '2024-01-01', '2024-12-31'], ['eight years', '2019-01-01', '2026-12-31']] as const) {
      const direct = await sumDirectly(database, lo, hi, from, to)
      const { total } = JSON.parse(await measure(`statistics ${who} ${span}`, token, statisticsRoutes.getIncidentStatistics, { from, to }, direct.ms)) as IncidentStatistics
      const found = { incidents: total.figures.incidents, dead: total.figures.dead, loss: total.figures.directLossWan, late: total.figures.clocksLate }
      const { ms: _, ...wanted } = direct
      if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`oracle: ${who} ${span} gives ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`)
    }
    const lists: readonly (readonly [string, Route, Record<string, string>])[] = [
      ['incidents open', incidentRoutes.listIncidents, {}], ['incidents all', incidentRoutes.listIncidents, { status: 'all' }], ['signals open', signalRoutes.listSignals, {}], ['signals all', signalRoutes.listSignals, { status: 'all' }],
      ['reports', reportRoutes.listReports, {}], ['report inbox', reportRoutes.listReports, { inbox: 'true' }], ['clocks running', reportRoutes.listClocks, {}], ['clocks all', reportRoutes.listClocks, { status: 'all' }],
    ]
    for (const [name, route, query] of lists) {
      const { items } = JSON.parse(await measure(`${name} ${who}`, token, route, { ...query, limit: '100' })) as { items: unknown[] }
      if (items.length === 0 && who === 'province' && name !== 'report inbox') throw new Error(`oracle: ${name} is empty`)
    }
  }
  await bench.node.close()
})
