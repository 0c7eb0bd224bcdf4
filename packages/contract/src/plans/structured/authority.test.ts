import { describe, expect, it } from 'vitest'
import { findStatutoryGaps, whoMayEnd, whoMayStart } from './authority.ts'
import { smallPlan } from './structured-plan.fixture.ts'

describe('who may sign', () => {
  it.each([
    [4, 'office-director', true], [4, 'deputy', true], [4, 'executive-deputy', true], [4, 'chief', true],
    [4, 'duty-leader', false], [4, 'duty-officer', false], [4, 'on-site-commander', false], [4, 'nobody', false],
    [3, 'office-director', false], [3, 'deputy', true], [3, 'chief', true],
    [1, 'chief', false],
  ] as const)('level %d by %s: %s', (level, post, allowed) => {
    const answer = whoMayStart(smallPlan, level, post)
    expect(answer.allowed).toBe(allowed)
    expect(answer.reasonZh).not.toBe('')
  })
  it('谁启动、谁终止, or a senior', () => {
    expect(whoMayEnd('deputy', 'deputy').allowed).toBe(true)
    expect(whoMayEnd('deputy', 'chief').allowed).toBe(true)
    expect(whoMayEnd('chief', 'deputy').allowed).toBe(false)
    expect(whoMayEnd('chief', 'duty-officer').allowed).toBe(false)
  })
  it('does not let a commanding post outrank an unknown one', () => {
    expect(whoMayEnd('nobody', 'chief').allowed).toBe(false)
  })
})

describe('statutory fields of a start', () => {
  const complete = { matterZh: '超强台风防御', level: 1, expectedDurationHours: 48, measures: ['转移人员'] }
  it('accepts a complete decision', () => {
    expect(findStatutoryGaps(complete)).toEqual([])
  })
  it.each([
    [{ ...complete, matterZh: '  ' }, 'matterZh'], [{ ...complete, level: 5 }, 'level'],
    [{ ...complete, expectedDurationHours: 0 }, 'expectedDurationHours'], [{ ...complete, expectedDurationHours: Number.NaN }, 'expectedDurationHours'],
    [{ ...complete, measures: [''] }, 'measures'],
  ])('names the missing field', (decision, field) => {
    expect(findStatutoryGaps(decision)).toMatchObject([{ field, legalBasis: expect.stringContaining('第七十二条') as string }])
  })
  it('names all four on an empty decision', () => {
    expect(findStatutoryGaps({}).map((gap) => gap.labelZh)).toEqual(['响应事项', '响应级别', '预计期限', '应急处置措施'])
  })
})
