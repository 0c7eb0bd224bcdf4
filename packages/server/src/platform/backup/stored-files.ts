import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readFile, readdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StartupProblem } from '../db/startup-problem.ts'
import type { KeyFiles } from './key-box.ts'

/** Attachments, content addressed: `<first two hex>/<sha256>`. */
export const filesDir = (dataDir: string): string => join(dataDir, 'files')
/** Secrets of this node: the journal's signing key and what else modules keep there. */
export const keysDir = (dataDir: string): string => join(dataDir, 'keys')

const SAFE_PART = /^[\w.-]{1,200}$/

/** A relative path from an archive: plain parts only, nothing that leads out of its folder. @throws StartupProblem */
export function checkedPath(path: string): string {
  const parts = path.split('/')
  if (parts.length > 8 || parts.some((part) => !SAFE_PART.test(part) || /^\.+$/.test(part))) throw new StartupProblem('备份文件里有不合规的文件名，已拒绝恢复，没有改动任何东西。')
  return path
}

/** Relative paths of the regular files below a folder, sorted; uploads under way (names with a dot in front or `.part`, `.tmp` behind) are left out. */
export async function listFiles(folder: string): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true, recursive: true }).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw cause
  })
  return found
    .filter((item) => item.isFile() && !item.name.startsWith('.') && !/\.(?:part|tmp)$/.test(item.name))
    .map((item) => relative(folder, join(item.parentPath ?? item.path, item.name)))
    .filter((path) => path.split('/').every((part) => SAFE_PART.test(part) && !part.startsWith('.')))
    .sort()
}

/** The content of a file. @returns null when it went away meanwhile */
export async function openStored(path: string): Promise<AsyncIterable<Buffer> | null> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw cause
  })
  return handle === null ? null : createReadStream(path, { fd: handle })
}

/** Writes a file that must be there after a power failure. */
export async function writeStored(folder: string, path: string, content: AsyncIterable<Buffer>, mode = 0o600): Promise<void> {
  const target = join(folder, checkedPath(path))
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  await pipeline(Readable.from(content), createWriteStream(target, { flags: 'wx', mode }))
  await syncPath(target)
}

/** Flushes a file or folder to the disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync()
  await handle.close()
}

export async function readKeyFiles(dataDir: string): Promise<KeyFiles> {
  const files: KeyFiles = {}
  for (const path of await listFiles(keysDir(dataDir))) files[path] = (await readFile(join(keysDir(dataDir), path))).toString('base64')
  return files
}
