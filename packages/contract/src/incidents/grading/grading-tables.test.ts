import { describe, expect, it } from 'vitest'
import {
  findGradingStandard, findSignificantDanger, gradingStandardSchema, incidentFactsSchema, incidentTypes, isSignificantDanger,
  listGradingStandards, listNextThresholds, nationalGradingStandards, proposeReliefResponse, reliefResponseStandards,
  reliefResponseStandardSchema, significantDangerRules, significantDangerRuleSchema, suggestStandard, suggestStandards,
  type GradingStandard,
} from './index.ts'

const today = '2026-01-05'

function standardOf(id: string): GradingStandard {
  const standard = findGradingStandard(id, today)
  if (standard === undefined) throw new Error(`no standard ${id}`)
  return standard
}

describe('grading tables', () => {
  it('are well-formed dated data with basis, dates and a verification mark', () => {
    for (const standard of nationalGradingStandards) expect(() => gradingStandardSchema.parse(standard)).not.toThrow()
    for (const entry of reliefResponseStandards) expect(() => reliefResponseStandardSchema.parse(entry)).not.toThrow()
    for (const rule of significantDangerRules) expect(() => significantDangerRuleSchema.parse(rule)).not.toThrow()
  })

  it('give each criterion of one version its own id', () => {
    for (const standard of nationalGradingStandards) {
      const ids = standard.bands.flatMap((band) => band.criteria.map((criterion) => criterion.ruleId))
      expect(new Set(ids).size, standard.id).toBe(ids.length)
    }
  })

  it('choose the version in force on the day, in Beijing time', () => {
    expect(findGradingStandard('earthquake', '2025-09-30')?.verified).toBe('verified')
    expect(findGradingStandard('earthquake', '2025-09-30T15:59:59.999Z')?.validFrom).toBe('2012-08-28')
    expect(findGradingStandard('earthquake', '2025-09-30T16:00:00.000Z')?.validFrom).toBe('2025-10-01')
    expect(findGradingStandard('earthquake', '2010-01-01')).toBeUndefined()
    expect(findGradingStandard('no-such-standard', today)).toBeUndefined()
    expect(listGradingStandards(today).map((standard) => standard.id)).toEqual([
      'work-safety', 'special-equipment', 'environment', 'earthquake', 'geological-disaster', 'geological-danger', 'flood-drought',
      'meteorological', 'natural-disaster-casualty', 'forest-fire', 'grassland-fire', 'public-health', 'food-poisoning',
      'occupational-poisoning', 'mass-incident',
    ])
    expect(listGradingStandards('2008-12-31').map((standard) => standard.id)).not.toContain('forest-fire')
  })

  it('let the most local table beat the national one', () => {
    const national = standardOf('work-safety')
    const city: GradingStandard = { ...national, titleZh: '市', areaPrefix: '3310' }
    const province: GradingStandard = { ...national, titleZh: '省', areaPrefix: '33', validFrom: '2020-01-01' }
    const all = [...nationalGradingStandards, city, province]
    expect(findGradingStandard('work-safety', today, '331099', all)?.titleZh).toBe('市')
    expect(findGradingStandard('work-safety', today, '330100', all)?.titleZh).toBe('省')
    expect(findGradingStandard('work-safety', today, '440300', all)?.areaPrefix).toBe('')
    expect(findGradingStandard('work-safety', today, undefined, all)?.areaPrefix).toBe('')
  })

  it('suggest a standard by type or class', () => {
    expect(suggestStandard('11D01')).toBe('geological-disaster')
    expect(suggestStandard('11D07')).toBe('geological-disaster')
    expect(suggestStandard('12A03')).toBe('work-safety')
    expect(suggestStandards('11A01')).toEqual(['natural-disaster-casualty', 'flood-drought'])
    expect(suggestStandard('accident')).toBe('work-safety')
    expect(suggestStandard('11Z01')).toBe('natural-disaster-casualty')
    expect(suggestStandard('14B00')).toBeUndefined()
    expect(suggestStandard('nonsense')).toBeUndefined()
    const ids = new Set(nationalGradingStandards.map((standard) => standard.id))
    for (const type of incidentTypes) {
      for (const id of [type.defaultStandard, ...type.furtherStandards]) if (id !== null) expect(ids.has(id), type.code).toBe(true)
    }
    expect(new Set(incidentTypes.map((type) => type.code)).size).toBe(incidentTypes.length)
  })
})

describe('incident facts', () => {
  it.each([{ dead: -1 }, { dead: 1.5 }, { dead: Number.NaN }, { dead: 2 ** 60 }, { directLossWan: -0.1 },
    { directLossWan: Number.POSITIVE_INFINITY }, { magnitude: 11 }, { dead: '3' }, { unheardOf: 1 }])('refuses %j', (facts) => {
    expect(incidentFactsSchema.safeParse(facts).success).toBe(false)
  })

  it('accepts unknown and zero', () => {
    expect(incidentFactsSchema.parse({ dead: null, missing: 0, directLossWan: 0.5 })).toEqual({ dead: null, missing: 0, directLossWan: 0.5 })
  })
})

describe('what stands beside the grade', () => {
  it('shows how far the next grade is', () => {
    const next = listNextThresholds({ standard: standardOf('geological-disaster'), facts: { dead: 2 }, asOf: today })
    expect(next[0]).toMatchObject({ grade: 3, fact: 'dead', missingBy: 1, textZh: '死亡再增 1 人（达到 3 人）为较大' })
    expect(next[1]).toMatchObject({ fact: 'directLossWan', current: null, missingBy: null })
    expect(listNextThresholds({ standard: standardOf('work-safety'), facts: { dead: 40 }, asOf: today })).toEqual([])
  })

  it('recognises significant danger without any casualty', () => {
    expect(isSignificantDanger({ endangered: 10 }, today)).toBe(true)
    expect(isSignificantDanger({ endangered: 9, trapped: 2, evacuated: 499 }, today)).toBe(false)
    expect(findSignificantDanger({ trapped: 2, missing: 1 }, today)?.ruleId).toBe('significant-danger.trapped-or-missing')
    expect(isSignificantDanger({ evacuated: 500 }, today)).toBe(true)
    expect(isSignificantDanger({}, today)).toBe(false)
  })

  it('keeps relief response levels apart from grades', () => {
    expect(proposeReliefResponse({ dead: 150, missing: 50 }, today)).toMatchObject({ responseLevel: 1, verified: 'verified' })
    expect(proposeReliefResponse({ dead: 199 }, today)?.responseLevel).toBe(2)
    expect(proposeReliefResponse({ relocated: 400_000, livingAidNeeded: 99_999 }, today)?.responseLevel).toBe(4)
    expect(proposeReliefResponse({ relocated: 400_000, livingAidNeeded: 100_000 }, today)?.responseLevel).toBe(3)
    expect(proposeReliefResponse({ dead: 19 }, today)).toBeNull()
    expect(proposeReliefResponse({ dead: 300 }, '2019-08-10')).toBeNull()
    const city = reliefResponseStandards.map((entry) => ({
      ...entry, areaPrefix: '3310', criteria: entry.criteria.map((criterion) => ({
        ...criterion, all: criterion.all.map((condition) => ({ ...condition, value: condition.value / 10 })),
      })),
    }))
    expect(proposeReliefResponse({ dead: 3 }, today, '331099', [...reliefResponseStandards, ...city])?.responseLevel).toBe(4)
    expect(proposeReliefResponse({ dead: 3 }, today, '440300', [...reliefResponseStandards, ...city])).toBeNull()
  })
})
