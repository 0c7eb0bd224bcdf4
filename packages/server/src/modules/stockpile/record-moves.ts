import type { Change, Json, Protected } from '@fengsui/contract/kernel'
import type { StockMove, Warehouse } from '@fengsui/contract/stockpile'
import type { CommandContext } from '../../platform/commands/context.ts'
import { papersDueAt } from './stock-rules.ts'
import { nextMoveNumbers } from './stock-store.ts'

type Fields = { [field: string]: Json }

export const PAPERS_TIMER = 'stockpile.papers'

/** An object's first change: every field that has a value. */
export function createdChange(object: string, id: string, fields: Fields): Change {
  return { object, id, created: true, set: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) }
}

export type NewMove = Pick<StockMove, 'kind' | 'itemId' | 'lotId' | 'fromAccount' | 'toAccount' | 'quantity'>

export interface MoveFrame {
  readonly incidentId: string | null
  readonly dispatchId: string | null
  readonly document: string
  readonly papersLater: boolean
  readonly note: string
}

/**
 * Books ledger lines and the lots they change in one entry, with numbers of the warehouse's place, and watches papers that come later.
 * Call once per command and warehouse place: numbers are counted from what is written. @returns ids of the lines, in order
 */
export async function recordMoves(context: CommandContext, warehouse: Pick<Warehouse, 'id' | 'name' | 'divisionCode' | 'unitId'>, type: string, moves: readonly NewMove[], frame: MoveFrame, lots: readonly Change[], note: Fields = {}, units: readonly string[] = []): Promise<string[]> {
  const numbers = moves.length === 0 ? [] : await nextMoveNumbers(context.tx, warehouse.divisionCode, context.at, moves.length)
  const ids = moves.map(() => context.newId())
  const dueAt = frame.papersLater ? papersDueAt(context.at) : null
  const words: Protected | null = ids[0] === undefined ? null : context.protect(`stock-move:${ids[0]}`, frame.note)
  const changes = moves.map((move, index) => createdChange('stock-move', ids[index] ?? '', {
    ...move, number: numbers[index] ?? '', warehouseId: warehouse.id, divisionCode: warehouse.divisionCode, incidentId: frame.incidentId, dispatchId: frame.dispatchId, movedAt: context.at,
    document: frame.document === '' ? null : frame.document, papersDueAt: dueAt, note: words,
  }))
  context.record({ type, subject: frame.incidentId, audience: { division: warehouse.divisionCode, units: [...new Set([warehouse.unitId, ...units])] }, changes: [...changes, ...lots], note: { warehouse: warehouse.name, lines: moves.length, ...note } })
  if (dueAt !== null && ids[0] !== undefined) context.setTimer({ key: `${PAPERS_TIMER}:${ids[0]}`, kind: PAPERS_TIMER, dueAt, payload: { ids } })
  return ids
}

/** `毛毯 3000 床、帐篷 20 顶` for the timeline, at most four kinds. */
export function sayGoods(goods: readonly { name: string; unit: string; quantity: number }[]): string {
  const total = new Map<string, { unit: string; quantity: number }>()
  for (const { name, unit, quantity } of goods) total.set(name, { unit, quantity: (total.get(name)?.quantity ?? 0) + quantity })
  const said = [...total].map(([name, { unit, quantity }]) => `${name} ${quantity} ${unit}`)
  return said.slice(0, 4).join('、') + (said.length > 4 ? `等 ${said.length} 种` : '')
}

/** A lot's new figures. */
export function lotChange(id: string, set: { quantity?: number; reserved?: number }): Change {
  return { object: 'lot', id, set }
}

