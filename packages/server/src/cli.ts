import { runBackupCommand } from './backup-command.ts'
import { runGradeCommand } from './grade-command.ts'
import { runJournalCommand } from './journal-command.ts'
import { systemClock } from './platform/clock/clock.ts'
import { StartupProblem } from './platform/db/startup-problem.ts'
import { runPhoneSimulatorCommand } from './phone-simulator-command.ts'
import { runRestoreCommand } from './restore-command.ts'
import { runSmsSimulatorCommand } from './sms-simulator-command.ts'
import { runTlsCommand } from './tls-command.ts'
import { runUpgradeCommand } from './upgrade-command.ts'

const USAGE = `烽燧命令行
  fengsui journal verify|head           校验日志链、显示链头
  fengsui journal prove 聚合…           出具证据包（--subject 事件编号 --out 文件 --with-facts --data）
  fengsui journal check 证据包          在任何机器上核对证据包（--key 公钥文件 --heads 签名头文件 --json）
  fengsui journal heads|key             导出签名头、公钥（--out 文件 --data）
  fengsui replay landfall-night         回放利奇马登陆之夜（--speed --json --set deaths=N --data）
  fengsui backup                        备份到一个文件（--to 文件 --passphrase-file 口令文件 --data）
  fengsui restore 备份文件              核对备份；加 --yes 恢复到空目录或空库（--data 或 DATABASE_URL）
  fengsui upgrade check                 换新程序之前：会执行哪些结构变更、磁盘和备份够不够（--data）
  fengsui tls init --host 名称,地址     生成本地根证书和服务器证书；再次执行为续期（--data）
  fengsui sms-simulator --port 9100     模拟短信网关，供试用（--delay-ms --fail-percent --reply-percent --hang --receipts-url --receipts-token）
  fengsui phone-simulator --url --token 模拟电话网关：来电、录音、传真、110 警情，供试用（--called --place --calls --faxes --cases --pace-ms --listen）
  fengsui grade --standard work-safety  按分级标准定级（--list 列出标准）
  fengsui extract [文件.jsonl]          从文字中抽取时间、地点、伤亡、损失并建议等级（--json --standard --at；不写文件读标准输入）
`

const out = (text: string): void => void process.stdout.write(text)
const complain = (text: string): void => void process.stderr.write(text)

async function run([command, ...argv]: readonly string[]): Promise<number> {
  switch (command) {
    case 'journal':
      return runJournalCommand(argv, process.env, out)
    case 'backup':
      return runBackupCommand(argv, process.env, out)
    case 'restore':
      return runRestoreCommand(argv, process.env, out)
    case 'upgrade':
      return runUpgradeCommand(argv, process.env, out)
    case 'tls':
      return runTlsCommand(argv, process.env, out)
    case 'phone-simulator':
      return runPhoneSimulatorCommand(argv, out)
    case 'sms-simulator':
      return runSmsSimulatorCommand(argv, out)
    case 'grade':
      return runGradeCommand(argv, systemClock.now(), out, complain)
    case 'extract': {
      const [{ readFileSync }, { runExtractCommand }, { readDemoGeography }, { locateProgram }] = await Promise.all([import('node:fs'), import('./extract-command.ts'), import('./demo/demo-geography.ts'), import('./replay/program-location.ts')])
      return runExtractCommand(argv, systemClock.now(), { out, complain, readInput: () => readFileSync(0), readFile: (path) => readFileSync(path), divisions: () => readDemoGeography(locateProgram().demoDir).divisions })
    }
    case 'replay': {
      const { runReplayCommand } = await import('./replay/replay-command.ts')
      return runReplayCommand(argv, process.env, { out, complain })
    }
    case undefined:
    case 'help':
    case '--help':
      out(USAGE)
      return 0
    default:
      complain(`没有命令 ${command}\n${USAGE}`)
      return 2
  }
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    complain(error instanceof StartupProblem ? `${error.message}\n` : `出错了：${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exit(1)
  },
)
