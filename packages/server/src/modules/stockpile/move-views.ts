import { Problem } from '@fengsui/contract/kernel'
import type { LotView, StockMove, StockMoveView } from '@fengsui/contract/stockpile'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { accounts, balances, compare } from './stock-rules.ts'
import { getLotView } from './warehouse-views.ts'

interface MoveRow {
  o: Parameters<ObjectStore['toObject']>[1]
  itemName: string
  unit: string
  lotNumber: string
  warehouseName: string
  dispatchNumber: string | null
  fromUnit: string | null
  toUnit: string | null
}

/** What an account is called on screen. */
function sayAccount(account: string, row: Pick<MoveRow, 'lotNumber' | 'warehouseName' | 'dispatchNumber'>, unitName: string | null): string {
  if (account === accounts.supplier) return '供货'
  if (account === accounts.scrapped) return '报废'
  if (account === accounts.difference) return '差额'
  if (account.startsWith('transit:')) return row.dispatchNumber === null ? '在途' : `在途（${row.dispatchNumber}）`
  if (account.startsWith('receiver:')) return unitName ?? '接收单位'
  return `${row.warehouseName} ${row.lotNumber}`
}

const receiverOf = (column: 'from_account' | 'to_account') => sql`case when t.${sql.id(column)} like 'receiver:%' then substr(t.${sql.id(column)}, 10)::uuid end`

async function readMoves(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<{ move: StockMoveView; row: MoveRow }[]> {
  const { rows } = await sql<MoveRow>`
    select to_jsonb(t) as o, i.name as "itemName", i.unit, l.number as "lotNumber", w.name as "warehouseName", d.number as "dispatchNumber", fu.name as "fromUnit", tu.name as "toUnit"
    from stock_move t join item i on i.id = t.item_id join lot l on l.id = t.lot_id join warehouse w on w.id = t.warehouse_id left join dispatch d on d.id = t.dispatch_id
      left join unit fu on fu.id = ${receiverOf('from_account')} left join unit tu on tu.id = ${receiverOf('to_account')}
    where ${withinScope(actor.scope, sql`t.division_code`)} and ${where} ${tail}`.execute(db)
  const moves = rows.map((row) => ({ row, move: objects.toObject('stock-move', row.o) as unknown as StockMove }))
  const valueOf = await readPersonalFacts(db, moves.map(({ move }) => move.note))
  return moves.map(({ row, move }) => ({
    row,
    move: { ...move, note: valueOf(move.note), itemName: row.itemName, unit: row.unit, lotNumber: row.lotNumber, warehouseName: row.warehouseName, fromName: sayAccount(move.fromAccount, row, row.fromUnit), toName: sayAccount(move.toAccount, row, row.toUnit) },
  }))
}

/** Condition for what comes after a cursor `<instant>|<id>`. @throws Problem invalid-input for anything else */
function afterCursor(after: string | undefined): RawBuilder<unknown> {
  if (after === undefined) return sql`true`
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\|([0-9a-f-]{36})$/.exec(after) ?? []
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  return sql`(t.moved_at, t.id) < (${at}::timestamptz, ${id}::uuid)`
}

export interface MoveFilter {
  warehouseId?: string | undefined
  itemId?: string | undefined
  lotId?: string | undefined
  incidentId?: string | undefined
  since?: string | undefined
}

const equals = (column: string, value: string | undefined) => (value === undefined ? sql`true` : sql`t.${sql.id(column)} = ${value}::uuid`)

/** The ledger of the jurisdiction, newest first. */
export async function listStockMoves(objects: ObjectStore, db: Queryable, actor: Actor, query: MoveFilter & { limit: number; after?: string | undefined }): Promise<{ items: StockMoveView[]; next: string | null }> {
  const where = sql`${equals('warehouse_id', query.warehouseId)} and ${equals('item_id', query.itemId)} and ${equals('lot_id', query.lotId)} and ${equals('incident_id', query.incidentId)}
    and ${query.since === undefined ? sql`true` : sql`t.moved_at >= ${query.since}::timestamptz`} and ${afterCursor(query.after)}`
  const found = (await readMoves(objects, db, actor, where, sql`order by t.moved_at desc, t.id desc limit ${query.limit + 1}`)).map(({ move }) => move)
  const page = found.slice(0, query.limit)
  const last = page.at(-1)
  return { items: page, next: found.length > query.limit && last ? `${last.movedAt}|${last.id}` : null }
}

/** Lines by id, for the answer to the command that booked them. */
export async function getMoves(objects: ObjectStore, db: Queryable, actor: Actor, ids: readonly string[]): Promise<StockMoveView[]> {
  return (await readMoves(objects, db, actor, sql`t.id = any(${[...ids]}::uuid[])`, sql`order by t.number`)).map(({ move }) => move)
}

/** Where a lot came from and who holds its goods now: every line, and every account that still holds some (精确溯源). */
export async function traceLot(objects: ObjectStore, db: Queryable, actor: Actor, now: string, lotId: string): Promise<{ lot: LotView; moves: StockMoveView[]; holders: { account: string; name: string; quantity: number }[] }> {
  const lot = await getLotView(objects, db, actor, now, lotId)
  const moves = (await readMoves(objects, db, actor, sql`t.lot_id = ${lotId}::uuid`, sql`order by t.moved_at, t.number, t.id`)).map(({ move }) => move)
  const names = new Map(moves.flatMap((move) => [[move.fromAccount, move.fromName], [move.toAccount, move.toName]] as const))
  const holders = [...balances(moves)].flatMap(([key, quantity]) => {
    const account = key.slice(0, key.lastIndexOf('|'))
    return quantity === 0 || account === accounts.supplier ? [] : [{ account, name: names.get(account) ?? account, quantity }]
  })
  return { lot, moves, holders: holders.sort((a, b) => b.quantity - a.quantity || compare(a.account, b.account)) }
}

/** Proof that every lot of the jurisdiction holds what its ledger says, and what is on the way. One pass over the ledger. */
export async function reconcileStock(db: Queryable, actor: Actor): Promise<{ balanced: boolean; lots: number; moves: number; differences: { lotId: string; lotNumber: string; itemName: string; book: number; ledger: number }[]; inTransit: { itemName: string; unit: string; quantity: number }[] }> {
  const scope = withinScope(actor.scope, sql`t.division_code`)
  const { rows } = await sql<{ lots: number; moves: number }>`select (select count(*) from lot t where ${scope}) as lots, (select count(*) from stock_move t where ${scope}) as moves`.execute(db)
  const wrong = await sql<{ lotId: string; lotNumber: string; itemName: string; book: number; ledger: number }>`
    select t.id as "lotId", t.number as "lotNumber", i.name as "itemName", t.quantity as book, coalesce(s.ledger, 0)::bigint as ledger
    from lot t join item i on i.id = t.item_id
      left join (select lot_id, sum(case when to_account = 'lot:' || lot_id then quantity else 0 end - case when from_account = 'lot:' || lot_id then quantity else 0 end) as ledger from stock_move group by lot_id) s on s.lot_id = t.id
    where ${scope} and t.quantity <> coalesce(s.ledger, 0) order by t.number, t.id limit 200`.execute(db)
  const transit = await sql<{ itemName: string; unit: string; quantity: number }>`
    select i.name as "itemName", i.unit, sum(case when t.to_account like 'transit:%' then t.quantity else 0 end - case when t.from_account like 'transit:%' then t.quantity else 0 end)::bigint as quantity
    from stock_move t join item i on i.id = t.item_id where ${scope} and t.dispatch_id is not null group by i.id
    having sum(case when t.to_account like 'transit:%' then t.quantity else 0 end - case when t.from_account like 'transit:%' then t.quantity else 0 end) <> 0 order by i.code, i.name`.execute(db)
  return { balanced: wrong.rows.length === 0, lots: rows[0]?.lots ?? 0, moves: rows[0]?.moves ?? 0, differences: wrong.rows, inTransit: transit.rows }
}
