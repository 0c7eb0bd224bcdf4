import { readFileSync } from 'node:fs'
import { routes } from '@fengsui/contract'
import ExcelJS from 'exceljs'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from './harness/api-client.ts'
import { enterCredentials, keepFailure, keepScreen, launchBrowser, openDesk, openDeskOf } from './harness/browser.ts'
import { chooseByTyping } from './harness/choices.ts'
import { drawPhoto } from './harness/pocket-phone.ts'
import { startProgram } from './harness/program.ts'
import type { Program } from './harness/program.ts'

const password = 'beacon-on-the-hill-7'

let browser: Browser
let program: Program

beforeAll(async () => {
  program = await startProgram()
  browser = await launchBrowser()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepFailure(browser, 'administration')
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

describe('系统管理员', () => {
  it('makes a unit, a person and an account; the account works, is stopped, and its session ends', async () => {
    const { page, faults } = await openDeskOf(browser, program.url, 'city-admin')
    await page.goto('/admin/units')
    await page.getByRole('button', { name: '新建单位' }).click()
    const unit = page.getByRole('dialog', { name: '新建单位' })
    await unit.getByRole('button', { name: '新建单位' }).click()
    await unit.getByText(/还有 \d+ 处需要改/).waitFor()
    await unit.getByLabel('名称').fill('台州市演示物资储备中心')
    await chooseByTyping(unit.getByLabel('职责'), '物资')
    await unit.getByRole('button', { name: '新建单位' }).click()
    await unit.waitFor({ state: 'hidden' })
    await keepScreen(page, 'admin-units')

    await page.getByRole('tab', { name: '人员' }).click()
    await page.getByRole('button', { name: '新建人员' }).click()
    const person = page.getByRole('dialog', { name: '新建人员' })
    await chooseByTyping(person.getByLabel('单位'), '台州市演示物资储备中心')
    await person.getByLabel('姓名').fill('仓管甲')
    await person.getByLabel('职务').fill('保管员（演示）')
    await person.getByLabel('手机号码').fill('13900009901')
    await person.getByRole('button', { name: '新建人员' }).click()
    await person.waitFor({ state: 'hidden' })
    await (await searchRow(page, '仓管甲')).waitFor()

    await page.getByRole('tab', { name: '账号', exact: true }).click()
    await page.getByRole('button', { name: '新建账号' }).click()
    const account = page.getByRole('dialog', { name: '新建账号' })
    await account.getByLabel('用户名').fill('store-keeper')
    await chooseByTyping(account.getByLabel('单位'), '台州市演示物资储备中心')
    await chooseByTyping(account.getByLabel('角色'), '成员单位')
    await account.getByLabel('初始密码').fill(password)
    await account.getByLabel('再输一遍').fill(`${password}!`)
    await account.getByRole('button', { name: '新建账号' }).click()
    await account.getByText(/不一致|不一样|两次/).first().waitFor()
    await account.getByLabel('再输一遍').fill(password)
    await account.getByRole('button', { name: '新建账号' }).click()
    await account.waitFor({ state: 'hidden' })
    await keepScreen(page, 'admin-accounts')

    const other = await openDesk(browser, program.url)
    await other.page.goto('/')
    await enterCredentials(other.page, 'store-keeper', password)
    await other.page.getByRole('navigation', { name: '主导航' }).waitFor()
    // A member unit does not administer.
    expect(await other.page.getByRole('link', { name: '预案' }).count()).toBe(1)
    await other.page.goto('/admin/accounts')
    expect(await other.page.getByRole('button', { name: '新建账号' }).count()).toBe(0)

    await (await searchRow(page, 'store-keeper')).click()
    const stop = page.getByRole('dialog', { name: '账号 store-keeper' })
    await stop.getByRole('button', { name: '停用账号' }).click()
    await page.getByRole('button', { name: '停用', exact: true }).click()
    await stop.getByRole('button', { name: '启用账号' }).waitFor()
    await expect(openApi(program.url, 'store-keeper', password)).rejects.toThrow('没有登录成功')
    await other.page.getByText('登录已过期，请重新登录', { exact: true }).waitFor({ timeout: 15_000 })
    expect(faults).toEqual([])
    await other.context.close()
    await page.context().close()
  })

  it('gives a token that is shown once and takes it back', async () => {
    const { page } = await openDeskOf(browser, program.url, 'city-admin')
    await page.goto('/admin/tokens')
    await page.getByRole('button', { name: '发令牌' }).first().click()
    const dialog = page.getByRole('dialog', { name: '发接口令牌' })
    await chooseByTyping(dialog.getByLabel('账号'), 'gateway')
    await dialog.getByLabel('用途').fill('演示水位采集')
    await dialog.getByRole('button', { name: '发令牌' }).click()
    const shown = page.getByRole('dialog', { name: /令牌已发/ })
    const token = (await shown.locator('code').textContent()) ?? ''
    const ask = (): Promise<number> => fetch(`${program.url}/api/v1/session`, { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status)
    expect(await ask()).toBe(200)
    await shown.getByRole('button', { name: '已保存，关闭' }).click()
    expect(await page.getByText(token).count()).toBe(0)
    await page.getByRole('row', { name: /演示水位采集/ }).getByRole('button', { name: '吊销' }).click()
    await page.getByRole('button', { name: '吊销', exact: true }).last().click()
    await expect.poll(ask).toBe(401)
    await page.context().close()
  })

  it('brings in people and teams from Excel: every wrong row is named, nothing is taken before all are right', async () => {
    const { page, faults } = await openDeskOf(browser, program.url, 'city-admin')
    await page.goto('/admin/imports')
    await page.getByRole('radiogroup').getByText('人员', { exact: true }).click()
    const heading = ['单位', '姓名', '职务', '手机号码']
    const good = [['演示县水利局', '演示导入甲', '科长', '13900009911'], ['演示县水利局', '演示导入乙', '科员', '13900009912']]
    const wrong = page.getByRole('table', { name: '要改的地方' })
    await chooseTable(page, '人员.xlsx', [heading, ...good, ['演示县没有的局', '演示导入丙', '科员', '13900009913'], ['演示县水利局', '', '科员', '139000']])
    await wrong.getByRole('row', { name: /^4 单位 辖区内没有“演示县没有的局”/ }).waitFor()
    await wrong.getByRole('row', { name: /^5 姓名 必填/ }).waitFor()
    await wrong.getByRole('row', { name: /^5 手机.* 手机号应为 11 位/ }).waitFor()
    expect(await page.getByRole('button', { name: /^导入这/ }).count()).toBe(0)
    await chooseTable(page, '人员-改.xlsx', [heading, ...good])
    await page.getByRole('button', { name: '导入这 2 条人员' }).dblclick()
    await page.getByRole('status').filter({ hasText: '已导入 2 条人员' }).waitFor()

    await page.getByRole('radiogroup').getByText('队伍', { exact: true }).click()
    const teamHeading = ['队伍名称', '队伍类型', '能力', '管理单位', '人数', '负责人']
    await chooseTable(page, '队伍.xlsx', [teamHeading, ['演示县防汛抢险突击队', '突击队', '堤防抢护', '演示县水利局', '很多', '演示导入甲']])
    await wrong.getByRole('row', { name: /^2 队伍类型 没有“突击队”这一项/ }).waitFor()
    await wrong.getByRole('row', { name: /^2 人数 人数应为/ }).waitFor()
    await chooseTable(page, '队伍-改.xlsx', [teamHeading, ['演示县防汛抢险突击队', '工程抢险', '堤防抢护', '演示县水利局', '36', '演示导入甲']])
    await page.getByRole('button', { name: '导入这 1 条队伍' }).click()
    await page.getByRole('status').filter({ hasText: '已导入 1 条队伍' }).waitFor()
    await page.goto('/resources/teams')
    await (await searchRow(page, '演示县防汛抢险突击队')).waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('值班员', () => {
  it('attaches a photo to an incident, looks at it and saves it', async () => {
    const county = await openApi(program.url, 'demo-duty')
    const signal = await county.call(routes.submitSignal, { body: { source: 'phone', typeCode: '11A02', divisionCode: '331099101201', facts: {}, words: '村口积水', caller: '' } })
    const { incidentId } = await county.call(routes.verifySignal, { params: { signalId: signal.id }, body: {} })
    const { page, context, faults } = await openDeskOf(browser, program.url, 'demo-duty')
    await page.goto(`/incidents/${incidentId}`)
    await page.getByRole('tab', { name: '附件' }).click()
    await page.getByLabel('照片、视频、文件').setInputFiles([{ name: '村口积水.jpg', mimeType: 'image/jpeg', buffer: await drawPhoto(page) }, { name: '不是照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]) }])
    // What is not what its name says is refused in words, and does not take the good one with it.
    await page.getByRole('listitem').filter({ hasText: '不是照片.jpg' }).getByText(/^这种文件不收/).waitFor()
    await page.getByRole('button', { name: '不要 不是照片.jpg' }).click()
    await page.getByRole('button', { name: '附上这 1 份' }).dblclick()
    await page.getByRole('button', { name: /^村口积水\.jpg/ }).click()
    const viewer = page.getByRole('dialog', { name: '村口积水.jpg' })
    const shown = viewer.getByRole('img', { name: '村口积水.jpg' })
    await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(2400)
    const saving = page.waitForEvent('download')
    await viewer.getByRole('link', { name: '保存' }).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe('村口积水.jpg')
    const kept = (await county.call(routes.listAttachments, { query: { incidentId } })).items
    expect(kept.map(({ name }) => name)).toEqual(['村口积水.jpg'])
    expect(readFileSync(await saved.path()).byteLength).toBe(kept[0]?.bytes)
    expect(faults).toEqual([])
    await context.close()
  })
})

describe('空系统第一次启动', () => {
  let empty: Program
  beforeAll(async () => {
    empty = await startProgram({ empty: true })
  })
  afterAll(() => empty?.stop())

  it('asks for the place and the first administrator, once', async () => {
    const { page, faults } = await openDesk(browser, empty.url)
    await page.goto('/')
    await page.getByText('首次使用：初始化').waitFor()
    await page.getByRole('button', { name: '完成初始化并登录' }).click()
    await page.getByText(/还有 \d+ 处需要改/).waitFor()
    await page.getByLabel('行政区划代码').fill('331099000000')
    await page.getByLabel('地区名称').fill('演示县')
    await page.getByLabel('本级值班单位').fill('演示县总值班室')
    await page.getByLabel('管理员用户名').fill('first-admin')
    await page.getByLabel('管理员密码').fill(password)
    await page.getByLabel('再输一遍').fill(password)
    await keepScreen(page, 'set-up')
    await page.getByRole('button', { name: '完成初始化并登录' }).click()
    await page.getByRole('navigation', { name: '主导航' }).waitFor()

    const second = await openDesk(browser, empty.url)
    await second.page.goto('/')
    await second.page.getByRole('heading', { name: '登录' }).waitFor()
    // An empty system lists no accounts.
    expect(await second.page.getByText('演示账号').count()).toBe(0)
    expect(faults).toEqual([])
    await second.context.close()
    await page.context().close()
  })
})

/** The row with these words; long tables draw only what is in sight, so it is searched for. */
async function searchRow(page: Page, words: string): Promise<Locator> {
  await page.getByRole('searchbox').or(page.getByLabel('搜索本表')).or(page.getByPlaceholder('搜索本表')).first().fill(words)
  return page.getByText(words).first()
}

/** Writes the rows into an Excel file and chooses it. */
async function chooseTable(page: Page, name: string, rows: readonly (readonly string[])[]): Promise<void> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('导入')
  for (const row of rows) sheet.addRow([...row])
  const buffer = Buffer.from(await workbook.xlsx.writeBuffer())
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer })
  await page.getByText(`检查结果：${name}`).waitFor()
}
