import { objectKinds } from '@fengsui/contract'
import type { AttachmentOwner } from '@fengsui/contract/attachments'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { visibleToUnit } from '../command/index.ts'
import { visibleDuty } from '../instructions/index.ts'
import { visibleReport } from '../reports/index.ts'
import { ownerSpecs, type Owner } from './owner-rules.ts'

const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Condition on a row `t` of an owner kind that the actor may read it: the module's own where it has one, else place, party or unit. */
function visibleOwner(actor: Actor, kind: AttachmentOwner): RawBuilder<unknown> {
  if (kind === 'task') return visibleToUnit(actor, 'unit_id')
  if (kind === 'report') return visibleReport(actor)
  if (kind === 'instruction-duty') return visibleDuty(actor)
  const spec = ownerSpecs[kind]
  const own = spec.unitFields.map((field) => sql`t.${sql.id(snake(field))} = ${actor.unitId}::uuid`)
  const opened = [sql`${`${kind}:`} || t.id`, ...(spec.viaIncident ? [sql`'incident:' || t.incident_id`] : [])]
  return sql`(${sql.join([withinScope(actor.scope, sql`t.division_code`, ...opened), ...own], sql` or `)})`
}

/** Of these objects those that the actor may read, both by permission and by place. */
export async function listReadableOwners(objects: ObjectStore, db: Queryable, actor: Actor, kind: AttachmentOwner, ids: readonly string[]): Promise<Owner[]> {
  // A charged unit reads its own part without overseeing instructions.
  if (ids.length === 0 || !actor.permissions.has(kind === 'instruction-duty' ? 'instruction:read' : objectKinds[kind].permission)) return []
  const spec = ownerSpecs[kind]
  const rows = await objects.read(db, kind, sql`t.id = any(${[...ids]}::uuid[]) and ${visibleOwner(actor, kind)}`)
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return rows.map((row) => ({
    kind, id: String(row['id']), divisionCode: String(row['divisionCode']), incidentId: kind === 'incident' ? String(row['id']) : spec.hasIncident ? text(row['incidentId']) : null,
    unitIds: spec.unitFields.flatMap((field) => text(row[field]) ?? []), ownPlaceOnly: kind === 'report' && row['status'] !== 'issued', status: text(row['status']),
  }))
}

/** An owner the actor may read, or undefined. */
export async function findOwner(objects: ObjectStore, db: Queryable, actor: Actor, kind: AttachmentOwner, id: string): Promise<Owner | undefined> {
  return (await listReadableOwners(objects, db, actor, kind, [id]))[0]
}
