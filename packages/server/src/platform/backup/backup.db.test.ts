import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { divisionRange, permissionsOf } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { findOtherServer, makeBlankDatabase } from '../../../test/blank-databases.ts'
import type { TestCluster } from '../../../test/test-cluster.ts'
import { createTestPlatform, type TestPlatform } from '../../../test/test-platform.ts'
import type { Actor } from '../actor.ts'
import { openDatabase } from '../db/database.ts'
import { prepareDatabase } from '../db/prepare-database.ts'
import { headsFile, openFirstEpoch, signHead } from '../journal/heads.ts'
import { LiveHub } from '../live/live-hub.ts'
import { findPublicKey, openSigningKey } from '../journal/signing-key.ts'
import { verifyJournal } from '../journal/verify-journal.ts'
import { silentLog } from '../log.ts'
import { beginRestore, checkBackup, refuseFilledDirectory, restoreBackup, type RestoreReport } from './restore-backup.ts'
import { refuseUnfinishedRestore } from './restore-marker.ts'
import { computeStateHash } from './state-tables.ts'
import { writeBackup, type BackupReport } from './write-backup.ts'

const migrationsDir = join(import.meta.dirname, '../../../migrations')
const PASSPHRASE = '长一些的口令 twelve+'
/** Somebody whose page is open while the system is restored. */
const DESK: Actor = { label: 'account:desk', accountId: 'desk', personId: null, unitId: 'unit', divisionCode: '331000000000', roles: ['duty-officer'], permissions: permissionsOf(['duty-officer']), scope: { ...divisionRange('331000000000'), unitId: 'unit' } }
const now = () => '2019-08-10T00:00:00.000Z'
const PHOTO = Buffer.from('a photo of the landslide')
const PHOTO_NAME = createHash('sha256').update(PHOTO).digest('hex')

let platform: TestPlatform
let dataDir: string
let other: TestCluster | null
const scratch: string[] = []
const blanks: { drop(): Promise<void> }[] = []

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'fengsui-backup-'))
  scratch.push(path)
  return path
}
async function blank(adminUrl = inject('testDatabaseSource').adminUrl): Promise<string> {
  const made = await makeBlankDatabase(adminUrl)
  blanks.push(made)
  return made.connectionString
}
const backUp = (to: string, passphrase: string | null = PASSPHRASE, onSnapshot?: () => Promise<void>): Promise<BackupReport> =>
  writeBackup({ connectionString: platform.db.connectionString, dataDir, file: to, passphrase, program: '0.1.0', now, ...(onSnapshot ? { onSnapshot } : {}) })
async function restore(file: string, connectionString: string, target: string, options: { passphrase?: string | null; revokeTokens?: boolean } = {}): Promise<RestoreReport> {
  const passphrase = options.passphrase === undefined ? PASSPHRASE : options.passphrase
  const backup = await checkBackup({ file, migrationsDir, passphrase, withoutKeys: passphrase === null })
  const id = beginRestore({ dataDir: target, id: 'r1', now, file })
  return restoreBackup(backup, { connectionString, databaseName: 'fengsui', dataDir: target, migrationsDir, id, now, log: silentLog, revokeTokens: options.revokeTokens === true })
}
async function hashOf(connectionString: string): Promise<string> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    return await computeStateHash(client)
  } finally {
    await client.end()
  }
}
async function write(id: string, wind: number, created = false): Promise<void> {
  await platform.commands.run({ commandId: platform.newId(), name: 'touch', actor: 'account:test', input: { id, wind } }, platform.touch(id, wind, created))
}

beforeAll(async () => {
  other = await findOtherServer()
  platform = await createTestPlatform()
  dataDir = folder()
  for (let i = 0; i < 30; i += 1) {
    const id = platform.newId()
    await write(id, i, true)
    await write(id, i + 1)
  }
  await platform.seal()
  await signHead({ database: platform.db.db, wall: platform.clock, key: openSigningKey(dataDir), file: headsFile(dataDir, 'fengsui') })
  await write(platform.newId(), 60, true) // Stays unsealed.
  await sql`insert into session (id, token_hash, account_id, csrf_token, created_at, seen_at, rotated_at, expires_at, user_agent, address) values (${platform.newId()}, 'hash', ${platform.newId()}, 'csrf', ${now()}, ${now()}, ${now()}, ${now()}, 'browser', '')`.execute(platform.db.ownerDb)
  await sql`insert into api_token (id, account_id, token_hash, label, created_at) values (${platform.newId()}, ${platform.newId()}, 'token', '水位计', ${now()})`.execute(platform.db.ownerDb)
  await sql`insert into personal_fact (ref, subject, value, salt) values ('ref-1', 's', ${'带\\反斜杠、\n换行和\t制表符的叙述'}, 'salt')`.execute(platform.db.ownerDb)
  await sql`insert into outbox values ('m1', 'o', 't', 'phone', '{"b":1,"a":[1.50,2]}', ${now()}, ${now()}, 'sending', 1, null, null)`.execute(platform.db.ownerDb)
  await sql`insert into outbox_attempt values ('a1', 'm1', ${now()}, null, null)`.execute(platform.db.ownerDb)
  mkdirSync(join(dataDir, 'files', PHOTO_NAME.slice(0, 2)), { recursive: true })
  writeFileSync(join(dataDir, 'files', PHOTO_NAME.slice(0, 2), PHOTO_NAME), PHOTO)
  writeFileSync(join(dataDir, 'files', PHOTO_NAME.slice(0, 2), '.upload.part'), 'half')
})
afterEach(async () => {
  for (const each of blanks.splice(0)) await each.drop()
})
afterAll(async () => {
  await platform.close()
  await other?.stop()
  for (const path of scratch) rmSync(path, { recursive: true, force: true })
})

describe('backup and restore', () => {
  it('gives the same state on the same kind of server, in a new epoch whose journal verifies', async () => {
    const file = join(folder(), 'a.fsbak')
    const made = await backUp(file)
    expect(made).toMatchObject({ files: 1, keys: true, damagedFiles: [], position: 60 })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(file, '..'))).toEqual(['a.fsbak'])
    const target = await blank()
    const targetDir = join(folder(), 'data')
    const report = await restore(file, target, targetDir)
    expect(report).toMatchObject({ epoch: 2, stateHash: made.stateHash, newSigningKey: false, tokens: 1, journal: { entries: 60, unsealed: 1, faults: [] } })
    expect(await hashOf(target)).toBe(made.stateHash)
    expect(await hashOf(platform.db.connectionString)).toBe(made.stateHash)
    expect(readFileSync(join(targetDir, 'files', PHOTO_NAME.slice(0, 2), PHOTO_NAME))).toEqual(PHOTO)
    expect(findPublicKey(targetDir)).toBe(findPublicKey(dataDir))
    expect(existsSync(join(targetDir, 'restore-unfinished.json'))).toBe(false)

    const database = openDatabase({ connectionString: target, poolSize: 2, applicationName: 'test' })
    try {
      expect((await sql`select 1 from session`.execute(database)).rows).toEqual([])
      expect((await sql<{ value: string }>`select value from personal_fact`.execute(database)).rows.map(({ value }) => value)).toContain('带\\反斜杠、\n换行和\t制表符的叙述')
      // Constraints, triggers and identity are as before.
      await expect(sql`delete from journal`.execute(database)).rejects.toThrow(/只追加/)
      await expect(sql`insert into outbox_attempt values ('a2', 'nothing', ${now()}, null, null)`.execute(database)).rejects.toThrow(/foreign key/)
      const next = await sql<{ entry: number }>`insert into journal (stream, version, type, data, at, actor, command_id) values ('x', 1, 't', '{}', ${now()}, 'a', 'c') returning entry`.execute(database)
      expect(next.rows[0]?.entry).toBeGreaterThan(61)
      await sql`alter table journal disable trigger user`.execute(database)
      await sql`delete from journal where stream = 'x'`.execute(database)
      await sql`alter table journal enable trigger user`.execute(database)
      // A desk that followed epoch 1 is told to fetch everything anew.
      const hub = new LiveHub({ database, permissionOf: () => 'incident:read' })
      await hub.open()
      const frames: string[] = []
      hub.attach({ actor: DESK, sessionKey: 's', send: (frame) => frames.push(Buffer.from(frame).toString()) > 0, close: () => undefined }, '1:60')
      expect(frames[0]).toMatch(/^event: reset\nid: 2:60\n/)
      // The first head of the new epoch is signed although the position stands still.
      await openFirstEpoch(database, platform.clock)
      expect(await signHead({ database, wall: platform.clock, key: openSigningKey(targetDir), file: headsFile(targetDir, 'fengsui') })).toMatchObject({ epoch: 2, position: 60 })
      expect((await verifyJournal(database, { headsFile: headsFile(targetDir, 'fengsui'), publicKey: findPublicKey(targetDir) })).faults).toEqual([])
    } finally {
      await database.close()
    }
    expect(() => refuseFilledDirectory(targetDir)).toThrow(/已经有一个系统/)
    await expect(backUp(file)).rejects.toThrow(/不会覆盖/)
  })

  it('goes from embedded to outside PostgreSQL and back with the same state hash', async (context) => {
    if (other === null) return context.skip('no second server answers')
    const file = join(folder(), 'there.fsbak')
    const made = await backUp(file)
    const there = await blank(other.adminUrl)
    const thereDir = join(folder(), 'data')
    expect((await restore(file, there, thereDir)).journal.faults).toEqual([])
    expect(await hashOf(there)).toBe(made.stateHash)
    const back = join(folder(), 'back.fsbak')
    const again = await writeBackup({ connectionString: there, dataDir: thereDir, file: back, passphrase: PASSPHRASE, program: '0.1.0', now })
    expect(again.stateHash).toBe(made.stateHash)
    const here = await blank()
    const report = await restore(back, here, join(folder(), 'data'))
    expect(report).toMatchObject({ epoch: 3, journal: { entries: 60, faults: [] } })
    expect(await hashOf(here)).toBe(made.stateHash)
  })

  it('is whole while others write', async () => {
    const file = join(folder(), 'busy.fsbak')
    const ids: string[] = []
    let writing = true
    let storm: Promise<void> = Promise.resolve()
    const before = await hashOf(platform.db.connectionString)
    const made = await backUp(file, PASSPHRASE, async () => {
      storm = (async () => {
        while (writing) {
          const id = platform.newId()
          ids.push(id)
          await write(id, 100 + ids.length, true)
          await platform.seal()
        }
      })()
      while (ids.length < 5) await new Promise((resolve) => setTimeout(resolve, 5))
    }).finally(() => {
      writing = false
      return storm
    })
    expect(made.stateHash).toBe(before)
    expect(await hashOf(platform.db.connectionString)).not.toBe(before)
    const target = await blank()
    expect((await restore(file, target, join(folder(), 'data'))).journal.faults).toEqual([])
    expect(await hashOf(target)).toBe(before)
  })

  it('without a passphrase leaves the key out; old signatures are checked with the old public key', async () => {
    const file = join(folder(), 'open.fsbak')
    expect((await backUp(file, null)).keys).toBe(false)
    const target = await blank()
    const targetDir = join(folder(), 'data')
    const report = await restore(file, target, targetDir, { passphrase: null, revokeTokens: true })
    expect(report).toMatchObject({ newSigningKey: true, tokens: 1, journal: { faults: [] } })
    expect(findPublicKey(targetDir)).not.toBe(findPublicKey(dataDir))
  })

  it('finds a wrong passphrase, a missing one and a short one before anything is touched', async () => {
    const file = join(folder(), 'p.fsbak')
    await backUp(file)
    const check = (passphrase: string | null) => checkBackup({ file, migrationsDir, passphrase, withoutKeys: false })
    await expect(check('another long passphrase')).rejects.toThrow(/口令不对/)
    await expect(check('short')).rejects.toThrow(/12 个字符/)
    await expect(check(null)).rejects.toThrow(/--passphrase-file/)
    expect((await check(PASSPHRASE)).keys).toHaveProperty('journal-ed25519.pem')
    expect(readFileSync(file).includes('PRIVATE KEY')).toBe(false)
  })

  it('refuses a foreign, a cut and a damaged file wherever the damage is', async () => {
    const file = join(folder(), 'd.fsbak')
    await backUp(file)
    const whole = readFileSync(file)
    const spoilt = join(folder(), 'spoilt.fsbak')
    const check = (content: Buffer) => {
      writeFileSync(spoilt, content)
      return checkBackup({ file: spoilt, migrationsDir, passphrase: PASSPHRASE, withoutKeys: false })
    }
    await expect(check(Buffer.from('PK\u0003\u0004 something else'))).rejects.toThrow(/不是烽燧的备份文件/)
    await expect(check(Buffer.alloc(0))).rejects.toThrow(/不是烽燧的备份文件/)
    await expect(check(Buffer.concat([Buffer.from('FENGSUI2'), whole.subarray(8)]))).rejects.toThrow(/比本程序新/)
    for (const length of [8, 9, 200, Math.floor(whole.length / 2), whole.length - 9, whole.length - 1]) await expect(check(whole.subarray(0, length)), `cut at ${length}`).rejects.toThrow(/已损坏或不完整/)
    for (let at = 30; at < whole.length; at += Math.ceil(whole.length / 25)) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ 0x10
      await expect(check(changed), `changed at ${at}`).rejects.toThrow(/已损坏|读不懂/)
    }
    await expect(checkBackup({ file: join(folder(), 'none'), migrationsDir, passphrase: null, withoutKeys: true })).rejects.toThrow(/打不开/)
  })

  it('refuses a database that holds anything and leaves it alone', async () => {
    const file = join(folder(), 'f.fsbak')
    await backUp(file)
    const target = await blank()
    const database = openDatabase({ connectionString: target, poolSize: 1, applicationName: 'test' })
    await sql`create table treasure (gold int)`.execute(database)
    await expect(restore(file, target, join(folder(), 'data'))).rejects.toThrow(/已经有内容（例如 treasure/)
    expect((await sql`select tablename from pg_tables where schemaname = 'public'`.execute(database)).rows).toEqual([{ tablename: 'treasure' }])
    await database.close()
  })

  it('refuses a newer schema; an older one is restored and then migrated', async () => {
    const oldMigrations = folder()
    for (const name of ['0001_platform.sql', '0002_main_job.sql', 'app_role.sql']) cpSync(join(migrationsDir, name), join(oldMigrations, name))
    const source = await blank()
    await prepareDatabase({ connectionString: source, migrationsDir: oldMigrations, now, log: silentLog })
    const database = openDatabase({ connectionString: source, poolSize: 2, applicationName: 'test' })
    await openFirstEpoch(database, platform.clock)
    await sql`insert into node_setting values ('demo', 'false')`.execute(database)
    await database.close()
    const old = join(folder(), 'old.fsbak')
    await writeBackup({ connectionString: source, dataDir: folder(), file: old, passphrase: null, program: '0.0.9', now })
    const target = await blank()
    const report = await restore(old, target, join(folder(), 'data'), { passphrase: null })
    expect(report.schemaVersion).toBe(readdirSync(migrationsDir).filter((name) => /^\d{4}_/.test(name)).length)
    expect(report.journal.faults).toEqual([])

    const file = join(folder(), 'new.fsbak')
    await backUp(file, null)
    await expect(checkBackup({ file, migrationsDir: oldMigrations, passphrase: null, withoutKeys: true })).rejects.toThrow(/结构比本程序新/)
    writeFileSync(join(oldMigrations, '0002_main_job.sql'), 'select 1;')
    await expect(checkBackup({ file: old, migrationsDir: oldMigrations, passphrase: null, withoutKeys: true })).rejects.toThrow(/又被改动过/)
  })

  it.each(['marked', 'schema', 'tables', 'files', 'proven', 'committed'])('killed at “%s” leaves nothing that starts half, and can be done again', async (stopAt) => {
    const file = join(folder(), 'k.fsbak')
    const made = await backUp(file, null)
    const target = await blank()
    const targetDir = join(folder(), 'data')
    await killAt(stopAt, [file, target, targetDir, migrationsDir])
    expect(existsSync(join(targetDir, 'restore-unfinished.json'))).toBe(true)
    if (stopAt === 'committed') {
      // Everything was committed; only the marker was left.
      await refuseUnfinishedRestore(targetDir, target)
      expect(existsSync(join(targetDir, 'restore-unfinished.json'))).toBe(false)
    } else {
      await expect(refuseUnfinishedRestore(targetDir, target)).rejects.toThrow(/没有做完的恢复/)
      await emptied(target)
      expect((await restore(file, target, targetDir, { passphrase: null })).journal.faults).toEqual([])
      await refuseUnfinishedRestore(targetDir, target)
    }
    expect(await hashOf(target)).toBe(made.stateHash)
    expect(readFileSync(join(targetDir, 'files', PHOTO_NAME.slice(0, 2), PHOTO_NAME))).toEqual(PHOTO)
  })
})

/** Runs the restore until it says `step`, then kills it without warning. */
async function killAt(step: string, args: string[]): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../../../test/restore-program.ts'), ...args, step], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString()
      if (said.split('\n').includes(step)) child.kill('SIGKILL')
    })
    child.once('exit', (_code, signal) => (signal === 'SIGKILL' ? resolve() : reject(new Error(`the restore ended by itself: ${said}`))))
  })
}

/** Waits until the server has noticed that its client is gone and rolled back. */
async function emptied(connectionString: string): Promise<void> {
  const database = openDatabase({ connectionString, poolSize: 1, applicationName: 'test' })
  try {
    await expect.poll(async () => (await sql`select 1 from pg_stat_activity where datname = current_database() and application_name = 'fengsui restore'`.execute(database)).rows.length, { timeout: 30_000 }).toBe(0)
    expect((await sql`select 1 from pg_tables where schemaname = 'public'`.execute(database)).rows).toEqual([])
  } finally {
    await database.close()
  }
}
