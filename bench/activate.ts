import { performance } from 'node:perf_hooks'
import { commandRoutes } from '@fengsui/contract/command'
import { planRoutes } from '@fengsui/contract/plans'
import type { StructuredPlan } from '@fengsui/contract/plans/structured'
import type { Route } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { readDemoPlans } from '../packages/server/demo/plans/demo-plans.ts'
import type { Database } from '../packages/server/src/platform/db/database.ts'
import { withBenchDatabase } from './database.ts'
import { alternate, inParallel, median, percentile, printFigure, readSize } from './measure.ts'
import { createBenchNode, type BenchNode } from './node.ts'

/**
 * `activate`: starting a response by a plan of 300 tasks and 300 notices (full: 1,000 and 1,000 as well), 20 at once, one in five sent twice.
 * Peer of the same run: the same rows put in by raw set-based SQL, one transaction each, prepared beforehand. Oracle: every
 * response once and whole, the same for both clicks; the journal verifies.
 */
const size = readSize(process.argv.slice(2))
const ROUNDS = 5
const AT_ONCE = 20
const TOWNS = 10
const COUNTY = '331099000000'
/** Tables a start writes to, parents first; all rows of one transaction are found by it. */
const TABLES = ['response', 'seat', 'task', 'notice', 'demand', 'party', 'personal_fact', 'timer', 'outbox', 'command'] as const

await withBenchDatabase(AT_ONCE + 4, async (database, dataDir) => {
  const bench = await createBenchNode(database, dataDir)
  const { county } = readDemoPlans()
  const commander = await bench.caller({ divisionCode: COUNTY, roles: ['commander', 'plan-owner', 'duty-officer'], unitRole: 'county-headquarters' })
  const duties = new Set(JSON.stringify(county).match(/"unitRole":"[a-z-]+"/g)?.map((each) => each.slice(12, -1)))
  for (const unitRole of duties) if (!['county-headquarters', 'town-government', 'upper-headquarters'].includes(unitRole)) await bench.caller({ divisionCode: COUNTY, roles: ['member-unit'], unitRole })
  for (let town = 1; town <= TOWNS; town += 1) await bench.caller({ divisionCode: `331099${100 + town}000`, roles: ['member-unit'], unitRole: 'town-government' })
  for (const each of size === 'full' ? [30, 100] : [30]) await measure(database, bench, commander.token, county, each)
  await bench.seal()
  const verdict = await bench.verify()
  if (verdict.faults.length > 0) throw new Error(`oracle: journal ${JSON.stringify(verdict.faults[0])}`)
  await bench.node.close()
})

async function measure(database: Database, bench: BenchNode, token: string, county: StructuredPlan, each: number): Promise<void> {
  const expected = each * TOWNS
  const call = async (route: Route, params: Record<string, string>, body: unknown): Promise<{ id: string }> => {
    const answer = await bench.node.http.app.inject({ method: route.method, url: `/api/v1${route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')}`, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, payload: JSON.stringify(body) })
    if (answer.statusCode !== 200) throw new Error(`oracle: ${route.path} answers ${answer.statusCode} ${answer.body.slice(0, 300)}`)
    return JSON.parse(answer.body) as { id: string }
  }
  const { id: planId } = await call(planRoutes.importPlan, {}, { commandId: bench.newId(), structure: largePlan(county, each) })
  await call(planRoutes.putPlanInForce, { planId }, { commandId: bench.newId() })
  const start = (incidentId: string, commandId: string) => call(commandRoutes.startResponse, { incidentId }, { commandId, planId, level: 1, matter: '台风暴雨防御', expectedHours: 48, measures: ['转移危险区域人员'] })
  const incidents = async (count: number): Promise<string[]> => {
    const ids = Array.from({ length: count }, () => bench.newId())
    await bench.node.deps.commands.runInternal({ actor: 'system', key: bench.newId() }, async (context) => ids.forEach((id) => context.record({ type: 'incident.registered', subject: id, audience: { division: COUNTY }, changes: [{ object: 'incident', id, created: true, set: { number: `B-${id}`, title: '台风（基准）', typeCode: '11B01', incidentClass: 'natural-disaster', standardId: 'geological-disaster', divisionCode: COUNTY, occurredAt: context.at, knownAt: context.at, registeredAt: context.at, status: 'registered', facts: {} } }] })))
    return ids
  }

  // One by the program gives the rows that the peer puts in.
  const [model = ''] = await incidents(1)
  const { id: modelResponse } = await start(model, bench.newId())
  const rows = await readRows(database, modelResponse)
  const peerRows = (incidentId: string) => renew(rows, bench.newId, model, incidentId)

  const durations: number[] = []
  const started: { incidentId: string; ids: string[] }[] = []
  const work = await Promise.all(Array.from({ length: ROUNDS }, async () => ({ real: await incidents(AT_ONCE), raw: (await incidents(AT_ONCE)).map(peerRows) })))
  const times = await alternate(ROUNDS,
    (round) => inParallel(work[round]?.real ?? [], AT_ONCE, async (incidentId) => {
      const commandId = bench.newId()
      const before = performance.now()
      const clicks = started.length % 5 === 0 ? 2 : 1
      const entry = { incidentId, ids: [] as string[] }
      started.push(entry)
      const answers = await Promise.all(Array.from({ length: clicks }, () => start(incidentId, commandId)))
      durations.push(performance.now() - before)
      entry.ids.push(...answers.map((answer) => answer.id))
    }),
    (round) => inParallel(work[round]?.raw ?? [], AT_ONCE, (prepared) => insertRows(database, prepared)),
  )

  for (const { incidentId, ids } of started) {
    const { rows: counts } = await sql<{ responses: number; tasks: number; notices: number; id: string }>`
      select (select count(*) from response where incident_id = ${incidentId}::uuid) as responses, (select count(*) from task where incident_id = ${incidentId}::uuid) as tasks,
             (select count(*) from notice where incident_id = ${incidentId}::uuid) as notices, (select id from response where incident_id = ${incidentId}::uuid limit 1) as id`.execute(database)
    const found = counts[0]
    if (found?.responses !== 1 || found.tasks !== expected || found.notices !== expected || ids.some((id) => id !== found.id)) throw new Error(`oracle: ${JSON.stringify({ incidentId, ids, found, expected })}`)
  }
  const name = `${expected} tasks and ${expected} notices`
  const ratios = times.a.map((seconds, index) => seconds / (times.b[index] ?? seconds))
  printFigure({ bench: 'activate', metric: `${name}, ${AT_ONCE} at once`, value: median(times.a) / AT_ONCE * 1000, unit: 'ms each', peer: `raw set-based SQL, same rows: ${(median(times.b) / AT_ONCE * 1000).toFixed(1)} ms each`, ratio: median(ratios), goal: '<= 3', ok: median(ratios) <= 3 })
  printFigure({ bench: 'activate', metric: `${name}, answer p99 of ${AT_ONCE} at once`, value: percentile(durations, 0.99), unit: 'ms', peer: null, ratio: null, goal: 'reported', ok: true })
  // One at a time, as it happens: nobody starts twenty responses in the same instant.
  const alone: number[] = []
  for (const incidentId of await incidents(20)) {
    const before = performance.now()
    await start(incidentId, bench.newId())
    alone.push(performance.now() - before)
  }
  printFigure({ bench: 'activate', metric: `${name}, alone, p50`, value: median(alone), unit: 'ms', peer: null, ratio: null, goal: 'reported', ok: true })
  printFigure({ bench: 'activate', metric: `${name}, alone, p99`, value: percentile(alone, 0.99), unit: 'ms', peer: null, ratio: null, goal: '<= 50', ok: percentile(alone, 0.99) <= 50 })
  printFigure({ bench: 'activate', metric: `${name}: one instance per double click`, value: started.filter((entry) => entry.ids.length === 2).length, unit: 'double clicks', peer: null, ratio: null, goal: 'all', ok: true })
}

/** The county's plan with so many tasks and notices for every town, and nothing else to do at the level. */
function largePlan(county: StructuredPlan, each: number): StructuredPlan {
  const level = county.responseLevels.find((candidate) => candidate.level === 1)
  const group = county.groups[0]
  if (!level || !group) throw new Error('the demo plan has no level 1')
  const town = { unitRole: 'town-government', nameZh: '乡镇人民政府', each: true }
  return {
    ...county, number: `${county.number} ${each}`,
    responseLevels: [{
      ...level, cumulative: false, resourceDemands: [],
      tasks: Array.from({ length: each }, (_, n) => ({ key: `task-${n}`, groupKey: group.key, owner: town, titleZh: `第${n + 1}项任务`, detailZh: '巡查本辖区隐患点，转移危险区域人员，情况随时报告。', phase: level.tasks[0]?.phase ?? 'immediate', deadlineMinutes: 30 + n, evidenceRequired: [] } as (typeof level.tasks)[number])),
      notices: Array.from({ length: each }, (_, n) => ({ key: `notice-${n}`, to: town, textZh: `{{incident}}：第${n + 1}号通知，请立即到岗。`, deadlineMinutes: 10 + n })),
    }],
  }
}

type Rows = { table: string; json: string }[]

/** All rows that the transaction of a response put in, as JSON; journal entries without their seal. */
async function readRows(database: Database, responseId: string): Promise<Rows> {
  const found: Rows = []
  for (const table of TABLES) {
    const { rows } = await sql<{ json: string }>`select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as json from ${sql.id(table)} t where t.xmin = (select r.xmin from response r where r.id = ${responseId}::uuid)`.execute(database)
    found.push({ table, json: rows[0]?.json ?? '[]' })
  }
  const { rows } = await sql<{ json: string }>`select jsonb_agg(jsonb_build_object('stream', stream, 'version', version, 'subject', subject, 'type', type, 'data', data, 'at', at, 'actor', actor, 'command_id', command_id) order by entry)::text as json from journal j where command_id = (select c.command_id from command c where c.xmin = (select r.xmin from response r where r.id = ${responseId}::uuid))`.execute(database)
  found.push({ table: 'journal', json: rows[0]?.json ?? '[]' })
  return found
}

/** The same rows with other ids: everything that was made with them is new, the incident is another one. */
function renew(rows: Rows, newId: () => string, incident: string, other: string): Rows {
  const made = new Set(rows.filter(({ table }) => table !== 'party').flatMap(({ table, json }) => (JSON.parse(json) as Record<string, string>[]).flatMap((row) => (table === 'journal' ? [] : [row['id'] ?? row['ref'] ?? row['key']?.split(':').at(-1) ?? row['command_id'] ?? '']))))
  const names = new Map([...made].map((id) => [id, newId()]))
  names.set(incident, other)
  return rows.map(({ table, json }) => ({ table, json: json.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => names.get(id) ?? id) }))
}

async function insertRows(database: Database, rows: Rows): Promise<void> {
  await database.transaction(async (tx) => {
    for (const { table, json } of rows) {
      if (json === '[]') continue
      if (table === 'journal') await sql`insert into journal (stream, version, subject, type, data, at, actor, command_id) select * from jsonb_to_recordset(${json}::jsonb) as j(stream text, version integer, subject text, type text, data text, at timestamptz, actor text, command_id text)`.execute(tx)
      else await sql`insert into ${sql.id(table)} select * from jsonb_populate_recordset(null::${sql.id(table)}, ${json}::jsonb)`.execute(tx)
    }
  })
}
