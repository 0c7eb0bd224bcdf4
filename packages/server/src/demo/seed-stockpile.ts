import { legalDay } from '@fengsui/contract/kernel'
import type { CommandContext } from '../platform/commands/context.ts'
import { DEMO_CITY } from './demo-accounts.ts'
import type { DemoDivision } from './demo-geography.ts'
import { cityBlankets, demoItems, demoMinimums, type DemoItem } from './demo-goods.ts'
import type { OrganisationSeed } from './seed-organisation.ts'
import { created, createGround, near, PlaceEntries } from './seed-resources.ts'
import { createSeededRandom, type SeededRandom } from './seeded-random.ts'

const DAY = 86_400_000
const dayAfter = (at: string, days: number) => new Date(Date.parse(at) + days * DAY).toISOString().slice(0, 10)

/** How many units of a thing lie in one lot, by what it is measured in. */
function usualQuantity(random: SeededRandom, unit: string, city: boolean): number {
  const [low, high] = unit === '条' || unit === '平方米' || unit === '只' || unit === '米' ? [800, 9000] : unit === '台' || unit === '套' || unit === '座' || unit === '艘' || unit === '部' || unit === '辆' ? [2, 18] : [60, 900]
  return random.whole(low, high) * (city ? 2 : 1)
}

interface NewLot {
  item: DemoItem
  itemId: string
  quantity: number
  daysLeft: number | null
}

/**
 * Catalogue, warehouses with keepers, lots with their opening lines, minimums: 23 warehouses, about 400 lots of 60 goods, all invented. Expiry counts
 * from the day of the seed: some run out soon, one has expired and must never be issued.
 */
export function recordStockpile(ctx: CommandContext, divisions: readonly DemoDivision[], organisation: OrganisationSeed): void {
  const ground = createGround(ctx, divisions, organisation)
  const random = createSeededRandom('stockpile')
  const entries = new PlaceEntries()
  const items = demoItems.map((item) => ({ item, itemId: ctx.newId() }))
  for (const { item: [code, name, unit, shelfLifeMonths], itemId } of items) {
    entries.add(DEMO_CITY, created('item', itemId, { code, name, unit, divisionCode: DEMO_CITY, status: 'active', ...(shelfLifeMonths === null ? {} : { shelfLifeMonths }) }))
  }
  let turn = 0
  for (const place of ground.places) {
    const isCity = place.code === DEMO_CITY
    const names = isCity ? (['救灾物资储备库', '防汛物资储备库', '应急装备储备库'] as const) : (['救灾物资储备库', '防汛物资储备库'] as const)
    const numbers = { lot: 0, move: 0 }
    names.forEach((name, index) => {
      const id = ctx.newId()
      const unitId = ground.unitOf(place.code, name === '救灾物资储备库' ? 'grain' : 'emergency')
      const keeper = organisation.addPerson(unitId, place.code, '仓管员')
      entries.add(place.code, created('warehouse', id, { name: place.name + name, mode: 'physical', divisionCode: place.code, unitId, keeperPersonId: keeper.id, position: { ...near(random, place.position) }, confirmedAt: ctx.at, status: 'active' }))
      for (const change of keeper.changes) entries.add(place.code, change)
      const lots = listLots(random, items, { isCity, index, turn })
      turn += 7
      for (const lot of lots) addLot(ctx, entries, random, { ...lot, warehouseId: id, place: place.code, numbers })
      for (const [wanted, city, county] of demoMinimums) {
        const held = lots.find(({ item: [, known] }) => known === wanted)
        if (held) entries.add(place.code, created('stock-minimum', ctx.newId(), { warehouseId: id, itemId: held.itemId, divisionCode: place.code, quantity: isCity ? city : county }))
      }
    })
  }
  entries.record(ctx, 'stockpile.imported')
}

/** Lots of one warehouse: what the story needs, then the catalogue in turn, so that all 60 goods lie somewhere. */
function listLots(random: SeededRandom, items: readonly { item: DemoItem; itemId: string }[], where: { isCity: boolean; index: number; turn: number }): NewLot[] {
  const { isCity, index, turn } = where
  const lotsOf = (name: string, parts: readonly (readonly [number | null, number])[]): NewLot[] => {
    const found = items.find(({ item: [, known] }) => known === name)
    return found ? parts.map(([daysLeft, quantity]) => ({ ...found, quantity, daysLeft })) : []
  }
  const fixed = isCity && index === 0
    ? [...lotsOf('毛毯', cityBlankets), ...lotsOf('棉被', [[480, 2600]]), ...lotsOf('折叠床', [[null, 1800]]), ...lotsOf('瓶装饮用水', [[40, 1200], [210, 2600]]), ...lotsOf('方便食品', [[-20, 340], [55, 900]])]
    : index === 0 ? [...lotsOf('毛毯', [[120, random.whole(300, 700)], [900, random.whole(200, 500)]]), ...lotsOf('棉被', [[700, random.whole(300, 700)]]), ...lotsOf('瓶装饮用水', [[random.whole(20, 200), random.whole(300, 900)]])] : [...lotsOf('救生衣', [[random.whole(200, 900), random.whole(300, 700) * (isCity ? 4 : 1)]]), ...lotsOf('编织袋', [[random.whole(100, 900), random.whole(9000, 15_000) * (isCity ? 5 : 1)]])]
  const wanted = isCity ? 24 : 10
  const taken = new Set(fixed.map(({ itemId }) => itemId))
  const rest = Array.from({ length: items.length }, (_, step) => items[(turn + step) % items.length]).filter((each) => each !== undefined && !taken.has(each.itemId)).slice(0, wanted)
  return [...fixed, ...rest.flatMap((each) => {
    if (!each) return []
    const months = each.item[3]
    const lots = random.whole(0, 4) === 0 ? 2 : 1
    return Array.from({ length: lots }, () => ({ ...each, quantity: usualQuantity(random, each.item[2], isCity), daysLeft: months === null ? null : random.whole(25, months * 30) }))
  })]
}

function addLot(ctx: CommandContext, entries: PlaceEntries, random: SeededRandom, lot: NewLot & { warehouseId: string; place: string; numbers: { lot: number; move: number } }): void {
  const { itemId, quantity, warehouseId, place, numbers, item: [, , , months] } = lot
  const id = ctx.newId()
  const series = `${place.slice(0, 6)}-${legalDay(ctx.at)}`
  const next = (kind: 'lot' | 'move') => String((numbers[kind] += 1)).padStart(5, '0')
  entries.add(place, created('lot', id, {
    number: `P${series}-${next('lot')}`, warehouseId, itemId, divisionCode: place, quantity, reserved: 0, location: `${String.fromCharCode(65 + random.whole(0, 5))}-${random.whole(1, 8)}-${random.whole(1, 12)}`, receivedAt: ctx.at,
    ...(lot.daysLeft === null || months === null ? {} : { producedOn: dayAfter(ctx.at, lot.daysLeft - months * 30), expiresOn: dayAfter(ctx.at, lot.daysLeft) }),
  }))
  entries.add(place, created('stock-move', ctx.newId(), { number: `T${series}-${next('move')}`, kind: 'opening', warehouseId, itemId, lotId: id, divisionCode: place, fromAccount: 'supplier', toAccount: `lot:${id}`, quantity, movedAt: ctx.at, document: '期初建账' }))
}
