import { routes } from '@fengsui/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFakeGateway } from '../test/call-stage.ts'
import { ensureTestDivisions } from '../test/test-divisions.ts'
import { createTestNode, type TestCaller, type TestNode } from '../test/test-node.ts'
import { listenForCaseStatus, playExchange } from './phone-simulator-command.ts'
import { createLinkedCaseGateway } from './platform/channels/live/linked-case.ts'

let test: TestNode
let desk: TestCaller
let gateway: TestCaller
let url = ''

beforeAll(async () => {
  test = await createTestNode({ outboundChannels: [createFakeGateway('linked-case')] })
  desk = await test.caller({ divisionCode: '331000000000', roles: ['duty-officer'], unitName: '市值班室' })
  gateway = await test.caller({ divisionCode: '331000000000', roles: ['gateway'], unitRole: 'emergency', unitName: '市应急局' })
  await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, (context) => ensureTestDivisions(context, '331099101201'))
  url = await test.node.http.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => test.close())

describe('the simulated exchange', () => {
  it('plays calls, recordings, faxes and cases through the documented interface', async () => {
    const said: string[] = []
    const played = await playExchange({ url, token: gateway.token, calledNumber: '', divisionCode: '331099101201', calls: 4, faxes: 2, cases: 2, paceMs: 0, now: () => test.clock.now(), newId: test.newId }, (line) => said.push(line))
    expect(played).toEqual({ calls: 4, recordings: 3, faxes: 2, cases: 2, disturbed: 4 })
    const calls = (await test.call(desk, routes.listPhoneCalls, { query: {} })).items
    expect(calls.map((call) => call.status).sort()).toEqual(['ended', 'ended', 'ended', 'missed'])
    expect(calls.reduce((sum, call) => sum + call.recordings, 0)).toBe(3)
    expect((await test.call(desk, routes.listFaxes, { query: {} })).items).toHaveLength(2)
    expect((await test.call(desk, routes.listLinkedCases, { query: {} })).items.map((each) => [each.system, each.updates]).sort()).toEqual([['110', 1], ['119', 1]])
    expect(said.length).toBe(4 + 2 + 2)
  })

  it('says what the node said when it refuses', async () => {
    await expect(playExchange({ url, token: 'fs_wrong', calledNumber: '', divisionCode: '331099101201', calls: 1, faxes: 0, cases: 0, paceMs: 0, now: () => test.clock.now(), newId: test.newId }, () => undefined)).rejects.toThrow(/401/)
  })
})

it('what is told of a case reaches the other system with its key, and a wrong token is refused', async () => {
  const heard: string[] = []
  const listener = await listenForCaseStatus(0, 'right', (body) => heard.push(body))
  const send = (token: string) => createLinkedCaseGateway({ url: listener.url, token }).send('b1', [{ id: 'm1', to: '', subject: 'n', text: '{"status":"accepted"}' }], new AbortController().signal)
  expect(await send('right')).toEqual([{ id: 'm1', outcome: 'accepted' }])
  await expect(send('wrong')).rejects.toThrow(/401/)
  expect(heard).toEqual(['{"status":"accepted"}'])
  await listener.close()
})
