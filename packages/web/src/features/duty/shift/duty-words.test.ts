import type { HandedItem } from '@fengsui/contract/duty'
import { describe, expect, it } from 'vitest'
import { answerWords, groupItems, knownWords, listUnticked, minuteWords, pathOfItem, readMinute } from './duty-words.ts'

const item = (kind: HandedItem['kind'], key: string, arrived = false): HandedItem => ({ key, kind, title: key, detail: '', dueAt: null, ownerName: '', since: '2026-01-01T00:00:00.000Z', incidentId: 'i', objectId: 'o', arrived })

describe('a handover on screen', () => {
  it('groups by kind in the order of importance', () => {
    expect(groupItems([item('signal', 's'), item('clock', 'c'), item('signal', 't')]).map(({ kind, strict, items }) => [kind, strict, items.length])).toEqual([['clock', true, 1], ['signal', false, 2]])
  })
  it('asks for what was there and for every clock, as the server does', () => {
    const items = [item('clock', 'c'), item('clock', 'd', true), item('signal', 's'), item('signal', 't', true)]
    expect(listUnticked(items, new Set(['c'])).map((each) => each.key)).toEqual(['d', 's'])
    expect(listUnticked(items, new Set(['c', 'd', 's']))).toEqual([])
  })
  it('leads to the page of each item', () => {
    expect([pathOfItem(item('signal', 's')), pathOfItem(item('clock', 'c')), pathOfItem(item('absence', 'a'))]).toEqual(['/duty/o', '/incidents/i', null])
  })
})

it('says times and people shortly', () => {
  expect([answerWords(9), answerWords(185), answerWords(null)]).toEqual(['9 秒', '3 分 05 秒', ''])
  expect([minuteWords(1320), minuteWords(1800), readMinute('6:05'), readMinute('24:00')]).toEqual(['22:00', '次日 06:00', 365, null])
  expect([knownWords({ personName: '演示人甲', title: '值班员', unitName: '甲镇值班室' }), knownWords({ personName: null, title: null, unitName: null })]).toEqual(['甲镇值班室 演示人甲 值班员', null])
})
