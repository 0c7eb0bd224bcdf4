import { describe, expect, it } from 'vitest'
import { countQueue, findHolder, listDependents, nextToSend, resolveReferences, resultsFor } from './queue-item.ts'
import type { QueueItem } from './queue-item.ts'

const item = (key: string, order: number, rest: Partial<QueueItem> = {}): QueueItem => ({
  key, order, accountId: 'a', commandId: `c-${key}`, kind: 'k', path: '/p', params: {}, body: {}, words: key, composedAt: '2019-08-09T18:00:00.000Z', subject: null, needs: [], file: null,
  after: [], state: 'waiting', attempts: 0, failures: 0, uncertain: false, problem: null, deliveredAt: null, resultId: null, uploaded: null, ...rest,
})
const photo = { name: 'a.jpg', type: 'image/jpeg', size: 3 }

describe('what goes out next', () => {
  it('is the oldest command, whatever order the list has', () => {
    expect(nextToSend([item('b', 2), item('a', 1)])?.key).toBe('a')
    expect(nextToSend([])).toBeNull()
  })

  it('is what was under way when the page was killed', () => {
    expect(nextToSend([item('a', 1, { state: 'sending' }), item('b', 2)])?.key).toBe('a')
  })

  it('steps over a refused one and what depends on it, and over nothing else', () => {
    const items = [item('a', 1, { state: 'refused' }), item('b', 2, { needs: ['a'] }), item('c', 3, { after: ['b'] }), item('d', 4)]
    expect(nextToSend(items)?.key).toBe('d')
    expect(findHolder(items[2]!, items)).toMatchObject({ key: 'b' })
  })

  it('lets words go before pictures, and a picture only after its report', () => {
    const report = item('r', 1)
    const picture = item('p', 2, { needs: ['r'], file: photo })
    const answer = item('w', 3)
    expect(nextToSend([report, picture, answer])?.key).toBe('r')
    const delivered = { ...report, state: 'delivered' as const, resultId: 'id-r' }
    expect(nextToSend([delivered, picture, answer])?.key).toBe('w')
    expect(nextToSend([delivered, picture])?.key).toBe('p')
    expect(nextToSend([picture])).toBeNull()
    expect(findHolder(picture, [picture])).toBe('missing')
  })

  it('goes on with a later item when the earlier one about the same thing was discarded', () => {
    expect(nextToSend([item('b', 2, { after: ['a'] })])?.key).toBe('b')
  })
})

describe('references', () => {
  it('become the ids the server gave, at any depth, and other text stays', () => {
    const items = [item('a', 1, { state: 'delivered', resultId: 'id-a' }), item('b', 2, { needs: ['a'] })]
    const results = resultsFor(items[1]!, items)
    expect(resolveReferences({ owner: { id: '@a' }, words: '@王某 说', list: ['@a', 1, null] }, results)).toEqual({ owner: { id: 'id-a' }, words: '@王某 说', list: ['id-a', 1, null] })
  })

  it('tell what a discarded item takes along', () => {
    const items = [item('c', 3, { needs: ['b'] }), item('b', 2, { needs: ['a'] }), item('a', 1), item('d', 4, { after: ['a'] })]
    expect(listDependents('a', items).map(({ key }) => key)).toEqual(['a', 'b', 'c'])
  })

  it('count what waits', () => {
    expect(countQueue([item('a', 1, { state: 'delivered' }), item('b', 2, { state: 'sending' }), item('c', 3), item('d', 4, { state: 'refused' })])).toEqual({ waiting: 2, refused: 1 })
  })
})
