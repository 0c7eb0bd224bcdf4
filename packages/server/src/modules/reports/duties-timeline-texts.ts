import { gradeNames, type Grade } from '@fengsui/contract/incidents'
import { beijingShort, type Json } from '@fengsui/contract/kernel'
import { reliefScopeNames } from '@fengsui/contract/reports'
import type { TimelineText } from '../../platform/module.ts'

const say = (value: Json | undefined): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const grade = (value: Json | undefined): string => (typeof value === 'number' ? gradeNames[value as Grade] : '未达等级')

/** How orders to verify, later casualties, relief responses and clock rules read in the timeline. */
export const dutiesTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'verification-order.given': ({ data: { note } }) => ({ text: `${say(note?.['from'])}向${say(note?.['to'])}下达核实指令`, importance: 'report' }),
  'verification-order.received': ({ data: { note } }) => ({ text: `${say(note?.['by'])}签收核实指令 ${say(note?.['number'])}`, importance: 'fact' }),
  'verification-order.phone-answered': ({ data: { note } }) => ({ text: `${say(note?.['from'])}于 ${beijingShort(say(note?.['answeredAt']))} 电话反馈核实指令 ${say(note?.['number'])}（${say(note?.['recordedBy'])}登记）`, importance: 'report' }),
  'verification-order.answered': ({ data: { note } }) => ({ text: `${say(note?.['from'])}书面反馈核实指令 ${say(note?.['number'])}${say(note?.['report']) === '' ? '' : `，见 ${say(note?.['report'])}`}`, importance: 'report' }),
  'verification-order.withdrawn': ({ data: { note } }) => ({ text: `${say(note?.['by'])}撤销核实指令 ${say(note?.['number'])}`, importance: 'fact' }),
  'casualty-watch.started': ({ data: { note } }) => ({ text: `伤亡续报期开始：${say(note?.['title'])}，${say(note?.['days'])} 日`, importance: 'fact' }),
  'casualty-watch.reminded': ({ data: { note } }) => ({ text: `伤亡续报期今日届满：请核对伤亡人数（${say(note?.['title'])}）`, importance: 'fact' }),
  'casualty-watch.ended': ({ data: { note } }) => ({ text: `伤亡续报期届满：${say(note?.['title'])}`, importance: 'fact' }),
  'casualty-watch.cancelled': ({ data: { note } }) => ({ text: `伤亡续报期取消：${say(note?.['title'])}`, importance: 'fact' }),
  'casualty-change.recorded': ({ data: { note } }) => {
    const [before, after] = [note?.['proposedBefore'] ?? null, note?.['proposedAfter'] ?? null]
    return { text: `伤亡变化：${say(note?.['change'])}${before === after ? '' : `；建议等级 ${grade(before)}→${grade(after)}`}`, importance: 'report' }
  },
  'relief-response.recorded': ({ data: { note } }) => ({ text: `${reliefScopeNames[say(note?.['scope']) as keyof typeof reliefScopeNames]}救灾应急响应启动：${say(note?.['title'])}，开始 24 小时零报告`, importance: 'report' }),
  'relief-response.ended': ({ data: { note } }) => ({ text: `救灾应急响应终止：${say(note?.['title'])}`, importance: 'report' }),
  'clock-rule.set': () => ({ text: '制定报送时限规则', importance: 'fact' }),
}
