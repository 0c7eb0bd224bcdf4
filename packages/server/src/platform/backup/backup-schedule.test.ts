import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { silentLog } from '../log.ts'
import { backupName, isBackupDue, startBackupSchedule, thinOut } from './backup-schedule.ts'

describe('the daily backup', () => {
  it.each([
    ['2026-07-01T18:59:00.000Z', null, false], // 02:59 in Beijing
    ['2026-07-01T19:00:00.000Z', null, true],
    ['2026-07-01T19:00:00.000Z', '2026-06-30T19:00:05.000Z', true],
    ['2026-07-02T15:59:00.000Z', '2026-07-01T19:00:05.000Z', false], // the same legal day
    ['2026-07-02T16:30:00.000Z', '2026-07-01T19:00:05.000Z', false], // next day, before the hour
    ['2026-07-03T10:00:00.000Z', '2026-07-01T19:00:05.000Z', true], // the program was off at the hour
  ])('at %s after %s: %s', (now, lastAt, due) => {
    expect(isBackupDue({ now, lastAt, hour: 3 })).toBe(due)
  })

  it('keeps the newest and touches nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fengsui-thin-'))
    const names = ['2026-07-01', '2026-07-02', '2026-07-03'].map((day) => backupName(`${day}T19:00:00.000Z`))
    for (const name of [...names, 'by-hand.fsbak', 'notes.txt']) writeFileSync(join(folder, name), 'x')
    expect(thinOut(folder, 2)).toEqual([names[0]])
    expect(readdirSync(folder).sort()).toEqual(['by-hand.fsbak', names[1], names[2], 'notes.txt'])
    rmSync(folder, { recursive: true })
  })

  it('is made once when due, and a failure is said and does not end the program', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fengsui-due-'))
    const said: string[] = []
    const log = { ...silentLog, error: (message: string) => void said.push(message) }
    let count = 0
    const common = { folder, hour: 0, keep: 1, now: () => '2026-07-01T19:00:00.000Z', lastAt: () => null, log }
    await startBackupSchedule({ ...common, backUp: (file) => { count += 1; writeFileSync(file, 'x'); return Promise.resolve({ file, bytes: 1, position: 1 } as never) } })()
    await startBackupSchedule({ ...common, backUp: () => Promise.reject(new Error('disk')) })()
    expect(count).toBe(1)
    expect(said).toEqual(['每日备份没有完成，一小时后再试'])
    rmSync(folder, { recursive: true })
  })
})
