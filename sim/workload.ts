import { Problem, type Change } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { CommandRunner } from '../packages/server/src/platform/commands/command-runner.ts'
import type { CommandContext } from '../packages/server/src/platform/commands/context.ts'
import type { ObjectStore } from '../packages/server/src/platform/objects/object-store.ts'
import type { Reaction } from '../packages/server/src/platform/reactions/reaction-runner.ts'
import type { TimerHandler } from '../packages/server/src/platform/timers/timer-runner.ts'
import { actorName } from './scheduler.ts'
import { WIRE } from './wire.ts'
import type { Order, SimClock, World } from './world.ts'

/** What a client needs of a node. */
interface Commanded {
  readonly commands: CommandRunner
}

/** Places of the two desks: one sees all, one a county. */
export const CITY = '331000000000'
export const COUNTY = '331099000000'
export const NEIGHBOUR = '331082000000'

export const CLIENTS = 4

/** Orders of one run. Counters are made first; what is done to them afterwards is what the oracle counts. */
export function planOrders(world: World, counters: readonly string[]): Order[] {
  const { random } = world
  return Array.from({ length: random.between(4, 11) }, (_, index): Order => {
    const kind = random.chance(0.1) ? 'refuse' : random.chance(0.25) ? 'note' : 'add'
    const first = random.pick(counters)
    const second = random.pick(counters)
    const poison = random.chance(0.06)
    const flaky = random.chance(0.12) ? random.between(1, 3) : 0
    return {
      commandId: random.uuid(), kind,
      // Two clients share a stream: three in one queue would be let go by the server in an order of its own.
      targets: kind === 'note' ? [index % CLIENTS < CLIENTS / 2 ? 'note:a' : 'note:b'] : random.chance(0.25) ? [...new Set([first, second])].sort() : [first],
      // What is poisoned goes through at the first try once it is mended: nobody tries a fifth time by itself.
      poison, flaky: poison ? 0 : flaky,
      // Some timers are one and the same, set again and again: the last setting counts.
      timer: random.chance(0.35) ? { key: random.chance(0.2) && kind === 'add' ? `moved:${first}` : `timer:${index}`, afterMs: random.between(0, 90_000), poison: random.chance(0.05) } : null,
      message: random.chance(0.3) ? (random.chance(0.1) ? 'unreachable' : 'reachable') : null,
      acknowledged: false, results: [],
    }
  })
}

/** Makes the counters; part of the ground, not of the game. */
export async function makeCounters(node: Commanded, counters: readonly string[]): Promise<void> {
  await node.commands.runInternal({ actor: 'sim', key: 'counters' }, async (context) => {
    counters.forEach((id, index) => context.record({ type: 'counter.made', audience: { division: index % 2 === 0 ? COUNTY : NEIGHBOUR }, changes: [{ object: 'typhoon-fix', id, created: true, set: { number: '1909', name: '利奇马', divisionCode: CITY, fixedAt: new Date(Date.UTC(2019, 7, 9) + index * 1000).toISOString(), position: { longitude: 121, latitude: 28 }, windMetresPerSecond: 0, category: '台风', windRadiiKm: { seven: null, ten: null, twelve: null } } }] }))
  })
}

/** What an order does inside the program. */
export function carryOut(objects: ObjectStore, order: Order): (context: CommandContext) => Promise<{ id: string }> {
  return async (context) => {
    const note = { order: order.commandId, poison: order.poison, flaky: order.flaky }
    if (order.kind === 'note') context.record({ type: 'counter.noted', stream: order.targets[0] ?? '', subject: null, audience: { division: COUNTY }, changes: [], note })
    else {
      const rows = await objects.read(context.tx, 'typhoon-fix', sql`t.id = any(${[...order.targets]}::uuid[])`, { lock: true })
      for (const row of rows) {
        const change: Change = { object: 'typhoon-fix', id: String(row['id']), set: { windMetresPerSecond: Number(row['windMetresPerSecond']) + 1 } }
        context.record({ type: 'counter.raised', audience: { division: Number(row['windMetresPerSecond']) % 2 === 0 ? COUNTY : NEIGHBOUR }, changes: [change], note })
      }
    }
    if (order.timer) context.setTimer({ key: order.timer.key, kind: order.timer.poison ? 'sim.poison' : 'sim.note', dueAt: new Date(Date.parse(context.at) + order.timer.afterMs).toISOString(), payload: { key: order.timer.key, order: order.commandId, due: new Date(Date.parse(context.at) + order.timer.afterMs).toISOString() } })
    if (order.message) context.send({ channel: WIRE, target: `${order.message}:${order.commandId}`, payload: { order: order.commandId }, ...(order.message === 'unreachable' ? { expiresAfterMinutes: 5 } : {}) })
    if (order.kind === 'refuse') throw new Problem('rule-refused', '规则不允许')
    return { id: context.newId() }
  }
}

/** A client: sends its orders one after the other to whichever process lives, again with the same id when the answer is lost. */
export async function runClient(world: World, name: string, orders: readonly Order[], objects: ObjectStore, livingNode: () => Commanded | undefined): Promise<void> {
  const { random, scheduler } = world
  await actorName.run(name, async () => {
    for (const order of orders) {
      const sendings = random.chance(0.2) ? 2 : 1
      await Promise.all(Array.from({ length: sendings }, (_, twin) => actorName.run(twin === 0 ? name : `${name}-twin`, () => send(order))))
    }
  })
  async function send(order: Order): Promise<void> {
    for (let attempt = 0; attempt < 12 || world.calm; attempt += 1) {
      await scheduler.turn(null, `sends ${order.kind} ${order.commandId.slice(0, 8)}`)
      const node = livingNode()
      if (!node) continue
      try {
        const result = await node.commands.run({ commandId: order.commandId, name: order.kind, actor: 'account:sim', input: { targets: order.targets } }, carryOut(objects, order))
        order.acknowledged = true
        order.results.push(result.id)
        return
      } catch (error) {
        if (error instanceof Problem && error.code === 'rule-refused') return
      }
    }
  }
}

/** Every noted or raised counter is echoed into a stream of its own, and a message goes out; the echo sets a timer. */
export function createReactions(world: World): Reaction[] {
  return [
    {
      name: 'sim.echo', from: 'beginning', types: ['counter.raised', 'counter.noted'],
      async handle(context, entry) {
        const note = entry.data.note ?? {}
        if (note['poison'] === true && !world.mended) throw new Error('poisoned entry')
        const flakes = world.flakes.get(String(note['order'])) ?? 0
        if (flakes < Number(note['flaky'] ?? 0)) {
          world.flakes.set(String(note['order']), flakes + 1)
          throw new Error('fails now, not later')
        }
        context.record({ type: 'counter.echoed', stream: `echo:${entry.stream}`, audience: { division: COUNTY }, changes: [], note: { position: entry.position } })
        context.send({ channel: WIRE, target: `echo:${entry.position}`, payload: { position: entry.position } })
      },
    },
    {
      name: 'sim.follow', from: 'beginning', types: ['counter.echoed'],
      async handle(context, entry) {
        const position = Number(entry.data.note?.['position'])
        const due = new Date(Date.parse(context.at) + (position % 5) * 4000).toISOString()
        if (position % 3 === 0) context.setTimer({ key: `follow:${position}`, kind: 'sim.note', dueAt: due, payload: { key: `follow:${position}`, order: `follow:${position}`, due } })
        context.record({ type: 'counter.followed', stream: `follow:${entry.stream}`, audience: { division: NEIGHBOUR }, changes: [], note: { position: entry.position } })
      },
    },
  ]
}

/** A timer that fires leaves an entry; one before its time is a violation. */
export function createTimerHandlers(world: World, clock: SimClock): TimerHandler[] {
  return [
    {
      kind: 'sim.note',
      async fire(context, payload) {
        if (String(payload['due']) > clock.latest) world.violate(`timer ${String(payload['key'])} due ${String(payload['due'])} fired though the clock never showed more than ${clock.latest}`)
        context.record({ type: 'timer.fired', stream: `fired:${String(payload['key'])}`, audience: { division: COUNTY }, changes: [], note: { order: String(payload['order']) } })
      },
    },
    { kind: 'sim.poison', fire: () => Promise.reject(new Error('poisoned timer')) },
  ]
}
