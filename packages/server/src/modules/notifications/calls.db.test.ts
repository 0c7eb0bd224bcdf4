import { notificationRoutes as routes } from '@fengsui/contract/notifications'
import { addMinutes, divisionRange, permissionsOf } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCallStage, COUNTY, TOWN, type CallStage } from '../../../test/call-stage.ts'
import { NIGHT, type TestCaller } from '../../../test/test-node.ts'
import { refusal } from '../../../test/test-command.ts'

let stage: CallStage
beforeEach(async () => {
  stage = await createCallStage()
})
afterEach(() => stage.test.close())

const statuses = async (callId: string) => (await stage.recipients(callId)).map((recipient) => recipient.status)
const view = (callId: string) => stage.test.call(stage.county, routes.getCall, { params: { callId } })

describe('a call', () => {
  it('is previewed with who can be reached and who cannot', async () => {
    await stage.makePerson(stage.town.actor.unitId, '331099101299', null)
    const preview = await stage.test.call(stage.county, routes.previewCall, { body: { audience: { type: 'places', divisionCode: COUNTY, level: 'village' }, channels: ['in-app', 'sms', 'email'] } })
    expect(preview).toMatchObject({ total: 4, perChannel: { 'in-app': 0, sms: 3, email: 0 }, withoutContact: 1, placesWithout: 0 })
    expect(preview.sample[0]).toEqual({ name: '演示人2', placeName: '岭下村' })
  })

  it('goes out once on every channel that exists, and leaves evidence of each message', async () => {
    const commandId = stage.test.newId()
    const first = await stage.call({ commandId })
    expect(await stage.call({ commandId })).toEqual(first)
    expect(first.number).toBe('叫331099-20190810-001')
    await stage.test.settle()
    expect(stage.sms.taken.map((message) => message.to).sort()).toEqual(['13900001000', '13900001001', '13900001002'])
    expect(stage.sms.taken[0]?.text).toContain('山洪将至')
    expect(await statuses(first.id)).toEqual(['sent', 'sent', 'sent'])
    const [recipient] = await stage.recipients(first.id)
    const { items } = await stage.test.call(stage.county, routes.listNotifications, { params: { recipientId: recipient?.id ?? '' } })
    expect(items).toMatchObject([{ channel: 'sms', status: 'sent', attempts: 1, possibleDuplicate: false, sentAt: NIGHT }])
    expect(recipient).toMatchObject({ personName: '演示人2', phone: '13900001000', times: 1, notificationIds: [items[0]?.id] })
    const outbox = await sql<{ payload: string }>`select payload::text as payload from outbox`.execute(stage.test.db.db)
    const journal = await sql<{ data: string }>`select data from journal`.execute(stage.test.db.db)
    for (const text of [...outbox.rows.map((row) => row.payload), ...journal.rows.map((row) => row.data)]) expect(text).not.toMatch(/1390000|山洪将至|演示人/)
  })

  it('numbers calls of a day in order, also two at once', async () => {
    const calls = await Promise.all([stage.call(), stage.call({ kind: 'roll-call' }), stage.call()])
    expect(calls.map((call) => call.number.slice(-3)).sort()).toEqual(['001', '002', '003'])
  })

  it('climbs its ladder by itself: again, then the superior, then overdue', async () => {
    await stage.test.node.deps.commands.runInternal({ actor: 'system', key: 'duty-phone' }, async (context) => context.record({ type: 'unit.updated', audience: { division: TOWN }, changes: [{ object: 'contact-point', id: context.newId(), created: true, set: { unitId: stage.town.actor.unitId, divisionCode: TOWN, kind: 'duty-phone', value: context.protect('u', '13900009999'), preferred: true, status: 'active' } }] }))
    const { id } = await stage.call({ acknowledgeMinutes: 15 })
    await stage.test.settle()
    const [first] = await stage.recipients(id)
    await stage.test.call(stage.county, routes.recordAnswers, { params: { callId: id }, body: { commandId: stage.test.newId(), recipientIds: [first?.id ?? ''], by: 'phone' } })
    expect((await view(id)).nextStepAt).toBe(addMinutes(NIGHT, 5))
    await stage.test.advanceTo(addMinutes(NIGHT, 5))
    expect(stage.sms.taken).toHaveLength(5)
    await stage.test.advanceTo(addMinutes(NIGHT, 10))
    // Two villages of one town: its head gets one message that names both, on the own telephone.
    expect(stage.sms.taken).toHaveLength(6)
    expect(stage.sms.taken[5]).toMatchObject({ to: '13900009001' })
    expect(stage.sms.taken[5]?.text).toMatch(/331099101202.*331099101203/)
    const escalated = await stage.recipients(id, 'open')
    expect(escalated.map((each) => each.escalatedToName)).toEqual(['演示人1', '演示人1'])
    await stage.test.advanceTo(addMinutes(NIGHT, 15))
    expect(await view(id)).toMatchObject({ status: 'running', step: 2, nextStepAt: null, counts: { total: 3, answered: 1, overdue: 2, escalated: 2 } })
    expect((await stage.recipients(id, 'open')).map((each) => each.overdueAt)).toEqual([addMinutes(NIGHT, 15), addMinutes(NIGHT, 15)])
  })

  it('completes itself when all have answered, and climbs no further', async () => {
    const { id } = await stage.call()
    await stage.test.settle()
    await stage.test.advanceTo(addMinutes(NIGHT, 3))
    const ids = (await stage.recipients(id)).map((each) => each.id)
    const result = await stage.test.call(stage.county, routes.recordAnswers, { params: { callId: id }, body: { commandId: stage.test.newId(), recipientIds: ids, by: 'visit', answer: '已敲门' } })
    expect(result).toEqual({ recorded: 3 })
    expect(await view(id)).toMatchObject({ status: 'complete', completedAt: addMinutes(NIGHT, 3), counts: { visited: 3, answered: 3 } })
    expect((await stage.recipients(id))[0]).toMatchObject({ answeredBy: 'visit', answerMinutes: 3, answer: '已敲门', recordedByUnitId: stage.county.actor.unitId })
    await stage.test.advanceTo(addMinutes(NIGHT, 60))
    expect(stage.sms.taken).toHaveLength(3)
    expect((await refusal(stage.test.call(stage.county, routes.callAgain, { params: { callId: id }, body: { commandId: stage.test.newId(), channels: ['sms'] } }))).body.code).toBe('lifecycle-refused')
  })

  it('is repeated for those who have not answered, and closed only with a word about them', async () => {
    const { id } = await stage.call()
    await stage.test.settle()
    const [first] = await stage.recipients(id)
    await stage.test.call(stage.county, routes.recordAnswers, { params: { callId: id }, body: { commandId: stage.test.newId(), recipientIds: [first?.id ?? ''], by: 'phone' } })
    await stage.test.call(stage.county, routes.callAgain, { params: { callId: id }, body: { commandId: stage.test.newId(), channels: ['sms'] } })
    await stage.test.settle()
    expect(stage.sms.taken).toHaveLength(5)
    expect((await stage.recipients(id, 'open')).map((each) => each.times)).toEqual([2, 2])
    expect((await refusal(stage.test.call(stage.county, routes.closeCall, { params: { callId: id }, body: { commandId: stage.test.newId() } }))).body.errors?.[0]?.path).toBe('reason')
    const closed = await stage.test.call(stage.county, routes.closeCall, { params: { callId: id }, body: { commandId: stage.test.newId(), reason: '镇里已派人上门' } })
    expect(closed).toMatchObject({ status: 'closed', closeReason: '镇里已派人上门' })
    await stage.test.advanceTo(addMinutes(NIGHT, 60))
    expect(stage.sms.taken).toHaveLength(5)
  })

  it('refuses what makes no sense, and writes nothing', async () => {
    const bad: [Record<string, unknown>, string][] = [
      [{ audience: { type: 'places', divisionCode: '331082000000', level: 'village' } }, 'forbidden'],
      [{ audience: { type: 'units', unitIds: [stage.gateway.actor.unitId] } }, 'invalid-input'],
      [{ audience: { type: 'persons', personIds: [stage.test.newId()] } }, 'invalid-input'],
      [{ audience: { type: 'headquarters', headquartersId: stage.test.newId() } }, 'not-found'],
      [{ audience: { type: 'places', divisionCode: COUNTY, level: 'city' } }, 'rule-refused'],
      [{ incidentId: stage.test.newId() }, 'invalid-input'],
      [{ warningId: stage.test.newId() }, 'invalid-input'],
      [{ title: '打 13900001234' }, 'invalid-input'],
      [{ channels: [] }, 'invalid-input'],
    ]
    for (const [body, code] of bad) expect((await refusal(stage.call(body))).body.code, JSON.stringify(body)).toBe(code)
    const { rows } = await sql`select id from call union all select id from call_recipient union all select id from notification`.execute(stage.test.db.db)
    expect(rows).toEqual([])
  })
})

describe('an information officer on the live stream', () => {
  it('hears at once that they are called and that a desk answered for them, without reading anybody’s calls', async () => {
    const { personId, account } = await stage.makePerson(stage.town.actor.unitId, '331099101260', null, { account: ['information-officer'] })
    const { personId: colleague, account: other } = await stage.makePerson(stage.town.actor.unitId, '331099101261', null, { account: ['information-officer'] })
    if (!account || !other) throw new Error('no account')
    const listen = (caller: TestCaller): string[] => {
      const frames: string[] = []
      stage.test.node.deps.hub.attach({ actor: { ...caller.actor, scope: { ...divisionRange(caller.actor.divisionCode), unitId: caller.actor.unitId }, permissions: permissionsOf(['information-officer']) }, sessionKey: caller.token, send: (bytes) => { frames.push(Buffer.from(bytes).toString()); return true }, close: () => undefined }, null)
      return frames
    }
    const [own, others] = [listen(account), listen(other)]
    const { id } = await stage.call({ audience: { type: 'persons', personIds: [personId] }, channels: ['in-app'] })
    const heard = async (): Promise<string> => {
      await stage.test.settle()
      await stage.test.node.deps.hub.settle()
      return own.join('')
    }
    expect((await heard()).split('recipient.called')).toHaveLength(2)
    expect(own.join('')).toContain('{"object":"call-recipient","id":"","set":{}}')
    const [recipient] = await stage.recipients(id)
    await stage.test.call(stage.county, routes.recordAnswers, { params: { callId: id }, body: { commandId: stage.test.newId(), recipientIds: [recipient?.id ?? ''], by: 'phone' } })
    expect((await heard()).split('recipient.answered')).toHaveLength(2)
    expect(own.join('')).not.toContain(id)
    expect(own.join('')).not.toContain(recipient?.id ?? '')
    expect(others.join('')).not.toMatch(/recipient\.|call-recipient/)
    expect(colleague).not.toBe(personId)
  })
})

describe('silent places of a call', () => {
  it('are where somebody has not answered, with what is known of them; an answer takes a place away', async () => {
    await stage.makePerson(stage.town.actor.unitId, '331099101299', null)
    const { id } = await stage.call({ channels: ['sms'] })
    await stage.test.settle()
    const places = async (caller = stage.county) => (await stage.test.call(caller, routes.listSilentPlaces, { params: { callId: id } })).items
    const before = await places()
    expect(before.map(({ divisionCode, silent, unreachable }) => [divisionCode, silent, unreachable])).toEqual([['331099101299', 1, 1], ['331099101201', 1, 0], ['331099101202', 1, 0], ['331099101203', 1, 0]])
    const [first] = (await stage.recipients(id)).filter(({ divisionCode }) => divisionCode === '331099101201')
    await stage.test.call(stage.county, routes.recordAnswers, { params: { callId: id }, body: { commandId: stage.test.newId(), recipientIds: [first?.id ?? ''], by: 'visit' } })
    expect((await places()).map(({ divisionCode }) => divisionCode)).toEqual(['331099101299', '331099101202', '331099101203'])
    const neighbour = await stage.test.caller({ divisionCode: '331082000000', roles: ['duty-officer'] })
    expect((await refusal(places(neighbour))).status).toBe(404)
  })
})

describe('answers', () => {
  it('are given by the person or the desk called, once, from wherever; never before the call or later than now', async () => {
    const { personId, account } = await stage.makePerson(stage.town.actor.unitId, '331099101250', null, { account: ['information-officer'] })
    if (!account) throw new Error('no account')
    const { id } = await stage.call({ audience: { type: 'persons', personIds: [personId] }, channels: ['in-app'] })
    await stage.test.settle()
    const [mine] = (await stage.test.call(account, routes.listMyCalls, {})).items
    expect(mine).toMatchObject({ callId: id, words: '山洪将至，危险区人员立即转移', answeredAt: null })
    expect((await stage.test.call(stage.town, routes.listMyCalls, {})).items).toEqual([])
    const recipientId = mine?.recipientId ?? ''
    expect((await refusal(stage.test.call(stage.county, routes.answerCall, { params: { recipientId }, body: { commandId: stage.test.newId() } }))).body.code).toBe('forbidden')
    await stage.test.advanceTo(addMinutes(NIGHT, 4))
    const answer = (answeredAt: string) => stage.test.call(account, routes.answerCall, { params: { recipientId }, body: { commandId: stage.test.newId(), answer: '收到', answeredAt, position: { longitude: 121.1, latitude: 28.6 } } })
    expect((await answer(addMinutes(NIGHT, -30))).answeredAt).toBe(NIGHT)
    expect((await answer(addMinutes(NIGHT, 90))).answeredAt).toBe(NIGHT)
    expect(await view(id)).toMatchObject({ status: 'complete' })
    expect((await stage.recipients(id))[0]).toMatchObject({ answeredBy: 'in-app', answerMinutes: 0, answer: '收到', position: { longitude: 121.1, latitude: 28.6 } })
    expect((await stage.test.call(account, routes.listMyCalls, {})).items).toEqual([])
    expect((await stage.test.call(account, routes.listMyCalls, { query: { status: 'all' } })).items).toHaveLength(1)
  })

  it('of a desk are given by anybody of its unit, also when the town sees nothing else of the county', async () => {
    const { id } = await stage.call({ kind: 'roll-call', audience: { type: 'places', divisionCode: COUNTY, level: 'town' } })
    await stage.test.settle()
    const [mine] = (await stage.test.call(stage.town, routes.listMyCalls, {})).items
    expect(mine?.callId).toBe(id)
    expect((await stage.test.call(stage.town, routes.listCalls, {})).items).toMatchObject([{ id, mayManage: false, counts: { total: 1 } }])
    await stage.test.call(stage.town, routes.answerCall, { params: { recipientId: mine?.recipientId ?? '' }, body: { commandId: stage.test.newId() } })
    expect((await view(id)).status).toBe('complete')
    expect((await refusal(stage.test.call(stage.town, routes.closeCall, { params: { callId: id }, body: { commandId: stage.test.newId() } }))).body.code).toBe('forbidden')
  })

  it('recorded for others are all or none, within the jurisdiction, and name who recorded them', async () => {
    const { id } = await stage.call()
    const [one, two] = await stage.recipients(id)
    const record = (recipientIds: string[], more: object = {}) => stage.test.call(stage.town, routes.recordAnswers, { params: { callId: id }, body: { commandId: stage.test.newId(), recipientIds, by: 'satellite', ...more } as never })
    await record([one?.id ?? ''])
    expect((await refusal(record([one?.id ?? '', two?.id ?? '']))).body.code).toBe('lifecycle-refused')
    expect((await refusal(record([two?.id ?? '', stage.test.newId()]))).body.code).toBe('invalid-input')
    expect((await refusal(record([two?.id ?? ''], { answeredAt: addMinutes(NIGHT, 1) }))).body.code).toBe('invalid-input')
    expect(await view(id)).toMatchObject({ counts: { answered: 1 } })
    expect((await stage.recipients(id, 'answered'))[0]).toMatchObject({ recordedByUnitId: stage.town.actor.unitId, answeredBy: 'satellite' })
  })

  it('of twenty at once all count, and the call completes exactly once', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, (_, index) => stage.makePerson(stage.town.actor.unitId, `3310991013${String(10 + index)}`, null, { account: ['information-officer'] })))
    const { id } = await stage.call({ audience: { type: 'persons', personIds: people.map((each) => each.personId) }, channels: ['in-app'] })
    const recipients = await stage.recipients(id)
    await Promise.all(people.map(({ personId, account }) => stage.test.call(account, routes.answerCall, { params: { recipientId: recipients.find((each) => each.personId === personId)?.id ?? '' }, body: { commandId: stage.test.newId() } })))
    expect(await view(id)).toMatchObject({ status: 'complete', counts: { answered: 20 } })
    const { rows } = await sql<{ count: number }>`select count(*) as count from journal where type = 'call.completed'`.execute(stage.test.db.db)
    expect(rows[0]?.count).toBe(1)
  })
})

describe('receipts', () => {
  it('may come late, twice, in any order and for nobody; a reply is an answer, also after the end', async () => {
    const { id } = await stage.call()
    await stage.test.settle()
    const recipients = await stage.recipients(id)
    const [a, b, c] = recipients.map((each) => each.notificationIds[0] ?? '')
    await stage.test.advanceTo(addMinutes(NIGHT, 2))
    const at = (minutes: number) => addMinutes(NIGHT, minutes)
    const receipts = [
      { reference: a, event: 'reply', at: at(2), text: '1 已转移' }, { reference: a, event: 'delivered', at: at(1) }, { reference: a, event: 'delivered', at: at(1) }, { reference: a, event: 'reply', at: at(2), text: '1 已转移' },
      { reference: b, event: 'failed', at: at(1), failure: '空号' }, { reference: b, event: 'delivered', at: at(2) }, { reference: c, event: 'delivered', at: at(1) }, { reference: c, event: 'failed', at: at(2), failure: '过期' },
      { reference: stage.test.newId(), event: 'reply', at: at(1), text: '1' },
    ]
    const submit = (list: unknown[]) => stage.test.call(stage.gateway, routes.submitReceipts, { body: { commandId: stage.test.newId(), receipts: list } as never })
    expect(await submit(receipts)).toEqual({ merged: 8, unknown: 1 })
    expect(await submit([...receipts].reverse())).toEqual({ merged: 8, unknown: 1 })
    expect((await stage.recipients(id)).map((each) => [each.notificationIds[0] === a, each.status, each.answer])).toEqual(expect.arrayContaining([[true, 'answered', '1 已转移'], [false, 'delivered', null], [false, 'delivered', null]]))
    expect((await stage.recipients(id, 'answered'))[0]).toMatchObject({ answeredBy: 'sms', answerMinutes: 2 })
    await stage.test.call(stage.county, routes.closeCall, { params: { callId: id }, body: { commandId: stage.test.newId(), reason: '改由镇里上门' } })
    await submit([{ reference: b, event: 'reply', at: at(2), text: '' }])
    expect(await view(id)).toMatchObject({ status: 'closed', counts: { answered: 2 } })
  })

  it('that fail on every channel make the person unreachable', async () => {
    stage.sms.behave((messages) => Promise.resolve(messages.map(({ id }, index) => (index === 0 ? { id, outcome: 'refused', reason: '号码不存在' } : { id, outcome: 'accepted' }))))
    const { id } = await stage.call()
    await stage.test.settle()
    expect((await statuses(id)).sort()).toEqual(['sent', 'sent', 'unreachable'])
    expect((await stage.recipients(id)).find((each) => each.status === 'unreachable')).toMatchObject({ lastFailure: '号码不存在' })
  })

  it('of a superior prove that the superior was reached, and answer for nobody', async () => {
    const { id } = await stage.call({ ladder: [{ afterMinutes: 1, channels: ['sms'], to: 'superior', name: '转上级' }] })
    await stage.test.advanceTo(addMinutes(NIGHT, 1))
    const reference = stage.sms.taken.at(-1)?.id ?? ''
    await stage.test.call(stage.gateway, routes.submitReceipts, { body: { commandId: stage.test.newId(), receipts: [{ reference, event: 'reply', at: addMinutes(NIGHT, 1), text: '收到' }] } })
    expect((await view(id)).counts).toMatchObject({ answered: 0, escalated: 3 })
    const { rows } = await sql<{ status: string }>`select status from notification where reason = 'superior'`.execute(stage.test.db.db)
    expect(rows.map((row) => row.status)).toEqual(['delivered', 'delivered', 'delivered'])
  })

  it('of another jurisdiction stay unknown', async () => {
    const { id } = await stage.call()
    await stage.test.settle()
    const stranger = await stage.test.caller({ divisionCode: '331082000000', roles: ['gateway'] })
    const [recipient] = await stage.recipients(id)
    expect(await stage.test.call(stranger, routes.submitReceipts, { body: { commandId: stage.test.newId(), receipts: [{ reference: recipient?.notificationIds[0] ?? '', event: 'reply', at: NIGHT, text: '1' }] } })).toEqual({ merged: 0, unknown: 1 })
    expect((await view(id)).counts.answered).toBe(0)
  })
})

describe('quiet hours', () => {
  it('hold back what is not urgent until seven, but not on the desk', async () => {
    const { id } = await stage.call({ urgency: 'normal', kind: 'notice', audience: { type: 'places', divisionCode: COUNTY, level: 'town' }, acknowledgeMinutes: 1440 })
    await stage.test.settle()
    expect(stage.sms.taken).toEqual([])
    expect((await stage.recipients(id))[0]).toMatchObject({ status: 'sent' })
    await stage.test.advanceTo('2019-08-09T22:59:00.000Z')
    expect(stage.sms.taken).toEqual([])
    await stage.test.advanceTo('2019-08-09T23:00:00.000Z')
    expect(stage.sms.taken.length).toBeGreaterThan(0)
    expect(new Set(stage.sms.taken.map((message) => message.to))).toEqual(new Set(['13900009001']))
  })

  it('never hold back what is urgent', async () => {
    await stage.call({ urgency: 'urgent', kind: 'notice' })
    await stage.test.settle()
    expect(stage.sms.taken).toHaveLength(3)
  })
})

describe('channels', () => {
  it('without a provider say so, and nobody waits for them', async () => {
    await stage.test.close()
    stage = await createCallStage({ withSms: false })
    const { id } = await stage.call({ channels: ['in-app', 'sms', 'email'] })
    await stage.test.settle()
    expect((await stage.recipients(id)).map((each) => [each.status, each.lastFailure])).toEqual(Array.from({ length: 3 }, () => ['unreachable', '没有可用的联系方式，或通道未配置']))
    const { items } = await stage.test.call(stage.county, routes.listChannels, {})
    expect(items.map((each) => [each.channel, each.configured, each.state])).toEqual([['in-app', true, 'unused'], ['sms', false, 'unused'], ['email', false, 'unused'], ['webhook', false, 'unused']])
  })

  it('show what waits and why', async () => {
    stage.sms.behave(() => Promise.reject(new Error('连接被拒绝')))
    await stage.call()
    await stage.test.settle()
    const { items, quiet } = await stage.test.call(stage.county, routes.listChannels, {})
    expect(items.find((each) => each.channel === 'sms')).toMatchObject({ configured: true, target: '测试网关', state: 'failing', queued: 3, lastFailure: 'Error: 连接被拒绝' })
    expect(quiet).toEqual({ from: '22:00', to: '07:00' })
  })
})
