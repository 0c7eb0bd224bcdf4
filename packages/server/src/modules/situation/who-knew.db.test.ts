import { routes } from '@fengsui/contract'
import { knowledgeOf, type WhoKnew } from '@fengsui/contract/situation'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { beijing, draft, issue, openStage, receive, type Stage } from '../../../test/reporting-stage.ts'
import type { TestCaller } from '../../../test/test-node.ts'
import { checkBundle } from '../../platform/journal/check-bundle.ts'

let stage: Stage
let neighbour: TestCaller
let member: TestCaller
let incidentId: string
const command = () => ({ commandId: stage.node.newId() })
const view = (who: TestCaller): Promise<WhoKnew> => stage.node.call(who, routes.getWhoKnew, { params: { incidentId } })
const stateOf = (knew: WhoKnew, key: string, who: TestCaller, at: string) => {
  const fact = knew.facts.find((each) => each.key === key || each.text === key)
  return fact ? (knowledgeOf(fact, who.actor.unitId, beijing(at))?.state ?? null) : undefined
}
const download = (who: TestCaller, path: string) => stage.node.node.http.app.inject({ url: `/api/v1/incidents/${incidentId}/${path}`, headers: { authorization: `Bearer ${who.token}` } })

beforeAll(async () => {
  stage = await openStage(beijing('02:30'))
  neighbour = await stage.node.caller({ divisionCode: '331082000000', roles: ['duty-officer'], unitName: '临海市值班室' })
  member = await stage.node.caller({ divisionCode: '331099000000', roles: ['member-unit'], unitRole: 'fire', unitName: '演示县消防救援大队' })
  const signal = await stage.node.call(stage.county, routes.submitSignal, { body: { ...command(), source: 'public', typeCode: '11D01', divisionCode: '331099101201', facts: { dead: 1 }, words: '演示人甲说有人被埋', caller: '演示人甲 13900000001' } })
  await stage.node.advanceTo(beijing('02:40'))
  incidentId = (await stage.node.call(stage.county, routes.verifySignal, { params: { signalId: signal.id }, body: { ...command(), title: '岭下村山体滑坡', facts: { dead: 1 } } })).incidentId
  await stage.node.settle()
  await stage.node.advanceTo(beijing('03:10'))
  const first = await issue(stage, stage.county, (await draft(stage, stage.county, incidentId, 'initial', { dead: 1 })).id)
  await stage.node.advanceTo(beijing('03:25'))
  await receive(stage, stage.city, first)
  await stage.node.advanceTo(beijing('04:00'))
  await stage.node.call(stage.county, routes.updateFacts, { params: { incidentId }, body: { ...command(), facts: { dead: 3 } } })
  await stage.node.settle()
  await stage.node.advanceTo(beijing('05:00'))
  await issue(stage, stage.county, (await draft(stage, stage.county, incidentId, 'followUp', { dead: 3 })).id)
  await stage.node.call(stage.county, routes.recordWarning, { body: { ...command(), hazard: '11D01', level: 'orange', issuer: '演示县自然资源局', divisionCode: '331099000000', headline: '地质灾害橙色预警', issuedAt: beijing('04:50'), incidentId } })
  await stage.node.settle()
  await stage.node.advanceTo(beijing('06:00'))
})
afterAll(() => stage.node.close())

describe('who knew what when', () => {
  it('says for each figure who was told when, and who had signed by any minute', async () => {
    const knew = await view(stage.city)
    expect(knew.facts.map((fact) => [fact.kind, fact.text, fact.knownAt])).toEqual([
      ['first', expect.stringMatching(/^事件首次得知（群众来报 /), beijing('02:30')],
      ['casualty', '死亡 1 人', beijing('02:40')],
      ['casualty', '死亡 1 → 3 人', beijing('04:00')],
      ['warning', '演示县自然资源局发布滑坡橙色预警', beijing('05:00')],
    ])
    expect(['03:09', '03:10', '03:24', '03:25'].map((at) => stateOf(knew, '死亡 1 人', stage.city, at))).toEqual(['not-told', 'told', 'told', 'answered'])
    expect(stateOf(knew, '死亡 1 人', stage.county, '03:00')).toBe('knew-first')
    expect(stateOf(knew, '死亡 1 → 3 人', stage.city, '04:59')).toBe('not-told')
    expect(stateOf(knew, '死亡 1 → 3 人', stage.city, '05:30')).toBe('told')
    expect(knew.facts.find((fact) => fact.kind === 'first')?.occurredAt).not.toBeNull()
    expect(knew.hidden).toEqual([])
    expect(knew.units.map((unit) => unit.name)).toEqual(expect.arrayContaining(['台州市值班室', '演示县值班室']))
  })

  it('names no persons and no telephones', async () => {
    const text = JSON.stringify(await view(stage.city))
    expect(text).not.toMatch(/演示人甲|13900000001|被埋/)
  })

  it('hides what the role does not show and says so; another county sees nothing', async () => {
    const knew = await view(member)
    expect(knew.hidden).toContain('信息报告与签收')
    expect(knew.facts.flatMap((fact) => fact.tellings.filter((telling) => telling.channel === 'report'))).toEqual([])
    expect((await stage.node.send(neighbour, routes.getWhoKnew, { params: { incidentId } })).status).toBe(404)
    expect((await download(neighbour, 'who-knew/document?format=docx')).statusCode).toBe(404)
  })

  it('takes a bounded number of statements', async () => {
    const query = vi.spyOn(pg.Client.prototype, 'query')
    const count = async () => {
      query.mockClear()
      await view(stage.city)
      return query.mock.calls.length
    }
    await count()
    const before = await count()
    for (const dead of [4, 5, 6]) {
      await stage.node.call(stage.county, routes.updateFacts, { params: { incidentId }, body: { ...command(), facts: { dead } } })
      await stage.node.settle()
      await issue(stage, stage.county, (await draft(stage, stage.county, incidentId, 'followUp', { dead })).id)
    }
    expect(await count()).toBe(before)
    expect(before).toBeLessThanOrEqual(16)
    query.mockRestore()
  })

  it.each(['docx', 'xlsx', 'pdf'])('goes out as %s', async (format) => {
    const answer = await download(stage.city, `who-knew/document?format=${format}&at=${encodeURIComponent(beijing('03:24'))}`)
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200)
    expect(answer.rawPayload.length).toBeGreaterThan(1000)
    expect(answer.headers['content-disposition']).toContain(`.${format}`)
  })
})

describe('the evidence of an incident', () => {
  it('waits for the next signed head, then checks elsewhere, without persons', async () => {
    expect((await download(stage.city, 'evidence')).statusCode).toBe(422)
    await stage.node.node.runtime.signHead()
    const answer = await download(stage.city, 'evidence')
    expect(answer.statusCode).toBe(200)
    expect(answer.body).not.toMatch(/演示人甲|13900000001|被埋/)
    const { publicKey } = await stage.node.call(stage.city, routes.getJournalHead, {})
    const verdict = checkBundle(answer.rawPayload, { keys: [publicKey] })
    expect(verdict.faults).toEqual([])
    expect(verdict.summary?.entries).toBeGreaterThan(8)
    const types = (JSON.parse(answer.body) as { entries: { type: string }[] }).entries.map((entry) => entry.type)
    expect(types).toEqual(expect.arrayContaining(['signal.received', 'incident.registered', 'report.issued', 'clock.started']))
  })

  it('is for those who may read the journal, and of incidents they may see', async () => {
    expect((await download(member, 'evidence')).statusCode).toBe(403)
    expect((await download(neighbour, 'evidence')).statusCode).toBe(404)
  })

  it('holds for the city no entry that is only the county’s own business', async () => {
    const city = await download(stage.city, 'evidence')
    const county = await download(stage.county, 'evidence')
    const drafts = (body: string) => (JSON.parse(body) as { entries: { type: string }[] }).entries.filter((entry) => entry.type === 'report.drafted').length
    expect([drafts(city.body), drafts(county.body) > 0]).toEqual([0, true])
    expect(checkBundle(city.rawPayload, { keys: null }).faults).toEqual([])
  })
})
