import { expect, it } from 'vitest'
import { chooseHeadFigures, shortFigure } from './head-figures.ts'

it('always shows deaths and missing, unknown as unknown, then the weightiest known numbers', () => {
  expect(chooseHeadFigures({ dead: 2, injured: 4, relocated: 300, trapped: 0, collapsedRooms: 12, directLossWan: 80 }, 2).map(({ fact, value }) => [fact, value])).toEqual([['dead', 2], ['missing', null], ['injured', 4], ['relocated', 300]])
})

it('says a million and more in 万', () => {
  expect(shortFigure(299_120, '人')).toEqual({ value: 299_120, unit: '人' })
  expect(shortFigure(1_234_567, '人')).toEqual({ value: 123.5, unit: '万人' })
})
