import type { Finding } from '@fengsui/contract/evaluation'
import { describe, expect, it } from 'vitest'
import { groupByGravity } from './finding-order.ts'

const finding = (key: string, severity: Finding['severity'], at: string): Finding => ({ key, kind: 'overdue-task', severity, title: key, explanation: '', placeName: '', unitName: null, at, minutesLate: null, objects: [], evidence: [] })

describe('groupByGravity', () => {
  it('puts the gravest first and the oldest first within', () => {
    const groups = groupByGravity([finding('c', 'minor', '2019-08-08T00:00:00Z'), finding('b', 'grave', '2019-08-10T00:00:00Z'), finding('a', 'grave', '2019-08-09T00:00:00Z')])
    expect(groups.map((group) => [group.severity, group.findings.map(({ key }) => key)])).toEqual([['grave', ['a', 'b']], ['minor', ['c']]])
  })
  it('loses none and makes no empty heading', () => {
    expect(groupByGravity([])).toEqual([])
    expect(groupByGravity([finding('a', 'notable', 'x')]).flatMap((group) => group.findings)).toHaveLength(1)
  })
})
