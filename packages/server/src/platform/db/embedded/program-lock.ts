import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartupProblem } from '../startup-problem.ts'
import { findProcess } from './process-status.ts'

/** Who uses a data directory. */
type LockHolder = z.infer<typeof LockHolder>

const LockHolder = z.object({ pid: z.number(), startMark: z.string().min(1), startedAt: z.string() })

/** The hold of this process on a data directory; `release` may be called more than once. */
export interface ProgramLock {
  release(): void
}

const lockFile = (dataDir: string) => join(dataDir, 'fengsui.lock')

/**
 * Takes the data directory for this process. A lock whose process has ended is taken over, also when another process has got its number since.
 * @throws StartupProblem naming the running program when there is one
 */
export function takeProgramLock(dataDir: string, startedAt: string): ProgramLock {
  const path = lockFile(dataDir)
  const own: LockHolder = { pid: process.pid, startMark: findProcess(process.pid)?.startMark ?? '', startedAt }
  const text = JSON.stringify(own)
  const candidate = `${path}.${process.pid}`
  writeFileSync(candidate, text, { mode: 0o600 })
  try {
    // link() either makes the complete file or fails: nobody ever reads half a lock.
    for (let attempt = 0; ; attempt += 1) {
      try {
        linkSync(candidate, path)
        break
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === 5) throw cause
      }
      setAsideStaleLock(dataDir)
    }
  } finally {
    rmSync(candidate, { force: true })
  }
  return {
    release() {
      if (readLock(path) === text) rmSync(path, { force: true })
    },
  }
}

/** The program that uses the data directory now. */
export function findLockHolder(dataDir: string): LockHolder | undefined {
  return liveHolder(readLock(lockFile(dataDir)))
}

function setAsideStaleLock(dataDir: string): void {
  const path = lockFile(dataDir)
  const seen = readLock(path)
  const holder = liveHolder(seen)
  if (holder !== undefined) {
    throw new StartupProblem(
      `数据目录 ${dataDir} 正在被另一个烽燧程序使用（进程号 ${holder.pid}，启动于 ${holder.startedAt}）。` +
        '请直接使用已经启动的那个，或先停止它；要同时运行两套，请用 FENGSUI_DATA 给第二套指定另一个数据目录。',
    )
  }
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return // Another start has just removed the same stale lock.
  }
  // Between reading and renaming another start may have put its own fresh lock there: give it back.
  if (readLock(aside) !== seen) {
    try {
      linkSync(aside, path)
    } catch {
      // A third one is faster; the next attempt sees whose it is.
    }
  }
  rmSync(aside, { force: true })
}

function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
}

function liveHolder(text: string | undefined): LockHolder | undefined {
  if (text === undefined) return undefined
  const holder = parseHolder(text)
  return holder !== undefined && findProcess(holder.pid)?.startMark === holder.startMark ? holder : undefined
}

/** A lock cut short by a power failure holds nobody. */
function parseHolder(text: string): LockHolder | undefined {
  try {
    return LockHolder.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
