import { routes } from '@fengsui/contract'
import type { SuspicionView } from '@fengsui/contract/reports'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beijing, draft, issue, openStage, refusal, registerLandslide, type Stage } from '../../../test/reporting-stage.ts'
import type { TestCaller } from '../../../test/test-node.ts'

let stage: Stage
const command = () => ({ commandId: stage.node.newId() })
const suspicions = async (who: TestCaller) => (await stage.node.call(who, routes.listSuspicions, { query: {} })).items
const open = async (who: TestCaller, rule: string) => (await suspicions(who)).filter((each) => each.status === 'raised' && each.ruleId === `suspicion.${rule}`)
const advance = async (time: string) => {
  await stage.node.advanceTo(beijing(time))
  await stage.node.settle()
}
const decide = (who: TestCaller, suspicion: SuspicionView | undefined, change: object = {}) => stage.node.call(who, routes.decideSuspicion, { params: { suspicionId: suspicion?.id ?? '' }, body: { ...command(), decision: 'upheld', kind: suspicion?.kind ?? 'FALSE', reason: '已与医院核对收治名单', ...change } })
const hear = async (source: 'hospital' | 'media' | 'public', facts: Record<string, number>, more: object = {}) => {
  const signal = await stage.node.call(stage.county, routes.submitSignal, { body: { ...command(), source, typeCode: '11D01', divisionCode: '331099101201', facts, words: '演示来报', ...more } })
  await stage.node.settle()
  return signal
}

describe('figures side by side', () => {
  let incidentId: string
  let neighbour: TestCaller
  beforeAll(async () => {
    stage = await openStage(beijing('02:40'))
    neighbour = await stage.node.caller({ divisionCode: '331082000000', roles: ['duty-officer', 'duty-leader', 'reviewer'], unitName: '临海市值班室' })
    incidentId = (await registerLandslide(stage, 1)).id
    await advance('03:00')
    await issue(stage, stage.county, (await draft(stage, stage.county, incidentId, 'initial', { dead: 1, injured: 2 })).id)
  })
  afterAll(() => stage.node.close())

  it('a hospital that took in more is a suspicion an hour later, with both sides and the difference', async () => {
    await advance('03:10')
    const signal = await hear('hospital', { dead: 2, injured: 6 })
    await advance('04:09')
    expect(await suspicions(stage.city)).toEqual([])
    await advance('04:10')
    const [raised] = await suspicions(stage.city)
    expect(raised).toMatchObject({ kind: 'FALSE', status: 'raised', ruleId: 'suspicion.hospital-lower', unitName: '演示县值班室', incidentId, signalId: signal.id, raisedAt: beijing('04:10') })
    expect(raised?.comparison?.differences).toEqual([{ fact: 'dead', label: '死亡', said: 2, reported: 1 }, { fact: 'injured', label: '受伤', said: 6, reported: 2 }])
    expect(raised?.comparison?.said).toMatchObject([{ source: '医疗机构', at: beijing('03:10'), signalId: signal.id, text: expect.stringContaining('死亡 2 人、受伤 6 人') as string }])
    expect(raised?.comparison?.reported).toMatchObject([{ at: beijing('03:00'), text: expect.stringMatching(/^初报 .*：死亡 1 人、受伤 2 人$/) as string }])
    expect(raised?.ruleText).toContain('平台默认值')
    expect(await suspicions(neighbour)).toEqual([])
  })

  it('a second hospital joins the same doubt; the same figures again do not', async () => {
    await advance('04:20')
    await hear('hospital', { injured: 9 })
    await advance('05:20')
    const [raised, ...more] = await suspicions(stage.city)
    expect(more).toEqual([])
    expect(raised?.comparison?.differences.find((each) => each.fact === 'injured')).toMatchObject({ said: 9 })
    const lines = raised?.evidence.length
    await hear('hospital', { injured: 9 })
    await advance('06:30')
    expect(await suspicions(stage.city)).toHaveLength(1)
    expect((await suspicions(stage.city))[0]?.evidence.length).toBeGreaterThanOrEqual(lines ?? 0)
  })

  it('is decided above, never by the county itself; upheld it demands a correction in an hour', async () => {
    const [raised] = await suspicions(stage.city)
    expect((await refusal(decide(stage.county, raised))).status).toBe(403)
    expect((await refusal(decide(neighbour, raised))).status).toBe(404)
    expect((await refusal(decide(stage.city, raised, { correctionDueAt: beijing('06:00') }))).body.errors?.[0]?.path).toBe('correctionDueAt')
    expect(await decide(stage.city, raised)).toMatchObject({ status: 'upheld', correctionDueAt: beijing('07:30'), correctedAt: null })
  })

  it('overdue is said once; a report that reaches the figures closes it, one that does not leaves it', async () => {
    await advance('07:10')
    await issue(stage, stage.county, (await draft(stage, stage.county, incidentId, 'followUp', { dead: 1, injured: 3 })).id)
    await advance('08:00')
    expect((await suspicions(stage.city)).find((each) => each.status === 'upheld')).toMatchObject({ correctionOverdueAt: beijing('07:30'), correctedAt: null })
    await issue(stage, stage.county, (await draft(stage, stage.county, incidentId, 'followUp', { dead: 2, injured: 9 })).id)
    expect((await suspicions(stage.city)).find((each) => each.status === 'upheld')).toMatchObject({ correctedAt: beijing('08:00'), evidence: expect.arrayContaining([expect.objectContaining({ text: expect.stringMatching(/^更正报告 .* 已报出$/) as string })]) as unknown })
    const { items } = await stage.node.call(stage.city, routes.getTimeline, { params: { incidentId }, query: {} })
    const texts = items.map((item) => item.text)
    for (const text of ['疑似谎报：演示县值班室', '认定谎报，要求 08-10 07:30 前更正']) expect(texts).toContain(text)
    expect(texts.some((text) => text.startsWith('逾期后已更正谎报'))).toBe(true)
  })

  it('what was decided is not put to anybody again for the same figures', async () => {
    await issue(stage, stage.county, (await draft(stage, stage.county, incidentId, 'followUp', { dead: 1, injured: 2 })).id)
    await advance('10:00')
    expect(await open(stage.city, 'hospital-lower')).toEqual([])
  })

  it('no words of the callers stand in the journal', async () => {
    const { rows } = await sql<{ hits: number }>`select count(*) as hits from journal where data like '%收治名单%' or data like '%演示来报%'`.execute(stage.node.db.db)
    expect(rows[0]?.hits).toBe(0)
  })
})

describe('what nobody reported, and what was left out', () => {
  beforeAll(async () => {
    stage = await openStage(beijing('02:00'))
  })
  afterAll(() => stage.node.close())

  it('a media item of casualties without a report is a suspicion after an hour; one without casualties is none', async () => {
    await hear('media', {}, { words: '暴雨导致道路积水' })
    const item = await hear('media', { dead: 1 })
    await advance('02:59')
    expect(await suspicions(stage.city)).toEqual([])
    await advance('03:00')
    expect(await suspicions(stage.city)).toMatchObject([{ kind: 'OMITTED', ruleId: 'suspicion.media-casualties', signalId: item.id, comparison: { said: [{ source: '媒体' }], reported: [], differences: [] } }])
  })

  it('a report of zero against a verified signal is suspected false, one that keeps silent about a known death concealed', async () => {
    await advance('12:00')
    const incident = await stage.node.call(stage.county, routes.registerIncident, { body: { ...command(), title: '溪口滑坡', typeCode: '11D01', divisionCode: '331099102201', occurredAt: beijing('11:50'), facts: {} } })
    const zero = await hear('public', { missing: 2 }, { divisionCode: '331099102201' })
    const dead = await hear('public', { dead: 1 }, { divisionCode: '331099102201' })
    for (const signal of [zero, dead]) await stage.node.call(stage.county, routes.verifySignal, { params: { signalId: signal.id }, body: { ...command(), incidentId: incident.id } })
    await stage.node.settle()
    await advance('12:10')
    await issue(stage, stage.county, (await draft(stage, stage.county, incident.id, 'initial', { missing: 0, injured: 1 })).id)
    await advance('12:31')
    expect(await open(stage.city, 'zero-contradicted')).toMatchObject([{ kind: 'FALSE', incidentId: incident.id, comparison: { differences: [{ fact: 'missing', said: 2, reported: 0 }] } }])
    await advance('14:01')
    expect(await open(stage.city, 'known-not-reported')).toMatchObject([{ kind: 'CONCEALED', incidentId: incident.id, comparison: { differences: [{ fact: 'dead', said: 1, reported: null }] } }])
  })
})

describe('a neighbour that reports', () => {
  let west: TestCaller
  beforeAll(async () => {
    stage = await openStage(beijing('02:00'))
    west = await stage.node.caller({ divisionCode: '331082000000', roles: ['duty-officer', 'duty-leader'], unitName: '临海市值班室' })
  })
  afterAll(() => stage.node.close())

  it('makes the silence of a county with signs of the same event a suspicion, and only there', async () => {
    const incident = await stage.node.call(west, routes.registerIncident, { body: { ...command(), title: '界岭滑坡', typeCode: '11D01', divisionCode: '331082000000', position: { longitude: 120.9, latitude: 28.7 }, occurredAt: beijing('02:00'), facts: { trapped: 3 } } })
    await hear('public', { trapped: 1 }, { position: { longitude: 120.8, latitude: 28.5 } })
    const sign = await hear('public', { trapped: 1 }, { position: { longitude: 120.91, latitude: 28.7 } })
    await advance('02:20')
    await issue(stage, west, (await draft(stage, west, incident.id, 'initial', { trapped: 3 })).id)
    await advance('03:19')
    expect(await open(stage.city, 'neighbour-reported')).toEqual([])
    await advance('03:20')
    const [raised, ...more] = await open(stage.city, 'neighbour-reported')
    expect(more).toEqual([])
    expect(raised).toMatchObject({ kind: 'OMITTED', unitName: '演示县值班室', signalId: sign.id, comparison: { said: [{ source: '邻县报告', text: expect.stringContaining('临海市值班室报出初报') as string }, { source: '群众' }] } })
    await advance('05:00')
    expect(await open(stage.city, 'neighbour-reported')).toHaveLength(1)
  })
})
