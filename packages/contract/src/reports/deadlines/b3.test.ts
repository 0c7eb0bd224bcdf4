import { describe, expect, it } from 'vitest'
import { localCalendar, publicCalendar } from '../../calendar/index.ts'
import { addMinutes } from '../../kernel/index.ts'
import { isSupplemented } from './casualty-window.ts'
import {
  annualReportDeadline, casualtyChangeDeadline, casualtySupplementDeadline, computeDeadlines, computeVerificationReply, defaultDeadlineRules, finalReportDeadline, findCasualtyChangeRule,
  followUpSchedule, judgeLateness, listImmediateDuties,
  type DeadlineInput, type DeadlineRule, type ReportableIncident, type ReportLevel,
} from './index.ts'

/** One case per row of standards.md B.3, at the minute. */
const today = '2026-03-10'
const bj = (text: string): string => new Date(`${text.replace(' ', 'T')}:00+08:00`).toISOString()
const lastMoment = (day: string): string => new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000 - 1).toISOString()

const occurredAt = bj('2026-03-09 22:20')
const knownAt = bj('2026-03-09 22:50')
type Facts = ReportableIncident['facts']
const at = (incidentClass: ReportableIncident['incidentClass'], standardId: string | null, typeCode: string, more: Partial<ReportableIncident> = {}): ReportableIncident =>
  ({ incidentClass, typeCode, standardId, grade: null, facts: {}, occurredAt, knownAt, divisionCode: '331099101201', ...more })
const workSafety = (grade: ReportableIncident['grade'], facts: Facts = { dead: 1 }) => at('accident', 'work-safety', '12D01', { grade, facts })
const disaster = (facts: Facts = { dead: 1 }, more: Partial<ReportableIncident> = {}) => at('natural-disaster', 'geological-disaster', '11D01', { facts, ...more })
const by = (level: ReportLevel, incident: ReportableIncident, rest: Partial<DeadlineInput> = {}): DeadlineInput => ({ incident, reporter: { level, divisionCode: '331099' }, asOf: today, ...rest })
const clock = (input: DeadlineInput, toLevel: ReportLevel, channel: 'phone' | 'written' = 'written') => computeDeadlines(input).find((deadline) => deadline.toLevel === toLevel && deadline.channel === channel)
const duties = (input: DeadlineInput) => listImmediateDuties(input).map((duty) => `${duty.fromLevel}→${duty.toLevel}`)

/** On time one minute before and at the minute itself, late a millisecond and a minute after. */
function holdsAtTheMinute(deadline: { startsAt: string; dueAt: string } | undefined, startsAt: string, minutes: number) {
  expect(deadline).toMatchObject({ startsAt, dueAt: addMinutes(startsAt, minutes) })
  const judge = (after: number) => judgeLateness(deadline?.dueAt ?? '', new Date(Date.parse(startsAt) + after).toISOString())
  expect(judge((minutes - 1) * 60_000)).toEqual({ late: false, lateMinutes: 0 })
  expect(judge(minutes * 60_000)).toEqual({ late: false, lateMinutes: 0 })
  expect(judge(minutes * 60_000 + 1)).toEqual({ late: true, lateMinutes: 1 })
  expect(judge((minutes + 1) * 60_000)).toEqual({ late: true, lateMinutes: 1 })
}

describe('B.3, production accidents', () => {
  it('the scene tells the head of the unit at once, and may go straight to the authorities', () => {
    const [duty] = listImmediateDuties(by('scene', workSafety(4)))
    expect(duty).toMatchObject({ fromLevel: 'scene', toLevel: 'unit', channel: 'phone', startsAt: knownAt })
    expect(duty?.skipAllowedZh).toContain('现场人员可以直接报告')
  })

  it('the head of the unit tells the county within 1 h of knowing', () => {
    holdsAtTheMinute(clock(by('unit', workSafety(4)), 'county'), knownAt, 60)
  })

  it('county to city 2 h from knowing: 1 h 59 on time, 2 h exactly on time, 2 h 01 late', () => {
    for (const grade of [4, 3, 2, 1] as const) holdsAtTheMinute(clock(by('county', workSafety(grade)), 'city'), knownAt, 120)
  })

  it('each level 2 h from receipt, and only as far as the grade asks', () => {
    const receivedAt = bj('2026-03-09 23:30')
    holdsAtTheMinute(clock(by('city', workSafety(3), { receivedAt }), 'province'), receivedAt, 120)
    holdsAtTheMinute(clock(by('province', workSafety(2), { receivedAt }), 'ministry'), receivedAt, 120)
    expect(clock(by('city', workSafety(4), { receivedAt }), 'province')).toBeUndefined()
    expect(clock(by('province', workSafety(3), { receivedAt }), 'ministry')).toBeUndefined()
  })

  it('the own government at the same time, and police, labour, union and procuratorate are told', () => {
    for (const level of ['county', 'city', 'province'] as const) {
      holdsAtTheMinute(clock(by(level, workSafety(4)), 'own-government'), knownAt, 120)
      expect(duties(by(level, workSafety(4)))).toContain(`${level}→fellow-departments`)
    }
  })

  it('from 较大 the unit also tells the province within 1 h; from 重大 it may go to the state', () => {
    holdsAtTheMinute(clock(by('unit', workSafety(3)), 'province'), knownAt, 60)
    expect(clock(by('unit', workSafety(4)), 'province')).toBeUndefined()
    expect(clock(by('unit', workSafety(2)), 'province')?.skipAllowedZh).toContain('可以直接报告国家主管部门')
  })

  it('follow-ups once a day up to 较大, twice from 重大', () => {
    const lastReportedAt = bj('2026-03-09 09:00')
    const due = (grade: 1 | 2 | 3 | 4) => followUpSchedule({ ...by('county', workSafety(grade)), lastReportedAt, count: 2 }).map((each) => each.dueAt)
    for (const grade of [4, 3] as const) expect(due(grade)).toEqual([lastMoment('2026-03-10'), lastMoment('2026-03-11')])
    const noon = new Date(Date.parse(bj('2026-03-10 12:00')) - 1).toISOString()
    for (const grade of [2, 1] as const) expect(due(grade)).toEqual([lastMoment('2026-03-09'), noon])
  })

  it('a change of the casualties goes up the same day, midnight belonging to the next', () => {
    expect(findCasualtyChangeRule(today)?.legalBasis.article).toBe('第十一条')
    expect(findCasualtyChangeRule('2009-06-30')).toBeNull()
    expect(casualtyChangeDeadline(bj('2026-03-10 00:00'))).toBe(lastMoment('2026-03-10'))
    expect(casualtyChangeDeadline(bj('2026-03-10 23:59'))).toBe(lastMoment('2026-03-10'))
    expect(judgeLateness(lastMoment('2026-03-10'), bj('2026-03-11 00:00')).late).toBe(true)
  })

  it('30 days from the accident, 7 for road traffic and fire: the last minute is in, the next day is out', () => {
    const window = (typeCode: string) => casualtySupplementDeadline({ typeCode, occurredAt, asOf: today })
    const general = window('12D01')
    const fire = window('12G01')
    const road = window('12H01')
    expect([general?.rule.days, fire?.rule.days, road?.rule.days]).toEqual([30, 7, 7])
    const inside = (found: ReturnType<typeof window>, instant: string) => found !== null && isSupplemented({ startsAt: occurredAt, endsAt: found.dueAt }, instant)
    expect(inside(general, bj('2026-04-08 23:59'))).toBe(true)
    expect(inside(general, bj('2026-04-09 00:00'))).toBe(false)
    expect(inside(fire, bj('2026-03-16 23:59'))).toBe(true)
    expect(inside(fire, bj('2026-03-17 00:00'))).toBe(false)
    expect(inside(road, bj('2026-03-17 08:00'))).toBe(false)
    expect(inside(general, bj('2026-03-09 22:19'))).toBe(false)
    expect(window('11D01')).toBeNull()
  })
})

describe('B.3, natural disasters', () => {
  it('village 1 h from occurrence, town 30 min from receipt', () => {
    holdsAtTheMinute(clock(by('village', disaster()), 'town'), occurredAt, 60)
    const receivedAt = bj('2026-03-09 23:15')
    holdsAtTheMinute(clock(by('town', disaster(), { receivedAt }), 'county'), receivedAt, 30)
    expect(clock(by('town', disaster()), 'county')).toBeUndefined()
  })

  it('county 2 h from occurrence, not from knowing; city and province 2 h from receipt', () => {
    holdsAtTheMinute(clock(by('county', disaster()), 'city'), occurredAt, 120)
    const receivedAt = bj('2026-03-10 00:10')
    holdsAtTheMinute(clock(by('city', disaster(), { receivedAt }), 'province'), receivedAt, 120)
    holdsAtTheMinute(clock(by('province', disaster(), { receivedAt }), 'ministry'), receivedAt, 120)
  })

  it('ten dead, missing, in danger or trapped: 1 h, 30 min, 30 min, and the ministry may be told directly', () => {
    const receivedAt = bj('2026-03-09 23:10')
    for (const facts of [{ dead: 10 }, { missing: 10 }, { trapped: 10 }, { dead: 4, missing: 3, trapped: 3 }] satisfies Facts[]) {
      const county = clock(by('county', disaster(facts)), 'city')
      holdsAtTheMinute(county, occurredAt, 60)
      expect(county?.skipAllowedZh).toContain('直报应急管理部')
      holdsAtTheMinute(clock(by('city', disaster(facts), { receivedAt }), 'province'), receivedAt, 30)
      holdsAtTheMinute(clock(by('province', disaster(facts), { receivedAt }), 'ministry'), receivedAt, 30)
    }
    for (const facts of [{ dead: 9 }, { dead: 3, missing: 3, trapped: 3 }] satisfies Facts[]) holdsAtTheMinute(clock(by('county', disaster(facts)), 'city'), occurredAt, 120)
  })

  it('an order to verify: 30 min by phone, 1 h in writing, for every level down to the village', () => {
    const orderedAt = bj('2026-03-10 00:40')
    for (const level of ['village', 'town', 'county', 'city', 'province'] as const) {
      const replies = computeVerificationReply({ incident: disaster(), reporter: { level, divisionCode: '331099' }, orderedAt, asOf: today })
      expect(replies).toHaveLength(2)
      holdsAtTheMinute(replies.find((reply) => reply.channel === 'phone'), orderedAt, 30)
      holdsAtTheMinute(replies.find((reply) => reply.channel === 'written'), orderedAt, 60)
    }
  })

  it('24-hour zero reports while a relief response of province or state runs, at every level; never for drought', () => {
    const lastReportedAt = bj('2026-03-10 01:15')
    for (const level of ['village', 'town', 'county', 'city', 'province'] as const) for (const reliefResponse of ['province', 'national'] as const) {
      const [due] = followUpSchedule({ ...by(level, disaster({}, { reliefResponse })), lastReportedAt })
      expect(due).toMatchObject({ dueAt: addMinutes(lastReportedAt, 24 * 60) })
      expect(due?.ruleId).toContain('zero-report')
    }
    const none = followUpSchedule({ ...by('county', disaster({}, { reliefResponse: 'none' })), lastReportedAt })
    expect(none.every((due) => !due.ruleId.includes('zero-report'))).toBe(true)
    const drought = followUpSchedule({ ...by('county', disaster({}, { typeCode: '11B22', reliefResponse: 'national' })), lastReportedAt })
    expect(drought.every((due) => !due.ruleId.includes('zero-report'))).toBe(true)
  })

  it('checked reports: village 2 d, town 2 d, county 7 d, city 2 d, province 2 d, ending with the day', () => {
    const stableAt = bj('2026-03-10 23:59')
    const receivedAt = bj('2026-03-12 00:00')
    const due = (level: ReportLevel) => finalReportDeadline(by(level, disaster(), { stableAt, receivedAt }))?.dueAt
    expect([due('village'), due('county')]).toEqual([lastMoment('2026-03-12'), lastMoment('2026-03-17')])
    for (const level of ['town', 'city', 'province'] as const) expect(due(level), level).toBe(lastMoment('2026-03-14'))
    expect(finalReportDeadline(by('county', disaster()))).toBeNull()
  })

  it('dead and missing first: the clock runs though cause, identity and nature are open', () => {
    const mixed = at('natural-disaster', null, '11D01', { facts: { missing: 1 }, occurredAt: null })
    holdsAtTheMinute(clock(by('county', mixed), 'city'), knownAt, 120)
  })

  it('annual figures: first 10-15, 10-20, 10-25; checked 01-10, 01-15, 01-20 of the next year', () => {
    const days = (kind: 'first' | 'checked') => (['county', 'city', 'province'] as const).map((level) => annualReportDeadline({ level, year: 2026, kind, asOf: today }))
    expect(days('first')).toEqual(['2026-10-15', '2026-10-20', '2026-10-25'].map(lastMoment))
    expect(days('checked')).toEqual(['2027-01-10', '2027-01-15', '2027-01-20'].map(lastMoment))
  })

  it('drought every 10 days, every 5 while a national relief response runs', () => {
    const lastReportedAt = bj('2026-03-01 10:00')
    const due = (reliefResponse: 'none' | 'province' | 'national') => followUpSchedule({ ...by('county', disaster({}, { typeCode: '11B22', reliefResponse })), lastReportedAt }).map((each) => each.dueAt)
    expect(due('none')).toEqual([lastMoment('2026-03-11')])
    expect(due('province')).toEqual([lastMoment('2026-03-11')])
    expect(due('national')).toEqual([lastMoment('2026-03-06')])
  })

  it('casualties go to the own government and the city at once, and daily until stable', () => {
    for (const facts of [{ dead: 1 }, { missing: 1 }, { injured: 1 }, { seriouslyInjured: 1 }] satisfies Facts[]) expect(duties(by('county', disaster(facts)))).toEqual(['county→own-government', 'county→city'])
    expect(duties(by('county', disaster({ collapsedRooms: 3 })))).toEqual([])
    for (const level of ['county', 'city', 'province'] as const)
      expect(followUpSchedule({ ...by(level, disaster()), lastReportedAt: bj('2026-03-10 08:00') })[0]).toMatchObject({ dueAt: lastMoment('2026-03-11') })
  })
})

describe('B.3, environment, health, forest fire, the general law', () => {
  const spill = (grade: ReportableIncident['grade']) => at('accident', 'environment', '12Q00', { grade })

  it('environment 4 h up to 较大, to the own government and the next level', () => {
    for (const grade of [4, 3] as const) for (const to of ['city', 'own-government'] as const) holdsAtTheMinute(clock(by('county', spill(grade)), to), knownAt, 240)
  })

  it('environment 2 h from 重大, to the own government, the province and the ministry; the province then within 1 h', () => {
    for (const grade of [2, 1] as const) {
      for (const to of ['own-government', 'province', 'ministry'] as const) holdsAtTheMinute(clock(by('county', spill(grade)), to), knownAt, 120)
      const receivedAt = bj('2026-03-10 00:30')
      holdsAtTheMinute(clock(by('province', spill(grade), { receivedAt }), 'ministry'), receivedAt, 60)
    }
  })

  it('a hospital reports within 2 h, the department tells its government at once', () => {
    const outbreak = at('public-health', 'public-health', '13A00')
    holdsAtTheMinute(clock(by('unit', outbreak), 'county'), knownAt, 120)
    expect(duties(by('county', outbreak))).toEqual(['county→own-government'])
    // The same before the law of 2025, by the regulation of 2003.
    expect(clock(by('unit', outbreak, { asOf: '2025-10-31' }), 'county')?.legalBasis.instrument).toContain('突发公共卫生事件应急条例')
    expect(clock(by('unit', outbreak, { asOf: '2025-11-01' }), 'county')?.legalBasis.instrument).toBe('突发公共卫生事件应对法')
  })

  it('grave forest fires go up to the state at once', () => {
    const fire = (facts: Facts) => at('natural-disaster', 'forest-fire', '11G00', { facts })
    for (const facts of [{ dead: 3 }, { seriouslyInjured: 10 }, { keyFacilityThreatened: true }, { crossesProvinces: true }] as Facts[])
      for (const [level, to] of [['county', 'city'], ['city', 'province'], ['province', 'ministry']] as const) expect(duties(by(level, fire(facts), { receivedAt: knownAt })), JSON.stringify(facts)).toContain(`${level}→${to}`)
    expect(duties(by('city', fire({ dead: 2, seriouslyInjured: 9 }), { receivedAt: knownAt }))).not.toContain('city→province')
  })

  it('where nothing else sets a limit the general law asks for a timely report, levels may be skipped', () => {
    const riot = at('social-security', null, '14B00')
    expect(duties(by('county', riot))).toEqual(['county→own-government', 'county→city'])
    expect(listImmediateDuties(by('county', riot))[0]).toMatchObject({ skipAllowedZh: '必要时可以越级上报', legalBasis: { instrument: '突发事件应对法', article: '第六十四条' } })
    expect(listImmediateDuties(by('county', riot, { asOf: '2024-10-31' }))[0]?.legalBasis.article).toBe('第三十九条')
  })

  it('"30 min by phone, 1 h in writing" is a local rule: off until a place turns it on, and for that place alone', () => {
    expect(clock(by('county', disaster()), 'city', 'phone')).toBeUndefined()
    const rules = defaultDeadlineRules.map((rule) => (rule.ruleId.startsWith('local.office.') ? { ...rule, enabled: true, areaPrefix: '331099' } : rule))
    holdsAtTheMinute(clock(by('county', disaster(), { rules }), 'city', 'phone'), knownAt, 30)
    holdsAtTheMinute(clock(by('county', disaster(), { rules }), 'city'), knownAt, 60)
    const elsewhere: DeadlineInput = { ...by('county', disaster(), { rules }), reporter: { level: 'county', divisionCode: '331082' } }
    holdsAtTheMinute(clock(elsewhere, 'city'), occurredAt, 120)
  })
})

describe('B.3, chains and calendars', () => {
  it('village → town → county → city → province over midnight, each from its own start', () => {
    const incident = disaster({ dead: 2 })
    expect(clock(by('village', incident), 'town')?.dueAt).toBe(bj('2026-03-09 23:20'))
    expect(clock(by('town', incident, { receivedAt: bj('2026-03-09 23:20') }), 'county')?.dueAt).toBe(bj('2026-03-09 23:50'))
    expect(clock(by('county', incident, { receivedAt: bj('2026-03-09 23:50') }), 'city')?.dueAt).toBe(bj('2026-03-10 00:20'))
    expect(clock(by('city', incident, { receivedAt: bj('2026-03-10 00:20') }), 'province')?.dueAt).toBe(bj('2026-03-10 02:20'))
    expect(clock(by('province', incident, { receivedAt: bj('2026-03-10 02:20') }), 'ministry')?.dueAt).toBe(bj('2026-03-10 04:20'))
  })

  it('a skipped level does not free it: the county owes the city although the province has been told', () => {
    const incident = disaster({ dead: 3 }, { grade: 3 })
    expect(computeDeadlines(by('county', incident)).map((deadline) => deadline.toLevel).sort()).toEqual(['city', 'province', 'province'])
  })

  it('calendar days run through a holiday, working days wait for its end', () => {
    // 2026: 15–23 February off, 14 and 28 February worked.
    const stableAt = bj('2026-02-13 17:00')
    expect(finalReportDeadline(by('county', disaster(), { stableAt }))?.dueAt).toBe(lastMoment('2026-02-20'))
    const working = (days: number): DeadlineRule[] => defaultDeadlineRules.map((rule) => (rule.ruleId === 'natural.final.county-city' ? { ...rule, limit: { kind: 'working-days', days } } : rule))
    expect(finalReportDeadline(by('county', disaster(), { stableAt, rules: working(1) }))?.dueAt).toBe(lastMoment('2026-02-14'))
    expect(finalReportDeadline(by('county', disaster(), { stableAt, rules: working(2) }))?.dueAt).toBe(lastMoment('2026-02-24'))
    const own = localCalendar([{ day: '2026-02-24', kind: 'holiday', name: '本地放假' }])
    expect(finalReportDeadline(by('county', disaster(), { stableAt, rules: working(2), calendar: own }))?.dueAt).toBe(lastMoment('2026-02-25'))
    expect(publicCalendar.knows('2026-02-24')).toBe(true)
  })

  it('hours know no holiday', () => {
    const newYear = { ...workSafety(4), knownAt: bj('2026-02-16 23:30') }
    holdsAtTheMinute(clock(by('county', newYear), 'city'), newYear.knownAt, 120)
  })

  it('a rule that changes in between: each day has its own', () => {
    const changed: DeadlineRule[] = defaultDeadlineRules.flatMap((rule) => (rule.ruleId === 'accident.county-city'
      ? [{ ...rule, validTo: '2026-03-10' }, { ...rule, validFrom: '2026-03-10', limit: { kind: 'minutes', minutes: 60 } as const }] : [rule]))
    const minutes = (asOf: string) => {
      const found = clock(by('county', workSafety(4), { asOf, rules: changed }), 'city')
      return (Date.parse(found?.dueAt ?? '') - Date.parse(found?.startsAt ?? '')) / 60_000
    }
    expect([minutes('2026-03-09'), minutes(bj('2026-03-09 23:59')), minutes(bj('2026-03-10 00:00')), minutes('2026-03-10')]).toEqual([120, 120, 60, 60])
  })
})
