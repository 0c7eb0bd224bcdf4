import { formSets, processStatusNames, returnKindNames, type FormSetKey, type ReturnKind } from '@fengsui/contract/disaster-statistics'
import type { Json } from '@fengsui/contract/kernel'
import type { SealedEntry } from '../../platform/journal/read-entries.ts'
import type { TimelineText } from '../../platform/module.ts'

const note = (entry: SealedEntry, name: string): Json | undefined => entry.data.note?.[name]
const form = (entry: SealedEntry): string => `${formSets[note(entry, 'formSet') as FormSetKey]?.name ?? '灾情'}${returnKindNames[note(entry, 'kind') as ReturnKind] ?? ''}（第 ${String(note(entry, 'sequence') ?? '')} 版）`
const listNames: Readonly<Record<string, string>> = { D01: '因灾死亡失踪人口一览表', D02: '因灾倒塌损坏住房户一览表', D03: '冬春生活政府救助人口一览表' }

/** How statistics of disasters read in the timeline of their incident. Drafts are nobody's news. */
export const disasterTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'disaster-process.opened': () => ({ text: '登记灾害过程，开始灾情统计', importance: 'report' }),
  'disaster-process.changed': () => ({ text: '更正灾害过程的灾种、性质或范围', importance: 'fact' }),
  'disaster-process.stage-set': (entry) => ({ text: `灾情统计：${processStatusNames[String(entry.data.changes[0]?.set['status']) as keyof typeof processStatusNames] ?? ''}`, importance: 'report' }),
  'disaster-return.drafted': () => null,
  'disaster-return.saved': () => null,
  'disaster-return.submitted': (entry) => ({ text: `上报${form(entry)}${note(entry, 'zero') === true ? '，零报告' : ''}${note(entry, 'late') === true ? '，超过时限' : ''}`, importance: 'report' }),
  'disaster-return.accepted': (entry) => ({ text: `审核通过${form(entry)}`, importance: 'fact' }),
  'disaster-return.sent-back': (entry) => ({ text: `退回${form(entry)}`, importance: 'fact' }),
  'disaster-list-entry.added': (entry) => ({ text: `${listNames[String(note(entry, 'list'))] ?? '一览表'}登记一行`, importance: 'fact' }),
  'disaster-list-entry.changed': (entry) => ({ text: `${listNames[String(note(entry, 'list'))] ?? '一览表'}更正一行`, importance: 'fact' }),
  'disaster-list-entry.removed': (entry) => ({ text: `${listNames[String(note(entry, 'list'))] ?? '一览表'}核销一行`, importance: 'fact' }),
}
