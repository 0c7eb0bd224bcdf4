import type { Permission } from '@fengsui/contract/kernel'
import type { Clocks } from '../packages/server/src/platform/clock/clock.ts'
import { CommandRunner } from '../packages/server/src/platform/commands/command-runner.ts'
import type { HttpServer } from '../packages/server/src/platform/http/http-server.ts'
import { createNotifications } from '../packages/server/src/modules/notifications/index.ts'
import { openFirstEpoch, signHead } from '../packages/server/src/platform/journal/heads.ts'
import { sealBatch } from '../packages/server/src/platform/journal/sealer.ts'
import type { SigningKey } from '../packages/server/src/platform/journal/signing-key.ts'
import { LiveHub } from '../packages/server/src/platform/live/live-hub.ts'
import { silentLog } from '../packages/server/src/platform/log.ts'
import type { ObjectStore } from '../packages/server/src/platform/objects/object-store.ts'
import { OutboxRunner } from '../packages/server/src/platform/outbox/outbox-runner.ts'
import { ReactionRunner } from '../packages/server/src/platform/reactions/reaction-runner.ts'
import { TimerRunner } from '../packages/server/src/platform/timers/timer-runner.ts'
import type { CallGame } from './calls.ts'
import { createProvider } from './provider.ts'
import { RouteTable } from './route-table.ts'
import { actorName, type News, type Owner } from './scheduler.ts'
import { openSimDatabase, type DatabaseNetwork, type SimDatabase } from './sim-database.ts'
import { createWire } from './wire.ts'
import { createReactions, createTimerHandlers } from './workload.ts'
import { SimClock, type World } from './world.ts'

/** What nodes of a run share with nobody's life: the schema, the key. */
export interface Ground {
  readonly world: World
  readonly network: DatabaseNetwork
  readonly objects: ObjectStore
  readonly signing: { key: SigningKey; file: string }
  /** What becomes of messages that ring. */
  readonly game: () => CallGame | undefined
}

/** One process of the program: the real parts wired to a simulated line, clock and wire. Dies at once and for good. */
export class SimNode implements Owner {
  readonly name: string
  alive = true
  /** Commands are taken from here on. */
  ready = false
  readonly #ground: Ground
  readonly #database: SimDatabase
  readonly clock: SimClock
  readonly commands: CommandRunner
  readonly hub: LiveHub
  /** What the interface would serve. */
  readonly routes = new RouteTable()
  readonly #reactions: ReactionRunner
  readonly #timers: TimerRunner
  readonly #outbox: OutboxRunner

  constructor(name: string, ground: Ground) {
    const { world, network, objects } = ground
    this.name = name
    this.#ground = ground
    this.clock = new SimClock(world, world.random.between(-1500, 1500))
    this.#database = openSimDatabase(network, this)
    const database = this.#database
    const clocks: Clocks = { business: this.clock, wall: this.clock }
    const ids = { forKey: () => () => world.random.uuid() }
    this.commands = new CommandRunner({ database, clocks, ids, objects, onCommitted: () => undefined })
    this.hub = new LiveHub({ database, permissionOf: (): Permission => 'signal:read', automaticBeat: false })
    this.#reactions = new ReactionRunner({ database, runner: this.commands, clocks, log: silentLog, reactions: createReactions(world) })
    const notifications = createNotifications(
      { database, objects, commands: this.commands, clocks, log: silentLog, http: this.routes as unknown as HttpServer, hub: this.hub, rulesAsOf: () => this.clock.now() },
      { gateways: [createProvider(world, this, ground.game)], deliverNotices: () => Promise.reject(new Error('no notices here')) },
    )
    this.#timers = new TimerRunner({ database, runner: this.commands, clocks, log: silentLog, handlers: [...createTimerHandlers(world, this.clock), ...(notifications.timers ?? [])] })
    this.#outbox = new OutboxRunner({ database, clocks, ids, log: silentLog, channels: [createWire(world, this), ...(notifications.channels ?? [])] })
  }

  /** Starts as the program does, `alone` when no other process lives, and then works until it dies. */
  start(alone: boolean): void {
    void this.#act('start', async () => {
      await this.#insist(async () => {
        await openFirstEpoch(this.#database, this.clock)
        await this.#reactions.open()
        await this.hub.open()
        await (alone ? this.#outbox.recover(0) : this.#outbox.recover())
      })
      await this.#insist(() => this.#reactions.retryParked())
      this.ready = true
      const stepwise = this.#ground.world.random.chance(0.3)
      void this.#act('sealer', () => this.#loop(async () => {
        const sealed = await sealBatch(this.#database)
        if (sealed > 0) this.hub.poke()
        return sealed > 0
      }, 'appended'))
      void this.#act('reactions', () => this.#loop(() => (stepwise ? this.#reactions.step() : this.#reactions.drain()), 'sealed'))
      void this.#act('timers', () => this.#loop(() => this.#timers.step(), 'timer'))
      for (const lane of this.#ground.world.random.chance(0.3) ? ['outbox', 'outbox-2'] : ['outbox']) void this.#act(lane, () => this.#loop(() => this.#outbox.step(), 'queued'))
      void this.#act('watch', () => this.#loop(async () => {
        // What `listen` and the slow timers of the real program bring: news of other processes, calls nobody came back from.
        this.hub.poke()
        this.hub.beat()
        if (this.#ground.world.random.chance(0.3)) await this.#outbox.recover()
        return false
      }, 'sealed'))
    })
  }

  sign(): Promise<void> {
    return this.#act('signer', async () => void (await signHead({ database: this.#database, wall: this.clock, ...this.#ground.signing })))
  }

  /** Gives parked entries another chance. */
  retryParked(): Promise<void> {
    return this.#act('retry', () => this.#insist(() => this.#reactions.retryParked()))
  }

  /** kill -9: nothing of it goes on. */
  async kill(): Promise<void> {
    this.alive = false
    this.ready = false
    // First the lines, so that nothing still under way can be given back with a transaction open.
    await this.#database.kill()
    this.#ground.world.scheduler.abandon(this)
    this.hub.closeWhere(() => true)
  }

  async #act(role: string, work: () => Promise<void>): Promise<void> {
    await actorName.run(`${this.name}/${role}`, async () => {
      try {
        await work()
      } catch (error) {
        // Nobody may end a process by an error but the one who kills it.
        if (this.alive && role !== 'signer') this.#ground.world.violate(`${this.name}/${role} ended: ${String(error)}`)
      }
    })
  }

  async #insist(work: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await work()
        return
      } catch (error) {
        if (!this.alive) throw error
        await this.#ground.world.scheduler.turn(this, 'tries again')
      }
    }
  }

  /** Works while there is something to do; rests when there is not, goes on after an error. */
  async #loop(round: () => Promise<boolean>, news: News): Promise<void> {
    const { scheduler } = this.#ground.world
    while (this.alive) {
      try {
        if (!(await round())) await scheduler.rest(this, news)
      } catch (error) {
        if (!this.alive) throw error
        await scheduler.turn(this, `goes on after ${String(error).slice(0, 60)}`)
      }
    }
  }
}
