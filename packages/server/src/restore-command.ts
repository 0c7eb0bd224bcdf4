import { existsSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { flagsOf, readPassphrase } from './backup-command.ts'
import { makeRecord, packageRoot } from './open-record.ts'
import { RestoreWasDone, abandonRestore, beginRestore, checkBackup, refuseFilledDirectory, restoreBackup, type CheckedBackup, type RestoreReport } from './platform/backup/restore-backup.ts'
import { systemClock } from './platform/clock/clock.ts'
import { readConfig, type Config } from './platform/config/config.ts'
import { hasCluster } from './platform/db/embedded/cluster-files.ts'
import { StartupProblem, describeCause } from './platform/db/startup-problem.ts'
import { randomIds } from './platform/ids/id-source.ts'
import { silentLog } from './platform/log.ts'

const USAGE = '用法：fengsui restore 备份文件 [--passphrase-file 口令文件 | --without-keys] [--revoke-tokens] [--data 目录] [--database-url 地址] [--yes] [--json]'
const migrationsDir = join(packageRoot, 'migrations')

/**
 * `fengsui restore FILE`: checks the file from end to end, then puts it into an empty place. Without `--yes` it stops after checking.
 * @returns 0 restored and the journal is whole; 1 restored, but the journal in the backup is broken; 2 checked only
 * @throws StartupProblem; then nothing was changed
 */
export async function runRestoreCommand(argv: readonly string[], env: NodeJS.ProcessEnv, write: (text: string) => void): Promise<number> {
  const { values, file } = parse(argv)
  const { yes, json, 'without-keys': withoutKeys, 'revoke-tokens': revokeTokens, 'passphrase-file': passphraseFile, ...flags } = values
  const config = readConfig(flagsOf(flags), env)
  const backup = await checkBackup({ file: resolve(file), migrationsDir, passphrase: passphraseFile === undefined ? null : readPassphrase(passphraseFile), withoutKeys: withoutKeys === true })
  refuseFilledDirectory(config.dataDir)
  if (yes !== true) {
    write(json === true ? `${JSON.stringify({ restored: false, header: backup.header, trailer: backup.trailer })}\n` : `${introduce(backup)}备份完好，可以恢复到 ${config.databaseUrl === null ? config.dataDir : '所给的外部数据库'}。还没有改动任何东西：确认后加 --yes 执行\n`)
    return 2
  }
  const report = await restoreInto(backup, config, revokeTokens === true)
  write(json === true ? `${JSON.stringify({ restored: true, ...report })}\n` : `${introduce(backup)}${describe(report)}`)
  return report.journal.faults.length > 0 ? 1 : 0
}

async function restoreInto(backup: CheckedBackup, config: Config, revokeTokens: boolean): Promise<RestoreReport> {
  const now = () => systemClock.now()
  const madeHere = config.databaseUrl === null && !hasCluster(config.dataDir)
  const id = beginRestore({ dataDir: config.dataDir, id: randomIds.forKey('restore')(), now, file: backup.file })
  let target: Awaited<ReturnType<typeof makeRecord>> | undefined
  try {
    target = await makeRecord(config, silentLog)
    return await restoreBackup(backup, { connectionString: target.connectionString, databaseName: target.name, dataDir: config.dataDir, migrationsDir, id, now, log: silentLog, revokeTokens })
  } catch (cause) {
    if (!(cause instanceof RestoreWasDone) && existsSync(join(config.dataDir, 'restore-unfinished.json'))) {
      await target?.close()
      target = undefined
      if (madeHere) for (const name of ['pg', 'pg.log', 'runtime.json']) rmSync(join(config.dataDir, name), { recursive: true, force: true })
      await abandonRestore(config.dataDir)
    }
    throw cause
  } finally {
    await target?.close()
  }
}

function parse(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv], allowPositionals: true,
      options: { 'passphrase-file': { type: 'string' }, 'without-keys': { type: 'boolean' }, 'revoke-tokens': { type: 'boolean' }, yes: { type: 'boolean' }, json: { type: 'boolean' }, data: { type: 'string' }, 'database-url': { type: 'string' } },
    })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw new StartupProblem(USAGE)
    return { values, file }
  } catch (error) {
    if (error instanceof StartupProblem) throw error
    throw new StartupProblem(`${describeCause(error)}\n${USAGE}`)
  }
}

function introduce({ header, trailer }: CheckedBackup): string {
  const rows = trailer.tables.reduce((sum, table) => sum + table.rows, 0)
  return `备份时间 ${header.createdAt}，程序 ${header.program}，结构第 ${header.migrations.length} 版，${rows} 行，附件 ${trailer.files.count} 个，日志链到第 ${header.journal.position} 条（纪元 ${header.journal.epoch}）${header.keys ? '，含密钥' : '，不含密钥'}\n`
}

function describe(report: RestoreReport): string {
  const lines = [
    `恢复完成：${report.rows} 行，附件 ${report.files} 个，结构已到第 ${report.schemaVersion} 版；状态哈希与备份一致 ${report.stateHash}`,
    `日志链进入纪元 ${report.epoch}；${report.journal.faults.length === 0 ? `已逐条校验 ${report.journal.entries} 条（另有 ${report.journal.unsealed} 条待封口）` : `备份里的日志链本身有问题：\n  ${report.journal.faults.slice(0, 10).join('\n  ')}`}`,
    '所有人都要重新登录；浏览器里打开的页面会自动重新取数',
    `接口令牌 ${report.tokens} 个${report.tokens > 0 ? '按备份时的样子有效：备份之后吊销过的，请重新吊销（或恢复时加 --revoke-tokens 全部吊销）' : ''}`,
  ]
  if (report.newSigningKey) lines.push('已生成新的签名密钥；旧签名用备份里的公钥校验')
  return `${lines.join('\n')}\n`
}
