import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../test/test-platform.ts'
import { silentLog } from '../log.ts'
import { TimerRunner } from '../timers/timer-runner.ts'
import { ReactionRunner, type Reaction } from './reaction-runner.ts'

let platform: TestPlatform
beforeEach(async () => {
  platform = await createTestPlatform()
})
afterEach(() => platform.close())

const clocks = () => ({ business: platform.clock, wall: platform.clock })

async function touch(id: string, wind: number, created = false): Promise<void> {
  await platform.commands.run({ commandId: platform.newId(), name: 'touch', actor: 'a', input: { wind } }, platform.touch(id, wind, created))
}

/** Echoes every recorded fix as a message, so that handling twice would show as two. */
const echo = (name: string, failWhen: (wind: number) => boolean = () => false, from: Reaction['from'] = 'beginning'): Reaction => ({
  name, from, types: ['typhoon-fix.recorded', 'typhoon-fix.corrected'],
  async handle(context, entry) {
    const wind = entry.data.changes[0]?.set['windMetresPerSecond']
    if (typeof wind === 'number' && failWhen(wind)) throw new Error('poison')
    context.send({ channel: 'test', target: 'all', payload: { wind: wind ?? null } })
  },
})

async function run(...reactions: Reaction[]): Promise<ReactionRunner> {
  const runner = new ReactionRunner({ database: platform.db.db, runner: platform.commands, clocks: clocks(), log: silentLog, reactions })
  await runner.open()
  return runner
}

async function messages(): Promise<number[]> {
  const { rows } = await sql<{ wind: number }>`select (payload->>'wind')::int as wind from outbox order by created_at, id`.execute(platform.db.db)
  return rows.map((row) => row.wind).sort((a, b) => a - b)
}

describe('reactions', () => {
  it('handle each sealed entry once, also when two processes run them', async () => {
    const id = platform.newId()
    await touch(id, 0, true)
    for (let wind = 1; wind < 10; wind += 1) await touch(id, wind)
    await platform.seal()
    const [one, two] = [await run(echo('echo')), await run(echo('echo'))]
    await Promise.all([one.drain(), two.drain(), one.drain()])
    await one.drain()
    expect(await messages()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('do not see what is not sealed', async () => {
    await touch(platform.newId(), 1, true)
    const runner = await run(echo('echo'))
    expect(await runner.drain()).toBe(false)
    await platform.seal()
    expect(await runner.drain()).toBe(true)
  })

  it('start from now when so declared', async () => {
    await touch(platform.newId(), 1, true)
    await platform.seal()
    const runner = await run(echo('late', undefined, 'now'))
    await touch(platform.newId(), 2, true)
    await platform.seal()
    await runner.drain()
    expect(await messages()).toEqual([2])
  })

  it('park a poisoned stream, go on with the others, and take it up in order later', async () => {
    const [bad, good] = [platform.newId(), platform.newId()]
    await touch(bad, 13, true)
    await touch(good, 1, true)
    await touch(bad, 14)
    await touch(good, 2)
    await platform.seal()
    let poisoned = true
    const runner = await run(echo('echo', (wind) => poisoned && wind === 13))
    for (let round = 0; round < 8; round += 1) await runner.drain()
    expect(await messages()).toEqual([1, 2])
    const parked = await sql<{ position: number }>`select position from reaction_parked order by position`.execute(platform.db.db)
    expect(parked.rows.map((row) => row.position)).toEqual([1, 3])
    poisoned = false
    expect(await runner.retryParked()).toBe(2)
    expect(await messages()).toEqual([1, 2, 13, 14])
  })

  it('do not park what is sound because the database comes and goes', async () => {
    await touch(platform.newId(), 1, true)
    await platform.seal()
    let away = 6
    const runner = await run({ ...echo('echo'), handle: async (context, entry) => {
      if (away-- > 0) throw new Error('Connection terminated unexpectedly')
      await echo('echo').handle(context, entry)
    } })
    for (let round = 0; round < 6; round += 1) expect(await runner.drain()).toBe(false)
    expect((await sql`select 1 from reaction_parked`.execute(platform.db.db)).rows).toEqual([])
    expect(await runner.drain()).toBe(true)
    expect(await messages()).toEqual([1])
  })

  it('let nothing wait behind a stream that is being taken up at that moment', async () => {
    const id = platform.newId()
    await touch(id, 13, true)
    await platform.seal()
    let poisoned = true
    let meanwhile: (() => Promise<unknown>) | undefined
    const reaction: Reaction = { ...echo('echo'), handle: async (context, entry) => {
      if (poisoned) throw new Error('poison')
      await meanwhile?.()
      await echo('echo').handle(context, entry)
    } }
    const [retrying, working] = [await run(reaction), await run(reaction)]
    for (let round = 0; round < 4; round += 1) await retrying.drain()
    poisoned = false
    await touch(id, 14)
    await platform.seal()
    let other: Promise<unknown> | undefined
    // While the parked entry is handled, another process comes to the next one of the stream.
    meanwhile = async () => {
      meanwhile = undefined
      other = working.drain()
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    await retrying.retryParked()
    await other
    expect((await sql`select position from reaction_parked`.execute(platform.db.db)).rows).toEqual([])
    expect(await messages()).toEqual([13, 14])
  })

  it('leave the rest of a long queue for later when told to stop, without losing or doubling any', async () => {
    const id = platform.newId()
    await touch(id, 1, true)
    for (let wind = 2; wind <= 8; wind += 1) await touch(id, wind)
    await platform.seal()
    const runner = await run(echo('echo'))
    let left = 3
    expect(await runner.drain(() => (left -= 1) >= 0)).toBe(true)
    expect(await messages()).toEqual([1, 2, 3])
    expect(await runner.drain()).toBe(true)
    expect(await messages()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('refuse to start when a known one is gone', async () => {
    await run(echo('old-name'))
    await expect(run(echo('new-name'))).rejects.toThrow(/old-name/)
  })

  it('stepping handles the lowest position first, in the order of reactions', async () => {
    const order: string[] = []
    const named = (name: string): Reaction => ({ name, from: 'beginning', types: ['typhoon-fix.recorded'], handle: async (_, entry) => void order.push(`${name}${entry.position}`) })
    await touch(platform.newId(), 1, true)
    await touch(platform.newId(), 2, true)
    await platform.seal()
    const runner = await run(named('a'), named('b'))
    while (await runner.step());
    expect(order).toEqual(['a1', 'b1', 'a2', 'b2'])
  })
})

describe('timers', () => {
  it('fire once when due, by the business clock, in order, and a failing one parks without stopping others', async () => {
    const fired: string[] = []
    const timers = () => new TimerRunner({ database: platform.db.db, runner: platform.commands, clocks: clocks(), log: silentLog, handlers: [{ kind: 'note', fire: async (_, payload) => {
      if (payload['name'] === 'bad') throw new Error('bad')
      fired.push(String(payload['name']))
    } }] })
    await platform.commands.runInternal({ actor: 'a', key: 'set' }, async (context) => {
      for (const [name, minute] of [['second', 2], ['first', 1], ['bad', 1], ['later', 30]] as const) context.setTimer({ key: name, kind: 'note', dueAt: `2019-08-09T16:${String(minute).padStart(2, '0')}:00.000Z`, payload: { name } })
    })
    expect(await timers().drain()).toBe(0)
    platform.clock.advanceTo('2019-08-09T16:10:00.000Z')
    await Promise.all([timers().drain(), timers().drain()])
    expect(fired).toEqual(['first', 'second'])
    expect(await timers().nextDueAt()).toBe('2019-08-09T16:30:00.000Z')
    const { rows } = await sql<{ key: string; attempts: number }>`select key, attempts from timer where parked`.execute(platform.db.db)
    expect(rows.map((row) => row.key)).toEqual(['bad'])
  })
})

describe('a timer', () => {
  it('stays due when the database goes away while it fires', async () => {
    let away = 7
    const runner = new TimerRunner({ database: platform.db.db, runner: platform.commands, clocks: clocks(), log: silentLog, handlers: [{ kind: 'note', fire: async () => {
      if (away-- > 0) throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' })
    } }] })
    await platform.commands.runInternal({ actor: 'a', key: 'set' }, async (context) => context.setTimer({ key: 'one', kind: 'note', dueAt: context.at, payload: {} }))
    for (let round = 0; round < 7; round += 1) await expect(runner.drain()).rejects.toThrow(/administrator/)
    const { rows } = await sql<{ attempts: number; parked: boolean }>`select attempts, parked from timer`.execute(platform.db.db)
    expect(rows).toEqual([{ attempts: 0, parked: false }])
    expect(await runner.drain()).toBe(1)
  })
})
