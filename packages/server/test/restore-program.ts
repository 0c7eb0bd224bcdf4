/** A program that restores a backup and says each step; told to, it stops at one and waits: something for tests to kill. */
import { beginRestore, checkBackup, restoreBackup } from '../src/platform/backup/restore-backup.ts'
import { silentLog } from '../src/platform/log.ts'

const [, , file = '', connectionString = '', dataDir = '', migrationsDir = '', stopAt = ''] = process.argv
const alive = setInterval(() => undefined, 60_000)
const now = () => '2019-08-11T00:00:00.000Z'
const backup = await checkBackup({ file, migrationsDir, passphrase: null, withoutKeys: true })
const id = beginRestore({ dataDir, id: 'r1', now, file })
await restoreBackup(backup, {
  connectionString, databaseName: 'fengsui', dataDir, migrationsDir, id, now, log: silentLog, revokeTokens: false,
  onStep: async (step) => {
    process.stdout.write(`${step}\n`)
    if (step === stopAt) await new Promise(() => undefined)
  },
})
process.stdout.write('done\n')
clearInterval(alive)
