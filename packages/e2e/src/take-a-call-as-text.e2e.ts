import { routes } from '@fengsui/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from './harness/api-client.ts'
import { keepScreen, launchBrowser, openDeskOf } from './harness/browser.ts'
import { createHandCount } from './harness/hand-count.ts'
import { startProgram } from './harness/program.ts'
import type { Program } from './harness/program.ts'

/** A message pasted at the desk, read, confirmed and sent. */
const mostPresses = 12
const message = '甲镇值班室来电：今天凌晨1时32分左右，我镇岭下村后山发生山体滑坡，冲毁民房3户，村里说死亡2人，镇里说死亡3人，另有3至5人下落不明，已紧急转移安置120余人。联系人电话 13900000001。'
/** 岭下村内涝，积水 in GBK. */
const gbk = [0xc1, 0xeb, 0xcf, 0xc2, 0xb4, 0xe5, 0xc4, 0xda, 0xc0, 0xd4, 0xa3, 0xac, 0xbb, 0xfd, 0xcb, 0xae]

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

describe('值班员接到一段文字', () => {
  it(`it is read, what is unclear is chosen, and it is sent in at most ${mostPresses} presses`, async () => {
    const { page, faults } = await openDeskOf(browser, program.url, 'demo-duty')
    const hand = createHandCount()
    await hand.press(page.getByRole('button', { name: /新报/ }))
    const form = page.getByRole('form', { name: '一分钟报灾' })
    await form.getByLabel('来电记录，或粘贴群里的消息').fill(message)
    await form.getByText(/已按原文填了 \d+ 项/).waitFor()
    await form.getByText('演示县甲镇岭下村').first().waitFor()
    await keepScreen(page, 'paste-text')
    // Two figures for the dead: nothing is sent before a person has chosen one.
    await hand.press(form.getByRole('button', { name: /还有 1 项要选/ }))
    await form.getByText('文中有两个数字，请在原文下面选一个').first().waitFor()
    await hand.press(form.getByRole('button', { name: /2（死亡2人）/ }))
    await hand.press(form.getByRole('button', { name: /确认 \d+ 项并上报/ }))
    await page.getByRole('heading', { name: /岭下村滑坡/ }).first().waitFor()
    expect(hand.clicks()).toBeLessThanOrEqual(mostPresses)

    const county = await openApi(program.url, 'demo-duty')
    const [signal] = (await county.call(routes.listSignals, { query: { q: '镇里说死亡' } })).items
    expect(signal).toMatchObject({ typeCode: '11D01', divisionCode: '331099101201', facts: { dead: 2, missing: 3, damagedHouseholds: 3, relocated: 120 }, source: 'phone' })
    expect(faults).toEqual([])

    // What came in is found again by its words, and by where it came from.
    await page.getByRole('searchbox', { name: '在来报中查找' }).fill('镇里说死亡')
    await page.getByRole('list', { name: '来报列表' }).getByText(/岭下村滑坡/).first().waitFor()
    await page.getByRole('searchbox', { name: '在来报中查找' }).fill('没有这样的话')
    await page.getByText('没有待办的来报').waitFor()
    await page.context().close()
  })

  it('a text file in GBK dropped on the box is read', async () => {
    const { page, faults } = await openDeskOf(browser, program.url, 'demo-duty')
    await page.getByRole('button', { name: /新报/ }).click()
    const box = page.getByLabel('来电记录，或粘贴群里的消息')
    const dropped = await page.evaluateHandle((bytes) => {
      const data = new DataTransfer()
      data.items.add(new File([new Uint8Array(bytes)], '来电.txt', { type: 'text/plain' }))
      return data
    }, gbk)
    await box.dispatchEvent('drop', { dataTransfer: dropped })
    await page.getByText(/已读入 来电.txt/).waitFor()
    expect(await box.inputValue()).toBe('岭下村内涝，积水')
    await page.getByRole('list', { name: '从原文读出' }).getByText('内涝').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })
})
