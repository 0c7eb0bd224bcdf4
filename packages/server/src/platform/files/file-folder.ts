import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync, type ReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Problem } from '@fengsui/contract/kernel'
import { groupOf, guessKind, HEAD_BYTES, type Guess, type MediaGroup } from './media-kinds.ts'

const MB = 1024 * 1024
/** No body takes so long; another process may be receiving the younger ones. */
const ABANDONED_MS = 6 * 3_600_000

export interface FileLimits {
  /** Most bytes of one file by group. */
  readonly bytes: Readonly<Record<MediaGroup, number>>
  /** All contents together, without their small pictures; null: as much as the disk has. */
  readonly totalBytes: number | null
  /** So much of the disk stays free for the record, bytes. */
  readonly diskReserveBytes: number
}

export const defaultFileLimits: FileLimits = { bytes: { image: 20 * MB, audio: 20 * MB, document: 20 * MB, video: 100 * MB }, totalBytes: null, diskReserveBytes: 512 * MB }

/** A body that was received: complete on disk under a name of its own, not yet kept. */
export interface ReceivedFile {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly guess: Guess
  discard(): Promise<void>
}

/**
 * Contents by their SHA-256 under `<dir>/<first two digits>/<sha256>`. What is kept is on the disk, with its name, before anything in
 * the database speaks of it; so a crash leaves at most an unused file, never a row without one.
 */
export class FileFolder {
  readonly #dir: string
  readonly limits: FileLimits

  constructor(dir: string, limits: FileLimits = defaultFileLimits) {
    this.#dir = dir
    this.limits = limits
  }

  /** Makes the folder and throws away bodies that a process was receiving when it was killed; `nowMs` on the wall. */
  open(nowMs: number): void {
    const incoming = join(this.#dir, 'incoming')
    mkdirSync(incoming, { recursive: true, mode: 0o700 })
    for (const name of readdirSync(incoming)) {
      const path = join(incoming, name)
      if ((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? nowMs) < nowMs - ABANDONED_MS) rmSync(path, { force: true })
    }
  }

  pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256')
    return join(this.#dir, sha256.slice(0, 2), sha256)
  }

  /** @param stored what lies here already, bytes; `more` what would come to it. @throws Problem `unavailable` */
  requireRoom(stored: number, more: number): void {
    const { totalBytes } = this.limits
    if (totalBytes !== null && (stored >= totalBytes || stored + more > totalBytes)) throw new Problem('unavailable', `附件总量已到上限 ${formatSize(totalBytes)}，暂时不能存文件。请先用文字报送，并告诉系统管理员清理或调高 FENGSUI_FILE_TOTAL_GB`)
  }

  /**
   * Streams a body to the disk, counting and hashing.
   * @throws Problem `too-large`, `unsupported-media-type` after the first bytes, `unavailable` when the disk is nearly full
   */
  async receive(body: Readable): Promise<ReceivedFile> {
    await this.#requireSpace()
    const path = join(this.#dir, 'incoming', randomUUID())
    const hash = createHash('sha256')
    const file = await open(path, 'wx', 0o600)
    let head: Buffer = Buffer.alloc(0)
    let guess: Guess | undefined
    let bytes = 0
    try {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        bytes += chunk.length
        hash.update(chunk)
        if (guess === undefined) {
          head = Buffer.concat([head, chunk])
          if (head.length >= HEAD_BYTES) guess = requireKnown(guessKind(head.subarray(0, HEAD_BYTES)))
        }
        const limit = guess === undefined ? this.limits.bytes.document : this.limits.bytes[groupOf(guess)]
        if (bytes > limit) throw new Problem('too-large', `文件超过 ${Math.floor(limit / MB)} MB。视频请截短或降低清晰度，照片请用普通画质`)
        await file.write(chunk)
      }
      if (bytes === 0) throw new Problem('malformed-request', '文件是空的，请重新选择')
      guess ??= requireKnown(guessKind(head))
      await file.sync()
      await file.close()
    } catch (error) {
      await file.close().catch(() => undefined)
      await rm(path, { force: true })
      if (error instanceof Problem || (error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      throw full()
    }
    return { path, sha256: hash.digest('hex'), bytes, guess, discard: () => rm(path, { force: true }) }
  }

  /** Gives a received body its place. Safe to repeat: the same content has the same place. */
  async keep(received: ReceivedFile): Promise<void> {
    await this.#place(received.path, received.sha256)
  }

  /** Stores bytes made here (a picture written anew, a thumbnail). @returns their SHA-256 */
  async keepBytes(bytes: Buffer): Promise<string> {
    const sha256 = digestOf(bytes)
    const path = join(this.#dir, 'incoming', randomUUID())
    const file: FileHandle = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await this.#place(path, sha256)
    return sha256
  }

  read(sha256: string): Promise<Buffer> {
    return readFile(this.pathOf(sha256))
  }

  /** @param range first and last byte, both included */
  stream(sha256: string, range?: { start: number; end: number }): ReadStream {
    return createReadStream(this.pathOf(sha256), range ?? {})
  }

  async has(sha256: string): Promise<boolean> {
    return (await stat(this.pathOf(sha256)).catch(() => null)) !== null
  }

  async remove(sha256: string): Promise<void> {
    await rm(this.pathOf(sha256), { force: true })
  }

  async #place(path: string, sha256: string): Promise<void> {
    const target = this.pathOf(sha256)
    const folder = join(this.#dir, sha256.slice(0, 2))
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await rename(path, target)
    // The name itself must be on the disk before a row speaks of it, and so must the name of the folder.
    await syncFolder(folder)
    await syncFolder(this.#dir)
  }

  async #requireSpace(): Promise<void> {
    const disk = await statfs(this.#dir)
    if (disk.bavail * disk.bsize < this.limits.diskReserveBytes) throw full()
  }
}

function formatSize(bytes: number): string {
  return bytes >= 1024 * MB ? `${(bytes / (1024 * MB)).toFixed(1).replace(/\.0$/, '')} GB` : `${Math.floor(bytes / MB)} MB`
}

/** Name of a content. */
export function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function requireKnown(guess: Guess): Guess {
  if (guess === null) throw new Problem('unsupported-media-type', '这种文件不收。可传照片、视频、录音、PDF、Word（docx）、Excel（xlsx）、文本；程序、网页和 SVG 图不收')
  return guess
}

function full(): Problem {
  return new Problem('unavailable', '服务器磁盘快满了，暂时不能存文件。请先用文字报送，并告诉系统管理员')
}
