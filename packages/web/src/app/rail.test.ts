import { permissionsOf } from '@fengsui/contract/kernel'
import type { Role } from '@fengsui/contract/kernel'
import { describe, expect, it } from 'vitest'
import { homePathOf, listRailPlaces, railKeyOf } from './rail.ts'

const held = (...roles: Role[]) => [...permissionsOf(roles)]

describe('rail', () => {
  it('shows only what the role may use', () => {
    expect(listRailPlaces(held('information-officer')).map(({ word }) => word)).toEqual(['值班', '报送', '预警', '任务', '资源'])
    expect(listRailPlaces(held('administrator')).map(({ word }) => word)).toEqual(['叫应', '资源', '预案', '管理'])
    expect(listRailPlaces(held('gateway'))).toEqual([])
    expect(listRailPlaces(held('duty-officer')).map(({ word }) => word)).toEqual(['值班', '报送', '指挥', '一张图', '预警', '调度', '叫应', '任务', '资源', '预案', '统计', '回放', '组织'])
  })

  it('starts each role where its work is', () => {
    expect(homePathOf(held('duty-officer'))).toBe('/duty')
    expect(homePathOf(held('reviewer'))).toBe('/duty')
    expect(homePathOf(held('commander'))).toBe('/incidents')
    expect(homePathOf(held('member-unit'))).toBe('/tasks')
    expect(homePathOf(held('warehouse-keeper'))).toBe('/resources/stock')
    expect(homePathOf(held('information-officer'))).toBe('/duty')
    expect(homePathOf(held('administrator'))).toBe('/admin/units')
    expect(homePathOf(held('gateway'))).toBeNull()
  })

  it('knows which place an address belongs to', () => {
    expect(railKeyOf('/incidents/1')).toBe('incidents')
    expect(railKeyOf('/reports/1')).toBe('duty')
    expect(railKeyOf('/rosters/month')).toBe('duty')
    expect(railKeyOf('/disasters/1')).toBe('reporting')
    expect(railKeyOf('/resources/stock')).toBe('resources')
    expect(railKeyOf('/replay/1/incidents/2')).toBe('replay')
    expect(railKeyOf('/nowhere')).toBeNull()
  })
})
