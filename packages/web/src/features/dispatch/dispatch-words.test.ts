import type { RequestView } from '@fengsui/contract/dispatch'
import { dispatchStatusNames } from '@fengsui/contract/dispatch'
import { describe, expect, it } from 'vitest'
import { amountText, dispatchGroups, distanceText, gapText, lastReport, minutesText, shortageText, sortRequests } from './dispatch-words.ts'

const request = (number: string, more: Partial<RequestView>): RequestView => ({ number, status: 'submitted', mayDecide: false, maySubmit: false, priority: 3, neededBy: '2019-08-10T10:00:00.000Z', lines: [], ...more }) as RequestView

describe('words of dispatch', () => {
  it('give amounts, ways and times as people say them', () => {
    expect([amountText(3000, '床'), distanceText(900), distanceText(11_120), minutesText(25), minutesText(60), minutesText(95)]).toEqual(['3,000 床', '900 米', '11.1 公里', '25 分钟', '1 小时', '1 小时 35 分'])
  })
  it('put every state of an order into one group', () => {
    expect(dispatchGroups.flatMap(({ statuses }) => statuses).sort()).toEqual(Object.keys(dispatchStatusNames).sort())
  })
  it('say how a shortage stands', () => {
    expect(shortageText({ status: 'passedUp', upwardNumber: '申20190810-002', upwardStatus: 'draft' })).toContain('待报出')
    expect(shortageText({ status: 'passedUp', upwardNumber: '申20190810-002', upwardStatus: 'accepted' })).toBe('已向上申请 申20190810-002（已受理）')
    expect(shortageText({ status: 'met', upwardNumber: null, upwardStatus: null })).toBe('已补足')
  })
  it('put what waits for the reader first, then the urgent, and what is over last', () => {
    const sorted = sortRequests([request('d', { status: 'closed' }), request('c', { priority: 3 }), request('b', { priority: 1 }), request('a', { mayDecide: true, priority: 5 })])
    expect(sorted.map(({ number }) => number)).toEqual(['a', 'b', 'c', 'd'])
  })
  it('name what is missing', () => {
    const line = { key: '1', kind: 'goods' as const, capability: null, equipmentKind: null, itemId: null, name: '毛毯', unit: '床', arrived: 0 }
    expect(gapText({ lines: [{ ...line, quantity: 300, filled: 100 }, { ...line, quantity: 5, filled: 5 }] })).toBe('毛毯 200 床')
  })
  it('take the starting place for no report, and say how far the last one was off', () => {
    const order = { position: { longitude: 121, latitude: 28.7 }, positionAt: '2019-08-10T10:00:00.000Z', departedAt: '2019-08-10T10:05:00.000Z', destination: { longitude: 121, latitude: 28.6 } }
    expect(lastReport(order)).toBeNull()
    expect(lastReport({ ...order, departedAt: null })).toBeNull()
    const report = lastReport({ ...order, positionAt: '2019-08-10T10:20:00.000Z' })
    expect(report).toMatchObject({ at: '2019-08-10T10:20:00.000Z', position: order.position })
    expect(report?.metresLeft).toBeGreaterThan(11_000)
    expect(report?.metresLeft).toBeLessThan(11_250)
  })
})
