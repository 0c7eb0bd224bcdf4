import { runGradeCommand } from './grade-command.ts'
import { runJournalCommand } from './journal-command.ts'
import { systemClock } from './platform/clock/clock.ts'
import { StartupProblem } from './platform/db/startup-problem.ts'

const USAGE = `烽燧命令行
  fengsui journal verify|head           校验日志链、显示链头
  fengsui replay landfall-night         回放利奇马登陆之夜（--speed --json --set deaths=N --data）
  fengsui grade --standard work-safety  按分级标准定级（--list 列出标准）
`

const out = (text: string): void => void process.stdout.write(text)
const complain = (text: string): void => void process.stderr.write(text)

async function run([command, ...argv]: readonly string[]): Promise<number> {
  switch (command) {
    case 'journal':
      return runJournalCommand(argv, process.env, out)
    case 'grade':
      return runGradeCommand(argv, systemClock.now(), out, complain)
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
