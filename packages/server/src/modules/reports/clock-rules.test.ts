import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Incident } from '@fengsui/contract/incidents'
import type { Clock, ReportKind } from '@fengsui/contract/reports'
import { isPastDue, listCarriedOver, phasesMetBy, planClocks, type ClockSituation, type Desk, type SentReport } from './clock-rules.ts'

const asOf = '2026-01-05T00:00:00.000Z'
const beijing = (time: string): string => new Date(`2019-08-10T${time}:00+08:00`).toISOString()

const desks: Desk[] = [
  { unitId: 'province', name: '省值班室', role: 'duty-office', level: 'province', divisionCode: '330000000000' },
  { unitId: 'city', name: '市值班室', role: 'duty-office', level: 'city', divisionCode: '331000000000' },
  { unitId: 'county', name: '县值班室', role: 'duty-office', level: 'county', divisionCode: '331099000000' },
]

function landslide(change: Partial<Incident> = {}): Incident {
  return {
    id: 'i', number: '331099-20190810-0001', title: '滑坡', typeCode: '11D01', incidentClass: 'natural-disaster', standardId: 'geological-disaster', divisionCode: '331099101201', position: null,
    occurredAt: beijing('02:30'), knownAt: beijing('02:40'), registeredAt: beijing('02:45'), status: 'registered', facts: { dead: 2 }, proposal: null, grade: 4, gradedAt: null, gradedByUnitId: null,
    gradeReason: null, parentId: null, mergedIntoId: null, stableAt: null, closedAt: null, closingSummary: null, ownerUnitId: 'county', ...change,
  }
}

const situation = (change: Partial<ClockSituation> = {}): ClockSituation => ({ incident: landslide(), ownerLevel: 'county', desks, clocks: [], sent: [], ...change })
const sentBy = (fromUnitId: string, toUnitId: string, sentAt: string, more: Partial<SentReport> = {}): SentReport => ({ reportId: `${fromUnitId}-${sentAt}`, fromUnitId, toUnitId, kind: 'initial', by: 'system', sentAt, receivedAt: null, facts: {}, ...more })

/** The clocks as they stand after a plan was carried out. */
function carryOut(given: ClockSituation, at: string, changedAt: string | null): ClockSituation {
  const plan = planClocks(given, { at, changedAt, asOf })
  const cancelled = new Set(plan.cancel.map(({ clock }) => clock.id))
  const missed = new Set(plan.miss.map((clock) => clock.id))
  const kept = given.clocks.map((clock): Clock => (cancelled.has(clock.id) ? { ...clock, status: 'cancelled' } : missed.has(clock.id) ? { ...clock, status: 'missed' } : clock))
  const started = plan.start.map(({ countsFromChange: _from, alsoUnder: _under, ...wanted }, index): Clock => ({ id: `${kept.length + index}`, incidentId: 'i', ...wanted, status: 'running', remindedAt: null, overdueAt: null, metAt: null, metByReportId: null, verificationOrderId: null, escalatedAt: null }))
  return { ...given, clocks: [...kept, ...started] }
}
const started = (given: ClockSituation, at: string, changedAt: string | null = null) => planClocks(given, { at, changedAt, asOf }).start.map((clock) => `${clock.phase} ${clock.fromUnitId}→${clock.toUnitId} ${clock.dueAt}`)

describe('which clocks start', () => {
  it('two dead: county to city; three: province as well', () => {
    expect(started(situation(), beijing('02:45'))).toEqual([`WRITTEN county→city ${beijing('04:30')}`])
    expect(started(situation({ incident: landslide({ facts: { dead: 3 }, grade: 3 }) }), beijing('02:45'))).toEqual([
      `PHONE county→province ${beijing('03:10')}`, `WRITTEN county→city ${beijing('04:30')}`, `WRITTEN county→province ${beijing('05:30')}`])
  })

  it('counts from occurrence without grace at registration, from the change when the duty came later', () => {
    const grave = situation({ incident: landslide({ facts: { dead: 3 } }) })
    expect(started(grave, beijing('06:00'))).toContain(`PHONE county→province ${beijing('03:10')}`)
    expect(started(grave, beijing('06:00'), beijing('06:00'))).toContain(`PHONE county→province ${beijing('06:30')}`)
    expect(started(grave, beijing('02:50'), beijing('02:50'))).toContain(`PHONE county→province ${beijing('03:10')}`)
  })

  it('a level above the one that opened the incident knows when the report is signed for', () => {
    const sent = [sentBy('county', 'city', beijing('03:00'))]
    expect(started(situation({ sent }), beijing('03:00')).filter((text) => text.includes('city→'))).toEqual([])
    expect(started(situation({ sent: [sentBy('county', 'city', beijing('03:00'), { receivedAt: beijing('03:10') })] }), beijing('03:10'), beijing('03:10'))).toContain(`WRITTEN city→province ${beijing('05:10')}`)
    const spill = landslide({ incidentClass: 'accident', typeCode: '12Q00', standardId: 'environment', grade: 4 })
    expect(started(situation({ incident: spill }), beijing('02:45'))).toEqual([`WRITTEN county→city ${beijing('06:40')}`])
    expect(started(situation({ incident: { ...spill, ownerUnitId: 'city' }, ownerLevel: 'city' }), beijing('02:45'))).toContain(`WRITTEN city→province ${beijing('06:40')}`)
  })

  it('asks nothing twice of a recipient who has it, and nothing without a recipient', () => {
    expect(started(situation({ sent: [sentBy('county', 'city', beijing('02:44'))] }), beijing('02:45')).filter((text) => text.startsWith('WRITTEN'))).toEqual([])
    expect(started(situation({ sent: [sentBy('county', 'city', beijing('02:44'), { by: 'phone' })] }), beijing('02:45'))).toEqual([`WRITTEN county→city ${beijing('04:30')}`])
    expect(started(situation({ desks: desks.filter((desk) => desk.level === 'county') }), beijing('02:45'))).toEqual([])
  })
})

describe('which clocks end', () => {
  it('what no longer applies is cancelled while there is time, never once past due', () => {
    const grave = carryOut(situation({ incident: landslide({ facts: { dead: 3 }, grade: 3 }) }), beijing('02:45'), null)
    const milder = { ...grave, incident: landslide() }
    const cancel = (at: string) => planClocks(milder, { at, changedAt: at, asOf }).cancel.map(({ clock }) => clock.phase)
    expect(cancel(beijing('03:10'))).toEqual(['PHONE', 'WRITTEN'])
    expect(cancel(beijing('03:11'))).toEqual(['WRITTEN'])
  })

  it('a stricter rule replaces a clock only when it is not later', () => {
    const running = carryOut(situation(), beijing('02:45'), null)
    const trapped = { ...running, incident: landslide({ facts: { trapped: 10 } }) }
    expect(planClocks(trapped, { at: beijing('03:00'), changedAt: beijing('03:00'), asOf })).toMatchObject({ start: [{ dueAt: beijing('03:30') }], cancel: [{ reason: '改按更严的时限：10人以上死亡失踪或遇险被困快报' }] })
    // Known only at 03:45, the hour counts from there and ends after the clock that runs: both stay.
    expect(planClocks(trapped, { at: beijing('03:45'), changedAt: beijing('03:45'), asOf })).toMatchObject({ start: [{ dueAt: beijing('04:45') }], cancel: [] })
  })

  it('at the end of the incident: past due is missed, follow-ups stop, the checked report goes on', () => {
    const sent = [sentBy('county', 'city', beijing('03:00'))]
    const stable = carryOut(carryOut(situation({ sent }), beijing('03:00'), null), beijing('03:00'), beijing('03:00'))
    const final = carryOut({ ...stable, incident: landslide({ status: 'stable', stableAt: beijing('05:00') }) }, beijing('05:00'), beijing('05:00'))
    expect(final.clocks.map((clock) => [clock.phase, clock.status])).toEqual([['FOLLOW_UP', 'cancelled'], ['FINAL', 'running']])
    const closed = carryOut({ ...final, incident: landslide({ status: 'closed', stableAt: beijing('05:00'), closedAt: beijing('06:00') }) }, beijing('06:00'), beijing('06:00'))
    expect(closed.clocks.map((clock) => [clock.phase, clock.status])).toEqual([['FOLLOW_UP', 'cancelled'], ['FINAL', 'running']])
    const silent = carryOut(situation(), beijing('02:45'), null)
    expect(carryOut({ ...silent, incident: landslide({ status: 'closed' }) }, beijing('04:31'), beijing('04:31')).clocks.map((clock) => clock.status)).toEqual(['missed'])
    expect(carryOut({ ...silent, incident: landslide({ status: 'closed' }) }, beijing('04:30'), beijing('04:30')).clocks.map((clock) => clock.status)).toEqual(['running'])
  })

  it('a merged incident ends all its clocks and hands on those that are missing there', () => {
    const merged = carryOut(situation({ incident: landslide({ facts: { dead: 3 } }) }), beijing('02:45'), null)
    expect(planClocks({ ...merged, incident: landslide({ status: 'merged' }) }, { at: beijing('05:00'), changedAt: null, asOf }).cancel).toHaveLength(2)
    const into = carryOut(situation(), beijing('02:45'), null)
    expect(listCarriedOver(merged.clocks, into.clocks).map((clock) => `${clock.phase} ${clock.toUnitId}`)).toEqual(['PHONE province'])
  })
})

describe('properties', () => {
  const facts = fc.record({ dead: fc.nat(12), missing: fc.nat(4), trapped: fc.nat(14) })
  const minute = fc.integer({ min: 0, max: 900 })
  const instant = (minutes: number) => new Date(Date.parse(beijing('02:45')) + minutes * 60_000).toISOString()

  it('planning again after carrying out asks for nothing', () => {
    fc.assert(fc.property(facts, facts, minute, minute, (first, second, early, later) => {
      const one = carryOut(situation({ incident: landslide({ facts: first, grade: null }) }), instant(early), null)
      const at = instant(early + later)
      const two = carryOut({ ...one, incident: landslide({ facts: second, grade: null }) }, at, at)
      expect(planClocks(two, { at, changedAt: at, asOf })).toEqual({ start: [], cancel: [], miss: [] })
    }))
  })

  it('news never ends a clock that is past due', () => {
    fc.assert(fc.property(facts, facts, minute, (first, second, later) => {
      const one = carryOut(situation({ incident: landslide({ facts: first, grade: null }) }), instant(0), null)
      const at = instant(later)
      const plan = planClocks({ ...one, incident: landslide({ facts: second, grade: null }) }, { at, changedAt: at, asOf })
      expect(plan.cancel.filter(({ clock }) => isPastDue(clock, at))).toEqual([])
    }))
  })
})

it.each<[ReportKind, 'system' | 'phone', string]>([
  ['initial', 'phone', 'PHONE'], ['final', 'phone', 'PHONE'], ['initial', 'system', 'PHONE WRITTEN'], ['followUp', 'system', 'PHONE WRITTEN FOLLOW_UP'], ['final', 'system', 'PHONE WRITTEN FOLLOW_UP FINAL'],
])('%s by %s meets %s', (kind, by, phases) => {
  expect(phasesMetBy(kind, by).join(' ')).toBe(phases)
})
