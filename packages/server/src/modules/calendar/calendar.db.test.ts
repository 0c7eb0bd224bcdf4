import { routes } from '@fengsui/contract'
import { addWorkingDays } from '@fengsui/contract/calendar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'
import { loadCalendar } from './index.ts'

let test: TestNode
let county: TestCaller
let city: TestCaller
let officer: TestCaller
const COUNTY = '331099000000'
const year = async (who: TestCaller, value: string) => test.call(who, routes.getCalendar, { query: { year: value } })
const set = (who: TestCaller, days: { day: string; kind: 'holiday' | 'makeUp' | 'weekend' | 'working'; name: string }[], more: object = {}) =>
  test.send(who, routes.setCalendarDays, { body: { commandId: test.newId(), days, reason: '国办发明电〔2026〕7号', ...more } })
const loaded = () => loadCalendar(test.node.deps.objects, test.db.db, COUNTY)

beforeAll(async () => {
  test = await createTestNode({ start: '2026-11-20T01:00:00.000Z' })
  county = await test.caller({ divisionCode: COUNTY, roles: ['administrator'], unitName: '演示县信息中心' })
  city = await test.caller({ divisionCode: '331000000000', roles: ['administrator'], unitName: '台州市信息中心' })
  officer = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'], unitName: '演示县值班室' })
})
afterAll(() => test.close())

describe('the working-day calendar of a place', () => {
  it('knows the published years and says which it does not', async () => {
    expect(await year(officer, '2026')).toMatchObject({ known: true, mayEdit: false })
    expect((await year(officer, '2026')).days).toContainEqual({ day: '2026-02-14', kind: 'makeUp', name: '春节', local: false })
    expect(await year(county, '2027')).toMatchObject({ known: false, days: [], mayEdit: true })
    expect((await loaded()).knows('2027-03-01')).toBe(false)
  })

  it('a place sets a day of its own over the published one and over the city’s; taken back, the other holds again', async () => {
    expect((await set(city, [{ day: '2026-12-31', kind: 'holiday', name: '市放假' }])).status).toBe(200)
    expect((await loaded()).kindOf('2026-12-31')).toBe('holiday')
    expect((await set(county, [{ day: '2026-12-31', kind: 'working', name: '照常上班' }])).status).toBe(200)
    expect((await loaded()).kindOf('2026-12-31')).toBe('working')
    const shown = await year(officer, '2026')
    expect(shown.days).toContainEqual({ day: '2026-12-31', kind: 'working', name: '照常上班', local: true })
    expect(shown.settings.map((setting) => [setting.name, setting.placeName.includes('市'), setting.mayWithdraw])).toEqual(expect.arrayContaining([['照常上班', false, false], ['市放假', true, false]]))
    const own = (await year(county, '2026')).settings.find((setting) => setting.name === '照常上班')
    expect(own?.mayWithdraw).toBe(true)
    await test.call(county, routes.withdrawCalendarDay, { params: { calendarDayId: own?.id ?? '' }, body: { commandId: test.newId() } })
    expect((await loaded()).kindOf('2026-12-31')).toBe('holiday')
    expect((await test.send(county, routes.withdrawCalendarDay, { params: { calendarDayId: own?.id ?? '' }, body: { commandId: test.newId() } })).status).toBe(409)
  })

  it('a whole year is entered in one go and then counts as known', async () => {
    const days = [{ day: '2027-01-01', kind: 'holiday' as const, name: '元旦' }, { day: '2027-02-05', kind: 'holiday' as const, name: '春节' }, { day: '2027-02-08', kind: 'holiday' as const, name: '春节' }]
    expect((await set(county, days)).status).toBe(200)
    expect(await year(county, '2027')).toMatchObject({ known: false })
    expect((await set(county, [{ day: '2027-02-20', kind: 'makeUp', name: '春节' }], { completesYear: true })).status).toBe(200)
    expect(await year(county, '2027')).toMatchObject({ known: true })
    const calendar = await loaded()
    expect(calendar.knows('2027-06-01')).toBe(true)
    expect(addWorkingDays('2027-02-04', 1, calendar)).toBe('2027-02-09')
    expect(addWorkingDays('2027-02-19', 1, calendar)).toBe('2027-02-20')
  })

  it('refuses what is no day, a day twice, two years at once, another place, and who may not', async () => {
    expect((await set(county, [{ day: '2027-02-30', kind: 'holiday', name: '无此日' }])).text).toContain('没有这一天')
    expect((await set(county, [{ day: '2027-03-01', kind: 'holiday', name: '甲' }, { day: '2027-03-01', kind: 'working', name: '乙' }])).text).toContain('写了两次')
    expect((await set(county, [{ day: '2026-12-30', kind: 'holiday', name: '甲' }, { day: '2027-03-01', kind: 'working', name: '乙' }], { completesYear: true })).text).toContain('分年度')
    expect((await set(county, [{ day: '2099-03-01', kind: 'holiday', name: '甲' }])).text).toContain('离现在太远')
    expect((await set(county, [{ day: '2027-03-01', kind: 'holiday', name: '甲' }], { divisionCode: '331082000000' })).status).toBe(403)
    expect((await set(officer, [{ day: '2027-03-01', kind: 'holiday', name: '甲' }])).status).toBe(403)
    expect((await test.send(officer, routes.getCalendar, { query: { year: '20x6' } })).status).toBe(400)
  })
})
