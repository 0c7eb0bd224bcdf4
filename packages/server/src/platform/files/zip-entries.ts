import { createInflateRaw } from 'node:zlib'

/** One file in an archive. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly compressedBytes: number
  /** As the archive claims. */
  readonly bytes: number
  readonly offset: number
}

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30
const MAX_COMMENT = 65_535
const MAX_ENTRIES = 2000

/** The archive is not one that is read here: broken, encrypted, split, or with more in it than allowed. */
export class UnreadableZip extends Error {}

/** What the archive says it holds. @throws UnreadableZip */
export function listZipEntries(archive: Buffer): ZipEntry[] {
  const end = findEnd(archive)
  const count = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  if (count > MAX_ENTRIES) throw new UnreadableZip(`more than ${MAX_ENTRIES} entries`)
  const entries: ZipEntry[] = []
  for (let n = 0; n < count; n += 1) {
    if (at + ENTRY_BYTES > archive.length || archive.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new UnreadableZip('broken directory')
    if ((archive.readUInt16LE(at + 8) & 1) !== 0) throw new UnreadableZip('encrypted')
    const nameBytes = archive.readUInt16LE(at + 28)
    entries.push({
      name: archive.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes).toString('utf8'),
      method: archive.readUInt16LE(at + 10), compressedBytes: archive.readUInt32LE(at + 20), bytes: archive.readUInt32LE(at + 24), offset: archive.readUInt32LE(at + 42),
    })
    at += ENTRY_BYTES + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return entries
}

function findEnd(archive: Buffer): number {
  for (let at = archive.length - END_BYTES; at >= 0 && at >= archive.length - END_BYTES - MAX_COMMENT; at -= 1) {
    if (archive.readUInt32LE(at) === END_SIGNATURE) return at
  }
  throw new UnreadableZip('no directory')
}

/**
 * Unpacks everything and counts, keeping nothing: what an archive claims of itself is not to be believed.
 * @throws UnreadableZip as soon as more than `mostBytes` have come out
 */
export async function countUnpackedBytes(archive: Buffer, mostBytes: number): Promise<number> {
  let total = 0
  for (const entry of listZipEntries(archive)) {
    if (entry.offset + LOCAL_BYTES > archive.length || archive.readUInt32LE(entry.offset) !== LOCAL_SIGNATURE) throw new UnreadableZip('broken entry')
    const from = entry.offset + LOCAL_BYTES + archive.readUInt16LE(entry.offset + 26) + archive.readUInt16LE(entry.offset + 28)
    const packed = archive.subarray(from, from + entry.compressedBytes)
    if (entry.method === 0) total += packed.length
    else if (entry.method === 8) total += await countInflated(packed, mostBytes - total)
    else throw new UnreadableZip('unknown compression')
    if (total > mostBytes) throw new UnreadableZip('too large when unpacked')
  }
  return total
}

function countInflated(packed: Buffer, mostBytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let count = 0
    const inflate = createInflateRaw()
    inflate.on('data', (chunk: Buffer) => {
      count += chunk.length
      if (count > mostBytes) inflate.destroy(new UnreadableZip('too large when unpacked'))
    })
    inflate.on('error', (error) => reject(error instanceof UnreadableZip ? error : new UnreadableZip('broken compression')))
    inflate.on('end', () => resolve(count))
    inflate.end(packed)
  })
}
