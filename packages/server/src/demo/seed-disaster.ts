import { NOW, sumForms, summedValues, type FormValue, type ReturnKind } from '@fengsui/contract/disaster-statistics'
import { addMinutes, legalDay, type Change, type Json } from '@fengsui/contract/kernel'
import type { CommandContext } from '../platform/commands/context.ts'
import { DEMO_CITY, DEMO_COUNTY } from './demo-accounts.ts'
import { demoLost, demoPlaces, demoTowns, demoValues } from './demo-disaster.ts'
import { unitKey, type OrganisationSeed } from './seed-organisation.ts'

interface Version {
  readonly code: string
  readonly kind: ReturnKind
  /** Minutes after the disaster began. */
  readonly at: number
  readonly values: Readonly<Record<string, FormValue>>
  readonly accepted: boolean
  readonly zero?: boolean
  readonly sources?: readonly { divisionCode: string; returnId: string }[]
}

interface Disaster {
  readonly title: string
  readonly number: string
  readonly startedAt: string
  readonly head: Readonly<Record<string, string>>
  readonly hazard: 'typhoon' | 'flood'
  readonly reliefResponse: 'none' | 'province'
}

const share = (values: Readonly<Record<string, FormValue>>, part: number): Record<string, FormValue> => Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (typeof value === 'number' && ['A01006', 'A01007', 'A01008', 'A01009', 'A01010', 'A01012'].includes(key) ? [[key, key === 'A01007' || key === 'A01012' ? Math.floor(value * part) : value]] : [])))
const withoutPresent = (values: Readonly<Record<string, FormValue>>): Record<string, FormValue> => Object.fromEntries(Object.entries(values).filter(([key]) => !key.endsWith(NOW)))

/** Writes returns of one disaster in the order they came in; sequence and sources follow from what is there already. */
class DisasterSeed {
  readonly #ctx: CommandContext
  readonly #organisation: OrganisationSeed
  readonly #disaster: Disaster
  readonly #processId: string
  readonly #sequences = new Map<string, number>()
  readonly #accepted = new Map<string, { id: string; values: Readonly<Record<string, FormValue>> }>()
  readonly changes: Change[] = []

  constructor(ctx: CommandContext, organisation: OrganisationSeed, disaster: Disaster) {
    this.#ctx = ctx
    this.#organisation = organisation
    this.#disaster = disaster
    this.#processId = ctx.newId()
  }

  open(stage: { stableAt: number; closedAt: number } | null): void {
    const { startedAt, title, number, hazard, reliefResponse, head } = this.#disaster
    this.changes.push({ object: 'disaster-process', id: this.#processId, created: true, set: {
      number, kind: 'event', title, hazard, nature: 'natural', divisionCode: DEMO_COUNTY, areaCodes: [], year: Number(legalDay(startedAt).slice(0, 4)), startedAt, reliefResponse, status: stage === null ? 'open' : 'closed', openedAt: addMinutes(startedAt, 25), openedByUnitId: this.#unitOf(DEMO_COUNTY),
      ...(head['A01002'] === undefined ? {} : { typhoon: head['A01002'] }), ...(stage === null ? {} : { stableAt: addMinutes(startedAt, stage.stableAt), closedAt: addMinutes(startedAt, stage.closedAt) }),
    } })
  }

  hand(version: Version): void {
    const { startedAt, head } = this.#disaster
    const sequence = (this.#sequences.get(version.code) ?? 0) + 1
    this.#sequences.set(version.code, sequence)
    const id = this.#ctx.newId()
    const at = addMinutes(startedAt, version.at)
    const values = { ...head, ...version.values }
    const level = version.code.endsWith('000000') ? 'county' : version.code.endsWith('000') ? 'town' : 'village'
    this.changes.push({ object: 'disaster-return', id, created: true, set: {
      processId: this.#processId, divisionCode: version.code, formSet: 'loss', kind: version.kind, sequence, status: version.accepted ? 'accepted' : 'submitted', values: values as Json, zero: version.zero ?? false, asOf: at, revision: 0, sources: (version.sources ?? []).map((source) => ({ ...source })), byUnitId: this.#unitOf(version.code), draftedAt: at, submittedAt: at,
      ...(version.kind === 'initial' && level !== 'town' ? { ruleId: `natural.initial.${level === 'village' ? 'village-town' : 'county-city'}`, dueAt: addMinutes(startedAt, level === 'village' ? 60 : 120) } : {}),
      ...(version.accepted ? { decidedAt: addMinutes(at, 12), decidedByUnitId: this.#unitOf(level === 'village' ? `${version.code.slice(0, 9)}000` : level === 'town' ? DEMO_COUNTY : DEMO_CITY) } : {}),
    } })
    if (version.accepted) this.#accepted.set(version.code, { id, values })
  }

  /** The sum of what the county has checked of its towns, as it stands now. */
  sumOfTowns(): Pick<Version, 'values' | 'sources'> {
    const towns = Object.values(demoTowns).flatMap(({ code }) => { const known = this.#accepted.get(code); return known === undefined ? [] : [{ code, ...known }] })
    const sums = summedValues(sumForms('loss', towns.map(({ code, values }) => ({ divisionCode: code, values }))))
    return { values: sums, sources: towns.map(({ code, id }) => ({ divisionCode: code, returnId: id })) }
  }

  list(found: boolean): void {
    const at = addMinutes(this.#disaster.startedAt, 600)
    for (const { code, figures, personal } of demoLost) {
      const id = this.#ctx.newId()
      const kept = Object.keys(personal).length === 0 ? null : this.#ctx.protect(`disaster-list-entry:${id}`, JSON.stringify(personal))
      const type = found && figures.D01007 === 2 ? 1 : figures.D01007
      this.changes.push({ object: 'disaster-list-entry', id, created: true, set: { processId: this.#processId, divisionCode: code, list: 'D01', figures: { D01007: type, D01009: new Date(Date.parse(at) + 28_800_000).toISOString().slice(0, 10), D01010: [...figures.D01010], D01011: this.#disaster.hazard === 'typhoon' ? 4 : 1 }, status: 'listed', listedAt: at, changedAt: at, byUnitId: this.#unitOf(code), ...(kept === null ? {} : { personal: { ...kept } }) } })
    }
  }

  record(): void {
    const [first] = this.changes
    if (first) this.#ctx.record({ type: 'disaster-process.imported', stream: `disaster-process:${first.id}`, audience: { division: DEMO_COUNTY }, changes: this.changes })
  }

  #unitOf(code: string): string {
    const wanted = code.endsWith('000') ? unitKey(code, 'duty-office') : unitKey(`${code.slice(0, 9)}000`, 'town-government')
    const id = this.#organisation.unitIds.get(wanted)
    if (id === undefined) throw new Error(`演示数据里没有单位 ${wanted}`)
    return id
  }
}

/**
 * Statistics of 演示县: typhoon Lekima with its checked report, closed; and heavy rain that began 20 hours before the seed, of which one township is
 * still silent and two wait to be checked. Every figure is invented.
 */
export function recordDisasters(ctx: CommandContext, organisation: OrganisationSeed): void {
  recordLekima(new DisasterSeed(ctx, organisation, { title: '台风“利奇马”灾害', number: '灾331099-2019-0001', hazard: 'typhoon', reliefResponse: 'province', startedAt: '2019-08-09T17:45:00.000Z', head: { A01001: '台风灾害', A01002: '2019-09-利奇马', A01004: '2019-08-10-01' } }))
  const startedAt = addMinutes(ctx.at, -20 * 60)
  const hour = new Date(Date.parse(startedAt) + 28_800_000).toISOString().slice(0, 13).replace('T', '-')
  recordRain(new DisasterSeed(ctx, organisation, { title: '强降雨洪涝灾害', number: `灾331099-${legalDay(ctx.at).slice(0, 4)}-${legalDay(startedAt) < '20200101' ? '0002' : '0001'}`, hazard: 'flood', reliefResponse: 'province', startedAt, head: { A01001: '洪涝灾害', A01004: hour } }))
}

function recordLekima(seed: DisasterSeed): void {
  seed.open({ stableAt: 2700, closedAt: 15_000 })
  const { 岭下村, 岭上村, 乙村 } = demoPlaces
  seed.hand({ code: 岭下村.code, kind: 'initial', at: 55, values: share(demoValues(岭下村.figures), 0.4), accepted: true })
  const towns = Object.values(demoTowns)
  towns.forEach(({ code, figures }, index) => seed.hand({ code, kind: 'initial', at: 75 + index * 6, values: share(demoValues({ ...figures, missing: 0 }), 0.35), accepted: true }))
  seed.hand({ code: DEMO_COUNTY, kind: 'initial', at: 118, accepted: true, ...seed.sumOfTowns() })
  for (const { code, figures } of [岭下村, 岭上村, 乙村]) seed.hand({ code, kind: code === 岭下村.code ? 'followUp' : 'initial', at: 560, values: demoValues(figures), accepted: true })
  towns.forEach(({ code, figures }, index) => seed.hand({ code, kind: 'followUp', at: 640 + index * 9, values: demoValues(figures), accepted: true }))
  seed.hand({ code: DEMO_COUNTY, kind: 'followUp', at: 720, accepted: true, ...seed.sumOfTowns() })
  seed.list(true)
  // Checked: the missing were found dead.
  towns.forEach(({ code, figures }, index) => seed.hand({ code, kind: 'final', at: 5400 + index * 30, accepted: true, values: { ...withoutPresent(demoValues({ ...figures, dead: ('dead' in figures ? figures.dead : 0) + ('missing' in figures ? figures.missing : 0), missing: 0 })), A01005: '2019-08-11' } }))
  seed.hand({ code: DEMO_COUNTY, kind: 'final', at: 9000, accepted: true, ...seed.sumOfTowns() })
  seed.record()
}

function recordRain(seed: DisasterSeed): void {
  seed.open(null)
  const { 甲镇, 乙镇, 城关街道, 丙镇, 丁镇 } = demoTowns
  const mild = (values: Readonly<Record<string, FormValue>>): Record<string, FormValue> => ({ ...values, A01008: 0, A01009: 0 })
  seed.hand({ code: demoPlaces.岭上村.code, kind: 'initial', at: 48, values: mild(demoValues(demoPlaces.岭上村.figures)), accepted: true })
  seed.hand({ code: demoPlaces.岭下村.code, kind: 'initial', at: 70, values: mild(share(demoValues(demoPlaces.岭下村.figures), 1)), accepted: false })
  seed.hand({ code: 甲镇.code, kind: 'initial', at: 74, values: mild(share(demoValues(甲镇.figures), 0.3)), accepted: true })
  seed.hand({ code: 城关街道.code, kind: 'initial', at: 82, values: mild(share(demoValues(城关街道.figures), 0.3)), accepted: true })
  seed.hand({ code: 丙镇.code, kind: 'initial', at: 88, values: mild(share(demoValues(丙镇.figures), 0)), accepted: true, zero: true })
  seed.hand({ code: 乙镇.code, kind: 'initial', at: 96, values: mild(share(demoValues(乙镇.figures), 0.3)), accepted: true })
  seed.hand({ code: DEMO_COUNTY, kind: 'initial', at: 112, accepted: true, ...seed.sumOfTowns() })
  seed.hand({ code: 甲镇.code, kind: 'followUp', at: 700, values: mild(demoValues(甲镇.figures)), accepted: true })
  seed.hand({ code: 乙镇.code, kind: 'followUp', at: 730, values: mild(demoValues(乙镇.figures)), accepted: false })
  seed.hand({ code: 丁镇.code, kind: 'initial', at: 760, values: mild(demoValues(丁镇.figures)), accepted: false })
  seed.record()
}
