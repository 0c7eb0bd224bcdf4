import { describe, expect, it } from 'vitest'
import { findEntries } from './search-entries.ts'
import type { SearchEntry } from './search-entries.ts'

const entry = (group: string, title: string, note = '', also = ''): SearchEntry => ({ key: `${group}${title}`, group, title, note, also, path: '/' })

describe('findEntries', () => {
  const entries = [entry('单位', '演示县水利局'), entry('事件', '岭下村山体滑坡', '331099-20190810-0007'), entry('事件', '滑坡监测点变形'), entry('地方', '岭下村', '演示县甲镇', '331099101201')]

  it('needs every word and keeps the order of groups', () => {
    expect(findEntries(entries, '岭下').map(({ group }) => group)).toEqual(['事件', '地方'])
    expect(findEntries(entries, '岭下 滑坡').map(({ title }) => title)).toEqual(['岭下村山体滑坡'])
    expect(findEntries(entries, '水利 事件')).toEqual([])
  })

  it('puts titles that begin with the word first, and looks into numbers', () => {
    expect(findEntries(entries, '滑坡').map(({ title }) => title)).toEqual(['滑坡监测点变形', '岭下村山体滑坡'])
    expect(findEntries(entries, '0810-0007')).toHaveLength(1)
    expect(findEntries(entries, '331099101201')).toHaveLength(1)
  })

  it('finds nothing for nothing and not too much for anything', () => {
    expect(findEntries(entries, '  ')).toEqual([])
    expect(findEntries(Array.from({ length: 50 }, (_, index) => entry('单位', `单位${index}`)), '单位')).toHaveLength(6)
  })
})
