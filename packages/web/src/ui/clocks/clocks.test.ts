import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countdownState } from './countdown-state.ts'
import { absoluteTime, countingText, durationText, hourMinuteSecond, monthDayTime, monthDayWeekday, nearTime, relativeText } from './time-text.ts'

const at = (iso: string): number => Date.parse(iso)
const minutes = (n: number): number => n * 60_000

describe('deadline clock', () => {
  const deadline = { startedAt: '2019-08-09T17:52:00.000Z', dueAt: '2019-08-09T18:22:00.000Z' }

  it.each([
    ['2019-08-09T17:52:00.000Z', 'running', 0],
    ['2019-08-09T18:14:29.999Z', 'running', 0.75],
    ['2019-08-09T18:14:30.000Z', 'amber', 0.75],
    ['2019-08-09T18:22:00.000Z', 'amber', 1],
    ['2019-08-09T18:22:00.001Z', 'late', 1],
  ] as const)('%s is %s', (now, phase, share) => {
    const state = countdownState(deadline, at(now))
    expect(state.phase).toBe(phase)
    expect(state.elapsedShare).toBeCloseTo(share, 3)
  })

  it('freezes when done, and says whether in time', () => {
    const now = at('2019-08-10T09:00:00.000Z')
    expect(countdownState({ ...deadline, doneAt: '2019-08-09T18:22:00.000Z' }, now)).toMatchObject({ phase: 'done', remaining: 0 })
    expect(countdownState({ ...deadline, doneAt: '2019-08-09T18:24:00.000Z' }, now)).toMatchObject({ phase: 'done-late', remaining: -minutes(2) })
  })

  it('without a start counts but never turns amber', () => {
    const open = { dueAt: deadline.dueAt }
    expect(countdownState(open, at('2019-08-09T18:21:59.000Z')).phase).toBe('running')
    expect(countdownState(open, at('2019-08-09T18:22:01.000Z')).phase).toBe('late')
  })

  it('moves only forward through running, amber, late', () => {
    const order = ['running', 'amber', 'late']
    fc.assert(
      fc.property(fc.integer({ min: -3600, max: 7200 }), fc.nat({ max: 3600 }), (offset, later) => {
        const now = at(deadline.startedAt) + offset * 1000
        const first = countdownState(deadline, now)
        const second = countdownState(deadline, now + later * 1000)
        expect(order.indexOf(second.phase)).toBeGreaterThanOrEqual(order.indexOf(first.phase))
        expect(first.elapsedShare).toBeGreaterThanOrEqual(0)
        expect(first.elapsedShare).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('time texts', () => {
  const landfall = '2019-08-09T17:45:08.000Z'

  it('are Beijing time whatever the machine believes', () => {
    expect(monthDayTime(landfall)).toBe('08-10 01:45')
    expect(hourMinuteSecond(landfall)).toBe('01:45:08')
    expect(monthDayWeekday(landfall)).toBe('08-10 周六')
    expect(absoluteTime(landfall)).toBe('2019-08-10 01:45:08 北京时间')
  })

  it('drop the date only on the same legal day', () => {
    expect(nearTime(landfall, at('2019-08-09T18:15:00.000Z'))).toBe('01:45')
    expect(nearTime('2019-08-09T15:59:00.000Z', at('2019-08-09T16:01:00.000Z'))).toBe('08-09 23:59')
    expect(nearTime('2018-08-09T17:45:00.000Z', at(landfall))).toBe('08-10 01:45')
  })

  it('say lengths in 时 and 分', () => {
    expect(durationText(minutes(64))).toBe('1 时 04 分')
    expect(durationText(minutes(31) + 59_000)).toBe('31 分')
    expect(durationText(45_999)).toBe('45 秒')
    expect(durationText(minutes(24 * 60 * 3 + 120))).toBe('3 天 2 时')
    expect(countingText(minutes(96) + 52_000)).toBe('1:36:52')
    expect(countingText(minutes(6) + 52_999)).toBe('06:52')
  })

  it('say ages', () => {
    const now = at(landfall)
    expect(relativeText(now, now)).toBe('刚刚')
    expect(relativeText(now - minutes(12), now)).toBe('12 分钟前')
    expect(relativeText(now + minutes(180), now)).toBe('3 小时后')
    expect(relativeText(now - minutes(60 * 49), now)).toBe('2 天前')
  })
})
