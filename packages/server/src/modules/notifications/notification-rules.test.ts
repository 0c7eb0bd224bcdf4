import { addMinutes } from '@fengsui/contract/kernel'
import { callKinds, callLifecycle, notificationLifecycle, recipientLifecycle, type CallKind, type Notification } from '@fengsui/contract/notifications'
import { describe, expect, it } from 'vitest'
import { chooseRule, placesOfRule, requireUsableRule } from './calling-rules.ts'
import { chooseSuperior, heldUntil, nextStep, platformLadders, platformQuiet, quietUntil, sortLadder, type Lead } from './ladder-rules.ts'
import { callText, chunkByGroup, eventText, superiorText } from './message-rules.ts'
import { callMayBecome, clampAnswer, foldEvent, foldRepetition, notificationMayBecome, recipientMayBecome, recipientStatusOf } from './receipt-rules.ts'

const CALLED = '2019-08-09T16:00:00.000Z'
const notification = (status: Notification['status'], more: Partial<Notification> = {}): Notification => ({
  id: 'n', callId: 'c', recipientId: 'r', taskId: null, noticeId: null, incidentId: null, divisionCode: '331099101201', unitId: 'u', personId: null, contactPointId: null, channel: 'sms', reason: 'call', heldUntil: null, status,
  queuedAt: CALLED, sentAt: null, deliveredAt: null, failedAt: null, failure: null, attempts: 0, possibleDuplicate: false, ...more,
})

describe('lifecycles', () => {
  it.each([['call', callLifecycle, callMayBecome], ['recipient', recipientLifecycle, recipientMayBecome], ['notification', notificationLifecycle, notificationMayBecome]] as const)('of a %s allow what the table says and nothing else', (_, table, may) => {
    const states = Object.keys(table)
    for (const from of states) for (const to of states) expect((may as (a: string, b: string) => boolean)(from, to), `${from}→${to}`).toBe((table as Record<string, readonly string[]>)[from]?.includes(to))
  })
})

describe('the ladder', () => {
  it('exists for every kind, in order of time, and a place may set its own', () => {
    for (const kind of Object.keys(callKinds) as CallKind[]) expect(platformLadders(CALLED)[kind]).toEqual(sortLadder(platformLadders(CALLED)[kind]))
    expect(platformLadders(CALLED)['roll-call'].map((step) => [step.afterMinutes, step.to])).toEqual([[5, 'same'], [10, 'superior']])
    expect(platformLadders('2001-01-01T00:00:00.000Z')['roll-call']).toHaveLength(2)
  })

  it('is climbed by the clock, rung by rung, while the call runs', () => {
    const ladder = platformLadders(CALLED)['warning-call']
    expect(nextStep({ ladder, step: 0, calledAt: CALLED, status: 'running' })?.at).toBe(addMinutes(CALLED, 5))
    expect(nextStep({ ladder, step: 1, calledAt: CALLED, status: 'running' })).toMatchObject({ at: addMinutes(CALLED, 10), step: { to: 'superior' } })
    expect(nextStep({ ladder, step: 2, calledAt: CALLED, status: 'running' })).toBeNull()
    for (const status of ['complete', 'closed'] as const) expect(nextStep({ ladder, step: 0, calledAt: CALLED, status })).toBeNull()
  })

  it('turns to the watch of the town for a village, to the head for a desk, to the watch for the head, and to nobody for the last', () => {
    const lead = (personId: string, unitId: string, unitRole: string, divisionCode: string): Lead => ({ personId, unitId, unitRole, divisionCode })
    const leads = [lead('mayor', 'gov', 'town-government', '331099101000'), lead('watch', 'duty', 'duty-office', '331099101000'), lead('chief', 'water', 'water', '331099000000'), lead('leader', 'county-duty', 'duty-office', '331099000000')]
    const superior = (personId: string | null, unitId: string, divisionCode: string, from = leads) => chooseSuperior({ personId, unitId, divisionCode }, from)?.personId
    expect(superior('officer', 'gov', '331099101201')).toBe('watch')
    expect(superior('officer', 'gov', '331099101201', leads.filter((each) => each.personId !== 'watch'))).toBe('mayor')
    expect(superior(null, 'water', '331099000000')).toBe('chief')
    expect(superior('member', 'water', '331099000000')).toBe('chief')
    expect(superior('chief', 'water', '331099000000')).toBe('leader')
    expect(superior('leader', 'county-duty', '331099000000')).toBeUndefined()
  })
})

describe('quiet hours', () => {
  it.each([['13:59', null], ['14:00', '2019-08-09T23:00'], ['15:59', '2019-08-09T23:00'], ['16:00', '2019-08-09T23:00'], ['22:59', '2019-08-09T23:00'], ['23:00', null]])('at %s UTC end at %s', (at, end) => {
    expect(quietUntil(`2019-08-09T${at}:30.500Z`, platformQuiet)).toBe(end === null ? null : `${end}:00.000Z`)
  })

  it('hold normal telephone and mail, nothing urgent, and never the desk or another system', () => {
    expect(heldUntil('sms', 'normal', CALLED, platformQuiet)).toBe('2019-08-09T23:00:00.000Z')
    expect(heldUntil('email', 'normal', CALLED, platformQuiet)).toBe('2019-08-09T23:00:00.000Z')
    for (const channel of ['in-app', 'sms', 'email', 'webhook'] as const) expect(heldUntil(channel, 'urgent', CALLED, platformQuiet)).toBeNull()
    for (const channel of ['in-app', 'webhook'] as const) expect(heldUntil(channel, 'normal', CALLED, platformQuiet)).toBeNull()
  })
})

describe('quiet hours of a place', () => {
  it.each([['12:00', '14:00', '03:59', null], ['12:00', '14:00', '04:00', '06:00'], ['12:00', '14:00', '05:59', '06:00'], ['12:00', '14:00', '06:00', null], ['23:30', '05:15', '15:29', null], ['23:30', '05:15', '15:30', '21:15'], ['23:30', '05:15', '21:14', '21:15']])('%s to %s: at %s UTC they end at %s', (from, to, at, end) => {
    expect(quietUntil(`2019-08-09T${at}:00.000Z`, { from, to })?.slice(11, 16) ?? null).toBe(end)
  })
})

describe('the rule of a place', () => {
  const rule = { ladders: platformLadders(CALLED), quiet: platformQuiet, inForceFrom: CALLED }
  const step = (afterMinutes: number, to: 'same' | 'superior' = 'same', name = '再叫') => ({ afterMinutes, to, name, channels: ['sms' as const] })
  it('is usable as the platform has it', () => {
    expect(() => requireUsableRule(rule, CALLED)).not.toThrow()
    expect(() => requireUsableRule({ ...rule, quiet: { from: '12:30', to: '13:30' }, inForceFrom: addMinutes(CALLED, 60 * 24 * 30) }, CALLED)).not.toThrow()
  })
  it.each([
    ['rungs out of order', { ladders: { ...rule.ladders, notice: [step(9), step(5)] } }, 'ladders.notice.1.afterMinutes'],
    ['two rungs at once', { ladders: { ...rule.ladders, notice: [step(9), step(9)] } }, 'ladders.notice.1.afterMinutes'],
    ['a rung at once', { ladders: { ...rule.ladders, test: [step(0)] } }, 'ladders.test.0.afterMinutes'],
    ['a rung without a name', { ladders: { ...rule.ladders, notice: [step(5, 'same', ' ')] } }, 'ladders.notice.0.name'],
    ['a warning that ends with whoever is silent', { ladders: { ...rule.ladders, 'warning-call': [step(5)] } }, 'ladders.warning-call'],
    ['a superior who hears of it too late', { ladders: { ...rule.ladders, muster: [step(61, 'superior')] } }, 'ladders.muster'],
    ['no quiet at all', { quiet: { from: '22:00', to: '22:00' } }, 'quiet.to'],
    ['more quiet than day', { quiet: { from: '07:00', to: '22:00' } }, 'quiet.to'],
    ['what was yesterday', { inForceFrom: addMinutes(CALLED, -11) }, 'inForceFrom'],
    ['a slip in the year', { inForceFrom: '2029-08-09T16:00:00.000Z' }, 'inForceFrom'],
  ])('refuses %s', (_, change, path) => {
    try {
      requireUsableRule({ ...rule, ...change }, CALLED)
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalid-input', errors: [{ path }] })
      return
    }
    throw new Error('not refused')
  })
  it('holds for the places below that have none, the youngest in force first', () => {
    expect(placesOfRule('331099101201')).toEqual(['331099101201', '331099101000', '331099000000', '331000000000', '330000000000'])
    const of = (id: string, divisionCode: string, inForceFrom: string, setAt = inForceFrom) => ({ id, divisionCode, inForceFrom, setAt })
    const rules = [of('city', '331000000000', '2019-08-01'), of('old', '331099000000', '2019-08-01'), of('same-day', '331099000000', '2019-08-05', '2019-08-02'), of('corrected', '331099000000', '2019-08-05', '2019-08-03'), of('coming', '331099000000', '2019-09-01')]
    const at = (place: string, instant: string) => chooseRule(rules, place, instant)?.id ?? null
    expect([at('331099000000', '2019-07-01'), at('331099000000', '2019-08-02'), at('331099101201', '2019-08-06'), at('331099000000', '2019-09-02'), at('331082000000', '2019-08-06'), at('330000000000', '2019-08-06')]).toEqual([null, 'old', 'corrected', 'coming', 'city', null])
  })
})

describe('what is known of a message', () => {
  it('comes to the same whatever the order of sent, delivered and failed, and however often each comes', () => {
    const events = [{ event: 'sent', at: CALLED }, { event: 'delivered', at: CALLED }, { event: 'failed', at: CALLED, failure: '空号' }] as const
    for (const order of [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 1, 0], [2, 0, 1], [0, 0, 1, 1, 2, 2]]) {
      let state = notification('queued')
      for (const index of order) {
        const event = events[index]
        state = { ...state, ...(event ? foldEvent(state, event, false) : {}) }
      }
      expect(state.status, order.join()).toBe('delivered')
    }
  })

  it('counts attempts, and marks what may have come twice', () => {
    expect(foldEvent(notification('queued'), { event: 'sent', at: CALLED }, false)).toEqual({ status: 'sent', sentAt: CALLED, attempts: 1 })
    expect(foldEvent(notification('queued'), { event: 'unknown', at: CALLED }, false)).toEqual({ status: 'unknown', attempts: 1 })
    expect(foldEvent(notification('unknown', { attempts: 1 }), { event: 'unknown', at: CALLED }, true)).toBeNull()
    expect(foldEvent(notification('unknown', { attempts: 1 }), { event: 'sent', at: CALLED }, false)).toEqual({ status: 'sent', sentAt: CALLED, attempts: 2, possibleDuplicate: true })
    expect(foldEvent(notification('sent', { attempts: 1 }), { event: 'failed', at: CALLED, failure: 'x' }, false)).toEqual({ status: 'failed', failedAt: CALLED, failure: 'x' })
  })

  it('says of a message that went out once more that it may have come twice, whatever is known of it', () => {
    for (const status of ['sent', 'delivered', 'failed', 'unknown'] as const) expect(foldRepetition(notification(status), 'sent', true), status).toEqual({ possibleDuplicate: true })
    expect(foldRepetition(notification('unknown'), 'unknown', true)).toEqual({ possibleDuplicate: true })
    expect([foldRepetition(notification('sent'), 'sent', false), foldRepetition(notification('sent'), 'failed', true), foldRepetition(notification('queued'), 'sent', true), foldRepetition(notification('sent', { possibleDuplicate: true }), 'sent', true)]).toEqual([null, null, null, null])
  })

  it('makes the person reached, waiting or unreachable', () => {
    const of = (...statuses: Notification['status'][]) => statuses.map((status) => ({ status }))
    expect(recipientStatusOf('waiting', of('failed', 'sent'))).toBe('sent')
    expect(recipientStatusOf('waiting', of('failed', 'queued'))).toBe('waiting')
    expect(recipientStatusOf('waiting', of('failed', 'unknown'))).toBe('waiting')
    expect(recipientStatusOf('waiting', of('failed', 'failed'))).toBe('unreachable')
    expect(recipientStatusOf('sent', of('failed', 'delivered'))).toBe('delivered')
    expect(recipientStatusOf('delivered', of('sent'))).toBe('delivered')
    expect(recipientStatusOf('answered', of('failed'))).toBe('answered')
    expect(recipientStatusOf('unreachable', of('queued'))).toBe('unreachable')
  })

  it('keeps an answer between the call and now', () => {
    const now = addMinutes(CALLED, 10)
    expect(clampAnswer(null, CALLED, now)).toBe(now)
    expect(clampAnswer(addMinutes(CALLED, 20), CALLED, now)).toBe(now)
    expect(clampAnswer(addMinutes(CALLED, -20), CALLED, now)).toBe(CALLED)
    expect(clampAnswer(addMinutes(CALLED, 3), CALLED, now)).toBe(addMinutes(CALLED, 3))
  })
})

describe('messages', () => {
  const call = { number: '叫1', kind: 'warning-call', title: '立即转移', words: '山洪将至', byUnitName: '县值班室', acknowledgeBy: CALLED } as const
  it('say who calls, what, until when, and how to answer', () => {
    expect(callText(call)).toBe('【烽燧】叫应：立即转移。山洪将至（县值班室，叫1）请于 08-10 00:00 前回复“1”应答')
    expect(superiorText(call, Array.from({ length: 9 }, (_, index) => `村${index}`))).toBe('【烽燧】叫应 叫1“立即转移”：村0、村1、村2、村3、村4、村5、村6、村7等 9 处尚未应答，请立即联系，并在系统里登记应答（县值班室）')
    expect(eventText({ reason: 'clock-overdue', incidentTitle: '滑坡', tasks: 0, notices: 0, seats: 0, clockTitle: '书面初报', clockDueAt: CALLED })).toBe('【烽燧】“滑坡”超时未报：书面初报，应于 08-10 00:00 前报出，请立即报告')
  })

  it('leave in batches that part no group', () => {
    const items = ['a', 'a', 'b', 'b', 'b', 'c']
    expect(chunkByGroup(items, (item) => item, 3)).toEqual([['a', 'a'], ['b', 'b', 'b'], ['c']])
    expect(chunkByGroup(items, (item) => item, 2)).toEqual([['a', 'a'], ['b', 'b'], ['b', 'c']])
    expect(chunkByGroup([], String, 2)).toEqual([])
  })
})
