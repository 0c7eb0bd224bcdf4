import { describe, expect, it } from 'vitest'
import { addArrivals, describeArrivals, noArrivals } from './arrivals.ts'

describe('arrivals', () => {
  it('count what is new and meant for the own unit', () => {
    const entry = {
      changes: [
        { object: 'task', id: 't1', created: true as const, set: { unitId: 'water' } },
        { object: 'task', id: 't2', created: true as const, set: { unitId: 'fire' } },
        { object: 'task', id: 't3', set: { status: 'done' } },
        { object: 'notice', id: 'n1', created: true as const, set: { toUnitId: 'water' } },
        { object: 'signal', id: 's1', created: true as const, set: {} },
      ],
    }
    const once = addArrivals(noArrivals, entry, 'water')
    expect(once).toEqual({ signals: 1, tasks: 1, notices: 1 })
    expect(describeArrivals(addArrivals(once, entry, 'water'))).toBe('新来报 2 条，新任务 2 项，新通知 2 条，请确认')
    expect(describeArrivals(noArrivals)).toBeNull()
  })
})
