import { routes } from '@fengsui/contract'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from './harness/api-client.ts'
import { keepFailure, launchBrowser, openDeskOf } from './harness/browser.ts'
import { runTool, startProgram } from './harness/program.ts'
import type { Program } from './harness/program.ts'

let browser: Browser
let program: Program

beforeAll(async () => {
  program = await startProgram()
  browser = await launchBrowser()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepFailure(browser, 'duty-shift')
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

describe('一班', () => {
  it('is taken, a telephone call is written down and becomes a report, and the clock goes over to the one who relieves', async () => {
    const officer = await openDeskOf(browser, program.url, 'demo-duty')
    const { page } = officer
    await page.goto('/duty')
    const bar = page.getByRole('region', { name: '值班', exact: true })
    await bar.getByRole('button', { name: '接班' }).click()
    await bar.getByRole('button', { name: '交班' }).waitFor()

    // The exchange lets a call ring at the city's desk; at the county's somebody takes one by hand.
    await page.goto('/duty/log/phones')
    await page.getByRole('button', { name: '登记电话' }).click()
    const dialog = page.getByRole('dialog', { name: '登记电话' })
    await dialog.getByLabel('来电单位/人').fill('岭下村 演示人')
    await dialog.locator('#phone-log-content').fill('岭下村后山滑坡，压了一户，一人失联')
    await dialog.getByText('是险情或灾情').click()
    await dialog.locator('#phone-log-typeCode').fill('滑坡')
    await page.getByTitle('滑坡', { exact: true }).click()
    await dialog.getByRole('button', { name: '登记并转来报' }).click()
    await dialog.waitFor({ state: 'hidden' })

    const leader = await openDeskOf(browser, program.url, 'demo-leader')
    const api = await openApi(program.url, 'demo-duty')
    const [signal] = (await api.call(routes.listSignals, { query: { status: 'open' } })).items
    await api.call(routes.verifySignal, { params: { signalId: signal?.id ?? '' }, body: { facts: { missing: 1 } } })

    await page.goto('/duty')
    await bar.getByRole('button', { name: '交班' }).click()
    await page.getByLabel('交班附言').fill('滑坡现场每半小时一报')
    await page.getByRole('button', { name: '交班签字' }).click()
    await page.getByText('您是交班的一方').waitFor()

    await leader.page.goto('/duty')
    await leader.page.getByRole('region', { name: '值班', exact: true }).getByRole('button', { name: '接班签字' }).click()
    const drawer = leader.page.getByRole('dialog')
    await drawer.getByText('滑坡现场每半小时一报').waitFor()
    await drawer.getByText(/报送时限 \d+ 项（须逐项接收）/).waitFor()
    await drawer.getByRole('button', { name: '接班签字' }).click()
    await drawer.getByRole('alert').getByText(/时限在走没有接收/).waitFor()
    await drawer.getByRole('button', { name: '全部接收' }).click()
    await drawer.getByRole('button', { name: '接班签字' }).click()
    await drawer.getByRole('link', { name: /打印/ }).waitFor()
    expect([officer.faults, leader.faults]).toEqual([[], []])
  })

  it('hears the telephone ring live, with one press to write it down', async () => {
    const admin = await openApi(program.url, 'city-admin')
    const gateway = (await admin.call(routes.listAccounts, { query: { q: 'gateway', limit: 500 } })).items.find((account) => account.username === 'gateway')
    const { token } = await admin.call(routes.createApiToken, { body: { accountId: gateway?.id ?? '', label: '电话网关', days: 1 } })
    const { page, faults } = await openDeskOf(browser, program.url, 'city-duty')
    await page.goto('/duty')
    await page.getByRole('region', { name: '值班', exact: true }).waitFor()
    const played = runTool(['phone-simulator', '--url', program.url, '--token', token, '--calls', '1', '--faxes', '1', '--cases', '0', '--pace-ms', '3000'])
    const popup = page.getByRole('complementary', { name: '来电' })
    await popup.getByText('13900008001').waitFor()
    await popup.getByRole('button', { name: '登记', exact: true }).click()
    await page.locator('#phone-log-content').fill('市民反映车库进水')
    await page.getByRole('dialog', { name: '登记电话' }).getByRole('button', { name: '登记', exact: true }).click()
    await popup.waitFor({ state: 'hidden' })
    expect((await played).code).toBe(0)
    await page.goto('/duty/log/exchange')
    await page.getByText('已登记').waitFor()
    expect(faults).toEqual([])
  })
})
