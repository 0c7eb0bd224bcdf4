import { routes } from '@fengsui/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beijing, clocksOf, COUNTY, draft, elements, openStage, refusal, registerLandslide, type Stage } from '../../../test/reporting-stage.ts'
import type { TestCaller } from '../../../test/test-node.ts'

/** The county's watch: an officer, two leaders; beside it another county. */
let stage: Stage
let officer: TestCaller
let leader: TestCaller
let other: TestCaller
let neighbour: TestCaller
let administrator: TestCaller
let leaderPostId = ''

const command = () => ({ commandId: stage.node.newId() })
const act = (who: TestCaller, route: Parameters<Stage['node']['send']>[1], reportId: string, body: object = {}) => stage.node.send(who, route, { params: { reportId }, body: { ...command(), ...body } } as never)
const view = (who: TestCaller, reportId: string) => stage.node.call(who, routes.getReport, { params: { reportId } })
const seal = (who: TestCaller, reportId: string) => stage.node.call(who, routes.verifyReportSeal, { params: { reportId } })
const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status

/** An incident of this many dead with a draft by the officer, on its own. */
async function drafted(dead: number, kind: 'initial' | 'followUp' | 'final' = 'initial', by: TestCaller = officer) {
  const incident = await registerLandslide({ ...stage, county: officer }, dead)
  if (kind !== 'initial') {
    const first = await draft(stage, officer, incident.id, 'initial', { dead })
    await stage.node.call(leader, routes.issueReport, { params: { reportId: first.id }, body: command() })
    await stage.node.settle()
  }
  return draft(stage, by, incident.id, kind, { dead })
}

beforeAll(async () => {
  stage = await openStage(beijing('02:40'))
  const { node } = stage
  officer = await node.caller({ divisionCode: COUNTY, roles: ['duty-officer'], unitName: '演示县值班员所在单位', unitRole: 'fire' })
  leader = await node.caller({ divisionCode: COUNTY, roles: ['duty-leader'], unitName: '演示县带班', unitRole: 'water' })
  other = await node.caller({ divisionCode: COUNTY, roles: ['duty-leader'], unitName: '演示县带班二', unitRole: 'health' })
  neighbour = await node.caller({ divisionCode: '331082000000', roles: ['duty-officer', 'duty-leader'], unitName: '临海市值班室' })
  administrator = await node.caller({ divisionCode: COUNTY, roles: ['administrator'], unitName: '演示县应急局', unitRole: 'emergency' })
  leaderPostId = node.newId()
  await node.node.deps.commands.runInternal({ actor: 'system', key: node.newId() }, async (context) => {
    context.record({ type: 'post.created', audience: { division: COUNTY }, changes: [{ object: 'post', id: leaderPostId, created: true, set: { unitId: stage.county.actor.unitId, divisionCode: COUNTY, key: 'duty-leader', name: '带班领导', lead: true } }] })
  })
})
afterAll(() => stage.node.close())

describe('who signs', () => {
  it('two dead: the officer signs; the way is kept', async () => {
    const report = await drafted(2)
    expect(report.signing).toMatchObject({ answer: 'may', way: 'plain' })
    const issued = await stage.node.call(officer, routes.issueReport, { params: { reportId: report.id }, body: command() })
    expect(issued).toMatchObject({ status: 'issued', signingWay: 'plain', draftedByAccountId: officer.actor.accountId, issuedByAccountId: officer.actor.accountId, urgency: null })
  })

  it('three dead: the officer needs a leader, or names who agreed and why; the leader countersigns, not the sender', async () => {
    const report = await drafted(3)
    expect(report.signing).toMatchObject({ answer: 'urgent-only', byPhone: 'may' })
    const refused = await act(officer, routes.issueReport, report.id)
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'urgentReason' }] } })
    const issued = await stage.node.call(officer, routes.issueReport, { params: { reportId: report.id }, body: { ...command(), urgentReason: '领导在赶来途中，已电话同意' } })
    // The one leader's post of the desk is taken when none is named.
    expect(issued).toMatchObject({ signingWay: 'urgent', urgentReason: '领导在赶来途中，已电话同意', signatoryPostId: leaderPostId, signatoryName: '带班领导', countersignedAt: null, urgency: '加急' })
    expect(await statusOf(act(officer, routes.countersignReport, report.id))).toBe(403)
    expect((await view(leader, report.id)).signing.mayCountersign).toBe(true)
    expect(await statusOf(act(leader, routes.countersignReport, report.id))).toBe(200)
    expect(await statusOf(act(other, routes.countersignReport, report.id))).toBe(409)
    expect((await seal(officer, report.id)).state).toBe('intact')
  })

  it('a first report by the leader goes at once; a telephone report needs no leader', async () => {
    const own = await drafted(3, 'initial', leader)
    expect(await stage.node.call(leader, routes.issueReport, { params: { reportId: own.id }, body: command() })).toMatchObject({ signingWay: 'leader' })
    const called = await drafted(3)
    expect(await stage.node.call(officer, routes.issueReport, { params: { reportId: called.id }, body: { ...command(), by: 'phone', listener: '市值班员甲' } })).toMatchObject({ signingWay: 'phoneFirst' })
  })

  it('a follow-up a leader drafted is signed by another; a final report waits for its review', async () => {
    const report = await drafted(4, 'followUp', leader)
    expect((await act(leader, routes.issueReport, report.id)).status).toBe(422)
    expect(await stage.node.call(other, routes.issueReport, { params: { reportId: report.id }, body: command() })).toMatchObject({ signingWay: 'leader' })
    const final = await draft(stage, officer, report.incidentId, 'final', { dead: 4 }, { cause: '降雨', treatment: '搜救结束', lessons: '提前转移' })
    const answer = await act(officer, routes.issueReport, final.id, { urgentReason: '赶时间先发' })
    expect(answer).toMatchObject({ status: 422 })
    expect(JSON.stringify(answer.body)).toContain('请送审')
  })
})

describe('review', () => {
  it('goes from draft to review to return to review to approval to issue, each by whom it belongs to', async () => {
    const report = await drafted(5, 'followUp')
    const revise = (who: TestCaller) => act(who, routes.reviseDraft, report.id, { facts: { dead: 5, injured: 1 }, elements })
    expect(await statusOf(act(leader, routes.reviewReport, report.id, { decision: 'approve' }))).toBe(409)
    expect(await statusOf(act(officer, routes.submitReport, report.id))).toBe(200)
    expect(await statusOf(act(officer, routes.submitReport, report.id))).toBe(409)
    expect((await revise(officer)).status).toBe(409)
    expect(await statusOf(act(officer, routes.reviewReport, report.id, { decision: 'approve' }))).toBe(403)
    expect(await statusOf(act(neighbour, routes.reviewReport, report.id, { decision: 'approve' }))).toBe(404)
    expect(await statusOf(act(leader, routes.reviewReport, report.id, { decision: 'return' }))).toBe(400)
    expect(await statusOf(act(leader, routes.reviewReport, report.id, { decision: 'return', remarks: '死亡人数请核实' }))).toBe(200)
    expect(await view(officer, report.id)).toMatchObject({ status: 'returned', reviewRemarks: '死亡人数请核实' })
    // A returned draft goes nowhere, whatever the reason given.
    expect(await act(officer, routes.issueReport, report.id, { urgentReason: '时限到了先发' })).toMatchObject({ status: 409 })
    expect(await act(leader, routes.issueReport, report.id)).toMatchObject({ status: 409 })
    expect((await revise(officer)).status).toBe(200)
    expect(await statusOf(act(officer, routes.submitReport, report.id))).toBe(200)
    expect(await statusOf(act(leader, routes.reviewReport, report.id, { decision: 'approve', remarks: '同意' }))).toBe(200)
    const issued = await stage.node.call(officer, routes.issueReport, { params: { reportId: report.id }, body: command() })
    expect(issued).toMatchObject({ status: 'issued', signingWay: 'reviewed', reviewedByAccountId: leader.actor.accountId, facts: { injured: 1 } })
    expect(issued.signatoryName).toBe(issued.reviewedByName)
    expect(await statusOf(act(leader, routes.reviewReport, report.id, { decision: 'return', remarks: '再改' }))).toBe(409)
  })

  it('is not for one’s own draft; a withdrawn one is void', async () => {
    const report = await drafted(3, 'followUp', leader)
    await act(leader, routes.submitReport, report.id)
    expect(await statusOf(act(leader, routes.reviewReport, report.id, { decision: 'approve' }))).toBe(403)
    expect(await statusOf(act(other, routes.reviewReport, report.id, { decision: 'approve' }))).toBe(200)
    // Under review nothing of another kind pushes it aside.
    expect((await refusal(draft(stage, officer, report.incidentId, 'final'))).body.code).toBe('conflict')
    expect(await statusOf(act(officer, routes.withdrawReport, report.id))).toBe(200)
    expect(await view(officer, report.id)).toMatchObject({ status: 'draft', reviewedAt: null, reviewedByName: null })
    expect((await act(leader, routes.issueReport, report.id)).status).toBe(422)
  })

  it('what waits for a leader is listed to the own place, not to others', async () => {
    const waiting = async (who: TestCaller) => (await stage.node.call(who, routes.listReports, { query: { awaiting: 'signature' } })).items.map((report) => report.id)
    const report = await drafted(3)
    await act(officer, routes.submitReport, report.id)
    const hasty = await drafted(3)
    await act(officer, routes.issueReport, hasty.id, { urgentReason: '时限将到，已请示' })
    expect(await waiting(leader)).toEqual(expect.arrayContaining([report.id, hasty.id]))
    expect(await waiting(neighbour)).toEqual([])
    expect(await waiting(stage.city)).toEqual([])
    await act(leader, routes.countersignReport, hasty.id)
    expect(await waiting(leader)).not.toContain(hasty.id)
  })

  it('two leaders sign at once: one issue, one signature', async () => {
    const report = await drafted(3)
    const answers = await Promise.all([leader, other].map((who) => act(who, routes.issueReport, report.id)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
    const { rows } = await sql<{ entries: number; signatures: number }>`select (select count(*)::int from journal where stream = ${`report:${report.id}`} and type = 'report.issued') as entries, (select count(*)::int from report_signature where report_id = ${report.id}::uuid) as signatures`.execute(stage.node.db.db)
    expect(rows[0]).toEqual({ entries: 1, signatures: 1 })
  })
})

describe('telephone reports', () => {
  it('count from the call, never from the future or from before the event, and keep who listened apart', async () => {
    await stage.node.advanceTo(beijing('03:12'))
    const report = await drafted(3)
    const call = (body: object) => act(officer, routes.issueReport, report.id, { by: 'phone', listener: '省值班员甲', ...body })
    expect(await call({ listener: '' })).toMatchObject({ status: 400, body: { errors: [{ path: 'listener' }] } })
    expect(await call({ spokenAt: beijing('03:13') })).toMatchObject({ status: 400, body: { errors: [{ path: 'spokenAt' }] } })
    expect((await call({ spokenAt: beijing('02:29') })).status).toBe(400)
    expect((await call({ spokenAt: beijing('03:09'), readBack: '死亡三人，地点岭下村' })).status).toBe(200)
    await stage.node.settle()
    const issued = await view(officer, report.id)
    expect(issued.deliveries[0]).toMatchObject({ by: 'phone', spokenAt: beijing('03:09'), listener: '省值班员甲', readBack: '死亡三人，地点岭下村' })
    expect(issued.issuedAt).toBe(beijing('03:12'))
    expect((await clocksOf(stage, officer, report.incidentId)).find((clock) => clock.phase === 'PHONE')).toMatchObject({ status: 'met', metAt: beijing('03:09') })
    const { rows } = await sql<{ hits: number }>`select count(*)::int as hits from journal where data like '%省值班员甲%' or data like '%死亡三人%'`.execute(stage.node.db.db)
    expect(rows[0]?.hits).toBe(0)
  })
})

describe('seal', () => {
  it('is intact for everybody who may read, and names what was changed', async () => {
    const report = await drafted(2)
    await act(officer, routes.issueReport, report.id)
    expect(await seal(officer, report.id)).toMatchObject({ state: 'intact', findings: [], digest: expect.stringMatching(/^[0-9a-f]{64}$/u) as string, algorithm: 'Ed25519' })
    expect((await seal(stage.city, report.id)).state).toBe('intact')
    expect((await refusal(seal(neighbour, report.id))).status).toBe(404)
    const owner = stage.node.db.db
    const tamper = async (change: ReturnType<typeof sql>, restore: ReturnType<typeof sql>) => {
      await change.execute(owner)
      const found = await seal(officer, report.id)
      await restore.execute(owner)
      return found
    }
    expect(await tamper(sql`update report set facts = facts || '{"dead": 1}' where id = ${report.id}::uuid`, sql`update report set facts = facts || '{"dead": 2}' where id = ${report.id}::uuid`)).toMatchObject({ state: 'changed', findings: ['报告内容、文号、收件单位或签发人与签发时不一致'] })
    expect((await tamper(sql`update report_delivery set purpose = 'leader' where report_id = ${report.id}::uuid`, sql`update report_delivery set purpose = 'upward' where report_id = ${report.id}::uuid`)).state).toBe('changed')
    expect((await tamper(sql`update personal_fact set value = value || '。' where subject = ${`report:${report.id}`}`, sql`update personal_fact set value = left(value, -1) where subject = ${`report:${report.id}`}`)).findings).toEqual(['报告正文被改过'])
    expect((await tamper(sql`update report_signature set digest = repeat('0', 64) where report_id = ${report.id}::uuid`, sql`update report_signature s set digest = r.seal_digest from report r where r.id = s.report_id and r.id = ${report.id}::uuid`)).findings).toEqual(['签名与摘要不符'])
    expect((await seal(officer, report.id)).state).toBe('intact')
    expect(await stage.node.call(officer, routes.verifyReportSeal, { params: { reportId: (await drafted(1)).id } })).toMatchObject({ state: 'unsigned' })
  })
})

describe('corrections', () => {
  it('name the report, what was wrong and why; both show it, also after the final report', async () => {
    const first = await drafted(2)
    const issued = await stage.node.call(officer, routes.issueReport, { params: { reportId: first.id }, body: command() })
    const correct = (reportId: string, kind: string) => stage.node.send(officer, routes.draftReport, { params: { incidentId: first.incidentId }, body: { ...command(), kind, facts: { dead: 1 }, elements, corrects: { reportId, wrong: '死亡 2 人应为 1 人', why: '重复统计' } } } as never)
    expect((await correct(stage.node.newId(), 'followUp')).status).toBe(400)
    expect((await correct(issued.id, 'initial')).status).toBe(409)
    const answer = await correct(issued.id, 'followUp')
    expect(answer.status).toBe(200)
    const correction = JSON.parse(answer.text) as { id: string }
    await stage.node.call(officer, routes.issueReport, { params: { reportId: correction.id }, body: command() })
    await stage.node.settle()
    expect(await view(stage.city, correction.id)).toMatchObject({ corrects: { id: issued.id, number: issued.number }, correction: { wrong: '死亡 2 人应为 1 人', why: '重复统计' } })
    expect((await view(stage.city, issued.id)).correctedBy).toMatchObject([{ id: correction.id, wrong: '死亡 2 人应为 1 人' }])
    const { rows } = await sql<{ hits: number }>`select count(*)::int as hits from journal where data like '%重复统计%'`.execute(stage.node.db.db)
    expect(rows[0]?.hits).toBe(0)
  })
})

describe('papers', () => {
  it('are written from the issued version as Word and PDF, for those who may read it', async () => {
    const report = await drafted(2)
    const get = (who: TestCaller, query: object = {}) => stage.node.send(who, routes.downloadReportDocument, { params: { reportId: report.id }, query } as never)
    expect((await get(stage.city)).status).toBe(404)
    expect((await get(officer, { format: 'xlsx' })).status).toBe(400)
    const asDraft = await get(officer, { format: 'pdf' })
    expect(asDraft.status).toBe(200)
    expect(asDraft.text.slice(0, 5)).toBe('%PDF-')
    await act(officer, routes.issueReport, report.id)
    expect((await get(stage.city, { format: 'docx' })).status).toBe(200)
    expect((await get(neighbour)).status).toBe(404)
  }, 60_000)

  it('carry the head, number and signature the unit has set, from then on', async () => {
    const unitId = stage.county.actor.unitId
    const set = (who: TestCaller, body: object = {}) => stage.node.send(who, routes.setDocumentForm, { params: { unitId }, body: { ...command(), issuerTitle: '演示县人民政府总值班室', numberWord: '演示县应急报', signatureName: '演示县总值班室', copiesTo: '县委办公室', printedBy: '演示县总值班室', ...body } } as never)
    const before = await stage.node.call(officer, routes.getDocumentForm, { params: { unitId } })
    expect(before).toMatchObject({ own: false, maySet: false, inForce: { issuerTitle: '演示县值班室' } })
    expect((await set(officer)).status).toBe(403)
    expect((await set(administrator, { numberWord: '演示〔2026〕' })).status).toBe(400)
    expect((await set(administrator, { inForceFrom: beijing('02:00') })).status).toBe(400)
    expect((await set(administrator)).status).toBe(200)
    expect(await stage.node.call(administrator, routes.getDocumentForm, { params: { unitId } })).toMatchObject({ own: true, maySet: true, history: [{ numberWord: '演示县应急报' }] })
    const report = await drafted(2)
    const issued = await stage.node.call(officer, routes.issueReport, { params: { reportId: report.id }, body: command() })
    expect(issued.number).toBe('演示县应急报〔2019〕1号')
    expect((await refusal(stage.node.call(neighbour, routes.getDocumentForm, { params: { unitId } }))).status).toBe(404)
  })

  it('marks of secrecy are refused, the words are not', async () => {
    const report = await drafted(2)
    const revise = (situation: string) => act(officer, routes.reviseDraft, report.id, { facts: { dead: 2 }, elements: { situation } })
    expect(await revise('机密★1年\n现场情况')).toMatchObject({ status: 400, body: { errors: [{ path: 'elements.situation' }] } })
    expect((await revise('秘密水道口附近塌方，未涉及商业秘密')).status).toBe(200)
  })
})

describe('whom to tell', () => {
  it('is proposed with reasons: the line upwards, and what the law names sideways', async () => {
    const { node } = stage
    await node.caller({ divisionCode: COUNTY, roles: ['member-unit'], unitRole: 'public-security', unitName: '演示县公安局' })
    const incident = await node.call(officer, routes.registerIncident, { body: { ...command(), title: '化工厂爆炸', typeCode: '12B01', divisionCode: '331099101201', occurredAt: beijing('03:00'), facts: { dead: 1 } } })
    await node.settle()
    const report = await draft(stage, officer, incident.id, 'initial', { dead: 1 })
    const routing = await node.call(officer, routes.proposeReportRouting, { params: { reportId: report.id } })
    expect(routing.upward.map((unit) => unit.name)).toContain('台州市值班室')
    expect(routing.sideways.find((unit) => unit.name === '演示县公安局')?.reasons[0]?.basis).toContain('第十条')
    // No union in the directory: said, not passed over.
    expect(routing.sideways.filter((unit) => unit.unitId === null).map((unit) => unit.name)).toEqual(['劳动保障行政部门', '工会', '人民检察院'])
    expect((await refusal(node.call(neighbour, routes.proposeReportRouting, { params: { reportId: report.id } }))).status).toBe(404)
  })
})
