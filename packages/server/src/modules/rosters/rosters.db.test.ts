import { routes } from '@fengsui/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPerson, callerFor, setUpRoster, shiftsOf, wholeDay, type RosterStage } from '../../../test/roster-stage.ts'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'
import { listOnDuty } from './index.ts'

const COUNTY = '331099000000'
const CITY = '331000000000'
let test: TestNode
let officer: TestCaller
let leader: TestCaller
let organiser: TestCaller
let water: TestCaller
let neighbour: TestCaller
let city: TestCaller
let stage: RosterStage

/** 2019-08-10 is a Saturday; it is midnight in Beijing. */
const [FROM, TO] = ['2019-08-10', '2019-08-23']
const command = () => ({ commandId: test.newId() })
const preview = (fromDay = FROM, toDay = TO) => test.call(officer, routes.previewRoster, { body: { unitId: stage.unitId, fromDay, toDay } })
const save = (assignments: Awaited<ReturnType<typeof preview>>['assignments'], rosterId: string | null = null, fromDay = FROM, toDay = TO) => test.call(officer, routes.saveRoster, { body: { ...command(), unitId: stage.unitId, fromDay, toDay, rosterId, assignments } })
const publish = (rosterId: string, reason = '') => test.call(leader, routes.publishRoster, { params: { rosterId }, body: { ...command(), reason } })

beforeAll(async () => {
  test = await createTestNode()
  city = await test.caller({ divisionCode: CITY, roles: ['duty-officer', 'duty-leader'], unitName: '市总值班室' })
  organiser = await test.caller({ divisionCode: COUNTY, roles: ['administrator'], unitRole: 'emergency', unitName: '县应急局' })
  officer = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'], unitName: '县总值班室' })
  water = await test.caller({ divisionCode: COUNTY, roles: ['member-unit'], unitRole: 'water', unitName: '县水利局' })
  neighbour = await test.caller({ divisionCode: '331082000000', roles: ['duty-officer', 'duty-leader'], unitName: '邻县总值班室' })
  stage = await setUpRoster(test, officer, organiser, { fromDay: FROM, leaders: 4, officers: 5 })
  leader = await callerFor(test, { unitId: stage.unitId, divisionCode: COUNTY, personId: stage.leaders[0] ?? '', roles: ['duty-leader'] })
})
afterAll(() => test.close())

describe('making and publishing', () => {
  it('previews without leaving anything, saves a draft nobody outside sees, publishes it whole', async () => {
    const journal = async () => (await sql<{ n: number }>`select count(*) as n from journal`.execute(test.db.db)).rows[0]?.n
    const before = await journal()
    const plan = await preview()
    expect(await journal()).toBe(before)
    expect(plan.gaps).toEqual([])
    expect(plan.assignments).toHaveLength(28)
    expect(plan.sheet.problems).toEqual([])
    expect(plan.differences).toHaveLength(28)
    const draft = await save(plan.assignments)
    expect(draft).toMatchObject({ status: 'draft', seats: 28, version: 0 })
    expect((await test.call(city, routes.listRosters, { query: {} })).items).toEqual([])
    await expect(test.call(city, routes.getRoster, { params: { rosterId: draft.id } })).rejects.toThrow(/没有找到/)
    await expect(test.call(officer, routes.publishRoster, { params: { rosterId: draft.id }, body: command() })).rejects.toThrow(/没有这项权限/)
    expect(await publish(draft.id)).toMatchObject({ status: 'published', version: 1, seats: 28 })
    await expect(publish(draft.id)).rejects.toThrow(/已发布/)
    expect((await test.call(city, routes.listRosters, { query: {} })).items).toMatchObject([{ id: draft.id, status: 'published' }])
    expect((await shiftsOf(test, stage.unitId)).length).toBe(28)
  })

  it('says who is on duty at the minute, half-open', async () => {
    const at = async (instant: string) => (await listOnDuty(test.db.db, { unitId: stage.unitId, at: instant })).map(({ role, startsAt }) => [role, startsAt])
    expect(await at('2019-08-10T00:59:59.999Z')).toEqual([])
    expect(await at('2019-08-10T01:00:00.000Z')).toEqual([['leader', '2019-08-10T01:00:00.000Z'], ['officer', '2019-08-10T01:00:00.000Z']])
    expect(await at('2019-08-11T00:59:59.999Z')).toEqual([['leader', '2019-08-10T01:00:00.000Z'], ['officer', '2019-08-10T01:00:00.000Z']])
    expect((await at('2019-08-11T01:00:00.000Z')).map(([, startsAt]) => startsAt)).toEqual(['2019-08-11T01:00:00.000Z', '2019-08-11T01:00:00.000Z'])
  })

  it('refuses holes by name, keeps to the rules unless a reason is given, and counts versions', async () => {
    const plan = await preview()
    const holed = await save(plan.assignments.slice(1))
    await expect(publish(holed.id)).rejects.toThrow(/排不通.*缺/)
    // Two nights running for one officer: against the rest, possible with a reason.
    const tired = plan.assignments.map((each) => (each.role === 'officer' && each.day === '2019-08-21' ? { ...each, personId: plan.assignments.find(({ role, day }) => role === 'officer' && day === '2019-08-20')?.personId ?? '' } : each))
    const draft = await save(tired, holed.id)
    await expect(publish(draft.id)).rejects.toThrow(/改版请写明理由/)
    expect(await publish(draft.id, '防台风期间人手不足')).toMatchObject({ version: 2, reason: '防台风期间人手不足' })
    const sheet = await test.call(officer, routes.getRosterSheet, { query: { unitId: stage.unitId, fromDay: FROM, toDay: TO } })
    expect(sheet.problems.map(({ kind }) => kind)).toContain('rest')
    expect(sheet.seats.every(({ personId, shiftId }) => personId !== null && shiftId !== null)).toBe(true)
    const { rows } = await sql<{ n: number }>`select count(*) as n from journal where data like '%人手不足%' or data like '%领导1%'`.execute(test.db.db)
    expect(rows[0]?.n).toBe(0)
  })

  it('takes nobody from outside of the pool, no seat twice, no day outside', async () => {
    const seat = { day: '2019-08-12', shiftKey: 'whole', role: 'officer' as const, place: 0, personId: stage.officers[0] ?? '' }
    await expect(save([seat, seat])).rejects.toThrow(/同一席位/)
    await expect(save([{ ...seat, day: '2019-09-12' }])).rejects.toThrow(/不在这份值班表的日期内/)
    await expect(save([{ ...seat, personId: test.newId() }])).rejects.toThrow(/不在值班人员里/)
    await expect(test.call(officer, routes.previewRoster, { body: { unitId: stage.unitId, fromDay: TO, toDay: FROM } })).rejects.toThrow(/早于开始/)
  })

  it('is nobody else’s business', async () => {
    await expect(test.call(neighbour, routes.getRosterSetup, { params: { unitId: stage.unitId } })).rejects.toThrow(/没有找到/)
    await expect(test.call(water, routes.saveRoster, { body: { ...command(), unitId: stage.unitId, fromDay: FROM, toDay: TO, assignments: [] } })).rejects.toThrow(/由该单位自己或本级/)
    await expect(test.call(city, routes.saveDutyMembers, { params: { unitId: stage.unitId }, body: { ...command(), members: [{ personId: stage.officers[0] ?? '', roles: ['leader'], carriedYear: 2019 }] } })).rejects.toThrow(/由该单位自己或本级/)
    expect((await test.call(water, routes.getOnDuty, { query: {} })).items.map(({ unitName }) => unitName)).toContain('县总值班室')
  })

  it('keeps patterns sound', async () => {
    const set = (shifts: typeof wholeDay, inForceFrom = TO) => test.call(officer, routes.setDutyPattern, { params: { unitId: stage.unitId }, body: { ...command(), name: '试试', shifts, inForceFrom } })
    await expect(set(wholeDay, '2019-08-09')).rejects.toThrow(/不能倒签/)
    await expect(set([{ ...wholeDay[0]!, seats: { leader: 0, officer: 0, standby: 0, trainee: 1 } }])).rejects.toThrow(/不得单独值班/)
    await expect(set([wholeDay[0]!, wholeDay[0]!])).rejects.toThrow(/代号不能相同/)
  })
})

describe('leave, swaps and replacements', () => {
  let askedBy: TestCaller
  let other: TestCaller
  beforeAll(async () => {
    // A clean month with two days between the shifts of everybody.
    await test.call(officer, routes.discardRoster, { params: { rosterId: (await save([], null, '2019-09-01', '2019-09-10')).id }, body: command() })
    const september = await preview('2019-09-01', '2019-09-20')
    await publish((await save(september.assignments, null, '2019-09-01', '2019-09-20')).id)
    askedBy = await callerFor(test, { unitId: stage.unitId, divisionCode: COUNTY, personId: stage.officers[0] ?? '', roles: ['duty-officer'] })
    other = await callerFor(test, { unitId: stage.unitId, divisionCode: COUNTY, personId: stage.officers[1] ?? '', roles: ['duty-officer'] })
  })
  const mine = async (caller: TestCaller) => (await test.call(caller, routes.listMyShifts, {})).items.filter(({ day }) => day.startsWith('2019-09'))

  it('lets a member register leave, and the planner keeps it', async () => {
    const leave = await test.call(askedBy, routes.recordDutyLeave, { params: { unitId: stage.unitId }, body: { ...command(), personId: stage.officers[0] ?? '', fromDay: '2019-10-08', toDay: '2019-10-12', kind: 'leave', note: '探亲' } })
    expect(leave).toMatchObject({ note: '探亲', status: 'active' })
    const plan = await preview('2019-10-08', '2019-10-15')
    expect(plan.assignments.filter(({ personId, day }) => personId === stage.officers[0] && day >= '2019-10-07' && day <= '2019-10-12')).toEqual([])
    await expect(test.call(leader, routes.recordDutyLeave, { params: { unitId: stage.unitId }, body: { ...command(), personId: stage.officers[0] ?? '', fromDay: '2019-10-12', toDay: '2019-10-11', kind: 'leave' } })).rejects.toThrow(/早于/)
    expect(await test.call(askedBy, routes.cancelDutyLeave, { params: { leaveId: leave.id }, body: command() })).toMatchObject({ status: 'cancelled' })
  })

  it('swaps two shifts: asked, accepted, approved, both changed in one go', async () => {
    const [own] = await mine(askedBy)
    const candidates = await test.call(askedBy, routes.listShiftCandidates, { params: { shiftId: own!.id } })
    expect(candidates.items.map(({ personId }) => personId).sort()).toEqual(stage.officers.slice(1).sort())
    // The first pair that the rules allow.
    let change: Awaited<ReturnType<typeof ask>> | null = null
    const ask = (shiftId: string, counterShiftId: string) => test.call(askedBy, routes.askDutyChange, { body: { ...command(), shiftId, toPersonId: stage.officers[1] ?? '', counterShiftId, reason: '家中有事' } })
    let swapped = { own: '', theirs: '' }
    for (const a of await mine(askedBy)) for (const b of await mine(other)) {
      if (change !== null) continue
      change = await ask(a.id, b.id).catch(() => null)
      if (change !== null) swapped = { own: a.id, theirs: b.id }
    }
    expect(change).toMatchObject({ kind: 'swap', status: 'asked', reason: '家中有事', mayWithdraw: true, mayAnswer: false, mayDecide: false })
    const changeId = change!.id
    await expect(ask(swapped.own, swapped.theirs)).rejects.toThrow(/没有办完/)
    await expect(test.call(askedBy, routes.answerDutyChange, { params: { changeId }, body: { ...command(), accept: true } })).rejects.toThrow(/不能替对方/)
    await expect(test.call(leader, routes.decideDutyChange, { params: { changeId }, body: { ...command(), approve: true } })).rejects.toThrow(/待对方同意/)
    expect(await test.call(other, routes.answerDutyChange, { params: { changeId }, body: { ...command(), accept: true, answer: '可以' } })).toMatchObject({ status: 'accepted', answer: '可以' })
    expect((await test.call(leader, routes.listDutyChanges, { query: {} })).items).toMatchObject([{ id: changeId, mayDecide: true }])
    expect(await test.call(leader, routes.decideDutyChange, { params: { changeId }, body: { ...command(), approve: true } })).toMatchObject({ status: 'done' })
    const holders = new Map((await shiftsOf(test, stage.unitId)).map(({ id, personId }) => [id, personId]))
    expect([holders.get(swapped.own), holders.get(swapped.theirs)]).toEqual([stage.officers[1], stage.officers[0]])
  })

  it('checks once more at the approval: a leave registered meanwhile stops it', async () => {
    const september = (await shiftsOf(test, stage.unitId)).filter(({ day, role }) => day >= '2019-09-01' && role === 'officer')
    let asked: { id: string; day: string; to: string } | null = null
    for (const shift of september) for (const to of stage.officers) {
      if (asked !== null || shift.personId === to) continue
      const change = await test.call(officer, routes.askDutyChange, { body: { ...command(), shiftId: shift.id, toPersonId: to, reason: '替班' } }).catch(() => null)
      if (change) asked = { id: change.id, day: shift.day, to }
    }
    expect(asked).not.toBeNull()
    await test.call(officer, routes.answerDutyChange, { params: { changeId: asked!.id }, body: { ...command(), accept: true, answer: '电话同意' } })
    const leave = await test.call(officer, routes.recordDutyLeave, { params: { unitId: stage.unitId }, body: { ...command(), personId: asked!.to, fromDay: asked!.day, toDay: asked!.day, kind: 'training' } })
    await expect(test.call(leader, routes.decideDutyChange, { params: { changeId: asked!.id }, body: { ...command(), approve: true } })).rejects.toThrow(/培训/)
    await test.call(officer, routes.cancelDutyLeave, { params: { leaveId: leave.id }, body: command() })
    expect(await test.call(officer, routes.withdrawDutyChange, { params: { changeId: asked!.id }, body: command() })).toMatchObject({ status: 'withdrawn' })
  })

  it('replaces at once in an emergency and keeps who stood until when', async () => {
    await test.advanceTo('2019-09-05T10:00:00.000Z')
    const [running] = (await listOnDuty(test.db.db, { unitId: stage.unitId, at: '2019-09-05T10:00:00.000Z' })).filter(({ role }) => role === 'officer')
    const { items } = await test.call(officer, routes.listShiftCandidates, { params: { shiftId: running!.shiftId } })
    const taker = items.find(({ impossible }) => !impossible)!
    const replace = (body: object) => test.send(officer, routes.replaceOnDuty, { params: { shiftId: running!.shiftId }, body: { ...command(), toPersonId: taker.personId, ...body } })
    expect((await replace({ reason: '突发疾病' })).status).toBe(403)
    expect((await replace({ emergency: true })).status).toBe(400)
    expect((await replace({ emergency: true, reason: '突发疾病' })).status).toBe(200)
    expect((await listOnDuty(test.db.db, { unitId: stage.unitId, at: '2019-09-05T09:59:00.000Z' })).find(({ role }) => role === 'officer')?.personId).toBe(running!.personId)
    expect((await listOnDuty(test.db.db, { unitId: stage.unitId, at: '2019-09-05T10:00:00.000Z' })).find(({ role }) => role === 'officer')?.personId).toBe(taker.personId)
    const busy = (await listOnDuty(test.db.db, { unitId: stage.unitId, at: '2019-09-05T10:00:00.000Z' })).find(({ role }) => role === 'officer')!
    await expect(test.call(leader, routes.replaceOnDuty, { params: { shiftId: busy.shiftId }, body: { ...command(), toPersonId: stage.leaders[0] ?? '', emergency: true, reason: '换领导值班' } })).rejects.toThrow(/不能任值班员/)
  })

  it('tells tonight with masked numbers for those who may not see them', async () => {
    const [own] = (await test.call(officer, routes.getOnDuty, { query: { unitId: stage.unitId } })).items
    expect(own).toMatchObject({ rostered: true })
    expect(own?.people.map(({ role }) => role)).toEqual(['leader', 'officer'])
    expect(own?.people[0]?.phone).toMatch(/^1390000\d{4}$/)
    const [seen] = (await test.call(water, routes.getOnDuty, { query: { unitId: stage.unitId } })).items
    expect(seen?.people[0]?.phone).toMatch(/^139\*{4}\d{4}$/)
  })
})

describe('holiday rosters filed upward', () => {
  it('opens by itself three weeks before, is marked when due, filed, signed for, and asks again after a change', async () => {
    // 国庆 2019 begins on 1 October; two working days before are 27 September and (worked) 29 September.
    await test.advanceTo('2019-09-12T00:00:00.000Z')
    const open = async (caller: TestCaller) => (await test.call(caller, routes.listRosterFilings, { query: {} })).items.filter(({ holiday }) => holiday.includes('国庆'))
    const [filing] = await open(officer)
    expect(filing).toMatchObject({ status: 'due', fromDay: '2019-10-01', toDay: '2019-10-07', toUnitName: '市总值班室', planned: 0, missing: 14, overdueAt: null, mayFile: true })
    const file = () => test.call(officer, routes.fileRoster, { params: { filingId: filing!.id }, body: command() })
    const sign = (caller: TestCaller) => test.call(caller, routes.receiveRosterFiling, { params: { filingId: filing!.id }, body: command() })
    await expect(file()).rejects.toThrow(/还没有发布/)
    await test.advanceTo(filing!.dueAt)
    expect((await open(city))[0]).toMatchObject({ overdueAt: filing!.dueAt, mayReceive: false })
    await publish((await save((await preview('2019-10-01', '2019-10-07')).assignments, null, '2019-10-01', '2019-10-07')).id)
    expect(await file()).toMatchObject({ status: 'filed', shifts: 14, changed: false })
    await expect(file()).rejects.toThrow(/不用再报/)
    await expect(sign(officer)).rejects.toThrow(/不是报给本单位/)
    await expect(sign(neighbour)).rejects.toThrow(/没有找到/)
    expect(await sign(city)).toMatchObject({ status: 'received' })
    const [shift] = (await shiftsOf(test, stage.unitId)).filter(({ day, role }) => day === '2019-10-02' && role === 'officer')
    const { items } = await test.call(leader, routes.listShiftCandidates, { params: { shiftId: shift!.id } })
    await test.call(leader, routes.replaceOnDuty, { params: { shiftId: shift!.id }, body: { ...command(), toPersonId: items.find(({ impossible }) => !impossible)!.personId, reason: '调整' } })
    const [changed] = (await test.call(city, routes.listRosterFilings, { query: { status: 'all', unitId: stage.unitId } })).items.filter(({ holiday }) => holiday.includes('国庆'))
    expect(changed).toMatchObject({ changed: true, status: 'received' })
    expect(await file()).toMatchObject({ status: 'filed', receivedAt: null })
  })
})

describe('files', () => {
  it('gives workbook, template and papers, and reads its own workbook back', async () => {
    const query = { unitId: stage.unitId, fromDay: '2019-10-01', toDay: '2019-10-07' }
    const get = async (path: string) => test.node.http.app.inject({ url: `/api/v1${path}?${new URLSearchParams({ ...query, format: 'xlsx' }).toString()}`, headers: { authorization: `Bearer ${officer.token}` } })
    const workbook = await get('/roster-sheet/document')
    expect(workbook.statusCode, workbook.body.slice(0, 200)).toBe(200)
    expect((await get('/roster-sheet/template')).statusCode).toBe(200)
    const sent = await test.node.http.app.inject({ method: 'POST', url: '/api/v1/files', payload: workbook.rawPayload, headers: { authorization: `Bearer ${officer.token}`, 'content-type': 'application/octet-stream' } })
    const { sha256 } = sent.json<{ sha256: string }>()
    const read = await test.call(officer, routes.previewRosterImport, { body: { sha256, unitId: stage.unitId } })
    expect(read).toMatchObject({ errors: [], rows: 7, fromDay: '2019-10-01', toDay: '2019-10-07' })
    const sheet = await test.call(officer, routes.getRosterSheet, { query })
    expect(read.assignments.map(({ day, role, personId }) => `${day}${role}${personId}`).sort()).toEqual(sheet.seats.map(({ day, role, personId }) => `${day}${role}${String(personId)}`).sort())
  })

  it('takes nothing of a table with one wrong row, and says which', async () => {
    const csv = '日期,班次,带班领导,值班员\n2019-10-01,全天班,领导1,值班1\n2019-10-02,夜班,领导2,值班2\n2019-10-03,全天班,领导3,值班9\n2019/10/04,,领导4,值班4、值班5\n'
    const sent = await test.node.http.app.inject({ method: 'POST', url: '/api/v1/files', payload: Buffer.from(csv), headers: { authorization: `Bearer ${officer.token}`, 'content-type': 'application/octet-stream' } })
    const read = await test.call(officer, routes.previewRosterImport, { body: { sha256: sent.json<{ sha256: string }>().sha256, unitId: stage.unitId } })
    expect(read.assignments).toEqual([])
    expect(read.errors.map(({ row, column, message }) => `${String(row)} ${String(column)} ${message}`)).toEqual([
      '3 班次 这天没有“夜班”，有：全天班', '4 值班员 “值班9”不在值班人员里，请核对姓名或先加入', '5 值班员 值班员填了 2 人，只有 1 个席位',
    ])
  })
})

describe('leaders away', () => {
  let chief: TestCaller
  let second: TestCaller
  let chiefId: string
  let secondId: string
  const away = (caller: TestCaller, personId: string, startsAt: string, endsAt: string, more: object = {}) => test.call(caller, routes.registerLeaderAbsence, { body: { ...command(), personId, startsAt, endsAt, destination: '省城开会', reason: '参加防汛会议', ...more } })
  beforeAll(async () => {
    await test.advanceTo('2019-11-01T00:00:00.000Z')
    const { unitId } = organiser.actor
    chiefId = await addPerson(test, organiser, unitId, '正职', '总指挥')
    secondId = await addPerson(test, organiser, unitId, '副职', '常务副总指挥')
    await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, async (context) => {
      for (const [key, personId] of [['chief', chiefId], ['executive-deputy', secondId]] as const) context.record({ type: 'post.created', audience: { division: COUNTY }, changes: [{ object: 'post', id: context.newId(), created: true, set: { unitId, divisionCode: COUNTY, key, name: key === 'chief' ? '总指挥' : '常务副总指挥', lead: key === 'chief', personId } }] })
    })
    chief = await callerFor(test, { unitId, divisionCode: COUNTY, personId: chiefId, roles: ['commander'] })
    second = await callerFor(test, { unitId, divisionCode: COUNTY, personId: secondId, roles: ['duty-leader'] })
  })

  it('lends the signing right of A to B for the time away, and takes it back on the return', async () => {
    const loans = async () => (await test.call(second, routes.listDelegations, {})).items.map(({ permissions, state, fromName }) => [permissions.join(), state, fromName])
    expect(await loans()).toEqual([])
    await expect(test.call(second, routes.setSigningDeputy, { body: { ...command(), deputyAccountId: chief.actor.accountId, permissions: ['response:decide'] } })).rejects.toThrow(/不是您本人的权限/)
    await test.call(chief, routes.setSigningDeputy, { body: { ...command(), deputyAccountId: second.actor.accountId, permissions: ['response:decide'] } })
    // Registered by the duty office: the pair that A made decides about A's rights.
    const absence = await away(officer, chiefId, '2019-11-01T02:00:00.000Z', '2019-11-05T02:00:00.000Z')
    expect(absence).toMatchObject({ status: 'registered', deputyName: '副职', lent: true, state: 'planned' })
    expect(await loans()).toEqual([['response:decide', 'planned', '正职']])
    await test.advanceTo('2019-11-01T03:00:00.000Z')
    expect(await loans()).toEqual([['response:decide', 'running', '正职']])
    const [tonight] = (await test.call(officer, routes.getOnDuty, { query: { unitId: stage.unitId } })).items
    expect(tonight?.signing.find(({ postName }) => postName === '总指挥')).toMatchObject({ away: true, deputyName: '副职', lent: true })
    await expect(away(second, secondId, '2019-11-02T00:00:00.000Z', '2019-11-03T00:00:00.000Z')).rejects.toThrow(/不得同时外出/)
    const { items } = await test.call(water, routes.listLeaderAbsences, { query: {} })
    expect(items).toMatchObject([{ name: '正职', destination: null }])
    await expect(test.call(water, routes.endLeaderAbsence, { params: { absenceId: absence.id }, body: command() })).rejects.toThrow(/只有本人或本级值班室/)
    expect(await test.call(chief, routes.endLeaderAbsence, { params: { absenceId: absence.id }, body: command() })).toMatchObject({ status: 'returned', state: 'over' })
    expect(await loans()).toEqual([['response:decide', 'revoked', '正职']])
  })

  it('puts the exception to the level above, never to the place itself', async () => {
    await away(chief, chiefId, '2019-11-10T00:00:00.000Z', '2019-11-12T00:00:00.000Z', { deputyPersonId: stage.leaders[0] })
    const asked = await away(second, secondId, '2019-11-11T00:00:00.000Z', '2019-11-13T00:00:00.000Z', { askUpper: true })
    expect(asked).toMatchObject({ status: 'awaiting', clashNames: ['正职'], mayDecide: false })
    const decide = (caller: TestCaller) => test.call(caller, routes.decideLeaderAbsence, { params: { absenceId: asked.id }, body: { ...command(), allow: true, reason: '市里统一安排的会议' } })
    await expect(decide(leader)).rejects.toThrow(/本级不能自己决定/)
    await expect(decide(neighbour)).rejects.toThrow(/没有找到/)
    expect(await decide(city)).toMatchObject({ status: 'registered', exceptionUnitName: '市总值班室', exceptionReason: '市里统一安排的会议' })
  })

  it('lets only one of two who register at once go', async () => {
    const answers = await Promise.all([[chief, chiefId], [second, secondId]].map(([caller, personId]) => test.send(caller as TestCaller, routes.registerLeaderAbsence, { body: { ...command(), personId, startsAt: '2019-11-20T00:00:00.000Z', endsAt: '2019-11-21T00:00:00.000Z', destination: '省城', reason: '开会' } })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  })
})
