import { routes } from '@fengsui/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

let test: TestNode
let duty: TestCaller
let leader: TestCaller
const village = '331099101201'

beforeAll(async () => {
  test = await createTestNode()
  duty = await test.caller({ divisionCode: '331099000000', roles: ['duty-officer'] })
  leader = await test.caller({ divisionCode: '331099000000', roles: ['duty-leader'] })
  await test.caller({ divisionCode: village, roles: ['information-officer'] })
})
afterAll(() => test.close())

const command = () => ({ commandId: test.newId() })
const register = (facts = {}) => test.call(duty, routes.registerIncident, { body: { ...command(), title: '岭下村滑坡', typeCode: '11D01', divisionCode: village, occurredAt: '2019-08-09T15:30:00.000Z', facts } })

describe('incidents', () => {
  it('register with number, place, class and the rule’s proposal', async () => {
    const incident = await register({ dead: 2 })
    expect(incident).toMatchObject({ number: expect.stringMatching(/^331099-20190810-\d{4}$/) as string, placeName: expect.stringContaining('岭下村') as string, typeName: '滑坡', incidentClass: 'natural-disaster', status: 'registered', grade: null, proposal: { grade: 4 } })
    const second = await register()
    expect(Number(second.number.slice(-4))).toBe(Number(incident.number.slice(-4)) + 1)
  })

  it('are numbered without gaps or doubles when several desks register at once', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => register()))
    expect(new Set(made.map((each) => each.number)).size).toBe(6)
  })

  it('follow the facts with the proposal, never with the confirmed grade', async () => {
    const incident = await register({ dead: 2 })
    await test.call(leader, routes.confirmGrade, { params: { incidentId: incident.id }, body: { ...command(), grade: 4 } })
    const worse = await test.call(duty, routes.updateFacts, { params: { incidentId: incident.id }, body: { ...command(), facts: { dead: 3 } } })
    expect(worse).toMatchObject({ grade: 4, proposal: { grade: 3 } })
    await expect(test.call(leader, routes.confirmGrade, { params: { incidentId: incident.id }, body: { ...command(), grade: 2 } })).rejects.toThrow(/写明理由/)
    const graded = await test.call(leader, routes.confirmGrade, { params: { incidentId: incident.id }, body: { ...command(), grade: 2, reason: '社会影响大' } })
    expect(graded).toMatchObject({ grade: 2, gradeReason: '社会影响大' })
  })

  it('are graded by those who may, in their own place', async () => {
    const incident = await register({ dead: 1 })
    await expect(test.call(duty, routes.confirmGrade, { params: { incidentId: incident.id }, body: { ...command(), grade: 4 } })).rejects.toThrow(/没有这项权限/)
    const neighbour = await test.caller({ divisionCode: '331082000000', roles: ['duty-leader'] })
    await expect(test.call(neighbour, routes.getIncident, { params: { incidentId: incident.id } })).rejects.toMatchObject({ status: 404 })
  })

  it('merge: signals and children move, facts take the higher number, the merged one ends', async () => {
    const one = await register({ dead: 1, injured: 5 })
    const two = await register({ dead: 2 })
    const child = await test.call(duty, routes.registerIncident, { body: { ...command(), title: '余险', typeCode: '11D02', divisionCode: village, occurredAt: '2019-08-09T15:30:00.000Z', parentId: one.id } })
    const merged = await test.call(duty, routes.mergeIncident, { params: { incidentId: one.id }, body: { ...command(), intoId: two.id } })
    expect(merged).toMatchObject({ id: two.id, facts: { dead: 2, injured: 5 } })
    expect(await test.call(duty, routes.getIncident, { params: { incidentId: one.id } })).toMatchObject({ status: 'merged', mergedIntoId: two.id })
    expect(await test.call(duty, routes.getIncident, { params: { incidentId: child.id } })).toMatchObject({ parentId: two.id })
    await expect(test.call(duty, routes.mergeIncident, { params: { incidentId: two.id }, body: { ...command(), intoId: one.id } })).rejects.toThrow(/已并入/)
    await expect(test.call(duty, routes.mergeIncident, { params: { incidentId: two.id }, body: { ...command(), intoId: two.id } })).rejects.toThrow(/不能并入自己/)
  })

  it('cannot be each other’s parent', async () => {
    const [one, two] = [await register(), await register()]
    await test.call(duty, routes.linkIncident, { params: { incidentId: two.id }, body: { ...command(), parentId: one.id } })
    await expect(test.call(duty, routes.linkIncident, { params: { incidentId: one.id }, body: { ...command(), parentId: two.id } })).rejects.toThrow(/不能互为次生/)
    await expect(test.call(duty, routes.linkIncident, { params: { incidentId: one.id }, body: { ...command(), parentId: one.id } })).rejects.toThrow(/不能互为次生/)
  })

  it('split: the chosen signals go to a new incident, at least one stays', async () => {
    const say = (words: string) => test.call(duty, routes.submitSignal, { body: { ...command(), source: 'phone', typeCode: '11D01', divisionCode: village, facts: { dead: 1 }, words } })
    const [first, second] = [await say('村东塌方'), await say('村西塌方')]
    const { incidentId } = await test.call(duty, routes.verifySignal, { params: { signalId: first.id }, body: command() })
    await test.call(duty, routes.verifySignal, { params: { signalId: second.id }, body: { ...command(), incidentId } })
    await expect(test.call(duty, routes.splitIncident, { params: { incidentId }, body: { ...command(), signalIds: [first.id, second.id], title: '村西塌方' } })).rejects.toThrow(/至少给原事件留一条/)
    const split = await test.call(duty, routes.splitIncident, { params: { incidentId }, body: { ...command(), signalIds: [second.id], title: '村西塌方', facts: { dead: 1 } } })
    expect((await test.call(duty, routes.getIncident, { params: { incidentId: split.id } })).signalIds).toEqual([second.id])
    expect((await test.call(duty, routes.getIncident, { params: { incidentId } })).signalIds).toEqual([first.id])
  })

  it('end only from a stable state, and say what is missing', async () => {
    const incident = await register({ dead: 1 })
    await test.call(leader, routes.confirmGrade, { params: { incidentId: incident.id }, body: { ...command(), grade: 4 } })
    await test.call(duty, routes.markStable, { params: { incidentId: incident.id }, body: command() })
    await expect(test.call(leader, routes.closeIncident, { params: { incidentId: incident.id }, body: { ...command(), summary: '已处置完毕' } })).rejects.toThrow(/终报还没有签发/)
  })
})
