import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { routes } from '@fengsui/contract'
import { addMinutes } from '@fengsui/contract/kernel'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openApi } from './harness/api-client.ts'
import type { ApiClient } from './harness/api-client.ts'
import { keepScreen } from './harness/browser.ts'
import { openLine } from './harness/cut-line.ts'
import type { Line } from './harness/cut-line.ts'
import { drawPhoto, takePhone } from './harness/pocket-phone.ts'
import type { PocketPhone } from './harness/pocket-phone.ts'
import { startProgram } from './harness/program.ts'
import type { Program } from './harness/program.ts'

const village = '331099101201'

let program: Program
let line: Line
let duty: ApiClient
let officer: ApiClient
let incidentId: string
let profile: string
let phone: PocketPhone

beforeAll(async () => {
  program = await startProgram()
  duty = await openApi(program.url, 'demo-duty')
  officer = await openApi(program.url, 'demo-officer')
  const signal = await duty.call(routes.submitSignal, { body: { source: 'phone', typeCode: '11D01', divisionCode: village, facts: { dead: 1 }, words: '岭下村后山滑坡' } })
  await duty.call(routes.beginVerification, { params: { signalId: signal.id }, body: {} })
  incidentId = (await duty.call(routes.verifySignal, { params: { signalId: signal.id }, body: {} })).incidentId
  await duty.call(routes.recordWarning, { body: { hazard: '11B03', level: 'red', issuer: '演示县气象台', divisionCode: '331099000000', headline: '暴雨红色预警', instruction: '沟边、坡脚的人员立即转移到安全地带', issuedAt: addMinutes(await serverNow(), -30), expiresAt: null } })
})
afterAll(async () => {
  await program?.stop()
})
beforeEach(async () => {
  // Calls of an earlier journey would ring into this one.
  for (const { recipientId } of (await officer.call(routes.listMyCalls, { query: { status: 'open' } })).items) await officer.call(routes.answerCall, { params: { recipientId }, body: { answer: '收到' } })
  line = await openLine(program.url)
  profile = mkdtempSync(path.join(tmpdir(), 'fengsui-phone-'))
  phone = await takePhone(profile, line.url)
})
afterEach(async () => {
  await phone?.kill()
  await line?.close()
  rmSync(profile, { recursive: true, force: true })
})

const serverNow = async (): Promise<string> => (await duty.call(routes.getBusinessClock, {})).now
const household = (householder: string, people: number, vulnerable = 0) => duty.call(routes.listHouseholdInto, { params: { incidentId }, body: { divisionCode: village, householder, people, vulnerable, address: '后山脚', phone: '13900004321', reason: '地质灾害点' } })
const find = async (id: string) => (await duty.call(routes.listHouseholds, { query: { divisionCode: village } })).items.find((each) => each.id === id)
const openSignals = async () => (await duty.call(routes.listSignals, { query: { status: 'open', limit: 500 } })).items
const callOfficer = async (title: string, urgency: 'urgent' | 'normal') => {
  const me = await officer.call(routes.getMe, {})
  return duty.call(routes.makeCall, { body: { kind: 'warning-call', urgency, title, words: '暴雨红色预警，沟边坡脚的人马上转移，收到请应答', incidentId, audience: { type: 'persons', personIds: [me.account.personId ?? ''] }, channels: ['in-app'], acknowledgeMinutes: 15 } })
}
/** First arrivals, in order: repeats after a lost answer carry the same command id. */
const arrivals = (): string[] => [...new Map(line.passed.filter(({ commandId }) => commandId !== null).map((each) => [each.commandId, each.path])).values()]

const go = (page: Page, tab: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: tab }).click()

/** Signs in on the phone and waits until it could go offline. */
async function openReady(page: Page): Promise<void> {
  await page.goto(`${line.url}/m`)
  await page.getByLabel('用户名').fill('demo-officer')
  await page.getByLabel('密码', { exact: true }).fill('fengsui-demo-2019')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('button', { name: '已连通' }).or(page.getByRole('alertdialog')).first().waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

/** The password again, for the account whose phone it is and no other. */
async function signInAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: '登录', exact: true }).click()
  expect(await page.getByLabel('用户名').getAttribute('readonly')).not.toBeNull()
  await page.getByLabel('密码', { exact: true }).fill('fengsui-demo-2019')
  await page.getByRole('form', { name: '登录' }).getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('form', { name: '登录' }).waitFor({ state: 'detached' })
}

async function report(page: Page, tile: string, words: string, withPhoto: boolean): Promise<void> {
  await go(page, '报灾')
  const form = page.getByRole('form', { name: '一分钟报灾' })
  await form.getByRole('button', { name: tile }).click()
  await form.getByRole('button', { name: '受伤加 1' }).click()
  await form.getByLabel('说一句（可不写）').fill(words)
  if (withPhoto) {
    await form.locator('input[type=file]').setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await drawPhoto(page) })
    await form.getByRole('img').waitFor()
  }
  if (withPhoto) await keepScreen(page, 'phone-report')
  await form.getByRole('button', { name: /上报|存下，有网就发/ }).click()
}

describe('村信息员的手机', () => {
  it('loses nothing and doubles nothing through a night without a network, killed in the middle, with answers lost', async () => {
    const [stay, leave] = [await household('户主乙', 3), await household('户主甲', 4, 2)]
    const me = await officer.call(routes.getMe, {})
    const task = await duty.call(routes.assignTask, { params: { incidentId }, body: { unitId: me.account.unitId, title: '核对下游 6 户 21 人', detail: '逐户敲门，人走清后回报', dueAt: addMinutes(await serverNow(), 90) } })
    const call = await callOfficer('岭下村下游 6 户，马上转移', 'urgent')
    await openReady(phone.page)

    // An urgent call takes the whole screen.
    const alarm = phone.page.getByRole('alertdialog', { name: /马上转移/ })
    await alarm.waitFor()
    await keepScreen(phone.page, 'phone-alarm')
    await alarm.getByRole('button', { name: '先停响铃，稍后应答' }).click()
    await phone.page.getByText('暴雨红色预警', { exact: true }).waitFor()
    await keepScreen(phone.page, 'phone-home')
    await go(phone.page, '转移')
    await phone.page.getByRole('button', { name: /户主甲/ }).waitFor()
    await keepScreen(phone.page, 'phone-households')

    // The valley loses its base station.
    line.cut()
    await phone.context.setOffline(true)
    await phone.page.getByText('无网络，照样能用').waitFor()
    await report(phone.page, '滑坡塌方', '后山又塌了一片，路断了', true)
    await phone.page.getByText('已存在本机，有网就发').waitFor()
    await keepScreen(phone.page, 'phone-report-kept')
    await go(phone.page, '首页')
    await phone.page.getByRole('article', { name: /马上转移/ }).getByRole('button', { name: '收到' }).click()
    await phone.page.getByText(/已按“收到”/).waitFor()
    await go(phone.page, '转移')
    await phone.page.getByRole('button', { name: /户主甲/ }).click()
    await phone.page.getByRole('button', { name: '已转移' }).click()
    await phone.page.getByRole('button', { name: '投亲靠友' }).click()
    await phone.page.getByRole('button', { name: '确认已转移 4 人' }).click()
    await phone.page.getByRole('article').getByText('已转移', { exact: true }).waitFor()
    await go(phone.page, '任务')
    await phone.page.getByRole('button', { name: /核对下游/ }).click()
    await phone.page.getByRole('button', { name: '签收' }).click()
    await phone.page.getByRole('button', { name: '报进展' }).click()
    await phone.page.getByRole('button', { name: '75%' }).click()
    await phone.page.getByRole('textbox', { name: '进展说明' }).fill('转移 4 户 14 人，差 2 户 7 人')
    await phone.page.getByRole('button', { name: '发送进展' }).click()
    await phone.page.getByText('进行中 75%').waitFor()
    await keepScreen(phone.page, 'phone-task')
    await phone.page.getByRole('button', { name: /待发 6 条/ }).waitFor()

    // The system kills the browser; still no network when it is opened again.
    await phone.kill()
    phone = await takePhone(profile, line.url)
    await phone.page.goto(`${line.url}/m/`)
    await phone.page.getByText('无网络，照样能用').waitFor()
    await phone.page.getByRole('button', { name: /待发 6 条/ }).waitFor()
    await go(phone.page, '转移')
    await phone.page.getByRole('button', { name: '已转移', exact: true }).click()
    await phone.page.getByRole('button', { name: /户主甲/ }).getByText('待发送').waitFor()
    await phone.page.getByRole('button', { name: '没走的' }).click()
    await phone.page.getByText(/截至/).first().waitFor()
    await phone.page.getByRole('button', { name: /户主乙/ }).click()
    await phone.page.getByRole('button', { name: '不肯走' }).click()
    await go(phone.page, '我的')
    await phone.page.getByRole('button', { name: /待发 7 条/ }).waitFor()
    await keepScreen(phone.page, 'phone-queue')
    expect(line.passed).toEqual([])
    const reconnectedAt = await serverNow()

    // The network comes back, badly: of the first commands the server's answers are lost.
    line.loseAnswers(3)
    line.mend()
    await phone.page.getByRole('button', { name: '重试' }).click()
    // A browser that was killed has lost its session cookie, not its queue.
    const connected = phone.page.getByRole('button', { name: '已连通' })
    const signIn = phone.page.getByRole('button', { name: '登录', exact: true })
    await expect.poll(async () => {
      await phone.page.getByRole('button', { name: '现在发送' }).click({ timeout: 500 }).catch(() => undefined)
      if (await signIn.isVisible()) await signInAgain(phone.page)
      return connected.isVisible()
    }, { timeout: 90_000, interval: 1500 }).toBe(true)
    await keepScreen(phone.page, 'phone-delivered')

    const [signal, ...more] = (await openSignals()).filter(({ source }) => source === 'grid')
    expect(more).toEqual([])
    expect(signal).toMatchObject({ typeCode: '11D01', divisionCode: village, facts: { injured: 1 }, words: '后山又塌了一片，路断了', position: { longitude: 120.951, latitude: 28.602 } })
    // Both times stay: when it happened, and when it could arrive.
    expect((signal?.occurredAt ?? '') < reconnectedAt && (signal?.receivedAt ?? '') >= reconnectedAt).toBe(true)
    const { items: photos } = await officer.call(routes.listAttachments, { query: { ownerKind: 'signal', ownerId: signal?.id ?? '' } })
    expect(photos.map(({ mediaType, widthPixels }) => [mediaType, widthPixels])).toEqual([['image/jpeg', 1600]])
    const { items: recipients } = await duty.call(routes.listRecipients, { params: { callId: call.id }, query: { status: 'all' } })
    expect(recipients.map(({ status, answer, times }) => [status, answer, times])).toEqual([['answered', '收到', 1]])
    expect((recipients[0]?.answeredAt ?? '') < reconnectedAt).toBe(true)
    const moved = await find(leave.id)
    expect(moved).toMatchObject({ status: 'moved', destination: '投亲靠友' })
    expect((moved?.movedAt ?? '') < reconnectedAt).toBe(true)
    expect(await find(stay.id)).toMatchObject({ status: 'refused', visits: 1 })
    const { items: tasks } = await duty.call(routes.listTasks, { query: { incidentId, status: 'all' } })
    expect(tasks.find(({ id }) => id === task.id)).toMatchObject({ status: 'inProgress', progressPercent: 75, progressNote: '转移 4 户 14 人，差 2 户 7 人' })
    // In the order of the night, the photo after the words, although some were sent more than once.
    expect(arrivals().map((each) => each.replace(/[0-9a-f-]{36}/, ':id'))).toEqual(['/signals', '/recipients/:id/answer', '/transfer-households/:id/move', '/tasks/:id/acknowledgement', '/tasks/:id/progress', '/transfer-households/:id/refusal', '/attachments'])
    expect(line.passed.length).toBeGreaterThan(8)
    expect(phone.faults).toEqual([])
  })

  it('keeps a whole day’s work past the end of the session, and sends it when its person signs in', async () => {
    await openReady(phone.page)
    line.cut()
    await report(phone.page, '断路', '桥头断了', false)
    await phone.page.getByText('已存在本机，有网就发').waitFor()
    const before = (await openSignals()).length
    // Meanwhile the session ends.
    expect((await officer.call(routes.endOtherSessions, {})).ended).toBeGreaterThan(0)
    line.mend()
    await phone.page.getByRole('button', { name: '重试' }).click()
    await phone.page.getByText('登录已过期，照样能记').waitFor()
    await keepScreen(phone.page, 'phone-expired')
    // Work goes on without a session, through a reload.
    await report(phone.page, '断电断网', '全村停电', false)
    await phone.page.getByText('已存在本机，有网就发').waitFor()
    await phone.page.reload()
    await phone.page.getByRole('button', { name: /待发 2 条/ }).waitFor()
    expect((await openSignals()).length).toBe(before)
    await signInAgain(phone.page)
    await phone.page.getByRole('button', { name: '已连通' }).waitFor()
    const sent = (await openSignals()).filter(({ words }) => words === '道路中断。桥头断了' || words === '断电断网。全村停电')
    expect(sent.map(({ words }) => words).sort()).toEqual(['断电断网。全村停电', '道路中断。桥头断了'])
    expect(phone.faults).toEqual([])
  })

  it('shows what the server refused and why, sends the rest, and leaves the decision to the person', async () => {
    const gone = await household('户主丙', 2)
    await openReady(phone.page)
    await go(phone.page, '转移')
    await phone.page.getByRole('button', { name: /户主丙/ }).click()
    line.cut()
    await phone.page.getByRole('button', { name: '已通知到户' }).click()
    await phone.page.getByRole('article').getByText('已通知', { exact: true }).waitFor()
    await report(phone.page, '进水', '一楼进水', false)
    // The town moved them meanwhile.
    await duty.call(routes.moveHousehold, { params: { householdId: gone.id }, body: { destination: '村礼堂' } })
    line.mend()
    await go(phone.page, '我的')
    await expect.poll(async () => {
      await phone.page.getByRole('button', { name: '现在发送' }).click({ timeout: 500 }).catch(() => undefined)
      return phone.page.getByRole('button', { name: '1 条被拒' }).isVisible()
    }, { timeout: 30_000, interval: 1000 }).toBe(true)
    await phone.page.getByText(/不能登记为“已通知”/).waitFor()
    await keepScreen(phone.page, 'phone-refused')
    expect((await openSignals()).filter(({ words }) => words === '内涝进水。一楼进水')).toHaveLength(1)
    expect(await find(gone.id)).toMatchObject({ status: 'moved', destination: '村礼堂' })
    await phone.page.getByRole('button', { name: '丢弃', exact: true }).click()
    await phone.page.getByRole('button', { name: '丢弃', exact: true }).click()
    await phone.page.getByRole('button', { name: '已连通' }).waitFor()

    // Leaving the phone takes with it what was read.
    await phone.page.getByRole('button', { name: '退出登录' }).click()
    await phone.page.getByRole('button', { name: '清除并退出' }).click()
    await phone.page.getByLabel('用户名').waitFor()
    const kept = await phone.page.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('fengsui-phone')
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(new Error('no database'))
      })
      const count = (store: string) => new Promise<number>((resolve) => {
        const counting = db.transaction(store).objectStore(store).count()
        counting.onsuccess = () => resolve(counting.result)
      })
      return [await count('queue'), await count('reads'), await count('files')]
    })
    expect(kept).toEqual([0, 0, 0])
    expect(phone.faults).toEqual([])
  })

  it('is never caught in an old version: a new one is offered and taken whole, and a server without phone pages frees it', async () => {
    await openReady(phone.page)
    const [script] = await phone.page.evaluate(() => caches.keys())
    const next = 'fengsui-phone-0000000000000002'
    line.rewrite('/m-worker.js', (text) => text.replaceAll(script?.slice('fengsui-phone-'.length) ?? 'none', '0000000000000002'))
    line.rewrite('/index.html', (text) => text.replace('<title>', '<meta name="generation" content="2"><title>'))
    await phone.page.evaluate(async () => (await navigator.serviceWorker.ready).update())
    await phone.page.getByText('有新版本').waitFor()
    expect(await phone.page.locator('meta[name=generation]').count()).toBe(0)
    await phone.page.getByRole('button', { name: '更新' }).click()
    await phone.page.locator('meta[name=generation]').waitFor({ state: 'attached' })
    expect(await phone.page.evaluate(() => caches.keys())).toEqual([next])
    // The new version is whole: it opens without a network.
    line.cut()
    await phone.page.reload()
    await phone.page.getByText('无网络，照样能用').waitFor()
    expect(await phone.page.locator('meta[name=generation]').count()).toBe(1)
    line.mend()
    line.rewrite('/m-worker.js', null)
    await phone.page.reload()
    await phone.page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).length === 0)
    expect(phone.faults).toEqual([])
  })
})
