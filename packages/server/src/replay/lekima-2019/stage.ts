import { routes } from '@fengsui/contract'
import { divisionPrefix, type Json } from '@fengsui/contract/kernel'
import { CITY, answerCall, cityMembers, completeDue, countyOfficer, kept, on, otherCounties, readBoard } from '../cast.ts'
import { StepFailed, type StepApi } from '../scenario.ts'

/** The nine real counties, in the order in which the city calls them. */
export const counties = [
  { code: '331002000000', name: '椒江区' }, { code: '331003000000', name: '黄岩区' }, { code: '331004000000', name: '路桥区' }, { code: '331022000000', name: '三门县' }, { code: '331023000000', name: '天台县' },
  { code: '331024000000', name: '仙居县' }, { code: '331081000000', name: '温岭市' }, { code: '331082000000', name: '临海市' }, { code: '331083000000', name: '玉环市' },
] as const
export type County = (typeof counties)[number]

/** Demo accounts that stand for a unit instead of a simulated officer. */
const namedAccounts: { readonly [unit: string]: string } = {
  '331000/water': 'city-water', '331000/fire': 'city-fire', '331000/duty-office': 'city-duty', '331099/water': 'demo-water', '331099/fire': 'demo-fire', '331099/duty-office': 'demo-duty', '331082/duty-office': 'linhai-duty',
}

/** Every page of a listing. */
export async function allPages<T>(page: (after: string | undefined) => Promise<{ items: T[]; next: string | null }>): Promise<T[]> {
  const items: T[] = []
  for (let after: string | undefined; ;) {
    const { items: more, next } = await page(after)
    items.push(...more)
    if (next === null) return items
    after = next
  }
}

/** Account that works for a unit: a demo account where there is one, else the simulated officer of its place and duty. */
export async function accountOf(api: StepApi, unitId: string): Promise<string> {
  const accounts = await api.once<{ [unitId: string]: string }>('accounts-of-units', async () => {
    const units = await allPages((after) => api.read('city-duty', routes.listUnits, { query: { limit: 500, ...(after === undefined ? {} : { after }) } }))
    return Object.fromEntries(units.map((unit) => {
      const name = `${divisionPrefix(unit.divisionCode).padEnd(6, '0')}/${unit.role}`
      return [unit.id, namedAccounts[name] ?? `sim-${name.replace('/', '-')}`]
    }))
  })
  const account = accounts[unitId]
  if (account === undefined) throw new StepFailed(`剧本有误：单位 ${unitId} 没有可用的账号`)
  return account
}

/** Unit of a place by its duty. */
export async function unitAt(api: StepApi, divisionCode: string, role: string): Promise<string> {
  return api.once(`unit-at:${divisionCode}/${role}`, async () => {
    const units = await allPages((after) => api.read('province-duty', routes.listUnits, { query: { limit: 500, divisionCode, ...(after === undefined ? {} : { after }) } }))
    const unit = units.find((each) => each.divisionCode === divisionCode && each.role === role)
    if (!unit) throw new StepFailed(`演示数据里没有 ${divisionCode} 的 ${role}`)
    return unit.id
  })
}

/** What came from outside by telephone, verified and put to the typhoon: decisions of the province, measured rain and water. */
export async function tell(api: StepApi, words: string, options: { source?: 'upper' | 'unit' | 'media'; typeCode?: string; divisionCode?: string; incident?: string } = {}): Promise<void> {
  const signal = await api.command('city-duty', routes.submitSignal, {
    body: { source: options.source ?? 'upper', typeCode: options.typeCode ?? '11B01', divisionCode: options.divisionCode ?? CITY, position: null, occurredAt: api.at, facts: {}, words, caller: '', gauge: null },
  })
  await api.command('city-duty', routes.verifySignal, { params: { signalId: signal.id }, body: { incidentId: api.known(options.incident ?? kept.typhoon), parentId: null } })
}

const everybody = [...cityMembers, ...otherCounties, countyOfficer('county-government')]

/** Members and counties take their seats, confirm notices and acknowledge tasks, as the board stands now. */
export async function allAnswer(api: StepApi, name: string, without: readonly string[] = []): Promise<void> {
  const board = await readBoard(api, 'city-duty', api.known(kept.typhoon), name)
  for (const as of everybody) if (!without.includes(as)) await answerCall(api, as, board)
}

/** Members and counties complete what they have acknowledged and what falls due up to an instant. */
export async function allComplete(api: StepApi, name: string, upTo: string): Promise<void> {
  const board = await readBoard(api, 'city-duty', api.known(kept.typhoon), name)
  const taken = { ...board, tasks: board.tasks.filter((task) => task.status !== 'assigned') }
  for (const as of everybody) await completeDue(api, as, taken, '', on(upTo))
}

interface Called {
  [field: string]: Json
  id: string
  reference: string
  place: string
}

/** Who was called, in the order of their places; `reference` is what a gateway's receipts refer to. */
export function calledBy(api: StepApi, callName: string): Promise<Called[]> {
  return api.once(`${callName}:recipients`, async () => {
    const callId = api.known(callName)
    const recipients = await allPages((after) => api.read('city-duty', routes.listRecipients, { params: { callId }, query: { limit: 500, ...(after === undefined ? {} : { after }) } }))
    return recipients.map((each) => ({ id: each.id, reference: each.notificationIds[0] ?? '', place: each.divisionCode })).sort((a, b) => a.place.localeCompare(b.place) || a.id.localeCompare(b.id))
  })
}
