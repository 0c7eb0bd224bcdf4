import { notificationRoutes as routes } from '@fengsui/contract/notifications'
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { createCallStage, type CallStage } from '../../../test/call-stage.ts'
import { registerTestIncident } from '../../../test/test-command.ts'
import { routes as all } from '@fengsui/contract'
import { AnswerLost } from '../../platform/outbox/channel.ts'

let stage: CallStage
afterEach(() => stage.test.close())

const until = async (what: () => Promise<boolean> | boolean, limitMs = 15_000): Promise<void> => {
  for (let waited = 0; !(await what()); waited += 20) {
    if (waited > limitMs) throw new Error('did not happen in time')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const messages = async () => (await sql<{ status: string; possibleDuplicate: boolean; attempts: number; channel: string }>`select status, possible_duplicate as "possibleDuplicate", attempts, channel from notification order by id`.execute(stage.test.db.db)).rows
const outbox = async (channel = 'sms') => (await sql<{ status: string; attempts: number; lastError: string | null }>`select status, attempts, last_error as "lastError" from outbox where channel = ${channel} order by created_at, id`.execute(stage.test.db.db)).rows

describe('a provider that hangs', () => {
  it('slows no command down, holds up no other channel, and everything queued goes out once when it is back', async () => {
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    stage = await createCallStage()
    const { test, sms } = stage
    await stage.makePerson(stage.town.actor.unitId, '331099101260', '13900001999', { account: ['information-officer'] })
    const plain: number[] = []
    const measure = async (into: number[]): Promise<void> => {
      for (let count = 0; count < 6; count += 1) {
        const before = performance.now()
        await stage.call()
        into.push(performance.now() - before)
      }
    }
    test.node.runtime.start()
    await measure(plain)
    await until(async () => (await outbox()).every((row) => row.status === 'sent'))
    const sentBefore = sms.taken.length
    sms.behave(async (batch) => {
      await gate
      return batch.map(({ id }) => ({ id, outcome: 'accepted' }))
    })
    const hanging: number[] = []
    await measure(hanging)
    expect(Math.min(...hanging) - Math.min(...plain)).toBeLessThan(50)
    // The desk goes on while the telephone hangs.
    await until(async () => (await outbox('in-app')).every((row) => row.status === 'sent'))
    expect(sms.taken).toHaveLength(sentBefore)
    expect((await outbox()).filter((row) => row.status === 'sending')).toHaveLength(1)
    open()
    await until(async () => (await outbox()).every((row) => row.status === 'sent'))
    expect(sms.taken).toHaveLength(2 * sentBefore)
    expect(new Set(sms.taken.map((message) => message.id)).size).toBe(sms.taken.length)
    expect((await messages()).every((message) => message.status === 'sent' && message.attempts === 1 && !message.possibleDuplicate)).toBe(true)
  })

  it('that is away for long loses nothing: all is tried until it is back, and only its own time ends a message', async () => {
    stage = await createCallStage()
    const { test, sms } = stage
    let tries = 0
    sms.behave(() => {
      tries += 1
      return Promise.reject(new Error('ECONNREFUSED'))
    })
    const { id } = await stage.call({ ladder: [{ afterMinutes: 1440, channels: ['sms'], to: 'same', name: '次日' }] })
    for (let minute = 1; minute <= 90; minute += 1) {
      test.clock.advanceTo(new Date(Date.parse('2019-08-09T16:00:00.000Z') + minute * 60_000).toISOString())
      await test.settle()
    }
    expect(tries).toBeGreaterThan(80)
    expect(await outbox()).toMatchObject([{ status: 'queued', lastError: 'Error: ECONNREFUSED' }])
    sms.behave((batch) => Promise.resolve(batch.map(({ id: each }) => ({ id: each, outcome: 'accepted' }))))
    await test.advanceTo('2019-08-09T17:32:00.000Z')
    expect(sms.taken).toHaveLength(3)
    expect((await stage.recipients(id)).map((each) => each.status)).toEqual(['sent', 'sent', 'sent'])
    // Never back: after a day the message is given up, and says so.
    sms.behave(() => Promise.reject(new Error('ECONNREFUSED')))
    const { id: second } = await stage.call({ ladder: [{ afterMinutes: 2, channels: ['in-app'], to: 'same', name: '' }] })
    await test.settle()
    test.clock.advanceTo('2019-08-10T20:03:00.000Z')
    await test.settle()
    expect((await messages()).filter((each) => each.status === 'failed')).toHaveLength(3)
    const [lost] = await stage.recipients(second)
    expect(lost).toMatchObject({ status: 'unreachable', lastFailure: '有效期内未能发出' })
  })
})

describe('an answer that is lost', () => {
  it('leaves the messages unknown; they are sent again with the same ids and say that they may have come twice', async () => {
    stage = await createCallStage()
    const { test, sms } = stage
    sms.behave((batch) => {
      sms.taken.push(...batch.map((message) => ({ ...message, batch: 'lost' })))
      return Promise.reject(new AnswerLost('timeout'))
    })
    await stage.call()
    await test.settle()
    expect((await messages()).map((each) => each.status)).toEqual(['unknown', 'unknown', 'unknown'])
    sms.behave((batch) => Promise.resolve(batch.map(({ id }) => ({ id, outcome: 'accepted' }))))
    test.clock.advanceTo('2019-08-09T16:00:05.000Z')
    await test.settle()
    expect((await messages())).toEqual(Array.from({ length: 3 }, () => ({ status: 'sent', possibleDuplicate: true, attempts: 2, channel: 'sms' })))
    const ids = sms.taken.map((message) => message.id)
    expect(ids.slice(0, 3).sort()).toEqual(ids.slice(3).sort())
  })

  it('because the program died in between is found at the next start', async () => {
    stage = await createCallStage()
    const { test, sms } = stage
    await stage.call()
    await test.settle()
    // As a kill between the call and its result leaves it: the attempt has no end, nothing of the result is on record.
    await sql`update outbox set status = 'sending' where channel = 'sms'`.execute(test.db.db)
    await sql`update outbox_attempt a set finished_at = null, outcome = null from outbox o where o.id = a.outbox_id and o.channel = 'sms'`.execute(test.db.db)
    await sql`update notification set status = 'queued', attempts = 0, sent_at = null`.execute(test.db.db)
    await test.node.runtime.recover(true)
    await test.settle()
    expect(sms.taken).toHaveLength(6)
    expect((await messages()).every((each) => each.status === 'sent' && each.possibleDuplicate)).toBe(true)
  })
})

describe('what people must hear of', () => {
  it('reaches the unit in one message, however many tasks it got, and its head when nobody acknowledges', async () => {
    stage = await createCallStage()
    const { test, sms } = stage
    await test.node.deps.commands.runInternal({ actor: 'system', key: 'duty-phone' }, async (context) => context.record({ type: 'unit.updated', audience: { division: '331099000000' }, changes: [{ object: 'contact-point', id: context.newId(), created: true, set: { unitId: stage.county.actor.unitId, divisionCode: '331099000000', kind: 'duty-phone', value: context.protect('u', '13900007777'), preferred: true, status: 'active' } }] }))
    await stage.makePerson(stage.county.actor.unitId, '331099000000', '13900008888', { post: { lead: true } })
    const incidentId = await registerTestIncident(test, '331099000000')
    for (const title of ['转移群众', '封闭道路', '清点人数']) {
      await test.call(stage.county, all.assignTask, { params: { incidentId }, body: { commandId: test.newId(), unitId: stage.county.actor.unitId, title, dueAt: '2019-08-09T20:00:00.000Z', acknowledgeMinutes: 10 } })
    }
    await test.advanceTo('2019-08-09T16:01:00.000Z')
    expect(sms.taken.map((message) => [message.to, message.text])).toEqual([['13900007777', '【烽燧】“山体滑坡（测试）”贵单位有 3 项任务待签收，请登录系统处理']])
    await test.advanceTo('2019-08-09T16:12:00.000Z')
    expect(sms.taken.slice(1).map((message) => [message.to, message.text])).toEqual([['13900008888', '【烽燧】“山体滑坡（测试）”贵单位有任务超时未签收，请督促立即签收']])
    const { rows } = await sql<{ reason: string; status: string; incidentId: string }>`select reason, status, incident_id as "incidentId" from notification order by queued_at`.execute(test.db.db)
    expect(rows).toEqual([{ reason: 'orders', status: 'sent', incidentId }, { reason: 'unacknowledged', status: 'sent', incidentId }])
  })
})

describe('a large call', () => {
  it('to thousands of villages is a handful of statements, and so are its receipts', async () => {
    stage = await createCallStage({ villages: 0 })
    const { test, sms } = stage
    const units = await stage.test.caller({ divisionCode: '331099102000', roles: ['member-unit'], unitRole: 'town-government' })
    const many = 3429
    const people = Array.from({ length: many }, (_, index) => ({ id: test.newId(), ref: `many-${index}`, contact: test.newId(), code: `3310991${String(10 + Math.floor(index / 500))}${String(200 + (index % 500))}`, phone: `1390000${String(index).padStart(4, '0')}` }))
    await sql`insert into division (code, name, full_name, level, parent_code, statistical, fictional, pinyin) select x.code, '村' || x.code, '', 'village', left(x.code, 9) || '000', false, true, '' from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as x(code text)`.execute(test.db.ownerDb)
    await sql`insert into person (id, unit_id, division_code, name, title, status) select x.id, ${units.actor.unitId}::uuid, x.code, jsonb_build_object('ref', x.ref, 'digest', ''), '信息员', 'active' from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as x(id uuid, code text, ref text)`.execute(test.db.ownerDb)
    await sql`insert into personal_fact (ref, subject, value, salt) select x.ref, 'p', x.phone, '' from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as x(ref text, phone text)`.execute(test.db.ownerDb)
    await sql`insert into contact_point (id, person_id, unit_id, division_code, kind, value, preferred, status) select x.contact, x.id, ${units.actor.unitId}::uuid, x.code, 'mobile', jsonb_build_object('ref', x.ref, 'digest', ''), true, 'active' from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as x(contact uuid, id uuid, code text, ref text)`.execute(test.db.ownerDb)
    await sql`analyze`.execute(test.db.ownerDb)
    const { id } = await stage.call({ audience: { type: 'places', divisionCode: '331099000000', level: 'village' } })
    const inFirst = (await sql<{ n: number }>`select count(*) as n from journal where type in ('call.made', 'recipient.called')`.execute(test.db.db)).rows[0]?.n
    expect(inFirst).toBe(2)
    expect(await outbox()).toHaveLength(7)
    await test.settle()
    expect(sms.taken).toHaveLength(many)
    expect(Math.max(...[...new Set(sms.taken.map((message) => message.batch))].map((batch) => sms.taken.filter((message) => message.batch === batch).length))).toBe(500)
    const receipts = sms.taken.map((message) => ({ reference: message.id, event: 'reply' as const, at: '2019-08-09T16:00:00.000Z', text: '1' }))
    expect(await test.call(stage.gateway, routes.submitReceipts, { body: { commandId: test.newId(), receipts } })).toEqual({ merged: many, unknown: 0 })
    expect((await test.call(stage.county, routes.getCall, { params: { callId: id } }))).toMatchObject({ status: 'complete', counts: { total: many, answered: many } })
  })

  it('takes as many statements for fifty as for three', async () => {
    const statementsFor = async (villages: number): Promise<Record<string, number>> => {
      stage = await createCallStage({ villages })
      const counted: Record<string, number> = {}
      const step = async (name: string, work: () => Promise<unknown>): Promise<void> => {
        const before = countStatements()
        await work()
        counted[name] = countStatements() - before
      }
      let callId = ''
      await step('call', async () => (callId = (await stage.call()).id))
      await step('deliver', () => stage.test.settle())
      const ids = (await stage.recipients(callId)).map((each) => each.id)
      await step('again', () => stage.test.call(stage.county, routes.callAgain, { params: { callId }, body: { commandId: stage.test.newId(), channels: ['sms'] } }))
      await step('deliver again', () => stage.test.settle())
      await step('receipts', () => stage.test.call(stage.gateway, routes.submitReceipts, { body: { commandId: stage.test.newId(), receipts: stage.sms.taken.map((message) => ({ reference: message.id, event: 'delivered' as const, at: '2019-08-09T16:00:00.000Z' })) } }))
      await step('recipients', () => stage.recipients(callId))
      await step('answers', () => stage.test.call(stage.county, routes.recordAnswers, { params: { callId }, body: { commandId: stage.test.newId(), recipientIds: ids, by: 'phone' } }))
      return counted
    }
    const countStatements = (): number => counter.count
    const counter = watchStatements()
    const few = await statementsFor(3)
    await stage.test.close()
    const many = await statementsFor(50)
    counter.stop()
    expect(few['call']).toBeGreaterThan(5)
    expect(many).toEqual(few)
  })
})

/** Counts the statements that any connection of this process sends. */
function watchStatements(): { readonly count: number; stop(): void } {
  const state = { count: 0 }
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = function count(this: pg.Client, ...args: unknown[]) {
    state.count += 1
    return (original as (...given: unknown[]) => unknown).apply(this, args)
  } as typeof original
  return {
    get count() {
      return state.count
    },
    stop: () => {
      pg.Client.prototype.query = original
    },
  }
}
