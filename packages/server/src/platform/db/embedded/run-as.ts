import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, lchownSync, lstatSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import type { Log } from '../../log.ts'
import { StartupProblem } from '../startup-problem.ts'

/**
 * As whom PostgreSQL runs; it refuses root.
 * `self`: as we do. `user`: as another account. `namespace`: as ourselves, but in a user namespace in which we are not called root;
 * outside it the process still owns root's files, so this also works below folders that only root may enter.
 */
export type RunAs =
  | { kind: 'self' }
  | { kind: 'user'; name: string; uid: number; gid: number }
  | { kind: 'namespace'; unshare: string; uid: number; gid: number }

interface Account {
  name: string
  uid: number
  gid: number
}

/** The command, arguments and spawn options that run `program` as `runAs`. */
export function commandFor(runAs: RunAs, program: string, args: readonly string[]): { command: string; args: string[]; uid?: number; gid?: number } {
  switch (runAs.kind) {
    case 'self':
      return { command: program, args: [...args] }
    case 'user':
      return { command: program, args: [...args], uid: runAs.uid, gid: runAs.gid }
    case 'namespace':
      return { command: runAs.unshare, args: ['--user', `--map-user=${runAs.uid}`, `--map-group=${runAs.gid}`, '--', program, ...args] }
  }
}

/** What PostgreSQL's programs find in their environment: nothing of ours (PGPORT, LD_PRELOAD and the like would change what they do). */
export const POSTGRES_ENVIRONMENT: NodeJS.ProcessEnv = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * Chooses as whom to run: ourselves unless we are root; as root the account `fengsui`, else a user namespace, else (a container that
 * forbids namespaces) the account `nobody`.
 * @param canRun whether PostgreSQL's programs start as this one
 * @throws StartupProblem naming the folder or the missing right when none can work
 */
export function chooseRunAs(options: { dataDir: string; isRoot: boolean; accounts: readonly Account[]; canRun(runAs: RunAs): boolean; log: Log }): RunAs {
  const { dataDir, accounts, canRun, log } = options
  if (!options.isRoot) return { kind: 'self' }
  const obstacles: string[] = []
  const enter = (uid: number, gid: number, who: string): boolean => {
    const folder = findBlockingFolder(dirname(resolve(dataDir)), uid, gid)
    if (folder !== undefined) obstacles.push(`${who}进不了文件夹 ${folder}`)
    return folder === undefined
  }

  const tryAccount = (account: Account): RunAs | undefined => {
    const runAs: RunAs = { kind: 'user', ...account }
    if (!enter(account.uid, account.gid, `账号 ${account.name} `)) return undefined
    if (canRun(runAs)) return runAs
    obstacles.push(`不能以账号 ${account.name} 运行数据库程序`)
    return undefined
  }

  const dedicated = accounts.find((account) => account.name === 'fengsui')
  const asDedicated = dedicated === undefined ? undefined : tryAccount(dedicated)
  if (asDedicated !== undefined) return asDedicated

  const unshare = findProgram('unshare')
  // initdb looks its own name up, so the number must belong to some account; which one does not matter outside the namespace.
  const mapped = accounts.find((account) => account.uid !== 0 && account.name !== 'nobody') ?? accounts.find((account) => account.uid !== 0)
  if (unshare === undefined) obstacles.push('系统里没有 unshare 命令（util-linux）')
  else if (mapped === undefined) obstacles.push('系统里除 root 外没有别的账号')
  else {
    const runAs: RunAs = { kind: 'namespace', unshare, uid: mapped.uid, gid: mapped.gid }
    if (enter(0, 0, '去掉特权的 root ')) {
      if (canRun(runAs)) return runAs
      obstacles.push('系统不允许建立用户命名空间（unshare --user）')
    }
  }

  const nobody = accounts.find((account) => account.name === 'nobody')
  const asNobody = nobody === undefined ? undefined : tryAccount(nobody)
  if (asNobody !== undefined) {
    log.warn('数据库将以 nobody 账号运行。正式使用请先建立专用账号：useradd --system fengsui，再重新启动。')
    return asNobody
  }
  throw new StartupProblem(
    `数据库不能以 root 身份运行，也没有办法换成别的身份：${obstacles.join('；')}。` +
      '请任选一种办法：用普通账号启动；或建立账号（useradd --system fengsui），并把数据目录（FENGSUI_DATA）放到它进得去的地方，例如 /var/lib/fengsui；' +
      '或用 DATABASE_URL 指定已有的 PostgreSQL。',
  )
}

/** The accounts of this machine. */
export function listAccounts(): Account[] {
  if (!existsSync('/etc/passwd')) return []
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 7)
    .map((fields) => ({ name: fields[0] ?? '', uid: Number(fields[2]), gid: Number(fields[3]) }))
}

/** The outermost folder on the way to `path` (itself included) that an ordinary process with this uid and gid may not enter. */
export function findBlockingFolder(path: string, uid: number, gid: number): string | undefined {
  const parent = dirname(path)
  const above = parent === path ? undefined : findBlockingFolder(parent, uid, gid)
  if (above !== undefined) return above
  const stat = statSync(path)
  const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001
  return (stat.mode & bit) === 0 ? path : undefined
}

/** Gives the folder `path` (in the data directory) to the one who runs PostgreSQL and lets him pass through the data directory. */
export function giveTo(runAs: RunAs, dataDir: string, path: string): void {
  if (runAs.kind === 'self') return
  const owner = runAs.kind === 'user' ? runAs : { uid: 0, gid: 0 }
  if (runAs.kind === 'user') {
    const stat = statSync(dataDir)
    if (stat.uid !== owner.uid && (stat.mode & 0o001) === 0) {
      chownSync(dataDir, stat.uid, owner.gid)
      chmodSync(dataDir, (stat.mode & 0o7777) | 0o010)
    }
  }
  if (existsSync(path) && lstatSync(path).uid !== owner.uid) chownTree(path, owner.uid, owner.gid)
}

function chownTree(path: string, uid: number, gid: number): void {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) chownTree(join(path, name), uid, gid)
  // The folder itself last: an interrupted run starts over.
  lchownSync(path, uid, gid)
}

/** Whether `program --version` runs as `runAs`: false for a missing right, a folder in the way or a library that does not load. */
export function canRunProgram(runAs: RunAs, program: string): boolean {
  const { command, args, ...identity } = commandFor(runAs, program, ['--version'])
  return spawnSync(command, args, { ...identity, cwd: '/', env: POSTGRES_ENVIRONMENT, stdio: 'ignore' }).status === 0
}

function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/bin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}
