import { dayKindNames, legalDayAt, publicCalendar } from '@fengsui/contract/calendar'
import { openItemKinds, type HandoverView } from '@fengsui/contract/duty'
import { beijingShort, legalDay } from '@fengsui/contract/kernel'
import type { OfficialDocument } from '../../platform/documents/document.ts'

/** 2026年10月1日 */
export function dayWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

/** The handover as a paper for the binder: who, when, what was open, both signatures, and the end of the journal to compare later. */
export function handoverDocument(handover: HandoverView, printed: { at: string; byName: string }): OfficialDocument {
  const day = legalDayAt(handover.successorSignedAt ?? handover.draftedAt)
  const line = (text: string) => ({ kind: 'paragraph' as const, text })
  const signed = (name: string | null, at: string | null, factor: boolean | null): string => (at === null ? '（未签）' : `${name ?? ''}，${beijingShort(at)}${factor === true ? '，动态口令已核' : ''}`)
  return {
    head: null, title: '值班交接班记录', addressees: null,
    body: [
      line(`单位：${handover.unitName}　编号：${handover.number}　${dayWords(day)}（${dayKindNames[publicCalendar.kindOf(day)]}）`),
      line(`交班人：${handover.fromName}，${beijingShort(handover.watchTakenAt)} 接班，应于 ${beijingShort(handover.plannedEndAt)} 交班`),
      {
        kind: 'table', caption: `移交事项（${handover.items.length} 项）`, widths: [1.1, 3.4, 2.2, 1.6, 1.2], head: [['类别', '事项', '所属', '责任单位', '期限'].map((text) => ({ text }))],
        rows: handover.items.length === 0 ? [['', '无未了事项', '', '', '']] : handover.items.map((item) => [openItemKinds[item.kind], `${item.title}${item.arrived ? '（交接期间新到）' : ''}`, item.detail, item.ownerName, item.dueAt === null ? '' : beijingShort(item.dueAt)]),
      },
      line(`交班附言：${handover.notes ?? '无'}`),
      line(`交班签字：${signed(handover.leavingName, handover.leavingSignedAt, handover.leavingFactor)}${handover.onBehalfReason === null ? '' : `（代签，原因：${handover.onBehalfReason}）`}`),
      line(`接班签字：${signed(handover.successorName, handover.successorSignedAt, handover.successorFactor)}`),
    ],
    signature: null, imprint: null,
    notes: [...(handover.headWords === null ? ['本记录尚未完成交接，不作凭证'] : [`交接完成时：${handover.headWords}。日后日志链同一位次的链值应与此相同。`]), `打印：${printed.byName}，${beijingShort(printed.at)}（${legalDay(printed.at).slice(0, 4)} 年）`],
  }
}
