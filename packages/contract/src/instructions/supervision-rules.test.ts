import { describe, expect, it } from 'vitest'
import { endOfTerm, planSupervision, supervisionRuleAt, supervisionRules, termText } from './supervision-rules.ts'

const beijing = (text: string): string => new Date(`${text}:00+08:00`).toISOString()

describe('the end of a term', () => {
  it('counts hours through the night and the holiday', () => {
    expect(endOfTerm(beijing('2026-10-01T20:00'), { kind: 'hours', hours: 24 })).toBe(beijing('2026-10-02T20:00'))
  })

  it('counts working days from the next day to 24:00 of the last', () => {
    // Friday; Monday, Tuesday, Wednesday are the three.
    expect(endOfTerm(beijing('2026-11-20T09:00'), { kind: 'workingDays', days: 3 })).toBe(beijing('2026-11-26T00:00'))
    expect(endOfTerm(beijing('2026-11-20T23:59'), { kind: 'workingDays', days: 1 })).toBe(beijing('2026-11-24T00:00'))
    // One minute later it is Saturday: the first working day is the same Monday.
    expect(endOfTerm(beijing('2026-11-21T00:00'), { kind: 'workingDays', days: 1 })).toBe(beijing('2026-11-24T00:00'))
  })

  it('passes over a long holiday and counts a weekend that is worked', () => {
    // 2025-09-30 (Tuesday): 1–8 October are free, 9 and 10 are worked, so is Saturday the 11th (调休).
    expect(endOfTerm(beijing('2025-09-30T10:00'), { kind: 'workingDays', days: 3 })).toBe(beijing('2025-10-12T00:00'))
  })

  it('takes a stated instant as it is', () => {
    expect(endOfTerm(beijing('2026-11-20T09:00'), { kind: 'at', at: beijing('2026-11-22T18:00') })).toBe(beijing('2026-11-22T18:00'))
    expect([termText({ kind: 'hours', hours: 2 }), termText({ kind: 'workingDays', days: 3 }), termText({ kind: 'at', at: '' })]).toEqual(['2 小时内', '3 个工作日内', '定时办结'])
  })
})

describe('the follow-up of a duty', () => {
  const rule = supervisionRuleAt(beijing('2026-11-20T09:00'))
  it('signs, reminds and passes upward at its minutes', () => {
    const plan = planSupervision(beijing('2026-11-20T09:00'), beijing('2026-11-21T09:00'), 'extraUrgent', rule)
    expect(plan).toEqual({ acknowledgeBy: beijing('2026-11-20T09:30'), remindAt: beijing('2026-11-21T07:00'), escalateAt: beijing('2026-11-21T10:00') })
  })

  it('never wants a signature after the term, nor reminds before the duty was given', () => {
    const plan = planSupervision(beijing('2026-11-20T09:00'), beijing('2026-11-20T09:20'), 'extraUrgent', rule)
    expect(plan.acknowledgeBy).toBe(beijing('2026-11-20T09:20'))
    expect(plan.remindAt).toBeNull()
  })

  it('has dated rules without gap or overlap, and says whose they are', () => {
    for (const [index, each] of supervisionRules.entries()) {
      expect(each.basis).toContain('平台默认')
      if (index > 0) expect(supervisionRules[index - 1]?.validTo).toBe(each.validFrom)
    }
    expect(supervisionRules.at(-1)?.validTo).toBeNull()
    expect(supervisionRuleAt('1999-01-01T00:00:00.000Z').id).toBe(supervisionRules[0]?.id)
  })
})
