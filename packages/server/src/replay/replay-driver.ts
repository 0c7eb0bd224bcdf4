import { createHash } from 'node:crypto'
import type { Json, ProblemBody, Route, RouteRequest, RouteResponse } from '@fengsui/contract/kernel'
import { seededIds } from '../platform/ids/id-source.ts'
import { canonicalJson } from '../platform/journal/canonical.ts'
import type { Pace } from './pace.ts'
import type { Sandbox } from './sandbox.ts'
import { SandboxGone } from './sandbox-process.ts'
import { StepFailed, type Scenario, type ScenarioParameters, type ScenarioStep, type StepApi } from './scenario.ts'
import type { ReplaySummary } from './summary-rules.ts'

export interface ReplayOptions {
  sandbox: Sandbox
  scenario: Scenario
  parameters: ScenarioParameters
  pace: Pace
  /** Called before each step's commands are sent; `again` is true for steps that an earlier run had completed. */
  onStep?(step: ScenarioStep, index: number, again: boolean): void
  /** Called whenever the business clock was moved. */
  onMoved?(at: string): void
}

interface Call {
  as: string
  route: Route
  params: Record<string, string>
  query: Record<string, unknown>
  body: unknown
}

/** Name of a run's seed: what must be equal for two journals to be equal. */
export function nameVariant(scenario: Scenario, parameters: ScenarioParameters): string {
  return `${scenario.key}:${canonicalJson(parameters)}`
}

/**
 * Plays a scenario to its end, from wherever the sandbox stands. Each step first moves business time to its instant (all timers on
 * the way fire), then sends its commands one by one, each followed by everything that it brings about.
 * @throws StepFailed when a command is refused; ReplayStopped; SandboxGone when the sandbox cannot be brought back
 */
export async function runReplay(options: ReplayOptions): Promise<Omit<ReplaySummary, 'durationMs'>> {
  const { sandbox, scenario, pace } = options
  const { stepsDone } = await sandbox.open()
  let now = sandbox.state.now
  const move = async (to: string) => {
    await sandbox.ask('advanceTo', { to })
    if (to > now) now = to
    options.onMoved?.(now)
  }
  for (const [index, step] of scenario.steps.entries()) {
    if (index < stepsDone) {
      options.onStep?.(step, index, true)
      continue
    }
    await pace.runUntil(now, step.at, move)
    options.onStep?.(step, index, false)
    await move(step.at)
    await step.run(new LiveStep(options, index, step.at))
    await sandbox.ask('stepsDone', { count: index + 1 })
  }
  await pace.runUntil(now, scenario.to, move)
  await move(scenario.to)
  return sandbox.ask('summarise', {})
}

/** One step against the running sandbox. */
class LiveStep implements StepApi {
  readonly at: string
  readonly parameters: ScenarioParameters
  readonly #sandbox: Sandbox
  readonly #seed: string

  constructor(options: ReplayOptions, index: number, at: string) {
    this.at = at
    this.parameters = options.parameters
    this.#sandbox = options.sandbox
    this.#seed = `replay:${nameVariant(options.scenario, options.parameters)}:${index}`
  }

  async command<const R extends Route>(as: string, route: R, request: { params?: RouteRequest<R>['params']; body: Omit<RouteRequest<R>['body'], 'commandId'> }): Promise<RouteResponse<R>> {
    const params = (request.params ?? {}) as Record<string, string>
    // From the content, not from a counter: a resumed step that skips what it has already found must not shift the ids.
    const content = createHash('sha256').update(canonicalJson({ as, path: route.path, params, body: request.body })).digest('hex')
    const commandId = seededIds(this.#seed).forKey(content)()
    const answer = await this.#send({ as, route, params, query: {}, body: { ...request.body, commandId } })
    await this.#sandbox.ask('settle', {})
    return answer as RouteResponse<R>
  }

  async read<const R extends Route>(as: string, route: R, request: { params?: RouteRequest<R>['params']; query?: RouteRequest<R>['query'] }): Promise<RouteResponse<R>> {
    return (await this.#send({ as, route, params: (request.params ?? {}) as Record<string, string>, query: (request.query ?? {}) as Record<string, unknown>, body: undefined })) as RouteResponse<R>
  }

  async once<T extends Json>(name: string, find: () => Promise<T>): Promise<T> {
    const { kept } = this.#sandbox.state
    if (Object.hasOwn(kept, name)) return kept[name] as T
    const value = await find()
    await this.#sandbox.keep(name, value)
    return value
  }

  known(name: string): string {
    const value = this.#sandbox.state.kept[name]
    if (typeof value !== 'string') throw new StepFailed(`剧本有误：前面的步骤没有留下 ${name}`)
    return value
  }

  async #send(call: Call): Promise<unknown> {
    const token = await this.#sandbox.tokenOf(call.as)
    return this.#sandbox.attempt(async () => {
      const path = call.route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(call.params[name] ?? ''))
      const query = Object.entries(call.query).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]]))
      const response = await fetch(`${this.#sandbox.baseUrl}${path}${query.length > 0 ? `?${new URLSearchParams(query).toString()}` : ''}`, {
        method: call.route.method,
        headers: { authorization: `Bearer ${token}`, ...(call.body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      }).catch((cause: unknown) => {
        throw new SandboxGone(`no answer: ${String(cause)}`)
      })
      const text = await response.text().catch((cause: unknown) => {
        throw new SandboxGone(`answer cut off: ${String(cause)}`)
      })
      // The database may be away, or something half-way: a fresh process and the same command id put it right.
      if (response.status >= 500) throw new SandboxGone(`${response.status} ${text.slice(0, 300)}`)
      if (response.status !== 200) throw new StepFailed(`${call.as} ${call.route.summary}：${describeProblem(text)}`)
      return JSON.parse(text) as unknown
    })
  }
}

function describeProblem(text: string): string {
  try {
    const problem = JSON.parse(text) as Partial<ProblemBody>
    const places = (problem.errors ?? []).map((error) => `${error.path} ${error.message}`).join('；')
    return `${problem.title ?? ''}，${problem.detail ?? ''}${places ? `（${places}）` : ''}`
  } catch {
    return text.slice(0, 200)
  }
}
