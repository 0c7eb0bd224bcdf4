import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  factLabels, findGradingStandard, gradeByGravest, gradeIncident, isConditionMet, isGraver, listGradingStandards,
  nationalGradingStandards,
  type GradingStandard, type IncidentFacts,
} from './index.ts'

const today = '2026-01-05'

function standardOf(id: string, asOf = today): GradingStandard {
  const standard = findGradingStandard(id, asOf)
  if (standard === undefined) throw new Error(`no standard ${id}`)
  return standard
}
const grade = (id: string, facts: IncidentFacts, asOf = today) => gradeIncident({ standard: standardOf(id, asOf), facts, asOf })

/** Each row of the statutes: [standard, facts at the lower bound, grade, facts just below it, grade]. */
const boundaries: [string, IncidentFacts, number | null, IncidentFacts, number | null][] = [
  ['work-safety', { dead: 30 }, 1, { dead: 29 }, 2],
  ['work-safety', { dead: 10 }, 2, { dead: 9 }, 3],
  ['work-safety', { dead: 3 }, 3, { dead: 2 }, 4],
  ['work-safety', { dead: 1 }, 4, { dead: 0 }, null],
  ['work-safety', { seriouslyInjured: 100 }, 1, { seriouslyInjured: 99 }, 2],
  ['work-safety', { seriouslyInjured: 50 }, 2, { seriouslyInjured: 49 }, 3],
  ['work-safety', { seriouslyInjured: 10 }, 3, { seriouslyInjured: 9 }, 4],
  ['work-safety', { seriouslyInjured: 6, poisoned: 4 }, 3, { seriouslyInjured: 5, poisoned: 4 }, 4],
  ['work-safety', { directLossWan: 10_000 }, 1, { directLossWan: 9_999.99 }, 2],
  ['work-safety', { directLossWan: 5_000 }, 2, { directLossWan: 4_999.99 }, 3],
  ['work-safety', { directLossWan: 1_000 }, 3, { directLossWan: 999.99 }, 4],
  ['special-equipment', { dead: 3 }, 3, { dead: 2 }, 4],
  ['special-equipment', { directLossWan: 1 }, 4, { directLossWan: 0.99 }, null],
  ['special-equipment', { evacuated: 150_000 }, 1, { evacuated: 149_999 }, 2],
  ['special-equipment', { evacuated: 50_000 }, 2, { evacuated: 49_999 }, 3],
  ['special-equipment', { evacuated: 10_000 }, 3, { evacuated: 9_999 }, 4],
  ['special-equipment', { evacuated: 500 }, 4, { evacuated: 499 }, null],
  ['special-equipment', { strandedPeople: 100, strandedHours: 48 }, 1, { strandedPeople: 100, strandedHours: 47.9 }, 2],
  ['special-equipment', { strandedPeople: 100, strandedHours: 24 }, 2, { strandedPeople: 99, strandedHours: 24 }, 3],
  ['special-equipment', { ropewayStrandedHours: 3.5 }, 4, { ropewayStrandedHours: 3.4 }, null],
  ['special-equipment', { ropewayStrandedHours: 12 }, 3, { ropewayStrandedHours: 11.9 }, 4],
  ['special-equipment', { rideStrandedHours: 1 }, 4, { rideStrandedHours: 0.9 }, null],
  ['special-equipment', { liftTrappedHours: 2 }, 4, { liftTrappedHours: 1.9 }, null],
  ['environment', { dead: 30 }, 1, { dead: 29 }, 2],
  ['environment', { dead: 10 }, 2, { dead: 9 }, 3],
  ['environment', { dead: 3 }, 3, { dead: 2 }, 4],
  ['environment', { poisoned: 100 }, 1, { poisoned: 99 }, 2],
  ['environment', { poisoned: 10 }, 3, { poisoned: 9 }, 4],
  ['environment', { evacuated: 50_000 }, 1, { evacuated: 49_999 }, 2],
  ['environment', { evacuated: 10_000 }, 2, { evacuated: 9_999 }, 3],
  ['environment', { evacuated: 5_000 }, 3, { evacuated: 4_999 }, 4],
  ['environment', { directLossWan: 2_000 }, 2, { directLossWan: 1_999 }, 3],
  ['environment', { directLossWan: 500 }, 3, { directLossWan: 499 }, 4],
  ['earthquake', { dead: 300 }, 1, { dead: 299 }, 2],
  ['earthquake', { dead: 50 }, 2, { dead: 49 }, 3],
  ['earthquake', { dead: 7, missing: 3 }, 3, { dead: 7, missing: 2 }, 4],
  ['earthquake', { magnitude: 7 }, 1, { magnitude: 6.9 }, 2],
  ['earthquake', { magnitude: 6 }, 2, { magnitude: 5.9 }, 3],
  ['earthquake', { magnitude: 5 }, 3, { magnitude: 4.9 }, 4],
  ['earthquake', { magnitude: 4 }, 4, { magnitude: 3.9 }, null],
  ['earthquake', { magnitude: 6, denselyPopulated: true }, 1, { magnitude: 5.9, denselyPopulated: true }, 2],
  ['earthquake', { lossShareOfGdpPercent: 1 }, 1, { lossShareOfGdpPercent: 0.99 }, null],
  ['geological-disaster', { dead: 30 }, 1, { dead: 29 }, 2],
  ['geological-disaster', { dead: 10 }, 2, { dead: 9 }, 3],
  ['geological-disaster', { dead: 3 }, 3, { dead: 2 }, 4],
  ['geological-disaster', { directLossWan: 1_000 }, 1, { directLossWan: 999.9 }, 2],
  ['geological-disaster', { directLossWan: 500 }, 2, { directLossWan: 499.9 }, 3],
  ['geological-disaster', { directLossWan: 100 }, 3, { directLossWan: 99.9 }, 4],
  ['geological-danger', { relocationThreatened: 1_000 }, 1, { relocationThreatened: 999 }, 2],
  ['geological-danger', { relocationThreatened: 500 }, 2, { relocationThreatened: 499 }, 3],
  ['geological-danger', { relocationThreatened: 100 }, 3, { relocationThreatened: 99 }, 4],
  ['geological-danger', { potentialLossWan: 10_000 }, 1, { potentialLossWan: 9_999 }, 2],
  ['geological-danger', { potentialLossWan: 500 }, 3, { potentialLossWan: 499 }, 4],
  ['flood-drought', { cutHours: 48 }, 1, { cutHours: 47 }, 2],
  ['flood-drought', { cutHours: 24 }, 2, { cutHours: 23 }, null],
  ['natural-disaster-casualty', { dead: 1, missing: 2 }, 3, { dead: 1, missing: 1 }, 4],
  ['forest-fire', { burntAreaHectares: 1_000 }, 1, { burntAreaHectares: 999 }, 2],
  ['forest-fire', { burntAreaHectares: 100 }, 2, { burntAreaHectares: 99 }, 3],
  ['forest-fire', { burntAreaHectares: 1 }, 3, { burntAreaHectares: 0.9 }, 4],
  ['forest-fire', { seriouslyInjured: 10 }, 3, { seriouslyInjured: 9 }, 4],
  ['grassland-fire', { burntAreaHectares: 8_000 }, 1, { burntAreaHectares: 7_999 }, 2],
  ['grassland-fire', { burntAreaHectares: 5_000 }, 2, { burntAreaHectares: 4_999 }, 3],
  ['grassland-fire', { burntAreaHectares: 1_000 }, 3, { burntAreaHectares: 999 }, 4],
  ['grassland-fire', { burntAreaHectares: 10 }, 4, { burntAreaHectares: 9.9 }, null],
  ['grassland-fire', { dead: 10 }, 1, { dead: 9 }, 2],
  ['grassland-fire', { dead: 3 }, 2, { dead: 2 }, 3],
  ['grassland-fire', { dead: 1, injured: 19 }, 1, { dead: 1, injured: 18 }, 2],
  ['grassland-fire', { seriouslyInjured: 3 }, 3, { seriouslyInjured: 2 }, 4],
  ['grassland-fire', { directLossWan: 0.5 }, 4, { directLossWan: 0.49 }, null],
  ['mass-incident', { participants: 5_000 }, 1, { participants: 4_999 }, 2],
  ['mass-incident', { participants: 1_000 }, 2, { participants: 999 }, null],
  ['mass-incident', { brawlParticipants: 500 }, 1, { brawlParticipants: 499 }, 2],
  ['mass-incident', { prisonEscapees: 10 }, 1, { prisonEscapees: 9 }, null],
  ['food-poisoning', { poisoned: 101 }, 3, { poisoned: 100 }, 4],
  ['food-poisoning', { poisoned: 101, dead: 1 }, 2, { poisoned: 100, dead: 1 }, 3],
  ['food-poisoning', { poisoned: 30 }, 4, { poisoned: 29 }, null],
  ['occupational-poisoning', { poisoned: 50 }, 2, { poisoned: 49 }, 3],
  ['occupational-poisoning', { dead: 5 }, 2, { dead: 4 }, 3],
  ['meteorological', { extremeWeatherOverKeyCity: true, affectedAreaSquareKilometres: 50, dead: 30 }, 1,
    { extremeWeatherOverKeyCity: true, affectedAreaSquareKilometres: 50, dead: 29 }, 2],
  ['meteorological', { extremeWeatherOverKeyCity: true, affectedAreaSquareKilometres: 50, directLossWan: 1_000 }, 2,
    { extremeWeatherOverKeyCity: true, affectedAreaSquareKilometres: 49, directLossWan: 1_000 }, null],
]

describe('gradeIncident', () => {
  it.each(boundaries)('%s %j is %s, %j is %s', (id, at, atGrade, below, belowGrade) => {
    expect(grade(id, at).grade).toBe(atGrade)
    expect(grade(id, below).grade).toBe(belowGrade)
  })

  it('takes every criterion of every table at its bound and refuses it just below', () => {
    for (const standard of nationalGradingStandards) {
      for (const criterion of standard.bands.flatMap((band) => band.criteria)) {
        for (const condition of criterion.all) {
          const counted = condition.fact in factLabels && factLabels[condition.fact as keyof typeof factLabels].kind !== 'amount'
          const step = counted ? 1 : 0.001
          const only = condition.onlyWhen === undefined ? {} : { [condition.onlyWhen]: true }
          const factOf: Record<string, string> = {
            deadOrMissing: 'dead', seriousInjuriesAndPoisonings: 'seriouslyInjured', casualties: 'dead',
          }
          const name = factOf[condition.fact] ?? condition.fact
          const at = condition.op === '>=' ? condition.value : condition.value + step
          expect(isConditionMet(condition, { [name]: at, ...only }), criterion.ruleId).toBe(true)
          expect(isConditionMet(condition, { [name]: at - step, ...only }), criterion.ruleId).toBe(false)
        }
      }
    }
  })

  it('names the rule, the law and the evidence', () => {
    const decision = grade('geological-disaster', { dead: 3, directLossWan: 120 })
    expect(decision).toMatchObject({
      grade: 3, ruleId: 'geological-disaster.III.dead', textZh: '死亡3人以上、10人以下',
      legalBasisZh: '《地质灾害防治条例》（国务院令第394号）第四条',
      because: [{ fact: 'dead', value: 3, threshold: 3, unitZh: '人' }],
      alsoMet: [{ ruleId: 'geological-disaster.III.directLossWan', textZh: '直接经济损失100万元以上、500万元以下' }],
    })
    expect(grade('work-safety', { directLossWan: 6_000 })).toMatchObject({ textZh: '直接经济损失5000万元以上、1亿元以下' })
    expect(grade('work-safety', { dead: 2 })).toMatchObject({ textZh: '死亡3人以下' })
  })

  it('offers the stricter grade when the missing are not counted by law', () => {
    const decision = grade('geological-disaster', { dead: 2, missing: 3, seriouslyInjured: 1 })
    expect(decision).toMatchObject({ grade: 4, strictProposal: { grade: 3, noteZh: '含下落不明，从严计', because: [{ value: 5 }] } })
    expect(grade('geological-disaster', { dead: 2, missing: 0 }).strictProposal).toBeUndefined()
    expect(grade('geological-disaster', { missing: 3 })).toMatchObject({ grade: 4, strictProposal: { grade: 3 } })
    expect(grade('natural-disaster-casualty', { dead: 2, missing: 3 })).toMatchObject({ grade: 3 })
    expect(grade('natural-disaster-casualty', { dead: 2, missing: 3 }).strictProposal).toBeUndefined()
  })

  it('treats unknown as unknown, not as zero', () => {
    expect(grade('work-safety', {})).toMatchObject({ grade: null, reasonZh: expect.stringContaining('请补充') as string })
    expect(grade('geological-disaster', { dead: 0, missing: 0, directLossWan: null }).grade).toBeNull()
    expect(grade('work-safety', { dead: 0, seriouslyInjured: 0, directLossWan: 0 })).toMatchObject({ grade: 4 })
    expect(grade('mass-incident', { participants: 20 })).toMatchObject({ reasonZh: expect.stringContaining('本地标准') as string })
  })

  it('gives no grade by a table that is not in force', () => {
    expect(gradeIncident({ standard: standardOf('work-safety'), facts: { dead: 5 }, asOf: '2007-05-31' }).grade).toBeNull()
  })

  it('agrees with published cases', () => {
    expect(grade('geological-disaster', { dead: 0, missing: 0, injured: 0, directLossWan: 2_060.05 }).grade).toBe(1)
    expect(grade('geological-disaster', { dead: 0, directLossWan: 700 }).grade).toBe(2)
    expect(grade('geological-disaster', { dead: 9 }).grade).toBe(3)
    expect(grade('geological-disaster', { dead: 0, missing: 2 }).grade).toBe(4)
    expect(grade('work-safety', { dead: 26, injured: 138, seriouslyInjured: 37, directLossWan: 5_395.41 }).grade).toBe(2)
    expect(grade('work-safety', { dead: 14, injured: 60 }).grade).toBe(2)
    expect(grade('work-safety', { dead: 2, injured: 10 }).grade).toBe(4)
    expect(grade('natural-disaster-casualty', { dead: 21, missing: 0 }).grade).toBe(2)
  })

  it('ignores the populated-area magnitudes where hardly anybody lives', () => {
    expect(grade('earthquake', { magnitude: 7.2, sparselyPopulated: true }).grade).toBeNull()
  })
})

const casualtyFacts = fc.record({
  dead: fc.option(fc.nat(400)), missing: fc.option(fc.nat(400)), injured: fc.option(fc.nat(400)),
  seriouslyInjured: fc.option(fc.nat(200)), poisoned: fc.option(fc.nat(200)), evacuated: fc.option(fc.nat(200_000)),
  relocationThreatened: fc.option(fc.nat(2_000)), participants: fc.option(fc.nat(6_000)),
  directLossWan: fc.option(fc.double({ min: 0, max: 20_000, noNaN: true })),
  burntAreaHectares: fc.option(fc.double({ min: 0, max: 9_000, noNaN: true })),
  magnitude: fc.option(fc.double({ min: 0, max: 9, noNaN: true })),
})
type CasualtyName = 'dead' | 'missing' | 'injured' | 'seriouslyInjured' | 'poisoned' | 'evacuated' | 'directLossWan'
const names: CasualtyName[] = ['dead', 'missing', 'injured', 'seriouslyInjured', 'poisoned', 'evacuated', 'directLossWan']

describe('grading properties', () => {
  const current = listGradingStandards(today)

  it('more casualties or loss never lower the grade', () => {
    fc.assert(fc.property(casualtyFacts, fc.constantFrom(...current), fc.constantFrom(...names), fc.integer({ min: 1, max: 500 }),
      (facts, standard, name, more) => {
        const before = gradeIncident({ standard, facts, asOf: today }).grade
        const known = facts[name]
        fc.pre(known !== null)
        const after = gradeIncident({ standard, facts: { ...facts, [name]: known + more }, asOf: today }).grade
        expect(isGraver(before, after)).toBe(false)
      }), { numRuns: 500 })
  })

  it('a fact that becomes known never lowers the grade', () => {
    fc.assert(fc.property(casualtyFacts, fc.constantFrom(...current), fc.constantFrom(...names), fc.nat(500),
      (facts, standard, name, value) => {
        const unknown = { ...facts, [name]: null }
        const before = gradeIncident({ standard, facts: unknown, asOf: today }).grade
        const after = gradeIncident({ standard, facts: { ...facts, [name]: value }, asOf: today }).grade
        expect(isGraver(before, after)).toBe(false)
      }), { numRuns: 500 })
  })

  it('the stricter proposal is always graver than the grade', () => {
    fc.assert(fc.property(casualtyFacts, fc.constantFrom(...current), (facts, standard) => {
      const decision = gradeIncident({ standard, facts, asOf: today })
      if (decision.strictProposal !== undefined) expect(isGraver(decision.strictProposal.grade, decision.grade)).toBe(true)
    }), { numRuns: 500 })
  })

  it('the gravest of several standards is never below any of them', () => {
    fc.assert(fc.property(casualtyFacts, (facts) => {
      const gravest = gradeByGravest({ standards: current, facts, asOf: today })
      for (const standard of current) {
        expect(isGraver(gradeIncident({ standard, facts, asOf: today }).grade, gravest?.grade ?? null)).toBe(false)
      }
    }))
  })
})
