import { routes } from '@fengsui/contract'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from './harness/api-client.ts'
import { keepScreen, launchBrowser, openDeskOf } from './harness/browser.ts'
import { startProgram } from './harness/program.ts'
import type { Program } from './harness/program.ts'

const village = { divisionCode: '331099101201', position: { longitude: 120.8552, latitude: 28.5622 } }
/** A replay as fast as the machine can, on a machine that does other things as well. */
const replayLimit = 240_000

let program: Program
let browser: Browser

beforeAll(async () => {
  program = await startProgram()
  browser = await launchBrowser()
  const village_ = await openApi(program.url, 'demo-officer')
  const landslide = await village_.call(routes.submitSignal, {
    body: { source: 'grid', typeCode: '11D01', ...village, facts: { dead: 2, seriouslyInjured: 1 }, words: '后山滑坡埋了一户，两人遇难，一人重伤', caller: '岭下村信息员（演示）' },
  })
  await village_.call(routes.submitSignal, {
    body: { source: 'grid', typeCode: '11A51', divisionCode: village.divisionCode, position: { longitude: 120.8602, latitude: 28.5652 }, facts: {}, words: '村口溪水漫上路面', caller: '' },
  })
  const county = await openApi(program.url, 'demo-duty')
  await county.call(routes.verifySignal, { params: { signalId: landslide.id }, body: { title: '岭下村滑坡' } })
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

const slider = (page: Page) => page.getByRole('slider', { name: '时间' })
const things = (page: Page) => page.getByRole('region', { name: '图上目标' }).or(page.locator('section', { hasText: '图上目标' }))

describe('一张图', () => {
  it('shows what goes on, finds a place, lists what is around it and looks back', async () => {
    const { page, faults } = await openDeskOf(browser, program.url, 'demo-duty')
    await page.getByRole('link', { name: '一张图' }).click()
    await page.locator('canvas.maplibregl-canvas').waitFor()
    await things(page).getByText('岭下村滑坡').waitFor()
    await keepScreen(page, 'map')

    await page.getByRole('combobox', { name: '查找地点并移到那里' }).fill('岭下村')
    await page.getByRole('option', { name: /岭下村.*甲镇/ }).first().click()

    await things(page).getByRole('button', { name: /岭下村滑坡/ }).click()
    await page.getByText('死亡 2').waitFor()
    await page.getByRole('button', { name: '查周边' }).click()
    const around = page.locator('section', { hasText: '周边' })
    await around.getByRole('button', { name: '3km' }).click()
    await around.getByText(/岭下站/).first().waitFor()
    await keepScreen(page, 'map-surroundings')
    await around.getByRole('button', { name: '关闭' }).click()

    // Before anything was reported the map of that moment is empty; the present comes back whole.
    await slider(page).press('Home')
    await page.getByText(/正在看 .* 的情况，不是现在/).waitFor()
    await page.getByText('图上现在没有事件和来报').waitFor()
    await page.getByRole('button', { name: '回到现在' }).click()
    await things(page).getByText('岭下村滑坡').waitFor()

    await page.getByRole('checkbox', { name: /水位站/ }).uncheck()
    await things(page).getByRole('button', { name: /岭下村滑坡/ }).click()
    await page.getByRole('link', { name: '打开事件' }).click()
    await page.waitForURL(/\/incidents\//)
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('measures on the map and shows another county nothing of this one', async () => {
    const { page, faults } = await openDeskOf(browser, program.url, 'linhai-duty')
    await page.goto('/map')
    await page.getByText('图上现在没有事件和来报').waitFor()
    const canvas = page.locator('canvas.maplibregl-canvas')
    await page.getByRole('button', { name: '量距' }).click()
    await canvas.click({ position: { x: 500, y: 300 } })
    await canvas.click({ position: { x: 600, y: 300 } })
    await page.getByText(/2 点，共 [\d.]+ (km|m)/).waitFor()
    await page.getByRole('button', { name: '清除' }).click()
    await page.getByRole('button', { name: '周边', exact: true }).click()
    await canvas.click({ position: { x: 550, y: 300 } })
    await page.locator('section', { hasText: '周边' }).getByText(/中心/).first().waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('fits a phone', async () => {
    const { page } = await openDeskOf(browser, program.url, 'demo-duty', 'phone')
    await page.goto('/map')
    await page.getByRole('button', { name: '列表' }).click()
    await page.getByText('岭下村滑坡').waitFor()
    await keepScreen(page, 'map')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await page.context().close()
  })
})

describe('回放', () => {
  it(
    'plays the landfall night with three deaths, is paused, stepped, scrubbed and stopped',
    async () => {
      const { page, faults } = await openDeskOf(browser, program.url, 'city-duty')
      await page.getByRole('link', { name: '回放' }).click()
      await page.getByText('伤亡、迟报、漏报等情节纯属虚构').waitFor()
      const night = page.locator('form', { hasText: '登陆之夜' })
      await night.getByLabel('滑坡死亡人数').fill('3')
      await night.getByRole('button', { name: '开始回放' }).click()
      await page.getByRole('status').filter({ hasText: '回放历史过程，只看不改' }).waitFor({ timeout: 90_000 })
      await page.getByRole('button', { name: '知道了' }).click()

      await page.getByRole('button', { name: '暂停', exact: true }).click()
      await page.getByText(/已暂停 · 第 \d+ \/ \d+ 步/).waitFor()
      const stepNow = async (): Promise<number> => Number(/第 (\d+) \//.exec((await page.getByText(/第 \d+ \/ \d+ 步/).textContent()) ?? '')?.[1])
      const before = await stepNow()
      await page.getByRole('button', { name: '下一步' }).click()
      await expect.poll(stepNow, { timeout: 60_000 }).toBe(before + 1)

      await page.getByLabel('播放速度').selectOption({ label: '尽快' })
      await page.getByText(/已播完/).waitFor({ timeout: replayLimit })

      const incidents = page.locator('section', { hasText: '事件' })
      await incidents.getByText(/岭下村.*滑坡/).first().waitFor()
      await incidents.getByRole('img', { name: 'Ⅲ级' }).first().waitFor()
      await page.getByText(/漏报疑点/).first().waitFor()
      await keepScreen(page, 'replay')

      // Back to landfall: no landslide yet.
      await slider(page).press('Home')
      await page.getByText(/正在回看 08-10 00:00/).waitFor()
      await expect.poll(() => incidents.getByText(/岭下村.*滑坡/).count()).toBe(0)
      await page.getByRole('button', { name: /回到回放现在/ }).click()
      await incidents.getByText(/岭下村.*滑坡/).first().waitFor()

      // The pages of the desk inside the replay, to look at only.
      await incidents.getByRole('link', { name: /岭下村.*滑坡/ }).first().click()
      await page.waitForURL(/\/replay\/[^/]+\/incidents\//)
      await page.getByRole('tab', { name: '回放' }).click()

      await page.getByRole('button', { name: '停止' }).click()
      await page.getByRole('button', { name: '停止', exact: true }).last().click()
      await page.getByText('这个回放已经停止').waitFor()
      expect(faults).toEqual([])
      await page.context().close()
    },
    replayLimit + 180_000,
  )
})
