import type { ProblemBody } from '@fengsui/contract/kernel'
import type { PostAnswer, PostItem, QueuePost } from './post-item.ts'
import { nextToSend, resolveReferences, resultsFor } from './queue-item.ts'
import type { QueueItem } from './queue-item.ts'
import type { QueueStore } from './queue-store.ts'

/** Whether this page may send as the account of the queue. */
export type SessionCheck = 'ready' | 'signed-out' | 'other-account' | 'unreachable'

/** Where the sender stands. `retryAt` is the monotonic moment of the next try by itself. */
export type SenderPhase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly key: string }
  | { readonly kind: 'no-answer'; readonly problem: ProblemBody | null }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'other-account' }

/** What the sender needs from its surroundings; tests bring their own. */
export interface SenderParts {
  readonly store: QueueStore
  /** Whose queue is sent; null while nobody has ever signed in here. */
  readonly accountId: () => string | null
  /** Asks the server who is signed in, unless that is known. `afresh` asks again. */
  readonly checkSession: (afresh: boolean) => Promise<SessionCheck>
  readonly post: PostItem
  /** Runs the work while no other page of this browser sends. */
  readonly alone: (work: () => Promise<void>) => Promise<void>
  /** Server time as far as this phone knows it, ISO. */
  readonly now: () => string
  readonly setTimer: (run: () => void, milliseconds: number) => number
  readonly clearTimer: (timer: number) => void
  readonly onPhase?: (phase: SenderPhase) => void
  readonly onDelivered?: (item: QueueItem) => void
}

const firstDelayMs = 1_000
const longestDelayMs = 60_000
/** Server errors over one command before it steps aside and asks its person. */
const mostFailures = 4
const attachPath = '/attachments'

/** Sends the queue of one account: in order, one at a time, until everything is delivered or waits for a person. */
export class QueueSender {
  readonly #parts: SenderParts
  #running: Promise<void> | null = null
  #again = false
  #stopped = false
  #vain = 0
  #timer: number | null = null
  #upload: AbortController | null = null
  #abort = new AbortController()
  constructor(parts: SenderParts) {
    this.#parts = parts
  }

  /**
   * Tries now: something was composed, the network came back, somebody signed in, a person pressed 现在发送.
   * @returns when there is nothing more to do until the next try
   */
  kick(): Promise<void> {
    if (this.#stopped) return Promise.resolve()
    this.#clearTimer()
    if (this.#running !== null) {
      this.#again = true
      return this.#running
    }
    this.#running = this.#run().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /** Something urgent was composed: a photo under way steps aside and is sent again later. */
  hurry(): Promise<void> {
    const done = this.kick()
    this.#upload?.abort()
    return done
  }

  stop(): void {
    this.#stopped = true
    this.#clearTimer()
    this.#abort.abort()
  }

  async #run(): Promise<void> {
    do {
      this.#again = false
      let wait: number | null = null
      try {
        await this.#parts.alone(async () => {
          wait = await this.#drain()
        })
      } catch {
        // Storage or lock failed: nothing is lost, what is kept is tried again.
        this.#say({ kind: 'no-answer', problem: null })
        wait = this.#nextDelay()
      }
      if (wait !== null && !this.#stopped) this.#timer = this.#parts.setTimer(() => void this.kick(), wait)
    } while (this.#again && !this.#stopped)
  }

  /** @returns after how many milliseconds to try again by itself; null when there is nothing to do until somebody calls */
  async #drain(): Promise<number | null> {
    const { store } = this.#parts
    let renewed = false
    for (;;) {
      if (this.#stopped) return null
      const accountId = this.#parts.accountId()
      const items = accountId === null ? [] : await store.list(accountId)
      const item = nextToSend(items)
      if (item === null) {
        this.#vain = 0
        this.#say({ kind: 'idle' })
        return null
      }
      const session = await this.#parts.checkSession(false)
      if (session === 'signed-out' || session === 'other-account') {
        this.#say({ kind: session })
        return null
      }
      if (session === 'unreachable') return this.#pause(null, null)
      // The account may have changed while the server was asked.
      if (this.#parts.accountId() !== item.accountId) continue
      const marked = await store.beginAttempt(item.key, item.commandId)
      if (marked === null) continue
      this.#say({ kind: 'sending', key: item.key })
      const { verdict } = await this.#attempt(marked, items)
      if (this.#stopped) return null
      switch (verdict.kind) {
        case 'done': {
          const settled = await store.settle(item.key, item.commandId, { kind: 'delivered', at: this.#parts.now(), resultId: verdict.id })
          this.#vain = 0
          renewed = false
          if (settled !== null) this.#parts.onDelivered?.(settled)
          break
        }
        case 'refused':
          this.#vain = 0
          await store.settle(item.key, item.commandId, { kind: 'refused', problem: verdict.problem, uncertain: false })
          break
        case 'failed':
          if (marked.failures + 1 >= mostFailures) {
            await store.settle(item.key, item.commandId, { kind: 'refused', problem: verdict.problem, uncertain: true })
            break
          }
          await store.settle(item.key, item.commandId, { kind: 'retry', problem: verdict.problem, uncertain: true, failed: true })
          return this.#pause(verdict.problem, null)
        case 'signed-out':
        case 'csrf': {
          await store.settle(item.key, item.commandId, { kind: 'retry', problem: null, uncertain: false, failed: false })
          const now = await this.#parts.checkSession(true)
          if (now === 'ready' && !renewed) {
            renewed = true
            break
          }
          if (now === 'signed-out' || now === 'other-account') {
            this.#say({ kind: now })
            return null
          }
          return this.#pause(null, null)
        }
        case 'retry':
          await store.settle(item.key, item.commandId, { kind: 'retry', problem: verdict.problem, uncertain: verdict.uncertain, failed: false })
          // A photo that made way is no sign of a bad network.
          if (item.file !== null && this.#again) break
          return this.#pause(verdict.problem, verdict.afterSeconds)
      }
    }
  }

  /** One attempt at one item: the command itself, or upload and then attach. */
  async #attempt(item: QueueItem, items: readonly QueueItem[]): Promise<PostAnswer> {
    const results = resultsFor(item, items)
    const params = resolveReferences(item.params, results)
    const body = { commandId: item.commandId, ...resolveReferences(item.body, results) }
    if (item.file === null) return this.#post({ kind: 'command', path: item.path, params, body }, this.#abort)
    this.#upload = new AbortController()
    this.#abort.signal.addEventListener('abort', () => this.#upload?.abort())
    try {
      let sha256 = item.uploaded
      for (let round = 0; ; round += 1) {
        if (sha256 === null) {
          const bytes = await this.#parts.store.readFile(item.key)
          if (bytes === null) return { verdict: { kind: 'refused', problem: lostFile }, sha256: null }
          const upload = await this.#post({ kind: 'file', name: item.file.name, bytes }, this.#upload)
          if (upload.verdict.kind !== 'done') return upload
          if (upload.sha256 === null) return { verdict: { kind: 'retry', uncertain: false, problem: null, afterSeconds: null }, sha256: null }
          sha256 = upload.sha256
          await this.#parts.store.noteUploaded(item.key, sha256)
        }
        const attached = await this.#post({ kind: 'command', path: attachPath, params: {}, body: { ...body, sha256 } }, this.#upload)
        // Uploaded files that nobody attached are cleared after a day: then it goes up once more.
        if (attached.verdict.kind !== 'refused' || item.uploaded === null || round > 0) return attached
        sha256 = null
        await this.#parts.store.noteUploaded(item.key, null)
      }
    } finally {
      this.#upload = null
    }
  }

  #post(post: QueuePost, abort: AbortController): Promise<PostAnswer> {
    return this.#parts.post(post, abort.signal)
  }

  #pause(problem: ProblemBody | null, afterSeconds: number | null): number {
    this.#say({ kind: 'no-answer', problem })
    return afterSeconds === null ? this.#nextDelay() : Math.max(firstDelayMs, afterSeconds * 1_000)
  }

  #nextDelay(): number {
    const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** this.#vain)
    this.#vain += 1
    return delay
  }

  #clearTimer(): void {
    if (this.#timer !== null) this.#parts.clearTimer(this.#timer)
    this.#timer = null
  }

  #say(phase: SenderPhase): void {
    this.#parts.onPhase?.(phase)
  }
}

const lostFile: ProblemBody = { type: 'urn:fengsui:problem:not-found', code: 'not-found', title: '照片不在了', status: 0, detail: '手机清理了存储，这张照片已经不在。请重拍后再发，或丢弃这一条' }
