import { routes } from '@fengsui/contract'
import { addMinutes } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beijing, clocksOf, draft, issue, openStage, refusal, registerLandslide, type Stage } from '../../../test/reporting-stage.ts'
import type { TestCaller } from '../../../test/test-node.ts'

let stage: Stage
let incidentId: string
const command = () => ({ commandId: stage.node.newId() })
const give = (who: TestCaller, toUnitId: string, words = '网上称有三人被埋，请立即核实人数和姓名来源') => stage.node.call(who, routes.giveVerificationOrder, { params: { incidentId }, body: { ...command(), toUnitId, words } })
const replies = async (orderId: string) => (await clocksOf(stage, stage.county, incidentId)).filter((clock) => clock.verificationOrderId === orderId).map((clock) => [clock.ruleId.split('.').at(-1), clock.status])

beforeAll(async () => {
  stage = await openStage(beijing('02:40'))
  incidentId = (await registerLandslide(stage, 2)).id
})
afterAll(() => stage.node.close())

describe('an order from above to verify', () => {
  it('may go to any desk of the line below, not sideways, not up', async () => {
    const desks = await stage.node.call(stage.city, routes.listVerificationDesks, { params: { incidentId } })
    expect(desks.items.map((desk) => desk.name)).toEqual(['演示县值班室'])
    expect((await stage.node.call(stage.county, routes.listVerificationDesks, { params: { incidentId } })).items.map((desk) => desk.unitId)).not.toContain(stage.county.actor.unitId)
    expect(await refusal(give(stage.county, stage.city.actor.unitId))).toMatchObject({ status: 400, body: { detail: expect.stringContaining('下级值班室') as string } })
    expect((await refusal(give(stage.city, stage.city.actor.unitId))).status).toBe(400)
  })

  it('starts both clocks from the order itself, shows on both desks, keeps the words out of the journal', async () => {
    await stage.node.advanceTo(beijing('03:00'))
    const order = await give(stage.city, stage.county.actor.unitId)
    await stage.node.settle()
    expect(order).toMatchObject({ number: '核实〔2019〕0001号', status: 'open', orderedAt: beijing('03:00'), phoneDueAt: beijing('03:30'), writtenDueAt: beijing('04:00'), fromUnitName: '台州市值班室', toUnitName: '演示县值班室', mayReceive: false, mayWithdraw: true, mayRecordPhone: true, mayAnswer: false })
    expect(order.legalBasis).toContain('自然灾害情况统计调查制度')
    const clocks = (await clocksOf(stage, stage.county, incidentId)).filter((clock) => clock.verificationOrderId === order.id)
    expect(clocks.map((clock) => [clock.phase, clock.dueAt, clock.toUnitName, clock.startText])).toEqual([
      ['VERIFICATION_REPLY', beijing('03:30'), '台州市值班室', '自核实指令下达 08-10 03:00 起算'], ['VERIFICATION_REPLY', beijing('04:00'), '台州市值班室', '自核实指令下达 08-10 03:00 起算']])
    const [seen] = (await stage.node.call(stage.county, routes.listVerificationOrders, { query: {} })).items
    expect(seen).toMatchObject({ id: order.id, words: '网上称有三人被埋，请立即核实人数和姓名来源', mayReceive: true, mayAnswer: true, mayWithdraw: false })
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from journal where data like '%三人被埋%'`.execute(stage.node.db.db)
    expect(rows[0]?.n).toBe(0)
    const { rows: told } = await sql<{ n: number }>`select count(*)::int as n from timer where key like ${`%verification:${stage.county.actor.unitId}%`}`.execute(stage.node.db.db)
    expect(told[0]?.n).toBe(1)
  })

  it('other news about the incident leaves these clocks alone', async () => {
    const [order] = (await stage.node.call(stage.city, routes.listVerificationOrders, { query: {} })).items
    await stage.node.call(stage.county, routes.updateFacts, { params: { incidentId }, body: { ...command(), facts: { dead: 2, injured: 5 } } })
    await stage.node.settle()
    expect(await replies(order?.id ?? '')).toEqual([['phone', 'running'], ['written', 'running']])
  })

  it('a call at 03:30 written down at 03:40 is on time, and says who wrote it down when', async () => {
    const [order] = (await stage.node.call(stage.county, routes.listVerificationOrders, { query: {} })).items
    const id = order?.id ?? ''
    await stage.node.call(stage.county, routes.receiveVerificationOrder, { params: { verificationOrderId: id }, body: command() })
    await stage.node.advanceTo(beijing('03:40'))
    const record = (who: TestCaller, answeredAt: string) => stage.node.call(who, routes.recordPhoneAnswer, { params: { verificationOrderId: id }, body: { ...command(), answeredAt, listener: '演示人丁', words: '经核实为两人遇难，无人被埋' } })
    expect((await refusal(record(stage.county, beijing('03:41')))).body.detail).toContain('不能晚于现在')
    expect((await refusal(record(stage.county, beijing('02:59')))).body.detail).toContain('早于下达指令')
    expect(await record(stage.county, beijing('03:30'))).toMatchObject({ phoneAnsweredAt: beijing('03:30'), phoneRecordedAt: beijing('03:40'), phoneRecordedByUnitName: '演示县值班室', phoneListener: '演示人丁', status: 'open' })
    expect(await replies(id)).toEqual([['phone', 'met'], ['written', 'running']])
    expect((await refusal(record(stage.city, beijing('03:30')))).body.code).toBe('lifecycle-refused')
  })

  it('the written answer may be a report sent after the order; one from before is refused', async () => {
    const [order] = (await stage.node.call(stage.county, routes.listVerificationOrders, { query: {} })).items
    const id = order?.id ?? ''
    const answer = (who: TestCaller, body: { reportId?: string; words?: string }) => stage.node.call(who, routes.answerVerificationOrder, { params: { verificationOrderId: id }, body: { ...command(), ...body } })
    expect((await refusal(answer(stage.county, {}))).body.detail).toContain('请写明核实结果')
    expect((await refusal(answer(stage.city, { words: '代为反馈核实结果' }))).status).toBe(403)
    await stage.node.advanceTo(beijing('04:00'))
    const report = await issue(stage, stage.county, (await draft(stage, stage.county, incidentId, 'initial')).id)
    await stage.node.advanceTo(beijing('04:05'))
    expect(await answer(stage.county, { reportId: report.id })).toMatchObject({ status: 'answered', writtenAnsweredAt: beijing('04:00'), writtenReportNumber: report.number })
    // Issued at the due instant itself: on time, although it was named as the answer five minutes later.
    expect(await replies(id)).toEqual([['phone', 'met'], ['written', 'met']])
    const second = await give(stage.city, stage.county.actor.unitId, '再次核实伤员人数')
    const early = await refusal(stage.node.call(stage.county, routes.answerVerificationOrder, { params: { verificationOrderId: second.id }, body: { ...command(), reportId: report.id } }))
    expect(early.body.detail).toContain('报出在前')
    expect(second.number).toBe('核实〔2019〕0002号')
  })

  it('unanswered it is overdue at 30 minutes and a millisecond, the asking unit is told 15 minutes on, and the lateness stays', async () => {
    const order = (await stage.node.call(stage.city, routes.listVerificationOrders, { query: {} })).items[0]
    const id = order?.id ?? ''
    await stage.node.advanceTo(addMinutes(order?.phoneDueAt ?? '', 16))
    const phone = (await clocksOf(stage, stage.county, incidentId)).find((clock) => clock.verificationOrderId === id && clock.ruleId.endsWith('.phone'))
    expect(phone).toMatchObject({ status: 'running', overdueAt: new Date(Date.parse(order?.phoneDueAt ?? '') + 1).toISOString(), escalatedAt: new Date(Date.parse(order?.phoneDueAt ?? '') + 15 * 60_000 + 1).toISOString() })
    await stage.node.call(stage.county, routes.answerVerificationOrder, { params: { verificationOrderId: id }, body: { ...command(), words: '伤员五人，均已送医' } })
    // The text answers both; the call was owed 16 minutes ago.
    expect(await replies(id)).toEqual([['phone', 'late'], ['written', 'met']])
  })

  it('who asked may take it back; two orders at one instant each have their clocks; a stranger sees none', async () => {
    const [a, b] = await Promise.all([give(stage.province, stage.county.actor.unitId, '省里核实之一'), give(stage.province, stage.county.actor.unitId, '省里核实之二')])
    expect([a.number, b.number].sort()).toEqual(['核实〔2019〕0001号', '核实〔2019〕0002号'])
    expect((await refusal(stage.node.call(stage.county, routes.withdrawVerificationOrder, { params: { verificationOrderId: a.id }, body: { ...command(), reason: '不想答' } }))).status).toBe(403)
    await stage.node.call(stage.province, routes.withdrawVerificationOrder, { params: { verificationOrderId: a.id }, body: { ...command(), reason: '已由另一渠道核实' } })
    expect(await replies(a.id)).toEqual([['phone', 'cancelled'], ['written', 'cancelled']])
    expect(await replies(b.id)).toEqual([['phone', 'running'], ['written', 'running']])
    const stranger = await stage.node.caller({ divisionCode: '331082000000', roles: ['duty-officer'], unitName: '临海市值班室' })
    expect((await stage.node.call(stranger, routes.listVerificationOrders, { query: { status: 'all' } })).items).toEqual([])
    expect((await refusal(stage.node.call(stranger, routes.receiveVerificationOrder, { params: { verificationOrderId: b.id }, body: command() }))).status).toBe(404)
    const reader = await stage.node.caller({ divisionCode: '331000000000', roles: ['reviewer'], unitName: '市核查处' })
    expect((await refusal(give(reader, stage.county.actor.unitId))).status).toBe(403)
  })
})
