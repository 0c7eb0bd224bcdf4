import {
  evaluateTriggers, getLevelContent, instantiatePlan, listLeaves, planDelta, planFacts, planProblems, postKeys, proposeResponseLevel, renderPlanText,
  responseLevelNumbers, StructuredPlan, unitRoles, whoMayStart,
} from '@fengsui/contract/plans/structured'
import type { PlanOrganisation, ResponseLevelNumber } from '@fengsui/contract/plans/structured'
import { describe, expect, it } from 'vitest'
import { readDemoPlans } from './demo-plans.ts'

const { city, county } = readDemoPlans()
const plans = [['city', city], ['county', county]] as const
const startedAt = '2019-08-09T04:10:00.000Z'

/** One unit for every duty and one person for every post, in the plan's own place; ten or six governments below it. */
function organise(plan: StructuredPlan): PlanOrganisation {
  const area = plan.areaDivisionCode
  const lower = plan === city
    ? [1002, 1003, 1004, 1022, 1023, 1024, 1081, 1082, 1083, 1099].map((code) => ({ role: 'county-government', divisionCode: `33${String(code)}000000` }))
    : [101, 102, 103, 201, 202, 203].map((code) => ({ role: 'town-government', divisionCode: `331099${String(code)}000` }))
  const own = Object.keys(unitRoles).filter((role) => !['county-government', 'town-government', 'upper-headquarters'].includes(role)).map((role) => ({ role, divisionCode: area }))
  const upper = { role: 'flood-office', divisionCode: plan === city ? '330000000000' : '331000000000' }
  const units = [...own, ...lower, upper].map((unit, index) => ({ ...unit, id: `u-${String(index)}`, name: unit.role }))
  const posts = Object.keys(postKeys).map((key) => ({ key, unitId: 'u-0', divisionCode: area, lead: false, personId: `p-${key}` }))
  const heads = units.map((unit) => ({ key: 'head', unitId: unit.id, divisionCode: unit.divisionCode, lead: true, personId: `p-${unit.id}` }))
  return { units, posts: [...posts, ...heads], fallbackUnitId: 'u-0' }
}
function instantiate(plan: StructuredPlan, level: ResponseLevelNumber, organisation = organise(plan)) {
  let next = 0
  return instantiatePlan({ plan, level, incident: { nameZh: '超强台风防御（演示）' }, organisation, startedAt, newId: () => `id-${String(++next)}` })
}

describe.each(plans)('%s plan', (_, plan) => {
  it('is complete and consistent', () => {
    expect(planProblems(plan)).toEqual([])
    expect(plan.title).toContain('演示')
    expect(plan.groups.map((group) => group.nameZh)).toEqual(['综合协调组', '监测预报组', '抢险救援组', '转移安置组', '交通保障组', '通信电力组', '医疗卫生组', '物资保障组', '新闻宣传组'])
  })
  it('parses again after being stored', () => {
    expect(StructuredPlan.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan)
  })
  it('asks only about known facts', () => {
    const facts = plan.responseLevels.flatMap((level) => [level.triggers, level.lowerWhen, level.endWhen].flatMap(listLeaves).map((leaf) => leaf.fact))
    expect(facts.filter((fact) => !Object.hasOwn(planFacts, fact))).toEqual([])
  })
  it('gives every group work at the highest level and has the weight a real plan has', () => {
    const content = getLevelContent(plan, 1)
    expect(new Set(content.tasks.map((task) => task.groupKey)).size).toBe(9)
    expect(content.tasks.length).toBeGreaterThanOrEqual(24)
    expect(content.notices.length).toBeGreaterThanOrEqual(18)
    expect(getLevelContent(plan, 4).tasks.length).toBeGreaterThanOrEqual(8)
  })
  it.each(responseLevelNumbers)('is fully resolved at level %d by a full organisation', (level) => {
    const result = instantiate(plan, level)
    expect(result.unresolved).toEqual([])
    expect(result.tasks.some((task) => task.ownerIsFallback)).toBe(false)
    expect(result.tasks.every((task) => task.dueAt > startedAt)).toBe(true)
    expect(result.notices.every((notice) => !notice.textZh.includes('{{'))).toBe(true)
  })
  it.each(responseLevelNumbers)('drops nothing at level %d when nothing is registered', (level) => {
    const result = instantiate(plan, level, { units: [], posts: [], fallbackUnitId: 'u-starter' })
    expect(result.tasks.map((task) => task.planTaskKey)).toEqual(getLevelContent(plan, level).tasks.map((task) => task.key))
    expect(result.unresolved.length).toBeGreaterThan(20)
  })
  it('only adds or tightens when raised', () => {
    for (const [from, to] of [[4, 3], [3, 2], [2, 1]] as const) {
      const delta = planDelta(plan, from, to)
      expect(delta.cancel).toEqual([])
      expect(delta.add.length).toBeGreaterThan(0)
      for (const { before, after } of delta.revise) expect(after.deadlineMinutes).toBeLessThan(before.deadlineMinutes)
    }
  })
  it('reaches every lighter level too when a graver one is reached', () => {
    const situations = [{ typhoonWarning: 'RED', landfallInOrNearArea: true }, { typhoonWarning: 'ORANGE' }, { typhoonWarning: 'YELLOW' }, { upperResponseLevel: 1 }, { maxRainfall24hMillimetres: 400 }]
    for (const situation of situations.slice(0, 4)) {
      const reached = evaluateTriggers(plan, situation).map(({ met }) => met)
      expect(reached.slice(reached.indexOf(true))).not.toContain('unknown')
    }
    expect(proposeResponseLevel(plan, situations[4] ?? {}).level).toBe(1)
  })
  it('lets the office start the lightest and only the chief the highest', () => {
    expect(whoMayStart(plan, 4, 'office-director').allowed).toBe(true)
    expect(whoMayStart(plan, 1, 'executive-deputy').allowed).toBe(false)
    expect(whoMayStart(plan, 1, 'chief').allowed).toBe(true)
  })
  it('reads as an official text with the five chapters the law asks for', () => {
    const text = renderPlanText(plan)
    const titles = text.map((chapter) => chapter.titleZh)
    expect(titles).toEqual(expect.arrayContaining(['组织指挥体系与职责', '预防与预警机制', '处置程序', '应急保障措施', '事后恢复与重建']))
    const responses = text.find((chapter) => chapter.titleZh === '处置程序')
    expect(responses?.sections.map((section) => section.number)).toEqual(['5.1', '5.2', '5.3', '5.4', '5.5', '5.6', '5.7'])
    expect(text.every((chapter) => chapter.sections.length > 0)).toBe(true)
  })
})

describe('the night of the storyline', () => {
  it('hands out 64 tasks at level Ⅲ in the city', () => {
    expect(instantiate(city, 3).tasks).toHaveLength(64)
  })
  it.each([
    ['typhoon blue', city, { typhoonWarning: 'BLUE' }, 4], ['province Ⅲ', city, { typhoonWarning: 'BLUE', upperResponseLevel: 3 }, 3],
    ['province Ⅱ', city, { typhoonWarning: 'ORANGE', upperResponseLevel: 2 }, 2], ['red, landfall expected', city, { typhoonWarning: 'RED', landfallInOrNearArea: true }, 1],
    ['red alone', city, { typhoonWarning: 'RED' }, 2],
    ['two dead in the county', county, { deadOrMissing: 2 }, 2], ['three dead in the county', county, { deadOrMissing: 3 }, 1],
    ['gauge 0.30 m over guarantee', county, { gaugeAboveGuaranteeMetres: 0.3 }, 2], ['ten trapped', county, { trapped: 10 }, 1],
  ] as const)('%s', (_, plan, situation, level) => {
    expect(proposeResponseLevel(plan, situation).level).toBe(level)
  })
})

describe('the county plan', () => {
  it('keeps nothing that an inland county does not have', () => {
    const text = JSON.stringify([county.headquarters, county.groups, county.seats, county.responseLevels])
    for (const word of ['海塘', '渔船', '海上', '海事', '跨海', '客渡', '潮', '各县', '省防指']) expect(text).not.toContain(word)
  })
  it('speaks of its own headquarters', () => {
    expect(county.headquarters.nameZh).toBe('县防汛防台抗旱指挥部')
    expect(county.responseLevels.flatMap((level) => level.tasks).some((task) => task.owner.unitRole === 'county-government')).toBe(false)
  })
  it('needs less than the city', () => {
    expect(getLevelContent(county, 1).resourceDemands.find((demand) => demand.key === 'boats')?.quantity).toBe(8)
  })
})
