import type { Change, Json } from '@fengsui/contract/kernel'
import { createPasswordHasher, saveNodePlace, savePasswords } from '../modules/access/index.ts'
import type { CommandContext } from '../platform/commands/context.ts'
import type { ModuleDeps } from '../platform/module.ts'
import { DEMO_CITY, DEMO_PASSWORD, DEMO_PROVINCE, demoAccountSeeds, type DemoAccountSeed } from './demo-accounts.ts'
import { readDemoGeography, readDemoTyphoon, type DemoDivision, type DemoStation, type DemoTyphoon } from './demo-geography.ts'
import { createPeopleSource } from './demo-people.ts'
import { listDemoPlans, planChange } from './demo-plans.ts'
import { createPopulations } from './demo-population.ts'
import { hasDivisions } from './demo-store.ts'
import { recordDisasters } from './seed-disaster.ts'
import { recordDuty } from './seed-duty.ts'
import { recordIntake } from './seed-intake.ts'
import { holderKey, OrganisationSeed, unitKey } from './seed-organisation.ts'
import { recordRosters } from './seed-rosters.ts'
import { recordResources } from './seed-resources.ts'
import { recordStockpile } from './seed-stockpile.ts'

interface SeedOptions {
  /** Folder `demo` of the server package. */
  demoDir: string
  /** Puts the whole track of typhoon 1909 in; a replay brings it fix by fix instead. */
  withTyphoon?: boolean
}

/**
 * Fills an empty system with the demo: places, stations, units, people, special HQs, plans, accounts. All in one transaction,
 * so a process killed meanwhile leaves nothing; does nothing when there are places already. With seeded ids and the same instant
 * two systems are alike byte for byte.
 */
export async function seedDemo(deps: ModuleDeps, options: SeedOptions): Promise<void> {
  const { divisions, stations } = readDemoGeography(options.demoDir)
  const typhoon = options.withTyphoon ? readDemoTyphoon(options.demoDir) : null
  await deps.commands.runInternal({ actor: 'system', key: 'demo-seed' }, async (ctx) => {
    if (await hasDivisions(ctx.tx)) return
    recordDivisions(ctx, divisions)
    recordStations(ctx, stations)
    const organisation = recordOrganisation(ctx, divisions)
    recordPlans(ctx, divisions, organisation)
    recordResources(ctx, divisions, organisation)
    recordStockpile(ctx, divisions, organisation)
    const accountIds = recordAccounts(ctx, organisation)
    if (typhoon) recordTyphoon(ctx, typhoon)
    recordRosters(ctx, organisation, accountIds)
    const hasher = createPasswordHasher(() => ctx.newId())
    await savePasswords(ctx.tx, accountIds, await hasher.hash(DEMO_PASSWORD), ctx.wallAt)
    await saveNodePlace(ctx.tx, DEMO_CITY)
    if (typhoon) recordDisasters(ctx, organisation)
    if (typhoon) recordDuty(ctx, organisation, accountIds)
    if (typhoon) recordIntake(ctx, organisation)
  })
}

function recordDivisions(ctx: CommandContext, divisions: readonly DemoDivision[]): void {
  const populations = createPopulations(divisions)
  ctx.record({
    type: 'division.imported',
    audience: { division: DEMO_PROVINCE },
    changes: divisions.map(({ code, parentCode, ...division }): Change => {
      const population = populations.get(code)
      return { object: 'division', id: code, created: true, set: { ...division, ...(parentCode === null ? {} : { parentCode }), ...(population === undefined ? {} : { population }) } }
    }),
  })
}

function recordStations(ctx: CommandContext, stations: readonly DemoStation[]): void {
  ctx.record({
    type: 'station.imported',
    audience: { division: DEMO_CITY },
    changes: stations.map(({ id: code, longitude, latitude, ...station }) => ({
      object: 'station',
      id: ctx.newId(),
      created: true,
      set: { code, name: station.name, river: station.river, divisionCode: station.divisionCode, position: { longitude, latitude }, warningLevelMetres: station.warningLevelMetres, guaranteeLevelMetres: station.guaranteeLevelMetres },
    })),
  })
}

function recordOrganisation(ctx: CommandContext, divisions: readonly DemoDivision[]): OrganisationSeed {
  const seed = new OrganisationSeed(ctx, createPeopleSource())
  for (const place of divisions) {
    if (place.level === 'town' || place.level === 'village') continue
    const below = place.level === 'county' ? divisions.filter((each) => each.code !== place.code && each.code.startsWith(place.code.slice(0, 6))) : []
    seed.recordPlace(place, below, place.level !== 'province')
  }
  return seed
}

function recordPlans(ctx: CommandContext, divisions: readonly DemoDivision[], organisation: OrganisationSeed): void {
  const places = divisions.flatMap(({ code, name, level }) => {
    const ownerUnitId = organisation.unitIds.get(unitKey(code, 'flood-office'))
    return ownerUnitId === undefined || level === 'province' ? [] : [{ code, name, ownerUnitId }]
  })
  const city = places.find((place) => place.code === DEMO_CITY)
  if (!city) throw new Error('演示数据里没有市级防指办')
  for (const plan of listDemoPlans(city, places.filter((place) => place !== city))) {
    ctx.record({ type: 'plan.imported', audience: { division: plan.place.code }, changes: [planChange(ctx.newId(), plan, ctx.at)], note: { title: plan.plan.title, version: plan.plan.version } })
  }
}

function recordAccounts(ctx: CommandContext, organisation: OrganisationSeed): string[] {
  const accounts = demoAccountSeeds.map((seed) => {
    const { divisionCode, role } = seed.unit
    const unitId = organisation.unitIds.get(unitKey(divisionCode, role))
    if (unitId === undefined) throw new Error(`演示账号 ${seed.username} 的单位不存在`)
    const person = findPerson(organisation, seed, unitId)
    const id = ctx.newId()
    const account: Change = {
      object: 'account',
      id,
      created: true,
      set: { username: seed.username, unitId, divisionCode: seed.divisionCode ?? divisionCode, roles: [...seed.roles] as Json, status: 'active', createdAt: ctx.at, ...(person === null ? {} : { personId: person.id }) },
    }
    return { id, account, changes: person?.changes ?? [] }
  })
  ctx.record({ type: 'account.imported', stream: `account:${DEMO_PROVINCE}`, audience: { division: DEMO_PROVINCE }, changes: accounts.flatMap(({ account, changes }) => [...changes, account]) })
  return accounts.map((account) => account.id)
}

function findPerson(organisation: OrganisationSeed, seed: DemoAccountSeed, unitId: string): { id: string; changes: Change[] } | null {
  const { divisionCode, role } = seed.unit
  if (seed.person === null) return null
  if (seed.person === 'clerk') return organisation.addPerson(unitId, divisionCode, '工作人员')
  const holder = organisation.holders.get(holderKey(seed.divisionCode ?? divisionCode, role, seed.person))
  if (!holder) throw new Error(`演示账号 ${seed.username} 的职务没有人`)
  return { id: holder.personId, changes: [] }
}

/** The published fixes, and one more for each landfall with its own instant; wind radii there are those of the fix before. */
function recordTyphoon(ctx: CommandContext, typhoon: DemoTyphoon): void {
  const landfalls = typhoon.landfalls.map(({ place, ...landfall }) => {
    const before = typhoon.points.filter((point) => point.at <= landfall.at).at(-1) ?? typhoon.points[0]
    if (!before) throw new Error('台风数据里没有定位')
    return { ...before, ...landfall, landfall: place as string | null }
  })
  const instants = new Set(landfalls.map((landfall) => landfall.at))
  const fixes = [...typhoon.points.filter((point) => !instants.has(point.at)).map((point) => ({ ...point, landfall: null })), ...landfalls].sort((a, b) => (a.at < b.at ? -1 : 1))
  ctx.record({
    type: 'typhoon-fix.imported',
    audience: { division: DEMO_PROVINCE },
    changes: fixes.map((fix): Change => ({
      object: 'typhoon-fix',
      id: ctx.newId(),
      created: true,
      set: {
        number: typhoon.number, name: typhoon.nameZh, divisionCode: DEMO_PROVINCE, fixedAt: fix.at, position: { longitude: fix.longitude, latitude: fix.latitude }, category: fix.category, windRadiiKm: fix.windRadiiKm,
        ...(fix.windMetresPerSecond === null ? {} : { windMetresPerSecond: fix.windMetresPerSecond }), ...(fix.pressureHpa === null ? {} : { pressureHpa: fix.pressureHpa }), ...(fix.landfall === null ? {} : { landfall: fix.landfall }),
      },
    })),
  })
}
