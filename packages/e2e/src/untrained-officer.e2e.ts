import { routes } from '@fengsui/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from './harness/api-client.ts'
import { keepScreen, launchBrowser, openDeskOf } from './harness/browser.ts'
import { createHandCount } from './harness/hand-count.ts'
import { startProgram } from './harness/program.ts'
import type { Program } from './harness/program.ts'

/** What a first report may cost: about a second a press and half a second a character leaves most of 90 s for thinking. */
const mostPresses = 8
const mostKeys = 30

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

describe('村信息员第一次报灾', () => {
  it(`takes at most ${mostPresses} presses and ${mostKeys} characters on a phone, and reaches the county`, async () => {
    const { page, faults } = await openDeskOf(browser, program.url, 'demo-officer', 'phone')
    const hand = createHandCount()
    // A phone opens on the officer's own pages; the big button is the first thing there.
    await hand.press(page.getByRole('button', { name: '报险情' }))
    const form = page.getByRole('form', { name: '一分钟报灾' })
    await form.waitFor()
    await keepScreen(page, 'quick-report')

    // The place is the officer's own village already; nothing has to be searched.
    await form.getByText(/岭下村/).first().waitFor()
    await hand.press(form.getByRole('button', { name: '滑坡塌方' }))
    await hand.press(form.getByRole('button', { name: '死亡加 1' }))
    await hand.press(form.getByRole('button', { name: '死亡加 1' }))
    await hand.press(form.getByLabel('说一句（可不写）'))
    await hand.type(form.getByLabel('说一句（可不写）'), '后山滑坡埋了一户，快来人')
    await hand.press(form.getByRole('button', { name: '上报' }))
    await page.getByText(/已上报，编号/).waitFor()
    expect(hand.clicks()).toBeLessThanOrEqual(mostPresses)
    expect(hand.keys()).toBeLessThanOrEqual(mostKeys)
    await keepScreen(page, 'quick-report-sent')

    const county = await openApi(program.url, 'demo-duty')
    const { items } = await county.call(routes.listSignals, { query: { status: 'open' } })
    expect(items.map(({ typeCode, divisionCode, facts, source }) => ({ typeCode, divisionCode, dead: facts.dead, source }))).toEqual([
      { typeCode: '11D01', divisionCode: '331099101201', dead: 2, source: 'grid' },
    ])
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('says in plain words beside the field what is missing, and sends nothing', async () => {
    const { page } = await openDeskOf(browser, program.url, 'demo-officer', 'phone')
    await page.getByRole('button', { name: '报险情' }).click()
    const form = page.getByRole('form', { name: '一分钟报灾' })
    await form.getByRole('button', { name: '上报' }).click()
    await form.getByText(/请选.*|请说.*|出了什么事/).first().waitFor()
    await page.getByText(/还有 \d+ 处需要改/).waitFor()
    const county = await openApi(program.url, 'demo-duty')
    expect((await county.call(routes.listSignals, { query: { status: 'all' } })).items).toHaveLength(1)
    await page.context().close()
  })
})
