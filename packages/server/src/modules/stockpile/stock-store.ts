import { divisionAt, divisionLevelOf, divisionLevels, legalDay, Problem, type Instant } from '@fengsui/contract/kernel'
import type { Item, Lot, StockMinimum, StockMove, Warehouse } from '@fengsui/contract/stockpile'
import { sql } from 'kysely'
import type { Actor, Scope } from '../../platform/actor.ts'
import type { Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

/** Takes a warehouse of the jurisdiction. @throws Problem not-found */
export async function lockWarehouse(objects: ObjectStore, tx: Transaction, scope: Scope, id: string): Promise<Warehouse> {
  const [row] = await objects.read(tx, 'warehouse', sql`t.id = ${id}::uuid and ${withinScope(scope, sql`t.division_code`)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这个仓库，可能不在您的辖区内')
  return row as unknown as Warehouse
}

/** Warehouses of the jurisdiction, not taken: goods are guarded by their lots. @throws Problem not-found for any that is missing or outside */
export async function getWarehouses(objects: ObjectStore, tx: Transaction, scope: Scope, ids: readonly string[]): Promise<Map<string, Warehouse>> {
  const rows = (await objects.read(tx, 'warehouse', sql`t.id = any(${[...ids]}::uuid[]) and ${withinScope(scope, sql`t.division_code`)}`)) as unknown as Warehouse[]
  if (rows.length !== new Set(ids).size) throw new Problem('not-found', '没有找到这个仓库，可能不在您的辖区内')
  return new Map(rows.map((row) => [row.id, row]))
}

/** Any warehouse by id, for goods that are already on the way from it. */
export async function getWarehouseOf(objects: ObjectStore, tx: Transaction, id: string): Promise<Warehouse> {
  const [row] = await objects.read(tx, 'warehouse', sql`t.id = ${id}::uuid`)
  if (!row) throw new Problem('not-found', '没有找到这个仓库')
  return row as unknown as Warehouse
}

/** Places whose catalogue of goods counts here: the own one and those above. */
export function cataloguePlaces(divisionCode: string): string[] {
  return divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1).map((level) => divisionAt(divisionCode, level))
}

/** Items by id, of a catalogue that counts here or lies in the jurisdiction. @throws Problem invalid-input for any other */
export async function getItems(objects: ObjectStore, tx: Transaction, actor: Actor, ids: readonly string[]): Promise<Map<string, Item>> {
  const rows = (await objects.read(tx, 'item', sql`t.id = any(${[...ids]}::uuid[]) and (t.division_code = any(${cataloguePlaces(actor.divisionCode)}::text[]) or ${withinScope(actor.scope, sql`t.division_code`)})`)) as unknown as Item[]
  const found = new Map(rows.map((row) => [row.id, row]))
  const missing = ids.findIndex((id) => !found.has(id))
  if (missing >= 0) throw new Problem('invalid-input', '物资目录里没有这个品种，请重新选择', [{ path: ids.length > 1 ? `lines.${missing}.itemId` : 'itemId', message: '没有这个品种' }])
  return found
}

/** Names of items by id, whatever their catalogue. */
export async function getItemNames(tx: Transaction, ids: readonly string[]): Promise<Map<string, { name: string; unit: string }>> {
  const { rows } = await sql<{ id: string; name: string; unit: string }>`select id, name, unit from item where id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

export async function isItemKnown(tx: Transaction, divisionCode: string, code: string, name: string): Promise<boolean> {
  const { rows } = await sql`select 1 from item where division_code = any(${cataloguePlaces(divisionCode)}::text[]) and code = ${code} and name = ${name}`.execute(tx)
  return rows.length > 0
}

/** Takes all lots of the items in the warehouses, in id order, so that two orders wait for each other instead of taking the same goods. */
export async function lockLots(objects: ObjectStore, tx: Transaction, warehouseIds: readonly string[], itemIds: readonly string[]): Promise<Lot[]> {
  return (await objects.read(tx, 'lot', sql`t.warehouse_id = any(${[...warehouseIds]}::uuid[]) and t.item_id = any(${[...itemIds]}::uuid[]) and t.quantity > 0`, { lock: true })) as unknown as Lot[]
}

/** Takes lots by id, in id order. */
export async function lockLotsById(objects: ObjectStore, tx: Transaction, ids: readonly string[]): Promise<Map<string, Lot>> {
  const rows = (await objects.read(tx, 'lot', sql`t.id = any(${[...ids]}::uuid[])`, { lock: true })) as unknown as Lot[]
  return new Map(rows.map((row) => [row.id, row]))
}

/** Takes a lot of the jurisdiction. @throws Problem not-found */
export async function lockLot(objects: ObjectStore, tx: Transaction, scope: Scope, id: string): Promise<Lot> {
  const [row] = await objects.read(tx, 'lot', sql`t.id = ${id}::uuid and ${withinScope(scope, sql`t.division_code`)}`, { lock: true })
  if (!row) throw new Problem('not-found', '没有找到这个批次，可能不在您的辖区内')
  return row as unknown as Lot
}

export async function isLotNumberTaken(tx: Transaction, warehouseId: string, number: string): Promise<boolean> {
  const { rows } = await sql`select 1 from lot where warehouse_id = ${warehouseId}::uuid and number = ${number}`.execute(tx)
  return rows.length > 0
}

/** Ledger lines of a dispatch, oldest first; whoever books for the same dispatch at the same time waits. */
export async function listMovesOf(objects: ObjectStore, tx: Transaction, dispatchId: string): Promise<StockMove[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`stock-dispatch:${dispatchId}`}, 0))`.execute(tx)
  return (await objects.read(tx, 'stock-move', sql`t.dispatch_id = ${dispatchId}::uuid`, { order: sql`t.moved_at, t.id` })) as unknown as StockMove[]
}

/** Ledger lines of the jurisdiction that wait for papers, taken. */
export async function lockMoves(objects: ObjectStore, tx: Transaction, scope: Scope, ids: readonly string[]): Promise<StockMove[]> {
  return (await objects.read(tx, 'stock-move', sql`t.id = any(${[...ids]}::uuid[]) and ${withinScope(scope, sql`t.division_code`)}`, { lock: true })) as unknown as StockMove[]
}

/** Of the platform's own accord, for the timer. */
export async function lockMovesById(objects: ObjectStore, tx: Transaction, ids: readonly string[]): Promise<StockMove[]> {
  return (await objects.read(tx, 'stock-move', sql`t.id = any(${[...ids]}::uuid[])`, { lock: true })) as unknown as StockMove[]
}

export async function findMinimum(objects: ObjectStore, tx: Transaction, warehouseId: string, itemId: string): Promise<StockMinimum | null> {
  const [row] = await objects.read(tx, 'stock-minimum', sql`t.warehouse_id = ${warehouseId}::uuid and t.item_id = ${itemId}::uuid`, { lock: true })
  return (row ?? null) as unknown as StockMinimum | null
}

/** The unit goods go to, anywhere: help crosses borders. @throws Problem invalid-input */
export async function requireReceiver(tx: Transaction, unitId: string): Promise<void> {
  const { rows } = await sql`select 1 from unit where id = ${unitId}::uuid and status = 'active'`.execute(tx)
  if (rows.length === 0) throw new Problem('invalid-input', '没有这个接收单位，请重新选择', [{ path: 'receiverUnitId', message: '请重新选择接收单位' }])
}

/** @throws Problem not-found unless the incident may be seen */
export async function requireIncident(tx: Transaction, scope: Scope, incidentId: string): Promise<void> {
  const { rows } = await sql`select 1 from incident t where id = ${incidentId}::uuid and ${withinScope(scope, sql`t.division_code`, sql`'incident:' || t.id`)}`.execute(tx)
  if (rows.length === 0) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
}

/** Next numbers of a county's (or city's) day, `T331099-20190810-00001`, `count` of them; whoever asks at the same time waits. */
async function nextNumbers(tx: Transaction, table: 'lot' | 'stock_move', letter: string, divisionCode: string, at: Instant, count: number): Promise<string[]> {
  const prefix = `${letter}${divisionAt(divisionCode, divisionLevelOf(divisionCode) === 'city' ? 'city' : 'county').slice(0, 6)}-${legalDay(at)}-`
  await sql`select pg_advisory_xact_lock(hashtextextended(${`stock-number:${prefix}`}, 0))`.execute(tx)
  const { rows } = await sql<{ last: string | null }>`select max(number collate "C") as last from ${sql.table(table)} where starts_with(number, ${prefix}) and length(number) = ${prefix.length + 5}`.execute(tx)
  const last = rows[0]?.last ? Number(rows[0].last.slice(prefix.length)) : 0
  return Array.from({ length: count }, (_, index) => `${prefix}${String(last + index + 1).padStart(5, '0')}`)
}

/** Numbers of ledger lines (台账). */
export const nextMoveNumbers = (tx: Transaction, divisionCode: string, at: Instant, count: number): Promise<string[]> => nextNumbers(tx, 'stock_move', 'T', divisionCode, at, count)
/** Number of a lot (批次) that brought none. */
export const nextLotNumbers = (tx: Transaction, divisionCode: string, at: Instant, count: number): Promise<string[]> => nextNumbers(tx, 'lot', 'P', divisionCode, at, count)

/** The unit a warehouse is to belong to. @throws Problem invalid-input for one that is unknown, retired or outside the jurisdiction */
export async function getOwner(tx: Transaction, actor: Actor, unitId: string): Promise<{ id: string; divisionCode: string }> {
  const { rows } = await sql<{ id: string; divisionCode: string }>`select id, division_code as "divisionCode" from unit t where id = ${unitId}::uuid and status = 'active' and ${withinScope(actor.scope, sql`t.division_code`)}`.execute(tx)
  if (!rows[0]) throw new Problem('invalid-input', '没有这个单位，或不在您的辖区，请重新选择', [{ path: 'unitId', message: '请重新选择管理单位' }])
  return rows[0]
}

/** @throws Problem invalid-input unless the person is in office in the jurisdiction */
export async function requirePerson(tx: Transaction, actor: Actor, personId: string): Promise<void> {
  const { rows } = await sql`select 1 from person t where id = ${personId}::uuid and status = 'active' and ${withinScope(actor.scope, sql`t.division_code`)}`.execute(tx)
  if (rows.length === 0) throw new Problem('invalid-input', '没有这个人，或不在您的辖区，请重新选择', [{ path: 'keeperPersonId', message: '请重新选择仓管员' }])
}

export async function holdsGoods(tx: Transaction, warehouseId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from lot where warehouse_id = ${warehouseId}::uuid and quantity > 0 limit 1`.execute(tx)
  return rows.length > 0
}
