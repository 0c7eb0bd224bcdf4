import { rmSync } from 'node:fs'
import type { Sandbox as SandboxView } from '@fengsui/contract/sandboxes'
import type { routes } from '@fengsui/contract'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import { dropDatabase } from '../../platform/db/create-database.ts'
import { headsFile } from '../../platform/journal/heads.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { Pace, ReplayStopped } from '../../replay/pace.ts'
import { locateProgram } from '../../replay/program-location.ts'
import { nameVariant, runReplay } from '../../replay/replay-driver.ts'
import { Sandbox } from '../../replay/sandbox.ts'
import { findScenario } from '../../replay/scenarios.ts'
import type { Scenario } from '../../replay/scenario.ts'
import { findReplay, insertReplay, listReplays, setReplayStatus, stopLeftOvers, type ReplayRecord, type ReplayStatus } from './replay-store.ts'
import { requireSteers } from './sandbox-policy.ts'

/** Each is a process and a database of its own; a county PC carries three. */
const MOST_AT_ONCE = 3
const LISTED = 30
/** The account that those who look in see the sandbox as. */
const VIEWER = 'city-commander'

interface Run {
  record: ReplayRecord
  scenario: Scenario
  sandbox: Sandbox
  pace: Pace
  status: ReplayStatus
  stepIndex: number
  businessNow: string | null
  failure: string | null
  ended: Promise<void>
}

/** The sandboxes of this program: started, steered, ended here. */
export class SandboxRuns {
  readonly #deps: ModuleDeps
  readonly #adminUrl: string
  readonly #dataDir: string
  readonly #version: string
  readonly #runs = new Map<string, Run>()
  readonly #cleaned: Promise<void>
  #starting = 0
  #closed = false

  constructor(deps: ModuleDeps, options: { adminUrl: string; dataDir: string; version: string }) {
    this.#deps = deps
    this.#adminUrl = options.adminUrl
    this.#dataDir = options.dataDir
    this.#version = options.version
    this.#cleaned = this.#cleanUp()
  }

  async list(): Promise<SandboxView[]> {
    await this.#cleaned
    return (await listReplays(this.#deps.database, LISTED)).flatMap((record) => this.#view(record))
  }

  async get(id: string): Promise<SandboxView> {
    const record = await findReplay(this.#deps.database, id)
    const [view] = record ? this.#view(record) : []
    if (!view) throw new Problem('not-found', '没有这个回放，请刷新列表')
    return view
  }

  /** Starts a replay. The same command again gives the same replay. @returns its id */
  async start(actor: Actor, body: ParsedRequest<typeof routes.startSandbox>['body']): Promise<string> {
    await this.#cleaned
    const scenario = findScenario(body.scenario)
    if (!scenario) throw new Problem('invalid-input', '没有这个剧本，请从列表中选择', [{ path: 'scenario', message: '没有这个剧本' }])
    const { database } = this.#deps
    this.#starting += 1
    try {
      const { id } = await this.#deps.commands.run({ commandId: body.commandId, name: 'startSandbox', actor: actor.label, input: { scenario: body.scenario, speed: body.speed, deaths: body.deaths ?? null } }, async (context) => {
        if (this.#closed || this.#active() + this.#starting > MOST_AT_ONCE) throw new Problem('conflict', `同时最多开 ${MOST_AT_ONCE} 个回放，请先停止一个再开始`)
        const id = context.newId()
        await insertReplay(context.tx, { id, scenario: scenario.key, database: `fengsui_sandbox_${id.replaceAll('-', '')}`, requestedBy: actor.accountId, startedAt: context.wallAt, status: 'starting', parameters: { deaths: body.deaths ?? 2 }, failure: null })
        return { id }
      })
      const record = await findReplay(database, id)
      if (record?.status === 'starting' && !this.#runs.has(id)) this.#launch(record, scenario, body.speed)
      return id
    } finally {
      this.#starting -= 1
    }
  }

  /** Plays, pauses, steps or stops. Naturally repeatable, so no command row is kept. */
  async control(actor: Actor, id: string, body: ParsedRequest<typeof routes.controlSandbox>['body']): Promise<void> {
    const record = await findReplay(this.#deps.database, id)
    if (!record) throw new Problem('not-found', '没有这个回放，请刷新列表')
    requireSteers(actor, record.requestedBy)
    const run = this.#runs.get(id)
    if (!run) throw new Problem('lifecycle-refused', '这个回放已经停止，请重新开始一个')
    if (body.action === 'stop') {
      await this.#stop(run)
      return
    }
    if (run.status === 'finished' || run.status === 'failed') throw new Problem('lifecycle-refused', '回放已经结束，可以拖动时间轴回看，或重新开始一个')
    if (body.action === 'play') run.pace.play(body.speed)
    else if (body.action === 'pause') run.pace.pause()
    else run.pace.step()
    if (run.status !== 'starting') run.status = run.pace.paused ? 'paused' : 'playing'
  }

  /** Where a running sandbox answers, and the token of its viewer. */
  async openView(id: string): Promise<{ port: number; token: string }> {
    const run = this.#runs.get(id)
    if (!run) throw new Problem('not-found', '这个回放已经停止，请重新开始一个')
    if (run.status === 'starting') throw new Problem('unavailable', '回放正在准备数据，请稍候几秒')
    if (run.status === 'failed') throw new Problem('unavailable', '回放中断了，请重新开始一个')
    return { token: await run.sandbox.tokenOf(VIEWER), port: run.sandbox.state.port }
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#cleaned
    await Promise.all([...this.#runs.values()].map((run) => this.#stop(run)))
  }

  #active(): number {
    return this.#runs.size
  }

  #launch(record: ReplayRecord, scenario: Scenario, speed: number): void {
    const location = locateProgram()
    const sandbox = new Sandbox(location, {
      adminUrl: this.#adminUrl, database: record.database, dataDir: this.#dataDir, migrationsDir: location.migrationsDir, demoDir: location.demoDir, title: scenario.title, version: this.#version,
      seed: nameVariant(scenario, record.parameters), start: scenario.from, rulesAsOf: scenario.rulesAsOf,
    })
    const run: Run = { record, scenario, sandbox, pace: new Pace(speed), status: 'starting', stepIndex: 0, businessNow: null, failure: null, ended: Promise.resolve() }
    this.#runs.set(record.id, run)
    run.ended = this.#play(run)
  }

  async #play(run: Run): Promise<void> {
    const { sandbox, scenario, pace } = run
    try {
      await sandbox.open()
      run.businessNow = sandbox.state.now
      await this.#setStatus(run, pace.paused ? 'paused' : 'playing')
      await runReplay({
        sandbox, scenario, parameters: run.record.parameters, pace,
        onStep: (_, index) => {
          run.stepIndex = index + 1
        },
        onMoved: (at) => {
          run.businessNow = at
        },
      })
      await this.#setStatus(run, 'finished')
    } catch (error) {
      if (error instanceof ReplayStopped || run.status === 'stopped') return
      this.#deps.log.error('回放中断', { replay: run.record.id, error: String(error) })
      run.failure = '回放中断了，请重新开始一个'
      await this.#setStatus(run, 'failed', run.failure).catch(() => undefined)
    }
  }

  async #setStatus(run: Run, status: ReplayStatus, failure: string | null = null): Promise<void> {
    run.status = status
    await setReplayStatus(this.#deps.database, run.record.id, status, failure)
  }

  async #stop(run: Run): Promise<void> {
    if (run.status === 'stopped') {
      await run.ended
      return
    }
    run.status = 'stopped'
    run.pace.stop()
    await run.sandbox.close()
    await run.ended
    this.#runs.delete(run.record.id)
    await setReplayStatus(this.#deps.database, run.record.id, 'stopped', run.failure)
    await this.#drop(run.record.database)
  }

  /** A program that was killed left its sandboxes' databases; nothing in them is still wanted. */
  async #cleanUp(): Promise<void> {
    try {
      for (const name of await stopLeftOvers(this.#deps.database)) await this.#drop(name)
    } catch (error) {
      this.#deps.log.warn('上次的回放没有清理完', { error: String(error) })
    }
  }

  async #drop(name: string): Promise<void> {
    rmSync(headsFile(this.#dataDir, name), { force: true })
    await dropDatabase(this.#adminUrl, name).catch((error: unknown) => this.#deps.log.warn('回放数据库没有删除，可稍后手工删除', { database: name, error: String(error) }))
  }

  #view(record: ReplayRecord): SandboxView[] {
    const scenario = findScenario(record.scenario)
    if (!scenario) return []
    const run = this.#runs.get(record.id)
    return [{
      id: record.id, scenario: record.scenario, title: scenario.title, status: run?.status ?? record.status, speed: run?.pace.speed ?? 0, stepIndex: run?.stepIndex ?? 0, stepCount: scenario.steps.length,
      businessNow: run?.businessNow ?? null, startedAt: record.startedAt, failure: run?.failure ?? record.failure, steps: scenario.steps.map(({ at, text }) => ({ at, text })), basePath: `/api/v1/sandboxes/${record.id}/view`,
    }]
  }
}
