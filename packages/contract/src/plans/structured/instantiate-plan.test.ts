import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantiatePlan } from './instantiate-plan.ts'
import type { PlanOrganisation } from './instantiated-plan.ts'
import { getLevelContent } from './level-content.ts'
import { fullOrganisation, smallPlan } from './structured-plan.fixture.ts'

const startedAt = '2019-08-09T04:10:00.000Z'
function instantiate(organisation: PlanOrganisation, level: 3 | 4 = 3) {
  let next = 0
  return instantiatePlan({ plan: smallPlan, level, incident: { nameZh: '台风防御' }, organisation, startedAt, newId: () => `id-${String(++next)}` })
}

describe('with a full organisation', () => {
  const result = instantiate(fullOrganisation)
  it('resolves everything', () => {
    expect(result.unresolved).toEqual([])
    expect(result.headquarters).toMatchObject({ level: 3, officeUnitId: 'u-flood', expectedUntil: '2019-08-11T04:10:00.000Z', measures: ['值班', '转移'] })
    expect(result.headquarters.memberUnitIds).toEqual(['u-emergency', 'u-water', 'u-c1', 'u-c2'])
    expect(result.groups.map((group) => [group.key, group.leadUnitId])).toEqual([['coordination', 'u-emergency'], ['rescue', 'u-water']])
    expect(result.posts.map((post) => [post.key, post.personId])).toEqual([
      ['chief', 'p-chief'], ['deputy', 'p-deputy'], ['office-director', 'p-director'], ['on-site-commander', 'p-onsite'], ['group-lead', 'p-lead-1'], ['group-lead', 'p-lead-2'],
    ])
    expect(result.seats).toEqual([{ room: '201', nameZh: '水利', unitId: 'u-water' }])
  })
  it('gives a task to each county of the area, and only of the area', () => {
    expect(result.tasks.map((task) => [task.key, task.ownerUnitId])).toEqual([
      ['watch', 'u-flood'], ['hydrology', 'u-water'], ['list@331082000000', 'u-c1'], ['list@331099000000', 'u-c2'],
      ['transfer@331082000000', 'u-c1'], ['transfer@331099000000', 'u-c2'],
    ])
  })
  it('counts deadlines from the start', () => {
    expect(result.tasks[0]).toMatchObject({ assignedAt: startedAt, dueAt: '2019-08-09T04:40:00.000Z', repeatMinutes: null })
  })
  it('lets each county wait for its own list only', () => {
    expect(result.tasks.at(-1)?.dependsOn).toEqual(['list@331099000000'])
  })
  it('fills notices in and addresses everybody involved', () => {
    const all = result.notices.filter((notice) => notice.key.startsWith('all@'))
    expect(all.map((notice) => notice.toUnitId)).toEqual(['u-emergency', 'u-water', 'u-c1', 'u-c2', 'u-flood'])
    expect(all[0]?.textZh).toBe('指挥部启动Ⅲ级响应（台风防御），08-09 12:40前确认')
    expect(result.notices.at(-1)).toMatchObject({ key: 'deputy', toUnitId: 'u-flood', toPersonId: 'p-deputy', acknowledgeBy: '2019-08-09T04:30:00.000Z' })
  })
  it('states demands for the group and the hour', () => {
    expect(result.demands).toMatchObject([{ itemZh: '编织袋', quantity: 500, groupId: result.groups[1]?.id, neededBy: '2019-08-09T05:10:00.000Z' }])
  })
})

describe('with a lacking organisation', () => {
  it('gives what is missing to the office and says so', () => {
    const result = instantiate({ ...fullOrganisation, units: fullOrganisation.units.filter((unit) => unit.id !== 'u-water') })
    expect(result.tasks.find((task) => task.key === 'hydrology')).toMatchObject({ ownerUnitId: 'u-flood', ownerIsFallback: true })
    expect(result.unresolved.map((gap) => gap.path)).toEqual(expect.arrayContaining(['tasks.hydrology.owner', 'groups.rescue.lead', 'seats.201']))
  })
  it('takes the emergency bureau for the flood office it hosts', () => {
    const result = instantiate({ ...fullOrganisation, units: fullOrganisation.units.filter((unit) => unit.id !== 'u-flood') })
    expect(result.headquarters.officeUnitId).toBe('u-emergency')
    expect(result.unresolved).toEqual([])
  })
  it('works with nothing at all', () => {
    const result = instantiate({ units: [], posts: [], fallbackUnitId: 'u-starter' })
    expect(new Set(result.tasks.map((task) => task.ownerUnitId))).toEqual(new Set(['u-starter']))
    expect(result.tasks.map((task) => task.key)).toEqual(['watch', 'hydrology', 'list', 'transfer'])
    expect(result.unresolved.map((gap) => gap.path)).toContain('headquarters.office')
  })
  it('names a vacant post and writes to its unit', () => {
    const posts = fullOrganisation.posts.map((post) => (post.key === 'deputy' ? { ...post, personId: null } : post))
    const result = instantiate({ ...fullOrganisation, posts })
    expect(result.unresolved.map((gap) => gap.whyZh).join()).toContain('空缺')
    expect(result.notices.at(-1)).toMatchObject({ toUnitId: 'u-flood', toPersonId: null })
  })
  it('keeps twins of one division apart', () => {
    const result = instantiate({ ...fullOrganisation, units: [...fullOrganisation.units, { id: 'u-c3', role: 'county-government', name: '孪生', divisionCode: '331099000000' }] })
    const keys = result.tasks.map((task) => task.key)
    expect(new Set(keys).size).toBe(keys.length)
  })
})

it('drops nothing, points nowhere and ignores the order of the lists, whatever is registered', () => {
  const someUnits = fc.subarray([...fullOrganisation.units])
  const somePosts = fc.subarray([...fullOrganisation.posts])
  fc.assert(fc.property(someUnits, somePosts, fc.constantFrom(3 as const, 4 as const), (units, posts, level) => {
    const result = instantiate({ units, posts, fallbackUnitId: 'u-starter' }, level)
    const known = new Set(['u-starter', ...units.map((unit) => unit.id), ...posts.map((post) => post.unitId)])
    expect(new Set(result.tasks.map((task) => task.planTaskKey))).toEqual(new Set(getLevelContent(smallPlan, level).tasks.map((task) => task.key)))
    const keys = result.tasks.map((task) => task.key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const task of result.tasks) {
      expect(known.has(task.ownerUnitId)).toBe(true)
      expect(task.dependsOn.every((key) => keys.includes(key))).toBe(true)
      if (task.ownerIsFallback) expect(result.unresolved.map((gap) => gap.path)).toContain(`tasks.${task.planTaskKey}.owner`)
    }
    expect(new Set(result.notices.map((notice) => notice.key)).size).toBe(result.notices.length)
    expect(instantiate({ units: [...units].reverse(), posts, fallbackUnitId: 'u-starter' }, level)).toEqual(result)
  }))
})
