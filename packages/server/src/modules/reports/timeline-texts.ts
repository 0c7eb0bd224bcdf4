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
  'report.issued': ({ data: { note } }) => ({ text: `${say(note?.['place'])}${note?.['by'] === 'phone' ? '电话' : ''}报出${note?.['zero'] === true ? '零报告' : say(note?.['title'])} ${say(note?.['number'])}，收件：${list(note?.['to'])}`, importance: 'report' }),
  'report.received': ({ data: { note } }) => ({ text: `${say(note?.['by'])}签收${say(note?.['title'])} ${say(note?.['number'])}`, importance: 'report' }),
  'clock.started': ({ data: { note, changes } }) => {
    const set = changes[0]?.set
    return { text: `时限起算：${say(set?.['title'])}，${say(note?.['from'])}→${say(note?.['to'])}，${beijingShort(say(set?.['dueAt']))} 前`, importance: 'fact' }
  },
  'clock.reminded': ({ data: { note } }) => ({ text: `时限提醒：${say(note?.['title'])}还剩 ${say(note?.['minutesLeft'])} 分钟`, importance: 'fact' }),
  'clock.overdue': ({ data: { note } }) => ({ text: `超时未报：${say(note?.['title'])}，应于 ${beijingShort(say(note?.['dueAt']))} 前报出`, importance: 'report' }),
  'clock.met': ({ data: { note } }) => ({ text: note?.['late'] === true ? `${say(note['title'])}：迟报 ${say(note['lateMinutes'])} 分钟` : `${say(note?.['title'])}：按时，余 ${say(note?.['minutesLeft'])} 分钟`, importance: 'report' }),
  'clock.missed': ({ data: { note } }) => ({ text: `未报：${say(note?.['title'])}`, importance: 'report' }),
  'clock.cancelled': ({ data: { note } }) => ({ text: `时限取消：${say(note?.['title'])}（${say(note?.['reason'])}）`, importance: 'fact' }),
  'suspicion.raised': ({ data: { note } }) => ({ text: `疑似${kindName(note?.['kind'])}：${say(note?.['unit'])}`, importance: 'decision' }),
  'suspicion.evidence-added': ({ data: { note } }) => ({ text: `疑点补充证据：信号后 ${say(note?.['minutesAfterSignal'])} 分钟报出 ${say(note?.['number'])}`, importance: 'fact' }),
  'suspicion.decided': ({ data: { note } }) => ({ text: note?.['decision'] === 'upheld' ? `认定${kindName(note['kind'])}` : `排除${kindName(note?.['kind'])}疑点`, importance: 'decision' }),
}
