import type { DispatchStatus, DispatchView, RequestView, ShortageView } from '@fengsui/contract/dispatch'
import { requestStatusNames } from '@fengsui/contract/dispatch'
import { distanceMetres, type Position } from '@fengsui/contract/kernel'
import type { SymbolName } from '../../ui/symbols/symbols.ts'

export const kindSymbols: Readonly<Record<DispatchView['kind'], SymbolName>> = { team: 'force-team', equipment: 'force-boat', goods: 'facility-warehouse' }

/** `1,200 床` */
export function amountText(quantity: number, unit: string): string {
  return `${quantity.toLocaleString('zh-CN')} ${unit}`
}

/** `12.3 公里`, metres below one kilometre. */
export function distanceText(metres: number): string {
  return metres < 1000 ? `${metres} 米` : `${(metres / 1000).toFixed(1)} 公里`
}

/** `1 小时 5 分` */
export function minutesText(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return hours === 0 ? `${rest} 分钟` : rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分`
}

/** Groups of the board's right side: what waits for an answer, what moves, what is there, what is over. */
export const dispatchGroups: readonly { readonly key: string; readonly name: string; readonly statuses: readonly DispatchStatus[] }[] = [
  { key: 'waiting', name: '待出动', statuses: ['ordered', 'acknowledged'] },
  { key: 'moving', name: '在途', statuses: ['departed'] },
  { key: 'there', name: '已到位', statuses: ['arrived', 'received'] },
  { key: 'returning', name: '返回中', statuses: ['returning'] },
  { key: 'over', name: '已了结', statuses: ['returned', 'cancelled'] },
]

/** What a shortage's state says to whoever lacks something. */
export function shortageText(shortage: Pick<ShortageView, 'status' | 'upwardNumber' | 'upwardStatus'>): string {
  if (shortage.status === 'met') return '已补足'
  if (shortage.status === 'accepted') return '不再需要'
  if (shortage.status === 'open') return '尚未解决'
  if (shortage.upwardStatus === 'draft') return '向上申请已起草，待报出'
  const status = shortage.upwardStatus as keyof typeof requestStatusNames | null
  return `已向上申请 ${shortage.upwardNumber ?? ''}（${status === null ? '' : requestStatusNames[status]}）`
}

/** Requests that want something of the reader first, then by when things are needed. */
export function sortRequests(requests: readonly RequestView[]): readonly RequestView[] {
  const over = (request: RequestView): number => (request.status === 'closed' || request.status === 'refused' || request.status === 'withdrawn' ? 2 : request.mayDecide || request.maySubmit ? 0 : 1)
  return [...requests].sort((a, b) => over(a) - over(b) || a.priority - b.priority || a.neededBy.localeCompare(b.neededBy) || a.number.localeCompare(b.number))
}

/** What is missing of a request's lines, `冲锋舟（艇） 40 艘、毛毯 200 床`; empty when nothing is. */
export function gapText(request: Pick<RequestView, 'lines'>): string {
  return request.lines.filter((line) => line.filled < line.quantity).map((line) => `${line.name} ${amountText(line.quantity - line.filled, line.unit)}`).join('、')
}

/** Orders whose position is worth knowing: away from where they started and not yet home. */
export function isMoving({ status }: Pick<DispatchView, 'status'>): boolean {
  return status === 'departed' || status === 'returning'
}

/** Where an order last said it was; null while it is only taken to be where it set out from. */
export function lastReport(dispatch: Pick<DispatchView, 'position' | 'positionAt' | 'departedAt' | 'destination'>): { readonly position: Position; readonly at: string; readonly metresLeft: number } | null {
  const { position, positionAt, departedAt, destination } = dispatch
  if (position === null || positionAt === null || departedAt === null || positionAt < departedAt) return null
  return { position, at: positionAt, metresLeft: Math.round(distanceMetres(position, destination)) }
}
