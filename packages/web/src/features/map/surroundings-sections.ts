import { incidentStatusNames } from '@fengsui/contract/incidents'
import type { IncidentStatus } from '@fengsui/contract/incidents'
import { equipmentKinds, equipmentStateNames, facilityKinds, readinessNames, shelterStateNames, teamKinds } from '@fengsui/contract/resources'
import type { Surroundings } from '@fengsui/contract/resources'
import { paths } from '../../lib/navigation.ts'
import type { CsvCell } from '../../ui/table/csv.ts'
import { symbolOfEquipment, symbolOfFacility, symbolOfTeam } from '../../map/layers/resource-symbols.ts'
import { isOpenShelter } from '../../map/situation/map-resources.ts'
import type { SymbolName } from '../../ui/symbols/symbols.ts'

/** One found thing as a line of panel, paper and file. */
export interface FoundRow {
  readonly id: string
  readonly symbol: SymbolName
  readonly name: string
  readonly detail: string
  /** The number that counts for it: people, free places, stock. */
  readonly figure: string
  readonly metres: number
}

export const sectionNames = { incidents: '事件', people: '村（社区）', teams: '队伍', equipment: '装备', shelters: '避难场所', warehouses: '仓库物资', facilities: '重点设施' } as const
export type SectionKey = keyof typeof sectionNames

/** One kind of things found, nearest first. */
export interface FoundSection {
  readonly key: SectionKey
  readonly name: string
  /** All that were found; villages beyond the first 500 are counted but not listed. */
  readonly count: number
  readonly rows: readonly FoundRow[]
}

const grouped = (value: number): string => value.toLocaleString('zh-CN')
const joined = (...parts: readonly (string | null | false)[]): string => parts.filter((part) => part !== null && part !== false && part !== '').join(' · ')
const isIncidentStatus = (status: string): status is IncidentStatus => Object.hasOwn(incidentStatusNames, status)

/** Where the record of a found thing is opened; villages and places to watch have no page of their own. */
export function pageOfSection(key: SectionKey): ((id: string) => string) | undefined {
  switch (key) {
    case 'incidents':
      return paths.incident
    case 'teams':
    case 'equipment':
    case 'shelters':
      return (id) => paths.resources(key, id)
    case 'warehouses':
      return (id) => paths.resources('stock', id)
    default:
      return undefined
  }
}

/** What was found, kind by kind; kinds of which there is nothing are left out. */
export function buildSections(found: Surroundings): readonly FoundSection[] {
  const nearest = (rows: readonly FoundRow[]): readonly FoundRow[] => rows.toSorted((a, b) => a.metres - b.metres)
  const sections: readonly (readonly [SectionKey, readonly FoundRow[], number?])[] = [
    ['incidents', found.incidents.map(({ id, title, status, distanceMetres }) => ({ id, symbol: 'hazard-incident', name: title, detail: isIncidentStatus(status) ? incidentStatusNames[status] : '', figure: '', metres: distanceMetres }))],
    [
      'people',
      found.people.places.map(({ divisionCode, name, population, officerName, distanceMetres }) => ({
        id: divisionCode, symbol: 'facility-village', name, detail: officerName === null ? '' : `负责人 ${officerName}`, figure: population === null ? '人口未知' : `${grouped(population)} 人`, metres: distanceMetres,
      })),
      found.people.villages,
    ],
    ['teams', found.teams.map((team) => ({ id: team.id, symbol: symbolOfTeam(team.kind), name: team.name, detail: joined(readinessNames[team.readiness], teamKinds[team.kind], team.unitName), figure: `${grouped(team.strength)} 人`, metres: team.distanceMetres }))],
    [
      'equipment',
      found.equipment.map((each) => ({
        id: each.id, symbol: symbolOfEquipment(each.kind), name: `${each.name} ${each.number}`, detail: joined(equipmentStateNames[each.state], equipmentKinds[each.kind], each.unitName), figure: each.capacity === null ? '' : `${grouped(each.capacity)} ${each.capacityUnit ?? '人'}`, metres: each.distanceMetres,
      })),
    ],
    [
      'shelters',
      found.shelters.map((shelter) => ({
        id: shelter.id, symbol: 'facility-shelter', name: shelter.name, detail: joined(shelterStateNames[shelter.state], `在住 ${grouped(shelter.occupancy)} / 容量 ${grouped(shelter.capacity)} 人`, shelter.unitName), figure: isOpenShelter(shelter) ? `空 ${grouped(shelter.free)}` : '未开放', metres: shelter.distanceMetres,
      })),
    ],
    [
      'warehouses',
      found.warehouses.map(({ id, name, placeName, goods, distanceMetres }) => ({
        id, symbol: 'facility-warehouse', name, detail: goods.length === 0 ? joined(placeName, '没有可用库存') : goods.map((each) => `${each.name} ${grouped(each.quantity)} ${each.unit}`).join('、'), figure: `${goods.length} 种`, metres: distanceMetres,
      })),
    ],
    [
      'facilities',
      found.facilities.map((facility) => ({
        id: facility.id, symbol: symbolOfFacility(facility.kind), name: facility.name, detail: joined(facilityKinds[facility.kind], facility.unitName, Object.entries(facility.figures).map(([name, value]) => `${name} ${grouped(value)}`).join('、')), figure: '', metres: facility.distanceMetres,
      })),
    ],
  ]
  return sections.flatMap(([key, rows, count = rows.length]) => (count === 0 ? [] : [{ key, name: sectionNames[key], count, rows: nearest(rows) }]))
}

/** The sums on top: what can be counted on, not what is registered. */
export function buildTotals(found: Surroundings): readonly { readonly label: string; readonly value: number; readonly unit: string }[] {
  const usable = found.teams.filter(({ readiness }) => readiness === 'ready' || readiness === 'standby')
  const boats = found.equipment.filter(({ kind, state }) => kind === 'boat' && state === 'ready')
  const open = found.shelters.filter(isOpenShelter)
  return [
    { label: '人口（示意）', value: found.people.population, unit: `人 · ${grouped(found.people.villages)} 村` },
    { label: '可调队伍', value: usable.length, unit: `支 · ${grouped(usable.reduce((sum, { strength }) => sum + strength, 0))} 人` },
    { label: '完好舟艇', value: boats.length, unit: `艘 · 装备共 ${grouped(found.equipment.length)}` },
    { label: '开放场所空位', value: open.reduce((sum, { free }) => sum + free, 0), unit: `个 · 开放 ${open.length} / ${found.shelters.length}` },
  ]
}

export const csvHeader = ['类别', '名称', '情况', '数量', '单位', '距离（米）'] as const

/** Rows for the table file: one per thing, of a warehouse one per kind of goods. */
export function buildCsvRows(found: Surroundings): readonly (readonly CsvCell[])[] {
  return buildSections(found).flatMap(({ key, name, rows }) =>
    rows.flatMap((row): readonly (readonly CsvCell[])[] => {
      const line = (detail: string, quantity: number | null, unit: string): readonly CsvCell[] => [name, row.name, detail, quantity, unit, row.metres]
      switch (key) {
        case 'people':
          return [line(row.detail, found.people.places.find(({ divisionCode }) => divisionCode === row.id)?.population ?? null, '人')]
        case 'teams':
          return [line(row.detail, found.teams.find(({ id }) => id === row.id)?.strength ?? null, '人')]
        case 'shelters': {
          const shelter = found.shelters.find(({ id }) => id === row.id)
          return [line(row.detail, shelter === undefined || !isOpenShelter(shelter) ? null : shelter.free, '空位')]
        }
        case 'equipment': {
          const each = found.equipment.find(({ id }) => id === row.id)
          return [line(row.detail, each?.capacity ?? null, each?.capacityUnit ?? '')]
        }
        case 'warehouses': {
          const goods = found.warehouses.find(({ id }) => id === row.id)?.goods ?? []
          return goods.length === 0 ? [line(row.detail, null, '')] : goods.map((each) => line(each.name, each.quantity, each.unit))
        }
        default:
          return [line(row.detail, null, '')]
      }
    }),
  )
}
