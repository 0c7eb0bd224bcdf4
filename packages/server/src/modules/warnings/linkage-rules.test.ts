import type { Condition, StructuredPlan } from '@fengsui/contract/plans/structured'
import { warningLevelNames, type WarningLevel } from '@fengsui/contract/warnings'
import { describe, expect, it } from 'vitest'
import { readDemoPlans } from '../../../demo/plans/demo-plans.ts'
import { fallsShort, findRunningLevel, findWantedResponse, linkageDefaultAt, outlivesReplacement, watchDueAt, watchStart, type PlanInForce } from './linkage-rules.ts'

const { city, county } = readDemoPlans()
const CITY = '331000000000'
const asOf = '2026-01-05T00:00:00.000Z'
const cityPlan: PlanInForce = { title: city.title, structure: city }
const colours = Object.keys(warningLevelNames) as WarningLevel[]
const typhoon = (level: WarningLevel, divisionCode = CITY) => ({ hazard: '11B01', level, divisionCode }) as const

/** The demo plan with other triggers, level 1 first. */
function planWith(triggers: readonly Condition[]): PlanInForce {
  const structure: StructuredPlan = { ...city, responseLevels: city.responseLevels.map((level, index) => ({ ...level, triggers: triggers[index] ?? { any: [] } })) }
  return { title: '测试预案', structure }
}
const colourIs = (fact: string, value: string | string[]): Condition => ({ fact, op: Array.isArray(value) ? 'in' : '=', value, unit: '', textZh: `${fact} ${String(value)}` })

describe('the level a warning asks for', () => {
  it.each([['red', 1], ['orange', 2], ['yellow', 3], ['blue', 4]] as const)('typhoon %s asks the demo city for level %s and quotes its plan', (level, wanted) => {
    const found = findWantedResponse(typhoon(level), [cityPlan], asOf)
    expect(found).toMatchObject({ level: wanted, source: 'plan' })
    expect(found?.rule).toContain(`《${city.title}》`)
  })
  it('names what is not known yet instead of taking it as no', () => {
    expect(findWantedResponse(typhoon('red'), [cityPlan], asOf)?.rule).toContain('另须台风预计或已经在本区域及邻近沿海登陆，尚不能排除')
  })
  it('prefers a condition that the warning meets alone', () => {
    const plan = planWith([{ any: [{ all: [colourIs('typhoonWarning', 'RED'), { fact: 'dikeBreached', op: '=', value: true, unit: '', textZh: '决口' }] }, colourIs('typhoonWarning', 'RED')] }])
    expect(findWantedResponse(typhoon('red'), [plan], asOf)?.rule).not.toContain('另须')
  })
  it('lets the own mapping win: an ordinary red rainstorm is Ⅲ where the plan says so', () => {
    const plan = planWith([{ any: [] }, { any: [] }, colourIs('rainstormWarning', 'RED'), colourIs('rainstormWarning', ['ORANGE', 'RED'])])
    expect(findWantedResponse({ hazard: '11B03', level: 'red', divisionCode: CITY }, [plan], asOf)).toMatchObject({ level: 3, source: 'plan' })
    expect(findWantedResponse({ hazard: '11B03', level: 'yellow', divisionCode: CITY }, [plan], asOf)).toBeNull()
  })
  it('takes the gravest of several plans', () => {
    const mild = planWith([{ any: [] }, { any: [] }, { any: [] }, colourIs('typhoonWarning', 'RED')])
    expect(findWantedResponse(typhoon('red'), [mild, cityPlan], asOf)?.level).toBe(1)
  })
  it.each(colours.map((level, index) => [level, index + 1] as const))('%s is %s by the marked default where no plan names the hazard', (level, wanted) => {
    const found = findWantedResponse({ hazard: '11E06', level, divisionCode: CITY }, [cityPlan], asOf)
    expect(found).toMatchObject({ level: wanted, source: 'default' })
    expect(found?.rule).toMatch(/平台默认.*各地不同/)
    expect(findWantedResponse(typhoon(level, '331099000000'), [], asOf)?.source).toBe('default')
  })
  it('asks nothing of places that start no responses of their own', () => {
    for (const place of ['330000000000', '331099101000', '331099101201']) expect(findWantedResponse(typhoon('red', place), [], asOf)).toBeNull()
    expect(findWantedResponse(typhoon('red', '331099101000'), [{ title: county.title, structure: county }], asOf)).toMatchObject({ source: 'plan' })
  })
  it('has a default for every day', () => {
    for (const day of ['2019-08-09T00:00:00.000Z', asOf, '2040-01-01T00:00:00.000Z']) expect(linkageDefaultAt(day).graceMinutes).toEqual({ red: 60, orange: 180, yellow: 360, blue: 360 })
  })
})

describe('the response that answers it', () => {
  const warning = { hazard: '11B01', incidentId: 'typhoon' } as const
  const flood = { hazards: ['11B01', '11B03'] }
  it('is the highest for the hazard or for the incident', () => {
    expect(findRunningLevel(warning, [{ incidentId: 'typhoon', level: 3, hazards: [] }, { incidentId: 'other', level: 2, hazards: flood.hazards }], [flood.hazards])).toBe(2)
    expect(findRunningLevel(warning, [], [flood.hazards])).toBeNull()
  })
  it('is not one against something else', () => {
    const fire = { incidentId: 'fire', level: 1, hazards: ['21C01'] } as const
    expect(findRunningLevel(warning, [fire], [flood.hazards])).toBeNull()
    expect(findRunningLevel(warning, [fire], [['21C01']])).toBe(1)
  })
  it.each([[1, null, true], [1, 2, true], [1, 1, false], [3, 1, false], [4, 4, false]] as const)('wanted %s, found %s: short %s', (wanted, found, short) => {
    expect(fallsShort({ level: wanted }, found)).toBe(short)
    expect(fallsShort(null, found)).toBe(false)
  })
})

describe('the grace time', () => {
  const old = { level: 'orange', watchFrom: '2019-08-09T00:00:00.000Z' } as const
  const relayedAt = '2019-08-09T02:00:00.000Z'
  it('is not deferred by reissuing the same or a lower colour, and starts anew for a graver one', () => {
    expect(watchStart({ level: 'orange', relayedAt }, old)).toBe(old.watchFrom)
    expect(watchStart({ level: 'yellow', relayedAt }, old)).toBe(old.watchFrom)
    expect(watchStart({ level: 'red', relayedAt }, old)).toBe(relayedAt)
    expect(watchStart({ level: 'blue', relayedAt }, null)).toBe(relayedAt)
  })
  it('of an open alarm goes on under the newer warning only where that asks for more, too, and its own time is up', () => {
    const at = '2019-08-09T06:00:00.000Z'
    expect(outlivesReplacement({ level: 1 }, null, at, at)).toBe(true)
    expect(outlivesReplacement({ level: 1 }, 2, at, at)).toBe(true)
    expect(outlivesReplacement({ level: 2 }, 2, at, at)).toBe(false)
    expect(outlivesReplacement(null, null, at, at)).toBe(false)
    expect(outlivesReplacement({ level: 2 }, null, '2019-08-09T06:00:00.001Z', at)).toBe(false)
  })
  it('ends after an hour for red and later for lower colours', () => {
    expect(watchDueAt(relayedAt, 'red', asOf)).toBe('2019-08-09T03:00:00.000Z')
    expect(watchDueAt(relayedAt, 'orange', asOf)).toBe('2019-08-09T05:00:00.000Z')
  })
})
