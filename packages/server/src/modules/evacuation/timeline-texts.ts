import { protectiveMeasures, type ProtectiveMeasure } from '@fengsui/contract/evacuation'
import { clockAheadText, type Json } from '@fengsui/contract/kernel'
import type { SealedEntry } from '../../platform/journal/read-entries.ts'
import type { TimelineText } from '../../platform/module.ts'

const field = (entry: SealedEntry, name: string): Json | undefined => entry.data.changes[0]?.set[name]
const note = (entry: SealedEntry, name: string): Json | undefined => entry.data.note?.[name]
const number = (value: Json | undefined): string => Number(value ?? 0).toLocaleString('zh-CN')
const place = (entry: SealedEntry): string => String(note(entry, 'placeName') ?? '')
const measures = (value: Json | undefined): string => (Array.isArray(value) ? value.map((each) => protectiveMeasures[each as ProtectiveMeasure] ?? '').join('、') : '')

/** What the entry keeps of a telephone whose clock ran ahead. */
const clock = (entry: SealedEntry): string => (typeof note(entry, 'clockAheadSeconds') === 'number' ? `（${clockAheadText(Number(note(entry, 'clockAheadSeconds')))}）` : '')

/** One statement as a line; the three kinds are worded apart, so that nobody adds them up. */
function countText(entry: SealedEntry): string {
  const [planned, moved, refused, followed] = ['planned', 'moved', 'refused', 'followedUp'].map((name) => number(field(entry, name)))
  const left = Number(field(entry, 'refused') ?? 0) > 0
  switch (note(entry, 'kind')) {
    case 'vessels': return `${place(entry)}船只回港 ${moved ?? ''} 艘（应回 ${planned ?? ''} 艘${left ? `，失联 ${refused ?? ''} 艘、已联系上 ${followed ?? ''} 艘` : ''}）`
    case 'resettlement': return `${place(entry)}紧急转移安置 ${moved ?? ''} 人`
    default: return `${place(entry)}紧急避险转移 ${moved ?? ''} 人（应转移 ${planned ?? ''} 人${left ? `，拒绝 ${refused ?? ''} 人、已上门 ${followed ?? ''} 人` : ''}）`
  }
}

/** How evacuation reads in the timeline: orders, releases and counts; single households stay on their ledger, refusals excepted. */
export const evacuationTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'evacuation-count.reported': (entry) => ({ text: `${countText(entry)}${clock(entry)}`, importance: 'fact' }),
  'evacuation-count.came-late': (entry) => ({ text: `${place(entry)}补报较早的转移数，未改变现数`, importance: 'fact' }),
  'transfer-household.listed': () => null,
  'transfer-household.notified': () => null,
  'transfer-household.moved': (entry) => (clock(entry) === '' ? null : { text: `一户（${number(note(entry, 'people'))} 人）已转移${clock(entry)}`, importance: 'fact' }),
  'transfer-household.went-on': () => null,
  'transfer-household.refused': (entry) => (note(entry, 'again') === true ? null : { text: `一户（${number(note(entry, 'people'))} 人）拒绝转移${clock(entry)}`, importance: 'fact' }),
  'transfer-household.refusal-came-late': () => null,
  'transfer-household.returned': () => null,
  'return-release.given': (entry) => ({ text: `${place(entry)}解除转移，群众可以返回`, importance: 'decision' }),
  'protective-order.issued': (entry) => ({ text: `${place(entry)}发布${String(field(entry, 'number') ?? '')}：${measures(field(entry, 'measures'))}`, importance: 'decision' }),
  'protective-order.kept': (entry) => ({ text: `${place(entry)}${String(note(entry, 'number') ?? '')}继续执行`, importance: 'decision' }),
  'protective-order.lifted': (entry) => ({ text: `${place(entry)}解除${String(note(entry, 'number') ?? '')}`, importance: 'decision' }),
}
