import { routes } from '@fengsui/contract'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openApi } from './harness/api-client.ts'
import type { ApiClient } from './harness/api-client.ts'
import { keepFailure, launchBrowser, openDeskOf } from './harness/browser.ts'
import type { Desk } from './harness/browser.ts'
import { choose, chooseByTyping } from './harness/choices.ts'
import { startProgram } from './harness/program.ts'
import type { Program } from './harness/program.ts'
import { ringTimers } from './harness/timers.ts'

let program: Program
let browser: Browser
let watch: Desk
let command: Desk
let duty: ApiClient
let incidentId = ''
/** As the weather station wrote it, with the time of this run. */
let headline = ''

beforeAll(async () => {
  program = await startProgram()
  browser = await launchBrowser()
  duty = await openApi(program.url, 'demo-duty')
  const commander = await openApi(program.url, 'demo-commander')
  const signal = await duty.call(routes.submitSignal, { body: { source: 'phone', typeCode: '11B01', divisionCode: '331099000000', facts: {}, words: '台风将影响本县', caller: '' } })
  incidentId = (await duty.call(routes.verifySignal, { params: { signalId: signal.id }, body: {} })).incidentId
  const [plan] = (await commander.call(routes.listPlans, { query: { limit: 100 } })).items.filter(({ divisionCode, status }) => divisionCode === '331099000000' && status === 'inForce')
  if (plan === undefined) throw new Error('演示县没有生效的预案')
  await commander.call(routes.startResponse, { params: { incidentId }, body: { planId: plan.id, level: 4, matter: '防御台风（演示）', expectedHours: 24, measures: ['加强值守'] } })
  headline = `演示县气象台${toHeadlineTime(signal.receivedAt)}发布台风红色预警信号`
  ;[watch, command] = await Promise.all([openDeskOf(browser, program.url, 'demo-duty'), openDeskOf(browser, program.url, 'demo-commander')])
})

// Each part goes on where the one before ended; after a failure the rest would only fail as well.
let broken = false
beforeEach(({ skip }) => skip(broken))
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  broken = true
  await keepFailure(browser, 'warn-call-evacuate')
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

/** `2019年8月9日10时0分`, Beijing. */
function toHeadlineTime(instant: string): string {
  const beijing = new Date(Date.parse(instant) + 8 * 3_600_000)
  return `${beijing.getUTCFullYear()}年${beijing.getUTCMonth() + 1}月${beijing.getUTCDate()}日${beijing.getUTCHours()}时${beijing.getUTCMinutes()}分`
}

const redStrip = (page: Page): Locator => page.getByRole('alert').filter({ hasText: headline })

describe('红色预警：联动、叫应、转移、评估', () => {
  it('is relayed as it was published; no response in time is an alarm on every desk until the response is raised', async () => {
    const { page } = watch
    await page.goto('/warnings')
    await page.getByRole('button', { name: '转录预警' }).click()
    const record = page.getByRole('dialog', { name: '转录预警' })
    await record.getByLabel('标题（原文）').fill(headline)
    expect(await record.getByLabel('发布单位').inputValue()).toBe('演示县气象台')
    expect(await record.getByRole('radio', { name: /红色/ }).getAttribute('aria-checked')).toBe('true')
    await choose(record.getByLabel('关联事件'), '演示县台风')
    await record.getByRole('button', { name: '转录', exact: true }).click()
    await record.waitFor({ state: 'hidden' })
    await page.getByRole('row', { name: /台风红色/ }).waitFor()

    expect(await redStrip(command.page).count()).toBe(0)
    expect(await ringTimers(program.dataDir, 'warnings.linkage')).toBe(1)
    await Promise.all([redStrip(page).waitFor(), redStrip(command.page).waitFor()])
    await redStrip(command.page).getByRole('button', { name: '去提升响应' }).click()
    await command.page.waitForURL(new RegExp(`/incidents/${incidentId}`))
    await command.page.getByRole('button', { name: '调整级别' }).first().click()
    const raise = command.page.getByRole('dialog', { name: /^调整响应级别/ })
    await raise.getByRole('radio').first().check()
    await raise.getByRole('button', { name: '升为Ⅰ级' }).click()
    await raise.getByText(/还有 2 处需要改/).waitFor()
    await raise.getByLabel('理由').fill('台风红色预警生效，会商决定提升')
    await raise.getByLabel('请输入“演示县”确认').fill('演示县')
    await raise.getByRole('button', { name: '升为Ⅰ级' }).click()
    await raise.waitFor({ state: 'hidden' })
    await Promise.all([redStrip(page).waitFor({ state: 'hidden' }), redStrip(command.page).waitFor({ state: 'hidden' })])
    await page.getByText('响应已提升').first().waitFor()
  })

  it('calls every town with one key: one answers on its screen, one by telephone, one on the doorstep, and the silent ones are called again', async () => {
    const { page } = watch
    const town = await openDeskOf(browser, program.url, 'demo-town')
    await page.goto('/calls')
    await page.getByRole('button', { name: '发起叫应' }).click()
    const make = page.getByRole('dialog', { name: '发起叫应' })
    await make.getByRole('button', { name: '现在叫' }).click()
    await make.getByText(/还有 \d+ 处需要改/).waitFor()
    await make.getByRole('button', { name: '点名各乡镇' }).click()
    await choose(make.getByLabel('关联事件'), '演示县台风')
    await make.getByRole('region', { name: '预览' }).getByText(/演示县各乡镇/).waitFor()
    await make.getByRole('button', { name: '现在叫' }).dblclick()
    await make.waitFor({ state: 'hidden' })
    await page.waitForURL(/\/calls\/./)
    const calls = (await duty.call(routes.listCalls, { query: {} })).items
    expect(calls).toHaveLength(1)

    const called = town.page.getByRole('alert').filter({ hasText: '点名未答' })
    await called.getByRole('button', { name: '应答' }).click()
    await called.waitFor({ state: 'hidden' })
    await page.getByRole('row', { name: /甲镇.*应答（站内）/ }).waitFor()
    expect(town.faults).toEqual([])
    await town.context.close()

    const silent = page.getByRole('row').filter({ hasText: /\d 次/ }).filter({ hasNotText: '应答（' })
    const before = await silent.count()
    expect(before).toBeGreaterThan(2)
    await recordAnswer(page, silent.first(), '电话', '已到岗')
    await page.getByRole('row', { name: /应答（电话）/ }).waitFor()
    await recordAnswer(page, silent.first(), '上门', '值班室线路中断，派人上门叫到')
    await page.getByRole('row', { name: /应答（上门）/ }).waitFor()
    await page.getByRole('button', { name: '对未应答的再叫' }).click()
    const again = page.getByRole('dialog', { name: `对未应答的 ${before - 2} 人再叫一次` })
    await again.getByRole('button', { name: '再叫', exact: true }).click()
    await again.waitFor({ state: 'hidden' })
    await expect.poll(() => silent.filter({ hasText: '2 次' }).count()).toBe(before - 2)
    const { items } = await duty.call(routes.listRecipients, { params: { callId: calls[0]?.id ?? '' }, query: { status: 'answered', limit: 100 } })
    expect(items.map(({ answeredBy, answer }) => [answeredBy, answer])).toEqual(expect.arrayContaining([['in-app', null], ['phone', '已到岗'], ['visit', '值班室线路中断，派人上门叫到']]))
  })

  it('counts who was moved out and who was resettled apart, and follows a household from the list to its shelter', async () => {
    const { page } = watch
    await Promise.all([page.goto(`/incidents/${incidentId}/evacuation`), command.page.goto(`/incidents/${incidentId}/evacuation`)])
    const report = page.getByRole('dialog', { name: '报转移安置数' })
    await page.getByRole('button', { name: '报数' }).click()
    await report.getByRole('button', { name: '上报' }).click()
    await report.getByText(/还有 2 处需要改/).waitFor()
    await report.getByLabel('应转移（人）').fill('120')
    await report.getByLabel('已转移（人）').fill('110')
    await report.getByLabel('拒绝转移（人）').fill('20')
    await report.getByRole('button', { name: '上报' }).click()
    await report.getByText('少于已转移与拒绝之和').first().waitFor()
    await report.getByLabel('已转移（人）').fill('100')
    await report.getByRole('button', { name: '上报' }).dblclick()
    await report.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '报数' }).click()
    await report.getByRole('radiogroup').getByText('转移安置', { exact: true }).click()
    await report.getByLabel('应安置（人）').fill('30')
    await report.getByLabel('已安置（人）').fill('30')
    await report.getByRole('button', { name: '上报' }).click()
    await report.waitFor({ state: 'hidden' })
    await command.page.getByRole('region', { name: '紧急避险转移' }).getByText('100', { exact: true }).waitFor()
    await command.page.getByRole('region', { name: '紧急转移安置（A01013）' }).getByText('30', { exact: true }).waitFor()

    await page.getByRole('tab', { name: '到户台账' }).click()
    await page.getByRole('button', { name: '列入一户' }).click()
    const list = page.getByRole('dialog', { name: '列入转移台账' })
    await chooseByTyping(list.getByLabel('地区'), '岭下村')
    await list.getByLabel('户主').fill('演示户甲')
    await list.getByLabel('转移原因').fill('住在滑坡隐患点下方')
    await list.getByRole('button', { name: '列入', exact: true }).click()
    await list.getByText('全户人数：请填人数').waitFor()
    await list.getByLabel('全户人数').fill('4')
    await list.getByRole('button', { name: '列入', exact: true }).click()
    await list.waitFor({ state: 'hidden' })
    await page.getByRole('row', { name: /演示户甲/ }).click()
    const household = page.getByRole('dialog', { name: '演示户甲户' })
    await household.getByRole('button', { name: '已转移' }).click()
    await household.getByLabel('其他去向').fill('投亲，城关街道')
    await household.getByRole('button', { name: '登记已转移' }).click()
    await household.waitFor({ state: 'hidden' })
    await page.getByRole('row', { name: /演示户甲.*已转移/ }).waitFor()
  })

  it('issues a commander\'s order once the place was typed, and lifts it', async () => {
    const { page } = command
    await page.getByRole('button', { name: '发布指挥长令' }).click()
    const order = page.getByRole('dialog', { name: '发布指挥长令' })
    await order.getByLabel('正文').fill('自即刻起，演示县范围内停工、停业、停课、停运，停止集会（演示）')
    expect(await order.getByRole('button', { name: '签发' }).isDisabled()).toBe(true)
    await order.getByLabel('确认地区').fill('演示县')
    await order.getByRole('button', { name: '签发' }).dblclick()
    await order.waitFor({ state: 'hidden' })
    await watch.page.getByRole('tab', { name: '指挥长令与解除' }).click()
    const published = watch.page.getByRole('article').filter({ hasText: '停止集会' })
    await published.getByText('生效', { exact: true }).waitFor()
    expect(await published.count()).toBe(1)
    await page.getByRole('tab', { name: '指挥长令与解除' }).click()
    await page.getByRole('article').filter({ hasText: '停止集会' }).getByRole('button', { name: '解除' }).click()
    const lift = page.getByRole('dialog', { name: /^解除演示县/ })
    await lift.getByRole('button', { name: '解除', exact: true }).click()
    await lift.waitFor({ state: 'hidden' })
    await published.getByText('已解除').waitFor()
  })

  it('is evaluated from the record: a finding opens to its evidence, calls for an improvement, and the evaluation is issued', async () => {
    const { page } = command
    await page.goto(`/incidents/${incidentId}/evaluation`)
    await page.getByRole('button', { name: '起草评估' }).click()
    const finding = page.getByRole('listitem').filter({ hasText: '红色预警生效，响应未到Ⅰ级' })
    await finding.getByRole('checkbox').check()
    await finding.getByText(/^证据：日志 \d+ 条$/).click()
    await finding.getByRole('group').getByRole('listitem').nth(1).waitFor()
    await page.getByRole('button', { name: '提出改进（1）' }).click()
    const improve = page.getByRole('dialog', { name: '就 1 条发现提出改进' })
    await improve.getByRole('button', { name: '提出', exact: true }).click()
    await improve.getByText(/还有 \d+ 处需要改/).waitFor()
    await improve.getByLabel('改什么').fill('红色预警生效后 30 分钟内会商，写入启动条件')
    await improve.getByRole('button', { name: '提出', exact: true }).dblclick()
    await improve.waitFor({ state: 'hidden' })
    const improvement = page.getByRole('listitem').filter({ hasText: '30 分钟内会商' })
    await improvement.getByRole('button', { name: '采纳', exact: true }).click()
    await improvement.getByRole('button', { name: '已落实' }).waitFor()
    expect(await improvement.count()).toBe(1)
    await page.getByRole('button', { name: '印发' }).click()
    const issue = page.getByRole('dialog', { name: '印发处置评估' })
    await issue.getByLabel('总结').fill('预警、叫应、转移衔接总体顺畅，响应提升偏晚（演示）')
    await issue.getByRole('button', { name: '印发' }).click()
    await issue.waitFor({ state: 'hidden' })
    await page.getByText(/印发，数字已固定/).waitFor()
    const view = await duty.call(routes.getEvaluation, { params: { incidentId } })
    expect([view.evaluation?.status, view.improvements.map(({ status }) => status)]).toEqual(['issued', ['accepted']])
    expect(view.figures).toMatchObject({ calls: { calls: 1, answered: 3, visited: 1 }, warnings: { highest: '红色', linkageAlarms: 1 }, evacuation: { moved: 100, resettled: 30 } })
    for (const { faults } of [watch, command]) expect(faults).toEqual([])
  })
})

/** Takes down for one who was called that the answer came another way. */
async function recordAnswer(page: Page, row: Locator, way: string, words: string): Promise<void> {
  await row.getByRole('checkbox').check()
  await page.getByRole('button', { name: '代为登记应答（1）' }).click()
  const dialog = page.getByRole('dialog', { name: '代为登记 1 人的应答' })
  await dialog.getByText(way, { exact: true }).click()
  await dialog.getByLabel('答复').fill(words)
  await dialog.getByRole('button', { name: '登记', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}
