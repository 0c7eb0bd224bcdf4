import { routes } from '@fengsui/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CallFailed, createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

/** Friday 2026-11-20, 09:00 in Beijing. */
const FRIDAY = '2026-11-20T01:00:00.000Z'
const COUNTY = '331099000000'
const later = (minutes: number, from = FRIDAY) => new Date(Date.parse(from) + minutes * 60_000).toISOString()

let test: TestNode
let office: TestCaller
let leader: TestCaller
let water: TestCaller
let fire: TestCaller
let neighbour: TestCaller
let incidentId: string

beforeAll(async () => {
  test = await createTestNode({ start: FRIDAY })
  office = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'], unitName: '演示县总值班室' })
  leader = await test.caller({ divisionCode: COUNTY, roles: ['commander'], unitName: '演示县政府', unitRole: 'government' })
  water = await test.caller({ divisionCode: COUNTY, roles: ['member-unit'], unitName: '演示县水利局', unitRole: 'water' })
  fire = await test.caller({ divisionCode: COUNTY, roles: ['member-unit'], unitName: '演示县消防大队', unitRole: 'fire' })
  neighbour = await test.caller({ divisionCode: '331082000000', roles: ['duty-officer', 'commander'], unitName: '临海市总值班室' })
  await test.caller({ divisionCode: '331099101201', roles: ['information-officer'] })
  const incident = await test.call(office, routes.registerIncident, { body: { commandId: test.newId(), title: '岭下村山体滑坡', typeCode: '11D01', divisionCode: '331099101201', occurredAt: later(-60), facts: { dead: 1 } } })
  incidentId = incident.id
  await test.settle()
})
afterAll(() => test.close())

const give = (by: TestCaller, more: object = {}) => test.call(by, routes.giveInstruction, { body: { commandId: test.newId(), issuer: '县长', words: '立即转移下游群众，查清隐患。演示人甲负责', incidentId, urgency: 'extraUrgent', assignees: [{ unitId: water.actor.unitId }, { unitId: fire.actor.unitId, role: 'assist' }], ...more } })
const refusal = async (attempt: Promise<unknown>): Promise<CallFailed> => {
  const failure = await attempt.then(() => undefined, (error: unknown) => error)
  if (failure instanceof CallFailed) return failure
  throw failure instanceof Error ? failure : new Error('was not refused')
}
const read = (by: TestCaller, instructionId: string) => test.call(by, routes.getInstruction, { params: { instructionId } })
const dutyOf = async (by: TestCaller, instructionId: string, unit: TestCaller) => {
  const found = (await read(by, instructionId)).duties.find((duty) => duty.unitId === unit.actor.unitId)
  if (!found) throw new Error('no duty of that unit')
  return found
}
const command = () => ({ commandId: test.newId() })

describe('an instruction from receipt to closure', () => {
  it('is given and charged in one step, by the platform rule of its urgency', async () => {
    const given = await give(leader)
    expect(given).toMatchObject({ number: '批示331099-2026-0001', status: 'underway', issuer: '县长', title: '关于“岭下村山体滑坡”的批示', mayHandle: true, direction: 'own' })
    expect(given.duties).toHaveLength(2)
    const duty = await dutyOf(leader, given.id, water)
    expect(duty).toMatchObject({ status: 'assigned', role: 'lead', dueAt: later(24 * 60), firstDueAt: later(24 * 60), acknowledgeBy: later(30), termText: '24 小时内（平台默认）' })
    const { rows } = await sql<{ n: number }>`select count(*) as n from journal where data like '%演示人甲%' or data like '%立即转移%'`.execute(test.db.db)
    expect(rows[0]?.n).toBe(0)
  })

  it('shows a charged unit its own part only, and others nothing', async () => {
    const [listed] = (await test.call(water, routes.listInstructions, { query: {} })).items
    expect(listed?.duties.map((duty) => duty.unitName)).toEqual(['演示县水利局'])
    expect(listed).toMatchObject({ mayHandle: false, words: expect.stringContaining('立即转移') as string })
    expect((await test.call(neighbour, routes.listInstructions, { query: { status: 'all' } })).items).toEqual([])
    expect((await refusal(read(neighbour, listed?.id ?? ''))).status).toBe(404)
    const other = await dutyOf(leader, listed?.id ?? '', fire)
    expect((await refusal(test.call(water, routes.acknowledgeDuty, { params: { dutyId: other.id }, body: command() }))).status).toBe(404)
    expect((await refusal(test.call(office, routes.acknowledgeDuty, { params: { dutyId: other.id }, body: command() }))).status).toBe(403)
    expect((await refusal(test.call(water, routes.closeInstruction, { params: { instructionId: listed?.id ?? '' }, body: { ...command(), outcome: '我们自己办结' } }))).status).toBe(403)
  })

  it('drafts a supervision notice when nobody signs, and drops it at the signature', async () => {
    await test.advanceTo(later(31))
    const [listed] = (await test.call(office, routes.listInstructions, { query: {} })).items
    const id = listed?.id ?? ''
    const duty = await dutyOf(office, id, water)
    expect(duty.unacknowledgedAt).toBe(later(30))
    expect(duty.notices).toMatchObject([{ status: 'draft', reason: 'unacknowledged', number: '' }])
    expect((await dutyOf(water, id, water)).notices).toEqual([])
    expect((await refusal(test.call(water, routes.downloadSupervision, { params: { noticeId: duty.notices[0]?.id ?? '' } }))).status).toBe(404)
    await test.call(water, routes.acknowledgeDuty, { params: { dutyId: duty.id }, body: command() })
    expect((await dutyOf(office, id, water)).notices).toEqual([])
    expect((await refusal(test.call(water, routes.acknowledgeDuty, { params: { dutyId: duty.id }, body: command() }))).body.code).toBe('lifecycle-refused')
  })

  it('extends only when the office agrees, and keeps the first term', async () => {
    const [listed] = (await test.call(water, routes.listInstructions, { query: {} })).items
    const id = listed?.id ?? ''
    const { id: dutyId } = await dutyOf(water, id, water)
    const ask = (until: string) => test.call(water, routes.askExtension, { params: { dutyId }, body: { ...command(), until, reason: '道路中断，设备未到' } })
    expect((await refusal(ask(later(20 * 60)))).status).toBe(400)
    await ask(later(30 * 60))
    expect((await refusal(ask(later(40 * 60)))).status).toBe(409)
    expect((await refusal(test.call(water, routes.decideExtension, { params: { dutyId }, body: { ...command(), granted: true } }))).status).toBe(403)
    await test.call(office, routes.decideExtension, { params: { dutyId }, body: { ...command(), granted: true } })
    expect(await dutyOf(office, id, water)).toMatchObject({ dueAt: later(30 * 60), firstDueAt: later(24 * 60), extensions: 1, extensionTo: null })
  })

  it('reminds, marks late, drafts a notice and passes upward at their minutes', async () => {
    const [listed] = (await test.call(office, routes.listInstructions, { query: {} })).items
    const id = listed?.id ?? ''
    await test.advanceTo(later(28 * 60))
    expect((await dutyOf(office, id, water)).remindedAt).toBe(later(28 * 60))
    await test.advanceTo(later(30 * 60 - 1))
    expect((await dutyOf(office, id, water)).overdueAt).toBeNull()
    await test.advanceTo(later(30 * 60))
    const late = await dutyOf(office, id, water)
    expect(late.overdueAt).toBe(later(30 * 60))
    expect(late.notices).toMatchObject([{ status: 'draft', reason: 'overdue' }])
    expect((await test.call(office, routes.listInstructions, { query: { overdue: 'true' as never } })).items).toHaveLength(1)
    await test.advanceTo(later(31 * 60))
    expect((await dutyOf(office, id, water)).escalatedAt).toBe(later(31 * 60))
  })

  it('issues the drafted notice with a number, as a Word and a PDF paper', async () => {
    const [listed] = (await test.call(office, routes.listInstructions, { query: {} })).items
    const id = listed?.id ?? ''
    const { id: dutyId } = await dutyOf(office, id, water)
    await test.call(office, routes.issueSupervision, { params: { dutyId }, body: { ...command(), words: '请今日 18 时前书面反馈', copiesTo: [leader.actor.unitId] } })
    const [notice] = (await dutyOf(water, id, water)).notices
    expect(notice).toMatchObject({ number: '督办单〔2026〕1号', status: 'issued', reason: 'overdue', words: '请今日 18 时前书面反馈', copiesToNames: ['演示县政府'] })
    for (const [format, head] of [['docx', 'PK'], ['pdf', '%PDF']] as const) {
      const answer = await test.node.http.app.inject({ url: `/api/v1/supervision-notices/${notice?.id ?? ''}/document?format=${format}`, headers: { authorization: `Bearer ${water.token}` } })
      expect(answer.statusCode).toBe(200)
      expect(answer.rawPayload.subarray(0, head.length).toString()).toBe(head)
    }
    const foreign = await test.node.http.app.inject({ url: `/api/v1/supervision-notices/${notice?.id ?? ''}/document`, headers: { authorization: `Bearer ${fire.token}` } })
    expect(foreign.statusCode).toBe(404)
  })

  it('is closed when every result was accepted, not before', async () => {
    const [listed] = (await test.call(office, routes.listInstructions, { query: {} })).items
    const id = listed?.id ?? ''
    const { id: dutyId } = await dutyOf(water, id, water)
    const close = () => test.call(office, routes.closeInstruction, { params: { instructionId: id }, body: { ...command(), outcome: '群众已转移，隐患已查清' } })
    expect((await refusal(close())).body.detail).toMatch(/还有 2 个单位没有报告结果/)
    await test.call(water, routes.giveFeedback, { params: { dutyId }, body: { ...command(), kind: 'progress', words: '已到场排查' } })
    await test.call(water, routes.giveFeedback, { params: { dutyId }, body: { ...command(), kind: 'result', words: '下游 120 人已转移' } })
    const decide = (more: object) => test.call(office, routes.decideFeedback, { params: { dutyId }, body: { ...command(), decision: 'returned', ...more } as never })
    expect((await refusal(decide({ reason: '缺隐患清单' }))).body.detail).toMatch(/原时限已过/)
    await decide({ reason: '缺隐患清单', due: { kind: 'hours', hours: 4 } })
    expect(await dutyOf(water, id, water)).toMatchObject({ status: 'returned', overdueAt: null, settleReason: '缺隐患清单', dueAt: later(35 * 60) })
    await test.call(water, routes.giveFeedback, { params: { dutyId }, body: { ...command(), kind: 'result', words: '清单已附' } })
    await test.call(office, routes.decideFeedback, { params: { dutyId }, body: { ...command(), decision: 'accepted' } })
    const other = await dutyOf(office, id, fire)
    await test.call(office, routes.cancelDuty, { params: { dutyId: other.id }, body: { ...command(), reason: '交办有误' } })
    expect(await close()).toMatchObject({ status: 'closed', outcome: '群众已转移，隐患已查清' })
    expect((await read(water, id)).duties[0]?.feedbacks.map((feedback) => feedback.kind).sort()).toEqual(['progress', 'result', 'result'])
    expect((await refusal(test.call(fire, routes.getInstruction, { params: { instructionId: id } }))).status).toBe(404)
    await test.advanceTo(later(60 * 60))
    expect((await dutyOf(office, id, water)).overdueAt).toBeNull()
  })

  it('reads as lines of the incident’s timeline without its words', async () => {
    await test.settle()
    const { items } = await test.call(office, routes.getTimeline, { params: { incidentId } })
    const texts = items.map((item) => item.text).join('\n')
    for (const words of ['本级领导作出批示', '超时未签收', '同意延期', '逾期未办结', '签发督办单〔2026〕1号', '退回重办', '办结']) expect(texts).toContain(words)
    expect(texts).not.toContain('转移下游')
  })
})

describe('what is refused', () => {
  it('a term that is over, a unit of another place, a unit twice, an issuer nobody knows', async () => {
    expect((await refusal(give(leader, { due: { kind: 'at', at: FRIDAY } }))).body.detail).toMatch(/已经过去/)
    expect((await refusal(give(leader, { assignees: [{ unitId: neighbour.actor.unitId }] }))).status).toBe(400)
    expect((await refusal(give(leader, { assignees: [{ unitId: water.actor.unitId }, { unitId: water.actor.unitId }] }))).body.detail).toMatch(/重复/)
    expect((await refusal(give(leader, { issuer: '' }))).body.errors).toMatchObject([{ path: 'issuer' }])
    expect((await refusal(give(leader, { incidentId: null }))).body.errors).toMatchObject([{ path: 'title' }])
    expect((await refusal(give(neighbour, { assignees: [] }))).status).toBe(404)
    expect((await refusal(give(water))).status).toBe(403)
  })

  it('a withdrawal takes what is owed with it', async () => {
    const given = await give(office, { direction: 'upper', issuer: '市政府领导', urgency: 'normal' })
    const withdrawn = await test.call(office, routes.withdrawInstruction, { params: { instructionId: given.id }, body: { ...command(), reason: '登记有误' } })
    expect(withdrawn.duties.map((duty) => duty.status)).toEqual(['cancelled', 'cancelled'])
    expect((await refusal(test.call(office, routes.assignInstruction, { params: { instructionId: given.id }, body: { ...command(), assignees: [{ unitId: water.actor.unitId }] } }))).body.code).toBe('lifecycle-refused')
    const { rows } = await sql<{ n: number }>`select count(*) as n from timer where kind like 'instructions.%'`.execute(test.db.db)
    expect(rows[0]?.n).toBe(0)
  })
})

describe('the list', () => {
  it('pages without gap or repeat', async () => {
    for (let index = 0; index < 30; index += 1) await give(office)
    const { items, next } = await test.call(office, routes.listInstructions, { query: { limit: 20 } })
    const rest = await test.call(office, routes.listInstructions, { query: { limit: 20, after: next ?? '' } })
    expect([items.length, rest.items.length, rest.next]).toEqual([20, 10, null])
    expect(new Set([...items, ...rest.items].map((item) => item.id)).size).toBe(30)
    expect((await refusal(test.call(office, routes.listInstructions, { query: { after: 'nonsense' } }))).body.detail).toMatch(/翻页位置/)
  })
})
