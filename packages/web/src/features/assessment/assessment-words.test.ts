import { describe, expect, it } from 'vitest'
import { evidencePath, monthBefore, monthWords, pointWords } from './assessment-words.ts'

describe('words of assessment', () => {
  it('speaks of months and points', () => {
    expect([monthWords('2026-10'), monthBefore('2026-01-03'), monthBefore('2026-11-22'), pointWords(2), pointWords(-0.5), pointWords(0)]).toEqual(['2026年10月', '2025-12', '2026-10', '+2', '-0.5', '0'])
  })

  it('leads to what an event was read from', () => {
    expect(evidencePath({ kind: 'report', id: 'r', incidentId: 'i' })).toBe('/reports/r')
    expect(evidencePath({ kind: 'clock', id: 'c', incidentId: 'i' })).toBe('/incidents/i')
    expect(evidencePath({ kind: 'instruction-duty', id: 'd', incidentId: null })).toBe('/reporting/instructions')
    expect(evidencePath({ kind: 'spot-check', id: 's', incidentId: null })).toBeNull()
  })
})
