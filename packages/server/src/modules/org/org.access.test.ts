import { orgRoutes } from '@fengsui/contract/org'
import { roles as roleTable, type Role } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

const COUNTY = '331099000000'
const OTHER = '331082000000'
const CITY = '331000000000'
const TOWN = '331099101000'

let test: TestNode
let admin: TestCaller
let duty: TestCaller
let otherAdmin: TestCaller
let city: TestCaller
beforeAll(async () => {
  test = await createTestNode()
  city = await test.caller({ divisionCode: CITY, roles: ['duty-officer'], unitName: '市总值班室' })
  await test.caller({ divisionCode: CITY, roles: ['member-unit'], unitRole: 'water', unitName: '市水利局' })
  admin = await test.caller({ divisionCode: COUNTY, roles: ['administrator'], unitRole: 'emergency', unitName: '县应急局' })
  duty = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'], unitName: '县总值班室' })
  otherAdmin = await test.caller({ divisionCode: OTHER, roles: ['administrator'], unitName: '邻县值班室' })
  await test.caller({ divisionCode: TOWN, roles: ['information-officer'], unitRole: 'town-government' })
  await sql`update division set pinyin = 'tai zhou shi' where code = ${CITY}`.execute(test.db.db)
  await sql`update division set pinyin = 'lin hai shi' where code = ${OTHER}`.execute(test.db.db)
})
afterAll(() => test.close())

const contacts = [{ kind: 'mobile' as const, value: '13900000001', preferred: true }, { kind: 'landline' as const, value: '0576-90000001', preferred: false }]
const createPerson = (by: TestCaller, unitId: string, name = '林某甲') => test.call(by, orgRoutes.createPerson, { body: { commandId: test.newId(), unitId, name, title: '值班员', contacts } })
const unitNames = async (by: TestCaller, query = {}) => (await test.call(by, orgRoutes.listUnits, { query })).items.map((unit) => unit.name)

describe('who may see and change the organisation', () => {
  it.each(Object.keys(roleTable) as Role[])('%s', async (role) => {
    const caller = await test.caller({ divisionCode: COUNTY, roles: [role] })
    const { permissions } = roleTable[role] as { permissions: readonly string[] }
    const status = async (route: Parameters<TestNode['send']>[1], body?: unknown) => (await test.send(caller, route, body === undefined ? {} : { body })).status
    expect(await status(orgRoutes.listDivisions)).toBe(200)
    expect(await status(orgRoutes.listUnits)).toBe(200)
    expect(await status(orgRoutes.listPersons)).toBe(permissions.includes('org:read') ? 200 : 403)
    expect(await status(orgRoutes.listPosts)).toBe(permissions.includes('org:read') ? 200 : 403)
    expect(await status(orgRoutes.listHeadquarters)).toBe(permissions.includes('org:read') ? 200 : 403)
    expect(await status(orgRoutes.createUnit, { commandId: test.newId(), name: '新单位', role: 'water', divisionCode: COUNTY })).toBe(permissions.includes('org:edit') ? 200 : 403)
    expect(await status(orgRoutes.createPerson, { commandId: test.newId(), unitId: caller.actor.unitId, name: '林某乙', title: '职员', contacts: [] })).toBe(permissions.includes('org:edit') ? 200 : 403)
  })
  it('nobody without signing in', async () => expect((await test.send(null, orgRoutes.listDivisions, {})).status).toBe(401))
})

describe('units', () => {
  it('are those of the jurisdiction and the duty offices above, without their head counts', async () => {
    const { items } = await test.call(duty, orgRoutes.listUnits, {})
    const names = items.map((unit) => unit.name)
    expect(names).toContain('市总值班室')
    expect(names).not.toContain('市水利局')
    expect(names).not.toContain('邻县值班室')
    expect(items.find((unit) => unit.name === '市总值班室')?.people).toBe(0)
    expect(await unitNames(duty, { divisionCode: COUNTY })).not.toContain('市总值班室')
    expect(await unitNames(city)).toContain('县应急局')
    expect(await unitNames(duty, { q: '应急' })).toEqual(['县应急局'])
    expect(await unitNames(duty, { q: '%' })).toEqual([])
  })

  it('are paged by a cursor that nobody can bend', async () => {
    const first = await test.call(duty, orgRoutes.listUnits, { query: { limit: 2 } })
    const second = await test.call(duty, orgRoutes.listUnits, { query: { limit: 500, after: first.next ?? '' } })
    expect([...first.items, ...second.items].map((unit) => unit.id)).toEqual((await test.call(duty, orgRoutes.listUnits, { query: { limit: 500 } })).items.map((unit) => unit.id))
    expect((await test.send(duty, orgRoutes.listUnits, { query: { after: "x' or 1=1" } })).status).toBe(400)
  })

  it('are made and changed inside the jurisdiction only', async () => {
    const body = { commandId: test.newId(), name: '县气象局', role: 'meteorology', divisionCode: COUNTY, position: { longitude: 120.9, latitude: 28.6 } }
    const unit = await test.call(admin, orgRoutes.createUnit, { body })
    expect(await test.call(admin, orgRoutes.createUnit, { body })).toEqual(unit)
    expect(unit).toMatchObject({ name: '县气象局', position: { longitude: 120.9, latitude: 28.6 }, status: 'active', parentId: null })
    for (const divisionCode of [OTHER, CITY, '999999999999']) expect((await test.send(admin, orgRoutes.createUnit, { body: { ...body, commandId: test.newId(), divisionCode } })).status).toBe(400)
    expect((await test.send(admin, orgRoutes.createUnit, { body: { ...body, commandId: test.newId(), parentId: otherAdmin.actor.unitId } })).status).toBe(400)
    expect((await test.send(admin, orgRoutes.createUnit, { body: { ...body, commandId: test.newId(), name: '值班 13900000001' } })).status).toBe(400)
    const change = { name: '县气象台', role: 'meteorology', staffedAllHours: true, status: 'retired' as const }
    expect((await test.send(otherAdmin, orgRoutes.updateUnit, { params: { unitId: unit.id }, body: { commandId: test.newId(), ...change } })).status).toBe(404)
    expect(await test.call(admin, orgRoutes.updateUnit, { params: { unitId: unit.id }, body: { commandId: test.newId(), ...change } })).toMatchObject(change)
    expect((await test.send(admin, orgRoutes.updateUnit, { params: { unitId: duty.actor.unitId }, body: { commandId: test.newId(), ...change } })).status).toBe(409)
  })
})

describe('people', () => {
  it('show their numbers to those who may see them, masked to others, and nothing to another county', async () => {
    const person = await createPerson(admin, duty.actor.unitId)
    // Who keeps contacts sees them whole: changing a person replaces all of them.
    expect(person).toMatchObject({ name: '林某甲', unitName: '县总值班室', contacts: [{ kind: 'mobile', value: '13900000001' }, { kind: 'landline' }] })
    const reader = await test.caller({ divisionCode: COUNTY, roles: ['member-unit'] })
    const seen = async (by: TestCaller) => (await test.call(by, orgRoutes.listPersons, { query: { q: '某甲' } })).items
    expect((await seen(duty))[0]?.contacts.map((contact) => contact.value)).toEqual(['13900000001', '0576-90000001'])
    expect((await seen(reader))[0]?.contacts.map((contact) => contact.value)).toEqual(['139****0001', expect.stringContaining('****')])
    expect(await seen(otherAdmin)).toEqual([])
    expect((await test.send(otherAdmin, orgRoutes.updatePerson, { params: { personId: person.id }, body: { commandId: test.newId(), name: '改', title: '改', status: 'active', contacts: [] } })).status).toBe(404)
    expect((await test.send(otherAdmin, orgRoutes.createPerson, { body: { commandId: test.newId(), unitId: duty.actor.unitId, name: '改', title: '改', contacts: [] } })).status).toBe(400)
  })

  it('keep their names and numbers out of the journal and the command table', async () => {
    await createPerson(admin, duty.actor.unitId, '不入链者')
    const { rows } = await sql<{ text: string }>`select data as text from journal union all select c::text from command c`.execute(test.db.db)
    expect(rows.some((row) => /不入链者|13900000001|90000001/.test(row.text))).toBe(false)
  })

  it('change: contacts become exactly those given, what stays keeps its id, whoever leaves leaves the posts', async () => {
    const person = await createPerson(admin, duty.actor.unitId, '换号者')
    const postId = test.newId()
    await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, async (ctx) => {
      ctx.record({ type: 'post.created', audience: { division: COUNTY }, changes: [{ object: 'post', id: postId, created: true, set: { unitId: duty.actor.unitId, divisionCode: COUNTY, key: 'duty-officer', name: '值班员', lead: false } }] })
    })
    expect((await test.send(otherAdmin, orgRoutes.appointPost, { params: { postId }, body: { commandId: test.newId(), personId: null } })).status).toBe(404)
    expect((await test.send(admin, orgRoutes.appointPost, { params: { postId }, body: { commandId: test.newId(), personId: test.newId() } })).status).toBe(400)
    await test.call(admin, orgRoutes.appointPost, { params: { postId }, body: { commandId: test.newId(), personId: person.id } })
    const wanted = [{ kind: 'mobile' as const, value: '13900000001', preferred: false }, { kind: 'satellite' as const, value: '13900000009', preferred: true }]
    const update = (status: 'active' | 'left') => test.call(admin, orgRoutes.updatePerson, { params: { personId: person.id }, body: { commandId: test.newId(), name: '换号者', title: '带班员', status, contacts: wanted } })
    const changed = await update('active')
    expect(changed.contacts.map((contact) => [contact.kind, contact.preferred])).toEqual([['satellite', true], ['mobile', false]])
    expect(changed.contacts[1]?.id).toBe(person.contacts[0]?.id)
    expect(changed.posts).toEqual(['值班员'])
    expect((await test.call(duty, orgRoutes.listPosts, { query: { divisionCode: COUNTY } })).items).toMatchObject([{ id: postId, personName: '换号者', unitName: '县总值班室' }])
    expect((await test.call(otherAdmin, orgRoutes.listPosts, {})).items).toEqual([])
    expect((await update('left')).posts).toEqual([])
    expect((await test.call(duty, orgRoutes.listPersons, { query: { q: '换号者' } })).items).toEqual([])
    expect((await test.send(admin, orgRoutes.appointPost, { params: { postId }, body: { commandId: test.newId(), personId: person.id } })).status).toBe(409)
  })
})

describe('divisions', () => {
  const codes = async (query: NonNullable<Parameters<typeof test.call<typeof orgRoutes.listDivisions>>[2]['query']>) => (await test.call(duty, orgRoutes.listDivisions, { query })).items.map((division) => division.code)
  it('are found by name, code, pinyin and initials', async () => {
    for (const q of ['台州', '3310', 'taizhou', 'tai zhou', 'tzs']) expect(await codes({ q })).toContain(CITY)
    expect(await codes({ q: 'lhs' })).toEqual([OTHER])
    expect(await codes({ q: 'zhou' })).toEqual([])
  })
  it('come with the own places first', async () => {
    expect((await codes({ level: 'county' })).slice(0, 2)).toEqual([COUNTY, OTHER])
    expect(await codes({ parent: COUNTY })).toEqual([TOWN])
    expect(await codes({ limit: 1 })).toEqual([COUNTY])
  })
})

describe('special headquarters', () => {
  it('show in their place and to members elsewhere, there without the name of the chief', async () => {
    const person = await createPerson(admin, duty.actor.unitId, '总指挥者')
    const [id, postId] = [test.newId(), test.newId()]
    await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, async (ctx) => {
      ctx.record({ type: 'post.created', audience: { division: COUNTY }, changes: [{ object: 'post', id: postId, created: true, set: { unitId: duty.actor.unitId, divisionCode: COUNTY, key: 'chief', name: '总指挥', lead: true, personId: person.id } }] })
      ctx.record({
        type: 'special-headquarters.created', audience: { division: COUNTY },
        changes: [{ object: 'special-headquarters', id, created: true, set: { name: '县防指', divisionCode: COUNTY, hazard: 'flood', officeUnitId: duty.actor.unitId, chiefPostId: postId, members: [{ unitId: otherAdmin.actor.unitId, duty: '支援' }] } }],
      })
    })
    expect((await test.call(duty, orgRoutes.listHeadquarters, {})).items).toMatchObject([{ id, officeName: '县总值班室', chiefName: '总指挥者', members: [{ unitName: '邻县值班室', duty: '支援' }] }])
    expect((await test.call(otherAdmin, orgRoutes.listHeadquarters, {})).items).toMatchObject([{ id, chiefName: null }])
    const stranger = await test.caller({ divisionCode: OTHER, roles: ['duty-officer'] })
    expect((await test.call(stranger, orgRoutes.listHeadquarters, {})).items).toEqual([])
  })
})
