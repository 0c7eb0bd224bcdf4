import { Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../test/test-platform.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform()
})
afterAll(() => platform.close())

async function countEntries(stream: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from journal where stream = ${stream}`.execute(platform.db.db)
  return rows[0]?.count ?? 0
}

describe('the command pipeline', () => {
  it('does a command once, however often and however concurrently it is sent', async () => {
    const id = platform.newId()
    const envelope = { commandId: platform.newId(), name: 'touch', actor: 'a', input: { wind: 1 } }
    const results = await Promise.all(Array.from({ length: 6 }, () => platform.commands.run(envelope, platform.touch(id, 1, true))))
    expect(new Set(results.map((result) => result.id))).toEqual(new Set([id]))
    expect(await countEntries(`typhoon-fix:${id}`)).toBe(1)
  })

  it('refuses the same id with other content, another name or another actor', async () => {
    const envelope = { commandId: platform.newId(), name: 'touch', actor: 'a', input: { wind: 1 } }
    await platform.commands.run(envelope, platform.touch(platform.newId(), 2, true))
    for (const other of [{ input: { wind: 2 } }, { name: 'other' }, { actor: 'b' }]) {
      await expect(platform.commands.run({ ...envelope, ...other }, platform.touch(platform.newId(), 3, true))).rejects.toMatchObject({ code: 'command-reused' })
    }
  })

  it('writes nothing at all when the work fails, and may then be sent again', async () => {
    const id = platform.newId()
    const envelope = { commandId: platform.newId(), name: 'touch', actor: 'a', input: {} }
    const failing = platform.commands.run(envelope, async (context) => {
      await platform.touch(id, 4, true)(context)
      context.protect('x', 'secret words')
      context.setTimer({ key: 't', kind: 'k', dueAt: context.at, payload: {} })
      throw new Problem('rule-refused', '不行')
    })
    await expect(failing).rejects.toMatchObject({ code: 'rule-refused' })
    expect(await countEntries(`typhoon-fix:${id}`)).toBe(0)
    const left = await sql<{ count: number }>`select (select count(*) from timer) + (select count(*) from personal_fact where value = 'secret words') as count`.execute(platform.db.db)
    expect(left.rows[0]?.count).toBe(0)
    await platform.commands.run(envelope, platform.touch(id, 4, true))
    expect(await countEntries(`typhoon-fix:${id}`)).toBe(1)
  })

  it('refuses to record a change to an object that does not exist', async () => {
    await expect(platform.commands.run({ commandId: platform.newId(), name: 'touch', actor: 'a', input: {} }, platform.touch(platform.newId(), 5))).rejects.toThrow(/does not exist/)
  })

  it('reads back exactly what was written', async () => {
    const id = platform.newId()
    await platform.commands.run({ commandId: platform.newId(), name: 'touch', actor: 'a', input: {} }, platform.touch(id, 6, true))
    const [object] = await platform.objects.read(platform.db.db, 'typhoon-fix', sql`t.id = ${id}::uuid`)
    expect(object).toEqual({ id, number: '1909', name: '利奇马', divisionCode: '331000000000', fixedAt: '2019-08-09T16:00:06.000Z', position: { longitude: 121.42, latitude: 28.28 }, windMetresPerSecond: 6, pressureHpa: null, category: '超强台风', windRadiiKm: { seven: null, ten: null, twelve: null }, landfall: null })
  })

  it('needs few statements for many objects', async () => {
    const before = await sql<{ n: number }>`select max(entry) as n from journal`.execute(platform.db.db)
    await platform.commands.run({ commandId: platform.newId(), name: 'many', actor: 'a', input: {} }, async (context) => {
      for (let n = 0; n < 300; n += 1) await platform.touch(context.newId(), 100 + n, true)(context)
      return {}
    })
    const after = await sql<{ n: number }>`select max(entry) as n from journal`.execute(platform.db.db)
    expect((after.rows[0]?.n ?? 0) - (before.rows[0]?.n ?? 0)).toBe(300)
  })
})
