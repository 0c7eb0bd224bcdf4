import { divisionRange, type Permission } from '@fengsui/contract/kernel'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../test/test-platform.ts'
import type { Actor } from '../actor.ts'
import { LiveHub, type LiveReader } from './live-hub.ts'

let platform: TestPlatform
let hub: LiveHub
beforeEach(async () => {
  platform = await createTestPlatform()
  hub = new LiveHub({ database: platform.db.db, permissionOf: () => 'signal:read' })
  await hub.open()
})
afterEach(() => platform.close())

const actor = (divisionCode: string, permissions: Permission[] = ['signal:read']): Actor => ({ label: 'account:x', accountId: 'x', personId: null, unitId: 'unit-of-x', divisionCode, roles: [], permissions: new Set(permissions), scope: { ...divisionRange(divisionCode), unitId: 'unit-of-x' } })

interface Seen extends LiveReader {
  frames: { id: string; event: string; data: string }[]
  closed: boolean
}

function reader(who: Actor, keepsUp: () => boolean = () => true): Seen {
  const seen: Seen = {
    actor: who, sessionKey: 's', frames: [], closed: false,
    send(frames) {
      for (const frame of Buffer.from(frames).toString().split('\n\n').filter((text) => text !== '')) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1] ?? ''
        seen.frames.push({ id: field('id'), event: field('event'), data: field('data') })
      }
      return keepsUp()
    },
    close: () => void (seen.closed = true),
  }
  return seen
}

/** Records in a place; returns when sealed and pushed. */
async function happen(division: string, count = 1, units: string[] = [], called: string[] | null = null): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await platform.commands.runInternal({ actor: 'a', key: platform.newId() }, async (context) => {
      context.record({ type: 'note.taken', stream: `note:${context.newId()}`, audience: { division, units, ...(called === null ? {} : { called }) }, changes: [{ object: 'typhoon-fix', id: 'none', set: {} }] })
    })
  }
  await platform.seal()
  hub.poke()
  await hub.settle()
}

const entries = (seen: Seen) => seen.frames.filter((frame) => frame.event === 'entry').map((frame) => frame.id)

describe('live updates', () => {
  it('reach those whose place, unit and permission fit, and nobody else', async () => {
    const [county, city, neighbour, invited, unallowed] = [reader(actor('331099000000')), reader(actor('331000000000')), reader(actor('331082000000')), reader(actor('331082000000')), reader(actor('331099000000', ['plan:read']))]
    for (const each of [county, city, neighbour, unallowed]) hub.attach(each, null)
    await happen('331099101201')
    hub.attach(invited, null)
    await happen('331099101201', 1, ['unit-of-x'])
    expect(entries(county)).toEqual(['1:1', '1:2'])
    expect(entries(city)).toEqual(['1:1', '1:2'])
    expect(entries(neighbour)).toEqual(['1:2'])
    expect(entries(unallowed)).toEqual([])
    // What may not be seen costs nothing when it happens; with the heartbeat it moves the id, so that a resume does not begin far back.
    expect(unallowed.frames.map((frame) => frame.event)).toEqual(['hello'])
    hub.beat()
    expect(unallowed.frames.at(-1)).toMatchObject({ event: 'skip', id: '1:2', data: '{}' })
  })

  it('nudge a person who is called, and nobody else, where the entry itself is not for their eyes', async () => {
    const officer = (personId: string | null, unitId = 'unit-of-x', permissions: Permission[] = ['plan:read']) => reader({ ...actor('331099101201', permissions), personId, unitId })
    const [called, colleague, reads, other] = [officer('p1'), officer('p2'), officer('p1', 'unit-of-x', ['signal:read']), officer(null, 'unit-of-y')]
    for (const each of [called, colleague, reads, other]) hub.attach(each, null)
    await happen('331099101201', 1, ['unit-of-x'], ['p1'])
    const nudge = { id: '', event: 'entry', data: expect.stringContaining('"changes":[{"object":"typhoon-fix","id":"","set":{}}]') as unknown }
    expect(called.frames.slice(1)).toMatchObject([nudge])
    expect(colleague.frames.slice(1)).toEqual([])
    expect(entries(reads)).toEqual(['1:1'])
    await happen('331099101201', 1, [], ['unit-of-y'])
    expect(other.frames.slice(1)).toMatchObject([nudge])
    // Came in while the line was down: told on the way to the present.
    const back = officer('p1')
    hub.attach(back, '1:0')
    await expect.poll(() => back.frames.slice(1)).toMatchObject([nudge])
  })

  it('resume after any position without gap or repetition, also while more comes in', async () => {
    await happen('331099000000', 30)
    const late = reader(actor('331000000000'))
    hub.attach(late, '1:7')
    await happen('331099000000', 10)
    await expect.poll(() => entries(late).length).toBe(33)
    expect(entries(late)).toEqual(Array.from({ length: 33 }, (_, n) => `1:${n + 8}`))
  })

  it.each([['2:5'], ['1:999999'], ['1:x']])('say reset for the cursor %s', async (cursor) => {
    await happen('331099000000', 3)
    const seen = reader(actor('331000000000'))
    hub.attach(seen, cursor)
    expect(seen.frames[0]).toMatchObject({ event: 'reset', id: '1:3' })
    await happen('331099000000')
    expect(entries(seen)).toEqual(['1:4'])
  })

  it('let a slow reader go without harm to others', async () => {
    const slow = reader(actor('331000000000'), () => false)
    const quick = reader(actor('331000000000'))
    hub.attach(slow, null)
    hub.attach(quick, null)
    await happen('331099000000', 5)
    expect(slow.closed).toBe(true)
    expect(entries(quick)).toHaveLength(5)
    expect(hub.readers).toBe(1)
  })

  it('give each of many readers of equal sight the same bytes, made once', async () => {
    const got: Uint8Array[] = []
    for (let n = 0; n < 3; n += 1) hub.attach({ ...reader(actor('331000000000')), send: (frames) => got.push(frames) > 0 }, null)
    got.length = 0
    await happen('331099000000')
    expect(got).toHaveLength(3)
    expect(new Set(got).size).toBe(1)
  })

  it('resume from memory without asking the database, however many come at once', async () => {
    await happen('331099000000', 20)
    const query = vi.spyOn(pg.Client.prototype, 'query')
    const storm = Array.from({ length: 200 }, () => reader(actor('331000000000')))
    for (const each of storm) hub.attach(each, '1:5')
    await hub.settle()
    // The first 20 entries were pumped, so they are in memory.
    expect(query.mock.calls).toEqual([])
    query.mockRestore()
    for (const each of storm) expect(entries(each)).toEqual(Array.from({ length: 15 }, (_, n) => `1:${n + 6}`))
  })

  it('read what memory no longer has from the journal', async () => {
    await happen('331099000000', 8)
    const fresh = new LiveHub({ database: platform.db.db, permissionOf: () => 'signal:read' })
    await fresh.open()
    const seen = reader(actor('331000000000'))
    fresh.attach(seen, '1:3')
    await expect.poll(() => entries(seen)).toEqual(['1:4', '1:5', '1:6', '1:7', '1:8'])
  })

  it('wait for a reader that catches up slowly, and let one go that never does', async () => {
    await happen('331099000000', 10)
    let open: (ready: boolean) => void = () => undefined
    const patient: Seen = { ...reader(actor('331000000000')), ready: () => new Promise<boolean>((resolve) => (open = resolve)) }
    hub.attach(patient, '1:0')
    expect(hub.readers).toBe(1)
    open(false)
    await expect.poll(() => hub.readers).toBe(0)
  })

  it('leave one stream of a device, the newest, and those of other devices and sessions', async () => {
    const [other, stranger] = [{ ...reader(actor('331000000000')), device: 'b' }, { ...reader(actor('331000000000')), sessionKey: 't', device: 'a' }]
    for (const each of [other, stranger]) hub.attach(each, null)
    const streams = Array.from({ length: 240 }, () => ({ ...reader(actor('331000000000')), device: 'a' }))
    let ended = 0
    const detaches = streams.map((each) => hub.attach({ ...each, send: each.send, close: () => void (ended += 1) }, null))
    expect([ended, hub.readers]).toEqual([239, 3])
    // Late news of an old stream's end does not take the new one away.
    for (const detach of detaches.slice(0, -1)) detach()
    expect(hub.readers).toBe(3)
    await happen('331099000000')
    expect(entries(streams.at(-1) ?? other)).toHaveLength(1)
    expect(streams.slice(0, -1).flatMap(entries)).toEqual([])
  })

  it('end when the session ends', async () => {
    const seen = reader(actor('331000000000'))
    hub.attach(seen, null)
    hub.closeWhere((each) => each.actor.accountId === 'x')
    expect([seen.closed, hub.readers]).toEqual([true, 0])
  })
})
