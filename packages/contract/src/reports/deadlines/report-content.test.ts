import { describe, expect, it } from 'vitest'
import { checkReport, findSuspicion, requiredElements, suspicionRules, suspicionRuleSchema, type DangerSignal, type ReportTrace } from './index.ts'

describe('required elements', () => {
  it('hold each field once and always a basis', () => {
    for (const kind of ['INITIAL', 'FOLLOW_UP', 'FINAL'] as const) {
      for (const incidentClass of ['natural-disaster', 'accident', 'public-health', 'social-security'] as const) {
        const elements = requiredElements(kind, incidentClass)
        const fields = elements.map((element) => element.field)
        expect(new Set(fields).size).toBe(fields.length)
        expect(elements.every((element) => element.legalBasis.article !== '')).toBe(true)
      }
    }
  })

  it('carry the six items of Art 12 for accidents', () => {
    const statutory = requiredElements('INITIAL', 'accident').filter((element) => element.legalBasis.article === '第十二条')
    expect(statutory.map((element) => element.field).sort()).toEqual(
      ['briefCourse', 'casualties', 'loss', 'measuresTaken', 'otherMatters', 'sceneSituation', 'unitProfile'])
  })

  it('name what is missing and accept zero and what is declared unknown', () => {
    const missing = checkReport({
      kind: 'FINAL', incidentClass: 'natural-disaster', values: { finalFigures: 0, cause: '  ', treatment: [] }, declaredUnknown: ['lessons'],
    })
    expect(missing.map((element) => element.field)).toEqual(['cause', 'treatment'])
    const [first] = checkReport({ kind: 'INITIAL', incidentClass: 'natural-disaster', values: {} })
    expect(first?.need).toBe('required')
  })
})

const at = (time: string): string => new Date(`2019-08-10T${time}:00+08:00`).toISOString()
const gauge: DangerSignal = {
  kind: 'gauge', signalId: 'signal-1', divisionCode: '331099', observedAt: at('05:10'), typeCode: '11A01', levelMetres: 12.8, guaranteeLevelMetres: 12.5,
}
const report = (time: string, typeCode: string, divisionCode = '331099'): ReportTrace =>
  ({ reportId: `report-${time}`, divisionCode, sentAt: at(time), typeCode, signalIds: [] })

describe('suspicion of an omitted report', () => {
  it('rises thirty minutes after the gauge passed its guarantee level', () => {
    const landslide = report('04:52', '11D01')
    expect(findSuspicion({ signal: gauge, reports: [landslide], now: at('05:39') })).toBeNull()
    expect(findSuspicion({ signal: gauge, reports: [landslide], now: at('05:40') })).toMatchObject({
      suspected: 'OMITTED', raisedAt: at('05:40'), answeredBy: null })
  })

  it('shows the report that came after all, without dropping the suspicion', () => {
    const found = findSuspicion({ signal: gauge, reports: [report('06:20', '11A01')], now: at('08:30') })
    expect(found?.answeredBy).toMatchObject({ reportId: 'report-06:20', minutesAfterSignal: 70 })
    expect(findSuspicion({ signal: gauge, reports: [report('06:20', '11A01')], now: at('06:00') })?.answeredBy).toBeNull()
  })

  it('is answered by a report in time, a town of the same county, or one that names the signal', () => {
    const now = at('06:00')
    expect(findSuspicion({ signal: gauge, reports: [report('05:40', '11A02', '331099101000')], now })).toBeNull()
    expect(findSuspicion({ signal: gauge, reports: [report('04:30', '11A01')], now })).toBeNull()
    expect(findSuspicion({ signal: gauge, reports: [{ ...report('05:30', '11D01'), signalIds: ['signal-1'] }], now })).toBeNull()
    expect(findSuspicion({ signal: gauge, reports: [report('05:30', '11A01', '331002')], now })).not.toBeNull()
  })

  it('does not rise from a gauge below the guarantee level or an unverified citizen', () => {
    const now = at('09:00')
    expect(findSuspicion({ signal: { ...gauge, levelMetres: 12.49 }, reports: [], now })).toBeNull()
    expect(findSuspicion({ signal: { ...gauge, levelMetres: 12.5 }, reports: [], now })).not.toBeNull()
    const citizen: DangerSignal = {
      kind: 'citizen', signalId: 'signal-2', divisionCode: '331099', observedAt: at('05:10'), typeCode: null, verified: false,
    }
    expect(findSuspicion({ signal: citizen, reports: [], now })).toBeNull()
    expect(findSuspicion({ signal: { ...citizen, verified: true }, reports: [], now })).toMatchObject({ ruleId: 'suspicion.verified-citizen' })
    expect(findSuspicion({ signal: gauge, reports: [], now, rules: suspicionRules.map((rule) => ({ ...rule, enabled: false })) })).toBeNull()
  })

  it('is dated, editable data', () => {
    for (const rule of suspicionRules) expect(() => suspicionRuleSchema.parse(rule)).not.toThrow()
  })
})
