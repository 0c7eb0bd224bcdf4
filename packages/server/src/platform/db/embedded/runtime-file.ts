import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** How to reach the database of a data directory; kept in `runtime.json`, readable by its owner only. */
export type RuntimeFile = z.infer<typeof RuntimeFile>

const RuntimeFile = z.object({
  /** Of the role `fengsui`, which owns everything. */
  password: z.string().min(1),
  /** Port and process of the running server; both null when it was stopped in good order. */
  port: z.number().int().nullable(),
  pid: z.number().int().nullable(),
  startedAt: z.string(),
})

/** The runtime file; undefined when there is none or it is damaged (the password is then set anew). */
export function readRuntimeFile(dataDir: string): RuntimeFile | undefined {
  try {
    return RuntimeFile.parse(JSON.parse(readFileSync(join(dataDir, 'runtime.json'), 'utf8')))
  } catch {
    return undefined
  }
}

/** Replaces the runtime file in one step. */
export function writeRuntimeFile(dataDir: string, content: RuntimeFile): void {
  const path = join(dataDir, 'runtime.json')
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(fresh, path)
}
