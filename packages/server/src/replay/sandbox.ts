import type { Json } from '@fengsui/contract/kernel'
import type { ProgramLocation } from './program-location.ts'
import { SandboxGone, SandboxProcess } from './sandbox-process.ts'
import type { SandboxCall, SandboxCalls, SandboxSettings, SandboxState } from './sandbox-protocol.ts'

/** How long a sandbox is started again and again before the replay gives up; a killed database needs some seconds to recover. */
const PATIENCE_MS = 90_000
const PAUSE_MS = 250

/**
 * A sandbox that survives its process: when that is killed, or the database goes away, a fresh one goes on from the same place,
 * and what was asked is asked again. Everything asked for is idempotent.
 */
export class Sandbox {
  readonly #location: ProgramLocation
  readonly #settings: SandboxSettings
  #process: SandboxProcess | undefined
  #state: SandboxState | undefined
  #reviving: Promise<SandboxProcess> | undefined
  readonly #tokens = new Map<string, string>()
  #closed = false

  constructor(location: ProgramLocation, settings: SandboxSettings) {
    this.#location = location
    this.#settings = settings
  }

  /** Starts or finds again. @throws SandboxRefused in Chinese when it cannot work here */
  async open(): Promise<SandboxState> {
    await this.attempt(() => Promise.resolve())
    return this.state
  }

  get state(): SandboxState {
    if (!this.#state) throw new Error('the sandbox is not open')
    return this.#state
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.state.port}/api/v1`
  }

  get pid(): number | undefined {
    return this.#process?.pid
  }

  async ask<C extends SandboxCall>(call: C, input: SandboxCalls[C]['input']): Promise<SandboxCalls[C]['output']> {
    return this.attempt((process) => process.ask(call, input))
  }

  /** Keeps a value for the steps that follow, now and after a kill. */
  async keep(name: string, value: Json): Promise<void> {
    await this.ask('keep', { name, value })
    this.state.kept[name] = value
  }

  async tokenOf(username: string): Promise<string> {
    const known = this.#tokens.get(username)
    if (known) return known
    const { token } = await this.ask('token', { username })
    this.#tokens.set(username, token)
    return token
  }

  /** Does something with the present process; when that is gone, with a fresh one. */
  async attempt<T>(work: (process: SandboxProcess) => Promise<T>): Promise<T> {
    for (const began = performance.now(); ; ) {
      if (this.#closed) throw new SandboxGone('the sandbox was closed')
      const process = this.#process ?? (await this.#revive(began))
      try {
        return await work(process)
      } catch (error) {
        if (!(error instanceof SandboxGone) || performance.now() - began > PATIENCE_MS) throw error
        if (this.#process === process) this.#process = undefined
        process.kill()
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#reviving?.catch(() => undefined)
    await this.#process?.close()
  }

  #revive(began: number): Promise<SandboxProcess> {
    this.#reviving ??= this.#start(began).finally(() => {
      this.#reviving = undefined
    })
    return this.#reviving
  }

  async #start(began: number): Promise<SandboxProcess> {
    for (;;) {
      const fresh = new SandboxProcess(this.#location)
      try {
        this.#state = await fresh.ask('open', this.#settings)
        if (this.#closed) {
          await fresh.close()
          throw new SandboxGone('the sandbox was closed')
        }
        this.#process = fresh
        return fresh
      } catch (error) {
        fresh.kill()
        if (!(error instanceof SandboxGone) || this.#closed || performance.now() - began > PATIENCE_MS) throw error
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      }
    }
  }
}
