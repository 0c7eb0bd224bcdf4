import { describe, expect, it } from 'vitest'
import { structuredPlanFixture } from '../../lib/start-response/plan.fixture.ts'
import { readPlanFile } from './plan-file.ts'
import { minutesText } from './plan-texts.ts'

describe('a plan file', () => {
  it('is taken with its counts, and what the check-up finds is only remarked', () => {
    const file = readPlanFile(JSON.stringify(structuredPlanFixture()))
    expect(file.faults).toEqual([])
    expect(file.counts).toEqual({ levels: 2, groups: 1, tasks: 0 })
    expect(file.remarks.length).toBeGreaterThan(0)
    expect(file.structure).not.toBeNull()
  })

  it('lists every fault with its place instead of stopping at the first', () => {
    const file = readPlanFile(JSON.stringify({ ...structuredPlanFixture(), areaDivisionCode: '3310', groups: [] }))
    expect(file.structure).toBeNull()
    expect(file.faults.map(({ path }) => path)).toEqual(expect.arrayContaining(['areaDivisionCode', 'groups']))
    expect(file.title).toBe('防汛防台应急预案')
  })

  it('says in plain words that a file is no plan', () => {
    expect(readPlanFile('{').faults[0]?.message).toContain('JSON')
    expect(readPlanFile('[1]').faults).toHaveLength(1)
  })
})

it('says durations as plans do', () => {
  expect([30, 60, 90, 1440, 4320].map(minutesText)).toEqual(['30 分', '1 时', '1 时 30 分', '1 天', '3 天'])
})
