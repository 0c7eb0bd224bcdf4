import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { legalDay, type Instant } from '@fengsui/contract/kernel'
import type { Log } from '../log.ts'
import type { BackupReport } from './write-backup.ts'

const LOOK_INTERVAL_MS = 60_000
const OWN_NAME = /^fengsui-\d{8}T\d{6}Z\.fsbak$/
const HOUR_MS = 3_600_000

/** `fengsui-20261122T031500Z.fsbak`: sorts by time. */
export function backupName(at: Instant): string {
  return `fengsui-${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z.fsbak`
}

/** Whether the daily backup is due: the hour (Beijing time) has come and none was made on this legal day. */
export function isBackupDue(options: { now: Instant; lastAt: Instant | null; hour: number }): boolean {
  const { now, lastAt, hour } = options
  const beijingHour = new Date(Date.parse(now) + 8 * HOUR_MS).getUTCHours()
  return beijingHour >= hour && (lastAt === null || legalDay(lastAt) < legalDay(now))
}

/** Removes the oldest backups that this schedule made, all but `keep`. Files with other names are nobody's business. */
export function thinOut(folder: string, keep: number): string[] {
  const old = readdirSync(folder).filter((name) => OWN_NAME.test(name)).sort().slice(0, -keep)
  for (const name of old) rmSync(join(folder, name))
  return old
}

/** Makes the daily backup inside the program; one that fails is said in the log and tried again each hour. @returns ends the schedule, after a backup under way */
export function startBackupSchedule(options: { folder: string; hour: number; keep: number; now: () => Instant; lastAt: () => Instant | null; backUp: (file: string) => Promise<BackupReport>; log: Log }): () => Promise<void> {
  const { folder, keep, now, log } = options
  let running: Promise<void> | undefined
  let notBefore = 0
  const make = async (): Promise<void> => {
    try {
      const { file, bytes, position } = await options.backUp(join(folder, backupName(now())))
      const removed = thinOut(folder, keep)
      log.info('每日备份完成', { file, bytes, position, removed: removed.length })
    } catch (error) {
      notBefore = performance.now() + HOUR_MS
      log.error('每日备份没有完成，一小时后再试', { error: String(error) })
    }
  }
  const look = (): void => {
    if (running !== undefined || performance.now() < notBefore || !isBackupDue({ now: now(), lastAt: options.lastAt(), hour: options.hour })) return
    running = make().finally(() => (running = undefined))
  }
  const timer = setInterval(look, LOOK_INTERVAL_MS).unref()
  look()
  return async () => {
    clearInterval(timer)
    await running
  }
}
