import { routes } from '@fengsui/contract'
import type { Page } from 'playwright-core'
import { openApi } from '../harness/api-client.ts'
import type { Device } from '../harness/browser.ts'
import type { Picture } from './picture.ts'

const deskOnly: readonly Device[] = ['desk']
const village = { divisionCode: '331099101201', position: { longitude: 120.8552, latitude: 28.5622 } }

/** What an account of the running demo sees today, outside of any replay. */
export interface Present {
  readonly account: string
  readonly pictures: readonly Picture[]
}

/** A county in need asks the city for boats, people and blankets, so that there is a recommendation to look at. */
async function askForHelp(url: string): Promise<{ readonly incidentId: string; readonly requestId: string }> {
  const county = await openApi(url, 'demo-duty')
  const city = await openApi(url, 'city-leader')
  const signal = await county.call(routes.submitSignal, { body: { source: 'phone', typeCode: '11A01', ...village, facts: { trapped: 12 }, words: '下洋自然村被水围住，十二个人在屋顶等船', caller: '岭下村信息员（演示）' } })
  const { incidentId } = await county.call(routes.verifySignal, { params: { signalId: signal.id }, body: { incidentId: null, title: '岭下村洪水围困' } })
  const { items: units } = await county.call(routes.listUnits, { query: { divisionCode: '331000000000', limit: 500 } })
  const { items: goods } = await county.call(routes.listItems, { query: { q: '毛毯' } })
  const toUnitId = units.find(({ role, divisionCode }) => role === 'flood-office' && divisionCode === '331000000000')?.id ?? ''
  const request = await county.call(routes.createRequest, {
    params: { incidentId },
    body: {
      lines: [
        { kind: 'equipment', equipmentKind: 'boat', quantity: 6 },
        { kind: 'team', capability: 'water-rescue', quantity: 40 },
        { kind: 'goods', itemId: goods[0]?.id ?? '', quantity: 3000 },
      ],
      destinationName: '甲镇中学安置点（演示）', destinationDivisionCode: village.divisionCode, position: village.position, neededBy: new Date(Date.parse((await county.call(routes.getBusinessClock, {})).now) + 7_200_000).toISOString(), priority: 1, toUnitId, reason: '村庄被淹，请求支援舟艇、水上救援人员和毛毯', submit: true,
    },
  })
  await city.call(routes.acceptRequest, { params: { requestId: request.id }, body: {} })
  return { incidentId, requestId: request.id }
}

/** On a phone the recommendation is a tab of its own. */
async function openPlan(page: Page, device: Device): Promise<void> {
  if (device === 'phone') await page.getByRole('tab', { name: '方案' }).click()
  await page.getByText('推荐方案').waitFor()
}

/** Pictures of the demo as it stands, by who looks. */
export async function listPresent(url: string): Promise<readonly Present[]> {
  const { incidentId, requestId } = await askForHelp(url)
  return [
    { account: 'city-leader', pictures: [{ name: 'dispatch-recommendation', path: `/dispatch?incident=${incidentId}&request=${requestId}`, devices: ['desk', 'wide', 'phone'], shows: /岭下村洪水围困/, open: openPlan }] },
    {
      account: 'city-admin',
      pictures: [
        { name: 'admin-list', path: '/admin/accounts', devices: deskOnly, shows: 'city-duty' },
        { name: 'admin-audit', path: '/admin/audit', devices: deskOnly, shows: /登录/ },
        { name: 'admin-imports', path: '/admin/imports', devices: deskOnly, shows: /模板/ },
        { name: 'admin-sessions', path: '/admin/sessions', devices: deskOnly, shows: /会话/ },
        { name: 'admin-me', path: '/admin/me', devices: ['desk', 'phone'], shows: /第二要素/ },
        { name: 'admin-delegations', path: '/admin/delegations', devices: deskOnly, shows: /委托/ },
      ],
    },
    { account: 'city-commander', pictures: [{ name: 'make-call', path: '/calls', devices: deskOnly, shows: '发起叫应', open: async (page) => page.getByRole('button', { name: '发起叫应' }).click() }] },
  ]
}
