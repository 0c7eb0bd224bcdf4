import { attachmentOwners, mediaTypes, type Attachment, type AttachmentOwner, type AttachmentView, type MediaType } from '@fengsui/contract/attachments'
import { Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { ownerSpecs, whyClosed, type Owner } from './owner-rules.ts'
import { findOwner, listReadableOwners } from './owner-store.ts'

const MOST = 1000

/** Attachments that hold the condition and whose owner the actor may read, oldest first. */
async function readVisible(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>): Promise<{ attachment: Attachment; owner: Owner }[]> {
  const rows = (await objects.read(db, 'attachment', sql`${where} and t.status = 'active'`, { order: sql`t.uploaded_at, t.id`, limit: MOST })) as unknown as Attachment[]
  const owners = new Map<string, Owner>()
  for (const kind of new Set(rows.map((row) => row.ownerKind))) {
    const ids = [...new Set(rows.filter((row) => row.ownerKind === kind).map((row) => row.ownerId))]
    for (const owner of await listReadableOwners(objects, db, actor, kind, ids)) owners.set(`${kind}:${owner.id}`, owner)
  }
  return rows.flatMap((attachment) => {
    const owner = owners.get(`${attachment.ownerKind}:${attachment.ownerId}`)
    return owner ? [{ attachment, owner }] : []
  })
}

async function toViews(db: Queryable, actor: Actor, found: readonly { attachment: Attachment; owner: Owner }[]): Promise<AttachmentView[]> {
  const nameOf = await readPersonalFacts(db, found.map(({ attachment }) => attachment.name))
  const { rows } = await sql<{ id: string; name: string }>`select id, name from unit where id = any(${[...new Set(found.map(({ attachment }) => attachment.unitId))]}::uuid[])`.execute(db)
  const units = new Map(rows.map((row) => [row.id, row.name]))
  return found.map(({ attachment: { name, thumbnailSha256, ...attachment }, owner }) => ({
    ...attachment, name: nameOf(name) ?? mediaTypes[attachment.mediaType as MediaType].name, hasThumbnail: thumbnailSha256 !== null, unitName: units.get(attachment.unitId) ?? null, ownerWords: ownerSpecs[owner.kind].words,
    mayRemove: attachment.unitId === actor.unitId && whyClosed(owner) === null && attachmentOwners[owner.kind].some((permission) => actor.permissions.has(permission)),
  }))
}

/** Attachments of one object, or of everything of an incident that the actor may read. @throws Problem for neither */
export async function listAttachments(objects: ObjectStore, db: Queryable, actor: Actor, query: { ownerKind?: AttachmentOwner | undefined; ownerId?: string | undefined; incidentId?: string | undefined }): Promise<AttachmentView[]> {
  if (query.ownerKind !== undefined && query.ownerId !== undefined) {
    if (!(await findOwner(objects, db, actor, query.ownerKind, query.ownerId))) throw new Problem('not-found', '没有找到这个事项，可能不在您的辖区内')
    return toViews(db, actor, await readVisible(objects, db, actor, sql`t.owner_kind = ${query.ownerKind} and t.owner_id = ${query.ownerId}::uuid`))
  }
  if (query.incidentId === undefined) throw new Problem('invalid-input', '请说明要看哪个事项或哪个事件的附件', [{ path: 'incidentId', message: '请选择事件' }])
  // A signal that is not yet part of the incident when its photo was attached comes along once it is.
  const ofIncident = sql`(t.incident_id = ${query.incidentId}::uuid or (t.owner_kind = 'signal' and t.owner_id in (select s.id from signal s where s.incident_id = ${query.incidentId}::uuid)))`
  return toViews(db, actor, await readVisible(objects, db, actor, ofIncident))
}

/** @throws Problem not-found */
export async function getAttachment(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<AttachmentView> {
  const [row] = (await objects.read(db, 'attachment', sql`t.id = ${id}::uuid`)) as unknown as Attachment[]
  const owner = row && (await findOwner(objects, db, actor, row.ownerKind, row.ownerId))
  const [view] = row && owner ? await toViews(db, actor, [{ attachment: row, owner }]) : []
  if (!view) throw new Problem('not-found', '没有找到这份附件，可能不在您的辖区内')
  return view
}

/** What is needed to send a content, for those who may read its owner. @throws Problem not-found */
export async function findContent(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<{ attachment: Attachment; name: string }> {
  const [found] = await readVisible(objects, db, actor, sql`t.id = ${id}::uuid`)
  if (!found) throw new Problem('not-found', '没有找到这份附件，可能已移除或不在您的辖区内')
  const nameOf = await readPersonalFacts(db, [found.attachment.name])
  return { attachment: found.attachment, name: nameOf(found.attachment.name) ?? mediaTypes[found.attachment.mediaType as MediaType].name }
}
