import { callKinds, type CallKind } from '@fengsui/contract/notifications'
import { clockAheadText, type Json } from '@fengsui/contract/kernel'
import type { SealedEntry } from '../../platform/journal/read-entries.ts'
import type { TimelineText } from '../../platform/module.ts'

const set = (entry: SealedEntry, name: string): Json | undefined => entry.data.changes[0]?.set[name]
const note = (entry: SealedEntry, name: string): string => String(entry.data.note?.[name] ?? '')
const count = (entry: SealedEntry, name: string): number => Number(entry.data.note?.[name] ?? 0)
const kindName = (kind: Json | undefined): string => callKinds[String(kind) as CallKind] ?? '叫应'
const ways: Readonly<Record<string, string>> = { 'in-app': '在系统里', sms: '短信回复', phone: '电话', satellite: '卫星电话', radio: '电台', visit: '上门' }

/** How calls read in the timeline. Messages one by one are evidence, not news: only those that did not arrive are told. */
export const notificationTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'call.made': (entry) => ({ text: `发起${kindName(set(entry, 'kind'))} ${String(set(entry, 'number') ?? '')}“${String(set(entry, 'title') ?? '')}”，叫 ${note(entry, 'total')} 人（${String(set(entry, 'audienceName') ?? '')}）`, importance: 'decision' }),
  'call.repeated': (entry) => ({ text: `${note(entry, 'number')} 对未应答的 ${note(entry, 'count')} 人再叫`, importance: 'task' }),
  'call.stepped': (entry) => (count(entry, 'count') === 0 ? null : { text: `${note(entry, 'number')} ${note(entry, 'name')}：${note(entry, 'count')} 人未应答${note(entry, 'to') === 'superior' ? `，转其上级 ${note(entry, 'superiors')} 人` : ''}`, importance: 'task' }),
  'call.overdue': (entry) => ({ text: `${note(entry, 'number')}“${note(entry, 'title')}”超时：${note(entry, 'count')} 人未应答`, importance: 'report' }),
  'call.completed': (entry) => ({ text: `${note(entry, 'number')}“${note(entry, 'title')}”全部应答`, importance: 'report' }),
  'call.closed': (entry) => ({ text: `${note(entry, 'number')}“${note(entry, 'title')}”结束${count(entry, 'open') > 0 ? `，${note(entry, 'open')} 人未应答，已写明处置` : ''}`, importance: 'decision' }),
  'recipient.called': () => null,
  'recipient.escalated': () => null,
  'recipient.answered': (entry) => ({ text: `${note(entry, 'number')} ${note(entry, 'count')} 人应答（${ways[note(entry, 'by')] ?? ''}）${typeof entry.data.note?.['clockAheadSeconds'] === 'number' ? `（${clockAheadText(entry.data.note['clockAheadSeconds'])}）` : ''}`, importance: 'fact' }),
  'calling-rule.set': () => null,
  'notification.queued': () => null,
  'notification.updated': (entry) => (count(entry, 'failed') === 0 ? null : { text: `${note(entry, 'failed')} 条消息未送达`, importance: 'fact' }),
}
