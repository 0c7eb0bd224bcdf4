import { describe, expect, it } from 'vitest'
import { adaptPlan } from './adapt-plan.ts'
import type { PlanAdaptation } from './adapt-plan.ts'
import { smallPlan } from './structured-plan.fixture.ts'

const adaptation: PlanAdaptation = {
  basedOn: 'T-1',
  replace: { title: '县预案', number: 'T-2', issuerZh: '县', areaDivisionCode: '331099000000', version: '1', validFrom: '2019-02-01' },
  unitRoles: { 'county-government': 'town-government' },
  wording: { 指挥部: '县指挥部', 各县: '各乡镇', 县: '不应二次替换' },
  omitUnitRoles: ['emergency'], omitTasks: ['list'], omitNotices: ['deputy'], demandFactor: 0.12,
  levels: [{ level: 3, expectedDurationHours: 12, tasks: [{ ...smallPlan.responseLevels[0]!.tasks[0]!, key: 'own' }] }],
}

describe('adaptPlan', () => {
  const plan = adaptPlan(smallPlan, adaptation)
  it('replaces the head and keeps the structure', () => {
    expect(plan).toMatchObject({ title: '县预案', number: 'T-2', areaDivisionCode: '331099000000' })
    expect(plan.responseLevels.map((level) => [level.level, level.expectedDurationHours])).toEqual([[4, 24], [3, 12]])
  })
  it('maps duties and words in one pass', () => {
    expect(plan.headquarters.nameZh).toBe('县指挥部')
    expect(plan.groups[1]?.members).toEqual([{ unitRole: 'town-government', nameZh: '各乡镇', each: true }])
  })
  it('leaves out what does not exist here, references to it included', () => {
    expect(plan.headquarters.members.map((unit) => unit.unitRole)).toEqual(['water', 'town-government'])
    expect(plan.responseLevels.map((level) => level.tasks.map((task) => task.key))).toEqual([['watch', 'hydrology'], ['hydrology', 'transfer', 'own']])
    expect(plan.responseLevels[1]?.tasks[1]?.dependsOn).toEqual([])
    expect(plan.responseLevels[1]?.notices).toEqual([])
  })
  it('scales demands and rounds up', () => {
    expect(plan.responseLevels.map((level) => level.resourceDemands[0]?.quantity)).toEqual([12, 60])
  })
  it('refuses another model and does not touch its own', () => {
    expect(() => adaptPlan({ ...smallPlan, number: 'T-9' }, adaptation)).toThrow(RangeError)
    expect(smallPlan.headquarters.nameZh).toBe('指挥部')
  })
})
