import { distanceMetres, type Position } from '@fengsui/contract/kernel'
import type { Capability, EquipmentKind } from '@fengsui/contract/resources'

/** Roads are longer than the straight line by this factor. Platform default. */
export const ROAD_FACTOR = 1.4
/** Kilometres an hour in storm and rain, loading not counted. Platform default. */
export const SPEED_KMH = 40
/** Boats travel on trailers and are launched by crane: slower by this factor. Platform default. */
export const BOAT_FACTOR = 1.25
/** Said wherever an estimate is shown: an officer must know that no road was looked at. */
export const TRAVEL_BASIS = `按直线距离×${String(ROAD_FACTOR)}、时速 ${String(SPEED_KMH)} 公里估算，舟艇和水上救援队伍再×${String(BOAT_FACTOR)}；未计装载时间和道路中断，请与出动单位核实`

export interface Travel {
  distanceMetres: number | null
  /** Whole minutes, at least 1. */
  travelMinutes: number | null
}

/** How far (straight line, whole metres) and how long from where it is; null where nobody knows where it is. */
export function estimateTravel(from: Position | null, to: Position, withBoats: boolean): Travel {
  if (from === null) return { distanceMetres: null, travelMinutes: null }
  const metres = distanceMetres(from, to)
  const minutes = ((metres * ROAD_FACTOR) / (SPEED_KMH * 1000)) * 60 * (withBoats ? BOAT_FACTOR : 1)
  return { distanceMetres: Math.round(metres), travelMinutes: Math.max(1, Math.ceil(minutes)) }
}

export function carriesBoats(what: { capabilities?: readonly Capability[]; equipmentKind?: EquipmentKind | null }): boolean {
  return what.equipmentKind === 'boat' || (what.capabilities?.includes('water-rescue') ?? false)
}

/** `12.3 公里`, or metres below one kilometre. */
export function formatDistance(metres: number): string {
  return metres < 1000 ? `${String(metres)} 米` : `${(metres / 1000).toFixed(1)} 公里`
}
