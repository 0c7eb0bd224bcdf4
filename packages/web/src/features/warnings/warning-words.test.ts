import type { LinkageAlarmView } from '@fengsui/contract/warnings'
import { describe, expect, it } from 'vitest'
import { alarmTitle, byGravity, isRedAlarm, linkageWords, mostPressing, openFor } from './warning-words.ts'

const alarm = (change: Partial<LinkageAlarmView>): LinkageAlarmView => ({
  id: 'a', kind: 'warning', evidence: [], warningId: 'w', incidentId: null, divisionCode: '331099000000', wantedLevel: 2, foundLevel: 3, rule: '', status: 'open', raisedAt: '2019-08-09T03:00:00.000Z', closedAt: null, answer: null, placeName: '演示县', warningHeadline: '', warningLevel: 'red', mayAnswer: false, minutesOpen: 0, ...change,
})
const linkage = { wantedLevel: 1, foundLevel: 2, rule: '', dueAt: '' } as const

describe('words of warnings', () => {
  it.each([['satisfied', '响应已跟上（应Ⅰ级，现Ⅱ级）'], ['waiting', '应Ⅰ级，现Ⅱ级'], ['alarmed', '响应未跟上：应Ⅰ级，现Ⅱ级'], ['answered', '已说明不提升（应Ⅰ级，现Ⅱ级）']] as const)('%s', (state, words) => {
    expect(linkageWords({ status: 'inForce', linkage: { ...linkage, state } })).toBe(words)
  })
  it('says nothing of a warning that is over, and when nothing is asked for', () => {
    expect(linkageWords({ status: 'lifted', linkage: null })).toBe('')
    expect(linkageWords({ status: 'inForce', linkage: null })).toBe('预案不要求响应')
  })
  it('orders by gravity, then the newest', () => {
    const warnings = [{ id: '1', level: 'blue', relayedAt: '3' }, { id: '2', level: 'red', relayedAt: '1' }, { id: '3', level: 'red', relayedAt: '2' }] as const
    expect(byGravity(warnings).map(({ id }) => id)).toEqual(['3', '2', '1'])
  })
  it('puts the own place before a graver one elsewhere and leaves closed ones out', () => {
    const [own, graver, closed] = [alarm({ id: 'own' }), alarm({ id: 'graver', divisionCode: '331082000000', wantedLevel: 1 }), alarm({ id: 'closed', wantedLevel: 1, status: 'answered' })]
    expect(mostPressing([graver, closed, own], '331099000000')?.id).toBe('own')
    expect(mostPressing([closed, graver, alarm({ id: 'other', divisionCode: '331081000000' })], '331099000000')?.id).toBe('graver')
    expect(mostPressing([closed], '331099000000')).toBeUndefined()
  })
  it('titles an alarm and its age', () => {
    expect(alarmTitle(alarm({}))).toBe('演示县：红色预警已生效，响应仍为Ⅲ级')
    expect(alarmTitle(alarm({ warningLevel: 'orange', foundLevel: null }))).toBe('演示县：橙色预警已生效，响应未启动')
    expect(alarmTitle(alarm({ kind: 'facts', warningId: null, warningLevel: null }))).toBe('演示县：事实已达启动条件，响应仍为Ⅲ级')
    expect([isRedAlarm(alarm({})), isRedAlarm(alarm({ warningLevel: 'orange' })), isRedAlarm(alarm({ warningLevel: null, wantedLevel: 2 })), isRedAlarm(alarm({ warningLevel: null, wantedLevel: 3 }))]).toEqual([true, false, true, false])
    expect(openFor('2019-08-09T03:00:00.000Z', Date.parse('2019-08-09T03:38:30.000Z'))).toBe('告警已 38 分')
    expect(openFor('2019-08-09T03:00:00.000Z', Date.parse('2019-08-09T03:00:30.000Z'))).toBe('刚刚告警')
  })
})
