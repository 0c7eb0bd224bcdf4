import type { ClockView, ReportView } from '@fengsui/contract/reports'
import type { SignalView } from '@fengsui/contract/signals'
import { describe, expect, it } from 'vitest'
import { arrangeInbox, countInbox, holdRows, nestDuplicates } from './inbox-rows.ts'

const signal = (id: string, minute: number, over: Partial<SignalView> = {}): SignalView =>
  ({ id, receivedAt: `2019-08-09T18:${String(minute).padStart(2, '0')}:00.000Z`, status: 'received', duplicates: [], mergedIntoId: null, incidentId: null, ...over }) as SignalView
const like = (signalId: string, likeness = 0.9) => ({ signalId, likeness, because: '同一地点' })
const clock = (incidentId: string, dueAt: string): ClockView => ({ incidentId, dueAt, status: 'running' }) as ClockView
const report = (incidentId: string): ReportView => ({ incidentId, status: 'issued' }) as ReportView
const ids = (rows: readonly { signal: SignalView }[]) => rows.map((row) => row.signal.id)
const arrange = (signals: SignalView[], over: Partial<Parameters<typeof arrangeInbox>[0]> = {}) => arrangeInbox({ signals, ownClocks: [], ownReports: [], tab: 'all', filters: [], sort: 'newest', ...over })

describe('inbox', () => {
  it('sets later alike signals under the first, chains included', () => {
    const signals = [signal('a', 1, { duplicates: [like('b')] }), signal('b', 2, { duplicates: [like('a'), like('c', 0.95)] }), signal('c', 3, { duplicates: [like('b', 0.95)] }), signal('d', 4)]
    expect(ids(arrange(signals))).toEqual(['d', 'a', 'b', 'c'])
    expect([...nestDuplicates(signals)].map(([id, { mainId }]) => [id, mainId])).toEqual([['b', 'a'], ['c', 'a']])
    expect(arrange(signals)[1]?.children).toBe(2)
  })
  it('a verified signal keeps its line over an earlier unverified one', () => {
    const signals = [signal('early', 1, { duplicates: [like('done')] }), signal('done', 5, { status: 'verified', incidentId: 'i' })]
    expect(ids(arrange(signals))).toEqual(['done', 'early'])
  })
  it('merged ones stand under what they went into', () => {
    const rows = arrange([signal('a', 1), signal('m', 2, { status: 'merged', mergedIntoId: 'a' })])
    expect(rows[1]).toMatchObject({ signal: { id: 'm' }, under: { mainId: 'a', merged: true } })
  })
  it('to do: open ones, and verified ones whose first report the desk still owes', () => {
    const signals = [signal('open', 1), signal('owed', 2, { status: 'verified', incidentId: 'i' }), signal('told', 3, { status: 'verified', incidentId: 'j' }), signal('not-ours', 4, { status: 'verified', incidentId: 'k' }), signal('false', 5, { status: 'rejected' })]
    const own = { ownClocks: [clock('i', '2019-08-09T20:00:00.000Z'), clock('j', '2019-08-09T20:00:00.000Z')], ownReports: [report('j')] }
    expect(ids(arrange(signals, { ...own, tab: 'todo' }))).toEqual(['owed', 'open'])
    expect(ids(arrange(signals, { ...own, tab: 'reported' }))).toEqual(['told'])
    expect(countInbox(signals, own.ownClocks, own.ownReports)).toMatchObject({ todo: 2, all: 5, reported: 1, received: 1, verifying: 0 })
  })
  it('sorts by the nearest deadline when asked', () => {
    const signals = [signal('late', 1, { status: 'verified', incidentId: 'i' }), signal('soon', 2, { status: 'verified', incidentId: 'j' }), signal('none', 3)]
    const ownClocks = [clock('i', '2019-08-09T22:00:00.000Z'), clock('j', '2019-08-09T19:00:00.000Z')]
    expect(ids(arrange(signals, { ownClocks, sort: 'due' }))).toEqual(['soon', 'late', 'none'])
  })
  it('filters suspected duplicates with their main line', () => {
    const signals = [signal('a', 1, { duplicates: [like('b')] }), signal('b', 2, { duplicates: [like('a')] }), signal('c', 3)]
    expect(ids(arrange(signals, { filters: ['duplicate'] }))).toEqual(['a', 'b'])
  })
  it('holds still under the pointer and keeps contents current', () => {
    const before = arrange([signal('a', 1), signal('b', 2)])
    const after = arrange([signal('a', 1, { status: 'verifying' }), signal('b', 2), signal('new', 9)])
    const { shown, waiting } = holdRows(after, ids(before))
    expect(ids(shown)).toEqual(ids(before))
    expect(shown.find((row) => row.signal.id === 'a')?.signal.status).toBe('verifying')
    expect(ids(waiting)).toEqual(['new'])
    expect(holdRows(after, null).waiting).toEqual([])
  })
})
