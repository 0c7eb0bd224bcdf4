import { z } from 'zod'
import { CommandId, DivisionCode, Id, Instant, pageOf, PageQuery, Position, Protected, route, text } from '../kernel/index.ts'

/** A lot is called near its end when it expires within this many days. Platform default, no law gives a number. */
export const expiringDays = 90

/** Reserve modes (STK-2). */
export const reserveModes = { physical: '实物储备', agreement: '协议储备', entrusted: '代储' } as const
export const ReserveMode = z.enum(Object.keys(reserveModes) as [keyof typeof reserveModes, ...(keyof typeof reserveModes)[]])
export const Warehouse = z.object({ id: Id, name: z.string(), mode: ReserveMode, divisionCode: z.string(), unitId: Id, keeperPersonId: Id.nullable(), position: Position.nullable(), confirmedAt: z.string(), status: z.enum(['active', 'retired']) })
export type Warehouse = z.infer<typeof Warehouse>

/** First digit of the GB/T 38565 code. */
export const itemClasses = { 1: '基本生活保障物资', 2: '应急装备及配套物资', 3: '工程材料与机械加工设备' } as const
/** A kind of goods of the common catalogue; `divisionCode` is the place that keeps the catalogue. Quantities are whole numbers of `unit`. */
export const Item = z.object({ id: Id, code: z.string(), name: z.string(), unit: z.string(), divisionCode: z.string(), shelfLifeMonths: z.number().nullable(), status: z.enum(['active', 'retired']) })
export type Item = z.infer<typeof Item>

/** A lot (批次): goods that came together and expire together. `quantity` is what lies there now and equals the sum of its ledger; of it, `reserved` is promised to dispatches that have not left yet. */
export const Lot = z.object({ id: Id, number: z.string(), warehouseId: Id, itemId: Id, divisionCode: z.string(), quantity: z.number(), reserved: z.number(), producedOn: z.string().nullable(), expiresOn: z.string().nullable(), location: z.string().nullable(), receivedAt: z.string() })
export type Lot = z.infer<typeof Lot>

export const stockMoveKinds = { opening: '期初', receive: '入库', issue: '出库', return: '归还', scrap: '报废', adjust: '盘盈盘亏' } as const
export type StockMoveKind = keyof typeof stockMoveKinds
/**
 * One line of the ledger, double entry: `quantity` whole units leave `fromAccount` and reach `toAccount`. Accounts are `lot:<id>`, `supplier`,
 * `transit:<dispatch>`, `receiver:<unit>`, `scrapped`, `difference`. Lines are never changed; a mistake is put right by another line.
 */
export const StockMove = z.object({ id: Id, number: z.string(), kind: z.enum(Object.keys(stockMoveKinds) as [StockMoveKind, ...StockMoveKind[]]), warehouseId: Id, itemId: Id, lotId: Id, divisionCode: z.string(), fromAccount: z.string(), toAccount: z.string(), quantity: z.number(), incidentId: Id.nullable(), dispatchId: Id.nullable(), movedAt: z.string(), document: z.string().nullable(), /** 先调后补 (STK-8): papers follow within 24 h of the telephone order. */ papersDueAt: z.string().nullable(), papersAt: z.string().nullable(), papersOverdueAt: z.string().nullable(), note: Protected.nullable() })
export type StockMove = z.infer<typeof StockMove>

/** The least that a warehouse must hold of an item, by the standard of its level (STK-1). */
export const StockMinimum = z.object({ id: Id, warehouseId: Id, itemId: Id, divisionCode: z.string(), quantity: z.number() })
export type StockMinimum = z.infer<typeof StockMinimum>

export const LotView = Lot.extend({ itemName: z.string(), unit: z.string(), /** Days until expiry, negative when over; null for goods that keep. */ daysLeft: z.number().nullable() })
export type LotView = z.infer<typeof LotView>
export const StockLine = z.object({ itemId: Id, code: z.string(), name: z.string(), unit: z.string(), quantity: z.number(), /** Not issuable any more; included in `quantity`. */ expired: z.number(), lots: z.number(), firstExpiresOn: z.string().nullable(), minimum: z.number().nullable(), gap: z.number() })
export type StockLine = z.infer<typeof StockLine>
/** One kind of goods in one warehouse: what may still be promised, and what of it runs out first. */
export const ItemStock = z.object({ warehouseId: Id, warehouseName: z.string(), unitName: z.string(), placeName: z.string(), available: z.number(), firstExpiresOn: z.string().nullable() })
export type ItemStock = z.infer<typeof ItemStock>
export const WarehouseView = Warehouse.extend({ unitName: z.string(), placeName: z.string(), keeperName: z.string().nullable(), keeperPhone: z.string().nullable(), items: z.number(), lots: z.number(), gaps: z.number(), expiringLots: z.number(), stale: z.boolean(), mayEdit: z.boolean() })
export type WarehouseView = z.infer<typeof WarehouseView>
export const StockMoveView = StockMove.omit({ note: true }).extend({ note: z.string().nullable(), itemName: z.string(), unit: z.string(), lotNumber: z.string(), warehouseName: z.string(), toName: z.string(), fromName: z.string() })
export type StockMoveView = z.infer<typeof StockMoveView>

const command = z.object({ commandId: CommandId })
const quantity = z.number('请填数量').int('数量应为整数').min(1, '数量至少 1').max(100_000_000, '数量过大')
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期格式为 2026-01-31')
const WarehouseParams = z.object({ warehouseId: Id })
const WarehouseFields = { name: text(2, 60), mode: ReserveMode, unitId: Id, keeperPersonId: Id.nullable().default(null), position: Position }

export const stockpileRoutes = {
  listWarehouses: route({ method: 'GET', path: '/warehouses', access: 'stock:read', tag: '物资', summary: '仓库', schema: { query: PageQuery.extend({ q: z.string().max(40).optional(), divisionCode: DivisionCode.optional() }), response: pageOf(WarehouseView) } }),
  getWarehouse: route({ method: 'GET', path: '/warehouses/:warehouseId', access: 'stock:read', tag: '物资', summary: '一个仓库：品种、批次、缺口', schema: { params: WarehouseParams, response: z.object({ warehouse: WarehouseView, stock: z.array(StockLine), lots: z.array(LotView) }) } }),
  createWarehouse: route({ method: 'POST', path: '/warehouses', access: 'stock:edit', tag: '物资', summary: '登记仓库', schema: { body: command.extend(WarehouseFields), response: WarehouseView } }),
  updateWarehouse: route({ method: 'POST', path: '/warehouses/:warehouseId', access: 'stock:edit', tag: '物资', summary: '修改仓库', schema: { params: WarehouseParams, body: command.extend({ ...WarehouseFields, status: z.enum(['active', 'retired']) }), response: WarehouseView } }),
  listItems: route({ method: 'GET', path: '/items', access: 'stock:read', tag: '物资', summary: '物资目录', schema: { query: PageQuery.extend({ q: z.string().max(40).optional() }), response: pageOf(Item) } }),
  createItem: route({ method: 'POST', path: '/items', access: 'stock:edit', tag: '物资', summary: '目录增加品种', schema: { body: command.extend({ code: z.string().regex(/^[123]\d{6}$/, '编码为 7 位数字，首位 1–3（GB/T 38565）'), name: text(1, 40), unit: text(1, 8), shelfLifeMonths: z.number().int().min(1).max(600).nullable().default(null) }), response: Item } }),
  listStock: route({ method: 'GET', path: '/stock', access: 'stock:read', tag: '物资', summary: '辖区库存总账：各品种合计、最早到期、缺口', schema: { query: z.object({ divisionCode: DivisionCode.optional(), q: z.string().max(40).optional() }), response: z.object({ items: z.array(StockLine.extend({ warehouses: z.number() })) }) } }),
  listItemStock: route({ method: 'GET', path: '/items/:itemId/stock', access: 'stock:read', tag: '物资', summary: '一种物资在哪些仓库还有多少可调', schema: { params: z.object({ itemId: Id }), response: z.object({ items: z.array(ItemStock) }) } }),
  receiveStock: route({ method: 'POST', path: '/warehouses/:warehouseId/receipts', access: 'stock:edit', tag: '物资', summary: '入库：生成批次和台账', schema: { params: WarehouseParams, body: command.extend({ itemId: Id, quantity, number: text(0, 40).default(''), producedOn: day.nullable().default(null), expiresOn: day.nullable().default(null), location: text(0, 40).default(''), document: text(0, 60).default(''), note: text(0, 200).default('') }), response: LotView } }),
  /** First expired, first out; what is expired is never issued. All lines or none. */
  issueStock: route({ method: 'POST', path: '/warehouses/:warehouseId/issues', access: 'stock:edit', tag: '物资', summary: '出库：先到期先出；可先发货后补手续（24 小时内）', schema: { params: WarehouseParams, body: command.extend({ lines: z.array(z.object({ itemId: Id, quantity })).min(1, '至少一种物资').max(60), receiverUnitId: Id, incidentId: Id.nullable().default(null), papersLater: z.boolean().default(false), document: text(0, 60).default(''), note: text(0, 200).default('') }), response: z.object({ moves: z.array(StockMoveView) }) } }),
  supplyPapers: route({ method: 'POST', path: '/stock-moves/papers', access: 'stock:edit', tag: '物资', summary: '补办出库手续', schema: { body: command.extend({ moveIds: z.array(Id).min(1).max(200), document: text(2, 60) }), response: z.object({ supplied: z.number() }) } }),
  scrapStock: route({ method: 'POST', path: '/lots/:lotId/scrap', access: 'stock:edit', tag: '物资', summary: '报废', schema: { params: z.object({ lotId: Id }), body: command.extend({ quantity, document: text(2, 60), note: text(0, 200).default('') }), response: LotView } }),
  countLot: route({ method: 'POST', path: '/lots/:lotId/count', access: 'stock:edit', tag: '物资', summary: '盘点：以实数为准，差额入账', schema: { params: z.object({ lotId: Id }), body: command.extend({ counted: z.number().int('数量应为整数').min(0, '数量不能为负').max(100_000_000), note: text(2, 200) }), response: LotView } }),
  setMinimum: route({ method: 'POST', path: '/warehouses/:warehouseId/minimums', access: 'stock:edit', tag: '物资', summary: '设定最低储备', schema: { params: WarehouseParams, body: command.extend({ itemId: Id, quantity: z.number().int().min(0).max(100_000_000) }), response: z.object({ id: Id }) } }),
  listStockMoves: route({ method: 'GET', path: '/stock-moves', access: 'stock:read', tag: '物资', summary: '台账', schema: { query: PageQuery.extend({ warehouseId: Id.optional(), itemId: Id.optional(), lotId: Id.optional(), incidentId: Id.optional(), since: Instant.optional() }), response: pageOf(StockMoveView) } }),
  traceLot: route({ method: 'GET', path: '/lots/:lotId/trace', access: 'stock:read', tag: '物资', summary: '批次去向：从供货到最后接收单位', schema: { params: z.object({ lotId: Id }), response: z.object({ lot: LotView, moves: z.array(StockMoveView), holders: z.array(z.object({ account: z.string(), name: z.string(), quantity: z.number() })) }) } }),
  reconcileStock: route({ method: 'GET', path: '/stock/reconciliation', access: 'stock:read', tag: '物资', summary: '对账：账面等于各批次台账之和', schema: { response: z.object({ balanced: z.boolean(), lots: z.number(), moves: z.number(), differences: z.array(z.object({ lotId: Id, lotNumber: z.string(), itemName: z.string(), book: z.number(), ledger: z.number() })), inTransit: z.array(z.object({ itemName: z.string(), unit: z.string(), quantity: z.number() })) }) } }),
}
