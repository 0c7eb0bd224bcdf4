import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { flagsOf } from './backup-command.ts'
import { packageRoot, reachRecord } from './open-record.ts'
import { checkUpgrade } from './platform/backup/upgrade-check.ts'
import { systemClock } from './platform/clock/clock.ts'
import { readConfig } from './platform/config/config.ts'
import { StartupProblem, describeCause } from './platform/db/startup-problem.ts'
import { silentLog } from './platform/log.ts'

const USAGE = '用法：fengsui upgrade check [--data 目录] [--database-url 地址] [--json]'

/**
 * `fengsui upgrade check`, run with the NEW program on the old data: says what would happen, changes nothing.
 * @returns 0 ready, 1 not
 */
export async function runUpgradeCommand(argv: readonly string[], env: NodeJS.ProcessEnv, write: (text: string) => void): Promise<number> {
  const { json, ...flags } = parse(argv)
  const config = readConfig(flagsOf(flags), env)
  const findings = await checkUpgrade({ connect: () => reachRecord(config, silentLog), dataDir: config.dataDir, migrationsDir: join(packageRoot, 'migrations'), now: systemClock.now(), embedded: config.databaseUrl === null })
  const ready = findings.every(({ ok }) => ok)
  if (json === true) write(`${JSON.stringify({ ready, findings })}\n`)
  else write(`${findings.map(({ ok, text }) => `${ok ? '✓' : '✗'} ${text}`).join('\n')}\n${ready ? '可以升级：停止旧程序，换上新程序启动即可，结构变更会自动执行' : '还不能升级，请先处理带 ✗ 的各项'}\n`)
  return ready ? 0 : 1
}

function parse(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: { json: { type: 'boolean' }, data: { type: 'string' }, 'database-url': { type: 'string' } } })
    if (positionals.join(' ') !== 'check') throw new StartupProblem(USAGE)
    return values
  } catch (error) {
    if (error instanceof StartupProblem) throw error
    throw new StartupProblem(`${describeCause(error)}\n${USAGE}`)
  }
}
