import { describe, expect, it } from 'vitest'
import { checkOrders, toDecisions } from './order-decisions.ts'

const orders = [{ id: 'a', number: '2019年指挥长令第1号' }, { id: 'b', number: '2019年指挥长令第2号' }]

describe('orders in force when a response goes down or ends', () => {
  it('are asked for one by one, then for the reason of those kept', () => {
    expect(checkOrders([], {})).toEqual([])
    expect(checkOrders(orders, { a: { decision: 'lift', reason: '' } })).toEqual([{ field: 'orders', message: '还有 1 道指挥长令没有选择解除或保留。' }])
    expect(checkOrders(orders, { a: { decision: 'lift', reason: '' }, b: { decision: 'keep', reason: ' ' } })).toEqual([{ field: 'orders', message: '请写明2019年指挥长令第2号保留的理由。' }])
    expect(checkOrders(orders, { a: { decision: 'lift', reason: '' }, b: { decision: 'keep', reason: '洪水未退' } })).toEqual([])
  })

  it('go out as decided; a reason typed before lifting is left behind', () => {
    expect(toDecisions(orders, { a: { decision: 'lift', reason: '改了主意' }, b: { decision: 'keep', reason: ' 洪水未退 ' }, gone: { decision: 'lift', reason: '' } })).toEqual([
      { orderId: 'a', decision: 'lift', reason: '' },
      { orderId: 'b', decision: 'keep', reason: '洪水未退' },
    ])
  })
})
