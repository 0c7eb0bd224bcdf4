import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { KeptReads } from './kept-reads.ts'
import { isStorageFull, openOfflineDb } from './offline-db.ts'
import type { OfflineDb } from './offline-db.ts'
import type { QueueDraft } from './queue-item.ts'
import { QueueStore } from './queue-store.ts'

let serial = 0
let name = ''
let db: OfflineDb
let store: QueueStore
beforeEach(async () => {
  name = `store-${++serial}`
  db = await openOfflineDb(name)
  store = new QueueStore(db)
})

const draft = (key: string, rest: Partial<QueueDraft> = {}): QueueDraft => ({ key, accountId: 'a', commandId: `c-${key}`, kind: 'report', path: '/signals', params: {}, body: { words: key }, words: key, composedAt: '2019-08-09T18:00:00.000Z', subject: null, needs: [], file: null, ...rest })
const refusal = { type: 'urn:fengsui:problem:invalid-input', code: 'invalid-input', title: '填写内容有误', status: 400, detail: '发生时间晚于现在' }
const photo = (key: string, needs: string[]) => ({ draft: draft(key, { needs, file: { name: 'a.jpg', type: 'image/jpeg', size: 3 } }), bytes: new Uint8Array([1, 2, 3]).buffer })

describe('the queue on the phone', () => {
  it('keeps order, bytes and everything else through a closed page', async () => {
    await store.add([{ draft: draft('r') }, photo('p', ['r'])])
    await store.add([{ draft: draft('s') }])
    db.close()
    const later = new QueueStore(await openOfflineDb(name))
    expect((await later.list('a')).map(({ key, order, state }) => [key, order, state])).toEqual([['r', 1, 'waiting'], ['p', 2, 'waiting'], ['s', 3, 'waiting']])
    expect([...new Uint8Array((await later.readFile('p'))!)]).toEqual([1, 2, 3])
    expect(await later.list('b')).toEqual([])
  })

  it('takes a double press once', async () => {
    await Promise.all([store.add([{ draft: draft('r') }]), store.add([{ draft: draft('r', { commandId: 'c-other' }) }])])
    expect((await store.list('a')).map(({ commandId }) => commandId)).toEqual(['c-r'])
  })

  it('takes all of what belongs together, or nothing', async () => {
    const broken = { draft: draft('x', { body: { f: () => 1 } }) }
    await expect(store.add([{ draft: draft('r') }, broken])).rejects.toThrow()
    expect(await store.list('a')).toEqual([])
  })

  it('lets a later item about the same thing wait for the earlier one', async () => {
    await store.add([{ draft: draft('n', { subject: 'household:1' }) }])
    await store.add([{ draft: draft('m', { subject: 'household:1' }) }, { draft: draft('o', { subject: 'household:2' }) }])
    const [, moved, other] = await store.list('a')
    expect([moved!.after, other!.after]).toEqual([['n'], []])
  })

  it('keeps the command id when a refused item is sent again, changes it when edited, and hears no answer to the old one', async () => {
    await store.add([{ draft: draft('r') }])
    await store.beginAttempt('r', 'c-r')
    await store.settle('r', 'c-r', { kind: 'retry', problem: null, uncertain: true, failed: false })
    await store.settle('r', 'c-r', { kind: 'refused', problem: refusal, uncertain: false })
    expect((await store.list('a'))[0]).toMatchObject({ state: 'refused', uncertain: true, problem: refusal })
    expect(await store.resend('r')).toBe(true)
    expect((await store.list('a'))[0]).toMatchObject({ state: 'waiting', commandId: 'c-r', problem: null })
    expect(await store.replace('r', { commandId: 'c-2', params: {}, body: {}, words: '改' })).toBe(false)
    await store.settle('r', 'c-r', { kind: 'refused', problem: refusal, uncertain: false })
    expect(await store.replace('r', { commandId: 'c-2', params: {}, body: { words: '改' }, words: '改' })).toBe(true)
    expect((await store.list('a'))[0]).toMatchObject({ commandId: 'c-2', order: 1, attempts: 0, uncertain: false })
    expect(await store.settle('r', 'c-r', { kind: 'delivered', at: '2019-08-09T19:00:00.000Z', resultId: 'x' })).toBeNull()
    expect(await store.beginAttempt('r', 'c-r')).toBeNull()
  })

  it('discards with all that needs it, and never what may be on its way', async () => {
    await store.add([{ draft: draft('r') }, photo('p', ['r']), { draft: draft('s') }])
    await store.beginAttempt('r', 'c-r')
    expect(await store.discard('r')).toBe(0)
    await store.settle('r', 'c-r', { kind: 'retry', problem: null, uncertain: true, failed: false })
    expect(await store.discard('r')).toBe(0)
    await store.settle('r', 'c-r', { kind: 'refused', problem: refusal, uncertain: false })
    expect(await store.discard('r')).toBe(2)
    expect((await store.list('a')).map(({ key }) => key)).toEqual(['s'])
    expect(await store.readFile('p')).toBeNull()
    expect(await store.discard('s')).toBe(1)
  })

  it('forgets delivered items when nobody needs them, and a photo when it arrived', async () => {
    await store.add([{ draft: draft('r') }, photo('p', ['r'])])
    await store.settle('r', 'c-r', { kind: 'delivered', at: '2019-08-09T19:00:00.000Z', resultId: 'id' })
    expect(await store.prune('a', '2019-08-10T00:00:00.000Z')).toBe(0)
    await store.settle('p', 'c-p', { kind: 'delivered', at: '2019-08-09T19:00:00.000Z', resultId: null })
    expect(await store.readFile('p')).toBeNull()
    expect(await store.prune('a', '2019-08-10T00:00:00.000Z')).toBe(2)
    await store.add([{ draft: draft('b', { accountId: 'b' }) }])
    expect([await store.countOfOthers('a'), await store.countOfOthers('b')]).toEqual([1, 0])
  })
})

describe('answers kept for reading', () => {
  it('belong to one account, and are wiped with its delivered items while what is unsent stays', async () => {
    const reads = new KeptReads(db)
    await reads.put('a', 'tasks', [1], '2019-08-09T18:31:00.000Z')
    await reads.put('b', 'tasks', [2], '2019-08-09T18:32:00.000Z')
    await store.add([{ draft: draft('done') }, { draft: draft('needed') }, photo('p', ['needed'])])
    for (const key of ['done', 'needed']) await store.settle(key, `c-${key}`, { kind: 'delivered', at: '2019-08-09T19:00:00.000Z', resultId: 'id' })
    expect(await reads.get('a', 'tasks')).toMatchObject({ data: [1], readAt: '2019-08-09T18:31:00.000Z' })
    await reads.wipe('a')
    expect([await reads.get('a', 'tasks'), (await reads.get('b', 'tasks'))?.data]).toEqual([null, [2]])
    expect((await store.list('a')).map(({ key }) => key)).toEqual(['needed', 'p'])
    await reads.forgetOld('2019-08-17T00:00:00.000Z')
    expect(await reads.listAges('b')).toEqual([])
  })

  it('a full phone is told from other errors', () => {
    expect(isStorageFull(new DOMException('', 'QuotaExceededError'))).toBe(true)
    expect(isStorageFull(new Error('x'))).toBe(false)
  })
})
