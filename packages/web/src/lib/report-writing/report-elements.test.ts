import { describe, expect, it } from 'vitest'
import { deriveElement, describeFigures, listMissingNow, listReportElements, listReportFigures, prefillElements, sayChineseDay, titleOfReport } from './report-elements.ts'

const subject = {
  incidentClass: 'natural-disaster', typeCode: '11D01', typeName: '滑坡', placeName: '演示县甲镇岭下村', occurredAt: '2019-08-09T17:32:00.000Z', knownAt: '2019-08-09T17:52:00.000Z', grade: null,
  proposal: { grade: 4 as const, ruleId: 'r', standardId: 's', text: 't', legalBasis: 'b', strictGrade: null, strictText: null, proposedAt: '2019-08-09T17:52:00.000Z' },
}

describe('report elements', () => {
  it('states from the incident what nobody should type', () => {
    expect(deriveElement('occurredAt', subject, {})).toBe('08-10 01:32')
    expect(deriveElement('initialGrade', subject, {})).toBe('Ⅳ级（一般），初判')
    expect(deriveElement('nature', subject, {})).toBe('滑坡')
    expect(deriveElement('trend', subject, {})).toBeNull()
  })
  it('knows zero from unknown', () => {
    expect(describeFigures({ dead: 0, missing: null })).toBe('死亡 0 人')
    expect(deriveElement('deadAndMissing', subject, {})).toBeNull()
  })
  it('counts what is still missing, and a typed "暂不掌握" fills it', () => {
    const before = listMissingNow('initial', subject, { dead: 2 }, {}).map((element) => element.field)
    expect(before).toContain('measuresTaken')
    expect(before).toContain('livingAidNeeded')
    expect(before).not.toContain('casualties')
    expect(before).not.toContain('occurredAt')
    const after = listMissingNow('initial', subject, { dead: 2 }, { livingAidNeeded: '暂不掌握，正在核实', measuresTaken: ' ' }).map((element) => element.field)
    expect(after).not.toContain('livingAidNeeded')
    expect(after).toContain('measuresTaken')
  })
  it('asks every field once and figures of the class', () => {
    const fields = listReportElements('initial', 'natural-disaster').map((element) => element.field)
    expect(new Set(fields).size).toBe(fields.length)
    expect(listReportFigures('natural-disaster', { magnitude: 4, poisoned: 1 })).toEqual(expect.arrayContaining(['affectedPeople', 'magnitude', 'poisoned']))
    expect(listReportFigures('accident', {})).not.toContain('affectedPeople')
  })
  it('writes the legal day, which begins at 16:00 UTC', () => {
    expect(sayChineseDay('2019-08-10T00:00:00.000Z')).toBe('2019年8月10日')
    expect(sayChineseDay('2019-12-31T16:00:00.000Z')).toBe('2020年1月1日')
  })
  it('carries over only what stays true', () => {
    expect(prefillElements('initial', { source: '乡镇值班室电话' })).toEqual({ source: '乡镇值班室电话' })
    expect(prefillElements('followUp', { previous: { leadersOnScene: '县长', trend: '趋稳' } })).toEqual({ leadersOnScene: '县长' })
    expect(titleOfReport({ kind: 'followUp', sequence: 3 })).toBe('续报（第2次）')
  })
})
