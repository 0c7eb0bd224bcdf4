import { capabilities, confirmDays, equipmentKinds, equipmentStateNames, facilityKinds, readinessNames, shelterKinds, shelterStateNames, teamKinds } from '@fengsui/contract/resources'

const toOptions = <K extends string>(names: Readonly<Record<K, string>>) => (Object.entries(names) as [K, string][]).map(([value, label]) => ({ value, label }))

export const teamKindOptions = toOptions(teamKinds)
export const capabilityOptions = toOptions(capabilities)
export const equipmentKindOptions = toOptions(equipmentKinds)
export const shelterKindOptions = toOptions(shelterKinds)
export const facilityKindOptions = toOptions(facilityKinds)
export const statusOptions = [{ value: 'active' as const, label: '在册' }, { value: 'retired' as const, label: '撤销' }]
export { capabilities, equipmentKinds, equipmentStateNames, facilityKinds, readinessNames, shelterKinds, shelterStateNames, teamKinds }

export { stateOfEquipment, stateOfTeam, symbolOfEquipment, symbolOfFacility, symbolOfTeam } from '../../map/layers/resource-symbols.ts'

/** `13.5 小时` */
export function hoursText(hours: number): string {
  return `${hours % 1 === 0 ? hours : hours.toFixed(1)} 小时`
}

/** Why a record should not be trusted blindly. */
export const staleText = `超过 ${confirmDays} 天未经管理单位确认`
