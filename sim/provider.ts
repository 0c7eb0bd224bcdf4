import type { Gateway, GatewayResult } from '../packages/server/src/platform/channels/gateway.ts'
import { AnswerLost } from '../packages/server/src/platform/outbox/channel.ts'
import type { CallGame } from './calls.ts'
import { Killed, type Owner } from './scheduler.ts'
import type { World } from './world.ts'

/** A provider of short messages that is away, hangs, takes a part, refuses some, and loses its answers. */
export function createProvider(world: World, owner: Owner, game: () => CallGame | undefined): Gateway {
  const { random, scheduler } = world
  return {
    channel: 'sms', target: 'sim', concurrency: 1,
    async send(batch, messages) {
      await scheduler.turn(owner, `hands over ${messages.length} messages of ${batch.slice(0, 8)}`)
      const fate = world.calm ? 'fine' : random.pick(['fine', 'fine', 'fine', 'away', 'lost', 'partly', 'hangs'] as const)
      if (fate !== 'fine') scheduler.note(`  the provider: ${fate}`)
      if (fate === 'away') throw new Error('connect ECONNREFUSED')
      const results = messages.flatMap(({ id, to }): GatewayResult[] => {
        const outcome = fate === 'partly' ? random.pick(['accepted', 'missing', 'refused', 'unknown', 'unknown, and gone'] as const) : 'accepted'
        if (outcome === 'missing') return []
        if (outcome === 'refused') {
          game()?.refused.add(id)
          return [{ id, outcome: 'refused', reason: '空号' }]
        }
        if (outcome !== 'unknown, and gone') game()?.ring(id, to)
        return [outcome === 'accepted' ? { id, outcome } : { id, outcome: 'unknown' }]
      })
      for (let wait = fate === 'hangs' ? random.between(10, 60) : random.below(3); wait > 0; wait -= 1) await scheduler.turn(owner, 'waits for the provider')
      if (!owner.alive) throw new Killed(owner.name)
      if (fate === 'lost') throw new AnswerLost('no answer')
      return results
    },
  }
}
