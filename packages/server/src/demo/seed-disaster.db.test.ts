import { join } from 'node:path'
import { routes } from '@fengsui/contract'
import { checkForm, DisasterListEntry, DisasterProcess, DisasterReturn } from '@fengsui/contract/disaster-statistics'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestNode } from '../../test/test-node.ts'
import { seedDemo } from './seed-demo.ts'

let test: TestNode
beforeAll(async () => {
  test = await createTestNode({ start: '2026-11-20T02:00:00.000Z' })
  await seedDemo(test.node.deps, { demoDir: join(import.meta.dirname, '../../demo'), withTyphoon: true })
})
afterAll(() => test.close())

describe('the demo’s statistics of disasters', () => {
  it('have the shape of the contract and no broken relation', async () => {
    const { objects } = test.node.deps
    for (const row of await objects.read(test.db.db, 'disaster-process', sql`true`)) DisasterProcess.parse(row)
    for (const row of await objects.read(test.db.db, 'disaster-list-entry', sql`true`)) DisasterListEntry.parse(row)
    const returns = (await objects.read(test.db.db, 'disaster-return', sql`true`)).map((row) => DisasterReturn.parse(row))
    expect(returns.length).toBeGreaterThan(30)
    for (const { divisionCode, sequence, values } of returns) expect(checkForm('loss', values).filter(({ severity }) => severity === 'error').map(({ text }) => `${divisionCode} ${String(sequence)} ${text}`)).toEqual([])
  })

  it('sum to what the county stated and agree with the list', async () => {
    const duty = await test.caller({ divisionCode: '331099000000', roles: ['duty-officer'] })
    const { items } = await test.call(duty, routes.listDisasterProcesses, { query: {} })
    expect(items.map(({ title, status }) => [title, status])).toEqual([['强降雨洪涝灾害', 'open'], ['台风“利奇马”灾害', 'closed']])
    const lekima = await test.call(duty, routes.getDisasterOverview, { params: { processId: items[1]?.id ?? '' }, query: { formSet: 'loss' } })
    for (const { key, value } of lekima.sums) if (typeof value === 'number') expect([key, lekima.own.accepted?.values[key]]).toEqual([key, value])
    expect([lekima.own.accepted?.values['A01008'], lekima.own.accepted?.values['A01009'], lekima.own.updatedBelow]).toEqual([5, 0, false])
    const seen = await test.call(duty, routes.getDisasterReturn, { params: { returnId: lekima.own.accepted?.id ?? '' } })
    expect([seen.lists.dead, seen.lists.missing]).toEqual([5, 0])
    const rain = await test.call(duty, routes.getDisasterOverview, { params: { processId: items[0]?.id ?? '' }, query: { formSet: 'loss' } })
    expect(rain.rows.filter(({ latest }) => latest === null).map(({ placeName }) => placeName)).toEqual(['戊乡'])
    expect(rain.rows.filter(({ waiting }) => waiting !== null).map(({ placeName }) => placeName)).toEqual(['乙镇', '丁镇'])
    expect(rain.own.updatedBelow).toBe(true)
    // The city's two hours run from the county's form, not from what the villages told their towns.
    const city = await test.caller({ divisionCode: '331000000000', roles: ['duty-officer'] })
    const above = await test.call(city, routes.getDisasterOverview, { params: { processId: items[0]?.id ?? '' }, query: { formSet: 'loss' } })
    expect(above.own.deadlines.find(({ phase }) => phase === 'initial')?.startsAt).toBe(rain.own.latest?.submittedAt)
  })
})
