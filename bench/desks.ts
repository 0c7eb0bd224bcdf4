import { fork, type ChildProcess } from 'node:child_process'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Database } from '../packages/server/src/platform/db/database.ts'
import { withBenchDatabase } from './database.ts'
import type { CrowdOrder, CrowdReport } from './desk-crowd.ts'
import { median, percentile, printFigure, randomFrom, readSize } from './measure.ts'
import { createBenchNode, type BenchNode } from './node.ts'

/**
 * `desks`: many desks over real connections from a process of their own; 200 places, 50 events/s, nine desks in ten see their county and one the
 * province; 1 % never read; one in ten is cut and comes back in the middle. Peer of the same run: a bare server that sends the same
 * bytes to the same desks. Oracle: every desk has what it may see, once, in order, also over the cut.
 */
const size = readSize(process.argv.slice(2))
const CROWDS = size === 'full' ? [2000, 5000] : [500]
const ROUNDS = size === 'full' ? 5 : 3
const SECONDS = size === 'full' ? 6 : 2
const EVENTS_PER_SECOND = 50
const PLACES = 200
const SLOW_SHARE = 0.01
const random = randomFrom(50)
/** Milliseconds on the machine's monotonic clock, which both processes share. */
const now = (): number => Number(process.hrtime.bigint()) / 1e6

await withBenchDatabase(12, async (database, dataDir) => {
  const bench = await createBenchNode(database, dataDir)
  bench.node.runtime.start()
  const { app } = bench.node.http
  await app.listen({ host: '127.0.0.1', port: 0 })
  const port = (app.server.address() as AddressInfo).port
  const places = Array.from({ length: PLACES }, (_, n) => `33${String(10 + Math.floor(n / 20))}${String(1 + (n % 20)).padStart(2, '0')}000000`)
  const tokens: string[] = []
  for (const divisionCode of ['330000000000', ...places]) tokens.push((await bench.caller({ divisionCode, roles: ['duty-officer'], unitRole: 'duty-office' })).token)
  for (const count of CROWDS) await measure(database, bench, port, places, tokens, count)
  await bench.node.close()
})

async function measure(database: Database, bench: BenchNode, port: number, places: readonly string[], tokens: readonly string[], count: number): Promise<void> {
  // Desk n watches place n, each tenth the whole province.
  const watched = Array.from({ length: count }, (_, n) => (n % 10 === 9 ? 0 : 1 + (n % PLACES)))
  const order = (target: number, slowShare: number): CrowdOrder => ({ port: target, desks: watched.map((place, n) => ({ path: `/api/v1/live?client=desk-${String(n).padStart(8, '0')}&place=${place}`, token: tokens[place] ?? '', slow: n % Math.round(1 / SLOW_SHARE) === 57 && slowShare > 0 })) })
  const real: Pass[] = []
  const clean: Pass[] = []
  const bare: Pass[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    real.push(await pass(order(port, SLOW_SHARE), createSource(database, bench, places, watched), true))
    clean.push(await pass(order(port, 0), createSource(database, bench, places, watched), true))
    const peer = await startBare()
    bare.push(await pass(order(peer.port, 0), peer, false))
    peer.close()
  }
  const figure = (share: number) => ({ real: median(real.map((each) => percentile(each.lags, share))), clean: median(clean.map((each) => percentile(each.lags, share))), bare: median(bare.map((each) => percentile(each.lags, share))) })
  const [half, worst] = [figure(0.5), figure(0.99)]
  const goal = count > 2000 ? 200 : 500
  printFigure({ bench: 'desks', metric: `${count} desks: commit to desk p50`, value: half.real, unit: 'ms', peer: `bare broadcast of the same bytes: ${half.bare.toFixed(1)} ms`, ratio: half.real / half.bare, goal: 'reported', ok: true })
  printFigure({ bench: 'desks', metric: `${count} desks: commit to desk p99`, value: worst.real, unit: 'ms', peer: `bare broadcast of the same bytes: ${worst.bare.toFixed(1)} ms`, ratio: worst.real / worst.bare, goal: `<= ${goal}`, ok: worst.real <= goal })
  const cost = half.real / half.clean
  printFigure({ bench: 'desks', metric: `${count} desks: others beside 1 % that never read, p50`, value: half.real, unit: 'ms', peer: `none slow: ${half.clean.toFixed(1)} ms`, ratio: cost, goal: '<= 1.1', ok: cost <= 1.1 })
  const gaps = [...real, ...clean].reduce((sum, each) => sum + each.gaps, 0)
  printFigure({ bench: 'desks', metric: `${count} desks: gaps or repetitions after ${[...real, ...clean].reduce((sum, each) => sum + each.cut, 0)} cuts`, value: gaps, unit: 'desks', peer: null, ratio: null, goal: '= 0', ok: gaps === 0 })
  if (gaps > 0) throw new Error('oracle: desks missed entries or got them twice')
}

interface Pass {
  lags: number[]
  gaps: number
  cut: number
}

interface Sent {
  name: string
  /** When it was committed, or handed over. */
  at: number
}

/** Where events come from. */
interface Source {
  send(place: number): Promise<Sent>
  positionsOf(names: readonly string[]): Promise<Map<string, number>>
  /** @returns how many desks did not get exactly what is theirs */
  countWrong(positions: readonly (readonly number[] | null)[]): Promise<number>
}

/** One crowd through joining, steady events with a storm of reconnects in the middle, and the count. */
async function pass(order: CrowdOrder, source: Source, storm: boolean): Promise<Pass> {
  const crowd = fork(join(import.meta.dirname, 'desk-crowd.ts'), { execArgv: process.execArgv, serialization: 'advanced' })
  try {
    await ask(crowd, { kind: 'join', order })
    const events = SECONDS * EVENTS_PER_SECOND
    const pending: Promise<Sent>[] = []
    let storming: Promise<unknown> | undefined
    const begin = now()
    for (let n = 0; n < events; n += 1) {
      pending.push(source.send(1 + Math.floor(random() * PLACES)))
      if (storm && n === Math.floor(events * 0.7)) storming = ask(crowd, { kind: 'storm', share: 0.1 })
      const wait = begin + ((n + 1) * 1000) / EVENTS_PER_SECOND - now()
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    }
    const sent = await Promise.all(pending)
    await storming
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const report = (await ask(crowd, { kind: 'report' })) as CrowdReport
    // Lag is measured before the storm: how long a desk was away is not the server's time. The storm is measured by its gaps.
    const positions = await source.positionsOf(sent.map((each) => each.name))
    const handedOver = new Map(sent.slice(0, Math.floor(events * 0.65)).map((each) => [positions.get(each.name), each.at]))
    const lags: number[] = []
    for (let n = 0; n < report.arrivals.length; n += 2) {
      const at = handedOver.get(report.arrivals[n])
      if (at !== undefined) lags.push(Math.max(0, (report.arrivals[n + 1] ?? at) - at))
    }
    if (lags.length === 0) throw new Error('oracle: nothing arrived')
    return { lags, gaps: await source.countWrong(report.positions.map((each, n) => (order.desks[n]?.slow ? null : each))), cut: report.cut }
  } finally {
    await ask(crowd, { kind: 'leave' }).catch(() => undefined)
  }
}

function ask(crowd: ChildProcess, message: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    crowd.once('message', resolve)
    crowd.once('exit', () => reject(new Error('the crowd is gone')))
    crowd.send(message)
  })
}

/** Commands of the program, one event each; the positions are those of the seal. */
function createSource(database: Database, bench: BenchNode, places: readonly string[], watched: readonly number[]): Source {
  const sent: Sent[] = []
  return {
    async send(place) {
      const name = `bench:${bench.newId()}`
      await bench.node.deps.commands.runInternal({ actor: 'bench', key: bench.newId() }, async (context) => {
        context.record({ type: 'bench.happened', stream: name, audience: { division: places[place - 1] ?? '' }, changes: [], note: { words: 'x'.repeat(200) } })
      })
      const event = { name, at: now() }
      sent.push(event)
      return event
    },
    async positionsOf(names) {
      const { rows } = await sql<{ stream: string; position: number }>`select stream, position from journal where stream = any(${[...names]}::text[]) and position is not null`.execute(database)
      if (rows.length !== names.length) throw new Error('oracle: entries were not sealed')
      return new Map(rows.map((row) => [row.stream, row.position]))
    },
    async countWrong(positions) {
      const { rows } = await sql<{ position: number; division: string }>`select position, data::jsonb -> 'audience' ->> 'division' as division from journal where stream = any(${sent.map((each) => each.name)}::text[]) order by position`.execute(database)
      const all = rows.map((row) => row.position).join()
      const byPlace = new Map(places.map((division, n) => [n + 1, rows.filter((row) => row.division === division).map((row) => row.position).join()]))
      // A desk that never reads is left out.
      return positions.filter((got, n) => got !== null && got.join() !== ((watched[n] ?? 0) === 0 ? all : byPlace.get(watched[n] ?? 0))).length
    },
  }
}

/** The peer: knows nobody, checks nothing, sends what it is given to whom it is for. */
async function startBare(): Promise<Source & { port: number; close(): void }> {
  const rooms = new Map<number, Set<ServerResponse>>()
  const server = createServer((request, answer) => {
    const place = Number(new URL(request.url ?? '', 'http://bench').searchParams.get('place'))
    const room = rooms.get(place) ?? new Set()
    rooms.set(place, room.add(answer))
    answer.on('close', () => room.delete(answer))
    answer.useChunkedEncodingByDefault = false
    answer.writeHead(200, { 'content-type': 'text/event-stream' })
    answer.write('event: hello\nid: 1:0\ndata: {}\n\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  let position = 0
  return {
    port: (server.address() as AddressInfo).port,
    async send(place) {
      position += 1
      const frame = Buffer.from(`id: 1:${position}\nevent: entry\ndata: ${JSON.stringify({ type: 'bench.happened', at: '2019-08-09T16:00:00.000Z', subject: null, changes: [] })}\n\n`)
      const sent = { name: String(position), at: now() }
      for (const room of [rooms.get(place), rooms.get(0)]) for (const answer of room ?? []) answer.write(frame)
      return sent
    },
    positionsOf: async (names) => new Map(names.map((name) => [name, Number(name)])),
    countWrong: async () => 0,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
