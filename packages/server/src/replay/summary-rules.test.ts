import { describe, expect, it } from 'vitest'
import { countOutcome } from './summary-rules.ts'

describe('countOutcome', () => {
  it('counts nothing in an empty journal', () => {
    expect(countOutcome({})).toEqual({ incidents: 0, reports: { initial: 0, followUp: 0, final: 0 }, clocks: { onTime: 0, late: 0, missed: 0 }, tasks: { assigned: 0, acknowledged: 0, done: 0 }, grades: [] })
  })

  it('leaves drafts, merged incidents and cancelled tasks out, and an overdue clock counts as missed', () => {
    const outcome = countOutcome({
      incident: { b: { status: 'responding', registeredAt: '2', number: '2', grade: 4 }, a: { status: 'closed', registeredAt: '1', number: '1', grade: 1 }, c: { status: 'merged', registeredAt: '3', number: '3', grade: 2 }, d: { status: 'registered', registeredAt: '4', number: '4' } },
      report: { r1: { status: 'issued', kind: 'initial' }, r2: { status: 'draft', kind: 'followUp' }, r3: { status: 'issued', kind: 'followUp' } },
      clock: { k1: { status: 'met' }, k2: { status: 'late' }, k3: { status: 'running', overdueAt: 'x' }, k4: { status: 'running' }, k5: { status: 'cancelled' }, k6: { status: 'missed' } },
      task: { t1: { status: 'done', acknowledgedAt: 'x' }, t2: { status: 'assigned' }, t3: { status: 'cancelled', acknowledgedAt: 'x' } },
    })
    expect(outcome).toEqual({ incidents: 3, reports: { initial: 1, followUp: 1, final: 0 }, clocks: { onTime: 1, late: 1, missed: 2 }, tasks: { assigned: 2, acknowledged: 1, done: 1 }, grades: [1, 4] })
  })
})
