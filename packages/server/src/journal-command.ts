import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runCheck, runHeads, runKey, runProve } from './journal-evidence-command.ts'
import { openJournals } from './open-record.ts'
import { readConfig } from './platform/config/config.ts'
import { StartupProblem } from './platform/db/startup-problem.ts'
import { headsFile, readHead } from './platform/journal/heads.ts'
import { findPublicKey, findPublicKeys } from './platform/journal/signing-key.ts'
import { verifyJournal } from './platform/journal/verify-journal.ts'
import { silentLog } from './platform/log.ts'

const USAGE = `用法：
  fengsui journal verify|head [--data 目录] [--database-url 地址] [--json]
  fengsui journal prove 聚合… | --subject 事件编号 [--out 文件] [--with-facts]
  fengsui journal check 证据包 [--key 公钥文件]… [--heads 签名头文件] [--json]
  fengsui journal heads|key [--out 文件]
`

/**
 * `fengsui journal verify|head`: 0 whole, 1 broken (each fault with position, entry, stream, reason), 2 cannot check. Covers the
 * record's own journal and those of sandboxes kept on the same data directory. `prove`, `check`, `heads`, `key`: evidence for others.
 */
export async function runJournalCommand(argv: readonly string[], env: NodeJS.ProcessEnv, write: (text: string) => void): Promise<number> {
  const [action, ...rest] = argv
  const evidence = new Map<string, () => number | Promise<number>>([['prove', () => runProve(rest, env, write)], ['check', () => runCheck(rest, write)], ['heads', () => runHeads(rest, env, write)], ['key', () => runKey(rest, env, write)]]).get(action ?? '')
  if (evidence) {
    try {
      return await evidence()
    } catch (error) {
      write(`${action === 'check' ? '无法核对' : '没有写出'}：${error instanceof StartupProblem ? error.message : String(error)}\n`)
      return 2
    }
  }
  const json = rest.includes('--json')
  if (action !== 'verify' && action !== 'head') {
    write(USAGE)
    return 2
  }
  try {
    const config = readConfig(rest.filter((word) => word !== '--json'), env)
    if (config.databaseUrl === null && !existsSync(join(config.dataDir, 'runtime.json'))) throw new StartupProblem(`${config.dataDir} 里没有烽燧的数据，请用 --data 指明数据目录`)
    const { journals, close } = await openJournals(config, silentLog)
    try {
      if (journals.length === 0) throw new StartupProblem(`${config.dataDir} 里还没有日志`)
      let broken = false
      for (const { name, database } of journals) {
        const prefix = journals.length > 1 ? `[${name}] ` : ''
        if (action === 'head') {
          const head = await readHead(database)
          write(json ? `${JSON.stringify({ database: name, ...head })}\n` : `${prefix}纪元 ${head.epoch}，第 ${head.position} 条，${head.chain}\n`)
          continue
        }
        const verdict = await verifyJournal(database, { headsFile: headsFile(config.dataDir, name), publicKey: findPublicKey(config.dataDir), retiredKeys: findPublicKeys(config.dataDir) })
        broken ||= verdict.faults.length > 0
        if (json) write(`${JSON.stringify({ database: name, ok: verdict.faults.length === 0, ...verdict })}\n`)
        else if (verdict.faults.length === 0) write(`${prefix}日志链完整：${verdict.entries} 条（另有 ${verdict.unsealed} 条待封口），签名头 ${verdict.heads} 个，链 ${verdict.head}\n`)
        else for (const fault of verdict.faults) write(`${prefix}第 ${fault.position ?? '—'} 条（序号 ${fault.entry ?? '—'}，${fault.stream ?? '—'}）：${fault.reason}\n`)
      }
      return broken ? 1 : 0
    } finally {
      await close()
    }
  } catch (error) {
    write(`无法校验：${error instanceof StartupProblem ? error.message : String(error)}\n`)
    return 2
  }
}
