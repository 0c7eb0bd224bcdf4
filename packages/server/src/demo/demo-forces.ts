import type { Capability, EquipmentKind, FacilityKind, ShelterKind, TeamKind } from '@fengsui/contract/resources'
import type { UnitRole } from '@fengsui/contract/plans/structured'

/** A kind of team in the demo: which unit leads it, what it can do, how many people it has in the city and in a county. */
interface TeamModel {
  readonly kind: TeamKind
  readonly name: string
  readonly unit: UnitRole
  readonly capabilities: readonly Capability[]
  readonly city: number
  readonly county: number
}

/** The first five are in every county, of the last three each county has one at most. */
export const teamModels: readonly TeamModel[] = [
  { kind: 'fire', name: '消防救援抗洪抢险队', unit: 'fire', capabilities: ['search', 'water-rescue', 'evacuation', 'drainage', 'hazmat'], city: 100, county: 42 },
  { kind: 'comprehensive', name: '综合应急救援队', unit: 'emergency', capabilities: ['search', 'evacuation', 'road-clearing'], city: 80, county: 35 },
  { kind: 'water', name: '水上救援队', unit: 'fire', capabilities: ['water-rescue', 'evacuation'], city: 45, county: 30 },
  { kind: 'engineering', name: '工程抢险队', unit: 'water', capabilities: ['dike', 'drainage', 'road-clearing'], city: 60, county: 30 },
  { kind: 'medical', name: '医疗救护队', unit: 'health', capabilities: ['medical'], city: 40, county: 24 },
  { kind: 'utilities', name: '电力通信抢修队', unit: 'power', capabilities: ['power', 'communications'], city: 50, county: 28 },
  { kind: 'militia', name: '民兵抢险队', unit: 'militia', capabilities: ['evacuation', 'dike', 'feeding'], city: 80, county: 45 },
  { kind: 'social', name: '社会应急志愿队', unit: 'civil-affairs', capabilities: ['evacuation', 'feeding', 'search'], city: 40, county: 25 },
]
export const TEAM_PEOPLE = 2318
/** Boats of the city's fire and water teams, of a county's, and of 演示县's, which is short of them. */
export const boats = { city: { fire: 10, water: 5 }, county: { fire: 3, water: 2 }, demoCounty: { fire: 1, water: 1 } } as const

interface EquipmentModel {
  readonly kind: EquipmentKind
  readonly name: string
  readonly letter: string
  readonly unit: UnitRole
  readonly capacity: number
  readonly capacityUnit: string
  readonly city: number
  readonly county: number
}
export const equipmentModels: readonly EquipmentModel[] = [
  { kind: 'pump', name: '移动排水泵车', letter: 'B', unit: 'water', capacity: 1500, capacityUnit: '立方米/时', city: 4, county: 1 },
  { kind: 'generator', name: '应急发电车', letter: 'F', unit: 'power', capacity: 400, capacityUnit: '千瓦', city: 2, county: 1 },
  { kind: 'drone', name: '侦察无人机', letter: 'W', unit: 'emergency', capacity: 40, capacityUnit: '分钟', city: 1, county: 1 },
  { kind: 'excavator', name: '履带挖掘机', letter: 'J', unit: 'transport', capacity: 21, capacityUnit: '吨', city: 2, county: 1 },
  { kind: 'command-vehicle', name: '应急指挥车', letter: 'Z', unit: 'emergency', capacity: 8, capacityUnit: '人', city: 1, county: 0 },
  { kind: 'satellite-phone', name: '卫星电话', letter: 'X', unit: 'emergency', capacity: 1, capacityUnit: '路', city: 5, county: 0 },
  { kind: 'vehicle', name: '物资运输车', letter: 'C', unit: 'transport', capacity: 10, capacityUnit: '吨', city: 5, county: 0 },
]

/** Kinds of buildings that towns open to people. */
export const shelterModels: readonly { readonly name: string; readonly kind: ShelterKind; readonly indoor: boolean; readonly facilities: readonly string[] }[] = [
  { name: '中心学校避难点', kind: 'short-term', indoor: true, facilities: ['床位', '供水', '供电', '卫生间', '热水'] },
  { name: '文化礼堂避难点', kind: 'emergency', indoor: true, facilities: ['供水', '供电', '卫生间'] },
  { name: '体育场避难点', kind: 'emergency', indoor: false, facilities: ['供水', '厕所', '照明'] },
  { name: '敬老院避难点', kind: 'medium-term', indoor: true, facilities: ['床位', '供水', '供电', '无障碍', '医务室'] },
]
export const SHELTERS = 187
export const SHELTER_PLACES = 142_000
/** The college of the story and the hall nearby that takes those it cannot hold; invented names. */
export const collegeShelter = { county: '331083000000', name: '玉环市职业技术学院避难点', capacity: 500, east: 0.012, north: 0.006 }
export const hallShelter = { county: '331083000000', name: '玉环市全民健身中心避难点', capacity: 800, east: 0.03, north: -0.008 }

/** Places to watch: how many in the whole city, and in each county where the number is the same. */
export const facilityModels: readonly { readonly kind: FacilityKind; readonly total: number; readonly names: readonly string[]; readonly unit: UnitRole; readonly figure: string; readonly low: number; readonly high: number }[] = [
  { kind: 'reservoir', total: 12, names: ['一号水库（示意）', '二号水库（示意）'], unit: 'water', figure: '总库容（万立方米）', low: 120, high: 4800 },
  { kind: 'sluice', total: 38, names: ['沿江一号水闸（示意）', '沿江二号水闸（示意）', '沿江三号水闸（示意）', '沿江四号水闸（示意）'], unit: 'water', figure: '过闸流量（立方米/秒）', low: 20, high: 480 },
  { kind: 'hazardous-site', total: 46, names: ['危化企业甲（示意）', '危化企业乙（示意）', '危化企业丙（示意）', '危化企业丁（示意）', '危化企业戊（示意）'], unit: 'emergency', figure: '最大储量（吨）', low: 20, high: 900 },
  { kind: 'hospital', total: 31, names: ['人民医院', '中医院', '妇幼保健院', '第二人民医院'], unit: 'health', figure: '床位（张）', low: 120, high: 1200 },
]
