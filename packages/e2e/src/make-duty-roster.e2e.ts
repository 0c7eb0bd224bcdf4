import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openDesk, signIn } from './harness/browser.ts'
import { startProgram, type Program } from './harness/program.ts'

let program: Program
let browser: Browser

beforeAll(async () => {
  program = await startProgram()
  browser = await launchBrowser()
}, 150_000)
afterAll(async () => {
  await browser.close()
  await program.stop()
})

it('a leader plans a month, changes a seat, publishes it, and prints it; tonight is on the desk', async () => {
  const { page, faults } = await openDesk(browser, program.url)
  await signIn(page, 'demo-leader')
  await page.goto('/duty')
  const tonight = page.getByRole('region', { name: '现在谁值班' })
  await tonight.waitFor()
  expect(await tonight.textContent()).toMatch(/带班领导.+1390000\d{4}.*值班员/)
  await tonight.getByRole('link', { name: '值班表' }).click()
  await page.getByRole('region', { name: '人员与日期' }).waitFor()

  // Two months on nothing is published yet.
  await page.getByRole('button', { name: '下个月' }).click()
  await page.getByRole('button', { name: '下个月' }).click()
  await page.getByText('这个月还没有发布值班表').waitFor()
  await page.getByRole('button', { name: '自动编排' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /试\s*排/ }).click()
  await dialog.getByText(/缺\s*0\s*席/).waitFor()
  await dialog.getByRole('button', { name: '存为草稿' }).click()
  await page.getByText('没有缺岗，没有不合规则的地方').waitFor()

  // One seat emptied by hand: said at once, and refused until it is filled again.
  const grid = page.getByRole('region', { name: '日期与角色' })
  const seat = grid.locator('tbody tr').first().locator('.ant-select').first()
  await seat.hover()
  await seat.locator('.ant-select-clear').click()
  await page.getByRole('complementary', { name: '检查与次数' }).getByText(/缺带班领导/).waitFor()
  await page.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByRole('button', { name: /自动补齐 1 个空席/ }).click()
  await dialog.getByRole('button', { name: /试\s*排/ }).click()
  await dialog.getByText(/缺\s*0\s*席/).waitFor()
  await dialog.getByRole('button', { name: '存为草稿' }).click()
  await page.getByText('没有缺岗，没有不合规则的地方').waitFor()
  await page.getByRole('button', { name: '审定发布' }).click()
  await dialog.getByRole('button', { name: /发\s*布/ }).click()
  await page.getByText('已发布第 1 版').waitFor()

  const link = await page.getByRole('link', { name: '打印' }).getAttribute('href')
  const paper = await page.request.get(link ?? '')
  expect(paper.status()).toBe(200)
  expect((await paper.body()).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  expect(faults).toEqual([])
}, 240_000)
