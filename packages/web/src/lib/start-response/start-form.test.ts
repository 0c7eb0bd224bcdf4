import { describe, expect, it } from 'vitest'
import { structuredPlanFixture } from './plan.fixture.ts'
import { emptyStartDraft, fillStartForm, findStartGaps, listMeasures, needsTypedPlace } from './start-form.ts'

const plan = structuredPlanFixture()

describe('the decision to start a response', () => {
  it('is filled from incident and plan, so that an untouched form states all four statutory matters', () => {
    const form = fillStartForm(emptyStartDraft, plan, '超强台风“利奇马”', 2)
    expect(form).toEqual({ level: 2, matter: '超强台风“利奇马”应急响应', hours: '48', measures: '加密会商\n转移危险区人员' })
    expect(findStartGaps(form)).toEqual([])
  })

  it('keeps what was typed and follows the level only in what was not', () => {
    const form = fillStartForm({ ...emptyStartDraft, level: 3, hours: '6' }, plan, '台风', 2)
    expect(form).toMatchObject({ level: 3, hours: '6', measures: '加密会商' })
  })

  it('takes no level the plan does not have', () => {
    expect(fillStartForm(emptyStartDraft, plan, '台风', 1).level).toBeNull()
    expect(fillStartForm({ ...emptyStartDraft, level: 4 }, plan, '台风', null).level).toBeNull()
  })

  it('names each statutory matter that is missing', () => {
    const gaps = findStartGaps({ level: null, matter: ' ', hours: '半天', measures: '\n ' })
    expect(gaps.map(({ field }) => field).sort()).toEqual(['expectedHours', 'level', 'matter', 'measures'])
  })

  it('drops empty lines of measures and asks for the place at the two highest levels', () => {
    expect(listMeasures(' 甲 \n\n乙\n')).toEqual(['甲', '乙'])
    expect([1, 2, 3, 4, null].map(needsTypedPlace)).toEqual([true, true, false, false, false])
  })
})
