import { routes } from '@fengsui/contract'
import { HOTP, TOTP } from 'otpauth'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from './harness/api-client.ts'
import { enterCredentials, keepFailure, launchBrowser, openDeskOf } from './harness/browser.ts'
import { chooseByTyping } from './harness/choices.ts'
import { startProgram } from './harness/program.ts'
import type { Program } from './harness/program.ts'

const demoPassword = 'fengsui-demo-2019'

let browser: Browser
let program: Program

beforeAll(async () => {
  program = await startProgram()
  browser = await launchBrowser()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepFailure(browser, 'own-account')
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

describe('账号的主人', () => {
  it('enrols a second factor, signs in with its code, and the audit knows', async () => {
    const { page, faults } = await openDeskOf(browser, program.url, 'city-water')
    await page.goto('/admin/me')
    await page.getByRole('button', { name: '启用第二要素' }).click()
    const enrol = page.getByRole('dialog', { name: '启用第二要素' })
    await enrol.getByLabel('现在的密码').fill(demoPassword)
    await enrol.getByRole('button', { name: '下一步' }).click()
    const secret = ((await enrol.locator('code').textContent()) ?? '').replaceAll(' ', '')
    const phone = new TOTP({ secret })
    await enrol.getByLabel('手机上的 6 位数字').fill('000000')
    await enrol.getByRole('button', { name: '启用', exact: true }).click()
    await enrol.getByRole('alert').waitFor()
    await enrol.getByLabel('手机上的 6 位数字').fill(phone.generate())
    const usedFor = phone.counter()
    await enrol.getByRole('button', { name: '启用', exact: true }).click()
    await enrol.getByRole('list', { name: '恢复码' }).getByRole('listitem').nth(9).waitFor()
    await enrol.getByRole('checkbox').check()
    await enrol.getByRole('button', { name: '完成' }).click()
    await page.getByText(/恢复码还剩 10 个/).waitFor()

    await page.getByRole('button', { name: /个人菜单$/ }).click()
    await page.getByRole('menuitem', { name: '退出登录' }).click()
    await enterCredentials(page, 'city-water', demoPassword)
    await page.getByLabel('动态口令').fill('000000')
    await page.getByRole('button', { name: /登录$/ }).click()
    await page.getByRole('alert').filter({ hasText: '口令不对' }).waitFor()
    // A code counts once; the next one is right already, as on a telephone whose clock is a little ahead.
    await page.getByLabel('动态口令').fill(HOTP.generate({ secret: phone.secret, counter: usedFor + 1 }))
    await page.getByRole('button', { name: /登录$/ }).click()
    await page.getByRole('navigation', { name: '主导航' }).waitFor()
    expect(faults).toEqual([])
    await page.context().close()

    const admin = await openDeskOf(browser, program.url, 'city-admin')
    await admin.page.goto('/admin/audit')
    await admin.page.getByLabel('搜索本表').fill('启用第二要素')
    await admin.page.getByRole('row', { name: /启用第二要素.*city-water/ }).first().waitFor()
    expect(admin.faults).toEqual([])
    await admin.page.context().close()
  })

  it('lends permissions to a deputy, who uses them, and a session left open elsewhere is ended from the list', async () => {
    const county = await openApi(program.url, 'demo-duty')
    const signal = await county.call(routes.submitSignal, { body: { source: 'phone', typeCode: '11D01', divisionCode: '331099101201', facts: { dead: 1 }, words: '岭下村后山滑坡', caller: '' } })
    const { incidentId } = await county.call(routes.verifySignal, { params: { signalId: signal.id }, body: {} })
    const deputy = await openDeskOf(browser, program.url, 'demo-duty')
    await deputy.page.goto(`/incidents/${incidentId}`)
    await deputy.page.getByRole('region', { name: '现在能做' }).waitFor()
    expect(await deputy.page.getByRole('button', { name: '确认等级' }).count()).toBe(0)

    const leader = await openDeskOf(browser, program.url, 'demo-leader')
    await leader.page.goto('/admin/delegations')
    await leader.page.getByRole('button', { name: '委托代班' }).click()
    const lend = leader.page.getByRole('dialog', { name: '委托代班' })
    await lend.getByRole('button', { name: '委托', exact: true }).click()
    await lend.getByText('受托人：请选择受托人').waitFor()
    await chooseByTyping(lend.getByLabel('受托人'), '值班员')
    await lend.getByLabel('事由').fill('外出开会')
    await lend.getByRole('button', { name: '委托', exact: true }).click()
    await lend.waitFor({ state: 'hidden' })
    await leader.page.getByRole('button', { name: '代班中 · 撤销' }).waitFor()

    await deputy.page.reload()
    await deputy.page.getByRole('button', { name: '确认等级' }).click()
    const grade = deputy.page.getByRole('dialog', { name: '确认事件等级' })
    await grade.getByRole('button', { name: /^定为/ }).click()
    await grade.waitFor({ state: 'hidden' })
    await deputy.page.goto('/admin/me')
    await deputy.page.getByText(/代班中/).first().waitFor()

    const forgotten = await openDeskOf(browser, program.url, 'demo-duty')
    await deputy.page.reload()
    const sessions = deputy.page.getByRole('listitem').filter({ has: deputy.page.getByRole('button', { name: '退出', exact: true }) })
    await sessions.first().getByRole('button', { name: '退出', exact: true }).click()
    await deputy.page.getByText('已退出 1 处登录').waitFor()
    await deputy.page.getByRole('button', { name: '退出其他全部登录' }).click()
    await forgotten.page.getByText('登录已过期，请重新登录', { exact: true }).waitFor()
    for (const { faults, context } of [deputy, leader, forgotten]) {
      expect(faults).toEqual([])
      await context.close()
    }
  })
})
