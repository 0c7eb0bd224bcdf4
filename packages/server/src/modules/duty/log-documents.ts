import { phoneDirectionNames, phoneLogStatusNames, type DayLog, type PhoneLogView } from '@fengsui/contract/duty'
import { beijingShort } from '@fengsui/contract/kernel'
import type { OfficialDocument, Sheet, TableBlock } from '../../platform/documents/document.ts'
import { dayWords } from './handover-document.ts'

const clock = (at: string): string => beijingShort(at).slice(6)

function dayTable(log: DayLog): TableBlock {
  return {
    kind: 'table', widths: [0.8, 0.9, 6, 1.2], head: [['时间', '类别', '内容', '记录人'].map((text) => ({ text }))],
    rows: log.lines.length === 0 ? [['', '', '本日无记事', '']] : log.lines.map((line) => [clock(line.at), line.kind, `${line.words}${line.correctedById === null ? '' : '（已更正）'}${line.correctsId === null ? '' : '（更正）'}`, line.byName ?? '系统']),
  }
}

/** The day's log as a paper. */
export function dayLogDocument(log: DayLog, printed: { at: string; byName: string }): OfficialDocument {
  const line = (text: string) => ({ kind: 'paragraph' as const, text })
  const watches = log.watches.map((watch) => `${watch.officerName}（${watch.leaderName === null ? '' : `带班 ${watch.leaderName}，`}${beijingShort(watch.takenAt)} 至 ${watch.endedAt === null ? '现在' : beijingShort(watch.endedAt)}）`).join('；')
  return {
    head: null, title: '值班日志', addressees: null, landscape: true,
    body: [line(`单位：${log.unitName}　${dayWords(log.day)}（${log.dayName ?? log.dayKind}）　天气：${log.weather ?? '未记'}`), line(`当班：${watches === '' ? '无当班记录' : watches}`), dayTable(log)],
    signature: null, imprint: null, notes: [...(log.cut ? ['本日记事过多，只列出前面部分'] : []), `打印：${printed.byName}，${beijingShort(printed.at)}`],
  }
}

export function dayLogSheets(log: DayLog): Sheet[] {
  return [{ name: log.day, above: [`${log.unitName}值班日志`, `${dayWords(log.day)}（${log.dayName ?? log.dayKind}）　天气：${log.weather ?? '未记'}`], table: dayTable(log) }]
}

/** The telephone log in the columns of the local template. */
export function phoneLogSheets(logs: readonly PhoneLogView[], unitName: string, cut: boolean): Sheet[] {
  return [{
    name: '值班电话记录', above: [`${unitName}值班电话记录`], ...(cut ? { below: ['记录过多，只导出最近部分；请缩小时间范围再导出'] } : {}),
    table: {
      kind: 'table', widths: [1.6, 0.7, 1.4, 1.6, 1.4, 4, 1, 2, 2, 2, 0.9], head: [['编号', '来/去电', '时间', '来电单位/人', '电话', '内容', '接电人', '拟办意见', '领导批示', '办理结果', '状态'].map((text) => ({ text }))],
      rows: logs.map((log) => [log.number, phoneDirectionNames[log.direction], beijingShort(log.talkedAt), [log.counterpartUnitName, log.counterpart].filter(Boolean).join(' '), log.phone ?? '', log.content ?? '', log.takenByName, log.proposal ?? '', log.instruction ?? '', log.result ?? '', log.correctedById === null ? phoneLogStatusNames[log.status] : '已更正']),
    },
  }]
}
