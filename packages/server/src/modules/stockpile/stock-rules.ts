import type { Lot, StockMove } from '@fengsui/contract/stockpile'
import { addMinutes, legalDay } from '@fengsui/contract/kernel'

/** 先调后补 (STK-8): goods may leave on a telephone order, papers follow within this time. Platform default. */
export const PAPERS_MINUTES = 24 * 60

const DAY = 86_400_000

/** The legal day as goods carry it, `2019-08-10`. */
export function stockDay(at: string): string {
  const day = legalDay(at)
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`
}

/** Days until a lot expires, negative when it has; null for goods that keep. */
export function daysLeft(expiresOn: string | null, today: string): number | null {
  return expiresOn === null ? null : Math.round((Date.parse(expiresOn) - Date.parse(today)) / DAY)
}

/** Usable on the day printed on it, not after. */
export function isExpired(lot: Pick<Lot, 'expiresOn'>, today: string): boolean {
  return lot.expiresOn !== null && lot.expiresOn < today
}

export type PickableLot = Pick<Lot, 'id' | 'number' | 'warehouseId' | 'itemId' | 'quantity' | 'reserved' | 'expiresOn' | 'receivedAt'>

/** What may be promised or given out of a lot today. */
export function availableOf(lot: Pick<Lot, 'quantity' | 'reserved' | 'expiresOn'>, today: string): number {
  return isExpired(lot, today) ? 0 : lot.quantity - lot.reserved
}

/** First expired, first out; goods that keep come last; then what came first, then by id. */
export function byExpiry(a: PickableLot, b: PickableLot): number {
  return compare(a.expiresOn ?? '9999', b.expiresOn ?? '9999') || compare(a.receivedAt, b.receivedAt) || compare(a.id, b.id)
}

/** Order of code units, the same everywhere. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export interface Picking {
  picks: { lot: PickableLot; quantity: number }[]
  /** What could not be found. */
  missing: number
  /** What lies there but has expired, to be said when something is missing. */
  expired: number
}

/**
 * Picks lots of one item in one warehouse for each line, earliest expiry first, never expired ones; lines of the same item share
 * the lots in the order of the lines. O(lots · log lots).
 */
export function pickLots(lots: readonly PickableLot[], lines: readonly { warehouseId: string; itemId: string; quantity: number }[], today: string): Picking[] {
  const left = new Map(lots.map((lot) => [lot.id, availableOf(lot, today)]))
  const ordered = [...lots].sort(byExpiry)
  return lines.map((line) => {
    let missing = line.quantity
    const picks: Picking['picks'] = []
    const own = ordered.filter((lot) => lot.warehouseId === line.warehouseId && lot.itemId === line.itemId)
    for (const lot of own) {
      const quantity = Math.min(missing, left.get(lot.id) ?? 0)
      if (quantity <= 0) continue
      picks.push({ lot, quantity })
      left.set(lot.id, (left.get(lot.id) ?? 0) - quantity)
      missing -= quantity
    }
    return { picks, missing, expired: own.filter((lot) => isExpired(lot, today)).reduce((sum, lot) => sum + lot.quantity, 0) }
  })
}

/** Accounts of the ledger; goods are never anywhere else. */
export const accounts = {
  supplier: 'supplier',
  scrapped: 'scrapped',
  difference: 'difference',
  lot: (id: string) => `lot:${id}`,
  transit: (dispatchId: string) => `transit:${dispatchId}`,
  receiver: (unitId: string) => `receiver:${unitId}`,
} as const

export type LedgerLine = Pick<StockMove, 'lotId' | 'fromAccount' | 'toAccount' | 'quantity'>

/** What every account holds by the ledger, per lot of origin: arrivals minus departures. Keys `<account>|<lot>`. */
export function balances(lines: readonly LedgerLine[]): Map<string, number> {
  const held = new Map<string, number>()
  for (const { lotId, fromAccount, toAccount, quantity } of lines) {
    held.set(`${fromAccount}|${lotId}`, (held.get(`${fromAccount}|${lotId}`) ?? 0) - quantity)
    held.set(`${toAccount}|${lotId}`, (held.get(`${toAccount}|${lotId}`) ?? 0) + quantity)
  }
  return held
}

/** Shares a quantity over parts in their order, each at most what it holds. @returns what is left over and the shares above zero */
export function spread<T extends { quantity: number }>(parts: readonly T[], quantity: number): { shares: { part: T; quantity: number }[]; left: number } {
  let left = quantity
  const shares: { part: T; quantity: number }[] = []
  for (const part of parts) {
    const share = Math.min(left, part.quantity)
    if (share <= 0) continue
    shares.push({ part, quantity: share })
    left -= share
  }
  return { shares, left }
}

/** A count is the truth: the difference as a line of the ledger, or null when the book was right; promises beyond what is there shrink to it. */
export function decideCount(lot: Pick<Lot, 'id' | 'quantity' | 'reserved'>, counted: number): { set: { quantity: number; reserved: number }; line: Omit<LedgerLine, 'lotId'> | null } {
  const set = { quantity: counted, reserved: Math.min(lot.reserved, counted) }
  if (counted === lot.quantity) return { set, line: null }
  const surplus = counted > lot.quantity
  return { set, line: { fromAccount: surplus ? accounts.difference : accounts.lot(lot.id), toAccount: surplus ? accounts.lot(lot.id) : accounts.difference, quantity: Math.abs(counted - lot.quantity) } }
}

/** Of a lot, what a dispatch that was promised `quantity` may take now: a count may have shrunk the promise, others' promises stand. */
export function takeable(lot: Pick<Lot, 'quantity' | 'reserved'>, promised: number): number {
  return lot.quantity - Math.max(0, lot.reserved - promised)
}

export function papersDueAt(at: string): string {
  return addMinutes(at, PAPERS_MINUTES)
}

/** A day that exists: 31 February does not. */
function isDay(day: string): boolean {
  const at = Date.parse(day)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

/** Produced on or before it came, expiring after it was produced and not expired when it comes. @returns what is wrong, or null */
export function whyDatesWrong(producedOn: string | null, expiresOn: string | null, today: string): { path: string; message: string } | null {
  if (producedOn !== null && !isDay(producedOn)) return { path: 'producedOn', message: '没有这一天，请检查生产日期' }
  if (expiresOn !== null && !isDay(expiresOn)) return { path: 'expiresOn', message: '没有这一天，请检查有效期' }
  if (producedOn !== null && producedOn > today) return { path: 'producedOn', message: '生产日期晚于今天，请检查' }
  if (producedOn !== null && expiresOn !== null && expiresOn <= producedOn) return { path: 'expiresOn', message: '有效期应晚于生产日期' }
  if (expiresOn !== null && expiresOn < today) return { path: 'expiresOn', message: '这批物资已过期，不能入库' }
  return null
}

/** Expiry from the production day and the item's shelf life; the day before the same day of the last month, capped at the month's end. */
export function expiryOf(producedOn: string | null, shelfLifeMonths: number | null): string | null {
  if (producedOn === null || shelfLifeMonths === null) return null
  const [year = 0, month = 0, day = 0] = producedOn.split('-').map(Number)
  const months = year * 12 + month - 1 + shelfLifeMonths
  const lastDay = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate()
  return new Date(Date.UTC(Math.floor(months / 12), months % 12, Math.min(day, lastDay)) - DAY).toISOString().slice(0, 10)
}
