import { describe, expect, it } from 'vitest'
import { countOverdue, nextDeadline, sortTasks } from './task-lists.ts'

const at = (time: string): string => `2019-08-09T${time}:00.000Z`
const task = (id: string, status: 'assigned' | 'inProgress' | 'done' | 'cancelled' | 'disputed', acknowledgeBy: string, dueAt: string, doneAt: string | null = null) => ({ id, status, acknowledgeBy, dueAt, doneAt, progressAt: null, assignedAt: at('18:00') })

describe('task lists', () => {
  const tasks = [task('work', 'inProgress', at('18:15'), at('20:00')), task('new', 'assigned', at('18:20'), at('23:00')), task('old', 'done', at('18:15'), at('19:00'), at('18:40')), task('newer', 'done', at('18:15'), at('19:00'), at('18:50'))]

  it('put what comes due next on top, finished ones newest first', () => {
    expect(sortTasks(tasks, true).map(({ id }) => id)).toEqual(['new', 'work'])
    expect(sortTasks(tasks, false).map(({ id }) => id)).toEqual(['newer', 'old'])
  })

  it('count what is late by the deadline that comes next', () => {
    expect(nextDeadline(task('a', 'disputed', at('18:15'), at('20:00')))).toBe(at('20:00'))
    expect(countOverdue(tasks, Date.parse(at('18:21')))).toBe(1)
    expect(countOverdue(tasks, Date.parse(at('20:01')))).toBe(2)
  })
})
