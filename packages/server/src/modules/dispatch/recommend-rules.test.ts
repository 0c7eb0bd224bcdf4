import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recommend, type EquipmentSource, type LotSource, type Pool, type TeamSource, type Wanted, type WantedLine } from './recommend-rules.ts'
import { estimateTravel, formatDistance } from './travel-rules.ts'

const at = '2019-08-10T07:20:00.000Z'
const CITY = '331000000000'
const COUNTY = '331099000000'
const OTHER = '331082000000'
const here = { longitude: 121, latitude: 28.6 }
/** So many degrees of latitude north of the destination; 0.1° are about 11.1 km. */
const north = (degrees: number) => ({ longitude: 121, latitude: 28.6 + degrees })
const empty: Pool = { teams: [], equipment: [], lots: [], warehouses: [], items: [], minimums: [] }
const owner = (id: string, divisionCode = COUNTY) => ({ id, name: id, unitId: `unit-${divisionCode}`, unitName: '单位', placeName: '某地', divisionCode })
const team = (id: string, more: Partial<TeamSource> = {}): TeamSource => ({ ...owner(id, more.divisionCode), position: here, capabilities: ['water-rescue'], strength: 10, readiness: 'ready', hoursAtWork: null, tired: false, ...more })
const boat = (id: string, more: Partial<EquipmentSource> = {}): EquipmentSource => ({ ...owner(id, more.divisionCode), number: id, kind: 'boat', fleet: 1, position: here, ...more })
const lot = (id: string, warehouseId: string, available: number, expiresOn: string | null, more: Partial<LotSource> = {}): LotSource => ({ id, number: id, warehouseId, itemId: 'blanket', available, expired: 0, expiresOn, receivedAt: '2018-01-01T00:00:00.000Z', ...more })
const store = (id: string, degrees: number) => ({ ...owner(id), position: north(degrees) })
const people = (wanted: number): WantedLine => ({ key: '1', kind: 'team', capability: 'water-rescue', equipmentKind: null, itemId: null, name: '水上救援队伍', unit: '人', wanted })
const boats = (wanted: number): WantedLine => ({ key: '2', kind: 'equipment', capability: null, equipmentKind: 'boat', itemId: null, name: '冲锋舟（艇）', unit: '艘', wanted })
const blankets = (wanted: number): WantedLine => ({ key: '3', kind: 'goods', capability: null, equipmentKind: null, itemId: 'blanket', name: '毛毯', unit: '床', wanted })
const ask = (lines: WantedLine[], more: Partial<Wanted> = {}): Wanted => ({ requestId: 'r', lines, destination: here, neededBy: '2019-08-10T12:00:00.000Z', priority: 3, at, decidingPlace: CITY, askingPlace: COUNTY, ...more })
const first = (wanted: Wanted, pool: Partial<Pool>) => {
  const [line] = recommend(wanted, { ...empty, ...pool }).lines
  if (!line) throw new Error('no line')
  return { ...line, sent: line.candidates.filter(({ recommended }) => recommended > 0).map(({ id, recommended }) => [id, recommended] as const) }
}

describe('the way', () => {
  it('is the straight line by the factors said on screen', () => {
    const { distanceMetres, travelMinutes } = estimateTravel(north(0.1), here, false)
    expect(distanceMetres).toBeGreaterThan(11_000)
    expect(distanceMetres).toBeLessThan(11_200)
    expect(travelMinutes).toBe(Math.ceil(((distanceMetres ?? 0) * 1.4) / 40_000 * 60))
    expect(estimateTravel(north(0.1), here, true).travelMinutes).toBeGreaterThan(travelMinutes ?? 0)
    expect(estimateTravel(here, here, false).travelMinutes).toBe(1)
    expect(estimateTravel(null, here, false)).toEqual({ distanceMetres: null, travelMinutes: null })
    expect([formatDistance(950), formatDistance(12_340)]).toEqual(['950 米', '12.3 公里'])
  })
})

describe('teams', () => {
  it('go nearest first, own before other places, those in time before all, the tired and the unplaced last', () => {
    const teams = [team('far', { position: north(0.3) }), team('near', { position: north(0.1) }), team('foreign', { divisionCode: OTHER, position: north(0.05) }), team('tired', { tired: true, hoursAtWork: 14 }), team('nowhere', { position: null }), team('cannot', { capabilities: ['medical'] })]
    const line = first(ask([people(100)]), { teams })
    expect(line.sent.map(([id]) => id)).toEqual(['near', 'far', 'foreign', 'nowhere', 'tired'])
    expect(line).toMatchObject({ recommended: 50, shortage: 50 })
    expect(line.candidates.find(({ id }) => id === 'tired')?.cautions.join()).toContain('14 小时')
    expect(line.candidates.find(({ id }) => id === 'nowhere')?.cautions.join()).toContain('没有登记位置')
    const late = first(ask([people(10)], { neededBy: '2019-08-10T07:45:00.000Z' }), { teams: teams.slice(0, 3).map((each) => (each.id === 'near' ? { ...each, position: north(0.5) } : each)) })
    expect(late.sent).toEqual([['foreign', 10]])
    expect(late.candidates.find(({ id }) => id === 'far')?.cautions.join()).toContain('晚于需到位时间')
  })
  it('at rest are shown and not sent', () => {
    const line = first(ask([people(10)]), { teams: [team('resting', { readiness: 'resting' })] })
    expect(line).toMatchObject({ recommended: 0, shortage: 10, candidates: [{ id: 'resting', available: 0, recommended: 0 }] })
  })
  it('are no further off than they must be: brute force over all combinations', () => {
    fc.assert(fc.property(fc.array(fc.record({ strength: fc.integer({ min: 1, max: 30 }), degrees: fc.integer({ min: 1, max: 40 }) }), { maxLength: 8 }), fc.integer({ min: 1, max: 90 }), (given, wanted) => {
      const teams = given.map(({ strength, degrees }, index) => team(`t${String(index)}`, { strength, position: north(degrees / 100) }))
      const line = first(ask([people(wanted)], { neededBy: '2019-08-12T00:00:00.000Z' }), { teams })
      let best = Number.POSITIVE_INFINITY
      for (let set = 0; set < 1 << teams.length; set += 1) {
        const chosen = teams.filter((_, index) => (set >> index) & 1)
        if (chosen.reduce((sum, each) => sum + each.strength, 0) < wanted) continue
        best = Math.min(best, Math.max(...chosen.map((each) => estimateTravel(each.position, here, true).travelMinutes ?? 0)))
      }
      const sum = teams.reduce((total, each) => total + each.strength, 0)
      expect(line.shortage).toBe(Math.max(0, wanted - sum))
      if (Number.isFinite(best)) expect(Math.max(...line.candidates.filter(({ recommended }) => recommended > 0).map(({ travelMinutes }) => travelMinutes ?? 0))).toBe(best)
      else expect(line.recommended).toBe(sum)
    }))
  })
})

describe('equipment', () => {
  it('goes by number, a fifth of each owner stays', () => {
    const equipment = Array.from({ length: 10 }, (_, index) => boat(`b${String(index)}`, { fleet: 10, position: north(index / 100) }))
    const line = first(ask([boats(20)]), { equipment })
    expect(line).toMatchObject({ recommended: 8, shortage: 12 })
    expect(line.candidates.filter(({ recommended }) => recommended === 0).map(({ id }) => id)).toEqual(['b8', 'b9'])
    expect(line.candidates.at(-1)?.cautions.join()).toContain('备用')
  })
  it('the fifth counts those already sent: a reserve is not sent in a second helping', () => {
    const equipment = [boat('a', { fleet: 10 }), boat('b', { fleet: 10 })]
    expect(first(ask([boats(2)]), { equipment })).toMatchObject({ recommended: 0, shortage: 2 })
  })
  it('of an owner with few pieces all may go', () => {
    expect(first(ask([boats(9)]), { equipment: [boat('a'), boat('b', { divisionCode: OTHER })] }).recommended).toBe(2)
  })
  it('is not promised to two lines', () => {
    const { lines } = recommend(ask([boats(2), { ...boats(2), key: '4' }]), { ...empty, equipment: [boat('a'), boat('b'), boat('c')] })
    expect(lines.map(({ recommended }) => recommended)).toEqual([2, 1])
  })
})

describe('goods', () => {
  const warehouses = [store('w1', 0.1), store('w2', 0.2)]
  it('go earliest expiry first over the warehouses, then the shortest way; what does not expire comes last', () => {
    const lots = [lot('keeps', 'w1', 50, null), lot('late', 'w1', 50, '2020-06-01'), lot('soon', 'w2', 30, '2019-10-01'), lot('same-far', 'w2', 30, '2020-06-01')]
    expect(first(ask([blankets(60)]), { warehouses, lots }).sent).toEqual([['w1', 30], ['w2', 30]])
    expect(first(ask([blankets(130)]), { warehouses, lots }).sent).toEqual([['w1', 70], ['w2', 60]])
    expect(first(ask([blankets(60)]), { warehouses, lots }).candidates[1]?.reasons.join()).toContain('2019-10-01 到期')
  })
  it('that come too late come after those in time', () => {
    const lots = [lot('near', 'w1', 30, '2021-01-01'), lot('far', 'w2', 30, '2019-09-01')]
    const tight = ask([blankets(30)], { neededBy: '2019-08-10T07:50:00.000Z' })
    expect(first(tight, { warehouses, lots }).sent).toEqual([['w1', 30]])
  })
  it('never go when expired, and leave the minimum unless it is urgent', () => {
    const lots = [lot('over', 'w1', 0, '2019-01-01', { expired: 40 }), lot('good', 'w1', 100, '2020-06-01')]
    const minimums = [{ warehouseId: 'w1', itemId: 'blanket', quantity: 60 }]
    const line = first(ask([blankets(80)]), { warehouses, lots, minimums })
    expect(line).toMatchObject({ recommended: 40, shortage: 40 })
    expect(line.candidates[0]?.cautions.join()).toMatch(/40 床已过期.*最低储备 60/)
    const urgent = first(ask([blankets(80)], { priority: 2 }), { warehouses, lots, minimums })
    expect(urgent).toMatchObject({ recommended: 80, shortage: 0 })
    expect(urgent.candidates[0]?.cautions.join()).toContain('动用最低储备 40')
  })
  it('have what stands in for them named when they run out', () => {
    const line = first(ask([blankets(10)]), { warehouses, items: [{ id: 'blanket', name: '毛毯', unit: '床' }, { id: 'quilt', name: '棉被（加厚）', unit: '条' }, { id: 'water', name: '矿泉水', unit: '箱' }], lots: [lot('q', 'w2', 30, null, { itemId: 'quilt' }), lot('q1', 'w1', 40, null, { itemId: 'quilt' }), lot('w', 'w1', 70, null, { itemId: 'water' })] })
    expect(line.substitutes).toMatchObject([{ name: '棉被（加厚）', available: 70, why: '同为御寒寝具', itemId: 'quilt', unit: '条', candidates: [{ id: 'w1', available: 40, recommended: 0 }, { id: 'w2', available: 30, recommended: 0 }] }])
    expect(first(ask([people(30)]), { teams: [team('search', { capabilities: ['search'], strength: 25 })] }).substitutes).toMatchObject([{ name: '搜索营救队伍', available: 25, itemId: null, candidates: [] }])
  })
  it('are the best units there are: brute force over units', () => {
    const lotOf = fc.record({ warehouse: fc.integer({ min: 0, max: 2 }), available: fc.integer({ min: 0, max: 4 }), expires: fc.integer({ min: 1, max: 4 }), kept: fc.boolean() })
    fc.assert(fc.property(fc.array(lotOf, { maxLength: 5 }), fc.integer({ min: 1, max: 8 }), (given, wanted) => {
      const places = [store('a', 0.1), store('b', 0.2), store('c', 0.3)]
      const lots = given.map((each, index) => lot(`l${String(index)}`, places[each.warehouse]?.id ?? '', each.available, each.kept ? null : `2019-1${String(each.expires - 1)}-01`))
      const line = first(ask([blankets(wanted)], { neededBy: '2019-08-12T00:00:00.000Z' }), { warehouses: places, lots })
      // Every unit on its own with what decides about it; all subsets of the wanted size are compared, the least sorted list wins.
      const units = lots.flatMap((each) => Array.from({ length: each.available }, () => ({ warehouseId: each.warehouseId, cost: `${each.expiresOn ?? '9999'}|${each.warehouseId}` })))
      const size = Math.min(wanted, units.length)
      let best: string[] | null = null
      const choose = (from: number, chosen: typeof units) => {
        if (chosen.length === size) {
          const costs = chosen.map(({ cost }) => cost).sort()
          if (best === null || costs.join() < best.join()) best = costs
          return
        }
        for (let index = from; index < units.length && index - from <= units.length - (size - chosen.length); index += 1) {
          const unit = units[index]
          if (unit && !(index > from && units[index - 1]?.cost === unit.cost)) choose(index + 1, [...chosen, unit])
        }
      }
      choose(0, [])
      const expected = new Map<string, number>()
      for (const cost of (best ?? []) as string[]) expected.set(cost.split('|')[1] ?? '', (expected.get(cost.split('|')[1] ?? '') ?? 0) + 1)
      expect(new Map(line.sent)).toEqual(expected)
    }), { numRuns: 60 })
  })
})

describe('the whole package', () => {
  it('is the same whatever order the sources come in, and promises nothing twice', () => {
    const teams = ['a', 'b', 'c', 'd'].map((id, index) => team(id, { position: north(index / 50), capabilities: index % 2 === 0 ? ['water-rescue'] : ['water-rescue', 'search'] }))
    const equipment = ['e', 'f', 'g'].map((id) => boat(id))
    const lots = [lot('l1', 'w1', 5, '2020-01-01'), lot('l2', 'w1', 5, '2020-01-01')]
    const pool = { ...empty, teams, equipment, lots, warehouses: [store('w1', 0.1)] }
    const wanted = ask([people(15), boats(2), blankets(7), { ...people(15), key: '5' }, { ...blankets(7), key: '6' }])
    const result = recommend(wanted, pool)
    expect(recommend(wanted, { ...pool, teams: [...teams].reverse(), equipment: [...equipment].reverse(), lots: [...lots].reverse() })).toEqual(result)
    const sent = result.lines.flatMap(({ candidates }) => candidates.filter(({ kind, recommended }) => kind !== 'goods' && recommended > 0).map(({ id }) => id))
    expect(new Set(sent).size).toBe(sent.length)
    expect(result.lines.filter(({ unit }) => unit === '床').map(({ recommended, shortage }) => [recommended, shortage])).toEqual([[7, 0], [3, 4]])
    expect(result.travelBasis).toContain('时速 40 公里')
  })
})
