import { divisionRange } from '@fengsui/contract/kernel'
import type { Actor } from '../packages/server/src/platform/actor.ts'
import { actorName } from './scheduler.ts'
import type { SimNode } from './sim-node.ts'
import type { World } from './world.ts'

/** A desk that follows the journal: what it saw, and from where it would go on. */
export class SimDesk {
  readonly #world: World
  readonly division: string
  readonly #actor: Actor
  #cursor: string | null = null
  #attached = false
  #slow = 0
  /** Positions in the order they came; a reset stands for "read everything again up to here". */
  readonly seen: { position: number; reset: boolean }[] = []
  /** Where it began: what came before is not for it to see. */
  start = 0

  constructor(world: World, division: string) {
    this.#world = world
    this.division = division
    this.#actor = { label: 'account:desk', accountId: 'desk', personId: null, unitId: 'none', divisionCode: division, roles: [], permissions: new Set(['signal:read']), scope: { ...divisionRange(division), unitId: 'none' } }
  }

  /** Joins any process again whenever it is let go. */
  async follow(livingNode: () => SimNode | undefined, over: () => boolean): Promise<void> {
    await actorName.run(`desk-${this.division}`, async () => {
      while (!over()) {
        await this.#world.scheduler.turn(null, this.#attached ? 'looks' : 'joins')
        const node = livingNode()
        if (!node || this.#attached) {
          await this.#world.scheduler.rest(null, 'desk')
          continue
        }
        this.#attached = true
        this.#slow = this.#world.calm || !this.#world.random.chance(0.2) ? Number.POSITIVE_INFINITY : this.#world.random.between(1, 5)
        node.hub.attach({ actor: this.#actor, sessionKey: 's', send: (frame) => this.#receive(frame), close: () => void (this.#attached = false) }, this.#cursor)
      }
    })
  }

  #receive(frames: Uint8Array): boolean {
    this.#slow -= 1
    // Too slow: what was on its way is lost with the line, and the desk goes on from what it has.
    if (this.#slow <= 0) return false
    for (const frame of Buffer.from(frames).toString().split('\n\n')) {
      const id = /^id: (.*)$/m.exec(frame)?.[1]
      const event = /^event: (.*)$/m.exec(frame)?.[1]
      if (id === undefined) continue
      const position = Number(id.split(':')[1])
      if (this.#cursor === null) this.start = position
      this.#cursor = id
      if (event === 'reset') this.seen.push({ position, reset: true })
      if (event === 'entry') this.seen.push({ position, reset: false })
    }
    return true
  }
}
