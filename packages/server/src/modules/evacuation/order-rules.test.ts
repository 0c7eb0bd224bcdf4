import { isOrderOfResponse, type OrderDecision, type ProtectiveMeasure } from '@fengsui/contract/evacuation'
import { Problem } from '@fengsui/contract/kernel'
import { describe, expect, it } from 'vitest'
import { decideOrders } from './order-rules.ts'

const order = (id: string, measures: ProtectiveMeasure[] = ['work', 'classes']) => ({ id, number: `2019年指挥长令第${id}号`, measures })
const lift = (orderId: string): OrderDecision => ({ orderId, decision: 'lift', reason: '' })
const keep = (orderId: string, reason = '洪水未退'): OrderDecision => ({ orderId, decision: 'keep', reason })
const refusalOf = (attempt: () => unknown): Problem => {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('not refused')
}

describe('orders in force when a response goes down or ends', () => {
  it('need no word when there are none', () => {
    expect(decideOrders([], [])).toEqual({ lift: [], keep: [] })
  })

  it('are each lifted, or kept with a reason', () => {
    const [one, two] = [order('1'), order('2')]
    expect(decideOrders([one, two], [keep('2'), lift('1')])).toEqual({ lift: [one], keep: [{ order: two, reason: '洪水未退' }] })
  })

  it('are named with what they stop when nothing was decided', () => {
    const refusal = refusalOf(() => decideOrders([order('1'), order('2', ['scenic-areas'])], [lift('1')]))
    expect(refusal).toMatchObject({ code: 'lifecycle-refused', errors: [{ path: 'orders' }] })
    expect(refusal.message).toContain('还有 1 道指挥长令在执行：2019年指挥长令第2号（关闭景区）')
    expect(refusalOf(() => decideOrders(Array.from({ length: 7 }, (_, index) => order(String(index))), [])).message).toMatch(/还有 7 道.*第4号.*等。请/u)
  })

  it.each<[string, readonly OrderDecision[], string, RegExp]>([
    ['kept without a reason', [keep('1', ' ')], 'invalid-input', /写明2019年指挥长令第1号继续执行的理由/],
    ['decided twice', [lift('1'), keep('1')], 'invalid-input', /只能选择一次/],
    ['lifted by somebody else meanwhile', [lift('1'), lift('9')], 'conflict', /刚被解除/],
  ])('%s: refused', (_, decisions, code, says) => {
    const refusal = refusalOf(() => decideOrders([order('1')], decisions))
    expect(refusal.code).toBe(code)
    expect(refusal.message).toMatch(says)
  })

  it('belong to the response of the place that gave them, for the same incident', () => {
    const response = { incidentId: 'i', divisionCode: '331000000000' }
    const given = { status: 'inForce', incidentId: 'i', issuedByDivisionCode: '331000000000' } as const
    expect(isOrderOfResponse(given, response)).toBe(true)
    expect(isOrderOfResponse({ ...given, issuedByDivisionCode: '331099000000' }, response)).toBe(false)
    expect(isOrderOfResponse({ ...given, incidentId: 'other' }, response)).toBe(false)
    expect(isOrderOfResponse({ ...given, status: 'lifted' }, response)).toBe(false)
  })
})
