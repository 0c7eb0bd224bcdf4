import { situationRoutes } from '@fengsui/contract/situation'
import { problemOf } from '../../lib/api-problem.ts'
import { callRoute, mainApiBase } from '../../lib/api.ts'
import type { PhoneClock } from '../../lib/clock/phone-clock.ts'
import { createPhoneClock } from '../../lib/clock/phone-clock.ts'
import { joinLive } from '../../lib/live/live-client.ts'
import type { LiveClient } from '../../lib/live/live-client.ts'
import { createPendingKinds } from '../../lib/live/pending-kinds.ts'
import { KeptReads } from '../../lib/offline/kept-reads.ts'
import { isStorageFull, openOfflineDb } from '../../lib/offline/offline-db.ts'
import { postItem } from '../../lib/offline/post-item.ts'
import type { QueueItem } from '../../lib/offline/queue-item.ts'
import { QueueSender } from '../../lib/offline/queue-sender.ts'
import type { SenderPhase } from '../../lib/offline/queue-sender.ts'
import { QueueStore } from '../../lib/offline/queue-store.ts'
import type { QueueEntry } from '../../lib/offline/queue-store.ts'
import { runAlone } from '../../lib/offline/send-lock.ts'
import { openChangeSignal } from './change-signal.ts'
import { PhoneReads } from './phone-reads.ts'
import { PhoneSession } from './phone-session.ts'
import type { KeptMe, Standing } from './phone-session.ts'

/** Everything screens show of the phone's state; a new object at each change. */
export interface PhoneState {
  readonly me: KeptMe | null
  readonly standing: Standing
  readonly otherName: string
  readonly items: readonly QueueItem[]
  readonly sender: SenderPhase
  /** Whether the server answers. Not what the browser believes of its network. */
  readonly reachable: boolean
  /** Unsent items of other accounts on this phone. */
  readonly ofOthers: number
  /** The phone is full or forbids storage: nothing typed is safe. */
  readonly storageProblem: string | null
}

const daysShown = 3
/** Calls come by the live stream; asked for all the same, for the case that it says nothing. */
const callsEveryMs = 20_000
const restEveryMs = 90_000

/** The phone app without its screens: account, queue, kept answers, connection. One per page. */
export class PhoneCore {
  readonly clock: PhoneClock
  readonly session: PhoneSession
  readonly queue: QueueStore
  readonly kept: KeptReads
  readonly reads: PhoneReads
  readonly #sender: QueueSender
  readonly #listeners = new Set<() => void>()
  #state: PhoneState = { me: null, standing: 'unknown', otherName: '', items: [], sender: { kind: 'idle' }, reachable: navigator.onLine, ofOthers: 0, storageProblem: null }
  #reading = 0
  #live: LiveClient | null = null
  /** The stream was refused for want of a session, and waits long before it tries again by itself. */
  #liveRefused = false

  private constructor(db: Awaited<ReturnType<typeof openOfflineDb>>) {
    this.clock = createPhoneClock(window.localStorage)
    const signal = openChangeSignal(() => void this.#readQueue())
    this.kept = new KeptReads(db)
    this.queue = new QueueStore(db, signal.tell)
    this.session = new PhoneSession(this.kept, () => this.#takeSession())
    this.reads = new PhoneReads(this.kept, this.clock, () => this.session.me, () => this.session.standing === 'ready', (reachable) => this.#setReachable(reachable), (error) => this.#noteStorage(error))
    this.#sender = new QueueSender({
      store: this.queue,
      accountId: () => this.session.me?.account.id ?? null,
      checkSession: (afresh) => this.session.check(afresh),
      post: postItem,
      alone: runAlone,
      now: () => this.clock.stamp(),
      setTimer: (run, milliseconds) => window.setTimeout(run, milliseconds),
      clearTimer: (timer) => window.clearTimeout(timer),
      onPhase: (sender) => {
        this.#set({ sender })
        if (sender.kind === 'no-answer') this.#setReachable(false)
      },
      onDelivered: () => {
        this.#setReachable(true)
        this.reads.refreshSoon()
      },
    })
  }

  /** @throws DOMException where the browser forbids storage */
  static async open(): Promise<PhoneCore> {
    const core = new PhoneCore(await openOfflineDb())
    await core.session.restore()
    await core.#readQueue()
    await core.kept.forgetOld(core.clock.now())
    return core
  }

  /** Connects: asks who this is, sends what waits, listens for news, and does so again whenever the network may be back. */
  start(): void {
    // The browser may otherwise throw the queue away when the phone runs low.
    void navigator.storage?.persist?.().catch(() => false)
    const pending = createPendingKinds((kinds) => this.reads.refresh(kinds))
    const live = joinLive(mainApiBase, (message) => {
      if (message.kind === 'signed-out') this.#liveRefused = true
      else if (message.kind === 'phase') {
        if (message.phase === 'live') {
          this.#liveRefused = false
          this.#comeBack()
        }
        else if (message.phase === 'offline') this.#setReachable(false)
      } else if (message.kind === 'reset') pending.addAll()
      else if (message.kind === 'entry') pending.add(message.entry.changes.map(({ object }) => object))
    })
    this.#live = live
    window.addEventListener('online', () => {
      live.restart()
      this.retry()
    })
    window.addEventListener('offline', () => this.#setReachable(false))
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.retry()
    })
    window.setInterval(() => this.#whileSeen(() => this.reads.refresh(new Set(['call-recipient']))), callsEveryMs)
    window.setInterval(() => this.#whileSeen(() => this.retry()), restEveryMs)
    this.retry()
  }

  /** Tries everything now. */
  retry(): void {
    void this.session.check(this.session.standing !== 'ready').then((check) => {
      if (check === 'unreachable') this.#setReachable(false)
      if (check !== 'ready') return
      this.#setReachable(true)
      this.reads.refresh(null)
    })
    void this.#synchroniseClock()
    void this.#sender.kick()
  }

  /**
   * Puts commands in the queue; they are safe on this phone when this resolves, and on their way if there is a network.
   * @throws DOMException QuotaExceededError when the phone is full: nothing was kept
   */
  async compose(entries: readonly QueueEntry[]): Promise<void> {
    try {
      await this.queue.add(entries)
    } catch (error) {
      this.#noteStorage(error)
      throw error
    }
    void this.#sender.hurry()
  }

  /** Sends now, without waiting for the next try. */
  kick(): void {
    void this.#sender.kick()
  }

  getState = (): PhoneState => this.#state

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async #readQueue(): Promise<void> {
    const reading = ++this.#reading
    const accountId = this.session.me?.account.id ?? null
    const [items, ofOthers] = await Promise.all([accountId === null ? [] : this.queue.list(accountId), this.queue.countOfOthers(accountId)])
    // An older reading that came later tells nothing new.
    if (reading === this.#reading) this.#set({ items, ofOthers })
  }

  #takeSession(): void {
    const { me, standing, otherName } = this.session
    const before = this.#state
    this.#set({ me, standing, otherName })
    if (before.me?.account.id !== me?.account.id) {
      this.reads.clear()
      void this.#readQueue()
      if (me !== null) void this.queue.prune(me.account.id, new Date(Date.parse(this.clock.now()) - daysShown * 86_400_000).toISOString())
    }
    if (standing === 'ready' && before.standing !== 'ready') {
      // Somebody has signed in: a call may come in the next moment.
      if (this.#liveRefused) {
        this.#liveRefused = false
        this.#live?.restart()
      }
      this.reads.refresh(null)
      void this.#sender.kick()
    }
  }

  #comeBack(): void {
    this.#setReachable(true)
    this.retry()
  }

  async #synchroniseClock(): Promise<void> {
    const answer = await callRoute(situationRoutes.getBusinessClock, {}).catch((error: unknown) => {
      if (problemOf(error).status === 0) this.#setReachable(false)
      return null
    })
    if (answer !== null) this.clock.learn(answer.now)
  }

  #whileSeen(work: () => void): void {
    if (document.visibilityState === 'visible') work()
  }

  #setReachable(reachable: boolean): void {
    if (this.#state.reachable !== reachable) this.#set({ reachable })
  }

  #noteStorage(error: unknown): void {
    this.#set({ storageProblem: isStorageFull(error) ? '手机存储已满，新写的内容存不下。请删掉些照片、应用后再试；急事请直接打电话' : '浏览器不让保存，内容可能丢失。请退出无痕模式或换浏览器；急事请直接打电话' })
  }

  #set(change: Partial<PhoneState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
