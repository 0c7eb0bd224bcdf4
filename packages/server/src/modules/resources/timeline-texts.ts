import type { Json } from '@fengsui/contract/kernel'
import { equipmentStateNames, readinessNames, type EquipmentState, type Readiness } from '@fengsui/contract/resources'
import type { SealedEntry } from '../../platform/journal/read-entries.ts'
import type { TimelineText } from '../../platform/module.ts'

const note = (entry: SealedEntry, name: string): string => String(entry.data.note?.[name] ?? '')
const set = (entry: SealedEntry, name: string): Json | undefined => entry.data.changes[0]?.set[name]
const fact = (text: (entry: SealedEntry) => string): TimelineText => (entry) => ({ text: text(entry), importance: 'fact' })

/** How the entries of forces and shelters read. Sending out and moving is told by the dispatch; keeping the register by nobody. */
export const resourceTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'team.readiness-set': fact((entry) => `${note(entry, 'name')}转为${readinessNames[set(entry, 'readiness') as Readiness] ?? ''}`),
  'equipment.state-set': fact((entry) => `${note(entry, 'name')}转为${equipmentStateNames[set(entry, 'state') as EquipmentState] ?? ''}`),
  'shelter.opened': (entry) => ({ text: `开放避难场所 ${note(entry, 'count')} 处（${note(entry, 'name')}${Number(note(entry, 'count')) > 1 ? '等' : ''}），可容 ${note(entry, 'capacity')} 人`, importance: 'decision' }),
  'shelter.closed': (entry) => ({ text: `关闭${note(entry, 'name')}`, importance: 'decision' }),
  'shelter.admitted': fact((entry) => `${note(entry, 'name')}到达 ${note(entry, 'people')} 人，收住 ${note(entry, 'admitted')} 人${Number(note(entry, 'redirected')) > 0 ? `，分流 ${note(entry, 'redirected')} 人到${note(entry, 'to')}` : ''}`),
  'shelter.left': fact((entry) => `${note(entry, 'name')}离开 ${note(entry, 'people')} 人，现住 ${note(entry, 'occupancy')} 人`),
}
