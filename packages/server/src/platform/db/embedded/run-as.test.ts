import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Log, silentLog } from '../../log.ts'
import { StartupProblem } from '../startup-problem.ts'
import { type RunAs, chooseRunAs, findBlockingFolder, giveTo } from './run-as.ts'

const STRANGER = 54_321
const accounts = [
  { name: 'root', uid: 0, gid: 0 },
  { name: 'daemon', uid: 1, gid: 1 },
  { name: 'nobody', uid: 65_534, gid: 65_534 },
]
const withDedicated = [...accounts, { name: 'fengsui', uid: STRANGER, gid: STRANGER }]
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fengsui-run-as-'))
  chmodSync(folder, 0o755)
})
afterEach(() => rmSync(folder, { recursive: true }))

const choose = (options: { accounts?: typeof accounts; canRun?: (runAs: RunAs) => boolean; log?: Log }) =>
  chooseRunAs({ dataDir: join(folder, 'data'), isRoot: true, accounts, canRun: () => true, log: silentLog, ...options })

describe('findBlockingFolder', () => {
  it('names the outermost folder in the way', () => {
    mkdirSync(join(folder, 'closed/inner'), { recursive: true })
    expect(findBlockingFolder(join(folder, 'closed/inner'), STRANGER, STRANGER)).toBeUndefined()
    chmodSync(join(folder, 'closed/inner'), 0o700)
    expect(findBlockingFolder(join(folder, 'closed/inner'), STRANGER, STRANGER)).toBe(join(folder, 'closed/inner'))
    chmodSync(join(folder, 'closed'), 0o700)
    expect(findBlockingFolder(join(folder, 'closed/inner'), STRANGER, STRANGER)).toBe(join(folder, 'closed'))
  })

  it('goes by owner, then group, then others, as the system does', () => {
    const { uid, gid } = statSync(folder)
    chmodSync(folder, 0o710)
    expect(findBlockingFolder(folder, STRANGER, gid)).toBeUndefined()
    expect(findBlockingFolder(folder, STRANGER, STRANGER)).toBe(folder)
    chmodSync(folder, 0o677)
    expect(findBlockingFolder(folder, uid, gid)).toBe(folder)
    chmodSync(folder, 0o755)
  })
})

describe('chooseRunAs', () => {
  it('changes nothing for an ordinary account', () => {
    expect(chooseRunAs({ dataDir: folder, isRoot: false, accounts, canRun: () => false, log: silentLog })).toEqual({ kind: 'self' })
  })

  it('prefers the dedicated account', () => {
    expect(choose({ accounts: withDedicated })).toEqual({ kind: 'user', name: 'fengsui', uid: STRANGER, gid: STRANGER })
  })

  it('takes a user namespace when the dedicated account cannot enter the folder', () => {
    chmodSync(folder, 0o700)
    expect(choose({ accounts: withDedicated })).toMatchObject({ kind: 'namespace', uid: 1, gid: 1 })
  })

  it('runs as nobody, with advice, where namespaces are forbidden', () => {
    const warnings: string[] = []
    const chosen = choose({ canRun: (runAs) => runAs.kind !== 'namespace', log: { ...silentLog, warn: (text) => warnings.push(text) } })
    expect(chosen).toMatchObject({ kind: 'user', name: 'nobody' })
    expect(warnings).toEqual([expect.stringContaining('useradd --system fengsui')])
  })

  it('names the folder that blocks when nothing is left', () => {
    chmodSync(folder, 0o700)
    const fail = () => choose({ accounts: withDedicated, canRun: (runAs) => runAs.kind !== 'namespace' })
    expect(fail).toThrow(StartupProblem)
    expect(fail).toThrow(new RegExp(`账号 fengsui 进不了文件夹 ${folder}；.*unshare --user.*；账号 nobody 进不了文件夹 ${folder}`))
    expect(fail).toThrow(/DATABASE_URL/)
  })
})

describe.runIf(process.geteuid?.() === 0)('giveTo', () => {
  it('hands over the tree and opens only the passage through the data directory', () => {
    chmodSync(folder, 0o700)
    mkdirSync(join(folder, 'pg/base'), { recursive: true })
    writeFileSync(join(folder, 'pg/base/1'), '')
    giveTo({ kind: 'user', name: 'fengsui', uid: STRANGER, gid: STRANGER }, folder, join(folder, 'pg'))
    expect(statSync(join(folder, 'pg/base/1')).uid).toBe(STRANGER)
    expect(statSync(folder)).toMatchObject({ uid: 0, gid: STRANGER })
    expect(statSync(folder).mode & 0o777).toBe(0o710)
    chownSync(folder, 0, 0)
  })
})
