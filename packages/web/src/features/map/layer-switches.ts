import { facilityKinds } from '@fengsui/contract/resources'
import type { FacilityKind } from '@fengsui/contract/resources'
import type { MapResources, ShownResources } from '../../map/situation/map-resources.ts'

export const facilityKindList = Object.keys(facilityKinds) as readonly FacilityKind[]
export const plainLayerKeys = ['typhoon', 'incidents', 'signals', 'dispatches', 'teams', 'equipment', 'shelters', 'warehouses', 'stations', 'countyLines', 'townNames'] as const
export type PlainLayerKey = (typeof plainLayerKeys)[number]
export type LayerKey = PlainLayerKey | `facility-${FacilityKind}`
/** Which layers are on. */
export type LayerSwitches = Readonly<Record<LayerKey, boolean>>

/** Everything but the watched places, which only matter near something. */
export const firstSwitches: LayerSwitches = {
  ...(Object.fromEntries(plainLayerKeys.map((key) => [key, true])) as Record<PlainLayerKey, boolean>),
  ...(Object.fromEntries(facilityKindList.map((kind) => [`facility-${kind}`, false])) as Record<`facility-${FacilityKind}`, boolean>),
}

/** The switches as the resource layers take them. */
export function shownResources(switches: LayerSwitches): ShownResources {
  const { teams, equipment, shelters, warehouses, dispatches } = switches
  return { teams, equipment, shelters, warehouses, dispatches, facilities: new Set(facilityKindList.filter((kind) => switches[`facility-${kind}`])) }
}

/** How many things have no place yet and are therefore missing on the map. */
export function countUnplaced({ teams, equipment, shelters, warehouses }: MapResources): number {
  return [...teams, ...equipment, ...shelters, ...warehouses].filter(({ position }) => position === null).length
}
