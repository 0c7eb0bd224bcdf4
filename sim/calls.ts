import { notificationRoutes as routes, type LadderStep } from '@fengsui/contract/notifications'
import { Problem } from '@fengsui/contract/kernel'
import type { DatabaseServer } from './database-server.ts'
import { answering, caller, idOf, people, personOf, receiptGateway, unitIds } from './people.ts'
import type { RouteTable } from './route-table.ts'
import { actorName } from './scheduler.ts'
import type { World } from './world.ts'

/** A call that is to be made, and what its maker was told. */
export interface CallOrder {
  readonly commandId: string
  readonly urgency: 'urgent' | 'normal'
  /** Persons by key; empty: the desk of the water authority. */
  readonly called: readonly string[]
  readonly ladder: readonly LadderStep[]
  readonly acknowledgeMinutes: number
  /** Persons who never answer. */
  readonly silent: ReadonlySet<string>
  /** Steps of the storm after which it is made. */
  readonly after: number
  id: string | null
}

/** An answer that somebody gave and was thanked for. `reference`: by the message replied to, else by recipient. */
export interface GivenAnswer {
  readonly recipientId: string | null
  readonly reference: string | null
}

/** A message that was handed over to the provider, and so rang. */
export interface Ring {
  readonly messageId: string
  readonly to: string
  readonly at: number
}

interface Served {
  readonly routes: RouteTable
}

/** Everything of calls that is not in the database: what was ordered, what rang, who was thanked. */
export class CallGame {
  readonly orders: CallOrder[]
  readonly rings: Ring[] = []
  readonly answers: GivenAnswer[] = []
  /** Messages that the provider refused for good or reported as not delivered. */
  readonly refused = new Set<string>()
  readonly #world: World
  readonly #server: DatabaseServer
  readonly #livingNode: () => Served | undefined
  #busy = 0

  constructor(world: World, server: DatabaseServer, livingNode: () => Served | undefined) {
    this.#world = world
    this.#server = server
    this.#livingNode = livingNode
    this.orders = planCalls(world)
  }

  /** How many are still trying to tell the program something. */
  get busy(): number {
    return this.#busy
  }

  /** What may happen at one step of the storm. */
  storm(step: number): void {
    for (const order of this.orders) if (order.after === step) void this.#make(order)
    if (this.orders.some(({ id }) => id !== null) && this.#world.random.chance(0.02)) void this.#somebodyActs()
  }

  /** After the storm the late ones answer, one after the other. */
  async lastAnswers(): Promise<void> {
    this.#busy += 1
    for (const order of this.orders) if (order.id === null) await this.#make(order)
    for (let count = this.#world.random.below(4); count > 0 && this.orders.length > 0; count -= 1) await this.#somebodyActs()
    this.#busy -= 1
  }

  /** A message rang. What its receiver and the provider then tell comes some time later, perhaps twice, in any order. */
  ring(messageId: string, to: string): void {
    const { random } = this.#world
    this.rings.push({ messageId, to, at: this.#world.now() })
    if (!random.chance(0.4)) return
    const event = random.pick(['delivered', 'delivered', 'failed', 'reply'] as const)
    for (let times = random.chance(0.3) ? 2 : 1; times > 0; times -= 1) void this.#tell(messageId, to, event)
  }

  async #tell(messageId: string, to: string, event: 'delivered' | 'failed' | 'reply'): Promise<void> {
    const { random, scheduler } = this.#world
    const at = new Date(this.#world.now()).toISOString()
    const commandId = random.uuid()
    for (let hops = random.between(1, 40); hops > 0 && !this.#world.calm; hops -= 1) await scheduler.turn(null, 'a receipt is on its way')
    const silent = this.orders.some((order) => order.silent.has(people.find((person) => person.phone === to)?.key ?? ''))
    const said = event === 'reply' && silent ? 'delivered' : event
    if (said === 'failed') this.refused.add(messageId)
    const done = await this.#insist('gateway', (node) => node.routes.call(receiptGateway, routes.submitReceipts, { body: { commandId, receipts: [{ reference: messageId, event: said, at, text: said === 'reply' ? '1' : '', failure: '' }] } }))
    if (done && said === 'reply') this.answers.push({ recipientId: null, reference: messageId })
  }

  async #make(order: CallOrder): Promise<void> {
    const audience = order.called.length > 0 ? { type: 'persons' as const, personIds: order.called.map(idOf) } : { type: 'units' as const, unitIds: [unitIds.get('water') ?? ''] }
    const made = await this.#insist('caller', (node) => node.routes.call(caller, routes.makeCall, {
      body: { commandId: order.commandId, kind: 'warning-call', urgency: order.urgency, title: '立即转移', words: '山洪将至', audience, channels: ['in-app', 'sms'], acknowledgeMinutes: order.acknowledgeMinutes, ladder: [...order.ladder] },
    }))
    if (made) order.id = made.id
  }

  /** One of those called answers, by any way; or the caller calls again or ends it. */
  async #somebodyActs(): Promise<void> {
    const { random } = this.#world
    const order = random.pick(this.orders.filter(({ id }) => id !== null))
    const callId = order.id ?? ''
    const commandId = random.uuid()
    const roll = random.next()
    if (roll < 0.06) return void (await this.#insist('caller', (node) => node.routes.call(caller, routes.callAgain, { params: { callId }, body: { commandId, channels: ['sms'] } })))
    if (roll < 0.1) return void (await this.#insist('caller', (node) => node.routes.call(caller, routes.closeCall, { params: { callId }, body: { commandId, reason: '已派人上门' } })))
    const recipients = await this.#listCalled(callId)
    const ready = recipients.flatMap(({ id, personId }) => {
      const person = personId === null ? people.find(({ key }) => key === 'water-member') : personOf(personId)
      return person && !order.silent.has(person.key) ? [{ id, person }] : []
    })
    if (ready.length === 0) return
    const { id: recipientId, person } = random.pick(ready)
    const byTelephone = random.chance(0.3)
    const done = await this.#insist<unknown>(person.key, (node) => byTelephone
      ? node.routes.call(caller, routes.recordAnswers, { params: { callId }, body: { commandId, recipientIds: [recipientId], by: 'phone', answer: '' } })
      : node.routes.call(answering(person), routes.answerCall, { params: { recipientId }, body: { commandId, answer: '收到' } }))
    if (done) this.answers.push({ recipientId, reference: null })
  }

  /** Read as one step: what comes after it must not depend on how quick the server is. */
  #listCalled(callId: string): Promise<{ id: string; personId: string | null }[]> {
    return this.#world.scheduler.step(null, 'looks who was called', async ({ resolve }) => resolve(await this.#server.read(`select id, person_id as "personId" from call_recipient where call_id = $1 order by person_id, id`, [callId])))
  }

  /** Asks whichever process lives until one answers, with the same command. @returns null when it was refused, or given up in the storm */
  async #insist<T>(name: string, ask: (node: Served) => Promise<T>): Promise<T | null> {
    const world = this.#world
    this.#busy += 1
    try {
      return await actorName.run(name, async () => {
        for (let attempt = 0; attempt < 12 || world.calm; attempt += 1) {
          await world.scheduler.turn(null, 'asks')
          const node = this.#livingNode()
          if (!node) continue
          try {
            return await ask(node)
          } catch (error) {
            if (error instanceof Problem && error.code !== 'conflict') return null
          }
        }
        return null
      })
    } finally {
      this.#busy -= 1
    }
  }
}

/** Calls of one run, made somewhere in the storm: to some people or a desk, with a ladder of up to three rungs, not always told in order. */
function planCalls(world: World): CallOrder[] {
  const { random } = world
  return Array.from({ length: random.pick([0, 1, 1, 1, 2]) }, (): CallOrder => {
    const called = random.chance(0.15) ? [] : people.filter(() => random.chance(0.45)).slice(0, 4).map(({ key }) => key)
    const ladder = Array.from({ length: random.between(1, 3) }, (_, index): LadderStep => ({ afterMinutes: random.between(0, 6), channels: ['in-app', 'sms'], to: random.pick(['same', 'superior']), name: `rung ${index}` }))
    return {
      commandId: random.uuid(), urgency: random.chance(0.7) ? 'urgent' : 'normal', called, ladder, acknowledgeMinutes: random.between(1, 8),
      silent: new Set(people.filter(() => random.chance(0.35)).map(({ key }) => key)), after: random.below(120), id: null,
    }
  })
}
