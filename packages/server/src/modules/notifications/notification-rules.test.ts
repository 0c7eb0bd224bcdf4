import { addMinutes } from '@fengsui/contract/kernel'
import { callKinds, callLifecycle, notificationLifecycle, recipientLifecycle, type CallKind, type Notification } from '@fengsui/contract/notifications'
import { describe, expect, it } from 'vitest'
import { chooseSuperior, defaultLadder, heldUntil, nextStep, quietUntil, sortLadder, type Lead } from './ladder-rules.ts'
import { callText, chunkByGroup, eventText, superiorText } from './message-rules.ts'
import { callMayBecome, clampAnswer, foldEvent, notificationMayBecome, recipientMayBecome, recipientStatusOf } from './receipt-rules.ts'

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
    for (const kind of Object.keys(callKinds) as CallKind[]) expect(defaultLadder(kind, CALLED)).toEqual(sortLadder(defaultLadder(kind, CALLED)))
    expect(defaultLadder('roll-call', CALLED).map((step) => [step.afterMinutes, step.to])).toEqual([[5, 'same'], [10, 'superior']])
    expect(defaultLadder('roll-call', '2001-01-01T00:00:00.000Z')).toHaveLength(2)
  })

  it('is climbed by the clock, rung by rung, while the call runs', () => {
    const ladder = defaultLadder('warning-call', CALLED)
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
    expect(quietUntil(`2019-08-09T${at}:30.500Z`)).toBe(end === null ? null : `${end}:00.000Z`)
  })

  it('hold normal telephone and mail, nothing urgent, and never the desk or another system', () => {
    expect(heldUntil('sms', 'normal', CALLED)).toBe('2019-08-09T23:00:00.000Z')
    expect(heldUntil('email', 'normal', CALLED)).toBe('2019-08-09T23:00:00.000Z')
    for (const channel of ['in-app', 'sms', 'email', 'webhook'] as const) expect(heldUntil(channel, 'urgent', CALLED)).toBeNull()
    for (const channel of ['in-app', 'webhook'] as const) expect(heldUntil(channel, 'normal', CALLED)).toBeNull()
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
