import { linkageAlarmLifecycle, warningLifecycle, type LinkageAlarm, type Warning } from '@fengsui/contract/warnings'
import { describe, expect, it } from 'vitest'
import { numberPrefix, requireAlarmTransition, requireNewer, requireRelayable, requireWarningTransition } from './warning-rules.ts'

const at = '2019-08-09T02:00:00.000Z'
const relay = { hazard: '11B01', level: 'red', issuer: '台州市气象台', issuedAt: '2019-08-09T01:55:00.000Z', expiresAt: null } as const
const statuses = Object.keys(warningLifecycle) as Warning['status'][]
const alarmStatuses = Object.keys(linkageAlarmLifecycle) as LinkageAlarm['status'][]

describe('relaying', () => {
  it('takes what was published and still counts', () => {
    expect(() => requireRelayable(relay, at)).not.toThrow()
    expect(() => requireRelayable({ ...relay, issuedAt: at, expiresAt: '2019-08-09T02:00:00.001Z' }, at)).not.toThrow()
  })
  it('refuses the future, what is over, and weather signals of others', () => {
    expect(() => requireRelayable({ ...relay, issuedAt: '2019-08-09T02:00:00.001Z' }, at)).toThrow(/发布时间晚于现在/)
    expect(() => requireRelayable({ ...relay, expiresAt: at }, at)).toThrow(/过了有效期/)
    expect(() => requireRelayable({ ...relay, issuer: '演示县应急局' }, at)).toThrow(/气象灾害防御条例第三十条/)
    expect(() => requireRelayable({ ...relay, hazard: '11A51', issuer: '演示县水利局' }, at)).not.toThrow()
  })
  it('replaces only what is older', () => {
    const current = { number: '预警331000-2019-0001', level: 'red', issuedAt: relay.issuedAt } as const
    expect(() => requireNewer(relay, null)).not.toThrow()
    expect(() => requireNewer(relay, { ...current, issuedAt: '2019-08-09T01:54:00.000Z' })).not.toThrow()
    expect(() => requireNewer(relay, current)).toThrow(/已经转录/)
    expect(() => requireNewer({ ...relay, level: 'orange' }, current)).toThrow(/仍在生效/)
    expect(() => requireNewer({ ...relay, issuedAt: '2019-08-09T00:00:00.000Z' }, current)).toThrow(/仍在生效/)
  })
  it('numbers by place and Beijing year', () => {
    expect(numberPrefix('331099000000', at)).toBe('预警331099-2019-')
    expect(numberPrefix('331000000000', '2019-12-31T16:00:00.000Z')).toBe('预警331000-2020-')
  })
})

describe('lifecycles', () => {
  it.each(statuses.flatMap((from) => statuses.map((to) => [from, to] as const)))('warning %s → %s exactly where the table says so', (from, to) => {
    const allowed = (warningLifecycle[from] as readonly string[]).includes(to)
    if (allowed) expect(() => requireWarningTransition(from, to)).not.toThrow()
    else expect(() => requireWarningTransition(from, to)).toThrow(/不用再操作/)
  })
  it.each(alarmStatuses.flatMap((from) => alarmStatuses.map((to) => [from, to] as const)))('alarm %s → %s exactly where the table says so', (from, to) => {
    const allowed = (linkageAlarmLifecycle[from] as readonly string[]).includes(to)
    if (allowed) expect(() => requireAlarmTransition(from, to)).not.toThrow()
    else expect(() => requireAlarmTransition(from, to)).toThrow(/不用再答复/)
  })
})
