import { divisionRange, Problem, type Protected } from '@fengsui/contract/kernel'
import { confirmDays } from '@fengsui/contract/resources'
import { expiringDays, type Item, type ItemStock, type Lot, type LotView, type StockLine, type Warehouse, type WarehouseView } from '@fengsui/contract/stockpile'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { maskPhone, readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { containsPattern, readCursor, writeCursor } from '../org/index.ts'
import { mayEdit } from './stock-policy.ts'
import { daysLeft, stockDay } from './stock-rules.ts'
import { cataloguePlaces } from './stock-store.ts'

type ObjectRow = Parameters<ObjectStore['toObject']>[1]

export interface Page {
  limit: number
  after?: string | undefined
  q?: string | undefined
}

/** What lies in each warehouse of each item (row `c`): in all, expired, and how much is missing to the minimum. Reserves count as lying there. */
const cells = (today: string): RawBuilder<unknown> => sql`(
  select coalesce(l.warehouse_id, m.warehouse_id) as warehouse_id, coalesce(l.item_id, m.item_id) as item_id, coalesce(l.quantity, 0) as quantity, coalesce(l.expired, 0) as expired,
         coalesce(l.lots, 0) as lots, coalesce(l.expiring, 0) as expiring, l.first_expires_on, m.quantity as minimum, greatest(0, coalesce(m.quantity, 0) - coalesce(l.quantity, 0) + coalesce(l.expired, 0)) as gap
  from (select warehouse_id, item_id, sum(quantity) as quantity, coalesce(sum(quantity) filter (where expires_on < ${today}::date), 0) as expired, count(*) as lots,
               count(*) filter (where expires_on <= ${today}::date + ${expiringDays}::int) as expiring, min(expires_on) filter (where expires_on >= ${today}::date) as first_expires_on
        from lot where quantity > 0 group by warehouse_id, item_id) l
  full join (select warehouse_id, item_id, quantity from stock_minimum where quantity > 0) m on m.warehouse_id = l.warehouse_id and m.item_id = l.item_id)`

interface WarehouseRow {
  o: ObjectRow
  unitName: string
  placeName: string | null
  keeper: Protected | null
  phone: Protected | null
  stale: boolean
  items: number
  lots: number
  gaps: number
  expiringLots: number
}

async function readWarehouses(objects: ObjectStore, db: Queryable, actor: Actor, now: string, where: RawBuilder<unknown>, limit: number): Promise<WarehouseView[]> {
  const { rows } = await sql<WarehouseRow>`
    select to_jsonb(t) as o, u.name as "unitName", place_name(t.division_code) as "placeName", p.name as keeper,
      (select k.value from contact_point k where k.person_id = p.id and k.status = 'active' and k.kind = 'mobile' order by k.preferred desc, k.id limit 1) as phone,
      t.confirmed_at < ${now}::timestamptz - make_interval(days => ${confirmDays}) as stale,
      coalesce(s.items, 0)::int as items, coalesce(s.lots, 0)::int as lots, coalesce(s.gaps, 0)::int as gaps, coalesce(s.expiring, 0)::int as "expiringLots"
    from warehouse t join unit u on u.id = t.unit_id left join person p on p.id = t.keeper_person_id
      left join (select c.warehouse_id, count(*) filter (where c.quantity > 0) as items, sum(c.lots) as lots, count(*) filter (where c.gap > 0) as gaps, sum(c.expiring) as expiring from ${cells(stockDay(now))} c group by c.warehouse_id) s on s.warehouse_id = t.id
    where ${withinScope(actor.scope, sql`t.division_code`)} and ${where}
    order by t.division_code, t.id limit ${limit}`.execute(db)
  const valueOf = await readPersonalFacts(db, rows.flatMap((row) => [row.keeper, row.phone]))
  const reveal = actor.permissions.has('contact:reveal')
  return rows.map(({ o, keeper, phone, placeName, ...counts }) => {
    const warehouse = objects.toObject('warehouse', o) as unknown as Warehouse
    const number = valueOf(phone)
    return { ...warehouse, ...counts, placeName: placeName ?? '', keeperName: valueOf(keeper), keeperPhone: number === null || reveal ? number : maskPhone(number), mayEdit: mayEdit(actor, warehouse) }
  })
}

/** Warehouses of the jurisdiction with what is short and what runs out. */
export async function listWarehouses(objects: ObjectStore, db: Queryable, actor: Actor, now: string, query: Page & { divisionCode?: string | undefined }): Promise<{ items: WarehouseView[]; next: string | null }> {
  const after = readCursor(query.after)
  const pattern = containsPattern(query.q)
  const items = await readWarehouses(objects, db, actor, now, sql`(t.division_code, t.id) > (${after.divisionCode}, ${after.id}::uuid) and ${inPlace(query.divisionCode)} and (${pattern}::text is null or t.name like ${pattern} or u.name like ${pattern})`, query.limit + 1)
  const page = items.slice(0, query.limit)
  const last = page.at(-1)
  return { items: page, next: items.length > query.limit && last ? writeCursor(last) : null }
}

/** Rows `t` of one place and below; everything without one. */
export function inPlace(divisionCode: string | undefined): RawBuilder<unknown> {
  if (divisionCode === undefined) return sql`true`
  const { lo, hi } = divisionRange(divisionCode)
  return sql`(t.division_code >= ${lo} and t.division_code < ${hi})`
}

/** @throws Problem not-found when missing or outside the jurisdiction */
export async function getWarehouseView(objects: ObjectStore, db: Queryable, actor: Actor, now: string, id: string): Promise<WarehouseView> {
  const [warehouse] = await readWarehouses(objects, db, actor, now, sql`t.id = ${id}::uuid`, 1)
  if (!warehouse) throw new Problem('not-found', '没有找到这个仓库，可能不在您的辖区内')
  return warehouse
}

/** One warehouse with its goods: per item, and lot by lot in the order they go out. */
export async function getWarehousePage(objects: ObjectStore, db: Queryable, actor: Actor, now: string, id: string): Promise<{ warehouse: WarehouseView; stock: StockLine[]; lots: LotView[] }> {
  const warehouse = await getWarehouseView(objects, db, actor, now, id)
  const lots = await readLots(objects, db, actor, now, sql`t.warehouse_id = ${id}::uuid and t.quantity > 0`, sql`order by i.code, i.name, t.expires_on nulls last, t.received_at, t.id`)
  const stock = (await readStock(db, now, sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`)).map(({ warehouses: _, ...line }) => line)
  return { warehouse, stock, lots }
}

/** Lots for which `where` holds (row `t`, item `i`), within the jurisdiction. */
export async function readLots(objects: ObjectStore, db: Queryable, actor: Actor, now: string, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<LotView[]> {
  const { rows } = await sql<{ o: ObjectRow; itemName: string; unit: string }>`
    select to_jsonb(t) as o, i.name as "itemName", i.unit from lot t join item i on i.id = t.item_id where ${withinScope(actor.scope, sql`t.division_code`)} and ${where} ${tail}`.execute(db)
  return rows.map(({ o, itemName, unit }) => {
    const lot = objects.toObject('lot', o) as unknown as Lot
    return { ...lot, itemName, unit, daysLeft: daysLeft(lot.expiresOn, stockDay(now)) }
  })
}

/** @throws Problem not-found when missing or outside the jurisdiction */
export async function getLotView(objects: ObjectStore, db: Queryable, actor: Actor, now: string, id: string): Promise<LotView> {
  const [lot] = await readLots(objects, db, actor, now, sql`t.id = ${id}::uuid`, sql``)
  if (!lot) throw new Problem('not-found', '没有找到这个批次，可能不在您的辖区内')
  return lot
}

type TotalLine = StockLine & { warehouses: number }

/** Stock per item over warehouses `t` for which `where` holds. Gaps are those of single warehouses added up: what lies elsewhere does not fill them. */
async function readStock(db: Queryable, now: string, where: RawBuilder<unknown>, item: RawBuilder<unknown> = sql`true`): Promise<TotalLine[]> {
  const { rows } = await sql<TotalLine>`
    select i.id as "itemId", i.code, i.name, i.unit, sum(c.quantity)::bigint as quantity, sum(c.expired)::bigint as expired, sum(c.lots)::int as lots, min(c.first_expires_on) as "firstExpiresOn",
      sum(c.minimum)::bigint as minimum, sum(c.gap)::bigint as gap, count(*) filter (where c.quantity > 0)::int as warehouses
    from ${cells(stockDay(now))} c join warehouse t on t.id = c.warehouse_id join item i on i.id = c.item_id
    where ${where} and ${item} group by i.id order by i.code, i.name, i.id`.execute(db)
  return rows
}

/** The book of the jurisdiction or of one place in it. */
export async function listStock(db: Queryable, actor: Actor, now: string, query: { divisionCode?: string | undefined; q?: string | undefined }): Promise<{ items: TotalLine[] }> {
  const pattern = containsPattern(query.q)
  return { items: await readStock(db, now, sql`${withinScope(actor.scope, sql`t.division_code`)} and ${inPlace(query.divisionCode)}`, sql`(${pattern}::text is null or i.name like ${pattern} or i.code like ${pattern})`) }
}

/** Warehouses of the jurisdiction that could send a kind of goods now: not expired, not promised; the most first. */
export async function listItemStock(db: Queryable, actor: Actor, now: string, itemId: string): Promise<{ items: ItemStock[] }> {
  const { rows } = await sql<ItemStock>`
    select t.id as "warehouseId", t.name as "warehouseName", u.name as "unitName", coalesce(place_name(t.division_code), '') as "placeName", sum(l.quantity - l.reserved)::bigint as available, min(l.expires_on) as "firstExpiresOn"
    from lot l join warehouse t on t.id = l.warehouse_id and t.status = 'active' join unit u on u.id = t.unit_id
    where l.item_id = ${itemId}::uuid and l.quantity > l.reserved and (l.expires_on is null or l.expires_on >= ${stockDay(now)}::date) and ${withinScope(actor.scope, sql`t.division_code`)}
    group by t.id, u.name order by available desc, t.id`.execute(db)
  return { items: rows }
}

/** The catalogue that counts for the reader: of the own place, of those above, and of those below. */
export async function listItems(objects: ObjectStore, db: Queryable, actor: Actor, query: Page): Promise<{ items: Item[]; next: string | null }> {
  const after = readCursor(query.after)
  const pattern = containsPattern(query.q)
  const rows = (await objects.read(db, 'item', sql`
    (t.division_code = any(${cataloguePlaces(actor.divisionCode)}::text[]) or ${withinScope(actor.scope, sql`t.division_code`)}) and t.status = 'active'
    and (t.division_code, t.id) > (${after.divisionCode}, ${after.id}::uuid) and (${pattern}::text is null or t.name like ${pattern} or t.code like ${pattern})`, { order: sql`t.division_code, t.id`, limit: query.limit + 1 })) as unknown as Item[]
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return { items: page, next: rows.length > query.limit && last ? writeCursor(last) : null }
}

/** One item, for the answer to the command that made it. */
export async function getItem(objects: ObjectStore, db: Queryable, id: string): Promise<Item> {
  const [item] = await objects.read(db, 'item', sql`t.id = ${id}::uuid`)
  if (!item) throw new Error(`item ${id} is gone`)
  return item as unknown as Item
}
