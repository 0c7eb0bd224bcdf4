import type { KnownFact, WhoKnew } from '@fengsui/contract/situation'
import { describe, expect, it } from 'vitest'
import { listKnowledgeRows, listLanes, summaryWords } from './who-knew-rows.ts'

const at = (time: string) => `2026-08-09T${time}:00.000Z`
const fact: KnownFact = {
  key: 'dead', kind: 'casualty', text: '死亡 2 人', occurredAt: null, knownAt: at('09:30'), knownByUnitId: 'county',
  tellings: [
    { unitId: 'city', channel: 'report', by: '初报', toldAt: at('10:00'), answerBy: null, answeredAt: at('10:20'), asked: 1, answered: 1 },
    { unitId: 'town', channel: 'call', by: '叫应', toldAt: at('09:40'), answerBy: at('09:50'), answeredAt: null, asked: 4, answered: 0 },
  ],
}
const view: WhoKnew = {
  incidentId: 'i', incidentTitle: '滑坡', incidentNumber: 'T', placeName: '演示县', occurredAt: at('09:00'), asOf: at('12:00'), facts: [fact], hidden: [],
  units: [{ id: 'city', name: '市值班室', placeName: '市', divisionCode: '1' }, { id: 'county', name: '县值班室', placeName: '县', divisionCode: '2' }, { id: 'town', name: '甲镇', placeName: '镇', divisionCode: '3' }, { id: 'other', name: '无关单位', placeName: '', divisionCode: '4' }],
}

describe('rows of who knew what when', () => {
  it('stand as they stood at the minute', () => {
    expect(listKnowledgeRows(view, at('09:29'), null)).toEqual([])
    expect(listKnowledgeRows(view, at('09:45'), null).map((row) => [row.unitId, row.state])).toEqual([['city', 'not-told'], ['county', 'knew-first'], ['town', 'told']])
    expect(listKnowledgeRows(view, at('10:20'), 'dead').map((row) => [row.unitId, row.state, row.toldAfterMinutes, row.answeredAfterMinutes])).toEqual([['city', 'answered', 30, 20], ['county', 'knew-first', null, null], ['town', 'overdue', 10, null]])
    expect(listKnowledgeRows(view, at('10:20'), 'else')).toEqual([])
  })
  it('are summed up in words', () => {
    expect(summaryWords(fact, at('09:00'))).toBe('此时还没有人得知')
    expect(summaryWords(fact, at('09:45'))).toBe('未应答 1 · 此时未告知 1')
    expect(summaryWords(fact, at('11:00'))).toBe('应答 1 · 逾期 1')
    expect(summaryWords({ ...fact, tellings: [] }, at('11:00'))).toBe('没有告知记录')
  })
  it('make a lane for each unit that knew or was told by then', () => {
    expect(listLanes(view, at('09:45'), null).map((lane) => [lane.unitId, lane.marks.length, lane.knewFirst.length])).toEqual([['county', 0, 1], ['town', 1, 0]])
    expect(listLanes(view, at('10:10'), null).find((lane) => lane.unitId === 'city')?.marks).toMatchObject([{ answeredAt: null, overdue: false }])
    expect(listLanes(view, at('11:00'), null).find((lane) => lane.unitId === 'town')?.marks).toMatchObject([{ answeredAt: null, overdue: true }])
  })
})
