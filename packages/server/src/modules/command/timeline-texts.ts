import { levelRoman, type ResponseLevel } from '@fengsui/contract/incidents'
import type { Json } from '@fengsui/contract/kernel'
import type { SealedEntry } from '../../platform/journal/read-entries.ts'
import type { TimelineText } from '../../platform/module.ts'

type Importance = 'decision' | 'report' | 'task' | 'fact'

const field = (entry: SealedEntry, name: string): string => String(entry.data.changes[0]?.set[name] ?? '')
const note = (entry: SealedEntry, name: string): Json | undefined => entry.data.note?.[name]
const title = (entry: SealedEntry): string => `“${String(note(entry, 'title') ?? '')}”`
const level = (value: Json | undefined): string => (value === 1 || value === 2 || value === 3 || value === 4 ? `${levelRoman[value as ResponseLevel]}级` : '')
const stateName = (kind: Json | undefined): string => (kind === 'floodEmergency' ? '紧急防汛期' : '应急状态')
const say = (importance: Importance, text: (entry: SealedEntry) => string | null): TimelineText => (entry) => {
  const words = text(entry)
  return words === null ? null : { text: words, importance }
}

/** How the entries of command read. What a start or a change of level does in bulk is told in its own line, not item by item. */
export const commandTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'response.started': say('decision', (entry) => `${field(entry, 'headquartersName')}启动${level(entry.data.changes[0]?.set['level'])}响应（${field(entry, 'planTitle')}）：派出任务 ${String(note(entry, 'tasks') ?? 0)} 项，发出通知 ${String(note(entry, 'notices') ?? 0)} 份，列出需求 ${String(note(entry, 'demands') ?? 0)} 项`),
  'response.level-changed': say('decision', (entry) => `响应由${level(note(entry, 'from'))}调整为${level(note(entry, 'to'))}：新派任务 ${String(note(entry, 'added') ?? 0)} 项，取消 ${String(note(entry, 'cancelled') ?? 0)} 项`),
  'response.ended': say('decision', (entry) => `终止${level(note(entry, 'level'))}响应（${String(note(entry, 'planTitle') ?? '')}）${Number(note(entry, 'cancelledTasks') ?? 0) > 0 ? `，${String(note(entry, 'cancelledTasks'))} 项未了任务一并取消` : ''}`),
  'seat.called': say('decision', (entry) => (field(entry, 'role') === 'onSiteCommander' && field(entry, 'room') !== '' ? `设现场指挥部（${field(entry, 'room')}），指定现场指挥官` : null)),
  'seat.taken': say('task', (entry) => `${String(note(entry, 'title') ?? '')}到位`),
  'task.assigned': say('task', (entry) => (note(entry, 'fromPlan') === true ? null : `派任务“${field(entry, 'title')}”`)),
  'task.acknowledged': say('task', (entry) => `任务${title(entry)}已签收`),
  'task.progressed': say('task', (entry) => `任务${title(entry)}进展 ${String(note(entry, 'percent') ?? '')}%`),
  'task.completed': say('task', (entry) => `任务${title(entry)}完成${note(entry, 'late') === true ? '（超时）' : ''}`),
  'task.disputed': say('task', (entry) => `任务${title(entry)}有争议，待裁定`),
  'task.ruled': say('decision', (entry) => `任务${title(entry)}争议裁定：${note(entry, 'reassigned') === true ? '改派' : '维持'}`),
  'task.ruling-overdue': say('task', (entry) => `任务${title(entry)}争议超时未裁定`),
  'task.supervised': say('task', (entry) => `督办任务${title(entry)}`),
  'task.cancelled': say('task', (entry) => (note(entry, 'levelChange') === true || note(entry, 'responseEnded') === true ? null : `取消任务${title(entry)}`)),
  'task.overdue': say('task', (entry) => `任务${title(entry)}超时未完成`),
  'task.unacknowledged': say('task', (entry) => `任务${title(entry)}超时未签收`),
  'notice.overdue': say('task', () => '一份通知超时未确认'),
  'demand.met': say('task', (entry) => `需求已满足：${String(note(entry, 'item') ?? '')}`),
  'consultation.called': say('decision', (entry) => `召集会商：${field(entry, 'agenda')}`),
  'consultation.concluded': say('decision', (entry) => `会商有结论：${String(note(entry, 'agenda') ?? '')}`),
  'consultation.missed': say('task', (entry) => `会商逾时没有结论：${String(note(entry, 'agenda') ?? '')}`),
  'emergency-state.entered': say('decision', (entry) => `${String(note(entry, 'placeName') ?? '')}进入${stateName(field(entry, 'kind'))}`),
  'emergency-state.left': say('decision', (entry) => `${String(note(entry, 'placeName') ?? '')}解除${stateName(note(entry, 'kind'))}`),
}
