import { routes } from '@fengsui/contract'
import { addMinutes } from '@fengsui/contract/kernel'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from './harness/api-client.ts'
import type { ApiClient } from './harness/api-client.ts'
import { keepScreen, launchBrowser, openDeskOf } from './harness/browser.ts'
import type { Desk } from './harness/browser.ts'
import { startProgram } from './harness/program.ts'
import type { Program } from './harness/program.ts'

let program: Program
let browser: Browser
let duty: ApiClient
let officer: Desk
let leader: Desk
let incidentId = ''
let firstId = ''

beforeAll(async () => {
  program = await startProgram()
  browser = await launchBrowser()
  duty = await openApi(program.url, 'demo-duty')
  const occurredAt = addMinutes((await duty.call(routes.getBusinessClock, {})).now, -40)
  const incident = await duty.call(routes.registerIncident, { body: { title: '岭下村山体滑坡', typeCode: '11D01', divisionCode: '331099101201', occurredAt, facts: { dead: 3, missing: 5 } } })
  incidentId = incident.id
  firstId = (await duty.call(routes.draftReport, { params: { incidentId }, body: { kind: 'initial', facts: { dead: 3, missing: 5 }, elements: { source: '甲镇值班室电话', measuresTaken: '县消防到场搜救' } } })).id
  officer = await openDeskOf(browser, program.url, 'demo-duty')
  leader = await openDeskOf(browser, program.url, 'demo-leader')
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

describe('一份较大事件的报告，从拟稿到签发、核对、更正', () => {
  it('goes out in haste with the signatory and the reason, is sealed, and is countersigned by a leader', async () => {
    const { page } = officer
    await page.goto(`/reports/${firstId}`)
    await page.getByRole('button', { name: /发送初报/ }).click()
    const dialog = page.getByRole('dialog', { name: '报出初报' })
    await dialog.getByRole('checkbox', { name: '演示县人民政府' }).waitFor()
    await dialog.getByRole('button', { name: /签发并报出/ }).click()
    await dialog.getByText(/请写明先发的理由/).waitFor()
    await keepScreen(page, 'report-send')
    await dialog.getByLabel(/先发的理由/).fill('时限只剩几分钟，已电话请示同意')
    await dialog.getByRole('button', { name: /签发并报出/ }).click()
    await page.getByText(/紧急先发，领导补签/).waitFor()
    await page.getByRole('button', { name: '核对' }).click()
    await page.getByText('内容与签发时一致').waitFor()

    await leader.page.goto(`/reports/${firstId}`)
    await leader.page.getByRole('button', { name: '补签这份报告' }).click()
    await leader.page.getByRole('button', { name: '补签这份报告' }).waitFor({ state: 'hidden' })
    await page.getByText('待领导补签').waitFor({ state: 'hidden' })
  })

  it('a follow-up goes to review, comes back with remarks, goes again, and is approved and sent', async () => {
    const { page } = officer
    const { id } = await duty.call(routes.draftReport, { params: { incidentId }, body: { kind: 'followUp', facts: { dead: 4, missing: 4 }, elements: { changes: '又找到 1 人' } } })
    await page.goto(`/reports/${id}`)
    await page.getByRole('button', { name: '送审' }).click()
    await page.getByText('待领导审核').waitFor()

    await leader.page.goto(`/reports/${id}`)
    await leader.page.getByLabel('审核意见').fill('请写明搜救力量')
    await leader.page.getByRole('button', { name: '退回修改' }).click()
    await page.getByText('意见：请写明搜救力量').waitFor()
    expect(await page.getByRole('button', { name: /发送续报/ }).count()).toBe(0)
    await page.getByLabel('救援进展').fill('搜救力量 180 人')
    await page.getByRole('button', { name: '送审' }).click()

    await leader.page.getByRole('button', { name: '审核通过' }).click()
    await leader.page.getByRole('button', { name: '并排看' }).click()
    await leader.page.getByRole('columnheader', { name: '增减' }).waitFor()
    await keepScreen(leader.page, 'report-compare')
    await page.getByRole('button', { name: /发送续报/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: /签发并报出/ }).click()
    await page.getByText('审核通过后签发').waitFor()
    await keepScreen(page, 'report-issued')
  })

  it('an error is put right by a report that says what was wrong; the paper comes as PDF', async () => {
    const { page } = officer
    await page.getByRole('button', { name: '更正' }).click()
    const dialog = page.getByRole('dialog', { name: /更正/ })
    await dialog.getByLabel('何处有误').fill('失踪 4 人应为 3 人')
    await dialog.getByLabel('原因').fill('一人已自行返家')
    await dialog.getByRole('button', { name: '起草更正' }).click()
    await page.getByText('失踪 4 人应为 3 人').first().waitFor()

    await page.getByRole('button', { name: '公文' }).hover()
    const href = await page.getByRole('link', { name: '看公文（PDF）' }).getAttribute('href')
    const answer = await page.request.get(href ?? '')
    expect(answer.status()).toBe(200)
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
    expect([...officer.faults, ...leader.faults]).toEqual([])
  })
})
