import type { TaskView } from '@fengsui/contract/command'
import { describe, expect, it } from 'vitest'
import { bundleTasks } from './task-bundles.ts'

const now = Date.parse('2019-08-09T18:30:00.000Z')
const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString()
const task = (id: string, title: string, set: Partial<TaskView> = {}): TaskView => ({
  id, title, incidentId: 'i', responseId: 'r', planTaskKey: null, groupKey: 'g', groupName: '组', divisionCode: '331000000000', unitId: id, unitName: id, phase: null, evidenceRequired: null, status: 'assigned', assignedAt: at(-10), acknowledgeBy: at(5), dueAt: at(30),
  acknowledgedAt: null, progressPercent: 0, progressAt: null, doneAt: null, overdueAt: null, unacknowledgedAt: null, supervisedAt: null, disputedAt: null, ruleBy: null, rulingOverdueAt: null, detail: null, progressNote: null, disputeReason: null, incidentTitle: '台风', mayWork: false, mayAssign: true, ...set,
})

describe('equal tasks of many units', () => {
  it('become one card where the first stands, with what is missing counted', () => {
    const items = bundleTasks([task('a', '值守'), task('b', '上岗', { dueAt: at(-1) }), task('c', '上岗', { status: 'acknowledged' }), task('d', '巡查'), task('e', '上岗', { status: 'inProgress', progressPercent: 60 })], now)
    expect(items.map((item) => (item.kind === 'task' ? item.task.id : item.bundle.title))).toEqual(['a', '上岗', 'd'])
    expect(items[1]).toMatchObject({ bundle: { unacknowledged: 1, late: 1, progress: 20, dueAt: at(-1) } })
  })

  it('leaves two alike apart', () => {
    expect(bundleTasks([task('a', '上岗'), task('b', '上岗')], now)).toHaveLength(2)
  })
})
