import type { Json } from '@fengsui/contract/kernel'
import type { SealedEntry } from '../../platform/journal/read-entries.ts'
import type { TimelineText } from '../../platform/module.ts'

type Importance = 'decision' | 'report' | 'task' | 'fact'

const field = (entry: SealedEntry, name: string): string => String(entry.data.changes[0]?.set[name] ?? '')
const note = (entry: SealedEntry, name: string): Json | undefined => entry.data.note?.[name]
const said = (entry: SealedEntry, name: string): string => String(note(entry, name) ?? '')
const request = (entry: SealedEntry): string => `资源申请 ${said(entry, 'number')}`
const load = (entry: SealedEntry): string => `调度令 ${said(entry, 'number')}（${said(entry, 'name')} ${said(entry, 'quantity')} ${said(entry, 'unit')}）`
const say = (importance: Importance, text: (entry: SealedEntry) => string | null): TimelineText => (entry) => {
  const words = text(entry)
  return words === null ? null : { text: words, importance }
}

/** How the entries of dispatch read. What follows from an order for a request's lines is told only where it ends the request. */
export const dispatchTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'resource-request.drafted': say('task', (entry) => `起草${request(entry)}：${said(entry, 'lines')}`),
  'resource-request.submitted': say('decision', (entry) => `报出${request(entry)}：${said(entry, 'lines')}`),
  'resource-request.accepted': say('task', (entry) => `${request(entry)}已受理${note(entry, 'late') === true ? '（超时）' : ''}`),
  'resource-request.refused': say('decision', (entry) => `${request(entry)}不予支持`),
  'resource-request.withdrawn': say('task', (entry) => `${request(entry)}撤回`),
  'resource-request.filled': say('decision', (entry) => `${request(entry)}下达调度令 ${said(entry, 'orders')} 份${said(entry, 'missing') === '' ? '' : `，缺口：${said(entry, 'missing')}${note(entry, 'passedUp') === true ? '，已起草向上申请' : ''}`}`),
  'resource-request.advanced': say('task', () => null),
  'resource-request.closed': say('task', (entry) => `${request(entry)}${note(entry, 'arrived') === true ? '全部到位，' : ''}了结`),
  'resource-request.overdue': say('task', (entry) => `${request(entry)}超时未受理`),
  'shortage.reopened': say('task', (entry) => `缺口仍在：${said(entry, 'name')} ${said(entry, 'quantity')} ${said(entry, 'unit')}，上级未予解决`),
  'dispatch.ordered': (entry) => {
    const text = `下达调度令 ${said(entry, 'number')}：${field(entry, 'name')} ${field(entry, 'quantity')} ${field(entry, 'unit')}，去${field(entry, 'destinationName')}`
    const orders = Number(note(entry, 'orders') ?? 0)
    if (orders <= 1) return { text, importance: orders === 1 ? 'decision' : 'task' }
    const forces = [Number(note(entry, 'people') ?? 0) > 0 ? `${said(entry, 'people')} 人` : '', Number(note(entry, 'pieces') ?? 0) > 0 ? `装备 ${said(entry, 'pieces')} 件` : ''].filter((part) => part !== '').join('、')
    return { text: `下达调度令 ${said(entry, 'number')} 等 ${String(orders)} 份${forces === '' ? '' : `（${forces}）`}，去${field(entry, 'destinationName')}`, importance: 'decision' }
  },
  'dispatch.acknowledged': say('task', (entry) => `${load(entry)}已签收`),
  'dispatch.unacknowledged': say('task', (entry) => `${load(entry)}超时未签收`),
  'dispatch.departed': say('task', (entry) => `${load(entry)}出发${note(entry, 'papersLater') === true ? '，手续后补' : ''}`),
  'dispatch.moved': say('fact', () => null),
  'dispatch.overdue': say('task', (entry) => `${load(entry)}超时未到达`),
  'dispatch.arrived': say('task', (entry) => `${load(entry)}到达${said(entry, 'place')}${note(entry, 'late') === true ? '（晚于预计）' : ''}`),
  'dispatch.received': say('task', (entry) => `${load(entry)}已交接，实收 ${said(entry, 'received')} ${said(entry, 'unit')}${Number(note(entry, 'difference') ?? 0) > 0 ? `，差额 ${said(entry, 'difference')}` : ''}`),
  'dispatch.released': say('decision', (entry) => `${load(entry)}任务结束，令其返回`),
  'dispatch.returned': say('task', (entry) => `${load(entry)}归还 ${said(entry, 'returned')} ${said(entry, 'unit')}${Number(note(entry, 'damaged') ?? 0) > 0 ? `，其中损坏 ${said(entry, 'damaged')}` : ''}${Number(note(entry, 'lost') ?? 0) > 0 ? `，丢失 ${said(entry, 'lost')}` : ''}`),
  'dispatch.cancelled': say('decision', (entry) => `取消${load(entry)}`),
}
