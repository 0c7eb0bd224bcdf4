import { routes } from '@fengsui/contract'
import { legalDayAt } from '@fengsui/contract/calendar'
import { addMinutes } from '@fengsui/contract/kernel'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openApi, type ApiClient } from './harness/api-client.ts'
import { keepFailure, keepScreen, launchBrowser, openDeskOf } from './harness/browser.ts'
import { startProgram } from './harness/program.ts'
import type { Program } from './harness/program.ts'

let browser: Browser
let program: Program
let county: ApiClient

beforeAll(async () => {
  program = await startProgram()
  browser = await launchBrowser()
  county = await openApi(program.url, 'demo-duty')
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepFailure(browser, 'verify-from-above')
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

/** An accident in the county that the city has been told of. */
async function reportAccident(): Promise<string> {
  const occurredAt = addMinutes((await county.call(routes.getBusinessClock, {})).now, -20)
  const incident = await county.call(routes.registerIncident, { body: { title: '甲镇机械厂厂房坍塌', typeCode: '12D01', divisionCode: '331099101000', occurredAt, facts: { dead: 1, seriouslyInjured: 1, injured: 2 } } })
  const draft = await county.call(routes.draftReport, { params: { incidentId: incident.id }, body: { kind: 'initial', facts: { dead: 1, seriouslyInjured: 1, injured: 2 }, elements: { source: '甲镇值班室电话', impactScope: '一间厂房', measuresTaken: '消防在搜救', trend: '已控制' } } })
  await county.call(routes.issueReport, { params: { reportId: draft.id }, body: {} })
  return incident.id
}

async function openPaper(page: Page, incidentId: string, name: string): Promise<void> {
  await page.goto(`/incidents/${incidentId}`)
  await page.getByRole('tab', { name, exact: true }).click()
}

describe('上级核实', () => {
  it('the city asks, the county answers by phone and in writing, both see both clocks', async () => {
    const incidentId = await reportAccident()
    const city = await openDeskOf(browser, program.url, 'city-duty')
    await openPaper(city.page, incidentId, '核实')
    await city.page.getByRole('button', { name: '下达核实指令' }).click()
    const give = city.page.getByRole('dialog', { name: '下达核实指令' })
    await give.getByText('演示县总值班室').waitFor()
    await give.getByRole('button', { name: '下达', exact: true }).click()
    await give.getByText('至少 4 个字').first().waitFor()
    await give.getByLabel('核实内容').fill('网上称有三人被埋，请核实死亡人数和被困人数')
    await give.getByRole('button', { name: '下达', exact: true }).click()
    await give.waitFor({ state: 'hidden' })
    await city.page.getByText('演示县总值班室', { exact: false }).first().waitFor()
    await keepScreen(city.page, 'verification-orders')

    const desk = await openDeskOf(browser, program.url, 'demo-duty')
    await desk.page.goto('/duty')
    await desk.page.getByText('1 份待本单位反馈').waitFor()
    await desk.page.getByRole('button', { name: '登记电话反馈' }).click()
    const phone = desk.page.getByRole('dialog', { name: /登记电话反馈/ })
    await phone.getByLabel('接听人').fill('市值班员')
    await phone.getByLabel('反馈内容').fill('死亡一人，无人被困')
    await phone.getByRole('button', { name: '登记', exact: true }).click()
    await phone.waitFor({ state: 'hidden' })
    await desk.page.getByText(/接听人市值班员/).waitFor()
    await desk.page.getByRole('button', { name: '书面反馈' }).click()
    const written = desk.page.getByRole('dialog', { name: /书面反馈/ })
    await written.getByLabel('核实结果').fill('经现场核实，死亡一人、重伤一人、轻伤一人，厂房内无人被困。')
    await written.getByRole('button', { name: '报出反馈' }).click()
    await written.waitFor({ state: 'hidden' })
    await desk.page.getByText('1 份待本单位反馈').waitFor({ state: 'hidden' })

    await city.page.getByText(/厂房内无人被困/).waitFor()
    const clocks = await county.call(routes.listClocks, { query: { incidentId, status: 'all' } })
    expect(clocks.items.filter((clock) => clock.verificationOrderId !== null).map((clock) => clock.status)).toEqual(['met', 'met'])
    expect([...city.faults, ...desk.faults]).toEqual([])
  })

  it('a death in hospital is entered within the thirty days and starts the supplement of the day', async () => {
    const incidentId = await reportAccident()
    const { page, faults } = await openDeskOf(browser, program.url, 'demo-duty')
    await openPaper(page, incidentId, '情况')
    await page.getByText('伤亡续报期（30 日）').waitFor()
    await page.getByRole('button', { name: '登记伤亡变化' }).click()
    const dialog = page.getByRole('dialog', { name: '登记伤亡变化' })
    await dialog.getByLabel('死亡（现 1）').fill('2')
    await dialog.getByLabel('重伤（现 1）').fill('0')
    await dialog.getByRole('button', { name: /登记，并起算/ }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('死亡 1→2，重伤 1→0').first().waitFor()
    await expect.poll(async () => (await county.call(routes.listClocks, { query: { incidentId } })).items.some((clock) => clock.ruleId === 'accident.casualty-change'), { timeout: 10_000 }).toBe(true)
    expect(faults).toEqual([])
  })

  it('the administrator sets a day of the own calendar and the minutes after which others are told', async () => {
    const { page, faults } = await openDeskOf(browser, program.url, 'city-admin')
    await page.goto('/admin/calendar')
    await page.getByRole('button', { name: '录入安排' }).click()
    const days = page.getByRole('dialog', { name: /录入 \d{4} 年安排/ })
    const year = legalDayAt((await county.call(routes.getBusinessClock, {})).now).slice(0, 4)
    await days.getByLabel('第 1 段起').fill(`${year}-12-30`)
    await days.getByLabel('第 1 段止').fill(`${year}-12-31`)
    await days.getByLabel('第 1 段名称').fill('防台停工')
    await days.getByLabel('依据或原因').fill('市防指第3号令')
    await days.getByRole('button', { name: '设定', exact: true }).click()
    await days.waitFor({ state: 'hidden' })
    await page.getByText('防台停工').first().waitFor()
    await keepScreen(page, 'calendar')
    await page.goto('/admin/clocks')
    await page.getByText('平台默认').first().waitFor()
    await page.getByRole('button', { name: '制定本地区规则' }).click()
    const rules = page.getByRole('dialog', { name: '制定本地区报送时限规则' })
    await rules.getByLabel('到期后告知上级单位（分钟）').fill('20')
    await rules.getByLabel('本地电话报告时限（分钟）').fill('30')
    await rules.getByLabel(/^依据/).fill('台政办发〔2026〕5号')
    await rules.getByRole('button', { name: '自该时起生效' }).click()
    await rules.waitFor({ state: 'hidden' })
    await page.getByText('台政办发〔2026〕5号').first().waitFor()
    await keepScreen(page, 'clock-rules')
    expect(faults).toEqual([])
  })
})
