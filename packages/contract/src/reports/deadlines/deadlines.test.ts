import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  annualReportDeadline, casualtyChangeDeadline, casualtySupplementDeadline, clockState, computeDeadlines, computeVerificationReply,
  deadlineRuleSchema, defaultDeadlineRules, finalReportDeadline, followUpSchedule, judgeLateness, listDeadlineRules,
  listImmediateDuties,
  type Deadline, type DeadlineInput, type ReportableIncident, type ReportLevel,
} from './index.ts'

const today = '2026-01-05'

/** Beijing wall time of August 2019 (the replay's night) as an instant. */
const beijing = (text: string): string => new Date(`2019-${text.replace(' ', 'T')}:00+08:00`).toISOString()

const landslide = (facts: ReportableIncident['facts'], grade: ReportableIncident['grade']): ReportableIncident => ({
  incidentClass: 'natural-disaster', typeCode: '11D01', standardId: 'geological-disaster', grade, facts,
  occurredAt: beijing('08-10 02:30'), knownAt: beijing('08-10 02:40'), divisionCode: '331099',
})
const accident = (grade: ReportableIncident['grade']): ReportableIncident => ({
  ...landslide({}, grade), incidentClass: 'accident', typeCode: '12D01', standardId: 'work-safety',
})
const by = (level: ReportLevel, incident: ReportableIncident, rest: Partial<DeadlineInput> = {}): DeadlineInput => ({
  incident, reporter: { level, divisionCode: '331099' }, asOf: today, ...rest,
})
const clockList = (deadlines: Deadline[]): [string, string, string][] =>
  deadlines.map((deadline) => [deadline.toLevel, deadline.channel, deadline.dueAt])

describe('first reports of a natural disaster', () => {
  it('two dead: the county writes to the city by 04:30, nobody else', () => {
    const deadlines = computeDeadlines(by('county', landslide({ dead: 2, seriouslyInjured: 1 }, 4)))
    expect(clockList(deadlines)).toEqual([['city', 'written', beijing('08-10 04:30')]])
    expect(deadlines[0]).toMatchObject({ startsAt: beijing('08-10 02:30'), textZh: '县级→市级：书面，自事发起2 小时内', origin: 'national' })
  })

  it('three dead: the province is told too, by phone and in writing', () => {
    const deadlines = computeDeadlines(by('county', landslide({ dead: 3, seriouslyInjured: 1 }, 3)))
    expect(clockList(deadlines)).toEqual([
      ['province', 'phone', beijing('08-10 03:10')],
      ['city', 'written', beijing('08-10 04:30')],
      ['province', 'written', beijing('08-10 05:30')],
    ])
    expect(deadlines.filter((deadline) => deadline.toLevel === 'province').map((deadline) => deadline.origin))
      .toEqual(['local-sample', 'local-sample'])
  })

  it('ten trapped: one hour, then half an hour at each level', () => {
    const trapped = { ...landslide({ trapped: 10 }, null), occurredAt: beijing('08-10 15:00'), knownAt: beijing('08-10 15:05') }
    const due = (level: ReportLevel, toLevel: ReportLevel, receivedAt: string | null) =>
      computeDeadlines(by(level, trapped, { receivedAt })).find((deadline) => deadline.toLevel === toLevel && deadline.channel === 'written')
    const county = due('county', 'city', null)
    const city = due('city', 'province', beijing('08-10 15:48'))
    const province = due('province', 'ministry', beijing('08-10 16:10'))
    expect([county?.dueAt, city?.dueAt, province?.dueAt]).toEqual([
      beijing('08-10 16:00'), beijing('08-10 16:18'), beijing('08-10 16:40')])
    expect(county?.alsoUnder).toEqual(['natural.initial.county-city'])
    expect(county?.skipAllowedZh).toContain('直报应急管理部')
    expect(judgeLateness(county?.dueAt ?? '', beijing('08-10 15:48')).late).toBe(false)
    expect(judgeLateness(city?.dueAt ?? '', beijing('08-10 16:10')).late).toBe(false)
    expect(judgeLateness(province?.dueAt ?? '', beijing('08-10 16:35')).late).toBe(false)
    const nine = computeDeadlines(by('county', { ...trapped, facts: { dead: 1, missing: 1, trapped: 7 } }))
    expect(nine.find((deadline) => deadline.toLevel === 'city')?.dueAt).toBe(beijing('08-10 17:00'))
  })

  it('village one hour from occurrence, town half an hour from receipt', () => {
    const incident = landslide({ dead: 1 }, 4)
    expect(clockList(computeDeadlines(by('village', incident)))).toEqual([['town', 'written', beijing('08-10 03:30')]])
    expect(clockList(computeDeadlines(by('town', incident, { receivedAt: beijing('08-10 02:50') }))))
      .toEqual([['county', 'written', beijing('08-10 03:20')]])
  })

  it('a clock that starts on receipt does not run before it', () => {
    expect(computeDeadlines(by('city', landslide({ dead: 2 }, 4)))).toEqual([])
  })

  it('starts at awareness while the time of occurrence is unknown', () => {
    const [first] = computeDeadlines(by('county', { ...landslide({ dead: 1 }, 4), occurredAt: null }))
    expect(first?.dueAt).toBe(beijing('08-10 04:40'))
  })

  it('lists what must be done at once apart from the clocks', () => {
    const duties = listImmediateDuties(by('county', landslide({ dead: 1 }, 4)))
    expect(duties.map((duty) => duty.toLevel)).toEqual(['own-government', 'city'])
    expect(listImmediateDuties(by('county', landslide({ collapsedRooms: 2 }, null)))).toEqual([])
  })

  it('uses the rules of the day asked for', () => {
    const older = computeDeadlines(by('county', landslide({ trapped: 12 }, null), { asOf: beijing('08-10 03:00') }))
    expect(older.find((deadline) => deadline.toLevel === 'city')).toMatchObject({ verified: 'from-memory', dueAt: beijing('08-10 04:30') })
    const newer = computeDeadlines(by('county', landslide({ trapped: 12 }, null)))
    expect(newer.find((deadline) => deadline.toLevel === 'city')).toMatchObject({ verified: 'verified', dueAt: beijing('08-10 03:30') })
  })

  it('keeps the general local-office rule off until an office turns it on', () => {
    const on = defaultDeadlineRules.map((rule) => (rule.ruleId.startsWith('local.office.') ? { ...rule, enabled: true, areaPrefix: '3310' } : rule))
    const incident = landslide({ dead: 2 }, 4)
    expect(clockList(computeDeadlines(by('county', incident, { rules: on })))).toEqual([
      ['city', 'phone', beijing('08-10 03:10')], ['city', 'written', beijing('08-10 03:40')]])
    expect(listDeadlineRules(today, '440300', on).some((rule) => rule.ruleId.startsWith('local.office.'))).toBe(false)
  })
})

describe('first reports of accidents and environmental events', () => {
  it('the unit tells the county within an hour, and the province from 较大', () => {
    expect(clockList(computeDeadlines(by('unit', accident(4))))).toEqual([['county', 'written', beijing('08-10 03:40')]])
    expect(clockList(computeDeadlines(by('unit', accident(3))))).toEqual([
      ['county', 'written', beijing('08-10 03:40')], ['province', 'written', beijing('08-10 03:40')]])
  })

  it('how far up a report climbs depends on the grade', () => {
    const receivedAt = beijing('08-10 05:00')
    const upward = (level: ReportLevel, grade: 1 | 2 | 3 | 4, toLevel: ReportLevel) =>
      computeDeadlines(by(level, accident(grade), { receivedAt })).some((deadline) => deadline.toLevel === toLevel)
    expect(upward('city', 4, 'province')).toBe(false)
    expect(upward('city', 3, 'province')).toBe(true)
    expect(upward('province', 3, 'ministry')).toBe(false)
    expect(upward('province', 2, 'ministry')).toBe(true)
    expect(upward('county', 4, 'own-government')).toBe(true)
  })

  it('environmental events follow their own order', () => {
    const spill = (grade: 2 | 4): ReportableIncident => ({ ...accident(grade), typeCode: '12Q00', standardId: 'environment' })
    expect(clockList(computeDeadlines(by('county', spill(4))))).toEqual([
      ['city', 'written', beijing('08-10 06:40')], ['own-government', 'written', beijing('08-10 06:40')]])
    expect(computeDeadlines(by('county', spill(2))).filter((deadline) => deadline.channel === 'written' && deadline.origin === 'national')
      .map((deadline) => deadline.toLevel).sort()).toEqual(['ministry', 'own-government', 'province'])
  })

  it('hospitals report within two hours', () => {
    const outbreak: ReportableIncident = { ...accident(null), incidentClass: 'public-health', typeCode: '13A00', standardId: 'public-health' }
    expect(clockList(computeDeadlines(by('unit', outbreak)))).toEqual([['county', 'written', beijing('08-10 04:40')]])
  })
})

describe('verification, follow-up and final clocks', () => {
  it('an order to verify is answered in 30 minutes by phone and an hour in writing', () => {
    const replies = computeVerificationReply({
      incident: landslide({}, null), reporter: { level: 'county', divisionCode: '331099' }, orderedAt: beijing('08-10 05:40'), asOf: today,
    })
    expect(clockList(replies)).toEqual([
      ['order-issuer', 'phone', beijing('08-10 06:10')], ['order-issuer', 'written', beijing('08-10 06:40')]])
  })

  const lastMoment = (day: string): string => new Date(new Date(`2019-${day}T24:00:00+08:00`).getTime() - 1).toISOString()

  it('daily, twice daily and 24-hour follow-ups', () => {
    const lastReportedAt = beijing('08-10 04:52')
    expect(followUpSchedule({ ...by('county', accident(3)), lastReportedAt, count: 2 }).map((due) => due.dueAt))
      .toEqual([lastMoment('08-11'), lastMoment('08-12')])
    expect(followUpSchedule({ ...by('county', accident(1)), lastReportedAt }).map((due) => due.dueAt)).toEqual([lastMoment('08-10')])
    const zero = followUpSchedule({ ...by('county', { ...landslide({}, 4), reliefResponse: 'province' }), lastReportedAt })
    expect(zero).toMatchObject([{ ruleId: 'natural.zero-report.county-city', dueAt: beijing('08-11 04:52') }])
    expect(followUpSchedule({ ...by('county', landslide({}, 4)), lastReportedAt })).toMatchObject([
      { ruleId: 'natural.follow-up.daily.county-city', dueAt: lastMoment('08-11') }])
    expect(casualtyChangeDeadline(beijing('08-10 23:59'))).toBe(lastMoment('08-10'))
  })

  it('drought has its own cycle', () => {
    const drought: ReportableIncident = { ...landslide({}, null), typeCode: '11B22', standardId: 'flood-drought' }
    expect(computeDeadlines(by('county', drought))).toEqual([])
    const due = (reliefResponse: 'none' | 'national') =>
      followUpSchedule({ ...by('county', { ...drought, reliefResponse }), lastReportedAt: beijing('08-01 10:00') })[0]?.dueAt
    expect(due('none')).toBe(lastMoment('08-11'))
    expect(due('national')).toBe(lastMoment('08-06'))
  })

  it('checked reports: county 7 days from stable, city 2 days from the county', () => {
    const incident = landslide({}, 4)
    expect(finalReportDeadline(by('county', incident, { stableAt: beijing('08-12 16:00') }))?.dueAt).toBe(lastMoment('08-19'))
    expect(finalReportDeadline(by('village', incident, { stableAt: beijing('08-12 16:00') }))?.dueAt).toBe(lastMoment('08-14'))
    expect(finalReportDeadline(by('city', incident, { receivedAt: beijing('08-19 10:00') }))?.dueAt).toBe(lastMoment('08-21'))
    expect(finalReportDeadline(by('county', incident))).toBeNull()
  })

  it('casualties of an accident are supplemented for 30 days, road and fire 7', () => {
    const occurredAt = beijing('08-10 02:30')
    expect(casualtySupplementDeadline({ typeCode: '12D00', occurredAt, asOf: today })?.dueAt).toBe(lastMoment('09-09'))
    expect(casualtySupplementDeadline({ typeCode: '12H00', occurredAt, asOf: today })?.dueAt).toBe(lastMoment('08-17'))
    expect(casualtySupplementDeadline({ typeCode: '11D01', occurredAt, asOf: today })).toBeNull()
  })

  it('annual figures', () => {
    expect(annualReportDeadline({ level: 'county', year: 2026, kind: 'first', asOf: today })).toBe('2026-10-15T15:59:59.999Z')
    expect(annualReportDeadline({ level: 'county', year: 2026, kind: 'checked', asOf: today })).toBe('2027-01-10T15:59:59.999Z')
  })
})

describe('clock state', () => {
  const startsAt = beijing('08-10 02:30')
  const dueAt = beijing('08-10 04:30')

  it.each([
    ['02:30', 'running', 120], ['03:59', 'running', 31], ['04:00', 'amber', 30], ['04:30', 'amber', 0], ['04:31', 'late', -1],
  ])('at %s it is %s with %i minutes', (time, state, remainingMinutes) => {
    expect(clockState({ startsAt, dueAt, metAt: null }, beijing(`08-10 ${time}`))).toEqual({ state, remainingMinutes })
  })

  it('the report of 04:52 is 22 minutes late, one at 04:30 is on time', () => {
    expect(judgeLateness(dueAt, beijing('08-10 04:52'))).toEqual({ late: true, lateMinutes: 22 })
    expect(judgeLateness(dueAt, dueAt)).toEqual({ late: false, lateMinutes: 0 })
    expect(clockState({ startsAt, dueAt, metAt: beijing('08-10 04:52') }, beijing('08-10 09:00'))).toEqual({ state: 'met-late', remainingMinutes: -22 })
    expect(clockState({ startsAt, dueAt, metAt: dueAt }, beijing('08-10 09:00'))).toEqual({ state: 'met', remainingMinutes: 0 })
  })

  it('agrees with the judgement of lateness at any instant', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20_000_000 }), (offset) => {
      const metAt = new Date(Date.parse(startsAt) + offset).toISOString()
      expect(clockState({ startsAt, dueAt, metAt }, metAt).state === 'met-late').toBe(judgeLateness(dueAt, metAt).late)
    }))
  })
})

describe('deadline rules as data', () => {
  it('all have basis, dates and marks', () => {
    for (const rule of defaultDeadlineRules) expect(() => deadlineRuleSchema.parse(rule), rule.ruleId).not.toThrow()
  })

  it('no two versions of a rule are in force together', () => {
    for (const day of ['2009-01-01', '2019-08-10', '2024-04-01', today]) {
      const ids = listDeadlineRules(day, '331099').map((rule) => rule.ruleId)
      expect(new Set(ids).size, day).toBe(ids.length)
    }
  })

  it('local practice never poses as verified national law', () => {
    const local = defaultDeadlineRules.filter((rule) => rule.ruleId.startsWith('local.'))
    expect(local.length).toBeGreaterThan(0)
    for (const rule of local) expect(rule).toMatchObject({ origin: 'local-sample', verified: 'from-memory' })
  })

  it('more dead never removes a recipient nor moves a due instant later', () => {
    fc.assert(fc.property(fc.nat(40), fc.nat(20), (dead, more) => {
      const due = (count: number) => new Map(computeDeadlines(by('county', landslide({ dead: count }, count >= 3 ? 3 : 4)))
        .map((deadline) => [`${deadline.channel} ${deadline.toLevel}`, deadline.dueAt]))
      const after = due(dead + more)
      for (const [recipient, dueAt] of due(dead)) expect((after.get(recipient) ?? '9') <= dueAt).toBe(true)
    }))
  })
})
