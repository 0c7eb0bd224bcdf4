import { routes, objectKinds, type ObjectKind } from '@fengsui/contract'
import { foldEntries, type Folded } from '@fengsui/contract/situation'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEntries } from '../../platform/journal/read-entries.ts'
import { createTestNode, NIGHT, CallFailed, type TestCaller, type TestNode } from '../../../test/test-node.ts'

let node: TestNode
let county: TestCaller
let other: TestCaller
let city: TestCaller
let member: TestCaller

beforeAll(async () => {
  node = await createTestNode()
  county = await node.caller({ divisionCode: '331099000000', roles: ['duty-officer', 'duty-leader'], unitName: '演示县总值班室' })
  other = await node.caller({ divisionCode: '331082000000', roles: ['duty-officer'] })
  city = await node.caller({ divisionCode: '331000000000', roles: ['duty-officer', 'commander'] })
  member = await node.caller({ divisionCode: '331099000000', roles: ['member-unit'], unitRole: 'fire' })
  await node.caller({ divisionCode: '331099101201', roles: ['information-officer'] })
})
afterAll(() => node.close())

const register = async (caller: TestCaller, title: string, divisionCode: string) =>
  (await node.call(caller, routes.registerIncident, { body: { commandId: node.newId(), title, typeCode: '11D01', divisionCode, occurredAt: NIGHT, facts: { dead: 2 } } })).id

/** Folds the whole sealed journal and reads every table back, both without nulls and without the key. */
async function foldAndTables(): Promise<{ folded: Folded; tables: Folded }> {
  await node.settle()
  const folded: Folded = {}
  for (let after = 0; ; ) {
    const page = await readEntries(node.db.db, after, 500)
    foldEntries(page, folded)
    after = page.at(-1)?.position ?? after
    if (page.length < 500) break
  }
  const tables: Folded = {}
  for (const kind of Object.keys(objectKinds) as ObjectKind[]) {
    const { key } = objectKinds[kind]
    for (const object of await node.node.deps.objects.read(node.db.db, kind, sql`true`)) {
      const fields = Object.fromEntries(Object.entries(object).filter(([field, value]) => value !== null && field !== key))
      ;(tables[kind] ??= {})[String(object[key])] = fields
    }
  }
  return { folded, tables }
}

describe('timeline', () => {
  it('tells what happened from the journal, naming the unit and never the person', async () => {
    const id = await register(county, '岭下村滑坡', '331099101201')
    await node.call(county, routes.confirmGrade, { params: { incidentId: id }, body: { commandId: node.newId(), grade: 4, reason: '按滑坡分级' } })
    await node.settle()
    const { items, sealed, headChain } = await node.call(county, routes.getTimeline, { params: { incidentId: id } })
    expect(items.map((item) => item.type)).toEqual(expect.arrayContaining(['incident.registered', 'incident.graded']))
    const graded = items.find((item) => item.type === 'incident.graded')
    expect(graded).toMatchObject({ actorName: '演示县总值班室', importance: 'decision' })
    expect(graded?.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(items.map((item) => item.position)).toEqual([...items.map((item) => item.position)].sort((a, b) => (a ?? 0) - (b ?? 0)))
    expect(sealed).toBeGreaterThan(0)
    expect(headChain).toMatch(/^[0-9a-f]{64}$/)
  })

  it('gives the latest entries when there are more than asked for, and stops at `until`', async () => {
    const id = await register(county, '两条时间线', '331099101201')
    await node.advanceTo('2019-08-09T16:30:00.000Z')
    await node.call(county, routes.updateFacts, { params: { incidentId: id }, body: { commandId: node.newId(), facts: { dead: 3 } } })
    await node.settle()
    const last = await node.call(county, routes.getTimeline, { params: { incidentId: id }, query: { limit: 1 } })
    expect(last.items.length).toBeLessThanOrEqual(1)
    const all = await node.call(county, routes.getTimeline, { params: { incidentId: id } })
    const before = await node.call(county, routes.getTimeline, { params: { incidentId: id }, query: { until: '2019-08-09T16:10:00.000Z' } })
    expect(before.items.length).toBeLessThan(all.items.length)
    expect(before.items.every((item) => item.at <= '2019-08-09T16:10:00.000Z')).toBe(true)
  })

  it('does not say that another county has an incident', async () => {
    const id = await register(county, '别县不可见', '331099101201')
    await expect(node.call(other, routes.getTimeline, { params: { incidentId: id } })).rejects.toThrow(CallFailed)
    expect((await node.send(other, routes.getTimeline, { params: { incidentId: id } })).status).toBe(404)
    expect((await node.send(other, routes.getSituationReport, { params: { incidentId: id } })).status).toBe(404)
  })
})

describe('situation at a moment', () => {
  it('is the state of that moment, of the own place only, without the static lists', async () => {
    const id = await register(county, '回看', '331099101201')
    const early = node.clock.now()
    await node.advanceTo('2019-08-09T17:30:00.000Z')
    await node.call(county, routes.updateFacts, { params: { incidentId: id }, body: { commandId: node.newId(), facts: { dead: 5 } } })
    await node.settle()
    const then = await node.call(county, routes.getSituationAt, { query: { at: early } })
    const now = await node.call(county, routes.getSituationAt, {})
    expect(then.objects['incident']?.[id]).toMatchObject({ facts: { dead: 2 } })
    expect(now.objects['incident']?.[id]).toMatchObject({ facts: { dead: 5 } })
    expect(now.objects['unit']).toBeUndefined()
    expect(now.objects['person']).toBeUndefined()
    expect(now.span.to).toBe('2019-08-09T17:30:00.000Z')
    const leaked = await node.call(other, routes.getSituationAt, {})
    expect(JSON.stringify(leaked)).not.toContain(id)
    const above = await node.call(city, routes.getSituationAt, {})
    expect(above.objects['incident']?.[id]).toBeDefined()
  })

  it('holds the warehouse and not the ledger behind it, not even in an entry of its own kind', async () => {
    const keeper = await node.caller({ divisionCode: '331099000000', roles: ['duty-officer', 'warehouse-keeper'], unitRole: 'emergency', unitName: '演示县应急局' })
    const command = () => ({ commandId: node.newId() })
    const warehouse = await node.call(keeper, routes.createWarehouse, { body: { ...command(), name: '回看仓库', mode: 'physical', unitId: keeper.actor.unitId, position: { longitude: 121, latitude: 28.6 } } })
    const item = await node.call(keeper, routes.createItem, { body: { ...command(), code: '1010101', name: '回看帐篷', unit: '顶' } })
    await node.call(keeper, routes.receiveStock, { params: { warehouseId: warehouse.id }, body: { ...command(), itemId: item.id, quantity: 100, number: '回看批', document: '回看单' } })
    await node.call(keeper, routes.setMinimum, { params: { warehouseId: warehouse.id }, body: { ...command(), itemId: item.id, quantity: 10 } })
    await node.settle()
    const { objects } = await node.call(keeper, routes.getSituationAt, {})
    expect(objects['warehouse']?.[warehouse.id]).toMatchObject({ name: '回看仓库' })
    expect((await node.call(keeper, routes.listStockMoves, { query: { warehouseId: warehouse.id } })).items).toHaveLength(1)
    for (const kind of ['item', 'lot', 'stock-move', 'stock-minimum']) expect(objects[kind], kind).toBeUndefined()
  })

  it('leaves out kinds that the reader may not read', async () => {
    const now = await node.call(member, routes.getSituationAt, {})
    expect(now.objects['clock']).toBeUndefined()
    expect(now.objects['suspicion']).toBeUndefined()
    expect(Object.keys(now.objects['incident'] ?? {}).length).toBeGreaterThan(0)
  })

  it('shows a typhoon fix to everybody and refuses the same fix twice', async () => {
    const fix = { number: '1909', name: '利奇马', fixedAt: NIGHT, position: { longitude: 121.7, latitude: 28 }, windMetresPerSecond: 52, pressureHpa: 935, category: 'SuperTY', windRadiiKm: { seven: null, ten: null, twelve: null } }
    await node.call(city, routes.recordTyphoonFix, { body: { ...fix, commandId: node.newId() } })
    const twice = await node.send(city, routes.recordTyphoonFix, { body: { ...fix, commandId: node.newId() } })
    expect(twice.status).toBe(409)
    const future = await node.send(city, routes.recordTyphoonFix, { body: { ...fix, fixedAt: '2019-08-11T00:00:00.000Z', commandId: node.newId() } })
    expect(future.status).toBe(400)
    await node.settle()
    const seen = await node.call(other, routes.getSituationAt, {})
    expect(Object.values(seen.objects['typhoon-fix'] ?? {})).toHaveLength(1)
    expect((await node.call(member, routes.listTyphoonFixes, {})).items).toMatchObject([{ number: '1909', windMetresPerSecond: 52, landfall: null }])
  })
})

describe('journal head and clock', () => {
  it('states the end of the chain and the virtual instant', async () => {
    await node.settle()
    const head = await node.call(county, routes.getJournalHead, {})
    expect(head.position).toBeGreaterThan(0)
    expect(head.publicKey.length).toBeGreaterThan(40)
    expect((await node.send(member, routes.getJournalHead, {})).status).toBe(403)
    expect((await node.call(null, routes.getBusinessClock, {})).now).toBe(node.clock.now())
  })

  it('words a situation report from live figures', async () => {
    const id = await register(county, '简报', '331099101201')
    const report = await node.call(county, routes.getSituationReport, { params: { incidentId: id } })
    expect(report.title).toContain('简报')
    expect(report.paragraphs.join('')).toContain('死亡 2 人')
  })
})

describe('fold = tables', () => {
  it('holds after any run of commands, refused ones included', async () => {
    const action = fc.oneof(
      fc.record({ do: fc.constant('register' as const), dead: fc.nat(40) }),
      fc.record({ do: fc.constant('signal' as const), missing: fc.nat(5), words: fc.constantFrom('有人被埋', '水进了村') }),
      fc.record({ do: fc.constant('facts' as const), which: fc.nat(20), dead: fc.nat(40) }),
      fc.record({ do: fc.constant('grade' as const), which: fc.nat(20), grade: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const) }),
      fc.record({ do: fc.constant('verify' as const), which: fc.nat(20) }),
      fc.record({ do: fc.constant('reject' as const), which: fc.nat(20) }),
      fc.record({ do: fc.constant('merge' as const), which: fc.nat(20), into: fc.nat(20) }),
      fc.record({ do: fc.constant('task' as const), which: fc.nat(20) }),
      fc.record({ do: fc.constant('acknowledge' as const), which: fc.nat(20) }),
      fc.record({ do: fc.constant('later' as const), minutes: fc.integer({ min: 1, max: 50 }) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 8, maxLength: 14 }), async (actions) => {
        const incidents: string[] = [await register(county, '任意', '331099101201')]
        const signals: string[] = []
        const tasks: string[] = []
        const pick = (all: string[], index: number) => all[index % Math.max(1, all.length)] ?? node.newId()
        for (const step of actions) {
          const commandId = node.newId()
          const params = 'which' in step ? { incidentId: pick(incidents, step.which), signalId: pick(signals, step.which), taskId: pick(tasks, step.which) } : {}
          if (step.do === 'register') incidents.push((await node.call(county, routes.registerIncident, { body: { commandId, title: '任意事件', typeCode: '11D01', divisionCode: '331099101201', occurredAt: NIGHT, facts: { dead: step.dead } } })).id)
          else if (step.do === 'signal') signals.push((await node.call(county, routes.submitSignal, { body: { commandId, source: 'phone', typeCode: '11D01', divisionCode: '331099101201', facts: { missing: step.missing }, words: step.words, caller: '甲' } })).id)
          else if (step.do === 'facts') await node.send(county, routes.updateFacts, { params, body: { commandId, facts: { dead: step.dead } } })
          else if (step.do === 'grade') await node.send(county, routes.confirmGrade, { params, body: { commandId, grade: step.grade, reason: '研判' } })
          else if (step.do === 'verify') await node.send(county, routes.verifySignal, { params, body: { commandId } })
          else if (step.do === 'reject') await node.send(county, routes.rejectSignal, { params, body: { commandId, reason: '查无此事' } })
          else if (step.do === 'merge') await node.send(county, routes.mergeSignal, { params, body: { commandId, intoId: pick(signals, step.into) } })
          else if (step.do === 'task') {
            const answer = await node.send(county, routes.assignTask, { params, body: { commandId, unitId: member.actor.unitId, title: '搜救', dueAt: '2019-08-12T00:00:00.000Z' } })
            if (answer.status === 200) tasks.push((answer.body as { id: string }).id)
          } else if (step.do === 'acknowledge') await node.send(member, routes.acknowledgeTask, { params, body: { commandId } })
          else await node.advanceTo(new Date(Date.parse(node.clock.now()) + step.minutes * 60_000).toISOString())
        }
        const { folded, tables } = await foldAndTables()
        for (const kind of Object.keys(objectKinds)) expect({ kind, objects: folded[kind] ?? {} }).toEqual({ kind, objects: tables[kind] ?? {} })
      }),
      { numRuns: 6 },
    )
  })
})
