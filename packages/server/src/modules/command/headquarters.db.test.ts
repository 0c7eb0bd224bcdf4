import { commandRoutes as routes } from '@fengsui/contract/command'
import { getLevelContent } from '@fengsui/contract/plans/structured'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COUNTY, createCommandStage, refusal, registerTestIncident, TOWN, type CommandStage } from '../../../test/test-command.ts'
import type { TestCaller, TestNode } from '../../../test/test-node.ts'

let stage: CommandStage
let node: TestNode
let commander: TestCaller
let duty: TestCaller
let water: TestCaller
let fire: TestCaller
let town: TestCaller
const start: CommandStage['start'] = (...given) => stage.start(...given)
const board: CommandStage['board'] = (...given) => stage.board(...given)
const later: CommandStage['later'] = (...given) => stage.later(...given)

beforeAll(async () => {
  stage = await createCommandStage();
  ({ node, commander, duty, water, fire, town } = stage)
})
afterAll(() => node.close())

describe('first response, seats, notices, consultation, special state', () => {
  let incidentId: string
  beforeAll(async () => {
    incidentId = await registerTestIncident(node, TOWN)
  })
  const assign = (caller: TestCaller, body: object = {}) => node.send(caller, routes.assignTask, { params: { incidentId }, body: { commandId: node.newId(), unitId: town.actor.unitId, title: '撤离滑坡体下方住户', dueAt: later(60), ...body } })

  it('gives tasks before a headquarters exists', async () => {
    expect((await assign(duty)).body).toMatchObject({ responseId: null, divisionCode: TOWN, status: 'assigned', acknowledgeBy: later(15) })
    expect((await assign(duty, { title: '找 13900000001' })).body).toMatchObject({ code: 'invalid-input', detail: expect.stringContaining('标题里不要写电话') as unknown })
    expect((await assign(duty, { groupKey: 'rescue' })).body).toMatchObject({ errors: [{ path: 'groupKey' }] })
    expect((await assign(duty, { dueAt: later(-1) })).body).toMatchObject({ errors: [{ path: 'dueAt' }] })
    expect((await assign(duty, { unitId: node.newId() })).body).toMatchObject({ errors: [{ path: 'unitId' }] })
    expect((await assign(water)).status).toBe(403)
    await start(commander, incidentId, 4)
    expect((await assign(duty, { groupKey: 'rescue' })).body).toMatchObject({ groupName: '抢险救援组', divisionCode: COUNTY })
  })
  it('seats units and appoints an on-site commander', async () => {
    const { seats, responses } = await board(water, incidentId)
    const own = seats.find((seat) => seat.unitId === water.actor.unitId)
    await node.call(water, routes.takeSeat, { params: { seatId: own?.id ?? '' }, body: { commandId: node.newId() } })
    expect((await node.send(water, routes.takeSeat, { params: { seatId: own?.id ?? '' }, body: { commandId: node.newId() } })).status).toBe(409)
    expect((await node.send(fire, routes.takeSeat, { params: { seatId: own?.id ?? '' }, body: { commandId: node.newId() } })).status).toBe(403)
    const responseId = responses[0]?.id ?? ''
    await node.call(commander, routes.appointOnSiteCommander, { params: { responseId }, body: { commandId: node.newId(), unitId: fire.actor.unitId, place: '甲镇政府' } })
    const onSite = (await board(commander, incidentId)).seats.filter((seat) => seat.role === 'onSiteCommander')
    expect(onSite.filter((seat) => seat.status !== 'released')).toMatchObject([{ unitId: fire.actor.unitId, room: '甲镇政府' }])
  })
  it('has notices confirmed by their unit, and flags the others', async () => {
    await node.settle()
    const { items } = await node.call(water, routes.listNotices, {})
    const notice = items.find((each) => each.incidentId === incidentId)
    expect(notice).toMatchObject({ mayAcknowledge: true, status: 'delivered' })
    expect((await node.send(fire, routes.acknowledgeNotice, { params: { noticeId: notice?.id ?? '' }, body: { commandId: node.newId() } })).status).toBe(403)
    await node.call(water, routes.acknowledgeNotice, { params: { noticeId: notice?.id ?? '' }, body: { commandId: node.newId() } })
    expect((await node.send(water, routes.acknowledgeNotice, { params: { noticeId: notice?.id ?? '' }, body: { commandId: node.newId() } })).status).toBe(409)
    await node.advanceTo(later(120))
    const { notices } = await board(commander, incidentId)
    expect(notices.filter((each) => each.status === 'acknowledged').every((each) => each.overdueAt === null)).toBe(true)
    expect(notices.filter((each) => each.status === 'delivered').every((each) => each.overdueAt === each.acknowledgeBy)).toBe(true)
  })
  it('flags a consultation without conclusions and takes late ones', async () => {
    const call = (minutes: number) => node.call(duty, routes.callConsultation, { params: { incidentId }, body: { commandId: node.newId(), agenda: '洪峰与天文潮', unitIds: [water.actor.unitId, town.actor.unitId], scheduledAt: later(minutes) } })
    const [held, missed] = [await call(10), await call(10)]
    await node.call(duty, routes.concludeConsultation, { params: { consultationId: held.id }, body: { commandId: node.newId(), conclusion: '再转移 9600 人' } })
    await node.advanceTo(later(41))
    const { consultations } = await board(town, incidentId)
    expect(consultations.find((each) => each.id === held.id)).toMatchObject({ status: 'concluded', conclusion: '再转移 9600 人', unitNames: ['县水利局', '甲镇政府'] })
    expect(consultations.find((each) => each.id === missed.id)).toMatchObject({ status: 'missed' })
    await node.call(duty, routes.concludeConsultation, { params: { consultationId: missed.id }, body: { commandId: node.newId(), conclusion: '并入下次' } })
    expect((await node.send(duty, routes.concludeConsultation, { params: { consultationId: missed.id }, body: { commandId: node.newId(), conclusion: '又一次' } })).status).toBe(409)
    expect((await node.send(duty, routes.callConsultation, { params: { incidentId }, body: { commandId: node.newId(), agenda: '议题', unitIds: [water.actor.unitId], scheduledAt: later(-60) } })).status).toBe(400)
  })
  it('enters one special state of a kind at a time', async () => {
    const enter = (divisionCode: string, criteria = '演示溪水位超保证 0.30 米') => node.send(commander, routes.enterEmergencyState, { params: { incidentId }, body: { commandId: node.newId(), kind: 'floodEmergency', divisionCode, criteria } })
    expect((await enter(TOWN)).body).toMatchObject({ code: 'rule-refused' })
    expect((await enter('331077000000')).body).toMatchObject({ code: 'invalid-input' })
    expect((await enter(COUNTY, '请联系 13900000001')).body).toMatchObject({ code: 'invalid-input' })
    const entered = await enter(COUNTY)
    expect(entered.status).toBe(200)
    expect((await enter(COUNTY)).body).toMatchObject({ code: 'conflict' })
    const stateId = (entered.body as { id: string }).id
    await node.call(commander, routes.leaveEmergencyState, { params: { stateId }, body: { commandId: node.newId(), criteria: '水位退至警戒以下' } })
    expect((await enter(COUNTY)).status).toBe(200)
    expect((await board(commander, incidentId)).emergencyStates).toHaveLength(2)
  })
})

describe('raising, lowering, ending', () => {
  it('gives out the difference, keeps what is under way, repeats nothing, and ends by who decided', async () => {
    const incidentId = await registerTestIncident(node, COUNTY)
    const response = await start(commander, incidentId, 4)
    await node.settle()
    const four = (await board(commander, incidentId)).tasks
    const mine = four.find((task) => task.unitId === water.actor.unitId)
    await node.call(water, routes.acknowledgeTask, { params: { taskId: mine?.id ?? '' }, body: { commandId: node.newId() } })
    await node.call(water, routes.completeTask, { params: { taskId: mine?.id ?? '' }, body: { commandId: node.newId(), evidence: '已办' } })
    await node.advanceTo(later(20))

    const change = (level: 1 | 2 | 3 | 4) => node.call(commander, routes.changeResponseLevel, { params: { responseId: response.id }, body: { commandId: node.newId(), level, reason: '雨势加大' } })
    expect(await change(2)).toMatchObject({ level: 2, levelChangedAt: node.clock.now(), startedAt: response.startedAt })
    await node.settle()
    const two = await board(commander, incidentId)
    const wanted = new Set(getLevelContent(stage.plan, 2).tasks.map((task) => task.key))
    expect(new Set(two.tasks.map((task) => task.planTaskKey?.split('@')[0]))).toEqual(wanted)
    expect(two.tasks.length).toBeGreaterThan(four.length)
    expect(two.tasks.filter((task) => task.planTaskKey === mine?.planTaskKey)).toMatchObject([{ status: 'done' }])
    const told = new Set(two.notices.filter((notice) => notice.queuedAt === node.clock.now()).map((notice) => notice.toUnitId))
    expect([...new Set(two.seats.map((seat) => seat.unitId))].every((unitId) => told.has(unitId))).toBe(true)
    expect(two.seats.filter((seat) => seat.role === 'groupLead')).toHaveLength(9)
    expect((await refusal(change(2))).body.code).toBe('lifecycle-refused')

    const started = two.tasks.find((task) => task.unitId === fire.actor.unitId && task.status === 'assigned' && !four.some((each) => each.planTaskKey === task.planTaskKey))
    await node.call(fire, routes.acknowledgeTask, { params: { taskId: started?.id ?? '' }, body: { commandId: node.newId() } })
    await change(4)
    const back = (await board(commander, incidentId)).tasks
    expect(back.find((task) => task.id === started?.id)?.status).toBe('acknowledged')
    const light = new Set(getLevelContent(stage.plan, 4).tasks.map((task) => task.key))
    expect(back.filter((task) => !light.has(task.planTaskKey?.split('@')[0] ?? '') && task.id !== started?.id).every((task) => task.status === 'cancelled')).toBe(true)
    expect(back.filter((task) => light.has(task.planTaskKey?.split('@')[0] ?? '')).some((task) => task.status === 'cancelled')).toBe(false)

    const end = (caller: TestCaller, cancelOpenTasks?: boolean) => node.send(caller, routes.endResponse, { params: { responseId: response.id }, body: { commandId: node.newId(), reason: '台风远离', ...(cancelOpenTasks === undefined ? {} : { cancelOpenTasks }) } })
    const city = await node.caller({ divisionCode: '331000000000', roles: ['commander'] })
    expect((await end(city)).body).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('谁启动、谁终止') as unknown })
    expect((await end(duty)).status).toBe(403)
    expect((await end(commander)).body).toMatchObject({ code: 'lifecycle-refused', detail: expect.stringContaining('项任务未了') as unknown })
    expect((await end(commander, true)).body).toMatchObject({ status: 'ended', endReason: '台风远离' })
    const ended = await board(commander, incidentId)
    expect(ended.tasks.every((task) => ['done', 'cancelled'].includes(task.status))).toBe(true)
    expect(ended.seats.every((seat) => seat.status === 'released')).toBe(true)
    expect(ended.demands.every((demand) => demand.status === 'cancelled')).toBe(true)
    expect((await end(commander, true)).body).toMatchObject({ code: 'lifecycle-refused' })
    expect((await refusal(change(3))).body.code).toBe('lifecycle-refused')
    expect((await start(commander, incidentId, 4)).status).toBe('active')
  })
})

it('folds to the tables: the journal holds every field of every object', async () => {
  await node.settle()
  const { rows } = await sql<{ data: string }>`select data from journal order by entry`.execute(node.db.db)
  const folded = new Map<string, Record<string, unknown>>()
  for (const row of rows) {
    for (const change of (JSON.parse(row.data) as { changes: { object: string; id: string; set: object }[] }).changes) {
      const name = `${change.object}:${change.id}`
      folded.set(name, { ...folded.get(name), ...change.set })
    }
  }
  for (const kind of ['response', 'seat', 'task', 'notice', 'demand', 'consultation', 'emergency-state']) {
    const objects = await node.node.deps.objects.read(node.db.db, kind, sql`true`)
    expect(objects.length).toBeGreaterThan(0)
    for (const { id, ...fields } of objects) {
      const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
      expect(Object.fromEntries(Object.entries(folded.get(`${kind}:${String(id)}`) ?? {}).filter(([, value]) => value !== null))).toEqual(known)
    }
  }
  expect(rows.some((row) => row.data.includes('不属本单位职责') || row.data.includes('雨势加大') || row.data.includes('台风远离'))).toBe(false)
})
