import type { DivisionLevel } from '@fengsui/contract/kernel'
import { unitRoles, type PostKey, type UnitRole } from '@fengsui/contract/plans/structured'

/** Counties on the coast have maritime administrations; the others have not. */
const COASTAL_COUNTIES = new Set(['331002000000', '331004000000', '331022000000', '331081000000', '331082000000', '331083000000'])

type Names = Partial<Record<UnitRole, string>>
const cityNames: Names = { fire: '消防救援支队', health: '卫生健康委员会', telecom: '通信保障办公室', tourism: '文化和旅游局', grain: '粮食和物资储备局', housing: '住房和城乡建设局', maritime: '海事局', environment: '生态环境局', militia: '军分区', power: '供电公司', publicity: '宣传部' }
const countyNames: Names = { ...cityNames, fire: '消防救援大队', health: '卫生健康局', environment: '生态环境分局', maritime: '海事处', militia: '人民武装部', 'county-government': '人民政府' }
const provinceNames: Names = { 'duty-office': '人民政府总值班室', emergency: '应急管理厅', 'flood-office': '人民政府防汛防台抗旱指挥部办公室' }

/** Duties that belong to one level only, or name another unit's duty from below. */
const notOfCity: readonly UnitRole[] = ['county-government', 'town-government', 'upper-headquarters']
const notOfCounty: readonly UnitRole[] = ['town-government', 'upper-headquarters']

/** Duties that a place has a unit for in the demo. */
export function listUnitRoles(place: { code: string; level: DivisionLevel }): UnitRole[] {
  const all = Object.keys(unitRoles) as UnitRole[]
  switch (place.level) {
    case 'province':
      return ['emergency', 'duty-office', 'flood-office']
    case 'city':
      return all.filter((role) => !notOfCity.includes(role))
    case 'county':
      return all.filter((role) => !notOfCounty.includes(role) && (role !== 'maritime' || COASTAL_COUNTIES.has(place.code)))
    case 'town':
      return ['town-government', 'duty-office']
    case 'village':
      return []
  }
}

/** What the unit is called there. */
export function nameUnit(place: { name: string; level: DivisionLevel }, role: UnitRole): string {
  if (place.level === 'town') return place.name + (role === 'duty-office' ? '值班室' : place.name.endsWith('街道') ? '办事处' : '人民政府')
  const names = place.level === 'province' ? provinceNames : place.level === 'city' ? cityNames : countyNames
  return place.name + (names[role] ?? unitRoles[role])
}

/** A post of a unit in the demo. */
export interface DemoPost {
  readonly key: PostKey
  readonly name: string
  /** Head of the unit. */
  readonly lead: boolean
}

const post = (key: PostKey, name: string, lead = false): DemoPost => ({ key, name, lead })

/** Posts of a unit: the headquarters' leaders at the flood office, the watch at the duty office, a head everywhere. */
export function listPosts(level: DivisionLevel, role: UnitRole): DemoPost[] {
  if (level === 'town') return role === 'duty-office' ? [post('duty-officer', '值班员', true)] : [post('chief', '防汛防台指挥长', true)]
  switch (role) {
    case 'flood-office':
      return level === 'province'
        ? [post('office-director', '防指办主任', true)]
        : [post('chief', '防指总指挥'), post('executive-deputy', '防指常务副总指挥'), post('deputy', '防指副总指挥'), post('deputy', '防指副总指挥'), post('office-director', '防指办主任', true)]
    case 'duty-office':
      return [post('duty-leader', '带班领导', true), post('duty-officer', '值班员'), post('duty-officer', '值班员')]
    case 'emergency':
      return [post('group-lead', '主要负责人', true), post('on-site-commander', '现场指挥官')]
    default:
      return [post('group-lead', '主要负责人', true)]
  }
}
