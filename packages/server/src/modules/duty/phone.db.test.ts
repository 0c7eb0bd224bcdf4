import { routes } from '@fengsui/contract'
import { addMinutes } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFakeGateway, type FakeGateway } from '../../../test/call-stage.ts'
import { colleagueOf, giveDutyPhone } from '../../../test/duty-stage.ts'
import { refusal } from '../../../test/reporting-stage.ts'
import { ensureTestDivisions } from '../../../test/test-divisions.ts'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

/** 2019-08-10 03:00 in Beijing. */
const START = '2019-08-09T19:00:00.000Z'
let test: TestNode
let cases: FakeGateway
let desk: TestCaller
let officer: TestCaller & { personId: string }
let city: TestCaller
let neighbour: TestCaller
let gateway: TestCaller
const command = () => ({ commandId: test.newId() })
const CALLED = '0576-80000001'
const CALLER = '13900006001'
const said = (callId: string, event: string, seconds: number, more: object = {}) => ({ callId, event, at: new Date(Date.parse(START) + seconds * 1000).toISOString(), number: CALLER, calledNumber: CALLED, ...more })
const hear = (...events: object[]) => test.call(gateway, routes.submitPhoneEvents, { body: { ...command(), events } as never })
const live = async () => (await test.call(desk, routes.listPhoneCalls, { query: { status: 'live' } })).items
const upload = async (who: TestCaller, bytes: Buffer) => {
  const response = await test.node.http.app.inject({ method: 'POST', url: '/api/v1/files', payload: bytes, headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${who.token}` } })
  expect(response.statusCode, response.body).toBe(200)
  return response.json<{ sha256: string }>().sha256
}
const recording = (text: string) => Buffer.concat([Buffer.from('#!AMR\n'), Buffer.from(text.repeat(50))])
const paper = (text: string) => Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% ${text}\ntrailer<</Root 1 0 R>>\n%%EOF\n`)

beforeAll(async () => {
  cases = createFakeGateway('linked-case')
  test = await createTestNode({ start: START, outboundChannels: [cases] })
  desk = await test.caller({ divisionCode: '331099000000', roles: ['duty-officer', 'duty-leader'], unitName: '演示县值班室' })
  officer = await colleagueOf(test, desk, ['duty-officer'])
  city = await test.caller({ divisionCode: '331000000000', roles: ['duty-officer'], unitName: '台州市值班室' })
  neighbour = await test.caller({ divisionCode: '331082000000', roles: ['duty-officer'], unitName: '临海市值班室' })
  gateway = await test.caller({ divisionCode: '331000000000', roles: ['gateway'], unitRole: 'emergency', unitName: '市应急局' })
  await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, (context) => ensureTestDivisions(context, '331099101201'))
  await giveDutyPhone(test, desk, CALLED)
  await test.advanceTo(addMinutes(START, 1))
})
afterAll(() => test.close())

describe('calls of the exchange', () => {
  it('ring at the desk whose number was dialled, with what is known of the caller', async () => {
    const known = await colleagueOf(test, city, ['member-unit'])
    await sql`update personal_fact set value = '139 0000 6001' where ref = (select value ->> 'ref' from contact_point where person_id = ${known.personId})`.execute(test.db.ownerDb)
    await hear(said('c1', 'ringing', 10))
    const [call] = await live()
    expect([call?.status, call?.phone, call?.unitName]).toEqual(['ringing', CALLER, '演示县值班室'])
    // The county does not look into the city's directory.
    expect(call?.known.personName).toBeNull()
    expect((await test.call(city, routes.listPhoneCalls, { query: {} })).items[0]?.known.personName).toMatch(/演示值班员/)
    expect((await test.call(neighbour, routes.listPhoneCalls, { query: {} })).items).toHaveLength(0)
    expect((await test.send(desk, routes.submitPhoneEvents, { body: { ...command(), events: [said('c9', 'ringing', 1)] } })).status).toBe(403)
  })

  it('come twice, late and in any order', async () => {
    expect(await hear(said('c1', 'ringing', 10))).toEqual({ merged: 0, repeated: 1 })
    await hear(said('c2', 'ended', 50))
    expect((await live()).find((call) => call.providerCallId === 'c2')?.status).toBe('missed')
    await hear(said('c2', 'answered', 20), said('c2', 'ringing', 11))
    expect((await live()).find((call) => call.providerCallId === 'c2')).toMatchObject({ status: 'ended', talkSeconds: 30, ringingAt: new Date(Date.parse(START) + 11_000).toISOString() })
    await hear(said('c1', 'answered', 15), said('c1', 'ended', 45))
  })

  it('are taken by one, and written down with number and time in one press', async () => {
    const call = (await live()).find((each) => each.providerCallId === 'c1')
    const params = { phoneCallId: call?.id ?? '' }
    await test.call(officer, routes.takePhoneCall, { params, body: command() })
    expect((await refusal(test.call(desk, routes.takePhoneCall, { params, body: command() }))).status).toBe(409)
    const log = await test.call(officer, routes.writePhoneLog, { body: { ...command(), content: '甲镇报告道路塌方', counterpart: '演示人戊', phoneCallId: params.phoneCallId } })
    expect([log.phone, log.talkedAt, log.direction, log.takenByName !== '']).toEqual([CALLER, new Date(Date.parse(START) + 15_000).toISOString(), 'in', true])
    expect((await live()).map((each) => each.providerCallId)).toEqual(['c2'])
    expect((await refusal(test.call(officer, routes.writePhoneLog, { body: { ...command(), content: '再记一次', phoneCallId: params.phoneCallId } }))).status).toBe(409)
    await hear(said('c3', 'ringing', 55))
    expect((await live()).find((each) => each.providerCallId === 'c3')?.known).toMatchObject({ earlierCount: 1, earlier: [{ words: '甲镇报告道路塌方' }] })
    await test.call(desk, routes.dismissPhoneCall, { params: { phoneCallId: (await live())[0]?.id ?? '' }, body: command() })
  })

  it('keep their recordings by digest, also hours later or before the call itself', async () => {
    const sha256 = await upload(gateway, recording('甲'))
    const submit = (callId: string, digest = sha256) => test.call(gateway, routes.submitRecording, { body: { ...command(), callId, sha256: digest, calledNumber: CALLED } })
    const first = await submit('c1')
    expect(await submit('c1')).toEqual(first)
    const logs = (await test.call(desk, routes.listPhoneLogs, { query: {} })).items
    expect(logs[0]?.hasRecording).toBe(true)
    const early = await submit('c7', await upload(gateway, recording('乙')))
    await hear(said('c7', 'ringing', 30), said('c7', 'answered', 31), said('c7', 'ended', 40))
    expect((await test.call(desk, routes.listPhoneCalls, { query: {} })).items.find((call) => call.id === early.phoneCallId)).toMatchObject({ recordings: 1, status: 'ended', talkSeconds: 9 })
    const { rows } = await sql<{ n: number }>`select count(*) as n from journal where type = 'phone-call.recorded' and data like ${`%${sha256}%`}`.execute(test.db.db)
    expect(rows[0]?.n).toBe(1)
    expect((await refusal(submit('c1', await upload(gateway, paper('不是录音'))))).status).toBe(415)
    expect((await refusal(submit('c1', 'a'.repeat(64)))).status).toBe(404)
    const attachments = (await test.call(desk, routes.listAttachments, { query: { ownerKind: 'phone-call', ownerId: first.phoneCallId } })).items
    expect(attachments.map((each) => each.sha256)).toEqual([sha256])
    expect((await refusal(test.call(neighbour, routes.listAttachments, { query: { ownerKind: 'phone-call', ownerId: first.phoneCallId } }))).status).toBe(404)
  })

  it('bring faxes, registered once under a number', async () => {
    const body = { faxId: 'f1', receivedAt: START, number: '057680000002', calledNumber: CALLED, pages: 3, sha256: await upload(gateway, paper('防汛通知')) }
    const first = await test.call(gateway, routes.submitFax, { body: { ...command(), ...body } })
    expect(first.number).toMatch(/^传331099-20190810-\d{3}$/)
    expect(await test.call(gateway, routes.submitFax, { body: { ...command(), ...body } })).toEqual(first)
    expect((await refusal(test.call(gateway, routes.submitFax, { body: { ...command(), ...body, sha256: await upload(gateway, paper('另一份')) } }))).status).toBe(409)
    expect((await refusal(test.call(city, routes.handleFax, { params: { faxId: first.faxId }, body: { ...command(), note: '已阅' } }))).status).toBe(403)
    expect((await test.call(officer, routes.handleFax, { params: { faxId: first.faxId }, body: { ...command(), note: '已转水利局' } })).status).toBe('handled')
    expect((await refusal(test.call(officer, routes.handleFax, { params: { faxId: first.faxId }, body: { ...command(), note: '再转' } }))).status).toBe(409)
  })
})

describe('the telephone log', () => {
  it('adds each field once, corrects by another line, and never changes', async () => {
    const log = await test.call(officer, routes.writePhoneLog, { body: { ...command(), counterpart: '演示人己', phone: '13900006002', content: '询问班车', talkedAt: addMinutes(START, -30) } })
    const params = { phoneLogId: log.id }
    await test.call(officer, routes.addToPhoneLog, { params, body: { ...command(), proposal: '转交通局' } })
    expect((await refusal(test.call(officer, routes.addToPhoneLog, { params, body: { ...command(), proposal: '改一下' } }))).status).toBe(409)
    expect((await refusal(test.call(city, routes.addToPhoneLog, { params, body: { ...command(), result: '代办' } }))).status).toBe(403)
    const done = await test.call(officer, routes.addToPhoneLog, { params, body: { ...command(), result: '已答复' } })
    expect([done.status, done.proposal]).toEqual(['done', '转交通局'])
    const corrected = await test.call(officer, routes.correctPhoneLog, { params, body: { ...command(), counterpart: '演示人庚', phone: '13900006002', content: '询问船班' } })
    expect([corrected.correctsId, corrected.talkedAt]).toEqual([log.id, log.talkedAt])
    const old = (await test.call(officer, routes.listPhoneLogs, { query: { q: '班车' } })).items
    expect([old[0]?.content, old[0]?.correctedById]).toEqual(['询问班车', corrected.id])
    expect((await refusal(test.call(officer, routes.correctPhoneLog, { params, body: { ...command(), content: '再改' } }))).status).toBe(409)
  })

  it('is found by words and kept from neighbours and from the journal', async () => {
    expect((await test.call(officer, routes.listPhoneLogs, { query: { q: '演示人己', direction: 'in' } })).items).toHaveLength(1)
    expect((await test.call(officer, routes.listPhoneLogs, { query: { q: '100%' } })).items).toHaveLength(0)
    expect((await test.call(neighbour, routes.listPhoneLogs, { query: {} })).items).toHaveLength(0)
    const { rows } = await sql<{ n: number }>`select count(*) as n from journal where data like '%演示人%' or data like '%1390000600%' or data like '%询问%'`.execute(test.db.db)
    expect(rows[0]?.n).toBe(0)
  })

  it('becomes a signal once', async () => {
    const log = await test.call(officer, routes.writePhoneLog, { body: { ...command(), counterpart: '演示人辛', content: '岭下村后山掉石头' } })
    const make = () => test.call(officer, routes.makeSignalOfPhoneLog, { params: { phoneLogId: log.id }, body: { ...command(), typeCode: '11D01', divisionCode: '331099101201' } })
    const made = await make()
    expect(made.signalNumber).toMatch(/^L331099-/)
    expect((await make()).signalId).toBe(made.signalId)
    expect((await test.call(desk, routes.getSignal, { params: { signalId: made.signalId ?? '' } })).words).toBe('岭下村后山掉石头')
  })

  it('stands in the log of the day with what the system did, weather and notes, and prints', async () => {
    await test.call(officer, routes.writeDutyNote, { body: { ...command(), kind: 'weather', words: '大暴雨，偏东风 10 级' } })
    const note = await test.call(officer, routes.writeDutyNote, { body: { ...command(), words: '检查发电机正常' } })
    await test.call(officer, routes.correctDutyNote, { params: { noteId: note.objectId }, body: { ...command(), words: '检查 1 号发电机正常' } })
    const log = await test.call(officer, routes.getDayLog, { query: {} })
    expect([log.day, log.weather]).toEqual(['2019-08-10', '大暴雨，偏东风 10 级'])
    expect(new Set(log.lines.map((line) => line.source))).toEqual(new Set(['system', 'note', 'phone']))
    expect(log.lines.some((line) => line.kind === '来报') && log.lines.some((line) => line.kind === '传真')).toBe(true)
    expect(log.lines.find((line) => line.objectId === note.objectId)?.correctedById).not.toBeNull()
    expect((await refusal(test.call(neighbour, routes.getDayLog, { query: { unitId: desk.actor.unitId } }))).status).toBe(404)
    for (const path of ['/duty/log/document?format=xlsx', '/duty/log/document?format=docx', '/duty/phone-logs/document']) {
      const response = await test.node.http.app.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${officer.token}` } })
      expect(response.statusCode, path).toBe(200)
      expect(response.rawPayload.length).toBeGreaterThan(2000)
    }
    expect((await test.send(officer, routes.getDayLog, { query: { day: '2019-02-30' } })).status).toBe(400)
  }, 60_000)
})

describe('cases of 110, 119, 120, 12345', () => {
  const caseBody = (more: object = {}) => ({ ...command(), system: '119' as const, caseNumber: '119-0001', at: START, divisionCode: '331099101201', words: '甲镇厂房起火', caller: '演示人壬', ...more })
  const submit = (more: object = {}) => test.call(gateway, routes.submitLinkedCase, { body: caseBody(more) })

  it('become a signal of the desk with the other number; more words join it', async () => {
    const made = await submit()
    expect(await submit()).toMatchObject({ caseId: made.caseId, updated: false })
    expect(await submit({ words: '火势已控制' })).toMatchObject({ caseId: made.caseId, signalId: made.signalId, updated: true })
    expect(await submit({ words: '火势已控制' })).toMatchObject({ updated: false })
    const signal = await test.call(desk, routes.getSignal, { params: { signalId: made.signalId } })
    expect([signal.words, signal.source, signal.typeCode]).toEqual(['【消防 119 119-0001】甲镇厂房起火', 'unit', '12G00'])
    expect((await test.call(desk, routes.listLinkedCases, { query: {} })).items).toMatchObject([{ status: 'received', updates: 1, told: 'none' }])
    expect((await test.call(neighbour, routes.listLinkedCases, { query: {} })).items).toHaveLength(0)
  })

  it('from two messages at once are one', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => test.send(gateway, routes.submitLinkedCase, { body: caseBody({ caseNumber: '119-0002', words: '民房起火' }) })))
    expect(new Set(answers.filter(({ status }) => status === 200).map(({ body }) => (body as { caseId: string }).caseId)).size).toBe(1)
    expect((await test.call(desk, routes.listLinkedCases, { query: {} })).items.filter((each) => each.caseNumber === '119-0002')).toHaveLength(1)
  })

  it('are answered: verifying, accepted', async () => {
    const [linked] = (await test.call(desk, routes.listLinkedCases, { query: {} })).items.filter((each) => each.caseNumber === '119-0001')
    await test.settle()
    await test.call(desk, routes.beginVerification, { params: { signalId: linked?.signalId ?? '' }, body: command() })
    await test.settle()
    await test.call(desk, routes.verifySignal, { params: { signalId: linked?.signalId ?? '' }, body: command() })
    await test.settle()
    expect(cases.taken.map((message) => (JSON.parse(message.text) as { status: string; caseNumber: string }).status)).toEqual(['verifying', 'accepted'])
    expect((await test.call(desk, routes.listLinkedCases, { query: {} })).items.find((each) => each.id === linked?.id)).toMatchObject({ status: 'accepted', told: 'sent', toldStatus: 'accepted' })
  })

  it('outside the gateway’s place are refused', async () => {
    expect((await refusal(submit({ divisionCode: '330000000000', caseNumber: '119-0003' }))).status).toBe(403)
  })
})
