import type { SealedEntry } from '../../platform/journal/read-entries.ts'
import type { TimelineText } from '../../platform/module.ts'

const note = (entry: SealedEntry, name: string): string => String(entry.data.note?.[name] ?? '')
const fact = (text: (entry: SealedEntry) => string): TimelineText => (entry) => ({ text: text(entry), importance: 'fact' })
const task = (text: (entry: SealedEntry) => string): TimelineText => (entry) => ({ text: text(entry), importance: 'task' })

/** How the entries of the ledger read; promises and their withdrawal are told by the dispatch. */
export const stockpileTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'stock.received': fact((entry) => `${note(entry, 'warehouse')}入库 ${note(entry, 'goods')}`),
  'stock.issued': task((entry) => `${note(entry, 'warehouse')}出库 ${note(entry, 'goods')}${entry.data.note?.['papersLater'] === true ? '（先调后补）' : ''}`),
  'stock.received-by': fact((entry) => `${note(entry, 'warehouse')}发出的物资交接：实收 ${note(entry, 'quantity')}${Number(entry.data.note?.['difference'] ?? 0) > 0 ? `，差 ${note(entry, 'difference')}` : ''}`),
  'stock.returned': fact((entry) => `${note(entry, 'warehouse')}收回物资 ${note(entry, 'quantity')}${Number(entry.data.note?.['damaged'] ?? 0) > 0 ? `，损坏 ${note(entry, 'damaged')}` : ''}`),
  'stock.scrapped': fact((entry) => `${note(entry, 'warehouse')}报废 ${note(entry, 'goods')}`),
  'stock.counted': fact((entry) => `${note(entry, 'warehouse')}盘点 ${note(entry, 'goods')}${entry.data.note?.['difference'] === 0 ? '，账实相符' : `，差 ${note(entry, 'difference')}`}`),
  'stock.papers-supplied': fact((entry) => `${note(entry, 'warehouse')}补齐出库手续 ${note(entry, 'lines')} 笔`),
  'stock.papers-overdue': task((entry) => `先调后补的出库手续超过 24 小时未补：${note(entry, 'lines')} 笔`),
}
