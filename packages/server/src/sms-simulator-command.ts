import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { systemClock } from './platform/clock/clock.ts'
import { StartupProblem } from './platform/db/startup-problem.ts'
import { randomIds } from './platform/ids/id-source.ts'

/** How the simulated provider behaves. Percentages 0–100. */
export interface SmsSimulatorOptions {
  port: number
  /** Time until a batch is answered, and again until its receipts are sent. */
  delayMs: number
  failPercent: number
  replyPercent: number
  /** Takes connections and never answers. */
  hang: boolean
  token: string
  /** Where receipts go: `http://localhost:8080/api/v1/receipts`, with an API token of a gateway account; null keeps them. */
  receipts: { url: string; token: string } | null
  /** Same seed, same failures and replies. */
  seed: number
}

interface Sms {
  id: string
  to: string
  text: string
}
interface Receipt {
  reference: string
  event: 'delivered' | 'failed' | 'reply'
  at: string
  text: string
  failure: string
}

const Batch = z.object({ messages: z.array(z.object({ id: z.string().min(1), to: z.string(), text: z.string() })).min(1).max(500) })
const RECEIPTS_AT_ONCE = 2000
const TRIES = 20
const RETRY_MS = 1000

/** A provider for tests and for trying things out; on this machine only, sends nothing to anybody. */
export interface SmsSimulator {
  readonly url: string
  /** Every message taken, once each. */
  readonly taken: ReadonlyMap<string, Sms>
  /** Batches that came, repeated ones included. */
  batches(): number
  /** Receipts made so far, in the order sent: shuffled, some of them twice. */
  readonly receipts: readonly Receipt[]
  set(change: Partial<Pick<SmsSimulatorOptions, 'hang' | 'failPercent' | 'replyPercent' | 'delayMs'>>): void
  /** Waits until all receipts made are delivered. */
  drained(): Promise<void>
  close(): Promise<void>
}

/** Starts the simulated provider on the loopback address; port 0 takes any free one. */
export async function startSmsSimulator(given: Partial<SmsSimulatorOptions> = {}): Promise<SmsSimulator> {
  const options: SmsSimulatorOptions = { port: 0, delayMs: 0, failPercent: 0, replyPercent: 0, hang: false, token: 'simulated', receipts: null, seed: 1, ...given }
  const taken = new Map<string, Sms>()
  const receipts: Receipt[] = []
  const random = seededRandom(options.seed)
  let batches = 0
  let queue = Promise.resolve()
  let closed = false

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const reply = (status: number, body: object): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.method !== 'POST' || !/\/messages$/.test(request.url ?? '')) return reply(404, { error: 'POST /messages' })
    if (request.headers.authorization !== `Bearer ${options.token}`) return reply(401, { error: '令牌不对' })
    batches += 1
    if (options.hang) return
    const batch = Batch.safeParse(parseJson(Buffer.concat(chunks).toString('utf8')))
    if (!batch.success) return reply(400, { error: '内容不对' })
    await pause(options.delayMs)
    const fresh = batch.data.messages.filter((message) => /^\+?[\d-]{5,20}$/.test(message.to) && !taken.has(message.id))
    for (const message of fresh) taken.set(message.id, message)
    reply(200, { messages: batch.data.messages.map(({ id }) => (taken.has(id) ? { id, status: 'accepted' } : { id, status: 'refused', reason: '号码不对' })) })
    queue = queue.then(() => deliver(makeReceipts(fresh)))
  }

  const makeReceipts = (messages: readonly Sms[]): Receipt[] => {
    const at = systemClock.now()
    const made = messages.flatMap(({ id }): Receipt[] => {
      if (random() * 100 < options.failPercent) return [{ reference: id, event: 'failed', at, text: '', failure: '【模拟】空号' }]
      const delivered: Receipt = { reference: id, event: 'delivered', at, text: '', failure: '' }
      return random() * 100 < options.replyPercent ? [delivered, { reference: id, event: 'reply', at, text: '1', failure: '' }] : [delivered]
    })
    // As real gateways do: out of order, and every tenth one twice.
    const all = [...made, ...made.filter((_, index) => index % 10 === 0)]
    for (let index = all.length - 1; index > 0; index -= 1) {
      const other = Math.floor(random() * (index + 1))
      const [a, b] = [all[index], all[other]]
      if (a && b) [all[index], all[other]] = [b, a]
    }
    receipts.push(...all)
    return all
  }

  const deliver = async (all: readonly Receipt[]): Promise<void> => {
    await pause(options.delayMs)
    for (let start = 0; options.receipts && start < all.length; start += RECEIPTS_AT_ONCE) {
      const body = JSON.stringify({ commandId: randomIds.forKey('receipts')(), receipts: all.slice(start, start + RECEIPTS_AT_ONCE) })
      for (let attempt = 1; attempt <= TRIES && !closed; attempt += 1) {
        const response = await fetch(options.receipts.url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${options.receipts.token}` }, body, signal: AbortSignal.timeout(10_000) }).catch(() => null)
        await response?.arrayBuffer().catch(() => undefined)
        if (response && response.status < 500 && response.status !== 429) break
        await pause(RETRY_MS)
      }
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, taken, receipts,
    batches: () => batches,
    set: (change) => void Object.assign(options, change),
    drained: () => queue,
    async close() {
      closed = true
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const USAGE = 'fengsui sms-simulator --port 9100 [--delay-ms 200] [--fail-percent 5] [--reply-percent 80] [--hang] [--token 令牌] [--receipts-url http://localhost:8080/api/v1/receipts --receipts-token 接入令牌] [--seed 1]'

/** `fengsui sms-simulator`: runs until it is interrupted. */
export async function runSmsSimulatorCommand(argv: readonly string[], out: (text: string) => void): Promise<number> {
  const simulator = await startSmsSimulator(readOptions(argv))
  out(`【模拟】短信网关在 ${simulator.url}，只收不发；按 Ctrl+C 结束\n`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  out(`收到 ${simulator.taken.size} 条\n`)
  await simulator.close()
  return 0
}

function readOptions(argv: readonly string[]): Partial<SmsSimulatorOptions> {
  const whole = (name: string, value: string | undefined, most: number, otherwise: number): number => {
    if (value === undefined) return otherwise
    if (!/^\d+$/.test(value) || Number(value) > most) throw new StartupProblem(`--${name} 应为 0–${most} 的整数`)
    return Number(value)
  }
  let flags
  try {
    flags = parseArgs({ args: [...argv], options: { port: { type: 'string' }, 'delay-ms': { type: 'string' }, 'fail-percent': { type: 'string' }, 'reply-percent': { type: 'string' }, hang: { type: 'boolean' }, token: { type: 'string' }, 'receipts-url': { type: 'string' }, 'receipts-token': { type: 'string' }, seed: { type: 'string' } } }).values
  } catch {
    throw new StartupProblem(`参数不认识。用法：${USAGE}`)
  }
  const url = flags['receipts-url']
  if (url !== undefined && (!URL.canParse(url) || flags['receipts-token'] === undefined)) throw new StartupProblem('--receipts-url 要是网址，并一起给出 --receipts-token')
  return {
    port: whole('port', flags.port, 65535, 9100), delayMs: whole('delay-ms', flags['delay-ms'], 600_000, 200), failPercent: whole('fail-percent', flags['fail-percent'], 100, 0), replyPercent: whole('reply-percent', flags['reply-percent'], 100, 0),
    hang: flags.hang ?? false, seed: whole('seed', flags.seed, 2 ** 31, 1), ...(flags.token === undefined ? {} : { token: flags.token }), receipts: url === undefined ? null : { url, token: flags['receipts-token'] ?? '' },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const pause = (milliseconds: number): Promise<void> => (milliseconds === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds)))

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
