import { routes } from '@fengsui/contract'
import { addMinutes } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beijing, clocksOf, draft, elements, issue, openStage, receive, refusal, registerLandslide, type Stage } from '../../../test/reporting-stage.ts'
import { countOutcomes } from './index.ts'

describe('the landslide of 02:30', () => {
  let stage: Stage
  let incidentId: string
  let countyReport: Awaited<ReturnType<typeof issue>>
  beforeAll(async () => {
    stage = await openStage(beijing('02:40'))
    incidentId = (await registerLandslide(stage, 2)).id
  })
  afterAll(() => stage.node.close())

  it('starts one clock: the county owes the city a written report by 04:30', async () => {
    const clocks = await clocksOf(stage, stage.city, incidentId)
    expect(clocks).toHaveLength(1)
    expect(clocks[0]).toMatchObject({ phase: 'WRITTEN', fromUnitName: '演示县值班室', toUnitName: '台州市值班室', startsAt: beijing('02:30'), dueAt: beijing('04:30'), status: 'running', incidentTitle: '岭下村山体滑坡' })
    expect(clocks[0]?.legalBasis).toContain('自然灾害情况统计调查制度')
  })

  it('reminds at half time and ten minutes before, and is overdue only after the due instant', async () => {
    const [clock] = await clocksOf(stage, stage.county, incidentId)
    await stage.node.advanceTo(beijing('04:00'))
    expect((await clocksOf(stage, stage.county, incidentId))[0]).toMatchObject({ remindedAt: addMinutes(clock?.startsAt ?? '', 60), overdueAt: null })
    await stage.node.advanceTo(beijing('04:30'))
    expect((await clocksOf(stage, stage.county, incidentId))[0]).toMatchObject({ remindedAt: beijing('04:20'), overdueAt: null })
    await stage.node.advanceTo(beijing('04:31'))
    expect((await clocksOf(stage, stage.county, incidentId))[0]).toMatchObject({ status: 'running', overdueAt: '2019-08-09T20:30:00.001Z', escalatedAt: null })
    await stage.node.advanceTo(beijing('04:46'))
    expect((await clocksOf(stage, stage.county, incidentId))[0]).toMatchObject({ status: 'running', escalatedAt: '2019-08-09T20:45:00.001Z' })
  })

  it('takes the report of 04:52 and calls it 22 minutes late', async () => {
    await stage.node.advanceTo(beijing('04:52'))
    const drafted = await draft(stage, stage.county, incidentId, 'initial')
    expect(drafted).toMatchObject({ status: 'draft', sequence: 1, number: '', elements, grade: 4, fromUnitName: '演示县值班室' })
    expect(drafted.missing.map((element) => element.field)).toContain('affectedPeople')
    countyReport = await issue(stage, stage.county, drafted.id)
    expect(countyReport).toMatchObject({ status: 'issued', number: '演示县值班〔2019〕0001号', issuedAt: beijing('04:52'), zero: false })
    expect(countyReport.deliveries).toMatchObject([{ toUnitName: '台州市值班室', purpose: 'upward', status: 'sent', by: 'system' }])
    const clocks = await clocksOf(stage, stage.county, incidentId)
    expect(clocks.find((clock) => clock.phase === 'WRITTEN')).toMatchObject({ status: 'late', metAt: beijing('04:52'), metByReportId: countyReport.id })
    const { rows } = await sql<{ data: string }>`select data from journal where type = 'clock.met'`.execute(stage.node.db.db)
    expect(JSON.parse(rows[0]?.data ?? '{}')).toMatchObject({ note: { late: true, lateMinutes: 22 } })
    expect(clocks.find((clock) => clock.phase === 'FOLLOW_UP')).toMatchObject({ status: 'running', startsAt: beijing('04:52') })
  })

  it('shows the report to the city alone until the city sends it on; the city clock runs from its receipt', async () => {
    expect((await stage.node.call(stage.city, routes.listReports, { query: { inbox: true } })).items.map((report) => report.id)).toEqual([countyReport.id])
    await stage.node.advanceTo(beijing('05:00'))
    await receive(stage, stage.city, countyReport)
    expect((await stage.node.call(stage.city, routes.listReports, { query: { inbox: true } })).items).toEqual([])
    const cityClock = (await clocksOf(stage, stage.city, incidentId)).find((clock) => clock.fromUnitName === '台州市值班室')
    expect(cityClock).toMatchObject({ toUnitName: '浙江省值班室', startsAt: beijing('05:00'), dueAt: beijing('07:00'), clockStart: 'received' })
    expect((await clocksOf(stage, stage.county, incidentId)).map((clock) => clock.id)).not.toContain(cityClock?.id)
    await stage.node.advanceTo(beijing('05:30'))
    const cityReport = await issue(stage, stage.city, (await draft(stage, stage.city, incidentId, 'initial')).id)
    expect(cityReport.number).toBe('台州市值班〔2019〕0001号')
    expect((await clocksOf(stage, stage.city, incidentId)).find((clock) => clock.id === cityClock?.id)).toMatchObject({ status: 'met', metAt: beijing('05:30') })
    expect((await refusal(stage.node.call(stage.county, routes.getReport, { params: { reportId: cityReport.id } }))).status).toBe(404)
    await receive(stage, stage.province, cityReport)
    expect(await countOutcomes(stage.node.db.db)).toEqual({ reports: { initial: 2, followUp: 0, final: 0 }, clocks: { onTime: 1, late: 1, missed: 0 } })
  })

  it('keeps the order of the series and what was issued', async () => {
    expect(await refusal(draft(stage, stage.county, incidentId, 'initial'))).toMatchObject({ status: 409, body: { code: 'lifecycle-refused', detail: '初报已报出，有新情况请起草续报' } })
    expect(await refusal(stage.node.call(stage.county, routes.reviseDraft, { params: { reportId: countyReport.id }, body: { commandId: stage.node.newId(), facts: { dead: 1 }, elements: {} } }))).toMatchObject({ status: 409 })
    expect(await refusal(issue(stage, stage.county, countyReport.id))).toMatchObject({ status: 409, body: { detail: expect.stringContaining('已签发') as string } })
    expect((await refusal(receive(stage, stage.city, countyReport))).body.code).toBe('lifecycle-refused')
  })

  it('a follow-up with the same figures is a zero report and stops the daily clock; a second draft of a kind is refused', async () => {
    await stage.node.advanceTo(beijing('06:00'))
    const first = await draft(stage, stage.county, incidentId, 'followUp', { dead: 2, seriouslyInjured: 1 }, { changes: '无变化' })
    expect(await refusal(draft(stage, stage.county, incidentId, 'followUp'))).toMatchObject({ status: 409, body: { code: 'conflict' } })
    const revised = await stage.node.call(stage.county, routes.reviseDraft, { params: { reportId: first.id }, body: { commandId: stage.node.newId(), facts: { dead: 2, seriouslyInjured: 1 }, elements: { changes: '仍无变化' } } })
    expect(revised.elements).toEqual({ changes: '仍无变化' })
    expect(await issue(stage, stage.county, first.id)).toMatchObject({ zero: true, sequence: 2, number: '演示县值班〔2019〕0002号' })
    const daily = (await clocksOf(stage, stage.county, incidentId)).filter((clock) => clock.phase === 'FOLLOW_UP')
    expect(daily.map((clock) => [clock.status, clock.startsAt]).sort()).toEqual([['met', beijing('04:52')], ['running', beijing('06:00')]])
  })

  it('news in a follow-up becomes the incident’s, and reaches whom the new figures add', async () => {
    await stage.node.advanceTo(beijing('06:30'))
    const report = await issue(stage, stage.county, (await draft(stage, stage.county, incidentId, 'followUp', { dead: 3, seriouslyInjured: 1 }, { changes: '又发现 1 人遇难' })).id)
    expect(report.zero).toBe(false)
    expect(report.deliveries.map((delivery) => delivery.toUnitName).sort()).toEqual(['台州市值班室', '浙江省值班室'])
    expect(await stage.node.call(stage.county, routes.getIncident, { params: { incidentId } })).toMatchObject({ facts: { dead: 3 }, proposal: { grade: 3 } })
    const phone = (await clocksOf(stage, stage.county, incidentId)).find((clock) => clock.phase === 'PHONE')
    // The third death became known at 06:30; its half hour counts from there.
    expect(phone).toMatchObject({ toUnitName: '浙江省值班室', startsAt: beijing('06:30'), dueAt: beijing('07:00'), status: 'met', metByReportId: report.id })
  })

  it('the checked report runs from stability, refuses what is missing and closes the series', async () => {
    await stage.node.call(stage.county, routes.markStable, { params: { incidentId }, body: { commandId: stage.node.newId() } })
    await stage.node.settle()
    const clocks = await clocksOf(stage, stage.county, incidentId)
    expect(clocks.find((clock) => clock.phase === 'FINAL')).toMatchObject({ status: 'running', dueAt: '2019-08-17T15:59:59.999Z' })
    expect(clocks.filter((clock) => clock.phase === 'FOLLOW_UP' && clock.status === 'running')).toEqual([])
    const final = await draft(stage, stage.county, incidentId, 'final', { dead: 3, seriouslyInjured: 1 }, { cause: '短时强降雨' })
    expect(await refusal(issue(stage, stage.county, final.id))).toMatchObject({ status: 422, body: { detail: '终报还缺：处置结果、经验教训，请补齐后再签发', errors: [{ path: 'elements.treatment' }, { path: 'elements.lessons' }] } })
    await stage.node.call(stage.county, routes.reviseDraft, { params: { reportId: final.id }, body: { commandId: stage.node.newId(), facts: { dead: 3, seriouslyInjured: 1 }, elements: { cause: '短时强降雨', treatment: '搜救结束', lessons: '提前转移' } } })
    await issue(stage, stage.county, final.id)
    expect((await clocksOf(stage, stage.county, incidentId)).filter((clock) => clock.status === 'running')).toEqual([])
    expect((await refusal(draft(stage, stage.county, incidentId, 'followUp'))).body.detail).toContain('终报已报出')
  })
})

describe('graver and other places', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage(beijing('02:40'))
  })
  afterAll(() => stage.node.close())

  it('three dead: the province is owed too, by phone 03:10 and in writing 05:30; a call stops only the phone clock', async () => {
    const { id } = await registerLandslide(stage, 3)
    const due = async () => (await clocksOf(stage, stage.province, id)).map((clock) => [clock.phase, clock.toUnitName, clock.dueAt, clock.status])
    expect(await due()).toEqual([
      ['PHONE', '浙江省值班室', beijing('03:10'), 'running'], ['WRITTEN', '台州市值班室', beijing('04:30'), 'running'], ['WRITTEN', '浙江省值班室', beijing('05:30'), 'running']])
    await stage.node.advanceTo(beijing('03:10'))
    const call = await issue(stage, stage.county, (await draft(stage, stage.county, id, 'initial', { dead: 3 })).id, { by: 'phone', listener: '省值班员甲' })
    expect(call.deliveries).toMatchObject([{ toUnitName: '浙江省值班室', by: 'phone', listener: '省值班员甲' }])
    expect((await due()).map(([phase, , , status]) => [phase, status])).toEqual([['PHONE', 'met'], ['WRITTEN', 'running'], ['WRITTEN', 'running']])
    const { rows } = await sql<{ hits: number }>`select count(*) as hits from journal where data like '%省值班员甲%'`.execute(stage.node.db.db)
    expect(rows[0]?.hits).toBe(0)
  })

  it('a third death found later adds clocks; taking it back cancels what still runs; saying it again starts them anew', async () => {
    await stage.node.advanceTo(beijing('03:20'))
    const { id } = await registerLandslide(stage, 2)
    const facts = async (dead: number) => {
      await stage.node.call(stage.county, routes.updateFacts, { params: { incidentId: id }, body: { commandId: stage.node.newId(), facts: { dead } } })
      await stage.node.settle()
      return (await clocksOf(stage, stage.county, id)).filter((clock) => clock.status === 'running').map((clock) => `${clock.phase} ${clock.toUnitName}`)
    }
    expect(await facts(3)).toEqual(['PHONE 浙江省值班室', 'WRITTEN 台州市值班室', 'WRITTEN 浙江省值班室'])
    expect(await facts(2)).toEqual(['WRITTEN 台州市值班室'])
    expect(await facts(3)).toHaveLength(3)
  })

  it('ten trapped shortens the clock that runs', async () => {
    await stage.node.advanceTo(beijing('03:25'))
    const incident = await stage.node.call(stage.county, routes.registerIncident, { body: { commandId: stage.node.newId(), title: '乙村被困', typeCode: '11A01', divisionCode: '331099102201', occurredAt: beijing('03:25'), facts: { trapped: 3 } } })
    await stage.node.settle()
    await stage.node.call(stage.county, routes.updateFacts, { params: { incidentId: incident.id }, body: { commandId: stage.node.newId(), facts: { trapped: 12 } } })
    await stage.node.settle()
    expect((await clocksOf(stage, stage.county, incident.id)).map((clock) => [clock.dueAt, clock.status])).toEqual([[beijing('04:25'), 'running'], [beijing('05:25'), 'cancelled']])
  })

  it('a report at the due instant is on time', async () => {
    const { id } = await registerLandslide(stage, 1)
    await stage.node.advanceTo(beijing('04:30'))
    const written = (await clocksOf(stage, stage.county, id)).find((clock) => clock.phase === 'WRITTEN')
    await issue(stage, stage.county, (await draft(stage, stage.county, id, 'initial', { dead: 1 })).id)
    expect((await clocksOf(stage, stage.county, id)).find((clock) => clock.id === written?.id)).toMatchObject({ status: 'met', overdueAt: null })
  })

  it('two desks issue one draft at once: one wins, the other is told', async () => {
    const { id } = await registerLandslide(stage, 1)
    const report = await draft(stage, stage.county, id, 'initial', { dead: 1 })
    const answers = await Promise.all([1, 2].map(() => stage.node.send(stage.county, routes.issueReport, { params: { reportId: report.id }, body: { commandId: stage.node.newId() } })))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
    expect(answers.find((answer) => answer.status === 409)?.text).toContain('已签发')
    await stage.node.settle()
    const { rows } = await sql<{ deliveries: number }>`select count(*) as deliveries from report_delivery where report_id = ${report.id}::uuid`.execute(stage.node.db.db)
    expect(rows[0]?.deliveries).toBe(1)
  })

  it('the same issue sent twice is one issue', async () => {
    const { id } = await registerLandslide(stage, 1)
    const report = await draft(stage, stage.county, id, 'initial', { dead: 1 })
    const commandId = stage.node.newId()
    const answers = await Promise.all([1, 2].map(() => stage.node.send(stage.county, routes.issueReport, { params: { reportId: report.id }, body: { commandId } })))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200])
    expect(answers[0]?.text).toBe(answers[1]?.text)
    await stage.node.settle()
  })

  it('an incident that ends unreported leaves missed clocks and a suspicion', async () => {
    const incident = await stage.node.call(stage.county, routes.registerIncident, { body: { commandId: stage.node.newId(), title: '乙村小滑坡', typeCode: '11D01', divisionCode: '331099102201', occurredAt: beijing('04:00'), facts: {} } })
    await stage.node.settle()
    await stage.node.advanceTo(beijing('06:01'))
    await stage.node.call(stage.county, routes.closeIncident, { params: { incidentId: incident.id }, body: { commandId: stage.node.newId(), summary: '处置完毕，无伤亡' } })
    await stage.node.settle()
    expect((await clocksOf(stage, stage.county, incident.id)).map((clock) => clock.status)).toEqual(['missed'])
    const suspicions = (await stage.node.call(stage.city, routes.listSuspicions, { query: {} })).items
    expect(suspicions).toMatchObject([{ kind: 'OMITTED', unitName: '演示县值班室', incidentTitle: '乙村小滑坡', status: 'raised', evidence: expect.arrayContaining([expect.objectContaining({ text: expect.stringContaining('没有报出任何报告') as string })]) as unknown[] }])
  })

  it('a merged incident hands its clocks on', async () => {
    await stage.node.advanceTo(beijing('06:10'))
    const make = (title: string, occurredAt: string, facts: Record<string, number>) => stage.node.call(stage.county, routes.registerIncident, { body: { commandId: stage.node.newId(), title, typeCode: '11D01', divisionCode: '331099101201', occurredAt, facts } })
    const grave = await make('后山塌方', beijing('06:05'), { dead: 3 })
    const into = await make('岭下村滑坡', beijing('06:00'), { dead: 1 })
    await stage.node.settle()
    await stage.node.call(stage.county, routes.mergeIncident, { params: { incidentId: grave.id }, body: { commandId: stage.node.newId(), intoId: into.id } })
    await stage.node.settle()
    expect(new Set((await clocksOf(stage, stage.county, grave.id)).map((clock) => clock.status))).toEqual(new Set(['cancelled']))
    expect((await clocksOf(stage, stage.county, into.id)).filter((clock) => clock.status === 'running').map((clock) => [clock.phase, clock.toUnitName, clock.dueAt])).toEqual([
      ['PHONE', '浙江省值班室', beijing('06:40')], ['WRITTEN', '台州市值班室', beijing('08:00')], ['WRITTEN', '浙江省值班室', beijing('09:05')]])
  })
})
