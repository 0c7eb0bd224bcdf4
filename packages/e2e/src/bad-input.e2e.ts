import { routes } from '@fengsui/contract'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from './harness/api-client.ts'
import { enterCredentials, keepScreen, launchBrowser, openDesk, openDeskOf } from './harness/browser.ts'
import { startProgram } from './harness/program.ts'
import type { Program } from './harness/program.ts'

const words = '凌晨两点岭下村后山滑坡，冲毁民房三户'
/** More wrong passwords than any account may have. */
const wrongTries = 12

let program: Program
let browser: Browser

beforeAll(async () => {
  program = await startProgram()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

describe('出错的时候', () => {
  it('keeps what was typed when the session ends, and goes on after signing in again', async () => {
    const { page, context, faults } = await openDeskOf(browser, program.url, 'demo-duty')
    await page.getByRole('button', { name: '新报 N' }).click()
    const form = page.getByRole('form', { name: '一分钟报灾' })
    await form.getByLabel('来电记录，或粘贴群里的消息').fill(words)
    await form.getByRole('button', { name: '滑坡塌方' }).click()
    await context.clearCookies()
    await form.getByRole('button', { name: '上报' }).click()

    const dialog = page.getByRole('dialog', { name: '登录已过期，请重新登录' })
    await dialog.waitFor()
    await keepScreen(page, 'session-expired')
    await dialog.getByLabel('密码', { exact: true }).fill('fengsui-demo-2019')
    await dialog.getByRole('button', { name: '登录', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect(await form.getByLabel('来电记录，或粘贴群里的消息').inputValue()).toBe(words)
    expect(faults).toEqual([])
    await context.close()
  })

  it('keeps what was typed when the page is closed and opened again', async () => {
    const { page, context } = await openDeskOf(browser, program.url, 'demo-town')
    await page.getByRole('button', { name: '新报 N' }).click()
    await page.getByLabel('来电记录，或粘贴群里的消息').fill(words)
    await page.reload()
    await page.getByRole('button', { name: '新报 N' }).click()
    expect(await page.getByLabel('来电记录，或粘贴群里的消息').inputValue()).toBe(words)
    await context.close()
  })

  it('locks an account after repeated wrong passwords and says for how long', async () => {
    const { page, context } = await openDesk(browser, program.url)
    await page.goto('/')
    const locked = page.getByRole('alert').filter({ hasText: '账号已锁定' })
    let attempts = 0
    for (; attempts < wrongTries && (await locked.count()) === 0; attempts += 1) await tryPassword(page, 'not-the-password')
    expect(attempts).toBeLessThan(wrongTries)
    expect(await locked.textContent()).toMatch(/\d+ ?分/)
    // The right password is no way in either while it is locked.
    expect(await tryPassword(page, 'fengsui-demo-2019')).toBe(423)
    await locked.waitFor()
    await keepScreen(page, 'account-locked')
    await context.close()
  })

  it('says that the link is down, sends nothing twice and works again afterwards', async () => {
    const { page, context } = await openDeskOf(browser, program.url, 'demo-duty')
    await page.getByRole('button', { name: '新报 N' }).click()
    const form = page.getByRole('form', { name: '一分钟报灾' })
    await form.getByLabel('来电记录，或粘贴群里的消息').fill(words)
    await form.getByRole('button', { name: '滑坡塌方' }).click()
    await form.getByRole('button', { name: '按层级选' }).click()
    await form.getByRole('button', { name: '就选演示县' }).click()
    await context.setOffline(true)
    await form.getByRole('button', { name: '上报' }).click()
    await page.getByRole('alert').filter({ hasText: '网络不通' }).waitFor()
    await context.setOffline(false)
    await form.getByRole('button', { name: '上报' }).click()
    await form.waitFor({ state: 'hidden' })
    const county = await openApi(program.url, 'demo-duty')
    const { items } = await county.call(routes.listSignals, { query: { status: 'all' } })
    expect(items.filter((signal) => signal.words === words)).toHaveLength(1)
    await context.close()
  })

  it('shows a page that does not exist and an incident of another county in words, without a trace', async () => {
    const county = await openApi(program.url, 'demo-duty')
    const signal = await county.call(routes.submitSignal, { body: { source: 'phone', typeCode: '11A02', divisionCode: '331099101201', facts: {}, words: '村口积水', caller: '' } })
    const { incidentId } = await county.call(routes.verifySignal, { params: { signalId: signal.id }, body: {} })
    const { page, context, faults } = await openDeskOf(browser, program.url, 'linhai-duty')
    await page.goto(`/incidents/${incidentId}`)
    await page.getByText('没有打开这个事件').waitFor()
    expect(await page.locator('body').innerText()).not.toMatch(/\bat .+:\d+:\d+|Error:/)
    await page.goto('/no-such-page')
    await page.getByText('没有这个页面').waitFor()
    expect(faults).toEqual([])
    await context.close()
  })
})

/** One try to sign in as the fire brigade. @returns the server's status */
async function tryPassword(page: Page, password: string): Promise<number> {
  const answer = page.waitForResponse((response) => response.url().endsWith('/api/v1/session') && response.request().method() === 'POST')
  await enterCredentials(page, 'demo-fire', password)
  const status = (await answer).status()
  await page.getByRole('alert').waitFor()
  return status
}
