import type { TyphoonFix } from '@fengsui/contract/monitoring'
import type { Grade, IncidentStatus } from '@fengsui/contract/incidents'
import type { Position } from '@fengsui/contract/kernel'
import type { SignalStatus } from '@fengsui/contract/signals'

/** An incident as the map needs it, now or at a past moment. */
export interface MapIncident {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly typeCode: string
  readonly placeName: string
  readonly position: Position | null
  readonly occurredAt: string
  readonly status: IncidentStatus
  readonly grade: Grade | null
  /** The grade by rule while nobody confirmed one. */
  readonly proposedGrade: Grade | null
  readonly responseLevel: Grade | null
  readonly dead: number | null
  readonly missing: number | null
}

/** A signal that is not an incident yet. */
export interface MapSignal {
  readonly id: string
  readonly title: string
  readonly typeCode: string
  readonly placeName: string
  readonly position: Position | null
  readonly receivedAt: string
  readonly status: SignalStatus
  readonly stationId: string | null
  readonly levelMetres: number | null
  readonly aboveGuaranteeMetres: number | null
}

/** A gauge with the last reading that became a signal, if any. */
export interface MapStation {
  readonly id: string
  readonly name: string
  readonly river: string
  readonly position: Position | null
  readonly warningLevelMetres: number | null
  readonly guaranteeLevelMetres: number | null
  readonly reading: { readonly levelMetres: number; readonly readAt: string } | null
}

/** Everything that moves on the map, at one moment. */
export interface MapSituation {
  readonly incidents: readonly MapIncident[]
  readonly signals: readonly MapSignal[]
  readonly stations: readonly MapStation[]
  readonly fixes: readonly TyphoonFix[]
}

export const emptySituation: MapSituation = { incidents: [], signals: [], stations: [], fixes: [] }

/** A signal still waits for somebody: it stands on the map until it became an incident or was put aside. */
export function isOpenSignal(signal: Pick<MapSignal, 'status'>): boolean {
  return signal.status === 'received' || signal.status === 'verifying'
}

/** An incident belongs on the map while it goes on. */
export function isOpenIncident(incident: Pick<MapIncident, 'status'>): boolean {
  return incident.status !== 'closed' && incident.status !== 'merged'
}

/** The gauge stands above its guarantee level (保证水位), by the last reading known here. */
export function isAboveGuarantee(station: MapStation): boolean {
  return station.reading !== null && station.guaranteeLevelMetres !== null && station.reading.levelMetres > station.guaranteeLevelMetres
}

/** Gives each gauge its latest reading among the signals. */
export function addReadings(stations: readonly Omit<MapStation, 'reading'>[], readings: readonly { readonly stationId: string; readonly levelMetres: number; readonly readAt: string }[]): readonly MapStation[] {
  const latest = new Map<string, { levelMetres: number; readAt: string }>()
  for (const { stationId, levelMetres, readAt } of readings) {
    const known = latest.get(stationId)
    if (known === undefined || known.readAt <= readAt) latest.set(stationId, { levelMetres, readAt })
  }
  return stations.map((station) => ({ ...station, reading: latest.get(station.id) ?? null }))
}

/** A level as marks take it; anything but 1 to 4 is no level. */
export function toLevel(value: number | null): Grade | null {
  return value === 1 || value === 2 || value === 3 || value === 4 ? value : null
}
