import { routes, type RouteName } from '@fengsui/contract'
import { COUNTY_A, MARK } from './county-marks.ts'
import type { TestCaller, TestNode } from './test-node.ts'

/** What the running duty of county A leaves behind. */
export interface CountyDuty {
  handoverId: string
  noteId: string
  phoneLogId: string
  phoneCallId: string
  faxId: string
}

/** One of everything of the running duty, through the interface. `duty` also acts as the gateway. */
export async function fillDuty(test: TestNode, duty: TestCaller): Promise<CountyDuty> {
  const command = () => ({ commandId: test.newId() })
  const upload = async (bytes: Buffer) => {
    const response = await test.node.http.app.inject({ method: 'POST', url: '/api/v1/files', payload: bytes, headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${duty.token}` } })
    return response.json<{ sha256: string }>().sha256
  }
  const colleague = await test.caller({ divisionCode: COUNTY_A, roles: ['duty-officer'], unitName: '演示县乙值班室' })
  await test.call(duty, routes.takeDuty, { body: command() })
  const note = await test.call(duty, routes.writeDutyNote, { body: { ...command(), words: `${MARK}巡查正常` } })
  await test.call(duty, routes.submitPhoneEvents, { body: { ...command(), events: [{ callId: 'mark-1', event: 'ringing', at: '2019-08-09T15:59:00.000Z', number: '13900000001' }] } })
  const call = (await test.call(duty, routes.listPhoneCalls, { query: {} })).items[0]
  const log = await test.call(duty, routes.writePhoneLog, { body: { ...command(), counterpart: `${MARK}来电人`, phone: '13900000002', content: `${MARK}来电说水位上涨` } })
  const fax = await test.call(duty, routes.submitFax, { body: { ...command(), faxId: 'mark-f', receivedAt: '2019-08-09T15:58:00.000Z', pages: 1, sha256: await upload(Buffer.from(`%PDF-1.4\n% ${MARK}\n%%EOF\n`)) } })
  await test.call(duty, routes.submitLinkedCase, { body: { ...command(), system: '119', caseNumber: 'mark-c', at: '2019-08-09T15:57:00.000Z', divisionCode: COUNTY_A, words: `${MARK}起火` } })
  await test.call(duty, routes.setSpotCheckRule, { body: { ...command(), windows: [{ key: 'night', fromMinute: 1320, toMinute: 1800, perMonth: 0 }], unitIds: [colleague.actor.unitId], answerMinutes: 5, superiorAfterMinutes: 10, basis: `${MARK}办法` } })
  await test.call(duty, routes.recordSpotCheck, { body: { ...command(), unitId: colleague.actor.unitId, way: 'phone', answered: true, answerSeconds: 20, answer: `${MARK}在岗` } })
  const handover = await test.call(duty, routes.draftHandover, { body: command() })
  await test.call(duty, routes.noteHandover, { params: { handoverId: handover.id }, body: { ...command(), notes: `${MARK}请继续盯防` } })
  return { handoverId: handover.id, noteId: note.objectId, phoneLogId: log.id, phoneCallId: call?.id ?? '', faxId: fax.faxId }
}

/** Valid bodies, so that nothing but the place can be the reason of a refusal. */
export function dutyBodies(): Partial<Record<RouteName, () => object>> {
  return {
    noteHandover: () => ({ notes: '附言' }), acceptHandover: () => ({ acceptedKeys: [] }), correctDutyNote: () => ({ words: '更正' }), addToPhoneLog: () => ({ result: '已办' }), correctPhoneLog: () => ({ content: '更正' }), makeSignalOfPhoneLog: () => ({ typeCode: '11A01', divisionCode: COUNTY_A }), handleFax: () => ({ note: '已阅' }),
  }
}
