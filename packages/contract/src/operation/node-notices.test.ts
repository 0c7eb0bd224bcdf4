import { describe, expect, it } from 'vitest'
import { nodeNotices, type NodeMeasures } from './node-notices.ts'

const well: NodeMeasures = { at: '2026-07-01T00:00:00.000Z', offsetSeconds: 0.4, offsetSource: 'ntp', freeBytes: 5e9, unsealed: 12, parkedReactions: 0, parkedTimers: 0, failedMessages: 0, lastBackupAt: '2026-06-30T19:00:00.000Z', certificateValidTo: '2026-12-01T00:00:00.000Z', demo: false }
const said = (change: Partial<NodeMeasures>) => nodeNotices({ ...well, ...change }).map(({ key, severity, forAll }) => `${key} ${severity} ${forAll ? 'all' : 'keepers'}`)

describe('what is said about a node', () => {
  it('is nothing while all is well', () => {
    expect(said({})).toEqual([])
  })

  it.each<[Partial<NodeMeasures>, string[]]>([
    [{ offsetSeconds: 2 }, []],
    [{ offsetSeconds: 2.1 }, ['clock notice all']],
    [{ offsetSeconds: -60 }, ['clock notice all']],
    [{ offsetSeconds: -60.5 }, ['clock serious all']],
    [{ offsetSeconds: 172_800, offsetSource: 'step' }, ['clock serious all']],
    [{ offsetSeconds: null, offsetSource: null }, []],
    [{ freeBytes: 200e6 }, []],
    [{ freeBytes: 199e6 }, ['disk notice keepers']],
    [{ freeBytes: 49e6 }, ['disk serious all']],
    [{ freeBytes: null }, []],
    [{ unsealed: 5001 }, ['seal notice keepers']],
    [{ parkedTimers: 1 }, ['parked notice keepers']],
    [{ failedMessages: 3 }, ['outbox notice keepers']],
    [{ lastBackupAt: '2026-06-29T23:59:00.000Z' }, ['backup notice keepers']],
    [{ lastBackupAt: null }, ['backup notice keepers']],
    [{ lastBackupAt: null, demo: true }, []],
    [{ certificateValidTo: '2026-07-30T00:00:00.000Z' }, ['certificate notice keepers']],
    [{ certificateValidTo: null }, []],
  ])('%j', (change, expected) => {
    expect(said(change)).toEqual(expected)
  })

  it('puts the serious first and names direction and size', () => {
    const notices = nodeNotices({ ...well, freeBytes: 100e6, offsetSeconds: -172_800, offsetSource: 'step' })
    expect(notices.map(({ key }) => key)).toEqual(['clock', 'disk'])
    expect(notices[0]?.detail).toMatch(/向后 2 天/)
    expect(nodeNotices({ ...well, offsetSeconds: 90 })[0]?.detail).toMatch(/与时间服务器相比，快 90 秒/)
  })
})
