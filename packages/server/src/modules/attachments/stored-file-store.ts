import type { Attachment } from '@fengsui/contract/attachments'
import type { Instant, Position } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Queryable, Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'

/** A stored content. */
export interface FileRow {
  sha256: string
  bytes: number
  mediaType: string
  widthPixels: number | null
  heightPixels: number | null
  thumbnailSha256: string | null
}

/** The same with what its uploader's copy said of time and place. */
export interface UploadRow extends FileRow {
  takenAt: Instant | null
  longitude: number | null
  latitude: number | null
}

/** Storing and sweeping of one content take turns. */
export async function lockContent(tx: Transaction, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`file:${sha256}`}, 0))`.execute(tx)
}

/** Notes that an account has brought a content; known content is not stored twice. */
export async function saveUpload(tx: Transaction, file: FileRow, by: { accountId: string; at: Instant; takenAt: Instant | null; position: Position | null }): Promise<void> {
  await sql`
    insert into stored_file (sha256, bytes, media_type, width_pixels, height_pixels, thumbnail_sha256, stored_at)
    values (${file.sha256}, ${file.bytes}, ${file.mediaType}, ${file.widthPixels}, ${file.heightPixels}, ${file.thumbnailSha256}, ${by.at}) on conflict do nothing`.execute(tx)
  const point = by.position === null ? null : `(${by.position.longitude},${by.position.latitude})`
  await sql`
    insert into file_upload (sha256, account_id, uploaded_at, taken_at, position) values (${file.sha256}, ${by.accountId}, ${by.at}, ${by.takenAt}, ${point}::point)
    on conflict (sha256, account_id) do update set uploaded_at = excluded.uploaded_at, taken_at = excluded.taken_at, position = excluded.position`.execute(tx)
}

/** A content this account brought; the row stays until the transaction ends. */
export async function findUpload(db: Queryable, sha256: string, accountId: string): Promise<UploadRow | undefined> {
  const { rows } = await sql<UploadRow>`
    select s.sha256, s.bytes, s.media_type as "mediaType", s.width_pixels as "widthPixels", s.height_pixels as "heightPixels", s.thumbnail_sha256 as "thumbnailSha256",
           u.taken_at as "takenAt", u.position[0] as longitude, u.position[1] as latitude
    from file_upload u join stored_file s on s.sha256 = u.sha256 where u.sha256 = ${sha256} and u.account_id = ${accountId} for share of u, s`.execute(db)
  return rows[0]
}

/** Bytes an account has brought and not used within the time for which they are kept. */
export async function countUnusedBytes(db: Queryable, accountId: string): Promise<number> {
  const { rows } = await sql<{ bytes: number | null }>`
    select sum(s.bytes)::bigint as bytes from file_upload u join stored_file s on s.sha256 = u.sha256
    where u.account_id = ${accountId} and not exists (select 1 from attachment a where a.sha256 = u.sha256)`.execute(db)
  return rows[0]?.bytes ?? 0
}

/** Bytes of all contents that are kept. */
export async function countStoredBytes(db: Queryable): Promise<number> {
  const { rows } = await sql<{ bytes: number | null }>`select sum(bytes)::bigint as bytes from stored_file`.execute(db)
  return rows[0]?.bytes ?? 0
}

/** Those who attach to the same object take turns, so that its limit holds. @returns what it has now */
export async function lockAttachmentsOf(objects: ObjectStore, tx: Transaction, kind: string, id: string): Promise<Attachment[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`attachments:${kind}:${id}`}, 0))`.execute(tx)
  return (await objects.read(tx, 'attachment', sql`t.owner_kind = ${kind} and t.owner_id = ${id}::uuid and t.status = 'active'`)) as unknown as Attachment[]
}

export async function lockAttachment(objects: ObjectStore, tx: Transaction, id: string): Promise<Attachment | undefined> {
  const [row] = await objects.read(tx, 'attachment', sql`t.id = ${id}::uuid`, { lock: true })
  return row as unknown as Attachment | undefined
}

/** Forgets who brought what before `before`. */
export async function forgetUploads(db: Queryable, before: Instant): Promise<void> {
  await sql`delete from file_upload where uploaded_at <= ${before}`.execute(db)
}

/** Contents that nobody uses, stored before `before`. */
export async function listUnusedContents(db: Queryable, before: Instant): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select s.sha256 from stored_file s
    where s.stored_at <= ${before} and not exists (select 1 from file_upload u where u.sha256 = s.sha256) and not exists (select 1 from attachment a where a.sha256 = s.sha256)
    order by s.sha256 limit 1000`.execute(db)
  return rows.map((row) => row.sha256)
}

/** Forgets a content that is still unused. @returns its thumbnail when nothing else shows it; undefined when it is used by now */
export async function deleteUnusedContent(tx: Transaction, sha256: string): Promise<{ thumbnailSha256: string | null } | undefined> {
  const { rows } = await sql<{ thumbnailSha256: string | null }>`
    delete from stored_file s where s.sha256 = ${sha256} and not exists (select 1 from file_upload u where u.sha256 = s.sha256) and not exists (select 1 from attachment a where a.sha256 = s.sha256)
    returning case when exists (select 1 from stored_file o where o.sha256 <> s.sha256 and s.thumbnail_sha256 in (o.thumbnail_sha256, o.sha256)) then null else s.thumbnail_sha256 end as "thumbnailSha256"`.execute(tx)
  return rows[0]
}
