import { routes } from '@fengsui/contract'
import { addMinutes } from '@fengsui/contract/kernel'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from './harness/api-client.ts'
import type { ApiClient } from './harness/api-client.ts'
import { launchBrowser, openDesk, signIn } from './harness/browser.ts'
import type { Desk } from './harness/browser.ts'
import { startProgram } from './harness/program.ts'
import type { Program } from './harness/program.ts'

const village = '331099101201'
const town = '331099102000'
let program: Program
let browser: Browser
let duty: ApiClient
let desk: Desk
let page: Page
let processId: string

beforeAll(async () => {
  program = await startProgram()
  browser = await launchBrowser()
  duty = await openApi(program.url, 'demo-duty')
  const { now } = await duty.call(routes.getBusinessClock, {})
  const opened = await duty.call(routes.openDisasterProcess, { body: { title: '山洪灾害', hazard: 'flood', hazardKind: '山洪灾害', divisionCode: '331099000000', startedAt: addMinutes(now, -60) } })
  processId = opened.id
  const figures = { A01007: 100, A01008: 0, A01010: 3, A01011: 1, A01013: 30, A01014: 10, A01015: 20, A01058: 12.5 }
  const draft = await duty.call(routes.startDisasterReturn, { params: { processId }, body: { divisionCode: town, formSet: 'loss' } })
  const saved = await duty.call(routes.saveDisasterReturn, { params: { returnId: draft.id }, body: { revision: draft.revision, values: { ...draft.values, ...figures }, explanations: { 'present:missing': '实时值随后补报' } } })
  await duty.call(routes.submitDisasterReturn, { params: { returnId: draft.id }, body: { revision: saved.revision } })
  desk = await openDesk(browser, program.url)
  page = desk.page
  await signIn(page, 'demo-duty')
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

const cell = (key: string) => page.locator(`#cell-${key}`)

describe('the county’s figures of a disaster', () => {
  it('are checked, summed, mended where a relation breaks, and handed in', async () => {
    await page.goto(`/disasters/${processId}`)
    await page.getByRole('button', { name: '通过', exact: true }).click()
    await page.getByRole('button', { name: '汇总下级并填报' }).click()
    await cell('A01010').waitFor()
    expect(await cell('A01007').inputValue()).toBe('100')

    await cell('A01010').fill('0')
    const panel = page.getByRole('button', { name: /因灾受伤人口（A01010）≥因灾重伤人口（A01011）/ })
    await panel.waitFor()
    const handIn = page.getByRole('button', { name: '上报', exact: true })
    expect(await handIn.isDisabled()).toBe(true)
    await panel.click()
    await page.locator('#cell-A01010:focus').waitFor()
    await page.keyboard.type('3')
    await page.keyboard.press('Enter')
    await page.locator('#cell-A01011:focus').waitFor()

    for (const explanation of await page.getByPlaceholder('属实的请说明原因').all()) await explanation.fill('续报补齐')
    await handIn.click()
    await page.getByText('已上报，待审核').waitFor()
    const seen = await duty.call(routes.getDisasterOverview, { params: { processId }, query: { formSet: 'loss' } })
    expect(seen.own.latest).toMatchObject({ kind: 'initial', status: 'submitted' })
    expect(desk.faults).toEqual([])
  })

  it('begin in a village, on a telephone without a network', async () => {
    const phone = await openDesk(browser, program.url, 'phone')
    await phone.context.request.post('/api/v1/session', { data: { username: 'demo-officer', password: 'fengsui-demo-2019' }, headers: { origin: program.url } })
    await phone.page.goto('/m/')
    await phone.page.getByRole('button', { name: /报灾情数字/ }).click()
    await phone.page.getByLabel('哪场灾害').selectOption(processId)
    await phone.context.setOffline(true)
    await phone.page.getByLabel(/^受灾人口/).fill('40')
    await phone.page.getByLabel(/^因灾死亡人口/).fill('41')
    await phone.page.getByText('数字对不上').waitFor()
    expect(await phone.page.getByRole('button', { name: '上报', exact: true }).isDisabled()).toBe(true)
    await phone.page.getByLabel(/^因灾死亡人口/).fill('0')
    await phone.page.getByRole('button', { name: '上报', exact: true }).click()
    await phone.page.getByText(/灾情数字：受灾 40/).waitFor()
    await phone.context.setOffline(false)
    await expect.poll(async () => (await duty.call(routes.listDisasterReturns, { query: { processId, divisionCode: village } })).items.map(({ kind, status }) => [kind, status]), { timeout: 30_000 }).toEqual([['initial', 'submitted']])
    await phone.context.close()
  })
})
