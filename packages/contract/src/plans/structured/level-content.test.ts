import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findResponseLevel, getLevelContent, getResponseLevel, planDelta } from './level-content.ts'
import { smallPlan } from './structured-plan.fixture.ts'

const keys = (items: readonly { key: string }[]) => items.map((item) => item.key)

describe('content of a level', () => {
  it('builds on the lighter level and replaces entries with the same key', () => {
    const content = getLevelContent(smallPlan, 3)
    expect(keys(content.tasks)).toEqual(['watch', 'hydrology', 'list', 'transfer'])
    expect(content.tasks[1]?.deadlineMinutes).toBe(30)
    expect(content.measures).toEqual(['值班', '转移'])
    expect(content.resourceDemands).toMatchObject([{ key: 'bags', quantity: 500 }])
  })
  it('holds only its own entries when the plan says so', () => {
    const plan = { ...smallPlan, responseLevels: smallPlan.responseLevels.map((level) => ({ ...level, cumulative: false })) }
    expect(keys(getLevelContent(plan, 3).tasks)).toEqual(['hydrology', 'transfer'])
  })
  it('says when the plan lacks a level', () => {
    expect(findResponseLevel(smallPlan, 1)).toBeUndefined()
    expect(() => getResponseLevel(smallPlan, 1)).toThrow(RangeError)
  })
})

describe('change of level', () => {
  it('raises', () => {
    const delta = planDelta(smallPlan, 4, 3)
    expect(keys(delta.add)).toEqual(['transfer'])
    expect(delta.cancel).toEqual([])
    expect(keys(delta.keep)).toEqual(['watch', 'list'])
    expect(delta.revise).toMatchObject([{ before: { deadlineMinutes: 60 }, after: { deadlineMinutes: 30 } }])
    expect(keys(delta.addNotices)).toEqual(['deputy'])
    expect(delta.addDemands).toMatchObject([{ quantity: 500 }])
  })
  it('lowers', () => {
    const delta = planDelta(smallPlan, 3, 4)
    expect(keys(delta.cancel)).toEqual(['transfer'])
    expect(delta.add).toEqual([])
  })
  it('starts from nothing and ends to nothing', () => {
    expect(keys(planDelta(smallPlan, null, 3).add)).toEqual(['watch', 'hydrology', 'list', 'transfer'])
    expect(keys(planDelta(smallPlan, 3, null).cancel)).toEqual(['watch', 'hydrology', 'list', 'transfer'])
  })

  const level = fc.constantFrom(null, 3 as const, 4 as const)
  it('puts each task key in exactly one list, and the result is the target level', () => {
    fc.assert(fc.property(level, level, (from, to) => {
      const { add, cancel, keep, revise } = planDelta(smallPlan, from, to)
      const all = [...keys(add), ...keys(cancel), ...keys(keep), ...revise.map(({ after }) => after.key)]
      expect(new Set(all).size).toBe(all.length)
      const result = [...add, ...keep, ...revise.map(({ after }) => after)]
      const target = to === null ? [] : getLevelContent(smallPlan, to).tasks
      expect(keys(result).sort()).toEqual(keys(target).sort())
    }))
  })
  it('changes nothing when the level stays, also after the plan was stored and read again', () => {
    fc.assert(fc.property(fc.constantFrom(3 as const, 4 as const), (same) => {
      const { add, cancel, revise, addNotices, addDemands } = planDelta(smallPlan, same, same)
      expect([add, cancel, revise, addNotices, addDemands]).toEqual([[], [], [], [], []])
    }))
  })
})
