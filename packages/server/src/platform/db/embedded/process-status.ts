import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

/** A running process, told apart from a later one that got the same number. */
export interface ProcessStatus {
  pid: number
  /** Equal for the whole life of one process and different for any other that has the same pid, also after a reboot. */
  startMark: string
  /** The command line, arguments separated by NUL on Linux and by blanks elsewhere. */
  command: string
  /** Working directory and program file where the system tells (Linux). */
  workingDirectory?: string
  program?: string
}

/** The running process `pid`; undefined when there is none, or only a zombie that its parent has not collected yet. */
export function findProcess(pid: number): ProcessStatus | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return process.platform === 'linux' ? findLinuxProcess(pid) : findOtherProcess(pid)
}

function findLinuxProcess(pid: number): ProcessStatus | undefined {
  const stat = readOrUndefined(`/proc/${pid}/stat`)
  if (stat === undefined) return undefined
  // The name in the second field may hold blanks and brackets; state is the first field after it, start time the twentieth.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined
  const bootId = readOrUndefined('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
  const workingDirectory = linkOrUndefined(`/proc/${pid}/cwd`)
  const program = linkOrUndefined(`/proc/${pid}/exe`)
  return {
    pid,
    startMark: `${bootId}:${fields[19] ?? ''}`,
    command: readOrUndefined(`/proc/${pid}/cmdline`) ?? '',
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
    ...(program === undefined ? {} : { program }),
  }
}

function findOtherProcess(pid: number): ProcessStatus | undefined {
  const ps = (column: string) => spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
  const startMark = ps('lstart')
  if (startMark === '' || ps('state').startsWith('Z')) return undefined
  return { pid, startMark, command: ps('command') }
}

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function linkOrUndefined(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

/** Sends a signal; a process that is already gone is no error. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause
  }
}

/** Waits until this very process has ended; false when it has not within `timeoutMs`. */
export async function waitForEnd(status: ProcessStatus, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs
  while (findProcess(status.pid)?.startMark === status.startMark) {
    if (performance.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}
