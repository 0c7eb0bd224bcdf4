import { describe, expect, it } from 'vitest'
import { answeredPercent, listRungs, stateWords } from './call-words.ts'

const at = '2019-08-09T16:00:00.000Z'
const counts = { total: 3, waiting: 0, sent: 3, delivered: 0, unreachable: 0, answered: 0, overdue: 0, escalated: 0, visited: 0 }
const step = (afterMinutes: number, to: 'same' | 'superior') => ({ afterMinutes, to, channels: ['in-app' as const, 'sms' as const], name: '' })

describe('a call in words', () => {
  it('says of each what is known', () => {
    expect(stateWords({ status: 'answered', answeredBy: 'visit', answeredAt: at, overdueAt: null })).toBe('00:00 应答（上门）')
    expect(stateWords({ status: 'sent', answeredBy: null, answeredAt: null, overdueAt: at })).toBe('已发出，超时未应答')
    expect(stateWords({ status: 'unreachable', answeredBy: null, answeredAt: null, overdueAt: null })).toBe('送不到')
  })

  it('never says 100 per cent before the last one has answered', () => {
    expect([answeredPercent({ total: 3429, answered: 3428 }), answeredPercent({ total: 3429, answered: 3429 }), answeredPercent({ total: 0, answered: 0 })]).toEqual([99, 100, 0])
  })

  it('shows the ladder in order of time, with what was climbed and what comes next', () => {
    const call = { calledAt: at, channels: ['in-app' as const, 'sms' as const], ladder: [step(5, 'same'), step(20, 'superior')], step: 1, status: 'running' as const, acknowledgeBy: '2019-08-09T16:15:00.000Z', counts }
    expect(listRungs(call).map(({ name, state }) => [name, state])).toEqual([['发起', 'done'], ['再叫', 'done'], ['应答时限', 'later'], ['转上级', 'next']])
    expect(listRungs({ ...call, status: 'complete' }).map(({ state }) => state)).toEqual(['done', 'done', 'skipped', 'skipped'])
  })
})
