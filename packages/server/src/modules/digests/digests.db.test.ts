import { routes } from '@fengsui/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'
import { beijing, draft, issue, openStage, registerLandslide, type Stage } from '../../../test/reporting-stage.ts'

/** The answer of a call that must be refused. */
async function refused(test: TestNode, caller: TestCaller, route: (typeof routes)[keyof typeof routes], request: { params?: unknown; body?: unknown }): Promise<{ status: number; code: string; detail: string }> {
  const { status, body } = await test.send(caller, route, request)
  return { status, ...(body as { code: string; detail: string }) }
}

describe('the morning digest of a county that had a landslide at 02:30', () => {
  let stage: Stage
  let incidentId: string
  const node = (): TestNode => stage.node
  beforeAll(async () => {
    stage = await openStage(beijing('02:40'))
    incidentId = (await registerLandslide(stage, 2)).id
  })
  afterAll(() => stage.node.close())

  it('is drafted by itself at the hour the office set, once, and again the next day', async () => {
    const set = await node().call(stage.county, routes.setDigestSchedule, { body: { commandId: node().newId(), kind: 'morning', minuteOfDay: 450, active: true } })
    expect(set.items).toMatchObject([{ kind: 'morning', minuteOfDay: 450, active: true }])
    await node().advanceTo(beijing('07:29'))
    expect((await node().call(stage.county, routes.listDigests, { query: {} })).items).toEqual([])
    await node().advanceTo(beijing('07:30'))
    const [drafted, ...others] = (await node().call(stage.county, routes.listDigests, { query: {} })).items
    expect(others).toEqual([])
    expect(drafted).toMatchObject({ kind: 'morning', draftedBy: 'schedule', status: 'draft', day: '2019-08-10', number: '', periodTo: beijing('07:30'), figures: { incidents: 1, dead: 2 }, mayRevise: true })
    expect(drafted?.sections.map(({ key }) => key)).toEqual(expect.arrayContaining(['overview', 'incidents', 'reporting', 'pending']))
    expect(drafted?.sections.find(({ key }) => key === 'incidents')?.lines[0]).toMatchObject({ refs: [{ object: 'incident', id: incidentId }] })
    expect(drafted?.sections.find(({ key }) => key === 'incidents')?.lines[0]?.text).toContain('死亡2人')
    // The county's first report was due at 04:30 and never came.
    expect(drafted?.sections.find(({ key }) => key === 'reporting')?.lines.map(({ text }) => text).join()).toContain('超时限：演示县值班室')
  })

  it('is nobody else’s business before it is signed', async () => {
    const [mine] = (await node().call(stage.county, routes.listDigests, { query: {} })).items
    expect((await node().call(stage.city, routes.listDigests, { query: {} })).items).toEqual([])
    expect(await refused(node(), stage.city, routes.getDigest, { params: { digestId: mine?.id } })).toMatchObject({ status: 404 })
    expect(await refused(node(), stage.county, routes.draftDigest, { body: { commandId: node().newId(), kind: 'morning' } })).toMatchObject({ status: 409, code: 'conflict' })
  })

  it('is worded by a person, keeps where lines came from, and shows no word of it in the journal', async () => {
    const [mine] = (await node().call(stage.county, routes.listDigests, { query: {} })).items
    const incidents = mine?.sections.find(({ key }) => key === 'incidents')?.lines[0]
    const revised = await node().call(stage.county, routes.reviseDigest, { params: { digestId: mine?.id ?? '' }, body: { commandId: node().newId(), sections: [{ key: 'overview', lines: [{ text: '全县总体平稳，溪口特征词处置一起滑坡。', refs: [] }] }, { key: 'incidents', lines: [{ text: incidents?.text ?? '', refs: incidents?.refs ?? [] }] }] } })
    expect(revised.sections.map(({ key }) => key)).toEqual(['overview', 'incidents'])
    expect(revised.sections[1]?.lines[0]?.refs).toEqual([{ object: 'incident', id: incidentId }])
    expect(revised.figures.incidents).toBe(1)
    const { rows } = await sql<{ found: number }>`select count(*) as found from journal where data like '%溪口特征词%'`.execute(node().db.db)
    expect(rows[0]?.found).toBe(0)
  })

  it('is signed once, goes up, and is signed for there', async () => {
    const [mine] = (await node().call(stage.county, routes.listDigests, { query: {} })).items
    const digestId = mine?.id ?? ''
    expect(mine?.proposedTo.map(({ name }) => name)).toEqual(['台州市值班室'])
    const toUnitIds = [stage.city.actor.unitId]
    expect(await refused(node(), stage.county, routes.issueDigest, { params: { digestId }, body: { commandId: node().newId(), toUnitIds: [] } })).toMatchObject({ status: 400 })
    expect(await refused(node(), stage.county, routes.issueDigest, { params: { digestId }, body: { commandId: node().newId(), toUnitIds: [stage.county.actor.unitId] } })).toMatchObject({ status: 400 })
    const answers = await Promise.all([1, 2].map(() => node().send(stage.county, routes.issueDigest, { params: { digestId }, body: { commandId: node().newId(), toUnitIds } })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const [received] = (await node().call(stage.city, routes.listDigests, { query: {} })).items
    expect(received).toMatchObject({ id: digestId, status: 'issued', number: '2019年第1期', deliveries: [{ toUnitName: '台州市值班室', status: 'sent', mayReceive: true }], mayRevise: false })
    const signed = await node().call(stage.city, routes.receiveDigest, { params: { deliveryId: received?.deliveries[0]?.id ?? '' }, body: { commandId: node().newId() } })
    expect(signed.deliveries).toMatchObject([{ status: 'received', mayReceive: false }])
    expect(await refused(node(), stage.county, routes.receiveDigest, { params: { deliveryId: received?.deliveries[0]?.id }, body: { commandId: node().newId() } })).toMatchObject({ status: 403 })
    for (const [route, body] of [[routes.reviseDigest, { sections: [{ key: 'overview', lines: [{ text: '改' }] }] }], [routes.redraftDigest, {}], [routes.discardDigest, {}]] as const) {
      expect(await refused(node(), stage.county, route, { params: { digestId }, body: { commandId: node().newId(), ...body } })).toMatchObject({ status: 409, code: 'lifecycle-refused' })
    }
    expect(await refused(node(), stage.county, routes.draftDigest, { body: { commandId: node().newId(), kind: 'morning' } })).toMatchObject({ status: 409 })
  })

  it('looks at the last 24 hours only, drafts anew on demand, and stops when told', async () => {
    const brief = await node().call(stage.county, routes.draftDigest, { body: { commandId: node().newId(), kind: 'brief' } })
    expect(brief.figures.reportsIssued).toBe(0)
    await issue(stage, stage.county, (await draft(stage, stage.county, incidentId, 'initial')).id)
    const anew = await node().call(stage.county, routes.redraftDigest, { params: { digestId: brief.id }, body: { commandId: node().newId() } })
    expect(anew.figures.reportsIssued).toBe(1)
    await node().call(stage.county, routes.discardDigest, { params: { digestId: brief.id }, body: { commandId: node().newId() } })
    await node().advanceTo('2019-08-10T23:30:00.000Z')
    const days = (await node().call(stage.county, routes.listDigests, { query: { kind: 'morning' } })).items
    expect(days.map(({ day, figures }) => [day, figures.incidents])).toEqual([['2019-08-11', 0], ['2019-08-10', 1]])
    await node().call(stage.county, routes.setDigestSchedule, { body: { commandId: node().newId(), kind: 'morning', minuteOfDay: 450, active: false } })
    await node().advanceTo('2019-08-12T00:00:00.000Z')
    expect((await node().call(stage.county, routes.listDigests, { query: { kind: 'morning' } })).items).toHaveLength(2)
  })
})

describe('who may sign', () => {
  it('asks for the right to issue, and drafts a quiet day as one', async () => {
    const test = await createTestNode()
    const officer = await test.caller({ divisionCode: '331099000000', roles: ['duty-officer'], unitName: '演示县值班室' })
    const quiet = await test.call(officer, routes.draftDigest, { body: { commandId: test.newId(), kind: 'peace' } })
    expect(quiet.sections).toHaveLength(1)
    expect(quiet.sections[0]?.lines[0]?.text).toContain('总体平安')
    expect(quiet.mayIssue).toBe(false)
    expect((await test.send(officer, routes.issueDigest, { params: { digestId: quiet.id }, body: { commandId: test.newId(), toUnitIds: [test.newId()] } })).status).toBe(403)
    await test.close()
  })
})
