import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { openOfflineDb } from './offline-db.ts'
import type { OfflineDb } from './offline-db.ts'
import type { PostAnswer, QueuePost } from './post-item.ts'
import type { QueueDraft, QueueItem } from './queue-item.ts'
import { QueueSender } from './queue-sender.ts'
import type { SenderPhase, SessionCheck } from './queue-sender.ts'
import { QueueStore } from './queue-store.ts'

/** What happens to one request between phone and server, and to the page that sent it. */
type Fate = 'ok' | 'never-arrives' | 'answer-lost' | 'arrives-late' | 'killed-before' | 'killed-under-way' | 'killed-at-answer' | 'error-500' | 'busy-503' | 'signed-out' | 'csrf'
const fates: readonly Fate[] = ['ok', 'never-arrives', 'answer-lost', 'arrives-late', 'killed-before', 'killed-under-way', 'killed-at-answer', 'error-500', 'busy-503', 'signed-out', 'csrf']
const problem = (status: number, code: string) => ({ type: `urn:fengsui:problem:${code}`, code, title: '', status, detail: '' })
const answer = (verdict: PostAnswer['verdict'], sha256: string | null = null): PostAnswer => ({ verdict, sha256 })

/** A server that does each command id once, as the real one does, and remembers in which order. */
class FakeServer {
  readonly done = new Map<string, string>()
  readonly order: string[] = []
  readonly files = new Set<string>()
  readonly late: QueuePost[] = []
  session: SessionCheck = 'ready'
  refuses: (body: Readonly<Record<string, unknown>>) => boolean = () => false
  handle(post: QueuePost): PostAnswer {
    if (post.kind === 'file') {
      this.files.add(post.name)
      return answer({ kind: 'done', id: null }, `sha-${post.name}`)
    }
    const commandId = String(post.body['commandId'])
    const before = this.done.get(commandId)
    if (before !== undefined) return answer({ kind: 'done', id: before })
    if (this.refuses(post.body)) return answer({ kind: 'refused', problem: problem(422, 'rule-refused') })
    if (JSON.stringify([post.params, post.body]).includes('"@')) throw new Error('a reference reached the server')
    const id = `id-${commandId}`
    this.done.set(commandId, id)
    this.order.push(commandId)
    return answer({ kind: 'done', id })
  }
}

/** Web Locks: one at a time; a killed page lets go. */
class FakeLock {
  #tail: Promise<void> = Promise.resolve()
  async run(work: () => Promise<void>, killed: Promise<void>): Promise<void> {
    const before = this.#tail
    let release = (): void => undefined
    this.#tail = new Promise((resolve) => (release = resolve))
    try {
      await Promise.race([before.then(work), killed])
      // Killed while it waited in line: the line must not be jumped.
      await before
    } finally {
      release()
    }
  }
}

class Phone {
  readonly name: string
  readonly server = new FakeServer()
  readonly lock = new FakeLock()
  readonly script: Fate[] = []
  readonly concurrent = { now: 0, most: 0 }
  accountId: string | null = 'a'
  constructor(name: string) {
    this.name = name
  }
  async open(): Promise<Tab> {
    return new Tab(this, await openOfflineDb(this.name))
  }
}

/** One open page. */
class Tab {
  readonly store: QueueStore
  readonly sender: QueueSender
  readonly phases: SenderPhase[] = []
  readonly delivered: QueueItem[] = []
  readonly waits: number[] = []
  readonly killed: Promise<void>
  dead = false
  kill: () => void = () => undefined
  constructor(phone: Phone, db: OfflineDb) {
    this.killed = new Promise((resolve) => {
      this.kill = () => {
        this.dead = true
        db.close()
        this.sender.stop()
        resolve()
      }
    })
    this.store = new QueueStore(db)
    const never = new Promise<never>(() => undefined)
    this.sender = new QueueSender({
      store: this.store,
      accountId: () => phone.accountId,
      checkSession: (afresh) => {
        if (afresh && phone.server.session === 'signed-out') phone.server.session = 'ready'
        return Promise.resolve(phone.server.session)
      },
      alone: (work) => phone.lock.run(work, this.killed),
      now: () => '2019-08-09T19:00:00.000Z',
      setTimer: (_run, milliseconds) => this.waits.push(milliseconds),
      clearTimer: () => undefined,
      onPhase: (phase) => this.phases.push(phase),
      onDelivered: (item) => this.delivered.push(item),
      post: async (post, signal) => {
        for (const late of phone.server.late.splice(0)) phone.server.handle(late)
        const fate = phone.script.shift() ?? 'ok'
        phone.concurrent.most = Math.max(phone.concurrent.most, ++phone.concurrent.now)
        try {
          await Promise.resolve()
          if (signal.aborted) return answer({ kind: 'retry', uncertain: true, problem: null, afterSeconds: null })
          switch (fate) {
            case 'ok': return phone.server.handle(post)
            case 'never-arrives': return answer({ kind: 'retry', uncertain: true, problem: null, afterSeconds: null })
            case 'arrives-late': phone.server.late.push(post); return answer({ kind: 'retry', uncertain: true, problem: null, afterSeconds: null })
            case 'answer-lost': phone.server.handle(post); return answer({ kind: 'retry', uncertain: true, problem: null, afterSeconds: null })
            case 'error-500': return answer({ kind: 'failed', problem: problem(500, 'internal') })
            case 'busy-503': phone.server.handle(post); return answer({ kind: 'retry', uncertain: true, problem: problem(503, 'unavailable'), afterSeconds: 5 })
            case 'signed-out': phone.server.session = 'signed-out'; return answer({ kind: 'signed-out' })
            case 'csrf': return answer({ kind: 'csrf' })
            case 'killed-before': return await this.#die(phone, never)
            case 'killed-under-way': phone.server.late.push(post); return await this.#die(phone, never)
            case 'killed-at-answer': { const done = phone.server.handle(post); this.kill(); return done }
          }
        } finally {
          phone.concurrent.now -= 1
        }
      },
    })
  }
  /** A killed page no longer counts as sending; what it had under way may still arrive. */
  #die(phone: Phone, never: Promise<never>): Promise<never> {
    phone.concurrent.now -= 1
    this.kill()
    return never
  }
  kick(): Promise<void> {
    return Promise.race([this.sender.kick(), this.killed])
  }
}

const draft = (key: string, rest: Partial<QueueDraft> = {}): QueueDraft => ({ key, accountId: 'a', commandId: `c-${key}`, kind: 'report', path: '/signals', params: {}, body: {}, words: key, composedAt: '2019-08-09T18:00:00.000Z', subject: null, needs: [], file: null, ...rest })
const photoOf = (key: string, parent: string) => ({ draft: draft(key, { needs: [parent], body: { owner: { kind: 'signal', id: `@${parent}` } }, file: { name: `${key}.jpg`, type: 'image/jpeg', size: 1 } }), bytes: new Uint8Array([7]).buffer })

let serial = 0
let phone: Phone
let tab: Tab
beforeEach(async () => {
  phone = new Phone(`sender-${++serial}`)
  tab = await phone.open()
})

describe('sending the queue', () => {
  it('sends in order, words before pictures, with the ids that earlier ones were given', async () => {
    await tab.store.add([{ draft: draft('r') }, photoOf('p', 'r')])
    await tab.store.add([{ draft: draft('w', { path: '/recipients/:recipientId/answer' }) }])
    await tab.kick()
    expect(phone.server.order).toEqual(['c-r', 'c-w', 'c-p'])
    expect((await tab.store.list('a')).map(({ state, resultId }) => [state, resultId])).toEqual([['delivered', 'id-c-r'], ['delivered', 'id-c-p'], ['delivered', 'id-c-w']])
    expect(tab.delivered).toHaveLength(3)
    expect(tab.phases.at(-1)).toEqual({ kind: 'idle' })
  })

  it('repeats with the same command id when the answer was lost, waiting longer each time', async () => {
    await tab.store.add([{ draft: draft('r') }])
    phone.script.push('answer-lost', 'never-arrives', 'never-arrives')
    for (let round = 0; round < 4; round += 1) await tab.kick()
    expect(phone.server.order).toEqual(['c-r'])
    expect(tab.waits).toEqual([1000, 2000, 4000])
    expect((await tab.store.list('a'))[0]).toMatchObject({ state: 'delivered', attempts: 4 })
  })

  it('obeys the server when it says how long to wait', async () => {
    await tab.store.add([{ draft: draft('r') }])
    phone.script.push('busy-503')
    await tab.kick()
    expect(tab.waits).toEqual([5000])
  })

  it('stops only what was refused and what depends on it', async () => {
    phone.server.refuses = (body) => body['bad'] === true
    await tab.store.add([{ draft: draft('r', { body: { bad: true }, subject: 's' }) }, photoOf('p', 'r'), { draft: draft('t', { subject: 's' }) }, { draft: draft('u') }])
    await tab.kick()
    expect(phone.server.order).toEqual(['c-u'])
    expect((await tab.store.list('a')).map(({ key, state }) => [key, state])).toEqual([['r', 'refused'], ['p', 'waiting'], ['t', 'waiting'], ['u', 'delivered']])
    await tab.store.replace('r', { commandId: 'c-r2', params: {}, body: { bad: false }, words: '改' })
    await tab.kick()
    expect(phone.server.order).toEqual(['c-u', 'c-r2', 'c-t', 'c-p'])
  })

  it('lets a command that trips the server step aside after some tries, so that it holds nothing up', async () => {
    await tab.store.add([{ draft: draft('r') }, { draft: draft('u') }])
    phone.script.push('error-500', 'error-500', 'error-500', 'error-500')
    for (let round = 0; round < 4; round += 1) await tab.kick()
    expect((await tab.store.list('a')).map(({ state, uncertain }) => [state, uncertain])).toEqual([['refused', true], ['delivered', false]])
    await tab.store.resend('r')
    await tab.kick()
    expect(phone.server.order).toEqual(['c-u', 'c-r'])
  })

  it('keeps everything when the session ended, and never sends as somebody else', async () => {
    await tab.store.add([{ draft: draft('r') }])
    phone.server.session = 'signed-out'
    await tab.kick()
    expect([phone.server.order, tab.phases.at(-1)]).toEqual([[], { kind: 'signed-out' }])
    phone.server.session = 'other-account'
    await tab.kick()
    expect([phone.server.order, tab.phases.at(-1)]).toEqual([[], { kind: 'other-account' }])
    phone.server.session = 'ready'
    phone.accountId = 'b'
    await tab.kick()
    expect(phone.server.order).toEqual([])
    phone.accountId = 'a'
    await tab.kick()
    expect(phone.server.order).toEqual(['c-r'])
  })

  it('uploads a photo again when the server had cleared it, and attaches it once', async () => {
    await tab.store.add([{ draft: draft('r') }, photoOf('p', 'r')])
    phone.script.push('ok', 'ok', 'never-arrives')
    await tab.kick()
    let known = false
    phone.server.refuses = (body) => !known && body['sha256'] !== undefined && ((known = true), true)
    phone.server.files.clear()
    await tab.kick()
    expect([...phone.server.files]).toEqual(['p.jpg'])
    expect(phone.server.order).toEqual(['c-r', 'c-p'])
  })

  it('makes a photo under way wait for a command composed meanwhile', async () => {
    await tab.store.add([{ draft: draft('r') }, photoOf('p', 'r')])
    await tab.kick()
    expect(phone.server.order).toEqual(['c-r', 'c-p'])
    await tab.store.add([photoOf('q', 'r')])
    const running = tab.sender.kick()
    while (!tab.phases.some((phase) => phase.kind === 'sending' && phase.key === 'q')) await new Promise((resolve) => setImmediate(resolve))
    await tab.store.add([{ draft: draft('w') }])
    void tab.sender.hurry()
    await running
    expect(phone.server.order.slice(2).sort()).toEqual(['c-q', 'c-w'])
  })

  it('goes on in another page when the one that was sending is killed', async () => {
    await tab.store.add([{ draft: draft('r') }])
    phone.script.push('killed-under-way')
    await tab.kick()
    const other = await phone.open()
    expect((await other.store.list('a'))[0]).toMatchObject({ state: 'sending' })
    await other.kick()
    expect(phone.server.order).toEqual(['c-r'])
  })
})

describe('whatever happens on the way', () => {
  type Step = 'compose' | 'compose-photo' | 'kick-first' | 'kick-second' | 'kick-both' | 'kill-first' | 'reopen'
  const steps: readonly Step[] = ['compose', 'compose-photo', 'kick-first', 'kick-second', 'kick-both', 'kill-first', 'reopen']

  it('each command is done once and in the order it was composed, each photo once after its report', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...steps), { minLength: 3, maxLength: 24 }), fc.array(fc.constantFrom(...fates), { maxLength: 30 }), async (script, happenings) => {
        const here = new Phone(`property-${++serial}`)
        here.script.push(...happenings)
        let tabs = [await here.open(), await here.open()]
        const alive = async (): Promise<void> => {
          tabs = await Promise.all(tabs.map(async (each) => (each.dead ? await here.open() : each)))
        }
        const composed: string[] = []
        const photos: string[] = []
        for (const step of script) {
          await alive()
          const [first, second] = [tabs[0]!, tabs[1]!]
          const key = `k${composed.length + photos.length}`
          if (step === 'compose' || composed.length === 0) {
            await first.store.add([{ draft: draft(key) }])
            composed.push(key)
          } else if (step === 'compose-photo') {
            await second.store.add([photoOf(key, composed.at(-1)!)])
            photos.push(key)
          } else if (step === 'kick-first') await first.kick()
          else if (step === 'kick-second') await second.kick()
          else if (step === 'kick-both') await Promise.all([first.kick(), second.kick()])
          else if (step === 'kill-first') {
            // Some way into sending, wherever that is.
            void first.kick()
            for (let turn = 0; turn < script.length % 7; turn += 1) await new Promise((resolve) => setImmediate(resolve))
            first.kill()
          }
        }
        // The network stays good from here on; people press 重发 on what stepped aside.
        here.script.length = 0
        for (let round = 0; round < 40; round += 1) {
          await alive()
          const items = await tabs[0]!.store.list('a')
          if (items.every(({ state }) => state === 'delivered')) break
          for (const { key, state } of items) if (state === 'refused') await tabs[0]!.store.resend(key)
          await tabs[round % 2]!.kick()
        }
        const wholeOrder = here.server.order
        const stepped = happenings.filter((fate) => fate === 'error-500').length >= 4
        expect([...wholeOrder].sort()).toEqual([...composed, ...photos].map((key) => `c-${key}`).sort())
        expect(new Set(wholeOrder).size).toBe(wholeOrder.length)
        if (!stepped) expect(wholeOrder.filter((id) => composed.includes(id.slice(2)))).toEqual(composed.map((key) => `c-${key}`))
        expect(here.concurrent.most).toBeLessThanOrEqual(1)
        for (const each of tabs) each.kill()
      }),
      { numRuns: 250 },
    )
  }, 60_000)
})
