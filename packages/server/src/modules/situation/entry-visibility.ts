import { objectKinds, type ObjectKind } from '@fengsui/contract'
import type { Change } from '@fengsui/contract/kernel'
import { isInAudience, type Actor } from '../../platform/actor.ts'
import type { SealedEntry } from '../../platform/journal/read-entries.ts'

/** Kinds whose contents are published to everybody anyway, wherever they were recorded. */
const publicKinds: ReadonlySet<string> = new Set<ObjectKind>(['typhoon-fix'])

/** Whether an entry concerns the reader's place, names its unit, or belongs to an incident that was opened to its unit. */
export function isAddressedTo(actor: Actor, openedIncidents: ReadonlySet<string>, entry: Pick<SealedEntry, 'data' | 'subject'>): boolean {
  const { audience, changes } = entry.data
  if (isInAudience(actor, audience)) return true
  if (audience.ownPlaceOnly) return false
  if (entry.subject !== null && openedIncidents.has(entry.subject)) return true
  return changes.length > 0 && changes.every((change) => publicKinds.has(change.object))
}

/** Whether the reader's roles allow the kind of object that a change touches; an unknown kind is nobody's. */
export function mayReadChange(actor: Actor, change: Change): boolean {
  const kind = Object.hasOwn(objectKinds, change.object) ? objectKinds[change.object as ObjectKind] : undefined
  return kind !== undefined && actor.permissions.has(kind.permission)
}
