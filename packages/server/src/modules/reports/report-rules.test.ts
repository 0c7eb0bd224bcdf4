import { describe, expect, it } from 'vitest'
import type { IncidentStatus } from '@fengsui/contract/incidents'
import { Problem } from '@fengsui/contract/kernel'
import type { Report, ReportKind } from '@fengsui/contract/reports'
import type { Signal } from '@fengsui/contract/signals'
import { formatCursor, parseCursor, toPage } from './page-cursor-rules.ts'
import { applyFacts, chooseRecipients, formatReportNumber, listMissingElements, nextInSeries, parseElements, purposeOf, reportTitle, sameFacts } from './report-rules.ts'
import { suspicionRuleText, toDangerSignal } from './suspicion-rules.ts'

const issued = (...kinds: ReportKind[]): Pick<Report, 'kind' | 'sequence'>[] => kinds.map((kind, index) => ({ kind, sequence: index + 1 }))

describe('the series of reports', () => {
  const cases: [ReportKind[], ReportKind, IncidentStatus, number | string][] = [
    [[], 'initial', 'registered', 1], [[], 'followUp', 'registered', '初报'], [[], 'final', 'stable', '初报'], [['initial'], 'initial', 'responding', '续报'], [['initial'], 'followUp', 'responding', 2],
    [['initial', 'followUp'], 'final', 'stable', 3], [['initial', 'final'], 'followUp', 'stable', '终报已报出'], [['initial', 'final'], 'final', 'stable', '终报已报出'], [['initial'], 'followUp', 'closed', '终报'],
    [['initial'], 'final', 'closed', 2], [[], 'initial', 'closed', 1], [[], 'initial', 'merged', '并入'],
  ]
  it.each(cases)('after %j a %s (incident %s): %s', (before, kind, status, expected) => {
    if (typeof expected === 'number') expect(nextInSeries(issued(...before), kind, status)).toBe(expected)
    else expect(() => nextInSeries(issued(...before), kind, status)).toThrow(expected)
  })

  it('names and numbers', () => {
    expect([reportTitle('initial', 1), reportTitle('followUp', 3), reportTitle('final', 4)]).toEqual(['初报', '续报（第2次）', '终报'])
    expect(formatReportNumber('演示县', '2019-08-09T18:30:00.000Z', 3)).toBe('演示县值班〔2019〕0003号')
    expect(formatReportNumber('演示县', '2019-12-31T16:00:00.000Z', 1)).toBe('演示县值班〔2020〕0001号')
  })
})

describe('figures and elements', () => {
  it('unknown is not zero, and not news', () => {
    expect(applyFacts({ dead: 2, missing: 1 }, { dead: 3, missing: null })).toEqual({ dead: 3, missing: 1 })
    expect(sameFacts({ dead: 2 }, { dead: 2, missing: null })).toBe(true)
    expect(sameFacts({ dead: 2 }, { dead: 2, missing: 0 })).toBe(false)
  })

  it('what the incident and the figures say is not asked again', () => {
    const incident = { incidentClass: 'natural-disaster', typeCode: '11D01', occurredAt: '2019-08-09T18:30:00.000Z', divisionCode: '331099101201' }
    const missing = (facts: object, elements: Record<string, string>) => listMissingElements({ kind: 'initial', facts, grade: 4 }, elements, incident).map((element) => element.field)
    expect(missing({ dead: 2 }, {})).toEqual(['source', 'impactScope', 'loss', 'measuresTaken', 'trend', 'affectedPeople', 'relocated', 'livingAidNeeded'])
    expect(missing({ dead: 2, affectedPeople: 8, relocated: 0, livingAidNeeded: 4, collapsedRooms: 3 }, { source: '电话', impactScope: '一户', measuresTaken: '搜救', trend: '雨未停' })).toEqual([])
    expect(missing({ dead: 2, collapsedRooms: 1, affectedPeople: 1, relocated: 1, livingAidNeeded: 1 }, { source: '', impactScope: '一户', measuresTaken: '搜救', trend: '雨未停' })).toEqual(['source'])
  })

  it('destroyed elements show as one line', () => {
    expect(parseElements('{"source":"电话"}')).toEqual({ source: '电话' })
    expect(parseElements('（已依法销毁）')).toEqual({ note: '（已依法销毁）' })
    expect(parseElements(null)).toEqual({})
  })
})

describe('recipients', () => {
  const running = [{ toUnitId: 'city', phase: 'WRITTEN' }, { toUnitId: 'province', phase: 'PHONE' }]
  it.each([
    ['system' as const, running, 'city', ['friend'], ['city', 'province', 'friend']], ['phone' as const, running, 'city', [], ['province']], ['phone' as const, [], 'city', [], ['city']],
    ['system' as const, [], 'city', ['city'], ['city']], ['system' as const, [], null, [], []],
  ])('%s %j %s %j → %j', (by, clocks, nextUpUnitId, alsoTo, expected) => {
    expect(chooseRecipients({ by, running: clocks, nextUpUnitId, alsoTo })).toEqual(expected)
  })

  it('upward, sideways, to leaders', () => {
    const unit = (divisionCode: string, role = 'duty-office') => ({ unitId: 'u', name: '', role, divisionCode })
    expect(['331000000000', '330000000000', '331082000000', '331099000000'].map((code) => purposeOf('331099000000', unit(code)))).toEqual(['upward', 'upward', 'sideways', 'sideways'])
    expect(purposeOf('331099000000', unit('331099000000', 'county-government'))).toBe('leader')
  })
})

describe('signs of danger', () => {
  const signal: Signal = {
    id: 's', number: 'n', source: 'public', status: 'received', typeCode: '11D01', title: '滑坡', divisionCode: '331099101201', position: null, receivedAt: '2019-08-09T18:40:00.000Z', occurredAt: null, facts: {},
    words: null, caller: null, gauge: null, mergedIntoId: null, incidentId: null, submittedByUnitId: null, handledAt: null, statusReason: null, clockAheadSeconds: null,
    feedId: null, itemDigest: null, contentDigest: null, link: null, commissionId: null, mergedState: null,
  }
  it('a citizen’s word counts once verified, a unit’s own report never', () => {
    expect(toDangerSignal(signal)).toBeUndefined()
    expect(toDangerSignal({ ...signal, status: 'verified', handledAt: '2019-08-09T18:50:00.000Z' })).toMatchObject({ kind: 'citizen', observedAt: '2019-08-09T18:50:00.000Z' })
    for (const source of ['lower', 'grid', 'unit'] as const) expect(toDangerSignal({ ...signal, status: 'verified', source })).toBeUndefined()
  })

  it('a gauge without a guarantee level says nothing', () => {
    const gauge = { stationId: 'g', stationName: '站', levelMetres: 8, guaranteeLevelMetres: null, aboveGuaranteeMetres: null, readAt: signal.receivedAt }
    expect(toDangerSignal({ ...signal, source: 'sensor', gauge })).toBeUndefined()
    expect(toDangerSignal({ ...signal, source: 'sensor', gauge: { ...gauge, guaranteeLevelMetres: 8 } })).toMatchObject({ kind: 'gauge', guaranteeLevelMetres: 8 })
  })

  it('every rule has its words', () => {
    expect(suspicionRuleText('suspicion.gauge-over-guarantee')).toContain('30 分钟')
    expect(suspicionRuleText('natural.initial.county-city')).toContain('灾情初报')
    expect(suspicionRuleText('gone')).toBe('gone')
  })
})

describe('page cursors', () => {
  it('come back as they went, and others are refused', () => {
    const cursor = { at: '2019-08-09T18:30:00.000Z', id: '0198c0de-0000-7000-8000-000000000001' }
    expect(parseCursor(formatCursor(cursor))).toEqual(cursor)
    expect(parseCursor(undefined)).toBeNull()
    expect(toPage([1, 2, 3], 2, () => cursor)).toEqual({ items: [1, 2], next: formatCursor(cursor) })
    expect(toPage([1, 2], 2, () => cursor).next).toBeNull()
    for (const text of ['x', "2019-08-09T18:30:00.000Z|' or 1=1", '2019-99-09T18:30:00.000Z|0198c0de-0000-7000-8000-000000000001']) expect(() => parseCursor(text)).toThrow(Problem)
  })
})
