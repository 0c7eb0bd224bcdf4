import type { Change, Json, Position } from '@fengsui/contract/kernel'
import type { UnitRole } from '@fengsui/contract/plans/structured'
import type { CommandContext } from '../platform/commands/context.ts'
import { DEMO_CITY, DEMO_COUNTY } from './demo-accounts.ts'
import { boats, collegeShelter, equipmentModels, facilityModels, hallShelter, SHELTER_PLACES, shelterModels, SHELTERS, TEAM_PEOPLE, teamModels } from './demo-forces.ts'
import type { DemoDivision } from './demo-geography.ts'
import { unitKey, type OrganisationSeed } from './seed-organisation.ts'
import { createSeededRandom, shareOut, type SeededRandom } from './seeded-random.ts'

/** A point near another, up to about two kilometres away. */
export function near(random: SeededRandom, { longitude, latitude }: Position): Position {
  return { longitude: Number((longitude + (random.next() - 0.5) * 0.04).toFixed(5)), latitude: Number((latitude + (random.next() - 0.5) * 0.036).toFixed(5)) }
}

/** Collects changes by place: one journal entry for each, so that nobody reads of a neighbour's. */
export class PlaceEntries {
  readonly #byPlace = new Map<string, Change[]>()
  add(place: string, change: Change): void {
    const known = this.#byPlace.get(place)
    if (known) known.push(change)
    else this.#byPlace.set(place, [change])
  }
  record(ctx: CommandContext, type: string): void {
    for (const [division, changes] of this.#byPlace) ctx.record({ type, audience: { division }, changes })
  }
}

/** An object's first change. */
export function created(object: string, id: string, set: { [field: string]: Json }): Change {
  return { object, id, created: true, set }
}

interface Ground {
  readonly ctx: CommandContext
  readonly divisions: readonly DemoDivision[]
  /** The city first, then its counties by code. */
  readonly places: readonly DemoDivision[]
  readonly unitOf: (divisionCode: string, role: UnitRole) => string
}

export function createGround(ctx: CommandContext, divisions: readonly DemoDivision[], organisation: OrganisationSeed): Ground {
  const city = divisions.filter(({ code }) => code === DEMO_CITY)
  const counties = divisions.filter(({ level, parentCode }) => level === 'county' && parentCode === DEMO_CITY).sort((a, b) => (a.code < b.code ? -1 : 1))
  return {
    ctx, divisions, places: [...city, ...counties],
    unitOf(divisionCode, role) {
      const id = organisation.unitIds.get(unitKey(divisionCode, role))
      if (id === undefined) throw new Error(`演示数据里没有单位 ${divisionCode} ${role}`)
      return id
    },
  }
}

/** Teams, equipment, shelters and places to watch of the whole city, all invented, in one entry for each place; the same every time. */
export function recordResources(ctx: CommandContext, divisions: readonly DemoDivision[], organisation: OrganisationSeed): void {
  const ground = createGround(ctx, divisions, organisation)
  const entries = new PlaceEntries()
  addForces(ground, entries)
  addShelters(ground, entries)
  addFacilities(ground, entries)
  entries.record(ctx, 'resources.imported')
}

function addForces(ground: Ground, entries: PlaceEntries): void {
  const { ctx, places } = ground
  const random = createSeededRandom('forces')
  const teams = places.flatMap((place, index) => {
    if (place.code === DEMO_CITY) return teamModels.map((model) => ({ place, model, strength: model.city }))
    const extra = index <= 6 ? [teamModels[5 + ((index - 1) % 3)]] : []
    return [...teamModels.slice(0, 5), ...extra].flatMap((model) => (model ? [{ place, model, strength: model.county }] : []))
  })
  // The last people to the exact total go to county teams that are not the fire brigade's, one each.
  let left = TEAM_PEOPLE - teams.reduce((sum, { strength }) => sum + strength, 0)
  for (const { place, model, strength } of teams) {
    const id = ctx.newId()
    const more = left > 0 && place.code !== DEMO_CITY && model.kind !== 'fire' ? 1 : 0
    left -= more
    const position = near(random, place.position)
    const unitId = ground.unitOf(place.code, model.unit)
    entries.add(place.code, created('team', id, {
      name: place.name + model.name, kind: model.kind, capabilities: [...model.capabilities], divisionCode: place.code, unitId, strength: strength + more, readiness: 'ready', position: { ...position }, basePosition: { ...position }, confirmedAt: ctx.at, status: 'active',
    }))
    if (model.kind === 'fire' || model.kind === 'water') addBoats(ctx, entries, { id, kind: model.kind, place, unitId, position })
  }
  for (const place of places) for (const model of equipmentModels) {
    for (let number = 1; number <= (place.code === DEMO_CITY ? model.city : model.county); number += 1) {
      const position = near(random, place.position)
      entries.add(place.code, created('equipment', ctx.newId(), {
        number: `${model.letter}${place.code.slice(2, 6)}-${String(number).padStart(2, '0')}`, name: model.name, kind: model.kind, divisionCode: place.code, unitId: ground.unitOf(place.code, model.unit), capacity: model.capacity, capacityUnit: model.capacityUnit,
        state: 'ready', position: { ...position }, basePosition: { ...position }, confirmedAt: ctx.at, status: 'active',
      }))
    }
  }
}

function addBoats(ctx: CommandContext, entries: PlaceEntries, team: { id: string; kind: 'fire' | 'water'; place: DemoDivision; unitId: string; position: Position }): void {
  const { place, kind } = team
  const count = (place.code === DEMO_CITY ? boats.city : place.code === DEMO_COUNTY ? boats.demoCounty : boats.county)[kind]
  for (let number = 1; number <= count; number += 1) {
    const name = kind === 'fire' ? '冲锋舟' : '橡皮艇'
    entries.add(place.code, created('equipment', ctx.newId(), {
      number: `${kind === 'fire' ? 'T' : 'S'}${place.code.slice(2, 6)}-${String(number).padStart(2, '0')}`, name, kind: 'boat', divisionCode: place.code, unitId: team.unitId, teamId: team.id, capacity: kind === 'fire' ? 10 : 8, capacityUnit: '人',
      state: 'ready', position: { ...team.position }, basePosition: { ...team.position }, confirmedAt: ctx.at, status: 'active',
    }))
  }
}

/** Two of the story, then at least one in each town with a government, the others in the towns in turn. */
function addShelters(ground: Ground, entries: PlaceEntries): void {
  const { ctx, divisions } = ground
  const random = createSeededRandom('shelters')
  const towns = divisions.filter(({ level, statistical }) => level === 'town' && !statistical).sort((a, b) => (a.code < b.code ? -1 : 1))
  const others = SHELTERS - 2
  const capacities = shareOut(SHELTER_PLACES - collegeShelter.capacity - hallShelter.capacity, Array.from({ length: others }, () => random.whole(4, 13)), 10)
  for (const { county, name, capacity, east, north } of [collegeShelter, hallShelter]) {
    const place = ground.places.find(({ code }) => code === county)
    if (!place) throw new Error('演示数据里没有玉环市')
    const position = { longitude: place.position.longitude + east, latitude: place.position.latitude + north }
    entries.add(county, created('shelter', ctx.newId(), shelter({ name, kind: 'short-term', indoor: true, facilities: ['床位', '供水', '供电', '卫生间', '热水'] }, county, ground.unitOf(county, 'education'), capacity, position, ctx.at)))
  }
  capacities.forEach((capacity, index) => {
    const town = towns[index % towns.length]
    const model = shelterModels[Math.floor(index / towns.length) + (index % 3 === 0 ? 2 : 0)] ?? shelterModels[0]
    if (!town || !model) return
    entries.add(town.code, created('shelter', ctx.newId(), shelter({ ...model, name: town.name + model.name }, town.code, ground.unitOf(town.code, 'town-government'), capacity, near(random, town.position), ctx.at)))
  })
}

function shelter(model: { name: string; kind: string; indoor: boolean; facilities: readonly string[] }, divisionCode: string, unitId: string, capacity: number, position: Position, at: string): { [field: string]: Json } {
  return { name: model.name, kind: model.kind, indoor: model.indoor, facilities: [...model.facilities], divisionCode, unitId, capacity, occupancy: 0, peakOccupancy: 0, redirected: 0, position: { ...position }, state: 'closed', confirmedAt: at, status: 'active' }
}

function addFacilities(ground: Ground, entries: PlaceEntries): void {
  const { ctx } = ground
  const random = createSeededRandom('facilities')
  const counties = ground.places.filter(({ code }) => code !== DEMO_CITY)
  for (const model of facilityModels) {
    for (let index = 0; index < model.total; index += 1) {
      const place = counties[index % counties.length]
      if (!place) continue
      entries.add(place.code, created('facility', ctx.newId(), {
        name: place.name + (model.names[Math.floor(index / counties.length)] ?? ''), kind: model.kind, divisionCode: place.code, unitId: ground.unitOf(place.code, model.unit), position: { ...near(random, near(random, place.position)) },
        figures: { [model.figure]: random.whole(model.low, model.high) }, confirmedAt: ctx.at, status: 'active',
      }))
    }
  }
}
