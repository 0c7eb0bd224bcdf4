import { routes } from '@fengsui/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CallFailed, createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

const COUNTY = '331099000000'
/** 2026-10-12 09:00 in Beijing, a Monday. */
const OCTOBER = '2026-10-12T01:00:00.000Z'
/** 2026-11-02 09:00 in Beijing, a Monday. */
const NOVEMBER = '2026-11-02T01:00:00.000Z'

let test: TestNode
let office: TestCaller
let judge: TestCaller
let officer: TestCaller
let town: TestCaller
let water: TestCaller
let neighbour: TestCaller
let bulletinId: string
let lateKey: string
const command = () => ({ commandId: test.newId() })
const refusal = async (attempt: Promise<unknown>): Promise<CallFailed> => {
  const failure = await attempt.then(() => undefined, (error: unknown) => error)
  if (failure instanceof CallFailed) return failure
  throw failure instanceof Error ? failure : new Error('was not refused')
}
const read = (by: TestCaller) => test.call(by, routes.getBulletin, { params: { bulletinId } })
const scoreOf = async (by: TestCaller, unit: TestCaller) => {
  const score = (await read(by)).scores.find((each) => each.unitId === unit.actor.unitId)
  if (!score) throw new Error('the unit is not scored')
  return score
}

beforeAll(async () => {
  test = await createTestNode({ start: OCTOBER })
  office = await test.caller({ divisionCode: COUNTY, roles: ['duty-leader', 'duty-officer', 'commander'], unitName: '演示县总值班室' })
  judge = await test.caller({ divisionCode: COUNTY, roles: ['reviewer'], unitName: '演示县应急管理局', unitRole: 'emergency' })
  officer = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'], unitName: '演示县信息科', unitRole: 'publicity' })
  town = await test.caller({ divisionCode: '331099101000', roles: ['duty-officer'], unitName: '甲镇值班室' })
  water = await test.caller({ divisionCode: COUNTY, roles: ['member-unit'], unitName: '演示县水利局', unitRole: 'water' })
  neighbour = await test.caller({ divisionCode: '331082000000', roles: ['duty-leader', 'reviewer'], unitName: '临海市总值班室' })
  await test.caller({ divisionCode: '331099102000', roles: ['duty-officer'], unitName: '乙镇值班室' })
  await test.caller({ divisionCode: '331099101201', roles: ['information-officer'] })
  // The town knows and does not report; the water office lets an instruction run out.
  const incident = await test.call(town, routes.registerIncident, { body: { ...command(), title: '岭下村山体滑坡', typeCode: '11D01', divisionCode: '331099101201', occurredAt: OCTOBER, facts: { dead: 1 } } })
  await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, (context) => {
    const owed = { incidentId: incident.id, divisionCode: '331099101000', ruleId: 'local-sample', title: '村镇报告', phase: 'phone', legalBasis: '本地', fromUnitId: town.actor.unitId, toUnitId: office.actor.unitId, clockStart: 'known', startsAt: OCTOBER }
    for (const [status, hours] of [['missed', 1], ['late', 2], ['met', 3]] as const) context.record({ type: 'clock.started', audience: { division: '331099101000' }, changes: [{ object: 'clock', id: test.newId(), created: true, set: { ...owed, ruleId: `local-${status}`, status, dueAt: new Date(Date.parse(OCTOBER) + hours * 3_600_000).toISOString() } }] })
    return Promise.resolve()
  })
  const given = await test.call(office, routes.giveInstruction, { body: { ...command(), issuer: '县长', title: '汛前排查', words: '查清隐患', urgency: 'extraUrgent', assignees: [{ unitId: water.actor.unitId }] } })
  expect(given.duties).toHaveLength(1)
  await test.advanceTo('2026-10-16T01:00:00.000Z')
})
afterAll(() => test.close())

describe('the monthly bulletin', () => {
  it('is drafted from the record, the same again when nothing changed', async () => {
    const first = await test.call(office, routes.draftBulletin, { body: { ...command(), month: '2026-10' } })
    bulletinId = first.id
    const townScore = await scoreOf(office, town)
    const missed = townScore.items?.find((item) => item.key === 'missed')
    expect(missed?.events.length).toBeGreaterThan(0)
    expect(missed?.events[0]?.kind).toBe('clock')
    expect(townScore.items?.map((item) => [item.key, item.points])).toEqual([['late', -2], ['missed', -5]])
    expect(townScore.total).toBe(93)
    expect(await scoreOf(office, water)).toMatchObject({ total: 98, items: [{ key: 'instructionOverdue', count: 1, points: -2 }] })
    // A desk that nothing is held against is there with its full points; the own duty office is not.
    expect(first.scores.map((score) => score.unitName)).toContain('乙镇值班室')
    expect(first.scores.map((score) => score.unitName)).not.toContain('演示县总值班室')
    const again = await test.call(office, routes.draftBulletin, { body: { ...command(), month: '2026-10' } })
    expect(again.scores).toEqual(first.scores)
    const { rows } = await sql<{ n: number }>`select count(*) as n from assessment_score`.execute(test.db.db)
    expect(rows[0]?.n).toBe(first.scores.length)
  })

  it('is its makers’ own until it is published, and that only after the month', async () => {
    for (const other of [water, town, officer, neighbour]) expect((await refusal(read(other))).status).toBe(404)
    expect((await refusal(test.call(office, routes.publishBulletin, { params: { bulletinId }, body: command() }))).body.detail).toMatch(/还没有结束/)
    expect((await refusal(test.call(office, routes.draftBulletin, { body: { ...command(), month: '2026-11' } }))).body.detail).toMatch(/还没有开始/)
    expect((await refusal(test.call(officer, routes.draftBulletin, { body: { ...command(), month: '2026-10' } }))).status).toBe(403)
  })

  it('takes what is entered by hand, with a reason, and only for items that no record tells', async () => {
    const add = (more: object) => test.call(office, routes.addAssessmentEntry, { body: { ...command(), unitId: town.actor.unitId, itemKey: 'adopted', happenedAt: OCTOBER, reason: '信息被市里采用，演示人乙报送', ...more } })
    const entry = await add({})
    expect((await refusal(add({ itemKey: 'late' }))).status).toBe(400)
    expect((await refusal(add({ unitId: neighbour.actor.unitId }))).status).toBe(400)
    expect((await refusal(add({ unitId: office.actor.unitId }))).status).toBe(403)
    expect((await refusal(add({ happenedAt: NOVEMBER }))).status).toBe(400)
    const before = (await scoreOf(office, town)).total
    await test.call(office, routes.draftBulletin, { body: { ...command(), month: '2026-10' } })
    expect((await scoreOf(office, town)).total).toBe(before + 1)
    expect((await scoreOf(office, town)).items?.find((item) => item.key === 'adopted')?.events[0]?.label).toBe('信息被市里采用，演示人乙报送')
    await test.call(office, routes.removeAssessmentEntry, { params: { entryId: entry.id }, body: command() })
    await test.call(office, routes.draftBulletin, { body: { ...command(), month: '2026-10' } })
    expect((await scoreOf(office, town)).total).toBe(before)
    const { rows } = await sql<{ n: number }>`select count(*) as n from journal where data like '%演示人乙%'`.execute(test.db.db)
    expect(rows[0]?.n).toBe(0)
  })

  it('shows a unit its own details and the ranks of all once published', async () => {
    await test.advanceTo(NOVEMBER)
    const published = await test.call(office, routes.publishBulletin, { params: { bulletinId }, body: command() })
    // Five working days after Monday the 2nd end with Monday the 9th.
    expect(published).toMatchObject({ status: 'published', objectionsUntil: '2026-11-09T16:00:00.000Z' })
    const seen = await read(town)
    expect(seen.scores.filter((score) => score.items !== null).map((score) => score.unitName)).toEqual(['甲镇值班室'])
    expect(seen.scores.map((score) => score.rank)).toEqual([...seen.scores.map((score) => score.rank)].sort((a, b) => a - b))
    expect((await read(water)).scores.filter((score) => score.items !== null).map((score) => score.unitName)).toEqual(['演示县水利局'])
    expect((await refusal(read(neighbour))).status).toBe(404)
    expect((await test.call(neighbour, routes.listBulletins, { query: {} })).items).toEqual([])
    expect((await refusal(test.call(office, routes.draftBulletin, { body: { ...command(), month: '2026-10' } }))).body.code).toBe('lifecycle-refused')
  })

  it('takes an objection to one’s own event, once, and corrects score and ranks when it is upheld', async () => {
    const own = await scoreOf(water, water)
    const event = own.items?.[0]?.events[0]
    lateKey = `${event?.item ?? ''}:${event?.kind ?? ''}:${event?.id ?? ''}`
    const object = (by: TestCaller, eventKey: string) => test.call(by, routes.objectToScore, { params: { bulletinId }, body: { ...command(), eventKey, reason: '道路中断，已口头请示延期' } })
    expect((await refusal(object(town, lateKey))).status).toBe(400)
    await object(water, lateKey)
    expect((await refusal(object(water, lateKey))).status).toBe(409)
    const objectionId = (await scoreOf(office, water)).objections[0]?.id ?? ''
    expect((await read(town)).scores.flatMap((score) => score.objections)).toEqual([])
    const decide = (by: TestCaller) => test.call(by, routes.decideObjection, { params: { objectionId }, body: { ...command(), upheld: true, reason: '情况属实' } })
    expect((await refusal(decide(water))).status).toBe(403)
    expect((await refusal(decide(neighbour))).status).toBe(404)
    await decide(judge)
    expect(await scoreOf(water, water)).toMatchObject({ total: 100, rank: 1, excluded: 1, objections: [{ status: 'upheld', decision: '情况属实' }] })
    expect((await read(office)).revision).toBe(1)
    expect((await refusal(decide(judge))).body.code).toBe('lifecycle-refused')
    await test.advanceTo('2026-11-09T16:00:00.000Z')
    expect((await refusal(object(town, 'missed:clock:x'))).body.detail).toMatch(/期限已过/)
  })

  it('comes as Word, PDF and workbook, each with no more than its reader sees', async () => {
    for (const [format, head] of [['docx', 'PK'], ['pdf', '%PDF'], ['xlsx', 'PK']] as const) {
      const answer = await test.node.http.app.inject({ url: `/api/v1/assessment/bulletins/${bulletinId}/document?format=${format}`, headers: { authorization: `Bearer ${town.token}` } })
      expect(answer.statusCode).toBe(200)
      expect(answer.rawPayload.subarray(0, head.length).toString()).toBe(head)
    }
  })
})

describe('the scheme', () => {
  const own = () => ({ ...command(), name: '演示县考核办法', base: 100, items: [{ key: 'missed' as const, points: -10, cap: null }], objectionDays: 3, basis: '演示县应急委文件', inForceFrom: '2026-12-01T00:00:00.000Z' })
  it('is the platform’s until a place sets its own, which counts for months that begin later', async () => {
    expect(await test.call(water, routes.getAssessmentScheme, {})).toMatchObject({ ofPlaceName: '平台', inForceFrom: null, mayEdit: false })
    await test.call(office, routes.setAssessmentScheme, { body: own() })
    expect((await test.call(office, routes.getAssessmentScheme, {})).current.name).toBe('平台默认考核办法')
    await test.advanceTo('2027-01-05T01:00:00.000Z')
    expect(await test.call(town, routes.getAssessmentScheme, {})).toMatchObject({ ofPlaceName: expect.stringContaining('') as string, current: { name: '演示县考核办法', objectionDays: 3 } })
    // December began before the scheme was in force (08:00 on the 1st in Beijing).
    const [december, january] = [await test.call(office, routes.draftBulletin, { body: { ...command(), month: '2026-12' } }), await test.call(office, routes.draftBulletin, { body: { ...command(), month: '2027-01' } })]
    expect([december.scheme.name, january.scheme.name]).toEqual(['平台默认考核办法', '演示县考核办法'])
    expect((await test.call(neighbour, routes.getAssessmentScheme, {})).current.name).toBe('平台默认考核办法')
  })

  it('refuses nonsense', async () => {
    for (const change of [{ items: [] }, { items: [{ key: 'missed', points: -1, cap: null }, { key: 'missed', points: -2, cap: null }] }, { items: [{ key: 'missed', points: 0.05, cap: null }] }, { objectionDays: 0 }, { basis: '电话 13900000009' }]) {
      const { status, text } = await test.send(office, routes.setAssessmentScheme, { body: { ...own(), ...change } })
      expect(status, text).toBe(400)
    }
  })
})
