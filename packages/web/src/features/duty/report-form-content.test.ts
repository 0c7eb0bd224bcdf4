import { describe, expect, it } from 'vitest'
import { buildGazetteer } from '@fengsui/contract/signals/extraction'
import { readText } from './reading.ts'
import { checkForm, confirmFields, fillFromText } from './report-form-content.ts'
import type { ReportFormContent } from './report-form-content.ts'

const now = '2019-08-09T18:15:00.000Z'
const empty: ReportFormContent = { words: '', typeCode: null, place: null, occurredAt: null, facts: {}, position: null, source: 'phone', caller: '', touched: [] }
const gazetteer = buildGazetteer([{ code: '331099101201', name: '岭下村委会', fullName: '演示县甲镇岭下村委会', level: 'village' }])
const read = (text: string) => readText(text, now, gazetteer)

describe('one-minute report', () => {
  it('fills what nobody touched and says so', () => {
    const filled = fillFromText({ ...empty, words: '…' }, read('凌晨2点岭下村滑坡，死亡2人，电话 13900000001'))
    expect(filled).toMatchObject({ typeCode: '11D01', place: { code: '331099101201' }, facts: { dead: 2 }, caller: '13900000001', occurredAt: '2019-08-09T18:00:00.000Z' })
    expect(filled.fromText).toEqual(expect.arrayContaining(['typeCode', 'place', 'occurredAt', 'caller', 'facts.dead']))
  })
  it('never overwrites what a person set, not even with null', () => {
    const filled = fillFromText({ ...empty, typeCode: '11D02', facts: { dead: null }, touched: ['typeCode', 'facts.dead'] }, read('滑坡，死亡2人'))
    expect(filled.typeCode).toBe('11D02')
    expect(filled.facts.dead).toBeNull()
    expect(filled.fromText).toEqual([])
  })
  it('takes all that is sure in one press, and leaves what needs a choice', () => {
    const content = { ...empty, words: '…' }
    const filled = fillFromText(content, read('岭下村滑坡，村里说死亡3人，镇里说死亡2人，受伤4人'))
    expect(filled.unsure).toEqual(['facts.dead'])
    expect(checkForm(filled, now).map(({ field }) => field)).toEqual(['facts'])
    const confirmed = confirmFields(content, filled, 'all')
    expect(confirmed).toMatchObject({ typeCode: '11D01', place: { code: '331099101201' }, facts: { injured: 4 } })
    expect(confirmed.facts.dead).toBeUndefined()
    expect(fillFromText(confirmed, read('岭下村滑坡，村里说死亡3人，镇里说死亡2人，受伤4人')).fromText).toEqual(['facts.dead'])
    expect(confirmFields(content, filled, ['facts.dead']).facts).toEqual({ dead: 3 })
  })
  it('asks only for what cannot be left out', () => {
    expect(checkForm({ ...empty, unsure: [] }, now).map(({ field }) => field)).toEqual(['typeCode', 'place', 'words'])
    const enough = { typeCode: '11D01', place: { code: '331099101201', path: '' }, words: '', facts: { dead: 0 }, occurredAt: null, unsure: [] }
    expect(checkForm(enough, now)).toEqual([])
    expect(checkForm({ ...enough, occurredAt: '2019-08-09T18:15:01.000Z' }, now).map(({ field }) => field)).toEqual(['occurredAt'])
  })
})
