import { describe, expect, it } from 'vitest'
import { isCounty, isCountyOrAbove, listDivisionBranches } from './division-tree.ts'

const unit = (divisionCode: string, divisionName: string) => ({ divisionCode, divisionName })

describe('listDivisionBranches', () => {
  it('nests places by their codes and counts what is below', () => {
    const branches = listDivisionBranches([unit('331099101000', '甲镇'), unit('331000000000', '台州市'), unit('331099000000', '演示县'), unit('331099000000', '演示县'), unit('331082000000', '临海市')])
    expect(branches.map(({ name, depth, units }) => [name, depth, units])).toEqual([
      ['台州市', 0, 5],
      ['临海市', 1, 1],
      ['演示县', 1, 3],
      ['甲镇', 2, 1],
    ])
  })

  it('stands a place under the nearest one above that has units', () => {
    const branches = listDivisionBranches([unit('330000000000', '浙江省'), unit('331099101000', '甲镇')])
    expect(branches.map(({ depth }) => depth)).toEqual([0, 1])
  })

  it('opens counties, and always shows them and what is above', () => {
    expect(['330000000000', '331000000000', '331099000000', '331099101000'].map(isCounty)).toEqual([false, false, true, false])
    expect(['330000000000', '331000000000', '331099000000', '331099101000'].map(isCountyOrAbove)).toEqual([true, true, true, false])
  })
})
