import { routes } from '@fengsui/contract'
import type { Page } from 'playwright-core'
import type { ApiClient } from '../harness/api-client.ts'
import type { Device } from '../harness/browser.ts'
import type { Picture } from './picture.ts'

const deskOnly: readonly Device[] = ['desk']
const deskAndPhone: readonly Device[] = ['desk', 'phone']
const deskAndWide: readonly Device[] = ['desk', 'wide']
const everywhere: readonly Device[] = ['desk', 'wide', 'phone']

/** A moment of the Lekima replay and what is worth seeing then. */
export interface Scene {
  readonly name: string
  /** Null: the end. */
  readonly at: string | null
  readonly pictures: (sandboxId: string, api: ApiClient) => Promise<readonly Picture[]>
}

/** The page's own tab; the replay's tabs above it have some of the same words. */
const tab = (name: string | RegExp) => async (page: Page): Promise<void> => page.getByRole('tab', { name }).last().click()

async function incidentCalled(api: ApiClient, words: string): Promise<string> {
  const { items } = await api.call(routes.listIncidents, { query: { status: 'all', limit: 200 } })
  const found = items.find(({ title }) => title.includes(words))
  if (found === undefined) throw new Error(`回放中没有“${words}”`)
  return found.id
}

/** The Lekima replay, moment by moment; times are those of the storyline. */
export const scenes: readonly Scene[] = [
  {
    name: 'calls',
    at: '2019-08-09T06:40:00+08:00',
    pictures: async (sandboxId, api) => {
      const { items } = await api.call(routes.listCalls, { query: { status: 'running', limit: 100 } })
      const call = items.find(({ title }) => title.startsWith('临海市'))
      return [
        { name: 'calls', path: `/replay/${sandboxId}/calls`, devices: deskAndPhone, shows: /橙色预警叫应/ },
        { name: 'call', path: `/replay/${sandboxId}/calls/${call?.id ?? ''}`, devices: deskAndPhone, shows: '升级阶梯' },
      ]
    },
  },
  {
    name: 'alarm',
    at: '2019-08-09T11:00:00+08:00',
    pictures: (sandboxId) => Promise.resolve([{ name: 'warnings', path: `/replay/${sandboxId}/warnings`, devices: deskAndPhone, shows: /红色预警，响应/, open: tab('全部') }]),
  },
  {
    name: 'reported',
    at: '2019-08-10T02:45:00+08:00',
    pictures: async (sandboxId, api) => {
      const { items } = await api.call(routes.listSignals, { query: { status: 'open', limit: 100 } })
      const slide = items.find(({ words }) => words?.includes('滑坡') === true) ?? items[0]
      return [
        { name: 'night-duty', path: `/replay/${sandboxId}/duty/${slide?.id ?? ''}`, devices: everywhere, shows: /滑坡/ },
        { name: 'night-map', path: `/replay/${sandboxId}/map`, devices: deskAndWide, shows: '图上目标' },
      ]
    },
  },
  {
    name: 'late',
    at: '2019-08-10T04:45:00+08:00',
    pictures: async (sandboxId, api) => {
      const slide = await incidentCalled(api, '岭下村')
      const incident = `/replay/${sandboxId}/incidents/${slide}`
      return [
        { name: 'night-incidents', path: `/replay/${sandboxId}/incidents`, devices: deskAndPhone, shows: /岭下村/ },
        { name: 'night-incident', path: incident, devices: everywhere, shows: '时间线' },
        { name: 'night-incident-response', path: incident, devices: deskOnly, shows: '时间线', open: tab('响应') },
        { name: 'night-surroundings', path: `/replay/${sandboxId}/map?incident=${slide}`, devices: deskOnly, shows: '周边' },
        { name: 'night-replay', path: `/replay/${sandboxId}`, devices: deskOnly, shows: /岭下村/ },
      ]
    },
  },
  {
    name: 'boats',
    at: '2019-08-10T15:26:00+08:00',
    pictures: async (sandboxId, api) => {
      const [town, typhoon, blankets] = [await incidentCalled(api, '临海古城'), await incidentCalled(api, '利奇马'), await findIssuedLot(api)]
      return [
        { name: 'dispatch', path: `/replay/${sandboxId}/dispatch?incident=${town}`, devices: everywhere, shows: /缺口/ },
        { name: 'dispatch-prepositioned', path: `/replay/${sandboxId}/dispatch?incident=${typhoon}`, devices: deskOnly, shows: '调度令' },
        { name: 'incident-dispatch', path: `/replay/${sandboxId}/incidents/${town}`, devices: deskOnly, shows: '时间线', open: tab('调度') },
        { name: 'teams', path: `/replay/${sandboxId}/resources/teams`, devices: deskOnly, shows: /消防|救援/ },
        { name: 'equipment', path: `/replay/${sandboxId}/resources/equipment`, devices: deskOnly, shows: /舟|艇/ },
        { name: 'shelters', path: `/replay/${sandboxId}/resources/shelters`, devices: deskOnly, shows: '剩余空位' },
        { name: 'stock', path: `/replay/${sandboxId}/resources/stock`, devices: deskOnly, shows: '毛毯' },
        { name: 'stock-ledger', path: `/replay/${sandboxId}/resources/stock`, devices: deskOnly, shows: '毛毯', open: tab('台账') },
        { name: 'stock-trace', path: `/replay/${sandboxId}/resources/stock?warehouse=${blankets.warehouseId}`, devices: deskOnly, shows: '去向', open: openTrace(blankets.lotNumber) },
      ]
    },
  },
  {
    name: 'end',
    at: null,
    pictures: async (sandboxId, api) => {
      const typhoon = await incidentCalled(api, '利奇马')
      const incident = `/replay/${sandboxId}/incidents/${typhoon}`
      return [
        { name: 'typhoon', path: incident, devices: deskOnly, shows: '时间线' },
        { name: 'evacuation', path: `${incident}/evacuation`, devices: deskAndPhone, shows: '避险转移' },
        { name: 'evacuation-orders', path: `${incident}/evacuation`, devices: deskOnly, shows: '避险转移', open: tab('指挥长令与解除') },
        { name: 'evaluation', path: `${incident}/evaluation`, devices: everywhere, shows: '迟报' },
        { name: 'evaluation-evidence', path: `${incident}/evaluation`, devices: deskOnly, shows: '迟报', open: openEvidence },
      ]
    },
  },
]

/** A lot of blankets of which some went out and some are left. */
async function findIssuedLot(api: ApiClient): Promise<{ readonly warehouseId: string; readonly lotNumber: string }> {
  const { items } = await api.call(routes.listStockMoves, { query: { limit: 500 } })
  for (const { kind, itemName, warehouseId, lotId, lotNumber } of items) {
    if (kind !== 'issue' || !itemName.includes('毛毯')) continue
    const { lots } = await api.call(routes.getWarehouse, { params: { warehouseId } })
    if (lots.some(({ id, quantity }) => id === lotId && quantity > 0)) return { warehouseId, lotNumber }
  }
  throw new Error('回放中没有发出一部分的毛毯')
}

const openTrace = (lotNumber: string) => async (page: Page): Promise<void> => {
  await page.getByRole('row', { name: new RegExp(lotNumber) }).getByRole('button', { name: '去向' }).click()
  await page.getByText('现在在谁手里').waitFor()
}

/** The gravest finding with the journal entries it rests on. */
async function openEvidence(page: Page): Promise<void> {
  const summary = page.getByText(/证据：日志 \d+ 条/).first()
  await summary.click()
  await page.getByText('链值').first().waitFor()
  await summary.scrollIntoViewIfNeeded()
}
