import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { systemClock } from './platform/clock/clock.ts'
import { StartupProblem } from './platform/db/startup-problem.ts'
import { randomIds } from './platform/ids/id-source.ts'

/** What the simulated exchange plays, and against which node. */
export interface PhoneSimulatorOptions {
  /** Address of the node, `http://localhost:8080`. */
  readonly url: string
  /** API token of an account with the role gateway. */
  readonly token: string
  /** Duty number that is dialled: tells which desk rings; empty: the gateway's own place. */
  readonly calledNumber: string
  /** Place of the cases, 12 digits. */
  readonly divisionCode: string
  readonly calls: number
  readonly faxes: number
  readonly cases: number
  /** Between two messages, milliseconds. */
  readonly paceMs: number
  /** Now, for what the messages say of themselves. */
  readonly now: () => string
  readonly newId: () => string
}

export interface PlayedCounts {
  calls: number
  recordings: number
  faxes: number
  cases: number
  /** Messages sent twice or in the wrong order on purpose. */
  disturbed: number
}

const callers = ['13900008001', '13900008002', '13900008003', '13900008004']
const stories = ['居民小区地下车库进水，请求排涝', '厂房起火，有人员被困', '道路塌方，交通中断', '老人走失，天降大雨']
const pause = (milliseconds: number): Promise<void> => (milliseconds <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds)))

async function post(options: PhoneSimulatorOptions, path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${options.url}/api/v1${path}`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${options.token}` }, body: JSON.stringify({ commandId: options.newId(), ...body }), signal: AbortSignal.timeout(20_000) })
  return readAnswer(response, path)
}

async function readAnswer(response: Response, path: string): Promise<Record<string, unknown>> {
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>
  if (!response.ok) throw new StartupProblem(`${path} 被拒（HTTP ${response.status}）：${String(answer['detail'] ?? '')}`)
  return answer
}

async function upload(options: PhoneSimulatorOptions, bytes: Buffer, name: string): Promise<string> {
  const response = await fetch(`${options.url}/api/v1/files`, { method: 'POST', headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name), authorization: `Bearer ${options.token}` }, body: new Uint8Array(bytes), signal: AbortSignal.timeout(20_000) })
  return String((await readAnswer(response, '/files'))['sha256'])
}

/** A second of silence as an exchange records it: 8 kHz, 8 bit; `mark` makes each content its own. */
function silence(mark: string): Buffer {
  const samples = Buffer.concat([Buffer.alloc(8000, 128), Buffer.from(mark)])
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(8000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}

/** One blank page. */
function blankPage(mark: string): Buffer {
  return Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n% ${mark}\ntrailer<</Root 1 0 R>>\n%%EOF\n`)
}

/**
 * Plays calls with recordings, a missed call, faxes and cases against a node, as untidily as exchanges are: every second call sends its messages in the
 * wrong order, recordings come twice, a case is followed by another message about it.
 * @throws StartupProblem with what the node said when it refuses
 */
export async function playExchange(options: PhoneSimulatorOptions, say: (line: string) => void): Promise<PlayedCounts> {
  const played: PlayedCounts = { calls: 0, recordings: 0, faxes: 0, cases: 0, disturbed: 0 }
  const run = options.newId().slice(-12)
  const later = (seconds: number): string => new Date(Date.parse(options.now()) + seconds * 1000).toISOString()
  for (let index = 0; index < options.calls; index += 1) {
    const callId = `sim-${run}-${index}`
    const number = callers[index % callers.length] ?? ''
    const message = (event: string, at: string) => ({ callId, event, at, number, calledNumber: options.calledNumber, direction: 'in' })
    const ringing = message('ringing', later(0))
    await post(options, '/gateway/phone-events', { events: [ringing] })
    say(`来电 ${number}`)
    await pause(options.paceMs)
    const missed = index % 4 === 3
    if (missed) await post(options, '/gateway/phone-events', { events: [message('missed', later(0))] })
    else {
      const answered = message('answered', later(0))
      await pause(options.paceMs)
      const ended = message('ended', later(0))
      const untidy = index % 2 === 1
      for (const event of untidy ? [ended, answered, ringing] : [answered, ended]) await post(options, '/gateway/phone-events', { events: [event] })
      if (untidy) played.disturbed += 1
      const sha256 = await upload(options, silence(callId), '录音.wav')
      for (let time = 0; time < 2; time += 1) await post(options, '/gateway/recordings', { callId, sha256, calledNumber: options.calledNumber })
      played.disturbed += 1
      played.recordings += 1
    }
    played.calls += 1
    await pause(options.paceMs)
  }
  for (let index = 0; index < options.faxes; index += 1) {
    const sha256 = await upload(options, blankPage(`${run}-${index}`), '传真.pdf')
    const { number } = await post(options, '/gateway/faxes', { faxId: `fax-${run}-${index}`, receivedAt: later(0), number: callers[index % callers.length], calledNumber: options.calledNumber, pages: 1, sha256 })
    say(`传真登记为 ${String(number)}`)
    played.faxes += 1
    await pause(options.paceMs)
  }
  const systems = ['110', '119', '120', '12345'] as const
  for (let index = 0; index < options.cases; index += 1) {
    const system = systems[index % systems.length] ?? '110'
    const body = { system, caseNumber: `${system}-${run}-${index}`, at: later(0), divisionCode: options.divisionCode, words: stories[index % stories.length], caller: '【模拟】报警人' }
    const { signalNumber } = await post(options, '/gateway/cases', body)
    await post(options, '/gateway/cases', { ...body, words: `${String(body.words)}。续：现场已有人员到达` })
    say(`${system} 警情成为来报 ${String(signalNumber)}`)
    played.cases += 1
    await pause(options.paceMs)
  }
  return played
}

/** Listens for what a node tells other systems of their cases; on this machine only. */
export async function listenForCaseStatus(port: number, token: string, said: (body: string) => void): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const known = request.headers.authorization === `Bearer ${token}`
      if (known) said(Buffer.concat(chunks).toString('utf8'))
      response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

const USAGE = 'fengsui phone-simulator --url http://localhost:8080 --token 接入令牌 [--called 值班电话] [--place 区划代码] [--calls 3] [--faxes 1] [--cases 2] [--pace-ms 1500] [--listen 9200 --listen-token 令牌]'

/** `fengsui phone-simulator`: plays once; with `--listen` it goes on to show what comes back until interrupted. */
export async function runPhoneSimulatorCommand(argv: readonly string[], out: (text: string) => void): Promise<number> {
  let flags
  try {
    flags = parseArgs({ args: [...argv], options: { url: { type: 'string' }, token: { type: 'string' }, called: { type: 'string' }, place: { type: 'string' }, calls: { type: 'string' }, faxes: { type: 'string' }, cases: { type: 'string' }, 'pace-ms': { type: 'string' }, listen: { type: 'string' }, 'listen-token': { type: 'string' } } }).values
  } catch {
    throw new StartupProblem(`参数不认识。用法：${USAGE}`)
  }
  const whole = (name: string, value: string | undefined, most: number, otherwise: number): number => {
    if (value === undefined) return otherwise
    if (!/^\d+$/.test(value) || Number(value) > most) throw new StartupProblem(`--${name} 应为 0–${most} 的整数`)
    return Number(value)
  }
  if (flags.url === undefined || !URL.canParse(flags.url) || !/^[\x21-\x7e]+$/.test(flags.token ?? '')) throw new StartupProblem(`要给出 --url 和 --token。用法：${USAGE}`)
  const listener = flags.listen === undefined ? null : await listenForCaseStatus(whole('listen', flags.listen, 65535, 9200), flags['listen-token'] ?? 'simulated', (body) => out(`回告：${body}\n`))
  if (listener) out(`【模拟】在 ${listener.url} 收警情回告；节点上设 LINKED_CASE_URL=${listener.url} LINKED_CASE_TOKEN=${flags['listen-token'] ?? 'simulated'}\n`)
  const played = await playExchange({
    url: flags.url.replace(/\/$/, ''), token: flags.token ?? '', calledNumber: flags.called ?? '', divisionCode: flags.place ?? '331099000000', calls: whole('calls', flags.calls, 1000, 3), faxes: whole('faxes', flags.faxes, 1000, 1), cases: whole('cases', flags.cases, 1000, 2), paceMs: whole('pace-ms', flags['pace-ms'], 600_000, 1500),
    now: () => systemClock.now(), newId: randomIds.forKey('phone-simulator'),
  }, (line) => out(`【模拟】${line}\n`))
  out(`【模拟】来电 ${played.calls} 个，录音 ${played.recordings} 份，传真 ${played.faxes} 份，警情 ${played.cases} 件；其中有意重复、乱序 ${played.disturbed} 处\n`)
  if (listener) {
    out('等待回告，按 Ctrl+C 结束\n')
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve)
      process.once('SIGTERM', resolve)
    })
    await listener.close()
  }
  return 0
}
