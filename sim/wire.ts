import type { Channel, OutboxMessage } from '../packages/server/src/platform/outbox/outbox-runner.ts'
import { Killed, type Owner } from './scheduler.ts'
import type { Call, World } from './world.ts'

/** The only name of a way out in the simulation. */
export const WIRE = 'wire'

/** A way out that loses questions and answers, doubles and delays them. */
export function createWire(world: World, owner: Owner): Channel {
  const { random, scheduler } = world
  return {
    name: WIRE,
    async deliver(message: OutboxMessage) {
      const call: Call = { messageId: message.id, maybeRepeated: message.maybeRepeated, received: 0, answered: false, cutOff: true }
      await scheduler.turn(owner, `calls out ${message.target}`)
      world.calls.push(call)
      const fate = world.calm ? 'fine' : random.pick(['fine', 'fine', 'fine', 'fine', 'lost', 'unanswered', 'doubled', 'late'] as const)
      if (fate !== 'fine') scheduler.note(`  the call is ${fate}`)
      // A late one arrives whatever becomes of the sender.
      const arrival = fate === 'late' ? travel(world, call, random.between(1, 6)) : Promise.resolve()
      if (message.target.startsWith('unreachable') || fate === 'lost') {
        call.cutOff = false
        throw new Error('no route to host')
      }
      if (fate !== 'late') call.received += fate === 'doubled' ? 2 : 1
      await arrival
      for (let wait = random.below(3); wait > 0; wait -= 1) await scheduler.turn(owner, `waits for the answer of ${message.target}`)
      if (!owner.alive) throw new Killed(owner.name)
      call.cutOff = false
      if (fate === 'unanswered') throw new Error('timeout')
      call.answered = true
    },
  }
}

async function travel(world: World, call: Call, hops: number): Promise<void> {
  for (let hop = 0; hop < hops; hop += 1) await world.scheduler.turn(null, 'a call is on its way')
  call.received += 1
}
