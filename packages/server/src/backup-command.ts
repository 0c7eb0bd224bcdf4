import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { packageRoot, reachRecord } from './open-record.ts'
import { backupName } from './platform/backup/backup-schedule.ts'
import { checkPassphrase } from './platform/backup/key-box.ts'
import { writeBackup, type BackupReport } from './platform/backup/write-backup.ts'
import { systemClock } from './platform/clock/clock.ts'
import { readConfig } from './platform/config/config.ts'
import { StartupProblem, describeCause } from './platform/db/startup-problem.ts'
import { silentLog } from './platform/log.ts'

const USAGE = '用法：fengsui backup [--to 文件] [--passphrase-file 口令文件] [--data 目录] [--database-url 地址] [--json]'

/**
 * `fengsui backup`: the whole record in one file, while the program runs or without it.
 * @returns 0 done; 3 done, but attachments were found damaged
 * @throws StartupProblem
 */
export async function runBackupCommand(argv: readonly string[], env: NodeJS.ProcessEnv, write: (text: string) => void): Promise<number> {
  const { to, 'passphrase-file': passphraseFile, json, ...flags } = parseFlags(argv)
  const config = readConfig(flagsOf(flags), env)
  const now = () => systemClock.now()
  const file = resolve(to ?? join(env['FENGSUI_BACKUP_DIR'] ?? join(config.dataDir, 'backups'), backupName(now())))
  const passphrase = passphraseFile === undefined ? null : readPassphrase(passphraseFile)
  const record = await reachRecord(config, silentLog)
  try {
    const report = await writeBackup({ connectionString: record.connectionString, dataDir: config.dataDir, file, passphrase, program: programVersion(), now })
    write(json === true ? `${JSON.stringify(report)}\n` : describe(report))
    return report.damagedFiles.length > 0 ? 3 : 0
  } finally {
    await record.close()
  }
}

/** The first line of the file, without the line's end. @throws StartupProblem when it cannot be read or can be guessed */
export function readPassphrase(path: string): string {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new StartupProblem(`读不到口令文件 ${path}：${describeCause(cause)}`)
  }
  return checkPassphrase(text.split(/\r?\n/)[0] ?? '')
}

export function programVersion(): string {
  return (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }).version
}

/** Flags of a tool, back in the spelling that `readConfig` reads. */
export function flagsOf(flags: Readonly<Record<string, string | boolean | undefined>>): string[] {
  return Object.entries(flags).flatMap(([name, value]) => (typeof value === 'string' ? [`--${name}`, value] : []))
}

function parseFlags(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: { to: { type: 'string' }, 'passphrase-file': { type: 'string' }, json: { type: 'boolean' }, data: { type: 'string' }, 'database-url': { type: 'string' } } }).values
  } catch (error) {
    throw new StartupProblem(`${describeCause(error)}\n${USAGE}`)
  }
}

function describe(report: BackupReport): string {
  const lines = [
    `备份完成：${report.file}（${(report.bytes / 1e6).toFixed(1)} MB，${report.rows} 行，附件 ${report.files} 个）`,
    `日志链到第 ${report.position} 条；状态哈希 ${report.stateHash}`,
    report.keys ? '签名密钥已用口令加密存入。口令丢失即无法取出，请与备份分开保管' : '没有给出口令（--passphrase-file），签名密钥没有存入：恢复后会生成新密钥，双因素登录要重新绑定',
    '备份里有人员电话等个人信息，请按涉敏文件保管；回放沙箱不在备份内',
  ]
  if (report.damagedFiles.length > 0) lines.push(`注意：${report.damagedFiles.length} 个附件的内容与其编号不符（已照原样存入），请检查磁盘：${report.damagedFiles.slice(0, 5).join('、')}`)
  if (report.vanishedFiles.length > 0) lines.push(`备份期间有 ${report.vanishedFiles.length} 个附件被清理，未存入`)
  return `${lines.join('\n')}\n`
}
