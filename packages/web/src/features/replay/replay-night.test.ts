import { describe, expect, it } from 'vitest'
import { readNight } from './replay-night.ts'

const id = (n: number): string => `01890000-0000-7000-8000-00000000000${n}`
const clock = (n: number, more: object) => ({
  id: id(n), incidentId: id(9), divisionCode: '331099000000', ruleId: 'r', title: '县级上报', phase: 'WRITTEN', legalBasis: '依据', fromUnitId: id(7), toUnitId: id(8), clockStart: 'known',
  startsAt: '2019-08-09T18:40:00.000Z', dueAt: '2019-08-09T20:30:00.000Z', status: 'running', ...more,
})
const task = (n: number, more: object) => ({
  id: id(n), incidentId: id(9), divisionCode: '331099000000', unitId: id(7), title: '搜救', status: 'assigned', assignedAt: '2019-08-09T18:40:00.000Z', acknowledgeBy: '2019-08-09T18:50:00.000Z', dueAt: '2019-08-09T20:00:00.000Z', progressPercent: 0, ...more,
})

describe('the work of the night', () => {
  const objects = {
    clock: {
      [id(1)]: clock(1, { dueAt: '2019-08-09T21:00:00.000Z' }),
      [id(2)]: clock(2, {}),
      [id(3)]: clock(3, { status: 'late', metAt: '2019-08-09T20:52:00.000Z' }),
      [id(4)]: clock(4, { status: 'cancelled' }),
    },
    task: {
      [id(1)]: task(1, {}),
      [id(2)]: task(2, { status: 'done', acknowledgedAt: '2019-08-09T18:45:00.000Z', doneAt: '2019-08-09T19:40:00.000Z' }),
      [id(3)]: task(3, { status: 'cancelled' }),
    },
  }

  it('puts running deadlines first, the nearest on top, and leaves out cancelled ones', () => {
    expect(readNight(objects, '2019-08-09T20:10:00.000Z').clocks.map((each) => each.id)).toEqual([id(2), id(1), id(3)])
  })

  it('counts tasks as they stood: overdue only after their deadline', () => {
    expect(readNight(objects, '2019-08-09T19:59:00.000Z').tasks).toEqual({ total: 2, acknowledged: 1, done: 1, overdue: 0 })
    expect(readNight(objects, '2019-08-09T20:01:00.000Z').tasks.overdue).toBe(1)
  })

  it('is empty before anything happened', () => {
    expect(readNight({}, '2019-08-09T16:00:00.000Z')).toEqual({ clocks: [], tasks: { total: 0, acknowledged: 0, done: 0, overdue: 0 }, suspicions: [] })
  })
})
