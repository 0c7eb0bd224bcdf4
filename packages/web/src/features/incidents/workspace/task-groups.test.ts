import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countFilters, groupTasks, passesFilters } from './task-groups.ts'
import type { BoardTask } from './task-groups.ts'

const now = Date.parse('2019-08-09T18:30:00.000Z')
const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString()
const task = (id: string, set: Partial<BoardTask> = {}): BoardTask => ({
  id, groupKey: 'rescue', groupName: '抢险救援组', responseId: null, status: 'acknowledged', dueAt: at(30), acknowledgeBy: at(15), acknowledgedAt: null, supervisedAt: null, ...set,
})

describe('task lanes', () => {
  it('puts first measures first, then the groups in the order of the plan', () => {
    const lanes = groupTasks([task('a', { groupKey: 'relocation', groupName: '转移安置组' }), task('b'), task('c', { groupKey: null, groupName: null })], ['rescue', 'relocation'], now)
    expect(lanes.map(({ name }) => name)).toEqual(['先期处置', '抢险救援组', '转移安置组'])
  })

  it('counts late tasks only while they are open, and not at the very instant', () => {
    const [lane] = groupTasks([task('a', { dueAt: at(-1) }), task('b', { dueAt: at(0) }), task('c', { dueAt: at(-5), status: 'done' })], [], now)
    expect(lane).toMatchObject({ total: 3, late: 1 })
    expect(lane?.open.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(lane?.done.map(({ id }) => id)).toEqual(['c'])
  })

  it('leaves cancelled tasks out and loses no other', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ group: fc.constantFrom('a', 'b', null), status: fc.constantFrom('assigned', 'done', 'cancelled', 'disputed'), due: fc.integer({ min: -90, max: 90 }) })), (made) => {
        const tasks = made.map(({ group, status, due }, index) => task(String(index), { groupKey: group, status: status as BoardTask['status'], dueAt: at(due) }))
        const lanes = groupTasks(tasks, [], now)
        expect(lanes.reduce((sum, lane) => sum + lane.open.length + lane.done.length, 0)).toBe(tasks.filter(({ status }) => status !== 'cancelled').length)
      }),
    )
  })

  it('narrows by every pressed filter', () => {
    const late = task('a', { dueAt: at(-1), status: 'assigned' })
    expect(passesFilters(late, ['late', 'unacknowledged'], now)).toBe(true)
    expect(passesFilters(late, ['late', 'disputed'], now)).toBe(false)
    expect(passesFilters(late, [], now)).toBe(true)
    expect(countFilters([late, task('b', { supervisedAt: at(-3) })], now)).toEqual({ late: 1, unacknowledged: 1, disputed: 0, supervised: 1 })
  })
})
