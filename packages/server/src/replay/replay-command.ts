import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { beijingShort } from '@fengsui/contract/kernel'
import { systemClock } from '../platform/clock/clock.ts'
import { StartupProblem } from '../platform/db/startup-problem.ts'
import { createLog } from '../platform/log.ts'
import { openDatabaseServer, type DatabaseServer } from './database-server.ts'
import { Pace, ReplayStopped } from './pace.ts'
import { locateProgram } from './program-location.ts'
import { nameVariant, runReplay } from './replay-driver.ts'
import { Sandbox } from './sandbox.ts'
import { SandboxGone, SandboxRefused } from './sandbox-process.ts'
import { findScenario, scenarios } from './scenarios.ts'
import { StepFailed, type Scenario, type ScenarioParameters } from './scenario.ts'
import type { ReplaySummary } from './summary-rules.ts'

/** Where a command line program writes; texts end with a line break. */
export interface CommandIo {
  out(text: string): void
  complain(text: string): void
}

interface Request {
  scenario: Scenario
  parameters: ScenarioParameters
  speed: number
  json: boolean
  dataDir: string | null
  databaseUrl: string | null
}

const USAGE = '用法：fengsui replay <剧本> [--speed 倍速|0] [--json] [--set deaths=N] [--data 目录]'
const MAX_DEATHS = 1000

/**
 * `fengsui replay landfall-night …`: plays a scenario in a database and process of its own and prints what happened.
 * @param argv what follows the word `replay`
 * @returns exit code: 0 done, 1 failed (the same command with the same `--data` goes on), 2 wrong arguments
 */
export async function runReplayCommand(argv: readonly string[], env: NodeJS.ProcessEnv, io: CommandIo): Promise<number> {
  let request: Request
  try {
    request = readRequest(argv, env)
  } catch (error) {
    io.complain(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
  try {
    await replay(request, io)
    return 0
  } catch (error) {
    io.complain(`${describeFailure(error, request)}\n`)
    return 1
  }
}

/** @throws Error with a Chinese message that says what to write instead */
function readRequest(argv: readonly string[], env: NodeJS.ProcessEnv): Request {
  const { values, positionals } = parseFlags(argv)
  const [key, ...surplus] = positionals
  const scenario = key === undefined ? undefined : findScenario(key)
  if (!scenario) throw new Error(`${key === undefined ? '请写明要回放的剧本' : `没有剧本 ${key}`}；现有：${Object.values(scenarios).map((each) => `${each.key}（${each.title}）`).join('、')}。\n${USAGE}`)
  if (surplus.length > 0) throw new Error(`多余的参数：${surplus.join(' ')}。\n${USAGE}`)
  const speed = Number(values.speed ?? '0')
  if (!/^\d+(\.\d+)?$/.test(values.speed ?? '0') || speed > 100_000) throw new Error('--speed 是每秒推进的业务秒数，0–100000，0 为尽快')
  if (values.data === '') throw new Error('--data 后面请写一个文件夹')
  const url = env['DATABASE_URL'] ?? null
  const databaseUrl = url === '' ? null : url
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw new Error('DATABASE_URL 应以 postgres:// 开头，例如 postgres://用户:密码@主机:5432/fengsui')
  return { scenario, parameters: readParameters(values.set ?? []), speed, json: values.json ?? false, dataDir: values.data ?? null, databaseUrl }
}

function parseFlags(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: { speed: { type: 'string' }, json: { type: 'boolean' }, set: { type: 'string', multiple: true }, data: { type: 'string' } } })
  } catch (error) {
    throw new Error(`参数不认识：${error instanceof Error ? error.message : String(error)}。\n${USAGE}`)
  }
}

/** `--set name=value`, each name once. */
export function readParameters(settings: readonly string[]): ScenarioParameters {
  const seen = new Map<string, string>()
  for (const setting of settings) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(setting) ?? []
    if (name !== 'deaths') throw new Error(`--set 不认识“${setting}”；可以改的只有 deaths（死亡人数），例如 --set deaths=3`)
    if (seen.has(name)) throw new Error('--set deaths 写了两次，请只写一次')
    if (!/^\d{1,6}$/.test(value) || Number(value) > MAX_DEATHS) throw new Error(`--set deaths 应为 0–${MAX_DEATHS} 的整数，例如 --set deaths=3`)
    seen.set(name, value)
  }
  return { deaths: Number(seen.get('deaths') ?? '2') }
}

/** Database of a variant; a temporary one gets a name of its own, so that runs beside each other do not meet. */
function nameDatabase(request: Request): string {
  const kept = `fengsui_sandbox_${request.scenario.key.replaceAll('-', '_')}_deaths_${request.parameters.deaths}`
  return request.dataDir === null ? `${kept}_${randomBytes(4).toString('hex')}` : kept
}

async function replay(request: Request, io: CommandIo): Promise<void> {
  const began = performance.now()
  const { scenario, parameters } = request
  const log = createLog(systemClock.now)
  const quiet = { ...log, info: () => undefined }
  const location = locateProgram()
  const server: DatabaseServer = await openDatabaseServer({ dataDir: request.dataDir, databaseUrl: request.databaseUrl, log: quiet })
  const database = nameDatabase(request)
  const sandbox = new Sandbox(location, {
    adminUrl: server.adminUrl, database, dataDir: server.dataDir, migrationsDir: location.migrationsDir, demoDir: location.demoDir, title: scenario.title, version: location.version,
    seed: nameVariant(scenario, parameters), start: scenario.from, rulesAsOf: scenario.rulesAsOf,
  })
  const pace = new Pace(request.speed)
  let stopped = false
  const stop = () => {
    stopped = true
    pace.stop()
    void sandbox.close()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const say = (line: string) => {
    if (!request.json) io.out(`${line}\n`)
  }
  try {
    say(`${scenario.title}\n${scenario.openingNote}`)
    const outcome = await runReplay({ sandbox, scenario, parameters, pace, onStep: (step, index, again) => say(`${beijingShort(step.at)}  ${step.text}${again ? '（上次已完成）' : ''}  [${index + 1}/${scenario.steps.length}]`) })
    const summary: ReplaySummary = { ...outcome, durationMs: Math.round(performance.now() - began) }
    if (request.json) io.out(`${JSON.stringify(summary)}\n`)
    else describeSummary(summary).forEach(say)
    if (!summary.journal.verified) throw new StepFailed('日志链校验没有通过')
  } catch (error) {
    throw stopped ? new ReplayStopped() : error
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    await sandbox.close()
    await server.release([database])
  }
}

function describeSummary(summary: ReplaySummary): string[] {
  const { incidents, reports, clocks, tasks, journal } = summary
  return [
    `事件 ${incidents} 起；报告：初报 ${reports.initial}、续报 ${reports.followUp}、终报 ${reports.final}；时限：按时 ${clocks.onTime}、迟报 ${clocks.late}、未报 ${clocks.missed}`,
    `任务：派出 ${tasks.assigned}、签收 ${tasks.acknowledged}、完成 ${tasks.done}；事件等级 ${summary.grades.join('、')}（1 为特别重大）`,
    ...(summary.dispatches + summary.moved + summary.notifications.sent === 0 ? [] : [`调度令 ${summary.dispatches}；通知发出 ${summary.notifications.sent}、应答 ${summary.notifications.acknowledged}；避险转移 ${summary.moved} 人、避难场所 ${summary.sheltered} 人；缺口 ${summary.shortages}`]),
    `日志 ${journal.entries} 条，${journal.verified ? '校验通过' : '校验没有通过'}，链头 ${journal.head}；用时 ${(summary.durationMs / 1000).toFixed(1)} 秒`,
  ]
}

function describeFailure(error: unknown, request: Request): string {
  const again = request.dataDir === null ? '' : '再次运行同一条命令会从中断处继续。'
  if (error instanceof StartupProblem || error instanceof SandboxRefused) return error.message
  if (error instanceof StepFailed) return `回放没有完成：${error.message}`
  if (error instanceof ReplayStopped) return `回放已停止。${again}`
  if (error instanceof SandboxGone) return `回放的沙箱中断了（${error.message}）。${again}`
  return `回放没有完成：${error instanceof Error ? error.message : String(error)}。${again}`
}
