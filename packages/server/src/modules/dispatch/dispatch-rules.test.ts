import { dispatchLifecycle, dispatchStatusNames, requestLifecycle, requestStatusNames, type DispatchStatus, type RequestLine, type RequestStatus, type Shortage } from '@fengsui/contract/dispatch'
import { Problem } from '@fengsui/contract/kernel'
import { describe, expect, it } from 'vitest'
import { arrivedOf, isOut, mayDispatchBecome, requireDispatchMayBecome, requireReturnAddsUp } from './dispatch-rules.ts'
import { toLine } from './line-rules.ts'
import { dispatchTimelineTexts } from './timeline-texts.ts'
import { parseCursor, toPage } from './page-rules.ts'
import { gapOf, hasArrived, mayRequestBecome, requireRequestMayBecome, settleShortages, statusAfter, stepLines } from './request-rules.ts'

const at = '2019-08-10T07:20:00.000Z'
const requestStates = Object.keys(requestStatusNames) as RequestStatus[]
const dispatchStates = Object.keys(dispatchStatusNames) as DispatchStatus[]
const pairs = <T>(states: readonly T[]) => states.flatMap((from) => states.map((to) => [from, to] as const))

describe('life of a request', () => {
  const allowed = new Set(['draft>submitted', 'draft>withdrawn', 'submitted>accepted', 'submitted>partlyFilled', 'submitted>filled', 'submitted>refused', 'submitted>withdrawn', 'accepted>partlyFilled', 'accepted>filled', 'accepted>refused', 'accepted>closed', 'accepted>withdrawn',
    'partlyFilled>accepted', 'partlyFilled>partlyFilled', 'partlyFilled>filled', 'partlyFilled>closed', 'filled>accepted', 'filled>partlyFilled', 'filled>filled', 'filled>closed'])
  it.each(pairs(requestStates))('%s to %s', (from, to) => {
    const expected = allowed.has(`${from}>${to}`)
    expect(mayRequestBecome(from, to)).toBe(expected)
    expect((requestLifecycle[from] as readonly RequestStatus[]).includes(to)).toBe(expected)
    if (expected) requireRequestMayBecome({ status: from }, to)
    else expect(() => { requireRequestMayBecome({ status: from }, to) }).toThrow(Problem)
  })
})

describe('life of an order', () => {
  const allowed = new Set(['ordered>acknowledged', 'ordered>departed', 'ordered>cancelled', 'acknowledged>departed', 'acknowledged>cancelled', 'departed>arrived', 'departed>received', 'departed>returning', 'departed>cancelled',
    'arrived>received', 'arrived>returning', 'arrived>returned', 'received>returning', 'received>returned', 'returning>returned'])
  it.each(pairs(dispatchStates))('%s to %s', (from, to) => {
    const expected = allowed.has(`${from}>${to}`)
    expect(mayDispatchBecome(from, to)).toBe(expected)
    expect((dispatchLifecycle[from] as readonly DispatchStatus[]).includes(to)).toBe(expected)
    if (expected) requireDispatchMayBecome({ number: '调1', status: from }, to)
    else expect(() => { requireDispatchMayBecome({ number: '调1', status: from }, to) }).toThrow('调1')
  })
  it('is out until home, goods until handed over', () => {
    expect(dispatchStates.filter((status) => isOut({ kind: 'team', status }))).toEqual(['ordered', 'acknowledged', 'departed', 'arrived', 'received', 'returning'])
    expect(dispatchStates.filter((status) => isOut({ kind: 'goods', status }))).toEqual(['ordered', 'acknowledged', 'departed', 'arrived', 'returning'])
  })
  it('counts what was received, else what arrived', () => {
    expect([arrivedOf({ arrivedAt: null, receivedQuantity: null, quantity: 5 }), arrivedOf({ arrivedAt: at, receivedQuantity: null, quantity: 5 }), arrivedOf({ arrivedAt: at, receivedQuantity: 3, quantity: 5 })]).toEqual([0, 5, 3])
  })
})

describe('figures of a return', () => {
  const boats = { kind: 'equipment' as const, quantity: 3, unit: '艘', equipmentIds: ['a', 'b', 'c'], receivedQuantity: 3 }
  const goods = { kind: 'goods' as const, quantity: 100, unit: '床', equipmentIds: [], receivedQuantity: 90 }
  const team = { kind: 'team' as const, quantity: 42, unit: '人', equipmentIds: [], receivedQuantity: 42 }
  const body = { quantity: 3, damagedEquipmentIds: [], lostEquipmentIds: [], damagedQuantity: 0, note: '' }
  it('fit the order', () => {
    requireReturnAddsUp(boats, { ...body, damagedEquipmentIds: ['b'] })
    requireReturnAddsUp(boats, { ...body, quantity: 2, lostEquipmentIds: ['c'], damagedEquipmentIds: ['a'] })
    requireReturnAddsUp(goods, { ...body, quantity: 30, damagedQuantity: 10 })
    requireReturnAddsUp(team, { ...body, quantity: 41, note: '一人送医' })
  })
  it.each([
    ['a piece missing without a word', boats, { ...body, quantity: 2 }, '登记为丢失'],
    ['damaged and lost at once', boats, { ...body, quantity: 2, damagedEquipmentIds: ['a'], lostEquipmentIds: ['a'] }, '只能登记一次'],
    ['a stranger', boats, { ...body, damagedEquipmentIds: ['x'] }, '不在这份调度令里'],
    ['more goods than received', goods, { ...body, quantity: 91 }, '最多归还 90'],
    ['more damaged than returned', goods, { ...body, quantity: 5, damagedQuantity: 6 }, '不能多于归还数量'],
    ['part of goods nobody received', { ...goods, receivedQuantity: null }, { ...body, quantity: 40 }, '全部退回'],
    ['fewer people without a word', team, { ...body, quantity: 41 }, '写明情况'],
    ['boats of a team', team, { ...body, quantity: 42, damagedEquipmentIds: ['a'] }, '没有装备'],
  ])('refuses %s', (_, dispatch, given, words) => {
    expect(() => { requireReturnAddsUp(dispatch, given) }).toThrow(words)
  })
})

const line = (key: string, quantity: number, filled = 0, arrived = 0): RequestLine => ({ key, kind: 'goods', capability: null, equipmentKind: null, itemId: key, name: key, quantity, unit: '个', filled, arrived })
const shortage = (lineKey: string, quantity: number, more: Partial<Shortage> = {}): Shortage => ({ id: lineKey, requestId: 'r', incidentId: 'i', divisionCode: '331099000000', lineKey, name: lineKey, quantity, unit: '个', status: 'open', foundAt: at, upwardRequestId: null, metAt: null, ...more })

describe('lines of a request', () => {
  it('count orders and arrivals and never fall below zero', () => {
    const lines = stepLines([line('a', 10), line('b', 5)], [{ key: 'a', filled: 4 }, { key: 'a', filled: 3, arrived: 2 }, { key: 'b', filled: -1 }])
    expect(lines).toMatchObject([{ filled: 7, arrived: 2 }, { filled: 0, arrived: 0 }])
    expect(lines.map(gapOf)).toEqual([3, 5])
  })
  it('give the state of the request, forwards and back', () => {
    expect(statusAfter('accepted', [line('a', 10, 4)])).toBe('partlyFilled')
    expect(statusAfter('partlyFilled', [line('a', 10, 12)])).toBe('filled')
    expect(statusAfter('filled', [line('a', 10, 0)])).toBe('accepted')
    expect(statusAfter('submitted', [line('a', 10, 0)])).toBe('submitted')
    expect(statusAfter('closed', [line('a', 10, 0)])).toBe('closed')
    expect(hasArrived([line('a', 10, 10, 10), line('b', 1, 1, 0)])).toBe(false)
  })
  it('settle shortages: smaller, met, and missing again when an order is called off', () => {
    expect(settleShortages([shortage('a', 10)], [line('a', 10, 4)], at)).toMatchObject([{ set: { quantity: 6 } }])
    expect(settleShortages([shortage('a', 6)], [line('a', 10, 10)], at)).toMatchObject([{ set: { status: 'met', metAt: at } }])
    expect(settleShortages([shortage('a', 6, { status: 'met', metAt: at, upwardRequestId: 'u' })], [line('a', 10, 8)], at)).toMatchObject([{ set: { status: 'passedUp', metAt: null, quantity: 2 } }])
    expect(settleShortages([shortage('a', 6, { status: 'met', metAt: at })], [line('a', 10, 8)], at)).toMatchObject([{ set: { status: 'open' } }])
    expect(settleShortages([shortage('a', 6, { status: 'accepted' }), shortage('b', 2)], [line('a', 10, 10), line('b', 2)], at)).toEqual([])
  })
  it('are named after what is asked for', () => {
    const wish = { capability: null, equipmentKind: null, itemId: null, quantity: 5 }
    expect(toLine({ ...wish, kind: 'team', capability: 'water-rescue' }, 0, null)).toMatchObject({ key: '1', name: '水上救援队伍', unit: '人' })
    expect(toLine({ ...wish, kind: 'equipment', equipmentKind: 'boat' }, 1, null)).toMatchObject({ key: '2', unit: '艘' })
    expect(toLine({ ...wish, kind: 'goods', itemId: 'x' }, 0, { name: '毛毯', unit: '床' })).toMatchObject({ name: '毛毯', unit: '床' })
    expect(toLine({ ...wish, kind: 'goods', itemId: 'x' }, 0, null)).toBeNull()
  })
})

describe('pages', () => {
  it('go on after their last item and refuse strange cursors', () => {
    const id = '00000000-0000-4000-8000-000000000001'
    const { items, next } = toPage([{ id, at }, { id: 'x', at }], 1, (item) => item.at)
    expect(items).toHaveLength(1)
    expect(parseCursor(next ?? undefined)).toEqual({ at, id })
    expect(() => parseCursor('2019-13-45T00:00:00.000Z|x')).toThrow(Problem)
  })
})

describe('timeline', () => {
  const ordered = (note: Record<string, string | number>) => dispatchTimelineTexts['dispatch.ordered']?.({ data: { changes: [{ object: 'dispatch', id: 'd', created: true, set: { name: '水上救援队', quantity: 42, unit: '人', destinationName: '演示溪口' } }], note } } as never)
  it('tells a mass of orders in one line and those of a request under it', () => {
    expect(ordered({ number: '调20190809-001', orders: 12, people: 420, pieces: 38 })).toEqual({ text: '下达调度令 调20190809-001 等 12 份（420 人、装备 38 件），去演示溪口', importance: 'decision' })
    expect(ordered({ number: '调20190809-002' })).toEqual({ text: '下达调度令 调20190809-002：水上救援队 42 人，去演示溪口', importance: 'task' })
    expect(ordered({ number: '调20190809-003', orders: 1 })?.importance).toBe('decision')
  })
})
