import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../test/test-platform.ts'
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
