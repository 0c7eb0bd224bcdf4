import { describe, expect, it } from 'vitest'
import { checkGoods, emptyGoods, toGoods } from './goods-lines.ts'

describe('goods of a direct order', () => {
  const full = { itemId: 'i', warehouseId: 'w', quantity: 30 }
  it('say what each begun row lacks, and nothing of an untouched one', () => {
    expect(checkGoods([emptyGoods, { ...emptyGoods, quantity: 3 }, { ...full, warehouseId: null }, { ...full, quantity: null }, { ...full, warehouseId: 'v' }])).toEqual([undefined, '请选择品种', '请选择从哪个仓库出', '请填数量', undefined])
  })
  it('want one row for one thing from one place', () => {
    expect(checkGoods([full, { ...full, quantity: 5 }, { ...full, warehouseId: 'other' }])).toEqual([undefined, '同一仓库的同一品种写在一行里', undefined])
  })
  it('leave untouched rows out of the order', () => {
    expect(toGoods([emptyGoods, full])).toEqual([full])
  })
})
