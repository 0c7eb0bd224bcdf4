import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../packages/server/src/platform/db/database.ts'
import type { SigningKey } from '../packages/server/src/platform/journal/signing-key.ts'
import { verifyJournal } from '../packages/server/src/platform/journal/verify-journal.ts'
import type { ObjectStore } from '../packages/server/src/platform/objects/object-store.ts'
import { CallGame } from './calls.ts'
import { findCallViolations } from './calls-oracle.ts'
import type { DatabaseServer } from './database-server.ts'
import { SimDesk } from './desks.ts'
import { findDeskViolations, findViolations } from './oracle.ts'
import { Random } from './random.ts'
import type { Sabotage } from './sabotage.ts'
import { quiet, Scheduler } from './scheduler.ts'
import { DatabaseNetwork, NO_FAULTS } from './sim-database.ts'
import { SimNode } from './sim-node.ts'
import { CITY, CLIENTS, COUNTY, makeCounters, planOrders, runClient } from './workload.ts'
import { World } from './world.ts'

/** What a worker has at hand for all its runs. */
export interface Stage {
  readonly server: DatabaseServer
  /** The same database without faults, for the proof at the end. */
  readonly database: Database
  readonly objects: ObjectStore
  readonly key: SigningKey
  /** For the heads of a run. */
  readonly folder: string
}

export interface Verdict {
  readonly seed: number
  readonly violations: readonly string[]
  readonly steps: number
  /** Fingerprint of the schedule and of the journal: the same whenever the seed is run. */
  readonly digest: string
}

/** Runs need about two thousand; many more mean that something turns in circles. */
const MOST_STEPS = 12_000
const TWO_DAYS = 2 * 24 * 3600_000

class NoRest extends Error {}
const PENDING = `select exists (select 1 from journal where position is null) or exists (select 1 from outbox where status in ('queued', 'sending')) or exists (select 1 from timer where not parked)
  or exists (select 1 from reaction_cursor where position < (select max(position) from journal)) as pending,
  (select min(due_at) from timer where not parked) as due`

/** One run: some nodes, clients and desks, and whatever this seed lets happen to them. */
export async function runSeed(stage: Stage, seed: number, options: { sabotage?: Sabotage | null; show?: (line: string) => void } = {}): Promise<Verdict> {
  await stage.server.reset()
  const random = new Random(seed)
  const scheduler = new Scheduler(random, options.show)
  const world = new World(random, scheduler)
  const network = new DatabaseNetwork({ server: stage.server, scheduler, random, sabotage: options.sabotage ?? null })
  const headsFile = join(stage.folder, 'heads.jsonl')
  const nodes: SimNode[] = []
  try {
    const signing = { key: stage.key, file: headsFile }
    const start = (alone: boolean) => {
      const node = new SimNode(`n${nodes.length + 1}`, { world, network, objects: stage.objects, signing, game: () => game })
      nodes.push(node)
      node.start(alone)
      return node
    }
    const living = () => nodes.filter((node) => node.alive && node.ready)
    const livingNode = () => (living().length === 0 ? undefined : random.pick(living()))
    const game = new CallGame(world, stage.server, livingNode)
    const reach = async (what: string, done: () => boolean, before?: () => Promise<void>) => {
      const there = await scheduler.run({ done, atMost: MOST_STEPS, stuck: () => network.review(), ...(before ? { before } : {}) })
      if (!there) throw new NoRest(`not reached within ${MOST_STEPS} steps: ${what}`)
    }

    // At rest: nothing waits in the database, and nobody finds anything to do though the clock goes on by hours.
    const comeToRest = async () => {
      for (let round = 0; round < 30; round += 1) {
        await reach('rest', () => scheduler.waiting === 0)
        const [left] = await stage.server.read<{ pending: boolean; due: string | null }>(PENDING)
        if (round > 0 && left?.pending === false) return
        // What quiet hours hold back waits until morning; clocks differ by a little.
        world.pass(Math.max(1200_000, Date.parse(left?.due ?? '') - world.now() + 5000 || 0))
        scheduler.wakeSome(1)
        await quiet()
      }
    }

    const first = start(true)
    await reach('the first start', () => first.ready)
    const counters = Array.from({ length: random.between(1, 3) }, () => random.uuid())
    let made = false
    void makeCounters(first, counters).then(() => (made = true))
    await reach('the counters', () => made)
    for (let more = random.below(3); more > 0; more -= 1) start(false)

    // The storm.
    world.orders.push(...planOrders(world, counters))
    let clients = CLIENTS
    for (let n = 0; n < CLIENTS; n += 1) void runClient(world, `client-${n}`, world.orders.filter((_, index) => index % CLIENTS === n), stage.objects, livingNode).then(() => (clients -= 1))
    let over = false
    const desks = [new SimDesk(world, CITY), new SimDesk(world, COUNTY)]
    for (const desk of desks) void desk.follow(livingNode, () => over)
    const severity = random.pick([0, 0.003, 0.01, 0.03])
    network.faults = { cutBefore: severity, cutAfter: severity, refused: severity / 2 }
    let storm = random.between(150, 800)
    const killing = random.pick([0, 0.002, 0.008])
    const pace = random.pick([40, 40, 1500])
    let steps = 0
    await reach('the end of the storm', () => storm <= 0 || (clients === 0 && storm < 100), async () => {
      storm -= 1
      world.pass(random.below(pace))
      game.storm((steps += 1))
      if (random.chance(0.02)) scheduler.wakeSome(0.3)
      if (random.chance(0.004)) {
        const jump = random.pick([-2000, 5000, 61_000, 61_000, 150_000, TWO_DAYS])
        scheduler.note(`clock jumps ${jump} ms`)
        world.pass(jump)
      }
      if (random.chance(0.003)) void livingNode()?.sign()
      if (!random.chance(killing)) return
      const victim = random.pick(nodes.filter((node) => node.alive))
      scheduler.note(`kill -9 ${victim.name}`)
      const alone = nodes.filter((node) => node.alive).length === 1
      await victim.kill()
      start(alone)
    })

    // The calm: everything must come to rest by itself.
    scheduler.note('calm')
    network.faults = NO_FAULTS
    world.calm = true
    world.mended = random.chance(0.5)
    world.pass(3600_000)
    scheduler.wakeSome(1)
    void game.lastAnswers()
    await reach('all clients answered', () => clients === 0 && game.busy === 0)
    for (const node of living()) void node.retryParked()
    await comeToRest()
    // Once more: what failed while the others were tried again was parked only then.
    for (const node of living()) void node.retryParked()
    void living()[0]?.sign()
    await comeToRest()
    over = true
    const verdict = await verifyJournal(stage.database, { headsFile: signing.file, publicKey: stage.key.publicKey })
    const violations = [...(await findViolations(world, stage.server, counters, verdict)), ...(await findDeskViolations(stage.server, desks)), ...(await findCallViolations(game, stage.server))]
    scheduler.note(verdict.head)
    return { seed, violations, steps: scheduler.steps, digest: scheduler.digest() }
  } catch (error) {
    if (!(error instanceof NoRest)) throw error
    return { seed, violations: [...world.violations, error.message], steps: scheduler.steps, digest: scheduler.digest() }
  } finally {
    for (const node of nodes) if (node.alive) await node.kill()
    await quiet()
    rmSync(headsFile, { force: true })
  }
}
