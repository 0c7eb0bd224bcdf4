import { dispatchRoutes as routes, type RequestView } from '@fengsui/contract/dispatch'
import type { RouteRequest } from '@fengsui/contract/kernel'
import { stockpileRoutes } from '@fengsui/contract/stockpile'
import { registerTestIncident } from './test-command.ts'
import { createTestNode, type TestCaller, type TestNode } from './test-node.ts'

export const PROVINCE = '330000000000'
export const CITY = '331000000000'
export const COUNTY = '331099000000'
export const NEIGHBOUR = '331082000000'
/** Where everything is wanted; 0.1° of latitude are about 11 km. */
export const HERE = { longitude: 121, latitude: 28.6 }
export const destination = { destinationName: '演示溪口', destinationDivisionCode: COUNTY, position: HERE }

interface NewGoods { itemId: string; warehouseId: string; lots: { id: string; quantity: number; expiresOn: string | null }[] }

/** A province, a city and two counties with people who ask, decide, send and receive, and ways to give them forces and goods. */
export interface DispatchStage {
  readonly test: TestNode
  readonly province: TestCaller
  readonly city: TestCaller
  readonly county: TestCaller
  readonly neighbour: TestCaller
  /** Owner of the city's forces and warehouse. */
  readonly fire: TestCaller
  readonly neighbourFire: TestCaller
  readonly provinceFire: TestCaller
  incident(): Promise<string>
  teams(owner: TestCaller, count: number, more?: Record<string, unknown>): Promise<string[]>
  boats(owner: TestCaller, count: number): Promise<string[]>
  goods(owner: TestCaller, name: string, lots: { quantity: number; expiresOn: string | null }[]): Promise<NewGoods>
  ask(incidentId: string, lines: RouteRequest<typeof routes.createRequest>['body']['lines'], more?: Partial<RouteRequest<typeof routes.createRequest>['body']>): Promise<RequestView>
  /** The ledger balances. */
  balanced(): Promise<boolean>
  later(minutes: number): string
}

export async function createDispatchStage(): Promise<DispatchStage> {
  const test = await createTestNode()
  const caller = (divisionCode: string, roles: Parameters<TestNode['caller']>[0]['roles'], unitName: string, unitRole = 'duty-office') => test.caller({ divisionCode, roles, unitName, unitRole })
  const leads = ['duty-officer', 'duty-leader'] as const
  const province = await caller(PROVINCE, [...leads], '省值班室')
  const city = await caller(CITY, [...leads], '市值班室')
  const county = await caller(COUNTY, [...leads], '演示县值班室')
  const neighbour = await caller(NEIGHBOUR, [...leads], '临海市值班室')
  const sender = ['member-unit', 'warehouse-keeper'] as const
  const fire = await caller(CITY, [...sender], '市消防', 'fire')
  const neighbourFire = await caller(NEIGHBOUR, [...sender], '临海消防', 'fire')
  const provinceFire = await caller(PROVINCE, [...sender], '省消防', 'fire')
  let made = 0
  const write = (changes: { object: string; id: string; set: Record<string, unknown> }[], division: string) =>
    test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, (context) => {
      context.record({ type: 'resource.seeded', audience: { division }, changes: changes.map((change) => ({ ...change, created: true, set: change.set as never })) })
      return Promise.resolve()
    })
  const owned = ({ actor }: TestCaller) => ({ divisionCode: actor.divisionCode, unitId: actor.unitId, confirmedAt: test.clock.now(), status: 'active' })
  const ids = (count: number) => Array.from({ length: count }, () => test.newId())
  const base = { longitude: 121, latitude: 28.7 }
  return {
    test, province, city, county, neighbour, fire, neighbourFire, provinceFire,
    incident: () => registerTestIncident(test, COUNTY),
    async teams(owner, count, more = {}) {
      const teams = ids(count)
      await write(teams.map((id) => ({ object: 'team', id, set: { ...owned(owner), name: `救援队${String((made += 1))}`, kind: 'water', capabilities: ['water-rescue'], strength: 42, readiness: 'ready', position: base, basePosition: base, ...more } })), owner.actor.divisionCode)
      return teams
    },
    async boats(owner, count) {
      const boats = ids(count)
      await write(boats.map((id) => ({ object: 'equipment', id, set: { ...owned(owner), number: `B${String((made += 1)).padStart(4, '0')}`, name: '冲锋舟', kind: 'boat', state: 'ready', position: base, basePosition: base } })), owner.actor.divisionCode)
      return boats
    },
    async goods(owner, name, lots) {
      const [itemId = '', warehouseId = ''] = ids(2)
      const placed = lots.map((lot) => ({ ...lot, id: test.newId() }))
      await write([
        { object: 'item', id: itemId, set: { code: '1010101', name, unit: '床', divisionCode: PROVINCE, status: 'active' } },
        { object: 'warehouse', id: warehouseId, set: { ...owned(owner), name: `${name}库`, mode: 'physical', position: base } },
        ...placed.map(({ id, quantity, expiresOn }) => ({ object: 'lot', id, set: { number: `P${String((made += 1))}`, warehouseId, itemId, divisionCode: owner.actor.divisionCode, quantity, reserved: 0, ...(expiresOn === null ? {} : { expiresOn }), receivedAt: test.clock.now() } })),
        ...placed.map(({ id, quantity }) => ({ object: 'stock-move', id: test.newId(), set: { number: `期${String((made += 1))}`, kind: 'opening', warehouseId, itemId, lotId: id, divisionCode: owner.actor.divisionCode, fromAccount: 'supplier', toAccount: `lot:${id}`, quantity, movedAt: test.clock.now() } })),
      ], owner.actor.divisionCode)
      return { itemId, warehouseId, lots: placed }
    },
    ask: (incidentId, lines, more = {}) =>
      test.call(county, routes.createRequest, { params: { incidentId }, body: { commandId: test.newId(), lines, ...destination, neededBy: new Date(Date.parse(test.clock.now()) + 180 * 60_000).toISOString(), toUnitId: city.actor.unitId, reason: '城区进水，急需转移群众', ...more } }),
    async balanced() {
      return (await test.call(province, stockpileRoutes.reconcileStock, {})).balanced
    },
    later: (minutes) => new Date(Date.parse(test.clock.now()) + minutes * 60_000).toISOString(),
  }
}
