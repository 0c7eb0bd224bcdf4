import { clockAheadText } from '@fengsui/contract/kernel'
import { signalSources, type SignalSource } from '@fengsui/contract/signals'
import type { TimelineText } from '../../platform/module.ts'

/** Told where the report stands, so that nobody builds a deadline on a telephone's clock unawares. */
const clock = (value: unknown) => (typeof value === 'number' ? `（${clockAheadText(value)}）` : '')
const sourceName = (value: unknown) => signalSources[value as SignalSource] ?? '来报'

/** How a signal's entries read in the timeline. */
export const signalTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'signal.received': (entry) => ({ text: `接报（${sourceName(entry.data.changes[0]?.set['source'])}）：${String(entry.data.changes[0]?.set['title'] ?? '')}${clock(entry.data.changes[0]?.set['clockAheadSeconds'])}`, importance: 'fact' }),
  'signal.verification-begun': () => ({ text: '开始核实', importance: 'fact' }),
  'signal.verified': (entry) => ({ text: entry.data.note?.['made'] ? '核实属实，立为事件' : '核实属实，并入本事件', importance: 'decision' }),
  'signal.rejected': () => ({ text: '核实不属实', importance: 'decision' }),
  'signal.merged': (entry) => ({ text: `来报 ${String(entry.data.note?.['number'] ?? '')} 并入 ${String(entry.data.note?.['into'] ?? '')}`, importance: 'fact' }),
  'commission.asked': () => ({ text: '约稿', importance: 'task' }),
  'commission.answered': () => ({ text: '约稿已报来', importance: 'fact' }),
  'commission.overdue': () => ({ text: '约稿逾期未报', importance: 'task' }),
  'commission.withdrawn': () => ({ text: '约稿撤回', importance: 'fact' }),
  'signal.unmerged': (entry) => ({ text: `撤销合并：来报 ${String(entry.data.note?.['number'] ?? '')} 恢复原状${entry.data.note?.['figuresBack'] === true ? '，事件数字退回并入前' : ''}`, importance: 'fact' }),
}
