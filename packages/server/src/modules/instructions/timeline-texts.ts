import { directionNames, mediumNames, urgencyNames } from '@fengsui/contract/instructions'
import { beijingShort, type Json } from '@fengsui/contract/kernel'
import type { SealedEntry } from '../../platform/journal/read-entries.ts'
import type { TimelineText } from '../../platform/module.ts'

const note = (entry: SealedEntry, name: string): Json | undefined => entry.data.note?.[name]
const number = (entry: SealedEntry): string => String(note(entry, 'number') ?? '')
const named = <T extends Record<string, string>>(names: T, key: Json | undefined): string => (typeof key === 'string' ? (names[key] ?? '') : '')
const say = (importance: 'decision' | 'report' | 'task' | 'fact', text: (entry: SealedEntry) => string): TimelineText => (entry) => ({ text: text(entry), importance })

/** How instructions read in an incident's timeline; their words are not in the journal. */
export const instructionTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'instruction.given': say('decision', (entry) => `${named(directionNames, note(entry, 'direction'))}作出批示（${named(mediumNames, note(entry, 'medium'))}，${named(urgencyNames, note(entry, 'urgency'))}）${String(entry.data.changes[0]?.set['number'] ?? '')}`),
  'instruction.assigned': say('task', (entry) => `批示 ${number(entry)} 交办 ${String(note(entry, 'units') ?? 0)} 个单位`),
  'instruction.closed': say('decision', (entry) => `批示 ${number(entry)} 办结`),
  'instruction.withdrawn': say('decision', (entry) => `批示 ${number(entry)} 撤回`),
  'instruction-duty.assigned': say('task', (entry) => `批示 ${number(entry)} 交办到单位（${note(entry, 'role') === 'assist' ? '协办' : '主办'}）`),
  'instruction-duty.acknowledged': say('task', (entry) => `批示 ${number(entry)} 已签收${note(entry, 'late') === true ? '（超时）' : ''}`),
  'instruction-duty.unacknowledged': say('task', (entry) => `批示 ${number(entry)} 超时未签收，已起草督办单`),
  'instruction-duty.progressed': say('task', (entry) => `批示 ${number(entry)} 反馈进展`),
  'instruction-duty.reported': say('task', (entry) => `批示 ${number(entry)} 报告办理结果${note(entry, 'late') === true ? '（逾期）' : ''}`),
  'instruction-duty.accepted': say('decision', (entry) => `批示 ${number(entry)} 一个单位的办理结果得到认可`),
  'instruction-duty.returned': say('decision', (entry) => `批示 ${number(entry)} 一个单位的办理结果退回重办`),
  'instruction-duty.reminded': say('fact', (entry) => `批示 ${number(entry)} 将到期，已提醒承办单位`),
  'instruction-duty.overdue': say('task', (entry) => `批示 ${number(entry)} 逾期未办结，已起草督办单`),
  'instruction-duty.escalated': say('task', (entry) => `批示 ${number(entry)} 逾期未办结，已转告承办单位的上级`),
  'instruction-duty.extension-asked': say('fact', (entry) => `批示 ${number(entry)} 申请延期`),
  'instruction-duty.extended': say('decision', (entry) => `批示 ${number(entry)} 同意延期至 ${beijingShort(String(note(entry, 'until') ?? ''))}`),
  'instruction-duty.extension-refused': say('decision', (entry) => `批示 ${number(entry)} 不同意延期`),
  'instruction-duty.cancelled': say('task', (entry) => `批示 ${number(entry)} 取消一个单位的承办`),
  'supervision-notice.issued': say('decision', (entry) => `签发${number(entry)}（批示 ${String(note(entry, 'instruction') ?? '')}）`),
}
