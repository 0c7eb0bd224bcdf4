import { routes } from '@fengsui/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureTestDivisions } from '../../../test/test-divisions.ts'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

const CITY = '331000000000'
const COUNTY = '331099000000'
const TOWN_A = '331099101000'
const TOWN_B = '331099102000'
const VILLAGE = '331099101201'
let test: TestNode
let city: TestCaller
let county: TestCaller
let bureau: TestCaller
let townA: TestCaller
let townB: TestCaller
let village: TestCaller
let neighbour: TestCaller
let processId: string

const command = () => ({ commandId: test.newId() })
const at = (minutes: number) => new Date(Date.parse('2019-08-09T18:00:00.000Z') + minutes * 60_000).toISOString()

beforeAll(async () => {
  test = await createTestNode({ start: at(10) })
  city = await test.caller({ divisionCode: CITY, roles: ['duty-officer'], unitName: '市值班室' })
  county = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'], unitName: '县值班室' })
  bureau = await test.caller({ divisionCode: COUNTY, roles: ['member-unit'], unitName: '县住建局' })
  await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, (context) => ensureTestDivisions(context, VILLAGE))
  await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, (context) => ensureTestDivisions(context, '331099102201'))
  townA = await test.caller({ divisionCode: TOWN_A, roles: ['duty-officer'], unitName: '甲镇值班室' })
  townB = await test.caller({ divisionCode: TOWN_B, roles: ['duty-officer'], unitName: '乙镇值班室' })
  village = await test.caller({ divisionCode: VILLAGE, roles: ['information-officer'], unitName: '岭下村' })
  neighbour = await test.caller({ divisionCode: '331082000000', roles: ['duty-officer', 'duty-leader'] })
  const opened = await test.call(county, routes.openDisasterProcess, { body: { ...command(), title: '台风“利奇马”灾害', hazard: 'typhoon', typhoon: '2019-09-利奇马', divisionCode: COUNTY, startedAt: at(0), reliefResponse: 'province' } })
  processId = opened.id
})
afterAll(() => test.close())

type Values = Record<string, number | string | null>
const start = (who: TestCaller, divisionCode: string, from: 'last' | 'sum' | 'blank' = 'last') => test.send(who, routes.startDisasterReturn, { params: { processId }, body: { ...command(), divisionCode, formSet: 'loss', from } })
const fill = async (who: TestCaller, divisionCode: string, values: Values, more: { kind?: string; explanations?: Record<string, string> } = {}) => {
  const draft = (await start(who, divisionCode)).body as { id: string; revision: number; values: Values }
  return test.send(who, routes.saveDisasterReturn, { params: { returnId: draft.id }, body: { ...command(), revision: draft.revision, values: { ...draft.values, ...values }, ...more } })
}
const submit = (who: TestCaller, saved: { id: string; revision: number }) => test.send(who, routes.submitDisasterReturn, { params: { returnId: saved.id }, body: { ...command(), revision: saved.revision } })
const handIn = async (who: TestCaller, divisionCode: string, values: Values, more: Parameters<typeof fill>[3] = {}) => submit(who, (await fill(who, divisionCode, values, more)).body as { id: string; revision: number })
const accept = (who: TestCaller, returnId: string) => test.send(who, routes.acceptDisasterReturn, { params: { returnId }, body: command() })
const overview = (who: TestCaller, divisionCode?: string) => test.call(who, routes.getDisasterOverview, { params: { processId }, query: { formSet: 'loss', ...(divisionCode === undefined ? {} : { divisionCode }) } })
const figures = { A01007: 100, A01008: 0, A01009: 0, A01013: 30, 'A01013@now': 20, A01014: 10, 'A01014@now': 8, A01015: 20, A01058: 12.5 }

describe('a process', () => {
  it('has a number, its kind and a beginning; bad ones say what to do', async () => {
    expect(await test.call(county, routes.getDisasterProcess, { params: { processId } })).toMatchObject({ number: '灾331099-2019-0001', status: 'open', placeName: '演示县', reportedPlaces: 0, mayEdit: true })
    const open = (who: TestCaller, body: object) => test.send(who, routes.openDisasterProcess, { body: { ...command(), title: '山洪', divisionCode: COUNTY, ...body } })
    expect((await open(county, {})).text).toMatch(/请选灾害种类/)
    expect((await open(county, { hazard: 'flood', startedAt: at(60) })).text).toMatch(/不能晚于现在/)
    expect((await open(county, { hazard: 'flood', hazardKind: '冰雹灾害', startedAt: at(0) })).text).toMatch(/江河洪水/)
    expect((await open(county, { hazard: 'flood', startedAt: at(0), areaCodes: ['331082000000'] })).status).toBe(400)
    expect((await open(county, { kind: 'annual' })).text).toMatch(/请填年度/)
    expect((await open(neighbour, { hazard: 'flood', startedAt: at(0) })).status).toBe(403)
    expect((await open(village, { hazard: 'flood', startedAt: at(0) })).status).toBe(403)
  })

  it('is seen below and above its place and not next door', async () => {
    for (const who of [village, townA, city]) expect((await test.send(who, routes.getDisasterProcess, { params: { processId } })).status).toBe(200)
    expect((await test.send(neighbour, routes.getDisasterProcess, { params: { processId } })).status).toBe(404)
    expect((await test.call(neighbour, routes.listDisasterProcesses, { query: {} })).items).toEqual([])
  })
})

describe('a village by telephone', () => {
  it('hands in its main figures in one step; the clock of the town starts with it', async () => {
    const body = { ...command(), divisionCode: VILLAGE, values: { A01007: 40, A01008: 0, A01013: 12 }, asOf: at(5), filler: '演示信息员' }
    const sent = await test.send(village, routes.reportDisasterFigures, { params: { processId }, body })
    expect(sent.status, sent.text).toBe(200)
    expect(sent.body).toMatchObject({ kind: 'initial', sequence: 1, status: 'submitted', dueAt: at(60), values: { A01001: '台风灾害', A01002: '2019-09-利奇马', A01004: '2019-08-10-02', A01007: 40 }, signatures: { filler: '演示信息员' } })
    expect((await test.send(village, routes.reportDisasterFigures, { params: { processId }, body })).text).toBe(sent.text)
    const { own } = await overview(townA)
    expect(own.deadlines.find(({ phase }) => phase === 'initial')).toMatchObject({ dueAt: at(40), state: 'running', basis: expect.stringContaining('自然灾害情况统计调查制度') })
  })

  it.each<[string, object, number, RegExp]>([
    ['negative', { A01008: -1 }, 400, /负数/], ['half a person', { A01008: 0.5 }, 400, /整数/], ['absurd', { A01007: 1e99 }, 400, /超出可能范围/], ['words', { A01007: '很多' }, 400, /应填数字/], ['NaN as JSON knows it', { A01007: Number.NaN }, 400, /至少填一项/],
    ['no such code', { A99001: 1 }, 400, /没有这个指标/], ['another form', { B01002: 1 }, 400, /没有这个指标/], ['nothing', {}, 400, /零报告/], ['a broken relation', { A01010: 1, A01011: 2 }, 422, /因灾受伤人口/], ['a telephone number', { A01002: '13900000001' }, 400, /电话/],
  ])('is refused: %s', async (_, values, status, says) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from disaster_return`.execute(test.db.db)
    const answer = await test.send(village, routes.reportDisasterFigures, { params: { processId }, body: { ...command(), divisionCode: VILLAGE, values, asOf: at(9) } })
    expect(answer.status, answer.text).toBe(status)
    expect(answer.text).toMatch(says)
    expect((await sql<{ n: number }>`select count(*) as n from disaster_return`.execute(test.db.db)).rows).toEqual(rows)
  })

  it('may not report for another place, nor with figures older than those known', async () => {
    expect((await test.send(village, routes.reportDisasterFigures, { params: { processId }, body: { ...command(), divisionCode: TOWN_A, values: { A01007: 1 }, asOf: at(9) } })).status).toBe(403)
    expect((await test.send(village, routes.reportDisasterFigures, { params: { processId }, body: { ...command(), divisionCode: VILLAGE, values: { A01007: 1 }, asOf: at(1) } })).status).toBe(409)
  })
})

describe('a town at its desk', () => {
  it('sums what it has checked, keeps a draft to itself, and cannot hand in broken relations', async () => {
    expect((await start(townA, TOWN_A, 'sum')).text).toMatch(/还没有已审核的报表/)
    const waiting = (await overview(townA)).rows.find(({ divisionCode }) => divisionCode === VILLAGE)?.waiting
    expect((await accept(village, waiting?.id ?? '')).status).toBe(403)
    expect((await accept(townA, waiting?.id ?? '')).status).toBe(200)
    const draft = (await start(townA, TOWN_A, 'sum')).body as { id: string; revision: number; values: Values; sources: unknown[] }
    expect(draft).toMatchObject({ status: 'draft', values: { A01007: 40, A01013: 12 }, sources: [{ divisionCode: VILLAGE }] })
    expect((await test.send(county, routes.getDisasterReturn, { params: { returnId: draft.id } })).status).toBe(404)
    const saved = await fill(townA, TOWN_A, { ...figures, A01014: 15 })
    expect(saved.status, saved.text).toBe(200)
    const refused = await submit(townA, saved.body as { id: string; revision: number })
    expect([refused.status, (refused.body as { errors: { path: string }[] }).errors.map(({ path }) => path)]).toEqual([422, expect.arrayContaining(['values.A01013', 'values.A01014', 'values.A01015'])])
    expect(refused.text).toMatch(/紧急转移安置人口（A01013）＝集中安置人口（A01014）＋分散安置人口（A01015）；现在左边 30，右边 35/)
  })

  it('must explain a difference from the places below, then hands in', async () => {
    const saved = await fill(townA, TOWN_A, figures)
    const refused = await submit(townA, saved.body as { id: string; revision: number })
    expect(refused.status).toBe(422)
    expect(refused.text).toMatch(/受灾人口填 100，下级已审核合计 40/)
    const explained = await fill(townA, TOWN_A, figures, { explanations: { 'sum:A01007': '镇区另有 60 人', 'sum:A01013': '镇区另有 18 人' } })
    const sent = await submit(townA, explained.body as { id: string; revision: number })
    expect(sent.status, sent.text).toBe(200)
    expect(sent.body).toMatchObject({ kind: 'initial', sequence: 1, status: 'submitted', explanations: { 'sum:A01007': '镇区另有 60 人' } })
  })

  it('does not overwrite what another saved, and only one of two who hand in at once does', async () => {
    const saved = (await fill(townB, TOWN_B, { ...figures, A01007: 50 })).body as { id: string; revision: number }
    expect((await test.send(townB, routes.saveDisasterReturn, { params: { returnId: saved.id }, body: { ...command(), revision: saved.revision - 1, values: {} } })).status).toBe(409)
    const both = await Promise.all([submit(townB, saved), submit(townB, saved)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const starts = await Promise.all([start(townB, TOWN_B), start(townB, TOWN_B)])
    expect(new Set(starts.map(({ body }) => (body as { id: string }).id)).size).toBe(1)
  })

  it('never changes a version that was handed in', async () => {
    const latest = (await overview(townA)).own.latest
    expect((await test.send(townA, routes.saveDisasterReturn, { params: { returnId: latest?.id ?? '' }, body: { ...command(), revision: 9, values: {} } })).status).toBe(409)
  })
})

describe('the county', () => {
  it('sees who reported, checks, sums and drills down to the villages', async () => {
    const before = await overview(county)
    expect(before.rows.map(({ divisionCode, latest }) => [divisionCode, latest?.status])).toEqual([[TOWN_A, 'submitted'], [TOWN_B, 'submitted']])
    expect(before.sums.find(({ key }) => key === 'A01007')).toMatchObject({ value: null, given: 0 })
    for (const row of before.rows) expect((await accept(county, row.latest?.id ?? '')).status).toBe(200)
    const after = await overview(county)
    expect(after.sums.find(({ key }) => key === 'A01007')).toMatchObject({ value: 150, given: 2, unknown: [] })
    expect(after.sums.find(({ key }) => key === 'A01058')).toMatchObject({ value: 25 })
    expect((await overview(county, TOWN_A)).rows.find(({ divisionCode }) => divisionCode === VILLAGE)).toMatchObject({ accepted: { values: { A01007: 40 } } })
    expect((await test.send(townA, routes.getDisasterOverview, { params: { processId }, query: { formSet: 'loss', divisionCode: COUNTY } })).status).toBe(404)
  })

  it('lets other departments fill, and hands in itself', async () => {
    const draft = (await start(county, COUNTY, 'sum')).body as { id: string; revision: number; values: Values }
    const filled = await test.send(bureau, routes.saveDisasterReturn, { params: { returnId: draft.id }, body: { ...command(), revision: draft.revision, values: draft.values } })
    expect(filled.status, filled.text).toBe(200)
    expect((await submit(bureau, filled.body as { id: string; revision: number })).status).toBe(403)
    const sent = await submit(county, filled.body as { id: string; revision: number })
    expect(sent.status, sent.text).toBe(200)
    expect(sent.body).toMatchObject({ dueAt: at(120), values: { A01007: 150, A01058: 25 } })
    expect((await accept(county, draft.id)).status).toBe(403)
    expect((await accept(city, draft.id)).status).toBe(200)
  })

  it('is told when something below changed after it was summed', async () => {
    await test.advanceTo(at(30))
    const zero = await test.call(townB, routes.reportDisasterZero, { params: { processId }, body: { ...command(), divisionCode: TOWN_B } })
    expect(zero).toMatchObject({ kind: 'followUp', zero: true, sequence: 2, values: { A01007: 50 } })
    expect((await accept(county, zero.id)).status).toBe(200)
    expect((await overview(county)).own.updatedBelow).toBe(true)
    const own = await test.call(county, routes.getDisasterReturn, { params: { returnId: (await overview(county)).own.latest?.id ?? '' } })
    expect(own.below?.updated).toEqual([{ divisionCode: TOWN_B, placeName: '乙镇' }])
    expect((await overview(city)).rows.find(({ divisionCode }) => divisionCode === COUNTY)?.updatedBelow).toBe(true)
  })

  it('sends back with a reason; the next version is a first report again', async () => {
    const sent = (await handIn(townA, TOWN_A, { A01007: 120 }, { explanations: { 'sum:A01007': '又查出 20 人', 'sum:A01013': '镇区' } })).body as { id: string; kind: string }
    expect(sent.kind).toBe('followUp')
    const back = await test.call(county, routes.sendBackDisasterReturn, { params: { returnId: sent.id }, body: { ...command(), reason: '受灾人口与现场不符' } })
    expect(back).toMatchObject({ status: 'returned', returnReason: '受灾人口与现场不符' })
    expect((await accept(county, sent.id)).status).toBe(409)
    expect((await overview(county)).sums.find(({ key }) => key === 'A01007')?.value).toBe(150)
    const { rows } = await sql<{ n: number }>`select count(*) as n from journal where data like '%与现场不符%' or data like '%又查出%' or data like '%演示信息员%'`.execute(test.db.db)
    expect(Number(rows[0]?.n)).toBe(0)
  })
})

describe('the list of the dead and missing', () => {
  const add = (who: TestCaller, cells: object, divisionCode = VILLAGE) => test.send(who, routes.addDisasterEntry, { params: { processId }, body: { ...command(), list: 'D01', divisionCode, cells } })

  it('takes a person before the name is known, and asks the figures to agree', async () => {
    expect((await add(village, { D01007: 1, D01010: [4] })).body).toMatchObject({ unidentified: true, figures: { D01007: 1, D01010: [4] } })
    expect((await add(village, { D01007: 9 })).status).toBe(400)
    expect((await add(townB, { D01007: 1 })).status).toBe(403)
    const saved = await fill(townA, TOWN_A, { ...figures }, { explanations: { 'sum:A01007': '镇区', 'sum:A01013': '镇区' } })
    expect((await submit(townA, saved.body as { id: string; revision: number })).text).toMatch(/因灾死亡人口填 0，因灾死亡失踪人口一览表（D01）死亡登记 1/)
  })

  it('shows persons whole to those who may, masked to the others, and never to the journal or next door', async () => {
    const named = (await add(village, { D01001: '演示遇难者', D01002: 1, D01003: 52, D01006: '331099196701010000', D01007: 2, D01010: [2] })).body as { id: string; cells: object }
    expect(named.cells).toMatchObject({ D01001: '演示遇难者', D01006: '331099196701010000' })
    const listed = async (who: TestCaller) => (await test.call(who, routes.listDisasterEntries, { query: { processId, list: 'D01' } })).items
    expect((await listed(county)).find(({ id }) => id === named.id)).toMatchObject({ masked: false, cells: { D01001: '演示遇难者' } })
    const masked = (await listed(bureau)).find(({ id }) => id === named.id)
    expect(masked).toMatchObject({ masked: true, cells: { D01001: '演**', D01003: 52, D01006: '已登记' } })
    expect(await listed(neighbour)).toEqual([])
    const { rows } = await sql<{ n: number }>`select count(*) as n from journal where data like '%演示遇难者%' or data like '%331099196701010000%'`.execute(test.db.db)
    expect(Number(rows[0]?.n)).toBe(0)
    expect((await test.send(bureau, routes.changeDisasterEntry, { params: { entryId: named.id }, body: { ...command(), cells: { D01001: '别人' } } })).status).toBe(403)
    const found = await test.call(county, routes.changeDisasterEntry, { params: { entryId: named.id }, body: { ...command(), cells: { D01007: 1, D01003: null } } })
    expect([found.cells['D01001'], found.cells['D01003'], found.figures['D01007']]).toEqual(['演示遇难者', undefined, 1])
    const totals = (await test.call(townA, routes.getDisasterReturn, { params: { returnId: (await overview(townA)).own.accepted?.id ?? '' } })).lists
    expect([totals.dead, totals.missing]).toEqual([2, 0])
    expect((await test.call(county, routes.removeDisasterEntry, { params: { entryId: named.id }, body: { ...command(), reason: '重复登记，予以核销' } })).status).toBe('removed')
  })
})

describe('the checked report', () => {
  it('waits for a stable situation, needs the list to agree and has cumulative figures only', async () => {
    expect((await fill(townB, TOWN_B, figures, { kind: 'final' })).text).toMatch(/灾情稳定后才做核报/)
    expect((await test.send(townB, routes.setDisasterStage, { params: { processId }, body: { ...command(), status: 'stable' } })).status).toBe(403)
    await test.call(county, routes.setDisasterStage, { params: { processId }, body: { ...command(), status: 'stable' } })
    expect((await test.send(townB, routes.reportDisasterZero, { params: { processId }, body: { ...command(), divisionCode: TOWN_B } })).text).toMatch(/请做核报/)
    const wrong = await fill(townA, TOWN_A, figures, { kind: 'final', explanations: { 'sum:A01007': '镇区', 'sum:A01013': '镇区', 'list:A01008': '已说明' } })
    expect((await submit(townA, wrong.body as { id: string; revision: number })).text).toMatch(/核报时须一致/)
    const right = await fill(townA, TOWN_A, { ...figures, A01008: 1 }, { kind: 'final', explanations: { 'sum:A01007': '镇区', 'sum:A01013': '镇区', 'sum:A01008': '村里未填' } })
    const sent = await submit(townA, right.body as { id: string; revision: number })
    expect(sent.status, sent.text).toBe(200)
    expect(sent.body).toMatchObject({ kind: 'final' })
    expect(Object.keys((sent.body as { values: Values }).values).some((key) => key.endsWith('@now'))).toBe(false)
  })

  it('comes as the official form, as a table of the places and as a masked list', async () => {
    const returnId = (await overview(county)).own.latest?.id ?? ''
    const get = async (path: string, who: TestCaller) => test.node.http.app.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${who.token}` } })
    for (const path of [`/disaster-returns/${returnId}/document?format=xlsx`, `/disaster-processes/${processId}/table?formSet=loss&format=xlsx`, `/disaster-processes/${processId}/lists/D01/document?format=xlsx`]) {
      const answer = await get(path, county)
      expect([path, answer.statusCode]).toEqual([path, 200])
      expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK')
      expect((await get(path, neighbour)).statusCode).toBe(404)
    }
    expect((await get(`/disaster-returns/${returnId}/document?format=pdf`, county)).rawPayload.subarray(0, 4).toString()).toBe('%PDF')
  })

  it('ends the collecting', async () => {
    await test.call(county, routes.setDisasterStage, { params: { processId }, body: { ...command(), status: 'closed' } })
    expect((await start(townB, TOWN_B)).status).toBe(409)
    expect((await test.send(county, routes.setDisasterStage, { params: { processId }, body: { ...command(), status: 'open' } })).status).toBe(409)
  })
})

describe('a year and a winter', () => {
  it('have their own forms and calendars', async () => {
    const year = await test.call(county, routes.openDisasterProcess, { body: { ...command(), kind: 'annual', title: '2019 年自然灾害年报', year: 2019, divisionCode: COUNTY } })
    const seen = await test.call(county, routes.getDisasterOverview, { params: { processId: year.id }, query: { formSet: 'annual-loss' } })
    expect(seen.own.deadlines.map(({ phase, dueAt }) => [phase, dueAt])).toEqual([['initial', '2019-10-15T15:59:59.999Z'], ['final', '2020-01-10T15:59:59.999Z']])
    expect((await test.send(county, routes.getDisasterOverview, { params: { processId: year.id }, query: { formSet: 'loss' } })).status).toBe(422)
    const draft = await test.call(county, routes.startDisasterReturn, { params: { processId: year.id }, body: { ...command(), divisionCode: COUNTY, formSet: 'annual-relief' } })
    const saved = await test.call(county, routes.saveDisasterReturn, { params: { returnId: draft.id }, body: { ...command(), revision: 0, kind: 'initial', values: { B02001: 3, B02002: 1, B02003: 1, B02004: 0, B02005: 0 } } })
    expect((await submit(county, saved)).text).toMatch(/本级启动响应次数/)
  })
})
