import { describe, expect, it } from 'vitest'
import { createPhoneClock } from './phone-clock.ts'

describe('the clock of a phone without a network', () => {
  it('goes on from what the server last said, also after the page was closed, in whole seconds and never ahead', () => {
    const kept = new Map<string, string>()
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
    let machine = Date.parse('2019-08-09T20:00:00.000Z')
    const clock = createPhoneClock(storage, () => machine)
    expect(clock.now()).toBe('2019-08-09T20:00:00.000Z')
    clock.learn('2019-08-09T18:30:00.900Z')
    machine += 500
    expect([clock.now(), clock.stamp()]).toEqual(['2019-08-09T18:30:01.000Z', '2019-08-09T18:30:01.400Z'])
    expect(createPhoneClock(storage, () => machine).now()).toBe('2019-08-09T18:30:01.000Z')
  })

  it.each([['7 minutes ahead', 7], ['7 minutes slow', -7], ['2 days ahead', 2880], ['2 days slow', -2880]])('tells the server’s time on a phone that is %s, once it has heard it', (_, minutes) => {
    const server = Date.parse('2019-08-09T18:30:00.000Z')
    const clock = createPhoneClock({ getItem: () => null, setItem: () => undefined }, () => server + minutes * 60_000)
    expect(clock.now()).not.toBe('2019-08-09T18:30:00.000Z')
    clock.learn('2019-08-09T18:30:00.000Z')
    expect(clock.now()).toBe('2019-08-09T18:30:00.000Z')
  })

  it('works where storage is forbidden', () => {
    const forbidden = { getItem: (): never => { throw new Error('no') }, setItem: (): never => { throw new Error('no') } }
    const clock = createPhoneClock(forbidden, () => 0)
    clock.learn('2019-08-09T18:30:00.000Z')
    expect(clock.now()).toBe('2019-08-09T18:30:00.000Z')
  })
})
