import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { z } from 'zod'
import { StartupProblem } from '../db/startup-problem.ts'

/** Stands in a data directory from before the first byte of a restore until after the last. */
const Marker = z.object({ id: z.string(), startedAt: z.string(), backup: z.string() })
type Marker = z.infer<typeof Marker>

const markerPath = (dataDir: string): string => join(dataDir, 'restore-unfinished.json')

/** Present marker; a torn one counts as a marker too. */
export function findMarker(dataDir: string): Marker | null {
  if (!existsSync(markerPath(dataDir))) return null
  try {
    return Marker.parse(JSON.parse(readFileSync(markerPath(dataDir), 'utf8')))
  } catch {
    return { id: '', startedAt: '', backup: '' }
  }
}

export function setMarker(dataDir: string, marker: Marker): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = openSync(markerPath(dataDir), 'w', 0o600)
  writeFileSync(file, JSON.stringify(marker))
  fsyncSync(file)
  closeSync(file)
  syncFolder(dataDir)
}

export function removeMarker(dataDir: string): void {
  rmSync(markerPath(dataDir), { force: true })
  syncFolder(dataDir)
}

/** How the epoch of a restore names it: by this a later start knows that the restore was committed. */
export function epochReason(marker: Pick<Marker, 'id'>, createdAt: string): string {
  return `恢复自 ${createdAt} 的备份（恢复编号 ${marker.id}）`
}

/**
 * For every start of the program: a data directory in which a restore was cut off does not start. One whose restore had been committed
 * before the program died is whole; only the marker is taken away.
 * @throws StartupProblem
 */
export async function refuseUnfinishedRestore(dataDir: string, connectionString: string): Promise<void> {
  const marker = findMarker(dataDir)
  if (marker === null) return
  if (await isCommitted(marker, connectionString)) {
    removeMarker(dataDir)
    return
  }
  throw new StartupProblem(`数据目录 ${dataDir} 里有一次没有做完的恢复（${marker.startedAt || '时间不详'} 开始），不能启动。请重新执行：fengsui restore ${marker.backup || '备份文件'} --data ${dataDir} --yes`)
}

/** Whether the restore of this marker reached its commit. */
export async function isCommitted(marker: Marker, connectionString: string): Promise<boolean> {
  if (marker.id === '') return false
  const client = new Client({ connectionString, application_name: 'fengsui restore', connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined) // A connection that breaks also rejects the query under way.
  await client.connect()
  try {
    const table = await client.query(`select 1 where to_regclass('public.journal_epoch') is not null`)
    if (table.rowCount === 0) return false
    return (await client.query('select 1 from journal_epoch where position($1 in reason) > 0', [marker.id])).rowCount !== 0
  } finally {
    await client.end().catch(() => undefined)
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
