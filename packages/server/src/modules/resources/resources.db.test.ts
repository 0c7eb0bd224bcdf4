import { routes } from '@fengsui/contract'
import { distanceMetres } from '@fengsui/contract/kernel'
import { sql, type KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'
import { isInside, readArea } from './area-rules.ts'

let test: TestNode
let fire: TestCaller
let duty: TestCaller
let city: TestCaller
let neighbour: TestCaller
let village: TestCaller
let incidentId: string
const COUNTY = '331099000000'
const seat = { longitude: 120.95, latitude: 28.6 }

beforeAll(async () => {
  test = await createTestNode()
  city = await test.caller({ divisionCode: '331000000000', roles: ['duty-leader', 'administrator'] })
  fire = await test.caller({ divisionCode: COUNTY, roles: ['member-unit'], unitRole: 'fire', unitName: '演示县消防大队' })
  duty = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer'] })
  neighbour = await test.caller({ divisionCode: '331082000000', roles: ['duty-officer', 'administrator', 'member-unit'] })
  village = await test.caller({ divisionCode: '331099101201', roles: ['information-officer'] })
  incidentId = (await test.call(duty, routes.registerIncident, { body: { ...command(), typeCode: '11B01', title: '演示台风', divisionCode: COUNTY, occurredAt: '2019-08-09T15:00:00.000Z', facts: {} } })).id
})
afterAll(() => test.close())

const command = () => ({ commandId: test.newId() })
const teamFields = () => ({ name: '演示水上救援队', kind: 'water' as const, capabilities: ['water-rescue' as const], unitId: fire.actor.unitId, strength: 30, basePosition: seat })
const newTeam = (change: object = {}) => test.call(fire, routes.createTeam, { body: { ...command(), ...teamFields(), ...change } })
let boats = 0
const newBoat = (change: object = {}) => test.call(fire, routes.createEquipment, { body: { ...command(), number: `T${String((boats += 1))}`, name: '冲锋舟', kind: 'boat', unitId: fire.actor.unitId, capacity: 10, capacityUnit: '人', basePosition: seat, ...change } })
const newShelter = (name: string, capacity: number, east = 0) => test.call(fire, routes.createShelter, { body: { ...command(), name, kind: 'emergency', unitId: fire.actor.unitId, position: { longitude: seat.longitude + east, latitude: seat.latitude }, indoor: true, capacity, facilities: ['供水'] } })
const open = (...ids: string[]) => test.call(duty, routes.openShelters, { body: { ...command(), shelterIds: ids, incidentId } })
const admit = (id: string, people: number, change: object = {}) => test.call(duty, routes.admitToShelter, { params: { shelterId: id }, body: { ...command(), people, ...change } })
const shelterOf = async (id: string) => (await test.call(duty, routes.listShelters, { query: { limit: 500 } })).items.find((each) => each.id === id)
const inCommand = <T>(work: Parameters<TestNode['node']['deps']['commands']['runInternal']>[1]) => test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, work) as Promise<T>
const forces = () => test.node.modules.resources

describe('teams and equipment', () => {
  it('are kept by their owner, confirmed, and marked when nobody confirms', async () => {
    const team = await newTeam()
    expect(team).toMatchObject({ readiness: 'ready', unitName: '演示县消防大队', stale: false, mayEdit: true, boats: 0, hoursAtWork: null, tired: false, position: seat })
    await newBoat({ teamId: team.id })
    expect((await test.call(duty, routes.listTeams, { query: { q: '水上', kind: 'water' } })).items[0]).toMatchObject({ id: team.id, boats: 1, mayEdit: false })
    await sql`update team set confirmed_at = '2019-01-01' where id = ${team.id}`.execute(test.db.db)
    expect((await test.call(fire, routes.listTeams, { query: {} })).items.find(({ id }) => id === team.id)?.stale).toBe(true)
    expect(await test.call(fire, routes.confirmResource, { body: { ...command(), kind: 'team', ids: [team.id] } })).toEqual({ confirmed: 1 })
    expect((await test.call(fire, routes.listTeams, { query: {} })).items.find(({ id }) => id === team.id)?.stale).toBe(false)
    const updated = await test.call(fire, routes.updateTeam, { params: { teamId: team.id }, body: { ...command(), ...teamFields(), strength: 28, status: 'active' } })
    expect(updated.strength).toBe(28)
  })

  it('are refused to others', async () => {
    const { id } = await newTeam()
    const member = await test.caller({ divisionCode: COUNTY, roles: ['member-unit'] })
    await expect(test.call(member, routes.setTeamReadiness, { params: { teamId: id }, body: { ...command(), readiness: 'resting' } })).rejects.toThrow(/由管理单位维护/)
    await expect(test.call(member, routes.createTeam, { body: { ...command(), ...teamFields() } })).rejects.toThrow(/本单位名下/)
    await expect(test.call(duty, routes.createTeam, { body: { ...command(), ...teamFields() } })).rejects.toThrow(/没有这项权限/)
    await expect(test.call(neighbour, routes.setTeamReadiness, { params: { teamId: id }, body: { ...command(), readiness: 'resting' } })).rejects.toThrow(/没有找到/)
    expect((await test.call(neighbour, routes.listTeams, { query: {} })).items).toEqual([])
    expect((await test.call(city, routes.listTeams, { query: {} })).items.find((each) => each.id === id)?.mayEdit).toBe(true)
  })

  it.each([
    [{ strength: 0 }, /至少 1 人/], [{ capabilities: [] }, /至少选一项/], [{ name: '队长电话 13900000009' }, /不要写电话/], [{ basePosition: { longitude: 28, latitude: 121 } }, /写反/], [{ leaderPersonId: '00000000-0000-8000-8000-0000000000ff' }, /没有这个人/],
  ])('refuse bad input %j', async (change, reason) => {
    await expect(newTeam(change)).rejects.toThrow(reason)
  })

  it('a number stands once in a unit, a doubled command does its work once', async () => {
    await newBoat({ number: 'X-1' })
    await expect(newBoat({ number: 'X-1' })).rejects.toThrow(/已有编号 X-1/)
    const same = command()
    expect((await newTeam(same)).id).toBe((await newTeam(same)).id)
  })

  it('go where they are sent, once; come back tired, rest, and are ready again', async () => {
    const team = await newTeam()
    const dispatchId = test.newId()
    await inCommand((context) => forces().commitTeams(context, city.actor, { incidentId, assignments: [{ teamId: team.id, dispatchId }] }))
    await expect(inCommand((context) => forces().commitTeams(context, city.actor, { incidentId, assignments: [{ teamId: team.id, dispatchId: test.newId() }] }))).rejects.toThrow(/已在执行别的调度令/)
    await expect(test.call(fire, routes.setTeamReadiness, { params: { teamId: team.id }, body: { ...command(), readiness: 'ready' } })).rejects.toThrow(/由调度令归队/)
    await expect(test.call(fire, routes.updateTeam, { params: { teamId: team.id }, body: { ...command(), ...teamFields(), status: 'retired' } })).rejects.toThrow(/归队后才能/)
    await inCommand((context) => forces().moveForces(context, { incidentId, dispatchId, position: { longitude: 121, latitude: 28.7 } }))
    await test.advanceTo('2019-08-10T05:00:00.000Z')
    expect((await test.call(fire, routes.listTeams, { query: {} })).items.find(({ id }) => id === team.id)).toMatchObject({ readiness: 'committed', hoursAtWork: 13, tired: true, position: { longitude: 121, latitude: 28.7 } })
    await inCommand((context) => forces().releaseTeams(context, { incidentId, dispatchIds: [dispatchId], position: null }))
    expect((await test.call(fire, routes.listTeams, { query: {} })).items.find(({ id }) => id === team.id)).toMatchObject({ readiness: 'resting', committedDispatchId: null, hoursAtWork: null, position: seat })
    await expect(inCommand((context) => forces().commitTeams(context, city.actor, { incidentId, assignments: [{ teamId: team.id, dispatchId: test.newId() }] }))).rejects.toThrow(/休整/)
    expect(await test.call(fire, routes.setTeamReadiness, { params: { teamId: team.id }, body: { ...command(), readiness: 'ready' } })).toMatchObject({ readiness: 'ready' })
  })

  it('two orders at once never get the same team or boat', async () => {
    const [team, boat] = [await newTeam(), await newBoat()]
    const teams = await Promise.allSettled(Array.from({ length: 8 }, () => inCommand((context) => forces().commitTeams(context, city.actor, { incidentId, assignments: [{ teamId: team.id, dispatchId: test.newId() }] }))))
    const pieces = await Promise.allSettled(Array.from({ length: 8 }, () => inCommand((context) => forces().commitEquipment(context, city.actor, { incidentId, assignments: [{ equipmentId: boat.id, dispatchId: test.newId() }] }))))
    for (const results of [teams, pieces]) {
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const result of results) if (result.status === 'rejected') expect(String(result.reason)).toMatch(/已在执行别的调度令|已被调出/)
    }
  })

  it('equipment comes back sound, damaged or lost, as it is said', async () => {
    const pieces = [await newBoat(), await newBoat(), await newBoat()]
    const dispatchId = test.newId()
    await inCommand((context) => forces().commitEquipment(context, city.actor, { incidentId, assignments: pieces.map(({ id }) => ({ equipmentId: id, dispatchId })) }))
    await expect(inCommand((context) => forces().commitEquipment(context, neighbour.actor, { incidentId, assignments: [{ equipmentId: pieces[0]!.id, dispatchId }] }))).rejects.toThrow(/没有找到/)
    await expect(inCommand((context) => forces().releaseEquipment(context, { incidentId, dispatchIds: [dispatchId], damagedIds: [test.newId()], position: null }))).rejects.toThrow(/不在这份调度令里/)
    await inCommand((context) => forces().releaseEquipment(context, { incidentId, dispatchIds: [dispatchId], damagedIds: [pieces[1]!.id], lostIds: [pieces[2]!.id], position: null }))
    const { items } = await test.call(fire, routes.listEquipment, { query: { kind: 'boat' } })
    expect(pieces.map(({ id }) => items.find((each) => each.id === id)?.state)).toEqual(['ready', 'damaged', 'lost'])
    await expect(test.call(fire, routes.setEquipmentState, { params: { equipmentId: pieces[2]!.id }, body: { ...command(), state: 'maintenance' } })).rejects.toThrow(/不能改为/)
  })

  it('needs no more statements for many than for one', async () => {
    const ids: string[] = []
    for (let n = 0; n < 12; n += 1) ids.push((await newTeam({ name: `队 ${n} 号` })).id)
    const statements = async (some: readonly string[]) => {
      let count = 0
      const counter: KyselyPlugin = {
        transformQuery: ({ node }) => {
          count += 1
          return node
        },
        transformResult: ({ result }) => Promise.resolve(result),
      }
      await inCommand(async (context) => {
        // The flush is counted too: objects and journal are written through the same transaction.
        Object.defineProperty(context, 'tx', { value: context.tx.withPlugin(counter) })
        await forces().commitTeams(context, city.actor, { incidentId, assignments: some.map((teamId) => ({ teamId, dispatchId: test.newId() })) })
      })
      return count
    }
    const one = await statements(ids.slice(0, 1))
    expect(one).toBeGreaterThan(2)
    expect(await statements(ids.slice(1))).toBe(one)
  })
})

describe('shelters', () => {
  it('open in bulk, take people in, send the rest on, and close empty', async () => {
    const [college, hall, far] = [await newShelter('学院避难点', 500), await newShelter('健身中心避难点', 800, 0.03), await newShelter('远处避难点', 5000, 0.2)]
    await expect(admit(college.id, 10)).rejects.toThrow(/请先开放/)
    expect(await open(college.id, hall.id, far.id)).toEqual({ opened: 3 })
    expect(await open(college.id)).toEqual({ opened: 0 })
    expect(await admit(college.id, 400, { fromDivisionCode: '331099101201' })).toMatchObject({ admitted: 400, redirected: 0, redirectedToId: null })
    test.clock.advanceTo('2019-08-10T06:00:00.000Z')
    const same = command()
    const second = await admit(college.id, 220, same)
    expect(second).toMatchObject({ admitted: 100, redirected: 120, redirectedToId: hall.id, redirectedToName: '健身中心避难点' })
    expect(await admit(college.id, 220, same)).toEqual(second)
    expect(await shelterOf(college.id)).toMatchObject({ state: 'full', occupancy: 500, peakOccupancy: 500, redirected: 120, free: 0 })
    expect(await shelterOf(hall.id)).toMatchObject({ state: 'open', occupancy: 120 })
    const arrivals = await test.call(duty, routes.listShelterArrivals, { params: { shelterId: hall.id }, query: {} })
    expect(arrivals.items).toMatchObject([{ people: 120, admitted: 120, redirectedFromName: '学院避难点' }])
    await expect(test.call(duty, routes.leaveShelter, { params: { shelterId: college.id }, body: { ...command(), people: 501 } })).rejects.toThrow(/现有 500 人/)
    expect(await test.call(duty, routes.leaveShelter, { params: { shelterId: college.id }, body: { ...command(), people: 450 } })).toMatchObject({ state: 'open', occupancy: 50, peakOccupancy: 500 })
    const left = await test.call(duty, routes.listShelterArrivals, { params: { shelterId: college.id }, query: {} })
    expect(left.items.map(({ admitted, departed }) => [admitted, departed]).sort((a, b) => a[0]! - b[0]!)).toEqual([[100, 50], [400, 400]])
    await expect(test.call(duty, routes.closeShelter, { params: { shelterId: college.id }, body: command() })).rejects.toThrow(/还有 50 人在住/)
    await test.call(duty, routes.leaveShelter, { params: { shelterId: college.id }, body: { ...command(), people: 50 } })
    expect(await test.call(duty, routes.closeShelter, { params: { shelterId: college.id }, body: command() })).toMatchObject({ state: 'ended', peakOccupancy: 500 })
    const { totals } = await test.call(duty, routes.listShelters, { query: { incidentId, limit: 1 } })
    expect(totals).toEqual({ shelters: 3, open: 2, capacity: 6300, openCapacity: 5800, occupancy: 120 })
    await test.call(duty, routes.closeShelter, { params: { shelterId: far.id }, body: command() })
    await expect(admit(hall.id, 700)).rejects.toThrow(/还差 20 个位子，30 公里内没有开放且有空位/)
    expect(await shelterOf(hall.id)).toMatchObject({ occupancy: 120 })
  })

  it('go where they are told, or are told why not', async () => {
    const [small, one, two] = [await newShelter('小点', 10), await newShelter('一号点', 100, 0.01), await newShelter('二号点', 100, 0.02)]
    await open(small.id, one.id, two.id)
    expect(await admit(small.id, 40, { redirectToId: two.id })).toMatchObject({ admitted: 10, redirected: 30, redirectedToId: two.id })
    await expect(admit(small.id, 80, { redirectToId: two.id })).rejects.toThrow(/二号点只剩 70 个空位，不够 80 人/)
    await expect(admit(small.id, 5, { redirectToId: test.newId() })).rejects.toThrow(/请另选/)
    await expect(test.call(fire, routes.updateShelter, { params: { shelterId: two.id }, body: { ...command(), name: '二号点', kind: 'emergency', unitId: fire.actor.unitId, position: seat, indoor: true, capacity: 29, status: 'active' } })).rejects.toThrow(/现有 30 人在住/)
    await expect(test.call(neighbour, routes.admitToShelter, { params: { shelterId: small.id }, body: { ...command(), people: 1 } })).rejects.toThrow(/没有找到/)
    await expect(admit(small.id, 0)).rejects.toThrow(/至少 1 人/)
  })

  it('many desks at once never go over capacity, and nobody is lost', async () => {
    const shelters = [await newShelter('甲点', 100, 0.001), await newShelter('乙点', 100, 0.002), await newShelter('丙点', 100, 0.003)]
    const others = (await test.call(duty, routes.listShelters, { query: { limit: 500 } })).items.filter(({ state, id }) => state !== 'closed' && !shelters.some((each) => each.id === id))
    for (const { id, occupancy, state } of others) {
      if (occupancy > 0) await test.call(duty, routes.leaveShelter, { params: { shelterId: id }, body: { ...command(), people: occupancy } })
      if (state !== 'ended') await test.call(duty, routes.closeShelter, { params: { shelterId: id }, body: command() })
    }
    await open(...shelters.map(({ id }) => id))
    const leaving = shelters.map(({ id }) => test.call(duty, routes.leaveShelter, { params: { shelterId: id }, body: { ...command(), people: 1 } }))
    const results = await Promise.allSettled([...Array.from({ length: 40 }, (_, index) => admit(shelters[index % 3]!.id, 9)), ...leaving])
    const came = results.slice(0, 40).filter(({ status }) => status === 'fulfilled').length
    const went = results.slice(40).filter(({ status }) => status === 'fulfilled').length
    for (const result of results) if (result.status === 'rejected') expect(String(result.reason)).toMatch(/还差|空位刚刚变了|现有 0 人/)
    const after = await Promise.all(shelters.map(({ id }) => shelterOf(id)))
    for (const shelter of after) expect(shelter!.occupancy).toBeLessThanOrEqual(100)
    expect(after.reduce((sum, shelter) => sum + shelter!.occupancy, 0)).toBe(came * 9 - went)
    expect(came).toBeGreaterThanOrEqual(32)
    const { rows } = await sql<{ n: number }>`select sum(admitted - departed) as n from shelter_arrival where shelter_id = any(${shelters.map(({ id }) => id)}::uuid[])`.execute(test.db.db)
    expect(rows[0]?.n).toBe(came * 9 - went)
  })
})

describe('surroundings', () => {
  const places: { code: string; longitude: number; latitude: number; population: number }[] = []
  beforeAll(async () => {
    let state = 7
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
    await inCommand(async (context) => {
      for (let n = 0; n < 400; n += 1) places.push({ code: `33109910${String(1300 + n)}`, longitude: 120.5 + random(), latitude: 28.2 + random(), population: 600 + n })
      context.record({ type: 'division.imported', audience: { division: COUNTY }, changes: places.map(({ code, longitude, latitude, population }) => ({ object: 'division', id: code, created: true, set: { name: `村${code.slice(-4)}`, fullName: '村', level: 'village', parentCode: '331099101000', statistical: false, fictional: true, pinyin: '', position: { longitude, latitude }, population } })) })
    })
    await test.call(fire, routes.createFacility, { body: { ...command(), name: '演示县人民医院', kind: 'hospital', unitId: null, divisionCode: COUNTY, position: { longitude: 120.951, latitude: 28.601 }, figures: { '床位（张）': 300 } } })
  })

  it.each([
    [{ longitude: 120.95, latitude: 28.6, radiusMetres: 20_000 }], [{ longitude: 120.5, latitude: 28.2, radiusMetres: 100_000 }], [{ longitude: 121.3, latitude: 29, radiusMetres: 9000 }],
    [{ ring: '120.8,28.5;121.1,28.5;120.95,28.6;121.1,28.9;120.8,28.8' }],
  ])('finds exactly what brute force finds: %j', async (query) => {
    const found = await test.call(duty, routes.getSurroundings, { query })
    const area = readArea(query)
    const expected = places.filter((place) => isInside(area, place)).map((place) => ({ ...place, metres: distanceMetres(area.centre, place) })).sort((a, b) => a.metres - b.metres)
    const mine = found.people.places.filter(({ divisionCode }) => places.some(({ code }) => code === divisionCode))
    expect(mine.map(({ divisionCode }) => divisionCode)).toEqual(expected.map(({ code }) => code))
    expect(mine.map(({ distanceMetres: metres }) => metres)).toEqual(expected.map(({ metres }) => Math.round(metres)))
    expect(found.people.population).toBe(expected.reduce((sum, { population }) => sum + population, 0))
  })

  it('shows forces, places and stock around, nearest first, to whoever may see them', async () => {
    const query = { longitude: seat.longitude, latitude: seat.latitude, radiusMetres: 5000 }
    const found = await test.call(duty, routes.getSurroundings, { query })
    expect(found.teams.length).toBeGreaterThan(3)
    expect(found.facilities[0]).toMatchObject({ name: '演示县人民医院', figures: { '床位（张）': 300 } })
    expect(found.shelters.map(({ distanceMetres: metres }) => metres)).toEqual([...found.shelters.map(({ distanceMetres: metres }) => metres)].sort((a, b) => a - b))
    const none = await test.call(neighbour, routes.getSurroundings, { query })
    expect([none.people.villages, none.teams.length, none.equipment.length, none.shelters.length, none.facilities.length, none.warehouses.length, none.incidents.length]).toEqual([0, 0, 0, 0, 0, 0, 0])
    const own = await test.call(village, routes.getSurroundings, { query: { ...query, radiusMetres: 100_000 } })
    expect([own.people.villages, own.teams.length]).toEqual([1, 0])
  })

  it.each([[{ ring: '121,28;121.1,28.1;121.1,28;121,28.1' }, /交叉/], [{ longitude: 120 }, /半径/], [{ longitude: 120.9, latitude: 28.6, radiusMetres: 40 }, /至少 50/], [{ longitude: 120.9, latitude: 28.6, radiusMetres: 100_001 }, /最多 100/]])('refuses %j', async (query, reason) => {
    await expect(test.call(duty, routes.getSurroundings, { query })).rejects.toThrow(reason)
  })
})
