import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../test/test-platform.ts'

let platform: TestPlatform
beforeEach(async () => {
  platform = await createTestPlatform()
})
afterEach(() => platform.close())

/** `count` commands on `streams` objects, sealed and signed. */
async function fill(count: number, streams = 3): Promise<string[]> {
  const ids = Array.from({ length: streams }, () => platform.newId())
  for (let n = 0; n < count; n += 1) {
    const id = ids[n % streams] ?? ''
    await platform.commands.run({ commandId: platform.newId(), name: 'touch', actor: 'account:test', input: { n } }, platform.touch(id, n, n < streams))
  }
  await platform.seal()
  await platform.sign()
  return ids
}

/** Does what an intruder with the owner's password would: switches the guard off first. */
async function tamper(statement: string): Promise<void> {
  await sql.raw(`alter table journal disable trigger all; ${statement}; alter table journal enable trigger all`).execute(platform.db.ownerDb.kysely)
}

describe('the journal', () => {
  it('verifies what commands wrote', async () => {
    await fill(20)
    const verdict = await platform.verify()
    expect(verdict.faults).toEqual([])
    expect(verdict).toMatchObject({ entries: 20, unsealed: 0, heads: 2 })
  })

  it('keeps every entry of concurrent writers, dense and each stream in order', async () => {
    const ids = Array.from({ length: 8 }, () => platform.newId())
    await Promise.all(ids.map((id, n) => platform.commands.run({ commandId: platform.newId(), name: 'touch', actor: 'a', input: {} }, platform.touch(id, n, true))))
    const writers = ids.flatMap((id) => Array.from({ length: 12 }, (_, n) => ({ id, n })))
    await Promise.all([
      ...writers.map(({ id, n }) => platform.commands.run({ commandId: platform.newId(), name: 'touch', actor: 'a', input: { n } }, async (context) => {
        await platform.objects.read(context.tx, 'typhoon-fix', sql`t.id = ${id}::uuid`, { lock: true })
        return platform.touch(id, n)(context)
      })),
      ...Array.from({ length: 6 }, () => platform.seal()),
    ])
    await platform.seal()
    const verdict = await platform.verify()
    expect(verdict.faults).toEqual([])
    expect(verdict.entries).toBe(8 + 96)
  })

  it('refuses changes through the program’s own login', async () => {
    await fill(3)
    for (const statement of [`update journal set data = '{}' where position = 2`, 'delete from journal where position = 2', 'truncate journal', `update journal set position = 99 where position = 2`]) {
      await expect(sql.raw(statement).execute(platform.db.db.kysely), statement).rejects.toThrow(/日志链只追加|permission denied/)
      await expect(sql.raw(statement).execute(platform.db.ownerDb.kysely), statement).rejects.toThrow(/日志链只追加/)
    }
    expect((await platform.verify()).faults).toEqual([])
  })

  it.each([
    ['changed content', `update journal set data = replace(data, '331000000000', '331082000000') where position = 7`, 7, /内容与哈希不符/],
    ['changed instant', `update journal set at = at + interval '1 hour' where position = 7`, 7, /内容与哈希不符/],
    ['changed actor', `update journal set actor = 'account:other' where position = 7`, 7, /内容与哈希不符/],
    ['changed subject', `update journal set subject = 'x' where position = 7`, 7, /内容与哈希不符/],
    ['deleted row', `delete from journal where position = 7`, 7, /被删除/],
    ['deleted first row', `delete from journal where position = 1`, 1, /被删除/],
    ['swapped rows', `update journal set position = case position when 7 then 100007 else 100008 end where position in (7, 8); update journal set position = case position when 100007 then 8 else 7 end where position > 100000`, 7, /内容与哈希不符/],
    ['inserted row', `update journal set position = position + 1000 where position > 7; update journal set position = position - 999 where position > 1000; insert into journal (stream, version, type, data, at, actor, command_id, position, prev_hash, hash, chain) select 'forged:1', 1, type, data, at, actor, 'x', 8, repeat('0', 64), hash, chain from journal where position = 7`, 8, /内容与哈希不符/],
    ['cut tail', `delete from journal where position > 15`, 16, /尾部被截断/],
    ['unsealed row', `update journal set position = null where position = 20`, 20, /截断|位次被抹去/],
  ])('names position and reason of a %s', async (_, statement, position, reason) => {
    await fill(20)
    await tamper(statement)
    const { faults } = await platform.verify()
    expect(faults.length).toBeGreaterThan(0)
    expect(faults[0]?.position).toBe(position)
    expect(faults.map((fault) => fault.reason).join('；')).toMatch(reason)
  })

  it('notices a chain that was recomputed from the change on, by the signed heads', async () => {
    await fill(10)
    await tamper(`update journal set actor = 'account:other' where position = 4`)
    const { hashEntry, nextChain, GENESIS } = await import('./entry-hash.ts')
    const { rows } = await sql<{ entry: number; position: number; stream: string; version: number; subject: string | null; type: string; data: string; at: string; actor: string; command_id: string }>`select * from journal order by position`.execute(platform.db.ownerDb.kysely)
    let chain = GENESIS
    const tails = new Map<string, string>()
    const statements = rows.map((row) => {
      const prevHash = tails.get(row.stream) ?? GENESIS
      const hash = hashEntry({ ...row, commandId: row.command_id, prevHash })
      tails.set(row.stream, hash)
      chain = nextChain(chain, row.position, hash)
      return `update journal set prev_hash = '${prevHash}', hash = '${hash}', chain = '${chain}' where entry = ${row.entry}`
    })
    await tamper(statements.join(';'))
    const { faults } = await platform.verify()
    expect(faults[0]).toMatchObject({ position: 10 })
    expect(faults[0]?.reason).toMatch(/签名头不符/)
  })

  it('notices heads removed from the table by the file outside the database', async () => {
    await fill(10)
    await tamper('delete from journal where position > 5')
    await sql.raw('delete from journal_head').execute(platform.db.ownerDb.kysely)
    const { faults } = await platform.verify()
    expect(faults.at(-1)?.reason).toMatch(/尾部被截断/)
  })

  it('goes on after the content of a personal fact was destroyed', async () => {
    await platform.commands.run({ commandId: platform.newId(), name: 'note', actor: 'a', input: {} }, async (context) => {
      const words = context.protect('signal:1', '演示来电，演示人甲，13900000001')
      context.record({ type: 'note.taken', stream: 'note:1', audience: { division: '331000000000' }, changes: [], note: { words } })
      return {}
    })
    await platform.seal()
    const { rows } = await sql<{ data: string }>`select data from journal`.execute(platform.db.db)
    expect(rows[0]?.data).not.toMatch(/演示人甲|13900000001/)
    await sql`delete from personal_fact`.execute(platform.db.db)
    expect((await platform.verify()).faults).toEqual([])
  })
})

describe('the sealer', () => {
  it('says so after every batch, not only when writers pause', async () => {
    const { Sealer } = await import('./sealer.ts')
    const { silentLog } = await import('../log.ts')
    await platform.commands.runInternal({ actor: 'a', key: 'many' }, async (context) => {
      for (let n = 0; n < 2500; n += 1) context.record({ type: 'note.taken', stream: `note:${n}`, audience: { division: '331000000000' }, changes: [] })
    })
    let said = 0
    const sealer = new Sealer({ database: platform.db.db, log: silentLog, onSealed: () => void (said += 1) })
    expect(await sealer.drain()).toBe(2500)
    expect(said).toBe(3)
  })
})
