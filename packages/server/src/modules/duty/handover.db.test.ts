import { routes } from '@fengsui/contract'
import { addMinutes } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { colleagueOf } from '../../../test/duty-stage.ts'
import { registerLandslide, refusal, type Stage } from '../../../test/reporting-stage.ts'
import { ensureTestDivisions } from '../../../test/test-divisions.ts'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

const COUNTY = '331099000000'
/** 2019-08-10 08:30 in Beijing. */
const START = '2019-08-10T00:30:00.000Z'
let test: TestNode
let officer: TestCaller & { personId: string }
let next: TestCaller & { personId: string }
let leader: TestCaller & { personId: string }
let desk: TestCaller
let city: TestCaller
let neighbour: TestCaller
const command = () => ({ commandId: test.newId() })
const deskOf = (who: TestCaller) => test.call(who, routes.getDutyDesk, { query: {} })
const draft = (who: TestCaller) => test.call(who, routes.draftHandover, { body: command() })
const sign = (who: TestCaller, handoverId: string, more: object = {}) => test.call(who, routes.signHandover, { params: { handoverId }, body: { ...command(), ...more } })
const accept = (who: TestCaller, handoverId: string, acceptedKeys: string[], more: object = {}) => test.call(who, routes.acceptHandover, { params: { handoverId }, body: { ...command(), acceptedKeys, ...more } })

beforeAll(async () => {
  test = await createTestNode({ start: START })
  desk = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer', 'duty-leader'], unitName: '演示县值班室' })
  officer = await colleagueOf(test, desk, ['duty-officer'])
  next = await colleagueOf(test, desk, ['duty-officer'])
  leader = await colleagueOf(test, desk, ['duty-leader'], { lead: true })
  city = await test.caller({ divisionCode: '331000000000', roles: ['duty-officer', 'duty-leader', 'reviewer'], unitName: '台州市值班室' })
  neighbour = await test.caller({ divisionCode: '331082000000', roles: ['duty-officer'], unitName: '临海市值班室' })
  await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, (context) => ensureTestDivisions(context, '331099101201'))
})
afterAll(() => test.close())

const stage = (): Stage => ({ node: test, county: desk, second: desk, city, province: city })

describe('the running duty', () => {
  it('begins by hand where no roster names anybody, and says so', async () => {
    expect((await deskOf(officer)).watch).toBeNull()
    const watch = await test.call(officer, routes.takeDuty, { body: command() })
    expect(watch.byHand).toBe(true)
    expect(watch.plannedEndAt).toBe(addMinutes(START, 24 * 60))
    const bar = await deskOf(next)
    expect(bar.watch?.officerName).toMatch(/演示值班员/)
    expect([bar.isMine, bar.mayTake, bar.mayHandOver]).toEqual([false, false, false])
    expect((await deskOf(leader)).mayHandOver).toBe(true)
  })

  it('is held by one only', async () => {
    const { status, text } = await test.send(next, routes.takeDuty, { body: command() })
    expect([status, /已有人当班/.test(text)]).toEqual([409, true])
  })

  it('of another unit is not to be seen by a neighbour, but from above', async () => {
    expect((await test.call(neighbour, routes.listWatches, { query: {} })).items).toHaveLength(0)
    expect((await test.call(city, routes.listWatches, { query: {} })).items).toHaveLength(1)
    expect((await test.send(neighbour, routes.draftHandover, { body: command() })).status).toBe(409)
  })

  it('takes its end and leader from the roster of the person', async () => {
    const other = await test.caller({ divisionCode: '331099102000', roles: ['duty-officer'], unitName: '乙镇值班室' })
    const rostered = await colleagueOf(test, other, ['duty-officer'])
    const boss = await colleagueOf(test, other, ['duty-leader'])
    await sql`insert into duty_shift (id, roster_id, unit_id, division_code, day, shift_key, shift_name, starts_at, ends_at, night, day_kind, role, place, person_id, status)
      select gen_random_uuid(), gen_random_uuid(), ${other.actor.unitId}, '331099102000', '2019-08-10', 'day', '白班', '2019-08-10T01:00:00Z', '2019-08-10T13:00:00Z', false, 'working', r.role, 0, r.person::uuid, 'planned'
      from (values ('officer', ${rostered.personId}), ('leader', ${boss.personId})) r(role, person)`.execute(test.db.db)
    const watch = await test.call(rostered, routes.takeDuty, { body: command() })
    expect([watch.byHand, watch.plannedEndAt, watch.leaderPersonId]).toEqual([false, '2019-08-10T13:00:00.000Z', boss.personId])
  })
})

describe('handover', () => {
  let handoverId: string

  it('lists what is open by itself, with due time and owner', async () => {
    await registerLandslide(stage(), 1)
    await test.call(desk, routes.submitSignal, { body: { ...command(), source: 'phone', typeCode: '11A01', divisionCode: '331099101201', facts: {}, words: '河水漫堤' } })
    await test.call(officer, routes.writePhoneLog, { body: { ...command(), counterpart: '演示人丙', phone: '13900000077', content: '询问路况' } })
    await test.settle()
    const view = await draft(officer)
    handoverId = view.id
    const kinds = new Set(view.items.map((item) => item.kind))
    expect(kinds.has('clock') && kinds.has('signal') && kinds.has('phone-log')).toBe(true)
    const clock = view.items.find((item) => item.kind === 'clock')
    expect(clock?.dueAt).not.toBeNull()
    expect(clock?.ownerName).toBe('演示县值班室')
    expect(view.number).toMatch(/^交班331099-20190810-\d{3}$/)
    expect((await draft(officer)).id).toBe(handoverId)
    expect((await deskOf(officer)).handover?.id).toBe(handoverId)
  })

  it('is drafted and annotated only by the officer on duty or a leader', async () => {
    expect((await refusal(test.call(next, routes.noteHandover, { params: { handoverId }, body: { ...command(), notes: '我来写' } }))).status).toBe(403)
    const view = await test.call(officer, routes.noteHandover, { params: { handoverId }, body: { ...command(), notes: '岭下村的电话半小时后再打一次 13900000078' } })
    expect(view.notes).toMatch(/岭下村/)
    const { rows } = await sql<{ n: number }>`select count(*) as n from journal where data like '%岭下村的电话%' or data like '%13900000078%' or data like '%13900000077%'`.execute(test.db.db)
    expect(rows[0]?.n).toBe(0)
  })

  it('cannot be accepted before the leaving officer has signed', async () => {
    expect((await refusal(accept(next, handoverId, []))).status).toBe(409)
  })

  it('is signed by the officer on duty, or by a leader who says why', async () => {
    expect((await refusal(sign(next, handoverId))).status).toBe(403)
    expect((await refusal(sign(leader, handoverId))).body.errors?.[0]?.path).toBe('reason')
    expect((await sign(officer, handoverId)).status).toBe('signed')
  })

  it('cannot be accepted by the one who leaves', async () => {
    const view = await test.call(officer, routes.getHandover, { params: { handoverId } })
    expect([view.mayAccept, view.whyNotAccept]).toEqual([false, '交班和接班须由两个人用各自的账号签字，您是交班的一方'])
    expect((await refusal(accept(officer, handoverId, view.items.map((item) => item.key)))).status).toBe(403)
  })

  it('nor by a second account of the same person', async () => {
    const twin = await colleagueOf(test, desk, ['duty-officer'], { personId: officer.personId })
    const view = await test.call(twin, routes.getHandover, { params: { handoverId } })
    expect((await refusal(accept(twin, handoverId, view.items.map((item) => item.key)))).status).toBe(403)
  })

  it('is refused by name while one running clock is not accepted', async () => {
    const view = await test.call(next, routes.getHandover, { params: { handoverId } })
    const clocks = view.items.filter((item) => item.kind === 'clock')
    const failure = await refusal(accept(next, handoverId, view.items.filter((item) => item.key !== clocks[0]?.key).map((item) => item.key)))
    expect(failure.status).toBe(409)
    expect(failure.body.detail).toMatch(/还有 1 项时限在走/)
    expect(failure.body.errors?.map((error) => error.path)).toEqual([`items.${clocks[0]?.key ?? ''}`])
  })

  it('is refused for a clock that started after the list was read: the race', async () => {
    const seen = await test.call(next, routes.getHandover, { params: { handoverId } })
    await test.advanceTo(addMinutes(START, 5))
    await test.call(desk, routes.registerIncident, { body: { ...command(), title: '乙村山洪', typeCode: '11A51', divisionCode: '331099101201', occurredAt: addMinutes(START, 4), facts: { missing: 1 } } })
    await test.settle()
    const failure = await refusal(accept(next, handoverId, seen.items.map((item) => item.key)))
    expect(failure.body.errors?.length).toBeGreaterThan(0)
    const now = await test.call(next, routes.getHandover, { params: { handoverId } })
    const fresh = now.items.filter((item) => !seen.items.some((old) => old.key === item.key))
    expect(fresh.some((item) => item.kind === 'clock' && item.arrived)).toBe(true)
  })

  it('waits for a clock that another transaction is just starting', async () => {
    const seen = await test.call(next, routes.getHandover, { params: { handoverId } })
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    let began: () => void = () => undefined
    const started = new Promise<void>((resolve) => (began = resolve))
    const starting = test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, async (context) => {
      await sql`insert into clock (id, incident_id, division_code, rule_id, title, phase, legal_basis, from_unit_id, to_unit_id, clock_start, starts_at, due_at, status)
        select gen_random_uuid(), incident_id, division_code, 'late-comer', '正在起算的时限', phase, legal_basis, from_unit_id, to_unit_id, clock_start, starts_at, due_at, 'running' from clock where from_unit_id = ${desk.actor.unitId} and status = 'running' limit 1`.execute(context.tx)
      began()
      await held
    })
    await started
    const attempt = refusal(accept(next, handoverId, seen.items.map((item) => item.key)))
    // The command is at the lock by then or comes to it later: both end the same.
    await expect.poll(async () => (await sql<{ n: number }>`select count(*) as n from pg_locks where not granted and relation = 'clock'::regclass`.execute(test.db.db)).rows[0]?.n, { timeout: 10_000 }).toBe(1)
    release()
    await starting
    expect((await attempt).body.errors?.map((error) => error.message)).toContain('正在起算的时限')
    await sql`delete from clock where rule_id = 'late-comer'`.execute(test.db.db)
  })

  it('completes with exactly what is open: duty, paper and journal head change in one', async () => {
    const view = await test.call(next, routes.getHandover, { params: { handoverId } })
    const done = await accept(next, handoverId, view.items.map((item) => item.key))
    expect(done.status).toBe('completed')
    expect(done.items.map((item) => item.key)).toEqual(view.items.map((item) => item.key))
    expect(done.headWords).toMatch(/^日志链第 \d+ 条，链值 [0-9a-f]{4} /)
    const bar = await deskOf(next)
    expect([bar.isMine, bar.handover]).toEqual([true, null])
    const [running, old] = (await test.call(city, routes.listWatches, { query: { status: 'all', unitId: desk.actor.unitId } })).items
    expect([running?.status, running?.officerAccountId, old?.status, old?.endedAt]).toEqual(['running', next.actor.accountId, 'handedOver', running?.takenAt])
    expect((await refusal(accept(leader, handoverId, []))).status).toBe(409)
  })

  it('prints for the binder', async () => {
    for (const format of ['docx', 'pdf'] as const) {
      const response = await test.node.http.app.inject({ url: `/api/v1/duty/handovers/${handoverId}/document?format=${format}`, headers: { authorization: `Bearer ${next.token}` } })
      expect(response.statusCode, response.body.slice(0, 200)).toBe(200)
      expect(response.rawPayload.length).toBeGreaterThan(3000)
    }
    expect((await test.node.http.app.inject({ url: `/api/v1/duty/handovers/${handoverId}/document?format=pdf`, headers: { authorization: `Bearer ${neighbour.token}` } })).statusCode).toBe(404)
  }, 60_000)

  it('in place of an officer who cannot sign is signed by the leader, who cannot accept it as well', async () => {
    const view = await draft(leader)
    await sign(leader, view.id, { reason: '值班员突发疾病送医' })
    const keys = (await test.call(leader, routes.getHandover, { params: { handoverId: view.id } })).items.map((item) => item.key)
    expect((await refusal(accept(leader, view.id, keys))).status).toBe(403)
    const done = await accept(officer, view.id, keys)
    expect([done.status, done.onBehalfReason, done.leavingName === done.fromName]).toEqual(['completed', '值班员突发疾病送医', false])
  })

  it('two who accept at once: one succeeds', async () => {
    const view = await draft(officer)
    await sign(officer, view.id)
    const keys = view.items.map((item) => item.key)
    const answers = await Promise.all([next, leader].map((who) => test.send(who, routes.acceptHandover, { params: { handoverId: view.id }, body: { ...command(), acceptedKeys: keys } })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const { rows } = await sql<{ n: number }>`select count(*) as n from duty_watch where unit_id = ${desk.actor.unitId} and status = 'running'`.execute(test.db.db)
    expect(rows[0]?.n).toBe(1)
  })

  it('that never comes is asked for before the planned end and told to the head after it', async () => {
    const bar = await deskOf(desk)
    const end = bar.watch?.plannedEndAt ?? ''
    const typesSince = async () => (await sql<{ type: string }>`select type from journal where stream = ${`duty-watch:${bar.watch?.id ?? ''}`} order by version`.execute(test.db.db)).rows.map((row) => row.type)
    await test.advanceTo(addMinutes(end, -16))
    expect(await typesSince()).not.toContain('duty-watch.end-due')
    await test.advanceTo(addMinutes(end, -15))
    expect(await typesSince()).toContain('duty-watch.end-due')
    await test.advanceTo(addMinutes(end, 29))
    expect(await typesSince()).not.toContain('duty-watch.overstayed')
    await test.advanceTo(addMinutes(end, 30))
    expect(await typesSince()).toContain('duty-watch.overstayed')
    expect((await deskOf(desk)).watch?.overdueMinutes).toBe(30)
  })
})
