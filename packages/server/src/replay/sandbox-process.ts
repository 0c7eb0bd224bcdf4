import { fork, type ChildProcess } from 'node:child_process'
import type { ProgramLocation } from './program-location.ts'
import type { SandboxAnswer, SandboxCall, SandboxCalls, SandboxRequest } from './sandbox-protocol.ts'

/** The sandbox's process ended or could not do what was asked, but a fresh one may: nothing acknowledged is lost. */
export class SandboxGone extends Error {
  override readonly name = 'SandboxGone'
}

/** Something a fresh process would fail at as well; the message is Chinese and for people. */
export class SandboxRefused extends Error {
  override readonly name = 'SandboxRefused'
}

interface Waiting {
  resolve(output: never): void
  reject(error: Error): void
}

/** One process of a sandbox. It ends when this program ends, however that happens: its IPC channel then breaks. */
export class SandboxProcess {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, Waiting>()
  #nextId = 1
  #ended = false

  constructor(location: ProgramLocation) {
    this.#child = fork(location.sandboxProgram, [], { execArgv: location.execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'json' })
    this.#child.on('message', (message) => this.#receive(message as SandboxAnswer))
    this.#child.once('error', (cause) => this.#end(cause.message))
    this.#child.once('exit', (code, signal) => this.#end(signal ?? `code ${String(code)}`))
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** @throws SandboxGone when the process ended or failed; SandboxRefused when trying again is of no use */
  ask<C extends SandboxCall>(call: C, input: SandboxCalls[C]['input']): Promise<SandboxCalls[C]['output']> {
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(new SandboxGone('the sandbox process has ended'))
        return
      }
      const request: SandboxRequest<C> = { id: this.#nextId++, call, input }
      this.#waiting.set(request.id, { resolve, reject })
      this.#child.send(request, (error) => {
        if (error) this.#end(error.message)
      })
    })
  }

  /** Ends the process in good order; at once when it does not answer. */
  async close(): Promise<void> {
    if (this.#ended) return
    const exited = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()))
    const patience = setTimeout(() => this.kill(), 5_000)
    await this.ask('close', {}).catch(() => undefined)
    if (!this.#ended) await exited
    clearTimeout(patience)
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }

  #receive(answer: SandboxAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if ('output' in answer) waiting?.resolve(answer.output as never)
    else waiting?.reject(answer.permanent ? new SandboxRefused(answer.error) : new SandboxGone(answer.error))
  }

  #end(why: string): void {
    this.#ended = true
    for (const waiting of this.#waiting.values()) waiting.reject(new SandboxGone(`the sandbox process ended: ${why}`))
    this.#waiting.clear()
  }
}
