import { describe, expect, it } from 'vitest'
import { emptyLine, guessLine, toLineInput } from './request-lines.ts'

const items = [{ id: 'i1', name: '毛毯' }, { id: 'i2', name: '编织袋' }]
const guess = (item: string, unit: string) => guessLine({ item, quantity: 6, unit }, items)

describe('lines of a request', () => {
  it('are read from a demand', () => {
    expect(guess('冲锋舟', '艘')).toMatchObject({ kind: 'equipment', equipmentKind: 'boat', quantity: 6 })
    expect(guess('移动泵车', '台')).toMatchObject({ kind: 'equipment', equipmentKind: 'pump' })
    expect(guess('毛毯', '床')).toMatchObject({ kind: 'goods', itemId: 'i1' })
    expect(guess('防汛编织袋', '条')).toMatchObject({ kind: 'goods', itemId: 'i2' })
    expect(guess('水上救援力量', '人')).toMatchObject({ kind: 'team', capability: 'water-rescue' })
    expect(guess('冲锋舟操作队', '人')).toMatchObject({ kind: 'team' })
    expect(guess('某种没有的东西', '个')).toMatchObject({ kind: 'goods', itemId: null })
  })
  it('carry only what belongs to their kind', () => {
    expect(toLineInput({ ...emptyLine, kind: 'equipment', capability: 'medical', equipmentKind: 'boat', itemId: 'i1', quantity: 2 })).toEqual({ kind: 'equipment', quantity: 2, capability: null, equipmentKind: 'boat', itemId: null })
    expect(toLineInput(emptyLine).quantity).toBeNaN()
  })
})
