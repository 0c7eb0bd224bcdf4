import { describe, expect, it } from 'vitest'
import { planProblems } from './plan-problems.ts'
import { smallPlan } from './structured-plan.fixture.ts'
import { StructuredPlan } from './structured-plan.ts'

/** Parses a changed copy, so that every fault below is one the schema lets through. */
function alter(change: (plan: StructuredPlan) => void): string[] {
  const plan = structuredClone(smallPlan)
  change(plan)
  return planProblems(StructuredPlan.parse(plan)).map((problem) => `${problem.severity} ${problem.path} ${problem.messageZh}`)
}
function first<T>(items: readonly T[]): T {
  const [item] = items
  if (item === undefined) throw new Error('fixture is empty')
  return item
}
const level4 = (plan: StructuredPlan) => first(plan.responseLevels)

it('finds only the two levels a small plan does not have', () => {
  expect(alter(() => undefined)).toEqual([
    'warning responseLevels 未规定Ⅰ级响应，请补充或说明理由。',
    'warning responseLevels 未规定Ⅱ级响应，请补充或说明理由。',
  ])
})

describe('finds', () => {
  it.each<[string, (plan: StructuredPlan) => void]>([
    ['Ⅳ级响应没有任务', (plan) => { level4(plan).tasks = [] }],
    ['Ⅳ级响应没有启动条件', (plan) => { level4(plan).triggers = { any: [{ all: [] }] } }],
    ['没有应急处置措施', (plan) => { level4(plan).measures = [] }],
    ['没有通知对象', (plan) => { level4(plan).notices = [] }],
    ['没有终止条件', (plan) => { level4(plan).endWhen = { any: [] } }],
    ['不存在的工作组“nowhere”', (plan) => { first(level4(plan).tasks).groupKey = 'nowhere' }],
    ['职责“wizard”无法识别', (plan) => { first(level4(plan).tasks).owner.unitRole = 'wizard' }],
    ['（wizard）无法识别', (plan) => { plan.headquarters.chief.postKey = 'wizard' }],
    ['不在指挥部组成人员中', (plan) => { level4(plan).starter = { postKey: 'duty-officer', nameZh: '值班员' } }],
    ['不是指挥部成员单位', (plan) => { first(plan.groups).lead = { unitRole: 'health', nameZh: '卫健' } }],
    ['前置任务“gone”在本级响应中不存在', (plan) => { first(level4(plan).tasks).dependsOn = ['gone'] }],
    ['时限早于其前置任务', (plan) => { first(level4(plan).tasks).dependsOn = ['hydrology'] }],
    ['互相等待', (plan) => { for (const task of level4(plan).tasks) task.dependsOn = level4(plan).tasks.map((each) => each.key).filter((key) => key !== task.key) }],
    ['任务代号重复', (plan) => { level4(plan).tasks.push(first(level4(plan).tasks)) }],
    ['响应级别重复', (plan) => { plan.responseLevels.push(level4(plan)) }],
    ['席位房间号重复', (plan) => { plan.seats.push(first(plan.seats)) }],
    ['“{{weather}}”无法填写', (plan) => { first(level4(plan).notices).textZh = '{{weather}}' }],
    ['无法识别的指标“moonPhase”', (plan) => { level4(plan).triggers = { fact: 'moonPhase', op: '=', value: 1, unit: '', textZh: '月相' } }],
    ['取值与指标不符', (plan) => { level4(plan).triggers = { fact: 'typhoonWarning', op: 'in', value: ['PURPLE'], unit: '', textZh: '紫色' } }],
    ['取值与指标不符', (plan) => { level4(plan).triggers = { fact: 'deadOrMissing', op: '>=', value: '3', unit: '人', textZh: '三人' } }],
    ['资源“编织袋”指向不存在的工作组', (plan) => { first(level4(plan).resourceDemands).forGroupKey = 'nowhere' }],
    ['综合组在各级响应中都没有任务', (plan) => { for (const level of plan.responseLevels) for (const task of level.tasks) task.groupKey = 'rescue' }],
  ])('%s', (message, change) => {
    expect(alter(change).some((line) => line.includes(message))).toBe(true)
  })
})
