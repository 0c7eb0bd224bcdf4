import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip, type Gzip } from 'node:zlib'
import { StartupProblem, describeCause } from '../db/startup-problem.ts'

/**
 * One file, written and read as a stream: eight bytes of magic, then gzip of records. `H` header JSON, `E` entry (name, chunks,
 * SHA-256), `T` trailer JSON, at the end the SHA-256 of everything before. Nothing needs its size known beforehand.
 */
const MAGIC = Buffer.from('FENGSUI1', 'latin1')
const MAX_CHUNK_BYTES = 1024 * 1024
const MAX_JSON_BYTES = 64 * 1024 * 1024
const MAX_NAME_BYTES = 1024

/** What was written or read of one entry. */
export interface EntryDigest {
  readonly bytes: number
  readonly sha256: string
}

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** Writes an archive to a new file, readable by its owner only. */
export class ArchiveWriter {
  readonly #file: WriteStream
  readonly #gzip: Gzip
  readonly #written: Promise<void>
  readonly #total: Hash = createHash('sha256')

  private constructor(file: WriteStream, gzip: Gzip, written: Promise<void>) {
    this.#file = file
    this.#gzip = gzip
    this.#written = written
  }

  /** @throws when the file exists or cannot be made */
  static async create(path: string): Promise<ArchiveWriter> {
    // Flushed: when the stream has closed, the file is on the disk.
    const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
    await once(file, 'open')
    file.write(MAGIC)
    const gzip = createGzip({ level: 6 })
    const written = pipeline(gzip, file)
    written.catch(() => undefined) // Heard of by the next write.
    return new ArchiveWriter(file, gzip, written)
  }

  async header(value: unknown): Promise<void> {
    await this.#json('H', value)
  }

  /** Copies `content` into the archive as `name`. */
  async entry(name: string, content: AsyncIterable<Buffer>): Promise<EntryDigest> {
    const bytesOfName = Buffer.from(name)
    await this.#write(Buffer.concat([Buffer.from('E'), u32(bytesOfName.length), bytesOfName]))
    const hash = createHash('sha256')
    let bytes = 0
    for await (const piece of content) {
      for (let from = 0; from < piece.length; from += MAX_CHUNK_BYTES) {
        const chunk = piece.subarray(from, from + MAX_CHUNK_BYTES)
        hash.update(chunk)
        bytes += chunk.length
        await this.#write(u32(chunk.length))
        await this.#write(chunk)
      }
    }
    const digest = hash.digest()
    await this.#write(Buffer.concat([u32(0), digest]))
    return { bytes, sha256: digest.toString('hex') }
  }

  /** Ends the archive; when this returns it is on the disk. @returns its size in bytes */
  async finish(trailer: unknown): Promise<number> {
    await this.#json('T', trailer)
    this.#gzip.end(this.#total.digest())
    await this.#written
    return this.#file.bytesWritten
  }

  /** Lets go of the file; what is in it is worth nothing. */
  async abort(): Promise<void> {
    this.#gzip.destroy()
    await this.#written.catch(() => undefined)
  }

  async #json(type: 'H' | 'T', value: unknown): Promise<void> {
    const text = Buffer.from(JSON.stringify(value))
    await this.#write(Buffer.concat([Buffer.from(type), u32(text.length), text]))
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#total.update(bytes)
    if (!this.#gzip.write(bytes)) await Promise.race([once(this.#gzip, 'drain'), this.#written.then(() => Promise.reject(new Error('archive closed early')))])
  }
}

/** What a reader does with the parts; `entry` may leave content unread. */
export interface ArchiveVisitor {
  header(value: unknown): Promise<void> | void
  entry(name: string, content: AsyncIterable<Buffer>): Promise<void>
  /** Digests of all entries, in the order of the archive. */
  trailer(value: unknown, entries: ReadonlyMap<string, EntryDigest>): Promise<void> | void
}

/**
 * Reads an archive from its beginning to its end, checking every digest.
 * @throws StartupProblem for a file that is not ours, was cut or was damaged; what `visitor` throws goes through as it is
 */
export async function readArchive(path: string, visitor: ArchiveVisitor): Promise<void> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new StartupProblem(`打不开备份文件 ${path}：${describeCause(cause)}`)
  })
  const magic = Buffer.alloc(MAGIC.length)
  try {
    const { bytesRead } = await file.read(magic, 0, magic.length, 0)
    if (bytesRead < magic.length || !magic.subarray(0, 7).equals(MAGIC.subarray(0, 7))) throw new StartupProblem(`${path} 不是烽燧的备份文件，没有改动任何东西。`)
    if (!magic.equals(MAGIC)) throw new StartupProblem(`备份文件 ${path} 的格式比本程序新，请用不低于备份时的程序版本恢复。`)
  } finally {
    await file.close()
  }
  const unpacked = createReadStream(path, { start: MAGIC.length }).pipe(createGunzip())
  const source = new ByteSource(unpacked, path)
  try {
    if ((await source.take(1)).toString('latin1') !== 'H') throw source.damaged()
    await visitor.header(await readJson(source))
    const entries = new Map<string, EntryDigest>()
    for (;;) {
      const type = (await source.take(1)).toString('latin1')
      if (type === 'E') await readEntry(source, entries, visitor)
      else if (type === 'T') {
        const trailer = await readJson(source)
        const expected = source.total.copy().digest()
        if (!(await source.take(32)).equals(expected)) throw source.damaged()
        await source.expectEnd()
        await visitor.trailer(trailer, entries)
        return
      } else throw source.damaged()
    }
  } finally {
    unpacked.destroy()
  }
}

async function readJson(source: ByteSource): Promise<unknown> {
  const text = await source.take(await readLength(source, MAX_JSON_BYTES))
  try {
    return JSON.parse(text.toString('utf8')) as unknown
  } catch {
    throw source.damaged()
  }
}

async function readEntry(source: ByteSource, entries: Map<string, EntryDigest>, visitor: ArchiveVisitor): Promise<void> {
  const name = (await source.take(await readLength(source, MAX_NAME_BYTES))).toString('utf8')
  if (entries.has(name)) throw source.damaged()
  const hash = createHash('sha256')
  let bytes = 0
  let ended = false
  async function* content(): AsyncGenerator<Buffer> {
    while (!ended) {
      const length = await readLength(source, MAX_CHUNK_BYTES)
      if (length === 0) {
        const expected = hash.digest()
        ended = true
        if (!(await source.take(32)).equals(expected)) throw source.damaged(name)
        entries.set(name, { bytes, sha256: expected.toString('hex') })
        return
      }
      const chunk = await source.take(length)
      hash.update(chunk)
      bytes += length
      yield chunk
    }
  }
  await visitor.entry(name, content())
  for await (const _rest of content());
}

async function readLength(source: ByteSource, most: number): Promise<number> {
  const length = (await source.take(4)).readUInt32BE()
  if (length > most) throw source.damaged()
  return length
}

/** Exact numbers of bytes from a stream that comes in pieces. */
class ByteSource {
  readonly total: Hash = createHash('sha256')
  readonly #pieces: AsyncIterator<Buffer>
  readonly #path: string
  #piece: Buffer = Buffer.alloc(0)

  constructor(stream: AsyncIterable<Buffer>, path: string) {
    this.#pieces = stream[Symbol.asyncIterator]()
    this.#path = path
  }

  damaged(where = ''): StartupProblem {
    return new StartupProblem(`备份文件 ${this.#path} 已损坏或不完整${where ? `（${where}）` : ''}，没有恢复任何内容。请换一份备份。`)
  }

  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for (let missing = count; missing > 0; ) {
      if (this.#piece.length === 0 && !(await this.#more())) throw this.damaged()
      const part = this.#piece.subarray(0, missing)
      this.#piece = this.#piece.subarray(part.length)
      missing -= part.length
      parts.push(part)
    }
    const [only] = parts
    const bytes = parts.length === 1 && only ? only : Buffer.concat(parts)
    this.total.update(bytes)
    return bytes
  }

  async expectEnd(): Promise<void> {
    if (this.#piece.length > 0 || (await this.#more())) throw this.damaged()
  }

  async #more(): Promise<boolean> {
    try {
      const next = await this.#pieces.next()
      if (next.done === true) return false
      this.#piece = next.value
      return true
    } catch {
      // What gzip says (bad check sum, unexpected end) means one thing to the reader.
      throw this.damaged()
    }
  }
}
