import { linkedCaseStatusNames, linkedSystems, type LinkedCase, type LinkedSystem } from '@fengsui/contract/duty'
import type { Json } from '@fengsui/contract/kernel'
import type { TimelineText } from '../../platform/module.ts'

const say = (value: Json | undefined): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** How the running duty reads in a timeline: only what belongs to an incident appears there, the rest in the duty log. */
export const dutyTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'duty-watch.taken': ({ data: { note } }) => ({ text: `${say(note?.['unit'])}接班${note?.['byHand'] === true ? '（未按排班，自行接班）' : ''}`, importance: 'fact' }),
  'duty-watch.end-due': () => ({ text: '应交班时间将到', importance: 'fact' }),
  'duty-watch.overstayed': ({ data: { note } }) => ({ text: `逾时 ${say(note?.['minutes'])} 分钟未交班，已告知领导`, importance: 'task' }),
  'handover.drafted': () => null,
  'handover.noted': () => null,
  'handover.signed': ({ data: { note } }) => ({ text: `交接班 ${say(note?.['number'])} 交班人签字${note?.['onBehalf'] === true ? '（代签）' : ''}`, importance: 'fact' }),
  'handover.completed': ({ data: { note } }) => ({ text: `${say(note?.['unit'])}交接班 ${say(note?.['number'])} 完成，移交 ${say(note?.['items'])} 项，其中时限 ${say(note?.['clocks'])} 项`, importance: 'decision' }),
  'handover.withdrawn': ({ data: { note } }) => ({ text: `交接班 ${say(note?.['number'])} 撤回`, importance: 'fact' }),
  'duty-note.written': () => ({ text: '记值班日志', importance: 'fact' }),
  'duty-note.corrected': () => ({ text: '更正值班日志', importance: 'fact' }),
  'phone-log.written': ({ data: { note } }) => ({ text: note?.['direction'] === 'out' ? '登记去电' : '登记来电', importance: 'fact' }),
  'phone-log.added-to': ({ data: { note } }) => ({ text: `电话记录 ${say(note?.['number'])} 补记`, importance: 'fact' }),
  'phone-log.corrected': ({ data: { note } }) => ({ text: `电话记录 ${say(note?.['number'])} 更正`, importance: 'fact' }),
  'phone-log.made-signal': ({ data: { note } }) => ({ text: `电话记录 ${say(note?.['number'])} 转为来报`, importance: 'fact' }),
  'spot-check-rule.set': () => ({ text: '设定值班抽查规则', importance: 'decision' }),
  'spot-check-rule.ended': () => ({ text: '停止值班抽查', importance: 'decision' }),
  'spot-check-draw.sealed': ({ data: { note } }) => ({ text: `${say(note?.['month'])} 值班抽查已抽签封存`, importance: 'fact' }),
  'spot-check-draw.revealed': ({ data: { note } }) => ({ text: `${say(note?.['month'])} 值班抽查种子公开`, importance: 'fact' }),
  'spot-check.begun': ({ data: { note } }) => ({ text: `抽查${say(note?.['unit'])}值班`, importance: 'fact' }),
  'spot-check.answered': ({ data: { note } }) => ({ text: `值班抽查 ${say(note?.['number'])} ${note?.['late'] === true ? '迟' : ''}应答，${say(note?.['seconds'])} 秒`, importance: 'fact' }),
  'spot-check.missed': ({ data: { note } }) => ({ text: `${say(note?.['unit'])}值班抽查 ${say(note?.['number'])} 未应答`, importance: 'task' }),
  'spot-check.superior-told': ({ data: { note } }) => ({ text: `值班抽查 ${say(note?.['number'])} 未应答，已告知上级`, importance: 'task' }),
  'phone-call.heard': () => null,
  'phone-call.taken': () => null,
  'phone-call.dismissed': () => null,
  'phone-call.recorded': () => ({ text: '通话录音入档', importance: 'fact' }),
  'fax.registered': ({ data: { note } }) => ({ text: `传真登记 ${say(note?.['number'])}，${say(note?.['pages'])} 页`, importance: 'fact' }),
  'fax.handled': ({ data: { note } }) => ({ text: `传真 ${say(note?.['number'])} 已处理`, importance: 'fact' }),
  'linked-case.received': ({ data: { note } }) => ({ text: `${linkedSystems[note?.['system'] as LinkedSystem]?.name ?? ''}警情转来`, importance: 'fact' }),
  'linked-case.updated': ({ data: { note } }) => ({ text: `${linkedSystems[note?.['system'] as LinkedSystem]?.name ?? ''}警情续报`, importance: 'fact' }),
  'linked-case.moved': ({ data: { note } }) => ({ text: `联动警情${linkedCaseStatusNames[note?.['status'] as LinkedCase['status']] ?? ''}`, importance: 'fact' }),
  'linked-case.told': () => null,
}
