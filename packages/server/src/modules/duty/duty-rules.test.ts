import { drawSpotChecks, dutyDefaultsAt, type OpenItem } from '@fengsui/contract/duty'
import { addMinutes } from '@fengsui/contract/kernel'
import { describe, expect, it } from 'vitest'
import { chooseShift, listMissing, markArrivals, requireAccepted, requireHandoverStep, requireLeavingSigner, whyNotSuccessor } from './handover-rules.ts'
import { changedTimes, foldPhoneEvents, statusOf, type PhoneEventSaid } from './phone-event-rules.ts'
import { requireAddable, statedInstant } from './phone-log-rules.ts'
import { proveDraw, sealDigest } from './prove-draw.ts'
import { checkMayBecome, foldAnswer } from './spot-check-rules.ts'

const AT = '2026-09-30T12:00:00.000Z'
const item = (kind: OpenItem['kind'], since: string, key = `${kind}:1`): OpenItem => ({ key, kind, title: key, detail: '', dueAt: null, ownerName: '', since, incidentId: null, objectId: '00000000-0000-4000-8000-000000000000' })

describe('what a successor must accept', () => {
  const items = [item('clock', addMinutes(AT, -10)), item('clock', addMinutes(AT, 1), 'clock:2'), item('signal', addMinutes(AT, -10)), item('signal', addMinutes(AT, 1), 'signal:2')]
  const marked = markArrivals(items, AT)

  it('is every clock up to the last moment, and of the rest what was there at the signature', () => {
    expect(listMissing(marked, []).map((each) => each.key)).toEqual(['clock:1', 'clock:2', 'signal:1'])
    expect(listMissing(marked, ['clock:1', 'clock:2', 'signal:1'])).toEqual([])
    expect(listMissing(marked, ['clock:1', 'signal:1', 'signal:2', 'gone:9']).map((each) => each.key)).toEqual(['clock:2'])
    expect(() => requireAccepted(marked, ['signal:1'])).toThrow(/2 项时限在走/)
    expect(() => requireAccepted(marked, ['clock:1', 'clock:2'])).toThrow(/1 项未了事项/)
  })

  it('nothing has arrived late before there is a signature, nor at its very instant', () => {
    expect(markArrivals(items, null).some((each) => each.arrived)).toBe(false)
    expect(markArrivals([item('signal', AT)], AT)[0]?.arrived).toBe(false)
  })
})

describe('who signs', () => {
  it('are two persons, not two accounts of one', () => {
    const leaving = [{ accountId: 'a', personId: 'p' }]
    expect(whyNotSuccessor({ accountId: 'a', personId: null }, leaving)).toMatch(/两个人/)
    expect(whyNotSuccessor({ accountId: 'b', personId: 'p' }, leaving)).toMatch(/两个人/)
    expect(whyNotSuccessor({ accountId: 'b', personId: null }, [{ accountId: 'a', personId: null }])).toBeNull()
    expect(whyNotSuccessor({ accountId: 'b', personId: 'q' }, leaving)).toBeNull()
  })

  it('for somebody else signs only a leader with a reason', () => {
    const watch = { officerAccountId: 'a' }
    expect(() => requireLeavingSigner(watch, { accountId: 'b', personId: null, leads: false }, '病了')).toThrow(/本人签字/)
    expect(() => requireLeavingSigner(watch, { accountId: 'b', personId: null, leads: true }, ' ')).toThrow(/写明原因/)
    expect(() => requireLeavingSigner(watch, { accountId: 'b', personId: null, leads: true }, '病了')).not.toThrow()
    expect(() => requireLeavingSigner(watch, { accountId: 'a', personId: null, leads: false }, '')).not.toThrow()
  })

  it('every pair of states is allowed or refused', () => {
    const allowed = [['draft', 'signed'], ['draft', 'withdrawn'], ['signed', 'draft'], ['signed', 'completed'], ['signed', 'withdrawn']].map(String)
    for (const from of ['draft', 'signed', 'completed', 'withdrawn'] as const) for (const to of ['draft', 'signed', 'completed', 'withdrawn'] as const) {
      if (allowed.includes(String([from, to]))) expect(() => requireHandoverStep(from, to)).not.toThrow()
      else expect(() => requireHandoverStep(from, to)).toThrow()
    }
  })

  it('the shift about to begin counts before the one that ends', () => {
    const shift = (shiftId: string, personId: string, role = 'officer') => ({ shiftId, role, personId, endsAt: AT })
    expect(chooseShift('p', [shift('old', 'p')], [shift('new', 'p')])?.shiftId).toBe('new')
    expect(chooseShift('p', [shift('old', 'q')], [shift('new', 'p', 'trainee')])).toBeNull()
    expect(chooseShift(null, [shift('old', 'p')], [])).toBeNull()
  })
})

describe('messages of the exchange', () => {
  const at = (seconds: number) => new Date(Date.parse(AT) + seconds * 1000).toISOString()
  const said = (event: PhoneEventSaid['event'], seconds: number): PhoneEventSaid => ({ event, at: at(seconds), direction: 'in' })
  const all = [said('ringing', 0), said('answered', 10), said('ended', 70)]

  it('give the same call in every order and however often', () => {
    const orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    for (const order of orders) {
      let call = null as ReturnType<typeof foldPhoneEvents> | null
      for (const index of [...order, ...order]) call = foldPhoneEvents(call, [all[index] ?? said('ringing', 0)], at(100))
      expect(call).toEqual({ direction: 'in', firstAt: at(0), ringingAt: at(0), talkingAt: at(10), endedAt: at(70), status: 'ended', talkSeconds: 60 })
      expect(changedTimes(call ?? foldPhoneEvents(null, [], AT), foldPhoneEvents(call, all, at(200)))).toEqual({})
    }
  })

  it('over and never answered is missed, for a call that came in', () => {
    const times = { ringingAt: at(0), talkingAt: null, endedAt: at(20) }
    expect([statusOf({ direction: 'in', ...times }), statusOf({ direction: 'out', ...times }), statusOf({ direction: 'in', ringingAt: null, talkingAt: null, endedAt: null })]).toEqual(['missed', 'ended', 'ended'])
  })

  it('never lie after their receipt', () => {
    expect(foldPhoneEvents(null, [said('ringing', 3600)], at(5)).ringingAt).toBe(at(5))
  })
})

describe('the telephone log', () => {
  const open = { proposal: null, instruction: null, result: null, correctedById: null }
  it('takes each addition once', () => {
    expect(() => requireAddable(open, { proposal: '转办', instruction: '', result: '' })).not.toThrow()
    expect(() => requireAddable({ ...open, proposal: { ref: 'r', digest: 'd' } }, { proposal: '改', instruction: '', result: '' })).toThrow(/拟办意见已经写过/)
    expect(() => requireAddable(open, { proposal: '', instruction: '', result: '' })).toThrow(/至少填写一项/)
    expect(() => requireAddable({ ...open, correctedById: 'x' }, { proposal: '', instruction: '', result: '办了' })).toThrow(/已被更正/)
  })
  it('takes a stated time of the last month, none of the future', () => {
    expect(statedInstant(addMinutes(AT, 30), AT, 'at')).toBe(AT)
    expect(statedInstant(addMinutes(AT, -31 * 1440), AT, 'at')).toBe(addMinutes(AT, -31 * 1440))
    expect(() => statedInstant(addMinutes(AT, -31 * 1440 - 1), AT, 'at')).toThrow(/31 天以内/)
    expect(statedInstant(null, AT, 'at')).toBe(AT)
  })
})

describe('an answer to a check', () => {
  const check = (status: 'waiting' | 'missed' | 'answered' | 'late') => ({ status, calledAt: AT, answerBy: addMinutes(AT, 5) })
  it('at five minutes is in time, a millisecond later is late, also when it was counted as missed meanwhile', () => {
    for (const status of ['waiting', 'missed'] as const) {
      expect(foldAnswer(check(status), addMinutes(AT, 5))).toMatchObject({ status: 'answered', answerSeconds: 300 })
      expect(foldAnswer(check(status), '2026-09-30T12:05:00.001Z')).toMatchObject({ status: 'late', answerSeconds: 300 })
    }
    expect([foldAnswer(check('answered'), AT), foldAnswer(check('late'), AT)]).toEqual([null, null])
  })
  it('moves only along the lifecycle', () => {
    expect([checkMayBecome('waiting', 'missed'), checkMayBecome('missed', 'late'), checkMayBecome('answered', 'missed'), checkMayBecome('late', 'answered')]).toEqual([true, true, false, false])
  })
})

describe('the proof of a draw', () => {
  it('needs the seed of before and exactly the checks it gives', () => {
    const base = { id: '00000000-0000-4000-8000-000000000001', ruleId: '00000000-0000-4000-8000-000000000002', divisionCode: '331000000000', month: '2026-10', unitIds: ['u'], windows: [{ key: 'night' as const, fromMinute: 1320, toMinute: 1800, perMonth: 1 }], notBefore: AT, count: 1, status: 'revealed' as const, drawnAt: AT, revealedAt: AT, seed: 'c0ffee00'.repeat(8) }
    const draw = { ...base, digest: sealDigest(base) }
    const later = '2026-12-01T00:00:00.000Z'
    const at = drawSpotChecks(draw)[0]?.at ?? ''
    expect(proveDraw(draw, [{ unitId: 'u', calledAt: at }], null, later)).toEqual({ proven: true, why: '摘要相符，1 次查岗均为抽签所定' })
    expect(proveDraw(draw, [{ unitId: 'u', calledAt: addMinutes(at, 6) }], null, later)).toMatchObject({ proven: true, why: expect.stringContaining('其中 1 次发出时晚于') as string })
    expect(proveDraw(draw, [{ unitId: 'u', calledAt: addMinutes(at, -1) }], null, later)).toMatchObject({ proven: false, why: expect.stringContaining('早于抽签所定时刻') as string })
    expect(proveDraw(draw, [{ unitId: 'v', calledAt: at }], null, later)).toMatchObject({ proven: false, why: expect.stringContaining('抽签以外的单位') as string })
    expect(proveDraw(draw, [], null, later).why).toMatch(/应查 1 次，实查 0 次/)
    expect(proveDraw({ ...draw, seed: 'deadbeef'.repeat(8) }, [{ unitId: 'u', calledAt: at }], null, later).why).toMatch(/摘要不符/)
    expect(proveDraw(draw, [], AT, later).proven).toBe(true)
  })
})

it('the defaults name their basis and hold from a day on', () => {
  expect(dutyDefaultsAt(AT)).toMatchObject({ answerMinutes: 5, basis: expect.stringContaining('平台默认') as string })
})
