import { Problem } from '@fengsui/contract/kernel'
import { describe, expect, it } from 'vitest'
import { arrangeSections, issueNumber, nextDraftAt, parseSections, requireDigestTransition } from './digest-rules.ts'

describe('digest rules', () => {
  it('drafts at the hour of today, or of tomorrow once it has passed', () => {
    const half = { minuteOfDay: 450 }
    expect(nextDraftAt(half, '2026-11-21T22:00:00.000Z')).toBe('2026-11-21T23:30:00.000Z')
    expect(nextDraftAt(half, '2026-11-21T23:30:00.000Z')).toBe('2026-11-22T23:30:00.000Z')
    expect(nextDraftAt({ minuteOfDay: 0 }, '2026-12-31T15:59:59.999Z')).toBe('2026-12-31T16:00:00.000Z')
  })

  it('keeps sections in their order with their own headings and refuses doubles and nothing', () => {
    const line = { text: '一条', refs: [] }
    expect(arrangeSections([{ key: 'pending', lines: [line] }, { key: 'overview', lines: [line] }, { key: 'duty', lines: [] }]).map(({ heading }) => heading)).toEqual(['总体情况', '待办与提请关注'])
    expect(() => arrangeSections([{ key: 'overview', lines: [line] }, { key: 'overview', lines: [line] }])).toThrow(Problem)
    expect(() => arrangeSections([{ key: 'overview', lines: [] }])).toThrow('正文不能为空')
  })

  it('shows what stands in the place of destroyed words instead of breaking', () => {
    expect(parseSections('（已依法销毁）')[0]?.lines[0]?.text).toBe('（已依法销毁）')
    expect(parseSections(null)).toEqual([])
  })

  it('lets only drafts change', () => {
    expect(() => requireDigestTransition('draft', 'issued')).not.toThrow()
    expect(() => requireDigestTransition('issued', 'discarded')).toThrow('不能再改')
    expect(() => requireDigestTransition('discarded', 'issued')).toThrow('已作废')
    expect(issueNumber('2026-11-22', 12)).toBe('2026年第12期')
  })
})
