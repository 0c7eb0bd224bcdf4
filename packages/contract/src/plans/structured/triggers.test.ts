import { describe, expect, it } from 'vitest'
import { smallPlan } from './structured-plan.fixture.ts'
import { evaluateExit, evaluateTriggers, proposeResponseLevel } from './triggers.ts'

describe('triggers', () => {
  it('answers for every level, gravest first', () => {
    expect(evaluateTriggers(smallPlan, { typhoonWarning: 'BLUE', deadOrMissing: 0 }).map(({ level, met }) => [level, met])).toEqual([[3, false], [4, true]])
  })
  it('proposes the gravest level that is certain and names what could raise it', () => {
    const proposal = proposeResponseLevel(smallPlan, { typhoonWarning: 'RED', deadOrMissing: 0 })
    expect(proposal.level).toBe(4)
    expect(proposal.notExcluded).toEqual([{ level: 3, missingFacts: ['landfallInOrNearArea'] }])
    expect(proposal.reasonZh).toContain('台风预计或已经在本区域及邻近沿海登陆')
  })
  it('needs no more facts once a condition is met', () => {
    const proposal = proposeResponseLevel(smallPlan, { deadOrMissing: 3 })
    expect(proposal).toMatchObject({ level: 3, notExcluded: [] })
    expect(proposal.reasonZh).toBe('符合Ⅲ级响应启动条件：死亡失踪3人以上。')
  })
  it('proposes nothing on an empty situation but excludes nothing either', () => {
    const proposal = proposeResponseLevel(smallPlan, {})
    expect(proposal.level).toBeNull()
    expect(proposal.notExcluded.map(({ level }) => level)).toEqual([3, 4])
  })
})

describe('leaving a level', () => {
  it('waits while a fact is unknown', () => {
    expect(evaluateExit(smallPlan, 3, { typhoonWarning: 'BLUE' }).lower).toMatchObject({ met: 'unknown', missingFacts: ['trapped'] })
  })
  it('allows lowering before ending', () => {
    const exit = evaluateExit(smallPlan, 3, { typhoonWarning: 'BLUE', trapped: 0 })
    expect([exit.lower.met, exit.end.met]).toEqual([true, false])
  })
  it('says which condition stands in the way', () => {
    expect(evaluateExit(smallPlan, 3, { typhoonWarning: 'RED', trapped: 0 }).lower.failedLeaves.map((leaf) => leaf.fact)).toEqual(['typhoonWarning'])
  })
})
