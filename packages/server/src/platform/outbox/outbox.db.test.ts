import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../test/test-platform.ts'
import { CommandRunner } from '../commands/command-runner.ts'
import { WallSteps } from '../clock/wall-steps.ts'
import { seededIds } from '../ids/id-source.ts'
import { silentLog } from '../log.ts'
import { OutboxRunner } from './outbox-runner.ts'

let platform: TestPlatform
beforeEach(async () => {
  platform = await createTestPlatform()
})
afterEach(() => platform.close())

const clocks = () => ({ business: platform.clock, wall: platform.clock })

describe('the outbox', () => {
  it('sends each message, retries with the same id, and marks a resend after a crash as possibly repeated', async () => {
    const seen: { id: string; maybeRepeated: boolean }[] = []
    let failing = true
    const runner = new OutboxRunner({ database: platform.db.db, clocks: clocks(), ids: seededIds('o'), log: silentLog, channels: [{ name: 'test', deliver: async (message) => {
      seen.push({ id: message.id, maybeRepeated: message.maybeRepeated })
      if (failing) throw new Error('away')
    } }] })
    await platform.commands.runInternal({ actor: 'a', key: 'send' }, async (context) => context.send({ channel: 'test', target: 'x', payload: {} }))
    expect(await runner.drain()).toBe(1)
    failing = false
    expect(await runner.drain()).toBe(0)
    platform.clock.advanceTo('2019-08-09T16:01:00.000Z')
    expect(await runner.drain()).toBe(1)
    expect(new Set(seen.map((each) => each.id)).size).toBe(1)
    // A process that died in the middle of a call: the attempt has no end.
    await sql`update outbox set status = 'sending', not_before = ${platform.clock.now()}`.execute(platform.db.db)
    await sql`update outbox_attempt set finished_at = null, outcome = null`.execute(platform.db.db)
    platform.clock.advanceTo('2019-08-09T16:05:00.000Z')
    await runner.recover()
    expect(await runner.drain()).toBe(1)
    expect(seen.at(-1)).toMatchObject({ maybeRepeated: true })
  })

  it.each([['forward', 2], ['back', -2]])('keeps going when the machine clock is set %s by two days: nothing is given up, sent again needlessly or left waiting', async (_, days) => {
    let wall = Date.parse('2019-08-09T16:00:00.000Z')
    let steady = 0
    const pass = (seconds: number) => {
      wall += seconds * 1000
      steady += seconds * 1000
    }
    const clock = { now: () => new Date(wall).toISOString() }
    const delivered: string[] = []
    const expired: string[] = []
    let failing = true
    let hang: (() => void) | undefined
    const options = (steps: WallSteps | null) => ({ database: platform.db.db, clocks: { business: clock, wall: clock }, ids: seededIds('o'), log: silentLog, steps, channels: [{
      name: 'test',
      async deliver(message: { target: string }) {
        if (message.target === 'hanging') await new Promise<void>((resolve) => (hang = resolve))
        if (failing && message.target === 'waiting') throw new Error('away')
        delivered.push(message.target)
      },
      expire: (message: { target: string }) => Promise.resolve(void expired.push(message.target)),
    }] })
    const send = (target: string) => new CommandRunner({ database: platform.db.db, clocks: { business: clock, wall: clock }, ids: seededIds(target), objects: platform.objects, onCommitted: () => undefined })
      .runInternal({ actor: 'a', key: target }, async (context) => context.send({ channel: 'test', target, payload: {}, expiresAfterMinutes: 60 }))
    const runner = new OutboxRunner(options(new WallSteps({ wall: clock, steadyMs: () => steady })))
    await send('waiting')
    expect(await runner.step()).toBe(true)
    await send('hanging')
    const slow = runner.step()
    await expect.poll(() => hang !== undefined).toBe(true)
    pass(1)
    wall += days * 86_400_000
    await runner.recover()
    // What waits for its next try may be tried at once; what is under way is not taken up a second time.
    await runner.drain()
    expect(delivered).toEqual([])
    hang?.()
    expect(await slow).toBe(true)
    failing = false
    pass(5)
    await runner.recover()
    await runner.drain()
    expect({ delivered, expired }).toEqual({ delivered: ['hanging', 'waiting'], expired: [] })
    // Also where nobody saw the step: what was written in the future holds nobody up.
    await send('from the future')
    await sql`update outbox set not_before = not_before + interval '2 days' where status = 'queued'`.execute(platform.db.db)
    await send('in hand')
    await sql`update outbox set status = 'sending', attempts = 1 where target = 'in hand'`.execute(platform.db.db)
    await sql`insert into outbox_attempt (id, outbox_id, started_at) select 'lost', id, ${clock.now()}::timestamptz + interval '2 days' from outbox where target = 'in hand'`.execute(platform.db.db)
    const other = new OutboxRunner(options(null))
    await other.recover()
    await other.drain()
    expect(delivered.slice(2).sort()).toEqual(['from the future', 'in hand'])
  })

  it('lets an old attempt that fails late undo nothing that a newer one has sent', async () => {
    const lost = new Map<number, () => void>()
    let calls = 0
    const worker = () => new OutboxRunner({ database: platform.db.db, clocks: clocks(), ids: seededIds('o'), log: silentLog, channels: [{ name: 'test', deliver: async () => {
      calls += 1
      if (calls > 1) return
      await new Promise<void>((_, reject) => lost.set(1, () => reject(new Error('too late'))))
    } }] })
    await platform.commands.runInternal({ actor: 'a', key: 'send' }, async (context) => context.send({ channel: 'test', target: 'x', payload: {} }))
    const slow = worker().step()
    await expect.poll(() => lost.has(1)).toBe(true)
    platform.clock.advanceTo('2019-08-09T16:05:00.000Z')
    const other = worker()
    // Its lease has run out, so the message goes back to the queue.
    await other.recover()
    expect(await other.drain()).toBe(1)
    lost.get(1)?.()
    expect(await slow).toBe(true)
    const { rows } = await sql<{ status: string; attempts: number }>`select status, attempts from outbox`.execute(platform.db.db)
    expect(rows).toEqual([{ status: 'sent', attempts: 2 }])
    expect(await other.drain()).toBe(0)
    expect(calls).toBe(2)
  })
})
