import { commandRoutes as routes } from '@fengsui/contract/command'
import { getLevelContent } from '@fengsui/contract/plans/structured'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { COUNTY, createCommandStage, decision, putTestPlanInForce, refusal, registerTestIncident, TOWN, type CommandStage } from '../../../test/test-command.ts'
import { NIGHT, type CallFailed, type TestCaller, type TestNode } from '../../../test/test-node.ts'

let stage: CommandStage
let node: TestNode
let planId: string
let commander: TestCaller
let duty: TestCaller
let water: TestCaller
let fire: TestCaller
let town: TestCaller
const start: CommandStage['start'] = (...given) => stage.start(...given)
const board: CommandStage['board'] = (...given) => stage.board(...given)
const later: CommandStage['later'] = (...given) => stage.later(...given)
const statusOf = async (incidentId: string) => (await sql<{ status: string }>`select status from incident where id = ${incidentId}::uuid`.execute(node.db.db)).rows[0]?.status

beforeAll(async () => {
  stage = await createCommandStage();
  ({ node, planId, commander, duty, water, fire, town } = stage)
})
afterAll(() => node.close())

describe('starting a response', () => {
  it('forms the headquarters with nine groups, gives out tasks, sends notices and lists demands', async () => {
    const incidentId = await registerTestIncident(node, COUNTY)
    const response = await start(commander, incidentId, 1)
    expect(response).toMatchObject({ level: 1, status: 'active', decidedByPostKey: 'chief', headquartersName: '县防汛防台抗旱指挥部', placeName: '演示县', ...decision })
    expect(await statusOf(incidentId)).toBe('responding')
    const before = await board(commander, incidentId)
    expect(before.seats.filter((seat) => seat.role === 'chief')).toHaveLength(1)
    expect(before.seats.filter((seat) => seat.role === 'groupLead')).toHaveLength(9)
    expect(new Set(before.tasks.map((task) => task.planTaskKey?.split('@')[0]))).toEqual(new Set(getLevelContent(stage.plan, 1).tasks.map((task) => task.key)))
    expect(before.tasks.every((task) => task.acknowledgeBy <= later(15, NIGHT) && task.acknowledgeBy <= task.dueAt && task.detail !== null)).toBe(true)
    expect(before.demands).toHaveLength(getLevelContent(stage.plan, 1).resourceDemands.length)
    expect(before.notices.every((notice) => notice.status === 'queued')).toBe(true)
    await node.settle()
    const after = await board(commander, incidentId)
    expect(after.notices.length).toBeGreaterThan(20)
    expect(after.notices.every((notice) => notice.status === 'delivered' && notice.deliveredAt === NIGHT)).toBe(true)
    const failed = await sql`select 1 from outbox where status <> 'sent'`.execute(node.db.db)
    expect(failed.rows).toEqual([])
  })
  it('takes few statements however many tasks there are', async () => {
    const incidentId = await registerTestIncident(node, COUNTY)
    const query = vi.spyOn(pg.Client.prototype, 'query')
    const response = await start(commander, incidentId, 1)
    const count = query.mock.calls.length
    query.mockRestore()
    const { rows } = await sql<{ tasks: number }>`select count(*) as tasks from task where response_id = ${response.id}::uuid`.execute(node.db.db)
    expect(rows[0]?.tasks).toBeGreaterThan(40)
    expect(count).toBeGreaterThan(10)
    expect(count).toBeLessThan(40)
  })
  it('takes as many statements for 64 tasks as for 8', async () => {
    // Of its own: a plan put in force takes the place of the one before.
    const own = await createCommandStage()
    const { node: host, plan } = own
    const owner = await host.caller({ divisionCode: COUNTY, roles: ['plan-owner'] })
    const models = getLevelContent(plan, 4).tasks.filter((task) => task.owner.unitRole !== 'town-government')
    // Everything is alike but the number of tasks: titles, deadlines and owners go round.
    const startWith = async (tasks: number): Promise<{ tasks: number; statements: number }> => {
      const structure = {
        ...plan, number: `${plan.number}-${tasks}`,
        responseLevels: plan.responseLevels.filter(({ level }) => level === 4).map((level) => ({ ...level, tasks: Array.from({ length: tasks }, (_, index) => ({ ...(models[index % models.length] as (typeof models)[number]), key: `counted-${index}`, dependsOn: [] })) })),
      }
      const planInForce = await putTestPlanInForce(host, owner, structure)
      const incidentId = await registerTestIncident(host, COUNTY)
      await host.settle()
      const query = vi.spyOn(pg.Client.prototype, 'query')
      const response = await host.call(own.commander, routes.startResponse, { params: { incidentId }, body: { commandId: host.newId(), planId: planInForce, level: 4, ...decision } })
      // What a new connection says first is nobody's statement.
      const statements = query.mock.calls.filter(([text]) => !String(text).startsWith('set ')).length
      query.mockRestore()
      const { rows } = await sql<{ tasks: number }>`select count(*) as tasks from task where response_id = ${response.id}::uuid`.execute(host.db.db)
      return { tasks: rows[0]?.tasks ?? 0, statements }
    }
    // The first use of a token is noted, later ones of the same minute are not.
    await own.board(own.commander, await registerTestIncident(host, COUNTY))
    const few = await startWith(8)
    const many = await startWith(64)
    await host.close()
    expect([few.tasks, many.tasks]).toEqual([8, 64])
    expect(few.statements).toBeGreaterThan(10)
    expect(many.statements).toBe(few.statements)
  })
  it('is done once for a double click and for two desks at once', async () => {
    const incidentId = await registerTestIncident(node, COUNTY)
    const commandId = node.newId()
    const [a, b] = await Promise.all([start(commander, incidentId, 3, commandId), start(commander, incidentId, 3, commandId)])
    expect(a.id).toBe(b.id)
    const other = await registerTestIncident(node, COUNTY)
    const outcomes = await Promise.allSettled([start(commander, other, 3), start(commander, other, 3)])
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = outcomes.find((outcome) => outcome.status === 'rejected')
    expect((lost?.reason as CallFailed).body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('已为本事件启动') as unknown })
    expect((await board(commander, other)).responses).toHaveLength(1)
  })
  it('refuses what the plan, the law or the state of the incident does not allow', async () => {
    const incidentId = await registerTestIncident(node, COUNTY)
    const body = { commandId: node.newId(), planId, level: 3 as const, ...decision }
    expect((await refusal(node.call(commander, routes.startResponse, { params: { incidentId }, body: { ...body, measures: [] } }))).body.errors).toMatchObject([{ path: expect.stringContaining('measures') as unknown }])
    expect((await refusal(node.call(commander, routes.startResponse, { params: { incidentId }, body: { ...body, matter: '找 13900000001' } }))).body.errors).toMatchObject([{ path: 'matter' }])
    await sql`update incident set status = 'closed' where id = ${incidentId}::uuid`.execute(node.db.db)
    expect((await refusal(start(commander, incidentId, 3))).body.code).toBe('lifecycle-refused')
    expect(await board(commander, incidentId)).toMatchObject({ responses: [], tasks: [], seats: [] })
  })
})

describe('working on tasks', () => {
  let incidentId: string
  const taskOf = async (caller: TestCaller) => {
    const { items } = await node.call(caller, routes.listTasks, { query: { mine: 'true', incidentId } })
    const task = items.find((each) => each.status === 'assigned')
    if (!task) throw new Error('no task left')
    return task
  }
  const act = (caller: TestCaller, route: typeof routes.acknowledgeTask | typeof routes.disputeTask | typeof routes.completeTask | typeof routes.reportProgress | typeof routes.cancelTask | typeof routes.superviseTask, taskId: string, body: object = {}) =>
    node.send(caller, route, { params: { taskId }, body: { commandId: node.newId(), ...body } })

  beforeAll(async () => {
    incidentId = await registerTestIncident(node, COUNTY)
    await start(commander, incidentId, 2)
    await node.settle()
  })

  it('goes from acknowledgement over progress to completion with evidence', async () => {
    const task = await taskOf(water)
    expect(task).toMatchObject({ mayWork: true, mayAssign: false, unitName: '县水利局' })
    expect((await act(water, routes.reportProgress, task.id, { percent: 20 })).body).toMatchObject({ code: 'lifecycle-refused' })
    expect((await act(water, routes.acknowledgeTask, task.id)).body).toMatchObject({ status: 'acknowledged', acknowledgedAt: node.clock.now() })
    expect((await act(water, routes.acknowledgeTask, task.id)).status).toBe(409)
    expect((await act(water, routes.reportProgress, task.id, { percent: 40, note: '已到位' })).body).toMatchObject({ status: 'inProgress', progressPercent: 40, progressNote: '已到位' })
    expect((await act(water, routes.completeTask, task.id)).body).toMatchObject({ code: 'rule-refused', errors: [{ path: 'evidence' }] })
    expect((await act(water, routes.completeTask, task.id, { evidence: '水位表一份' })).body).toMatchObject({ status: 'done', progressPercent: 100, mayWork: false })
    expect((await act(duty, routes.cancelTask, task.id, { reason: '不要了' })).body).toMatchObject({ code: 'lifecycle-refused' })
  })
  it('is for the owning unit only, and does not exist for another county', async () => {
    const task = await taskOf(water)
    for (const route of [routes.acknowledgeTask, routes.completeTask]) expect((await act(fire, route, task.id)).body).toMatchObject({ code: 'forbidden' })
    expect((await act(duty, routes.acknowledgeTask, task.id)).status).toBe(403)
    const neighbour = await node.caller({ divisionCode: '331082000000', roles: ['commander', 'duty-officer'] })
    expect((await act(neighbour, routes.acknowledgeTask, task.id)).status).toBe(404)
    expect((await act(neighbour, routes.superviseTask, task.id)).status).toBe(404)
    expect((await node.send(neighbour, routes.getCommandBoard, { params: { incidentId } })).status).toBe(404)
    expect((await node.call(neighbour, routes.listTasks, { query: { status: 'all' } })).items).toEqual([])
    expect((await refusal(start(neighbour, incidentId, 3))).status).toBe(404)
  })
  it('lets a town in that has a task, but not to direct', async () => {
    const task = await taskOf(town)
    expect((await act(town, routes.acknowledgeTask, task.id)).status).toBe(200)
    expect((await board(town, incidentId)).tasks.length).toBeGreaterThan(10)
    const townDuty = await node.caller({ divisionCode: TOWN, roles: ['duty-officer'] })
    expect((await act(townDuty, routes.superviseTask, task.id)).status).toBe(404)
  })
  it('brings a dispute to a ruling, and tells when that is late', async () => {
    const task = await taskOf(fire)
    const disputed = await node.call(fire, routes.disputeTask, { params: { taskId: task.id }, body: { commandId: node.newId(), reason: '不属本单位职责' } })
    expect(disputed).toMatchObject({ status: 'disputed', ruleBy: later(30), disputeReason: '不属本单位职责' })
    expect((await act(fire, routes.acknowledgeTask, task.id)).body).toMatchObject({ code: 'lifecycle-refused' })
    await node.advanceTo(later(31))
    const waiting = (await node.call(duty, routes.listTasks, { query: { incidentId } })).items.find((each) => each.id === task.id)
    expect(waiting).toMatchObject({ status: 'disputed', rulingOverdueAt: disputed.ruleBy })
    const ruled = await node.call(duty, routes.ruleOnDispute, { params: { taskId: task.id }, body: { commandId: node.newId(), unitId: water.actor.unitId, note: '改由水利局' } })
    expect(ruled).toMatchObject({ status: 'assigned', unitId: water.actor.unitId, unitName: '县水利局', acknowledgeBy: later(15), rulingOverdueAt: null })
    expect((await refusal(node.call(duty, routes.ruleOnDispute, { params: { taskId: task.id }, body: { commandId: node.newId(), unitId: fire.actor.unitId } }))).body.code).toBe('lifecycle-refused')
    expect((await act(water, routes.acknowledgeTask, task.id)).status).toBe(200)
  })
  it('flags what was not acknowledged and what was not done in time, and nothing else', async () => {
    await node.advanceTo(later(16))
    const { items } = await node.call(duty, routes.listTasks, { query: { incidentId, status: 'all' } })
    expect(items.filter((task) => task.status === 'assigned').every((task) => task.unacknowledgedAt !== null)).toBe(true)
    expect(items.filter((task) => task.status === 'acknowledged').some((task) => task.unacknowledgedAt === null)).toBe(true)
    await node.advanceTo(later(24 * 60))
    const after = (await node.call(duty, routes.listTasks, { query: { incidentId, status: 'all' } })).items
    expect(after.filter((task) => task.status !== 'done').every((task) => task.overdueAt === task.dueAt || task.overdueAt !== null)).toBe(true)
    expect(after.filter((task) => task.status === 'done').every((task) => task.overdueAt === null)).toBe(true)
    const { rows } = await sql<{ parked: number }>`select count(*) as parked from timer where parked or last_error is not null`.execute(node.db.db)
    expect(rows[0]?.parked).toBe(0)
  })
  it('pages without losing or repeating', async () => {
    const all = (await node.call(duty, routes.listTasks, { query: { incidentId, status: 'all', limit: 500 } })).items.map((task) => task.id)
    const paged: string[] = []
    for (let after: string | undefined; ;) {
      const page = await node.call(duty, routes.listTasks, { query: { incidentId, status: 'all', limit: 7, ...(after === undefined ? {} : { after }) } })
      paged.push(...page.items.map((task) => task.id))
      if (page.next === null) break
      after = page.next
    }
    expect(paged).toEqual(all)
    expect((await node.send(duty, routes.listTasks, { query: { after: 'nonsense' } })).status).toBe(400)
  })
  it('counts for the summary', async () => {
    const counts = await node.node.modules.command.countTasks(node.db.db)
    expect(counts.assigned).toBeGreaterThan(counts.acknowledged)
    expect(counts.done).toBe(1)
  })
})
