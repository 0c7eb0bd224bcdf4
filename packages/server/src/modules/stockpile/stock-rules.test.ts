import { describe, expect, it } from 'vitest'
import { accounts, availableOf, balances, daysLeft, decideCount, expiryOf, isExpired, papersDueAt, pickLots, spread, stockDay, takeable, whyDatesWrong, type PickableLot } from './stock-rules.ts'

const lot = (id: string, change: Partial<PickableLot> = {}): PickableLot => ({ id, number: id, warehouseId: 'w', itemId: 'i', quantity: 100, reserved: 0, expiresOn: null, receivedAt: '2019-01-01T00:00:00.000Z', ...change })
const today = '2019-08-10'

describe('days', () => {
  it('are legal days in Beijing', () => {
    expect(stockDay('2019-08-09T15:59:59.000Z')).toBe('2019-08-09')
    expect(stockDay('2019-08-09T16:00:00.000Z')).toBe('2019-08-10')
  })
  it('count down to the expiry, which is still a good day', () => {
    expect(daysLeft('2019-08-10', today)).toBe(0)
    expect(daysLeft('2019-08-09', today)).toBe(-1)
    expect(daysLeft('2020-08-10', today)).toBe(366)
    expect(daysLeft(null, today)).toBeNull()
    expect(isExpired({ expiresOn: '2019-08-10' }, today)).toBe(false)
    expect(isExpired({ expiresOn: '2019-08-09' }, today)).toBe(true)
    expect(isExpired({ expiresOn: null }, today)).toBe(false)
  })
  it('papers are due a day after', () => {
    expect(papersDueAt('2019-08-10T00:40:00.000Z')).toBe('2019-08-11T00:40:00.000Z')
  })
  it('an expiry follows from production and shelf life', () => {
    expect(expiryOf('2019-01-15', 12)).toBe('2020-01-14')
    expect(expiryOf('2019-01-31', 1)).toBe('2019-02-27')
    expect(expiryOf('2019-03-01', 24)).toBe('2021-02-28')
    expect(expiryOf(null, 12)).toBeNull()
    expect(expiryOf('2019-01-01', null)).toBeNull()
  })
  it.each([
    ['2019-08-11', null, 'producedOn'], ['2019-02-30x', null, 'producedOn'], [null, '2029-02-31', 'expiresOn'], [null, '2019-13-01', 'expiresOn'], ['2019-05-01', '2019-05-01', 'expiresOn'], [null, '2019-08-09', 'expiresOn'],
  ])('%s – %s is refused at %s', (produced, expires, path) => {
    expect(whyDatesWrong(produced, expires, today)?.path).toBe(path)
  })
  it('dates that fit are taken', () => {
    expect(whyDatesWrong('2019-08-10', '2019-08-11', today)).toBeNull()
    expect(whyDatesWrong(null, today, today)).toBeNull()
  })
})

describe('picking lots', () => {
  const lots = [lot('keeps'), lot('late', { expiresOn: '2021-01-01' }), lot('soon', { expiresOn: '2019-09-01', quantity: 30 }), lot('gone', { expiresOn: '2019-08-01', quantity: 500 }), lot('promised', { expiresOn: '2019-08-20', quantity: 50, reserved: 45 })]
  it('takes the earliest expiry first, what keeps last, never what has expired or is promised', () => {
    const [one] = pickLots(lots, [{ warehouseId: 'w', itemId: 'i', quantity: 150 }], today)
    expect(one?.picks.map(({ lot: { id }, quantity }) => [id, quantity])).toEqual([['promised', 5], ['soon', 30], ['late', 100], ['keeps', 15]])
    expect(one?.missing).toBe(0)
  })
  it('says what is missing and what lies there expired', () => {
    expect(pickLots(lots, [{ warehouseId: 'w', itemId: 'i', quantity: 1000 }], today)[0]).toMatchObject({ missing: 765, expired: 500 })
    expect(pickLots(lots, [{ warehouseId: 'other', itemId: 'i', quantity: 1 }], today)[0]).toMatchObject({ missing: 1, expired: 0, picks: [] })
  })
  it('lines of one item share the lots', () => {
    const two = pickLots(lots, [{ warehouseId: 'w', itemId: 'i', quantity: 20 }, { warehouseId: 'w', itemId: 'i', quantity: 20 }], today)
    expect(two.map(({ picks }) => picks.map(({ lot: { id }, quantity }) => [id, quantity]))).toEqual([[['promised', 5], ['soon', 15]], [['soon', 15], ['late', 5]]])
  })
  it('ties go by arrival, then by id', () => {
    const same = [lot('b', { receivedAt: '2019-02-01T00:00:00.000Z' }), lot('c'), lot('a')]
    expect(pickLots(same, [{ warehouseId: 'w', itemId: 'i', quantity: 300 }], today)[0]?.picks.map((pick) => pick.lot.id)).toEqual(['a', 'c', 'b'])
  })
  it('an expired lot has nothing to give', () => {
    expect(availableOf(lot('x', { expiresOn: '2019-08-09' }), today)).toBe(0)
    expect(availableOf(lot('x', { reserved: 40 }), today)).toBe(60)
  })
})

describe('the ledger', () => {
  it('balances: what leaves one account reaches another', () => {
    const lines = [{ lotId: 'a', fromAccount: accounts.supplier, toAccount: accounts.lot('a'), quantity: 100 }, { lotId: 'a', fromAccount: accounts.lot('a'), toAccount: accounts.transit('d'), quantity: 40 }, { lotId: 'a', fromAccount: accounts.transit('d'), toAccount: accounts.receiver('u'), quantity: 35 }, { lotId: 'a', fromAccount: accounts.transit('d'), toAccount: accounts.difference, quantity: 5 }]
    const held = balances(lines)
    expect(held.get('lot:a|a')).toBe(60)
    expect(held.get('transit:d|a')).toBe(0)
    expect([...held.values()].reduce((sum, value) => sum + value, 0)).toBe(0)
  })
  it('a count books the difference either way, and shrinks promises that cannot be kept', () => {
    expect(decideCount({ id: 'a', quantity: 10, reserved: 8 }, 10)).toEqual({ set: { quantity: 10, reserved: 8 }, line: null })
    expect(decideCount({ id: 'a', quantity: 10, reserved: 8 }, 6)).toEqual({ set: { quantity: 6, reserved: 6 }, line: { fromAccount: 'lot:a', toAccount: 'difference', quantity: 4 } })
    expect(decideCount({ id: 'a', quantity: 10, reserved: 0 }, 13)).toEqual({ set: { quantity: 13, reserved: 0 }, line: { fromAccount: 'difference', toAccount: 'lot:a', quantity: 3 } })
  })
  it('a dispatch takes its promise, not that of others', () => {
    expect(takeable({ quantity: 100, reserved: 60 }, 40)).toBe(80)
    expect(takeable({ quantity: 20, reserved: 20 }, 50)).toBe(20)
    expect(takeable({ quantity: 50, reserved: 50 }, 30)).toBe(30)
  })
  it('spreads a quantity over parts in order', () => {
    expect(spread([{ quantity: 5 }, { quantity: 0 }, { quantity: 7 }], 9)).toEqual({ shares: [{ part: { quantity: 5 }, quantity: 5 }, { part: { quantity: 7 }, quantity: 4 }], left: 0 })
    expect(spread([{ quantity: 5 }], 9).left).toBe(4)
  })
})
