import { describe, expect, it } from 'vitest'
import {
  checkAgainstLast, checkAgainstLists, checkForm, checkPlausible, differences, differsFromSum, factDifferences, factsOfValues, hazardWords, isBroken, listKeys, listRelations, listReturnDeadlines, readCell, readListRow, readValues, sumForms, summedValues, valueProblem, winterDeadline,
  type ClockedProcess, type FormValues, type ListTotals, type ReportingTrace,
} from './index.ts'

const noLists: ListTotals = { dead: 0, missing: 0, houses: { collapsedRooms: 0, collapsedHouseholds: 0, severeRooms: 0, severeHouseholds: 0, slightRooms: 0, slightHouseholds: 0, listed: 0 } }

describe('values', () => {
  it.each<[string, string, number | string | null, RegExp | null]>([
    ['zero is a figure', 'A01008', 0, null], ['a count', 'A01007', 1200, null], ['negative', 'A01008', -1, /负数/], ['half a person', 'A01008', 1.5, /整数/], ['absurd', 'A01008', 1e99, /超出可能范围/], ['not a number', 'A01008', Number.NaN, /应填数字/],
    ['words for a number', 'A01008', 'NaN', /应填数字/], ['hectares', 'A01030', 12.34, null], ['three places', 'A01030', 12.345, /两位小数/], ['a large sum', 'A01058', 9_999_999_999.99, null], ['too large a sum', 'A01058', 1e11, /超出可能范围/], ['infinite', 'A01058', Infinity, /应填数字/],
    ['hour', 'A01004', '2019-08-10-02', null], ['no such hour', 'A01004', '2019-08-10-24', /没有这个日期/], ['no such day', 'A01005', '2019-02-30', /没有这个日期/], ['not a day', 'A01005', '昨天', /应写成/], ['level', 'A07002', 5, /1 到 4/], ['share', 'B03008', 100.5, /0 到 100/], ['magnitude', 'A01003', 10.1, /超出/],
  ])('%s', (_, key, value, wrong) => {
    const found = valueProblem(key, value)
    if (wrong === null) expect(found).toBeNull()
    else expect(found).toMatch(wrong)
  })

  it('keep unknown and zero apart and know their own form only', () => {
    const { values, problems } = readValues('loss', { A01008: 0, A01009: null, A01002: ' ', B01001: 1, A01010: -2 })
    expect(values).toEqual({ A01008: 0 })
    expect(problems.map(({ key }) => key)).toEqual(['A01010', 'B01001'])
  })

  it('are read from what a spreadsheet pastes', () => {
    expect([readCell('A01007', '１,２００ '), readCell('A01007', ''), readCell('A01007', '约百人'), readCell('A01058', '12.5'), readCell('A01001', '台风灾害')]).toEqual([1200, null, undefined, 12.5, '台风灾害'])
  })
})

describe('relations', () => {
  const broken = (values: FormValues) => checkForm('loss', values).map(({ id }) => id)

  it('each break at one beyond the boundary and hold on it', () => {
    for (const relation of listRelations('loss')) {
      const right = Object.fromEntries(relation.right.map((key) => [key, 10]))
      const whole = 10 * relation.right.length
      expect(isBroken(relation, { ...right, [relation.left]: whole }), relation.id).toBe(false)
      expect(isBroken(relation, { ...right, [relation.left]: whole - 1 }), relation.id).toBe(true)
      expect(isBroken(relation, { ...right, [relation.left]: whole + 1 }), relation.id).toBe(relation.operator === '=')
    }
  })

  it('treat unknown as unknown: an equation with a part open breaks only when the known parts exceed the whole', () => {
    expect(broken({ A01013: 10, A01014: 4 })).toEqual([])
    expect(broken({ A01013: 10, A01014: 11 })).toEqual(['A01013=A01014+A01015'])
    expect(broken({ A01014: 4, A01015: 5 })).toEqual([])
    expect(broken({ A01013: 10, A01014: 4, A01015: 5 })).toEqual(['A01013=A01014+A01015'])
  })

  it('compare money without losing a cent', () => {
    expect(broken({ A01058: 0.6, A01059: 0.1, A01060: 0.2, A01061: 0.3, A01062: 0, A01063: 0, A01064: 0 })).toEqual([])
  })

  it('name both sides with their values and the fields', () => {
    const [finding] = checkForm('loss', { A01010: 2, A01011: 3 })
    expect(finding).toMatchObject({ id: 'A01010>=A01011', severity: 'error', keys: ['A01010', 'A01011'], left: { value: 2, words: '因灾受伤人口 2' }, right: { value: 3, words: '因灾重伤人口 3' }, basis: 'A01 逻辑关系第 1 项' })
    expect(finding?.text).toBe('应有 因灾受伤人口（A01010）≥因灾重伤人口（A01011）；现在左边 2，右边 3')
  })

  it('hold present values under cumulative ones', () => {
    expect(broken({ A01013: 10, 'A01013@now': 11 })).toEqual(['A01013>=A01013@now'])
    expect(broken({ 'A01014@now': 3, 'A01016@now': 4 })).toEqual(['A01014@now>=A01016@now'])
  })

  it('bind the annexes to the main form', () => {
    expect(broken({ A01059: 5, A02007: 1, A02011: 1, A02018: 1, A02022: 1 })).toEqual(['A01059=A02007+A02011+A02018+A02022'])
    expect(checkForm('annual-loss', { B01002: 1, B01003: 2 }).map(({ id }) => id)).toEqual(['B01002>=B01003'])
  })
})

describe('checks', () => {
  it('ask why a cumulative value fell or went away, not why a present one did', () => {
    const last = { A01007: 100, A01008: 2, 'A01013@now': 50, A01013: 60 }
    expect(checkAgainstLast({ A01007: 90, 'A01013@now': 10, A01013: 60 }, last).map(({ id, severity }) => [id, severity])).toEqual([['fell:A01007', 'check'], ['withdrawn:A01008', 'check']])
    expect(checkAgainstLast({ A01007: 1 }, null)).toEqual([])
  })

  it('let the figure of the dead go ahead of the list until the checked report', () => {
    const values = { A01008: 2, A01009: 0 }
    expect(checkAgainstLists(values, noLists, 'initial').map(({ id, severity }) => [id, severity])).toEqual([['list:A01008', 'check']])
    expect(checkAgainstLists(values, noLists, 'final').find(({ id }) => id === 'list:A01008')?.severity).toBe('error')
    expect(checkAgainstLists({ A01008: 2, A01009: 1 }, { ...noLists, dead: 2, missing: 1 }, 'followUp')).toEqual([])
    expect(checkAgainstLists({}, { ...noLists, dead: 1 }, 'initial').map(({ id }) => id)).toEqual(['list:A01008'])
  })

  it('notice figures of another disaster and an end before the beginning', () => {
    const process = { hazard: 'typhoon', startedOn: '2019-08-10' }
    expect(checkPlausible({ A01019: 5, A01003: 4, A01004: '2019-08-10-02', A01005: '2019-08-09' }, process, 'final').map(({ id, severity }) => [id, severity])).toEqual([['hazard:drought', 'check'], ['hazard:earthquake', 'check'], ['time:order', 'error']])
    expect(checkPlausible({ A01013: 5 }, process, 'followUp').map(({ id }) => id)).toEqual(['present:missing'])
    expect(checkPlausible({ A01013: 5 }, process, 'final')).toEqual([])
  })
})

describe('sums', () => {
  const places = [
    { divisionCode: 'a', values: { A01001: '台风灾害', A01004: '2019-08-10-02', A01005: '2019-08-11', A01007: 100, A01058: 0.1, 'A01013@now': 5 } },
    { divisionCode: 'b', values: { A01001: '台风灾害', A01004: '2019-08-10-01', A01007: 0, A01058: 0.2 } },
    { divisionCode: 'c', values: { A01001: '洪涝灾害', A01058: 0.3 } },
  ]
  const of = (key: string) => sumForms('loss', places).find((sum) => sum.key === key)

  it('add what adds, take the earliest beginning and the latest end, and say who left it open', () => {
    expect(of('A01007')).toMatchObject({ value: 100, given: 2, unknown: ['c'] })
    expect(of('A01058')).toMatchObject({ value: 0.6, given: 3, unknown: [] })
    expect(of('A01004')?.value).toBe('2019-08-10-01')
    expect(of('A01005')?.value).toBe('2019-08-11')
    expect(of('A01001')).toMatchObject({ value: null, conflict: true })
    expect(of('A01008')).toMatchObject({ value: null, given: 0 })
    expect(of('A01013@now')?.value).toBe(5)
  })

  it('leave a level’s own alone and make 下级 of what those below spent', () => {
    expect(summedValues(sumForms('relief', [{ divisionCode: 'a', values: { A07003: 10 } }]))).toEqual({})
    const year = summedValues(sumForms('annual-relief', [{ divisionCode: 'a', values: { B02016: 10, B02022: 5, B02006: 3 } }, { divisionCode: 'b', values: { B02016: 1.5 } }]))
    expect(year).toEqual({ B02006: 3, B02022: 16.5 })
  })

  it('do not depend on order, and a sum of sums is the sum of all', () => {
    const whole = summedValues(sumForms('loss', places))
    expect(summedValues(sumForms('loss', [...places].reverse()))).toEqual(whole)
    const [first, ...rest] = places
    const stepped = sumForms('loss', [{ divisionCode: 'x', values: summedValues(sumForms('loss', first ? [first] : [])) }, { divisionCode: 'y', values: summedValues(sumForms('loss', rest)) }])
    expect(summedValues(stepped)['A01058']).toBe(whole['A01058'])
    expect(listKeys('loss').length).toBe(sumForms('loss', []).length)
  })

  it('show where a return differs from them and what changed since the last', () => {
    expect(differsFromSum({ A01007: 120, A01058: 0.6 }, sumForms('loss', places))).toEqual([{ key: 'A01007', stated: 120, sum: 100 }])
    expect(differences({ A01007: 1, A01058: 0.1 }, { A01058: 0.3, A01008: 0 })).toEqual([{ key: 'A01007', before: 1, after: null, change: null }, { key: 'A01008', before: null, after: 0, change: null }, { key: 'A01058', before: 0.1, after: 0.3, change: 0.2 }])
  })
})

describe('clocks', () => {
  const process: ClockedProcess = { kind: 'event', hazard: 'typhoon', divisionCode: '331099000000', year: 2019, startedAt: '2026-08-10T00:00:00.000Z', openedAt: '2026-08-10T00:10:00.000Z', stableAt: null, closedAt: null, reliefResponse: 'none' }
  const trace = (level: ReportingTrace['level'], more: Partial<ReportingTrace> = {}): ReportingTrace => ({ level, divisionCode: '331099000000', receivedAt: null, finalReceivedAt: null, submissions: [], facts: {}, ...more })
  const at = (minutes: number) => new Date(Date.parse('2026-08-10T00:00:00.000Z') + minutes * 60_000).toISOString()
  const first = (who: ReportingTrace, now = at(0), of = process) => listReturnDeadlines(of, who, now, '2026-08-10').find(({ phase }) => phase === 'initial')

  it('run one hour for a village, two for a county from the occurrence; thirty minutes for a town from receipt', () => {
    expect([first(trace('village'))?.dueAt, first(trace('county'))?.dueAt, first(trace('town', { receivedAt: at(40) }))?.dueAt]).toEqual([at(60), at(120), at(70)])
    expect(first(trace('town'))).toMatchObject({ state: 'waiting', dueAt: null })
    expect(first(trace('city', { receivedAt: at(100) }))?.dueAt).toBe(at(220))
  })

  it('are on time at the limit and late a minute after', () => {
    const served = (minutes: number) => first(trace('county', { submissions: [{ kind: 'initial', at: at(minutes) }] }))?.state
    expect([served(119), served(120), served(121), first(trace('county'), at(121))?.state]).toEqual(['met', 'met', 'late', 'overdue'])
  })

  it('run one hour at the county with ten dead or missing', () => {
    expect(first(trace('county', { facts: { dead: 6, missing: 4 } }))?.dueAt).toBe(at(60))
    expect(first(trace('county', { facts: { dead: 6, missing: 3 } }))?.dueAt).toBe(at(120))
  })

  it('ask for a zero report within 24 hours of the last one while a provincial relief response runs', () => {
    const next = listReturnDeadlines({ ...process, reliefResponse: 'province' }, trace('town', { receivedAt: at(0), submissions: [{ kind: 'initial', at: at(20) }] }), at(30), '2026-08-10').find(({ phase }) => phase === 'followUp')
    expect(next).toMatchObject({ title: '24小时零报告', dueAt: at(20 + 24 * 60), state: 'running' })
    expect(listReturnDeadlines(process, trace('town', { submissions: [{ kind: 'initial', at: at(20) }] }), at(30), '2026-08-10').some(({ phase }) => phase === 'followUp')).toBe(false)
  })

  it('give the checked report two days in village and town, seven in the county', () => {
    const stable = { ...process, stableAt: at(0) }
    const due = (who: ReportingTrace) => listReturnDeadlines(stable, who, at(0), '2026-08-10').find(({ phase }) => phase === 'final')?.dueAt
    expect([due(trace('village')), due(trace('county')), due(trace('town', { finalReceivedAt: at(0) })), due(trace('town'))]).toEqual(['2026-08-12T15:59:59.999Z', '2026-08-17T15:59:59.999Z', '2026-08-12T15:59:59.999Z', undefined])
  })

  it('follow the calendars of the year and the winter', () => {
    const annual = listReturnDeadlines({ ...process, kind: 'annual', hazard: null, startedAt: null, year: 2026 }, trace('county'), at(0), '2026-08-10')
    expect(annual.map(({ phase, dueAt }) => [phase, dueAt])).toEqual([['initial', '2026-10-15T15:59:59.999Z'], ['final', '2027-01-10T15:59:59.999Z']])
    expect([winterDeadline('winter-needed', 'county', 2026), winterDeadline('winter-given', 'county', 2026), winterDeadline('winter-given', 'county', 2026, true)]).toEqual(['2026-10-31T15:59:59.999Z', '2027-06-01T15:59:59.999Z', '2027-08-01T15:59:59.999Z'])
  })
})

describe('neighbours', () => {
  it('give an incident its facts and say where they differ', () => {
    expect(factsOfValues({ A01008: 2, A01058: 3.5, A01001: '台风灾害' })).toEqual({ dead: 2, directLossWan: 3.5 })
    expect(factDifferences({ A01008: 2 }, { dead: 2, missing: 1 })).toEqual([{ code: 'A01009', fact: 'missing', figure: null, known: 1 }])
  })
  it('name the second level in the county and the first above', () => {
    expect([hazardWords('flood', '山洪灾害', 'county'), hazardWords('flood', '山洪灾害', 'city'), hazardWords('typhoon', null, 'town')]).toEqual(['山洪灾害', '洪涝灾害', '台风灾害'])
  })
  it('take a dead person without a name, and keep what tells of him apart', () => {
    const row = readListRow('D01', { D01001: '演示甲', D01003: 40, D01007: 1, D01010: [4, 2, 4], D01009: '2019-08-10' })
    expect(row).toEqual({ figures: { D01007: 1, D01009: '2019-08-10', D01010: [2, 4] }, personal: { D01001: '演示甲', D01003: 40 }, problems: [] })
    expect(readListRow('D01', { D01007: 2 }).problems).toEqual([])
    expect(readListRow('D01', { D01007: 3, D01009: '2019-02-30', D09999: 1 }).problems.map(({ key }) => key)).toEqual(['D01007', 'D01009', 'D09999', 'D01007'])
    expect(readListRow('D01', { D01007: 1, D01010: [18] }).problems.map(({ key }) => key)).toEqual(['D01019'])
    expect(readListRow('D02', { D02007: 2, D02011: 2, D02015: 1 }).problems.map(({ key }) => key)).toEqual(['D02007'])
  })
})
