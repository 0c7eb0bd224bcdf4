import { beijingShort, type Json } from '@fengsui/contract/kernel'
import { suspicionKindNames } from '@fengsui/contract/reports'
import type { TimelineText } from '../../platform/module.ts'

const say = (value: Json | undefined): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const list = (value: Json | undefined): string => (Array.isArray(value) ? value.map((each) => say(each)).join('、') : '')
const kindName = (value: Json | undefined): string => suspicionKindNames[say(value) as keyof typeof suspicionKindNames] ?? ''

/** How reports, clocks and suspicions read in the timeline. */
export const reportTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'report.drafted': ({ data: { note } }) => ({ text: `起草${say(note?.['title'])}`, importance: 'fact' }),
  'report.revised': ({ data: { note } }) => ({ text: `修改${say(note?.['title'])}草稿`, importance: 'fact' }),
  'report.discarded': ({ data: { note } }) => ({ text: `${say(note?.['title'])}草稿作废`, importance: 'fact' }),
  'report.submitted': ({ data: { note } }) => ({ text: `${say(note?.['title'])}送审`, importance: 'fact' }),
  'report.withdrawn': ({ data: { note } }) => ({ text: `${say(note?.['title'])}撤回送审`, importance: 'fact' }),
  'report.approved': ({ data: { note } }) => ({ text: `${say(note?.['title'])}审核通过`, importance: 'fact' }),
  'report.returned': ({ data: { note } }) => ({ text: `${say(note?.['title'])}审核退回`, importance: 'fact' }),
  'report.countersigned': ({ data: { note } }) => ({ text: `领导补签${say(note?.['title'])} ${say(note?.['number'])}`, importance: 'report' }),
  'document-form.set': ({ data: { note } }) => ({ text: `制定公文格式：${say(note?.['unit'])}`, importance: 'fact' }),
  'report.issued': ({ data: { note } }) => ({ text: `${note?.['corrects'] === undefined ? '' : `更正${say(note['corrects'])}：`}${say(note?.['place'])}${note?.['by'] === 'phone' ? '电话' : ''}报出${note?.['zero'] === true ? '零报告' : say(note?.['title'])} ${say(note?.['number'])}${note?.['way'] === 'urgent' ? '（紧急先发，待补签）' : ''}${note?.['spokenAt'] === undefined ? '' : `，通话 ${beijingShort(say(note['spokenAt']))}`}，收件：${list(note?.['to'])}`, importance: 'report' }),
  'report.received': ({ data: { note } }) => ({ text: `${say(note?.['by'])}签收${say(note?.['title'])} ${say(note?.['number'])}`, importance: 'report' }),
  'clock.started': ({ data: { note, changes } }) => {
    const set = changes[0]?.set
    return { text: `时限起算：${say(set?.['title'])}，${say(note?.['from'])}→${say(note?.['to'])}，${beijingShort(say(set?.['dueAt']))} 前`, importance: 'fact' }
  },
  'clock.reminded': ({ data: { note } }) => ({ text: `时限提醒：${say(note?.['title'])}还剩 ${say(note?.['minutesLeft'])} 分钟`, importance: 'fact' }),
  'clock.leader-called': ({ data: { note } }) => ({ text: `超时未报，告知带班领导：${say(note?.['title'])}`, importance: 'fact' }),
  'clock.escalated': ({ data: { note } }) => ({ text: `超时 ${say(note?.['minutesLate'])} 分钟仍未报，告知上级单位：${say(note?.['title'])}`, importance: 'report' }),
  'clock.overdue': ({ data: { note } }) => ({ text: `超时未报：${say(note?.['title'])}，应于 ${beijingShort(say(note?.['dueAt']))} 前报出`, importance: 'report' }),
  'clock.met': ({ data: { note } }) => ({ text: note?.['late'] === true ? `${say(note['title'])}：迟报 ${say(note['lateMinutes'])} 分钟` : `${say(note?.['title'])}：按时，余 ${say(note?.['minutesLeft'])} 分钟`, importance: 'report' }),
  'clock.missed': ({ data: { note } }) => ({ text: `未报：${say(note?.['title'])}`, importance: 'report' }),
  'clock.cancelled': ({ data: { note } }) => ({ text: `时限取消：${say(note?.['title'])}（${say(note?.['reason'])}）`, importance: 'fact' }),
  'suspicion.raised': ({ data: { note } }) => ({ text: `疑似${kindName(note?.['kind'])}：${say(note?.['unit'])}`, importance: 'decision' }),
  'suspicion.evidence-added': ({ data: { note } }) => ({ text: `疑点补充证据：${note?.['text'] === undefined ? `信号后 ${say(note?.['minutesAfterSignal'])} 分钟报出 ${say(note?.['number'])}` : say(note['text'])}`, importance: 'fact' }),
  'suspicion.decided': ({ data: { note } }) => ({ text: note?.['decision'] === 'upheld' ? `认定${kindName(note['kind'])}${typeof note['correctionDueAt'] === 'string' ? `，要求 ${beijingShort(note['correctionDueAt'])} 前更正` : ''}` : `排除${kindName(note?.['kind'])}疑点`, importance: 'decision' }),
  'suspicion.correction-overdue': ({ data: { note } }) => ({ text: `逾期未更正：${kindName(note?.['kind'])}，应于 ${beijingShort(say(note?.['dueAt']))} 前报出更正报告`, importance: 'report' }),
  'suspicion.corrected': ({ data: { note } }) => ({ text: `${note?.['late'] === true ? '逾期后' : ''}已更正${kindName(note?.['kind'])}：${say(note?.['number'])}`, importance: 'report' }),
}
