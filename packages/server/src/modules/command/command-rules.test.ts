import { consultationLifecycle, noticeLifecycle, seatLifecycle, taskLifecycle, taskStatusNames, type Demand, type Task, type TaskStatus } from '@fengsui/contract/command'
import { Problem } from '@fengsui/contract/kernel'
import { instantiatePlan, planDelta, type InstantiatedDemand, type InstantiatedTask } from '@fengsui/contract/plans/structured'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDemoPlans } from '../../../demo/plans/demo-plans.ts'
import { groupByInstant } from './deadline-rules.ts'
import { listMissingSeats, listSeats } from './headquarters-rules.ts'
import { changeDemands, changeTasks } from './level-change-rules.ts'
import { decideRuling, mayBecome, requireTaskMayBecome, whyNotComplete } from './task-rules.ts'
import { holdsPhoneNumber, refusePhoneNumbers } from './text-rules.ts'

const at = '2019-08-09T16:00:00.000Z'
const statuses = Object.keys(taskStatusNames) as TaskStatus[]

describe('life of a task', () => {
  const allowed = new Set(['assigned>acknowledged', 'assigned>disputed', 'assigned>cancelled', 'acknowledged>inProgress', 'acknowledged>done', 'acknowledged>disputed', 'acknowledged>cancelled',
    'inProgress>inProgress', 'inProgress>done', 'inProgress>disputed', 'inProgress>cancelled', 'disputed>assigned', 'disputed>cancelled'])
  it.each(statuses.flatMap((from) => statuses.map((to) => [from, to] as const)))('%s to %s', (from, to) => {
    const expected = allowed.has(`${from}>${to}`)
    expect(mayBecome(from, to)).toBe(expected)
    expect((taskLifecycle[from] as readonly TaskStatus[]).includes(to)).toBe(expected)
    if (expected) requireTaskMayBecome({ status: from }, to)
    else expect(() => { requireTaskMayBecome({ status: from }, to) }).toThrow(Problem)
  })
  it('ends for notices, seats and consultations too', () => {
    expect([noticeLifecycle.acknowledged, seatLifecycle.released, consultationLifecycle.concluded, taskLifecycle.done, taskLifecycle.cancelled]).toEqual([[], [], [], [], []])
  })
  it('asks for evidence when the plan does', () => {
    expect(whyNotComplete({ evidenceRequired: '现场照片' }, '')).toContain('现场照片')
    expect(whyNotComplete({ evidenceRequired: '现场照片' }, '照片 3 张')).toBeNull()
    expect(whyNotComplete({ evidenceRequired: null }, '')).toBeNull()
  })
  it('keeps the deadline when the task stays and gives a new owner the full span', () => {
    const task = { unitId: 'a', assignedAt: '2019-08-09T15:00:00.000Z', dueAt: '2019-08-09T17:00:00.000Z' }
    expect(decideRuling(task, 'a', at, at)).not.toHaveProperty('dueAt')
    expect(decideRuling(task, 'b', at, at)).toMatchObject({ unitId: 'b', assignedAt: at, dueAt: '2019-08-09T18:00:00.000Z', progressPercent: 0 })
  })
})

describe('texts that stay in the journal', () => {
  it.each([['请打 13900000001', true], ['139 0000 0001', true], ['１３９－００００'.concat('－０００１'), true], ['编号 331099101201', false], ['转移 1390000 人', false], ['2019-08-10 02:30', false]])('%s', (text, expected) => {
    expect(holdsPhoneNumber(text)).toBe(expected)
  })
  it('names the field', () => {
    expect(() => { refusePhoneNumbers({ title: '找 13900000001' }) }).toThrow('标题里不要写电话')
    expect(() => { refusePhoneNumbers({ measures: ['转移', '找 13900000001'] }) }).toThrow(Problem)
    refusePhoneNumbers({ title: '抢通道路', measures: ['转移'] })
  })
})

const { county } = readDemoPlans()
function form(level: 1 | 2 | 3 | 4) {
  let next = 0
  const units = ['flood-office', 'emergency', 'water', 'fire', 'meteorology'].map((role) => ({ id: `u-${role}`, role, name: role, divisionCode: '331099000000' }))
  const towns = ['331099101000', '331099102000'].map((code) => ({ id: `u-${code}`, role: 'town-government', name: code, divisionCode: code }))
  return instantiatePlan({ plan: county, level, incident: { nameZh: '测试' }, organisation: { units: [...units, ...towns], posts: [], fallbackUnitId: 'u-start' }, startedAt: at, newId: () => `id-${String((next += 1))}` })
}
function held(tasks: readonly InstantiatedTask[], statusOf: (index: number) => TaskStatus): Task[] {
  return tasks.map((task, index): Task => ({
    id: `t-${task.key}`, incidentId: 'i', responseId: 'r', planTaskKey: task.key, groupKey: task.groupKey, groupName: null, divisionCode: '331099000000', unitId: task.ownerUnitId, title: task.titleZh, detail: null, phase: task.phase, evidenceRequired: null,
    status: statusOf(index), assignedAt: at, acknowledgeBy: at, dueAt: task.dueAt, acknowledgedAt: null, progressPercent: 0, progressAt: null, progressNote: null, doneAt: null,
    overdueAt: null, unacknowledgedAt: null, supervisedAt: null, disputedAt: null, disputeReason: null, ruleBy: null, rulingOverdueAt: null,
  }))
}

describe('the headquarters', () => {
  const seats = listSeats(county, form(1))
  it('is led by the chief, has its office, nine groups with a lead each, and every room once', () => {
    expect(seats.filter((seat) => seat.role === 'chief')).toHaveLength(1)
    expect(seats.filter((seat) => seat.role === 'deputy')).toHaveLength(county.headquarters.deputies.length)
    expect(seats.filter((seat) => seat.role === 'onSiteCommander')).toHaveLength(1)
    expect(seats.filter((seat) => seat.role === 'groupLead').map((seat) => seat.groupName)).toEqual(county.groups.map((group) => group.nameZh))
    expect(seats.flatMap((seat) => seat.room ?? []).sort()).toEqual(county.seats.map((seat) => seat.room).sort())
  })
  it('is complete when formed again', () => {
    expect(listMissingSeats(seats, seats.map((seat) => ({ ...seat, status: 'present' as const })))).toEqual([])
    const appointed = seats.map((seat) => ({ ...seat, status: 'called' as const, unitId: seat.role === 'onSiteCommander' ? 'someone-else' : seat.unitId }))
    expect(listMissingSeats(seats, appointed)).toEqual([])
    expect(listMissingSeats(seats, appointed.map((seat) => ({ ...seat, status: 'released' as const })))).toHaveLength(seats.length)
  })
})

describe('a change of level', () => {
  const levels = fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const)
  it('gives out what is missing, drops only what was not started, and never repeats what was done', () => {
    fc.assert(fc.property(levels, levels, fc.array(fc.constantFrom(...statuses), { minLength: 80, maxLength: 80 }), (from, to, drawn) => {
      const existing = held(form(from).tasks, (index) => drawn[index % drawn.length] ?? 'assigned')
      const wanted = form(to).tasks
      const change = changeTasks(existing, wanted, to < from)
      const kept = existing.filter((task) => task.status !== 'cancelled' && !change.cancel.includes(task)).map((task) => task.planTaskKey)
      const keys = [...kept, ...change.add.map((task) => task.key)]
      expect(new Set(keys).size).toBe(keys.length)
      for (const task of wanted) expect(keys).toContain(task.key)
      expect(change.cancel.every((task) => task.status === 'assigned')).toBe(true)
      expect(change.leave.every((task) => ['acknowledged', 'inProgress', 'disputed'].includes(task.status))).toBe(true)
      expect(change.tighten.every(({ task, dueAt }) => task.status !== 'done' && dueAt < task.dueAt)).toBe(true)
    }))
  })
  it('agrees with the plan about what is new', () => {
    const delta = planDelta(county, 4, 2)
    const change = changeTasks(held(form(4).tasks, () => 'assigned'), form(2).tasks, true)
    expect(new Set(change.add.map((task) => task.planTaskKey))).toEqual(new Set(delta.add.map((task) => task.key)))
    expect(change.cancel).toEqual([])
  })
  it('leaves tasks given by hand alone', () => {
    const byHand = held(form(1).tasks.slice(0, 1), () => 'assigned').map((task) => ({ ...task, planTaskKey: null }))
    expect(changeTasks(byHand, [], false)).toEqual({ add: [], cancel: [], leave: [], tighten: [] })
  })
  it('replaces demands of another quantity and takes off what was met', () => {
    const demand = (quantity: number, status: Demand['status'], item = '编织袋'): Demand => ({ id: `${item}${String(quantity)}`, incidentId: 'i', responseId: 'r', divisionCode: '331099000000', item, quantity, unit: '条', groupKey: 'rescue', neededBy: at, status, metAt: null })
    const wanted = (quantity: number): InstantiatedDemand => ({ id: 'd', key: 'bags', itemZh: '编织袋', quantity, unitZh: '条', groupId: 'g', neededBy: at })
    const key = () => 'rescue'
    expect(changeDemands([demand(100, 'open')], [wanted(100)], key)).toEqual({ add: [], cancel: [] })
    expect(changeDemands([demand(100, 'open')], [wanted(500)], key)).toMatchObject({ add: [{ quantity: 500 }], cancel: [{ quantity: 100 }] })
    expect(changeDemands([demand(100, 'met')], [wanted(500)], key)).toMatchObject({ add: [{ quantity: 400 }], cancel: [] })
    expect(changeDemands([demand(100, 'met')], [wanted(100)], key)).toEqual({ add: [], cancel: [] })
    expect(changeDemands([demand(9, 'open', '帐篷')], [], key)).toMatchObject({ add: [], cancel: [{ item: '帐篷' }] })
  })
})

it('groups deadlines by instant, in order', () => {
  expect(groupByInstant([{ id: 'b', at: '2' }, { id: 'a', at: '1' }, { id: 'c', at: '2' }], (each) => each.at)).toEqual([{ at: '1', ids: ['a'] }, { at: '2', ids: ['b', 'c'] }])
})
