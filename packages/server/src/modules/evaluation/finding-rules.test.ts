import { improvementLifecycle } from '@fengsui/contract/evaluation'
import { describe, expect, it } from 'vitest'
import { countFigures } from './figure-rules.ts'
import { findFindings, type Material } from './finding-rules.ts'

const nothing: Material = {
  now: '2019-08-12T10:00:00.000Z', clocks: [], suspicions: [], tasks: [], calls: [], alarms: [], shortages: [], dispatches: [], redirects: [], totals: [], responses: [], reports: [],
  notifications: { sent: 0, delivered: 0, failed: 0, possibleDuplicates: 0 }, medianAnswerMinutes: null, warnings: [], requests: 0, sheltered: 0, shelterPeak: 0, stockBalanced: true, casualties: [],
}
const place = { placeName: '演示县', unitName: '演示县总值班室' }
const clock = { id: 'c1', status: 'late', title: '初报', legalBasis: '统计调查制度', incidentTitle: '滑坡', ...place, toUnitName: '市总值班室', dueAt: '2019-08-09T20:30:00.000Z', metAt: '2019-08-09T20:52:00.000Z', metByReportId: 'r1' }
const task = { id: 't1', title: '清单', status: 'done', ...place, acknowledgeBy: '2019-08-08T04:45:00.000Z', acknowledgedAt: '2019-08-08T09:00:00.000Z', unacknowledgedAt: '2019-08-08T04:45:00.000Z', dueAt: '2019-08-08T12:00:00.000Z', overdueAt: null, doneAt: '2019-08-08T11:00:00.000Z', disputedAt: null, rulingOverdueAt: null }
const dispatch = { id: 'd1', name: '冲锋舟 6 艘', status: 'returned', kind: 'equipment', quantity: 6, unit: '艘', people: 0, boats: 6, destinationName: '甲镇', ...place, acknowledgedAt: 'x', unacknowledgedAt: null, overdueAt: null, arrivedAt: 'x', receivedAt: null, receivedQuantity: null, returnedAt: '2019-08-12T02:00:00.000Z', damagedQuantity: 2 }
const call = { id: 'k1', title: '临海市各村叫应', placeName: '台州市', byUnitName: '台州市总值班室', calledAt: '2019-08-08T22:20:00.000Z', acknowledgeBy: '2019-08-08T22:50:00.000Z', total: 100, answered: 100, again: 6, escalated: 1, visited: 1, failed: 0 }

describe('findFindings', () => {
  it('finds nothing where nothing went wrong', () => {
    expect(findFindings({ ...nothing, clocks: [{ ...clock, status: 'met' }], calls: [{ ...call, again: 0, escalated: 0 }], tasks: [{ ...task, unacknowledgedAt: null }], dispatches: [{ ...dispatch, damagedQuantity: 0 }] })).toEqual([])
  })

  it('says how late a report was and by which rule', () => {
    const [late] = findFindings({ ...nothing, clocks: [clock] })
    expect(late).toMatchObject({ kind: 'late-report', severity: 'grave', minutesLate: 22, objects: [{ kind: 'clock', id: 'c1' }, { kind: 'report', id: 'r1' }] })
    expect(late?.explanation).toContain('统计调查制度')
    expect(late?.explanation).toContain('08-10 04:52')
  })

  it('takes a clock that ran out without a report as missed, one that still has time as nothing', () => {
    const running = { ...clock, status: 'running', metAt: null, metByReportId: null }
    expect(findFindings({ ...nothing, clocks: [running] })).toMatchObject([{ kind: 'missed-clock' }])
    expect(findFindings({ ...nothing, clocks: [{ ...running, dueAt: '2019-08-19T10:00:00.000Z' }] })).toEqual([])
  })

  it('finds an upheld omission with its evidence, an undecided one as such, a dismissed one not', () => {
    const suspicion = { id: 's1', kind: 'OMITTED', status: 'upheld' as const, raisedAt: '2019-08-09T21:40:00.000Z', ...place, signalId: 'g1', evidence: [{ at: '2019-08-09T21:10:00.000Z', text: '超保证 0.30 米' }] }
    expect(findFindings({ ...nothing, suspicions: [suspicion] })).toMatchObject([{ kind: 'omitted-report', severity: 'grave', explanation: expect.stringContaining('超保证 0.30 米') as string }])
    expect(findFindings({ ...nothing, suspicions: [{ ...suspicion, status: 'raised' }] })).toMatchObject([{ severity: 'notable' }])
    expect(findFindings({ ...nothing, suspicions: [{ ...suspicion, status: 'dismissed' }] })).toEqual([])
  })

  it('explains late acknowledgement, second calls, damaged boats, shortages, refusals, full shelters, alarms', () => {
    const findings = findFindings({
      ...nothing, tasks: [task], calls: [call], dispatches: [dispatch], shortages: [{ id: 'h1', requestId: 'q1', name: '冲锋舟', quantity: 40, unit: '艘', status: 'passedUp', foundAt: '2019-08-10T07:22:00.000Z', placeName: '临海市' }],
      totals: [{ incidentId: 'i', kind: 'avoidance', placeName: '台州市', planned: 187_920, moved: 186_400, refused: 1_520, followedUp: 1_520, asOf: '2019-08-09T08:00:00.000Z', countIds: ['e1'] }],
      redirects: [{ shelterId: 'l1', name: '校舍', placeName: '玉环市', unitName: '玉环市', capacity: 500, people: 120, at: '2019-08-09T14:00:00.000Z', targets: ['体育馆'], arrivalIds: ['a1'] }],
      alarms: [{ id: 'w1', status: 'raised', warningLevel: 'red', wantedLevel: 1, foundLevel: 2, rule: '预案', raisedAt: '2019-08-09T03:00:00.000Z', closedAt: '2019-08-09T04:10:00.000Z', placeName: '台州市' }],
    })
    expect(findings.map((finding) => finding.kind)).toEqual(['late-acknowledgement', 'escalated-call', 'linkage-alarm', 'refusal', 'shelter-redirect', 'shortage', 'stock-difference'])
    expect(findings.find((finding) => finding.kind === 'linkage-alarm')?.minutesLate).toBe(70)
    expect(findings.find((finding) => finding.kind === 'late-acknowledgement')?.minutesLate).toBe(255)
    expect(new Set(findings.map((finding) => finding.key)).size).toBe(findings.length)
  })
})

describe('countFigures', () => {
  it('keeps moved and resettled apart and leaves cancelled tasks and orders out', () => {
    const total = { incidentId: 'i', placeName: '台州市', refused: 0, followedUp: 0, asOf: null, countIds: [] }
    const figures = countFigures({
      ...nothing, tasks: [task, { ...task, id: 't2', status: 'cancelled' }], dispatches: [dispatch, { ...dispatch, id: 'd2', status: 'cancelled' }], warnings: [{ level: 'blue' }, { level: 'red' }],
      totals: [{ ...total, kind: 'avoidance', planned: 10, moved: 9 }, { ...total, kind: 'resettlement', planned: 4, moved: 4 }],
    })
    expect(figures.evacuation).toMatchObject({ moved: 9, resettled: 4, vessels: 0 })
    expect(figures.tasks).toMatchObject({ assigned: 1, acknowledged: 1, acknowledgedInTime: 0, escalated: 2, done: 1 })
    expect(figures.dispatch).toMatchObject({ dispatches: 1, boats: 6 })
    expect(figures.warnings).toMatchObject({ recorded: 2, highest: '红色' })
  })
})

describe('improvements', () => {
  it('end when done; what was rejected may be taken up again', () => {
    const states = Object.keys(improvementLifecycle) as (keyof typeof improvementLifecycle)[]
    const allowed = states.flatMap((from) => states.filter((to) => (improvementLifecycle[from] as readonly string[]).includes(to)).map((to) => `${from}>${to}`))
    expect(allowed).toEqual(['proposed>accepted', 'proposed>rejected', 'accepted>rejected', 'accepted>done', 'rejected>accepted'])
  })
})
