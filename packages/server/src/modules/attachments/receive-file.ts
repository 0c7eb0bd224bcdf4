import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { attachmentOwners, mediaTypes, type MediaType, type StoredFile } from '@fengsui/contract/attachments'
import { Problem, type Instant, type Position } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import { digestOf, type FileFolder, type ReceivedFile } from '../../platform/files/file-folder.ts'
import { prepareImage, readImageOrigin } from '../../platform/files/image-work.ts'
import { textEncodingOf } from '../../platform/files/media-kinds.ts'
import { listZipEntries, UnreadableZip } from '../../platform/files/zip-entries.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { countStoredBytes, countUnusedBytes, lockContent, saveUpload, type FileRow } from './stored-file-store.ts'

/** What one account may have lying about unused, bytes. */
const MAX_UNUSED_BYTES = 1024 * 1024 * 1024

const OFFICE: Readonly<Record<string, MediaType>> = {
  'word/document.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'xl/workbook.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Anybody who may attach to something, or import. @throws Problem forbidden */
export function requireMayUpload(actor: Actor): void {
  const needed = new Set<string>(['org:edit', 'resource:edit', ...Object.values(attachmentOwners).flat()])
  if (![...actor.permissions].some((permission) => needed.has(permission))) throw new Problem('forbidden', '您的角色不能上传文件；确有需要请找系统管理员')
}

/**
 * Takes a body in: told by its content, pictures written anew and small, the rest as it is; on the disk before the database knows.
 * @param name as the sender calls it; only tells CSV from other text
 */
export async function receiveFile(deps: ModuleDeps, folder: FileFolder, actor: Actor, given: { body: Readable; name: string }): Promise<StoredFile> {
  requireMayUpload(actor)
  if ((await countUnusedBytes(deps.database, actor.accountId)) > MAX_UNUSED_BYTES) throw new Problem('too-many-requests', '您传上来还没用的文件太多，请先把它们附到来报或任务上，或明天再传')
  // Said before the body is taken: somebody on a bad line must not send minutes of video in vain.
  const stored = folder.limits.totalBytes === null ? 0 : await countStoredBytes(deps.database)
  folder.requireRoom(stored, 0)
  const received = await folder.receive(given.body)
  try {
    folder.requireRoom(stored, received.bytes)
    if (received.guess?.startsWith('image/')) return await storeImage(deps, folder, actor, received)
    const file: FileRow = { sha256: received.sha256, bytes: received.bytes, mediaType: await decideKind(received, given.name), widthPixels: null, heightPixels: null, thumbnailSha256: null }
    await store(deps, actor, file, { takenAt: null, position: null }, () => folder.keep(received))
    return answer(file, { takenAt: null, position: null })
  } finally {
    await received.discard()
  }
}

async function storeImage(deps: ModuleDeps, folder: FileFolder, actor: Actor, received: ReceivedFile): Promise<StoredFile> {
  const kind = received.guess ?? ''
  if (kind === 'image/heic') throw new Problem('unsupported-media-type', '这是苹果手机的 HEIC 照片，请在“设置-相机-格式”里选“兼容性最佳”，或选照片时选 JPEG 再传')
  const bytes = await readFile(received.path)
  const origin = await readImageOrigin(bytes)
  const image = await prepareImage(bytes, kind)
  const thumbnailSha256 = digestOf(image.thumbnail)
  const sha256 = digestOf(image.bytes)
  const file: FileRow = { sha256, bytes: image.bytes.length, mediaType: image.mediaType, widthPixels: image.widthPixels, heightPixels: image.heightPixels, thumbnailSha256 }
  await store(deps, actor, file, origin, async () => {
    await folder.keepBytes(image.thumbnail)
    await folder.keepBytes(image.bytes)
  })
  return answer(file, origin)
}

async function store(deps: ModuleDeps, actor: Actor, file: FileRow, origin: { takenAt: Instant | null; position: Position | null }, place: () => Promise<void>): Promise<void> {
  await deps.database.transaction(async (tx) => {
    await lockContent(tx, file.sha256)
    await place()
    await saveUpload(tx, file, { accountId: actor.accountId, at: deps.clocks.wall.now(), ...origin })
  })
}

function answer(file: FileRow, origin: { takenAt: Instant | null; position: Position | null }): StoredFile {
  const { sha256, bytes, mediaType, widthPixels, heightPixels } = file
  return { sha256, bytes, mediaType, widthPixels, heightPixels, ...origin }
}

async function decideKind(received: ReceivedFile, name: string): Promise<string> {
  const { guess } = received
  if (guess === 'zip') return officeKindOf(await readFile(received.path))
  if (guess === 'text') {
    const bytes = await readFile(received.path)
    if (bytes.includes(0) || textEncodingOf(bytes) === null) throw new Problem('unsupported-media-type', '文本文件的编码认不出来，请另存为 UTF-8 再传')
    return /\.csv$/i.test(name) ? 'text/csv' : 'text/plain'
  }
  if (guess === null || !Object.hasOwn(mediaTypes, guess)) throw new Problem('unsupported-media-type', '这种文件不收，请改传照片、视频、PDF、Word 或 Excel')
  return guess
}

/** Of archives only Word and Excel without macros. */
function officeKindOf(bytes: Buffer): MediaType {
  try {
    const names = new Set(listZipEntries(bytes).map((entry) => entry.name))
    const kind = Object.entries(OFFICE).find(([part]) => names.has(part) && names.has('[Content_Types].xml'))?.[1]
    if (kind === undefined) throw new Problem('unsupported-media-type', '压缩包不收，请解压后分别上传；Word、Excel 请存成 docx、xlsx')
    if ([...names].some((each) => /vbaProject|\.bin$|activeX|embeddings\//i.test(each))) throw new Problem('unsupported-media-type', '文档里带有宏或嵌入的程序，不收。请另存为不带宏的 docx、xlsx 再传')
    return kind
  } catch (error) {
    if (error instanceof UnreadableZip) throw new Problem('unsupported-media-type', '文件打不开，可能已损坏或加了密码，请检查后再传')
    throw error
  }
}
