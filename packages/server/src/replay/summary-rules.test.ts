import { describe, expect, it } from 'vitest'
import { countOutcome } from './summary-rules.ts'

const noForces = { dispatches: 0, notifications: { sent: 0, acknowledged: 0 }, moved: 0, sheltered: 0, shortages: 0 }

describe('countOutcome', () => {
  it('counts nothing in an empty journal', () => {
    expect(countOutcome({})).toEqual({ incidents: 0, reports: { initial: 0, followUp: 0, final: 0 }, clocks: { onTime: 0, late: 0, missed: 0 }, tasks: { assigned: 0, acknowledged: 0, done: 0 }, grades: [], ...noForces })
  })

  it('leaves drafts, merged incidents and cancelled tasks out, and an overdue clock counts as missed', () => {
    const outcome = countOutcome({
      incident: { b: { status: 'responding', registeredAt: '2', number: '2', grade: 4 }, a: { status: 'closed', registeredAt: '1', number: '1', grade: 1 }, c: { status: 'merged', registeredAt: '3', number: '3', grade: 2 }, d: { status: 'registered', registeredAt: '4', number: '4' } },
      report: { r1: { status: 'issued', kind: 'initial' }, r2: { status: 'draft', kind: 'followUp' }, r3: { status: 'issued', kind: 'followUp' } },
      clock: { k1: { status: 'met' }, k2: { status: 'late' }, k3: { status: 'running', overdueAt: 'x' }, k4: { status: 'running' }, k5: { status: 'cancelled' }, k6: { status: 'missed' } },
      task: { t1: { status: 'done', acknowledgedAt: 'x' }, t2: { status: 'assigned' }, t3: { status: 'cancelled', acknowledgedAt: 'x' } },
    })
    expect(outcome).toEqual({ incidents: 3, reports: { initial: 1, followUp: 1, final: 0 }, clocks: { onTime: 1, late: 1, missed: 2 }, tasks: { assigned: 2, acknowledged: 1, done: 1 }, grades: [1, 4], ...noForces })
  })

  it('counts orders that stand, messages that left, people who answered, people taken in', () => {
    const outcome = countOutcome({
      dispatch: { a: { status: 'returned' }, b: { status: 'cancelled' } }, notification: { a: { status: 'sent', sentAt: 'x' }, b: { status: 'queued' }, c: { status: 'failed', sentAt: 'x' } },
      'call-recipient': { a: { status: 'answered' }, b: { status: 'sent' } }, 'shelter-arrival': { a: { admitted: 70, redirected: 120 }, b: { admitted: 120, redirected: 0, redirectedFromId: 'a' } }, shortage: { a: { quantity: 40 } },
    })
    expect(outcome).toMatchObject({ dispatches: 1, notifications: { sent: 2, acknowledged: 1 }, sheltered: 190, shortages: 1 })
  })

  it('lets the widest statement of a place stand for what lies in it, and never adds the resettled to the moved', () => {
    const at = (divisionCode: string, moved: number, more: object = {}) => ({ incidentId: 'i', kind: 'avoidance', divisionCode, moved, ...more })
    const counts = { a: at('331000000000', 100), b: at('331002000000', 60), c: at('331099101000', 7), d: at('331000000000', 50, { kind: 'resettlement' }), e: at('331099000000', 5, { incidentId: 'other' }), f: at('331099101000', 3, { incidentId: 'other' }), g: at('331002000000', 2, { incidentId: 'other' }) }
    expect(countOutcome({ 'evacuation-count': counts }).moved).toBe(107)
  })
})
