import { levelRoman, type ResponseLevel } from '@fengsui/contract/incidents'
import type { Json } from '@fengsui/contract/kernel'
import { warningHazards, warningLevelNames, type WarningHazard, type WarningLevel } from '@fengsui/contract/warnings'
import type { SealedEntry } from '../../platform/journal/read-entries.ts'
import type { TimelineText } from '../../platform/module.ts'

const field = (entry: SealedEntry, name: string): Json | undefined => entry.data.changes[0]?.set[name]
const note = (entry: SealedEntry, name: string): Json | undefined => entry.data.note?.[name]
const colour = (value: Json | undefined): string => warningLevelNames[value as WarningLevel] ?? ''
const hazard = (value: Json | undefined): string => warningHazards[value as WarningHazard] ?? ''
const level = (value: Json | undefined): string => (value === 1 || value === 2 || value === 3 || value === 4 ? `${levelRoman[value as ResponseLevel]}级` : '')
const named = (entry: SealedEntry): string => `${String(note(entry, 'issuer') ?? '')}${hazard(note(entry, 'hazard'))}${colour(note(entry, 'level'))}预警`

/** How warnings and linkage alarms read in the timeline. */
export const warningTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'warning.recorded': (entry) => ({ text: `转录${String(field(entry, 'issuer') ?? '')}${hazard(field(entry, 'hazard'))}${colour(field(entry, 'level'))}预警${note(entry, 'from') ? `（原为${colour(note(entry, 'from'))}）` : ''}`, importance: 'decision' }),
  'warning.replaced': () => null,
  'warning.lifted': (entry) => ({ text: `${named(entry)}解除`, importance: 'decision' }),
  'warning.expired': (entry) => ({ text: `${named(entry)}到期`, importance: 'fact' }),
  'linkage-alarm.raised': (entry) => ({ text: note(entry, 'kind') === 'facts' ? `事实已达启动条件，响应未跟上：应为${level(field(entry, 'wantedLevel'))}，现为${level(field(entry, 'foundLevel')) || '未启动'}` : `${hazard(note(entry, 'hazard'))}${colour(note(entry, 'level'))}预警已生效，响应未跟上：应为${level(field(entry, 'wantedLevel'))}，现为${level(field(entry, 'foundLevel')) || '未启动'}`, importance: 'task' }),
  'linkage-alarm.continued': (entry) => ({ text: `响应仍未跟上（应为${level(note(entry, 'wantedLevel'))}）：${String(note(entry, 'text') ?? '')}`, importance: 'task' }),
  'linkage-alarm.closed': (entry) => (note(entry, 'status') === 'raised' ? { text: `响应提升到${level(note(entry, 'level'))}，${note(entry, 'kind') === 'facts' ? '告警' : '预警联动告警'}消除`, importance: 'task' } : note(entry, 'status') === 'eased' ? { text: '事实已不再要求这一级响应，告警结束', importance: 'task' } : { text: '预警已结束，联动告警随之结束', importance: 'task' }),
  'linkage-alarm.answered': (entry) => ({ text: `指挥部说明暂不提升到${level(note(entry, 'wantedLevel'))}响应的理由`, importance: 'decision' }),
}
