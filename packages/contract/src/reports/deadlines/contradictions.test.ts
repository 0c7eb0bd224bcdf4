import { describe, expect, it } from 'vitest'
import { contradictionChecks, contradictionRules, contradictionRuleSchema, correctionDueAt, findContradictions, isMadeGood, type ReportedFigures, type Statement } from './contradictions.ts'

const at = (time: string) => `2026-07-20T${time}:00.000Z`
const hospital = (figures: Statement['figures'], time = '10:00'): Statement => ({ signalId: 'h', source: 'hospital', at: at(time), verified: false, figures })
const verified = (figures: Statement['figures'], time = '10:00', source = 'grid'): Statement => ({ signalId: 'v', source, at: at(time), verified: true, figures })
const report = (figures: ReportedFigures['figures'], time = '10:30', reportId = 'r'): ReportedFigures => ({ reportId, sentAt: at(time), figures })
const find = (statements: Statement[], reports: ReportedFigures[], now: string) => findContradictions({ statements, reports, now: at(now), asOf: at(now), divisionCode: '331099101201' })
const rulesFound = (...input: Parameters<typeof find>) => find(...input).map((each) => each.ruleId.slice('suspicion.'.length))

describe('a hospital that took in more than was reported', () => {
  it('is suspected to be false reporting from the 60th minute on', () => {
    expect(rulesFound([hospital({ injured: 5 })], [report({ injured: 2 })], '10:59')).toEqual([])
    const [found] = find([hospital({ injured: 5 })], [report({ injured: 2 })], '11:00')
    expect(found).toMatchObject({ suspected: 'FALSE', ruleId: 'suspicion.hospital-lower', differences: [{ fact: 'injured', said: 5, reported: 2, signalId: 'h', reportId: 'r' }] })
    expect(found?.textZh).toContain('受伤5人而所报2人')
  })
  it.each([[5, 2, true], [5, 3, false], [3, 0, true], [2, 0, false], [5, 9, false]] as const)('injured %s against %s: %s', (said, reported, suspected) => {
    expect(rulesFound([hospital({ injured: said })], [report({ injured: reported })], '12:00').includes('hospital-lower')).toBe(suspected)
  })
  it('counts one dead, and a fact that no report spoke of', () => {
    expect(rulesFound([hospital({ dead: 1 })], [report({ dead: 0 })], '12:00')).toEqual(['hospital-lower'])
    expect(find([hospital({ dead: 1 })], [report({ injured: 3 })], '12:00')[0]?.differences).toMatchObject([{ fact: 'dead', said: 1, reported: null, reportId: null }])
  })
  it('is satisfied by a later report, exactly at the limit too, and by the highest of several hospitals', () => {
    expect(rulesFound([hospital({ dead: 2 })], [report({ dead: 0 }), report({ dead: 2 }, '11:00', 'r2')], '11:00')).toEqual([])
    expect(find([hospital({ dead: 1 }), { ...hospital({ dead: 3 }), signalId: 'h2' }], [report({ dead: 1 })], '12:00')[0]?.differences).toMatchObject([{ said: 3, signalId: 'h2' }])
  })
  it('says nothing where nothing was reported at all: that is silence', () => {
    expect(find([hospital({ dead: 9 })], [], '23:00')).toEqual([])
    expect(find([hospital({ dead: 9 })], [report({ dead: 0 }, '23:30')], '23:00')).toEqual([])
  })
})

describe('a report that says 0', () => {
  it('against a verified signal is suspected to be false from the 30th minute on', () => {
    expect(rulesFound([verified({ missing: 2 })], [report({ dead: 0, missing: 0 }, '10:10')], '10:29')).toEqual([])
    expect(rulesFound([verified({ missing: 2 })], [report({ dead: 0, missing: 0 }, '10:10')], '10:30')).toEqual(['zero-contradicted'])
  })
  it('not against one that nobody verified, nor by keeping silent about the figure', () => {
    expect(rulesFound([{ ...verified({ injured: 2 }), verified: false }], [report({ injured: 0 })], '12:00')).toEqual([])
    expect(rulesFound([verified({ injured: 2 })], [report({ dead: 0 })], '12:00')).toEqual([])
  })
})

describe('what the unit knew and left out', () => {
  it('is suspected to be concealed when a report went out after it was verified', () => {
    expect(rulesFound([verified({ dead: 3 })], [report({ dead: 1 }, '11:00')], '11:59')).toEqual([])
    expect(rulesFound([verified({ dead: 3 })], [report({ dead: 1 }, '11:00')], '12:00')).toEqual(['known-not-reported'])
    expect(rulesFound([verified({ dead: 3 })], [report({}, '11:00')], '12:00')).toEqual(['known-not-reported'])
  })
  it('not when the last report was before it was known', () => {
    expect(rulesFound([verified({ dead: 3 })], [report({ dead: 1 }, '09:00')], '13:00')).toEqual([])
  })
})

describe('the rules', () => {
  it('are dated data that say on what they rest', () => {
    for (const rule of contradictionRules) expect(contradictionRuleSchema.parse(rule)).toEqual(rule)
    expect(new Set(contradictionRules.map((rule) => rule.ruleId)).size).toBe(contradictionRules.length)
    expect(findContradictions({ statements: [hospital({ dead: 9 })], reports: [report({ dead: 0 })], now: at('23:00'), asOf: '2018-12-31T00:00:00.000Z', divisionCode: '331099000000' })).toEqual([])
    expect(findContradictions({ statements: [hospital({ dead: 9 })], reports: [report({ dead: 0 })], now: at('23:00'), asOf: at('23:00'), divisionCode: '331099000000', rules: contradictionRules.map((rule) => ({ ...rule, areaPrefix: '4101' })) })).toEqual([])
  })
  it('name each check once', () => {
    expect(contradictionChecks({ at: at('10:00'), divisionCode: '331099000000', asOf: at('10:00') })).toEqual([at('10:30'), at('11:00'), at('12:00')])
    expect(correctionDueAt(at('10:00'), at('10:00'))).toBe(at('11:00'))
  })
  it('call a correction made when every figure is reached', () => {
    const differences = [{ fact: 'dead', said: 2 }, { fact: 'injured', said: 5 }] as const
    expect(isMadeGood(differences, [report({ dead: 2 }), report({ injured: 6 }, '11:00', 'r2')], at('11:00'))).toBe(true)
    expect(isMadeGood(differences, [report({ dead: 2 })], at('11:00'))).toBe(false)
    expect(isMadeGood([], [report({ dead: 2 })], at('11:00'))).toBe(false)
  })
})
