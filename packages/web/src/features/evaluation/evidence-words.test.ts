import { describe, expect, it } from 'vitest'
import { placeOfFinding, subjectOf } from './evidence-words.ts'

describe('subjectOf', () => {
  it('names the object of an entry, never its code', () => {
    expect(subjectOf('resource-request.advanced')).toBe('资源申请')
    expect(subjectOf('something-new.happened')).toBe('日志')
  })
})

describe('placeOfFinding', () => {
  it('prefers the page of the matter itself', () => {
    expect(placeOfFinding('i', [{ kind: 'clock', id: 'c' }, { kind: 'report', id: 'r' }])).toEqual({ label: '看这份报告', to: '/reports/r' })
    expect(placeOfFinding('i', [{ kind: 'shortage', id: 's' }, { kind: 'resource-request', id: 'q' }])?.to).toBe('/dispatch?incident=i&request=q')
  })
  it('has none for what has no page', () => {
    expect(placeOfFinding('i', [{ kind: 'clock', id: 'c' }])).toBeNull()
    expect(placeOfFinding('i', [])).toBeNull()
  })
})
