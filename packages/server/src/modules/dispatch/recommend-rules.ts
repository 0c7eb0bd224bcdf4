import type { Candidate, Recommendation, Substitute } from '@fengsui/contract/dispatch'
import { addMinutes, beijingShort, isWithin, type Position } from '@fengsui/contract/kernel'
import { capabilities, equipmentKinds, type Capability, type EquipmentKind } from '@fengsui/contract/resources'
import { capabilitySubstitutes, equipmentSubstitutes, goodsSubstitutes } from './substitute-rules.ts'
import { carriesBoats, estimateTravel, formatDistance, TRAVEL_BASIS, type Travel } from './travel-rules.ts'

/** Share of a unit's serviceable pieces of a kind, those already sent included, that stays with it, rounded down. Platform default. */
export const RESERVE_SHARE = 0.2
/** Requests at least this urgent may draw on the minimum stock of a warehouse. */
export const MINIMUM_YIELDS_AT_PRIORITY = 2

interface Source { id: string; name: string; unitId: string; unitName: string; placeName: string; divisionCode: string; position: Position | null }
export interface TeamSource extends Source { capabilities: readonly Capability[]; strength: number; readiness: 'ready' | 'standby' | 'resting'; hoursAtWork: number | null; tired: boolean }
/** `fleet` = serviceable pieces of this kind that the owner has, here or sent. */
export interface EquipmentSource extends Source { number: string; kind: EquipmentKind; fleet: number }
/** `available` = in the lot and not promised; 0 once it has expired. */
export interface LotSource { id: string; number: string; warehouseId: string; itemId: string; available: number; expired: number; expiresOn: string | null; receivedAt: string }
export interface Pool {
  teams: readonly TeamSource[]
  equipment: readonly EquipmentSource[]
  lots: readonly LotSource[]
  warehouses: readonly Source[]
  items: readonly { id: string; name: string; unit: string }[]
  minimums: readonly { warehouseId: string; itemId: string; quantity: number }[]
}
export interface WantedLine { key: string; kind: 'team' | 'equipment' | 'goods'; capability: Capability | null; equipmentKind: EquipmentKind | null; itemId: string | null; name: string; unit: string; wanted: number }
export interface Wanted {
  requestId: string
  lines: readonly WantedLine[]
  destination: Position
  neededBy: string
  priority: number
  at: string
  /** Place that decides and place that asked: their own forces go before those of other places, which must keep watch at home. */
  decidingPlace: string
  askingPlace: string
}

type RankedSource = { source: Source; travel: Travel; late: boolean; foreign: boolean }
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const minutesOf = (travel: Travel) => travel.travelMinutes ?? Number.MAX_SAFE_INTEGER

function rank(source: Source, wanted: Wanted, withBoats: boolean): RankedSource {
  const travel = estimateTravel(source.position, wanted.destination, withBoats)
  return {
    source, travel, late: travel.travelMinutes === null || addMinutes(wanted.at, travel.travelMinutes) > wanted.neededBy,
    foreign: !(source.divisionCode === wanted.decidingPlace || isWithin(source.divisionCode, wanted.askingPlace)),
  }
}

/** In time before late, own before other places', then the shortest way, ties by id. */
function byReach(a: RankedSource, b: RankedSource): number {
  return Number(a.late) - Number(b.late) || Number(a.foreign) - Number(b.foreign) || minutesOf(a.travel) - minutesOf(b.travel) || compare(a.source.id, b.source.id)
}

function sayReach({ travel, late, foreign }: RankedSource, wanted: Wanted): { reasons: string[]; cautions: string[] } {
  if (travel.distanceMetres === null || travel.travelMinutes === null) return { reasons: [], cautions: ['没有登记位置，路程未知，请电话核实'] }
  const arrival = beijingShort(addMinutes(wanted.at, travel.travelMinutes))
  return {
    reasons: [`直线 ${formatDistance(travel.distanceMetres)}，约 ${String(travel.travelMinutes)} 分钟`, ...(foreign ? [] : ['本地力量，优先使用']), ...(late ? [] : [`预计 ${arrival} 到达，赶得上`])],
    cautions: [...(late ? [`预计 ${arrival} 到达，晚于需到位时间`] : []), ...(foreign ? ['抽调别处力量，请兼顾其本地防御'] : [])],
  }
}

function toCandidate(kind: Candidate['kind'], ranked: RankedSource, wanted: Wanted, given: { available: number; recommended: number; expiresOn?: string | null; reasons?: string[]; cautions?: string[]; name?: string }): Candidate {
  const said = sayReach(ranked, wanted)
  return {
    kind, id: ranked.source.id, name: given.name ?? ranked.source.name, unitName: ranked.source.unitName, placeName: ranked.source.placeName, available: given.available, ...ranked.travel, expiresOn: given.expiresOn ?? null, recommended: given.recommended,
    reasons: [...(given.reasons ?? []), ...said.reasons], cautions: [...(given.cautions ?? []), ...said.cautions],
  }
}

/** Whole teams in order of reach until there are people enough: no combination that avoids the worst of them would do. O(n log n). */
function recommendTeams(line: WantedLine, wanted: Wanted, teams: readonly TeamSource[], used: Set<string>): Candidate[] {
  const able = teams.filter((team) => line.capability !== null && team.capabilities.includes(line.capability) && !used.has(team.id))
  const order = able.map((team) => ({ ...rank(team, wanted, carriesBoats(team)), team }))
    .sort((a, b) => Number(a.team.readiness === 'resting') - Number(b.team.readiness === 'resting') || Number(a.team.tired) - Number(b.team.tired) || byReach(a, b))
  let missing = line.wanted
  return order.map((ranked) => {
    const { team } = ranked
    const rests = team.readiness === 'resting'
    const take = missing > 0 && !rests ? team.strength : 0
    if (take > 0) used.add(team.id)
    missing -= take
    return toCandidate('team', ranked, wanted, {
      available: rests ? 0 : team.strength, recommended: take,
      reasons: [`${team.readiness === 'ready' ? '待命' : '备勤'}，${String(team.strength)} 人`].filter(() => !rests),
      cautions: [...(rests ? ['正在休整，不能调出；确需使用请先由主管单位改为待命'] : []), ...(team.tired ? [`已连续作业 ${String(team.hoursAtWork ?? 0)} 小时，注意疲劳`] : [])],
    })
  })
}

/** Single pieces in order of reach; of each unit's pieces the ones farthest off stay as its reserve. O(n log n). */
function recommendEquipment(line: WantedLine, wanted: Wanted, equipment: readonly EquipmentSource[], used: Set<string>): Candidate[] {
  const kind = line.equipmentKind
  const order = equipment.filter((piece) => piece.kind === kind).map((piece) => ({ ...rank(piece, wanted, carriesBoats({ equipmentKind: kind })), piece })).sort(byReach)
  const free = new Map<string, number>()
  for (const { piece } of order) free.set(piece.unitId, (free.get(piece.unitId) ?? 0) + 1)
  const kept = new Map(order.map(({ piece }) => [piece.unitId, Math.min(free.get(piece.unitId) ?? 0, Math.floor(piece.fleet * RESERVE_SHARE))]))
  for (const [unitId, pieces] of free) free.set(unitId, pieces - (kept.get(unitId) ?? 0))
  for (const { piece } of order) if (used.has(piece.id)) free.set(piece.unitId, (free.get(piece.unitId) ?? 0) - 1)
  let missing = line.wanted
  return order.filter(({ piece }) => !used.has(piece.id)).map((ranked) => {
    const { piece } = ranked
    const spare = (free.get(piece.unitId) ?? 0) > 0
    const take = missing > 0 && spare ? 1 : 0
    if (spare) free.set(piece.unitId, (free.get(piece.unitId) ?? 0) - 1)
    if (take > 0) used.add(piece.id)
    missing -= take
    const reserve = kept.get(piece.unitId) ?? 0
    return toCandidate('equipment', ranked, wanted, { name: `${piece.name} ${piece.number}`, available: 1, recommended: take, reasons: ['完好'], cautions: spare ? [] : [`建议留作本单位备用（每单位留 ${String(Math.round(RESERVE_SHARE * 100))}%，该单位 ${String(reserve)} 件）`] })
  })
}

interface Stock { lots: LotSource[]; free: number; kept: number; expired: number; ranked: RankedSource }

/**
 * Lots of an item over all warehouses: what arrives in time before what does not, then earliest expiry first, then the shortest way,
 * ties by warehouse and by the order in which a warehouse gives them out. The minimum of a warehouse stays (in the lots that keep longest) unless the
 * request is urgent. O(n log n).
 */
function recommendGoods(line: WantedLine, wanted: Wanted, pool: Pool, taken: Map<string, number>): Candidate[] {
  const urgent = wanted.priority <= MINIMUM_YIELDS_AT_PRIORITY
  const inWarehouse = (a: LotSource, b: LotSource) => compare(a.expiresOn ?? '9999', b.expiresOn ?? '9999') || compare(a.receivedAt, b.receivedAt) || compare(a.id, b.id)
  const stocks = pool.warehouses.flatMap((warehouse): Stock[] => {
    const lots = pool.lots.filter((lot) => lot.warehouseId === warehouse.id && lot.itemId === line.itemId).sort(inWarehouse)
    if (lots.length === 0) return []
    const free = lots.reduce((sum, lot) => sum + lot.available - (taken.get(lot.id) ?? 0), 0)
    const minimum = pool.minimums.find((each) => each.warehouseId === warehouse.id && each.itemId === line.itemId)?.quantity ?? 0
    return [{ lots, free, kept: Math.min(free, minimum), expired: lots.reduce((sum, lot) => sum + lot.expired, 0), ranked: rank(warehouse, wanted, false) }]
  })
  const order = stocks.flatMap((stock) => stock.lots.map((lot) => ({ lot, stock })))
    .sort((a, b) => Number(a.stock.ranked.late) - Number(b.stock.ranked.late) || compare(a.lot.expiresOn ?? '9999', b.lot.expiresOn ?? '9999')
      || minutesOf(a.stock.ranked.travel) - minutesOf(b.stock.ranked.travel) || compare(a.stock.ranked.source.id, b.stock.ranked.source.id) || inWarehouse(a.lot, b.lot))
  const left = new Map(stocks.map((stock) => [stock, urgent ? stock.free : stock.free - stock.kept]))
  const chosen = new Map<Stock, { lot: LotSource; quantity: number }[]>()
  let missing = line.wanted
  for (const { lot, stock } of order) {
    const quantity = Math.min(missing, lot.available - (taken.get(lot.id) ?? 0), left.get(stock) ?? 0)
    if (quantity <= 0) continue
    chosen.set(stock, [...(chosen.get(stock) ?? []), { lot, quantity }])
    taken.set(lot.id, (taken.get(lot.id) ?? 0) + quantity)
    left.set(stock, (left.get(stock) ?? 0) - quantity)
    missing -= quantity
  }
  const sum = (stock: Stock) => (chosen.get(stock) ?? []).reduce((total, { quantity }) => total + quantity, 0)
  return stocks.map((stock) => {
    const recommended = sum(stock)
    const first = stock.lots.find((lot) => lot.available > 0)
    const belowMinimum = recommended - (stock.free - stock.kept)
    return toCandidate('goods', stock.ranked, wanted, {
      available: stock.free, recommended, expiresOn: first?.expiresOn ?? null,
      reasons: (chosen.get(stock) ?? []).map(({ lot, quantity }) => `批次 ${lot.number}${lot.expiresOn === null ? '' : `（${lot.expiresOn} 到期）`}先用 ${String(quantity)} ${line.unit}`),
      cautions: [
        ...(stock.expired > 0 ? [`另有 ${String(stock.expired)} ${line.unit}已过期，不能调出`] : []),
        ...(urgent && belowMinimum > 0 ? [`紧急申请，动用最低储备 ${String(belowMinimum)} ${line.unit}，事后补足`] : []),
        ...(!urgent && stock.kept > 0 ? [`留最低储备 ${String(stock.kept)} ${line.unit}`] : []),
      ],
    })
  })
}

/** By the nearest warehouse, as decisions are made; candidates of a line keep the chosen ones in front. */
const byWay = (a: Candidate, b: Candidate) => minutesOf(a) - minutesOf(b) || compare(a.id, b.id)

function nameSubstitutes(line: WantedLine, wanted: Wanted, pool: Pool, usedForces: ReadonlySet<string>, taken: Map<string, number>): Substitute[] {
  const named = { itemId: null, unit: line.unit, candidates: [] }
  if (line.capability !== null) {
    return (capabilitySubstitutes[line.capability] ?? []).map(({ capability, why }) => ({
      ...named, name: `${capabilities[capability]}队伍`, why,
      available: pool.teams.filter((team) => team.readiness !== 'resting' && !usedForces.has(team.id) && team.capabilities.includes(capability) && !team.capabilities.some((each) => each === line.capability)).reduce((sum, team) => sum + team.strength, 0),
    })).filter(({ available }) => available > 0)
  }
  if (line.equipmentKind !== null) {
    return (equipmentSubstitutes[line.equipmentKind] ?? []).map(({ kind, why }) => ({ ...named, name: equipmentKinds[kind], why, available: pool.equipment.filter((piece) => piece.kind === kind && !usedForces.has(piece.id)).length })).filter(({ available }) => available > 0)
  }
  const group = goodsSubstitutes(line.name)
  if (!group) return []
  return pool.items.filter((item) => item.id !== line.itemId && group.words.some((word) => item.name.includes(word)))
    .map((item) => {
      // Nothing is wanted of it yet: only what there is and how far.
      const candidates = recommendGoods({ ...line, itemId: item.id, name: item.name, unit: item.unit, wanted: 0 }, wanted, pool, taken).filter(({ available }) => available > 0).sort(byWay)
      return { name: item.name, why: group.why, itemId: item.id, unit: item.unit, candidates, available: candidates.reduce((sum, { available }) => sum + available, 0) }
    })
    .filter(({ available }) => available > 0).sort((a, b) => b.available - a.available || compare(a.name, b.name))
}

/**
 * The recommended package (DSP-1): for every line what to send, from where and why, what to mind, what is missing and what could stand
 * in for it. Nothing is promised twice between the lines. Pure; the same input gives the same order. O(lines · n log n).
 */
export function recommend(wanted: Wanted, pool: Pool): Recommendation {
  const used = new Set<string>()
  const taken = new Map<string, number>()
  const lines = wanted.lines.map((line) => {
    const all = line.kind === 'team' ? recommendTeams(line, wanted, pool.teams, used) : line.kind === 'equipment' ? recommendEquipment(line, wanted, pool.equipment, used) : recommendGoods(line, wanted, pool, taken)
    // Stable sort: chosen ones first, the rest in the order they were weighed.
    const candidates = [...all].sort((a, b) => Number(b.recommended > 0) - Number(a.recommended > 0) || (line.kind === 'goods' ? byWay(a, b) : 0))
    const recommended = candidates.reduce((sum, candidate) => sum + candidate.recommended, 0)
    return { line, candidates, recommended, shortage: Math.max(0, line.wanted - recommended) }
  })
  return {
    requestId: wanted.requestId, travelBasis: TRAVEL_BASIS,
    lines: lines.map(({ line, candidates, recommended, shortage }) => ({ key: line.key, name: line.name, unit: line.unit, wanted: line.wanted, recommended, shortage, candidates, substitutes: shortage > 0 ? nameSubstitutes(line, wanted, pool, used, taken) : [] })),
  }
}
