import type { Position } from '@fengsui/contract/kernel'
import type { SymbolName } from '../../ui/symbols/symbols.ts'
import type { MapLayer, MapPoint, PointTone } from './map-layer.ts'

/** An incident or danger with a place. */
export interface PlacedIncident {
  readonly id: string
  readonly position: Position
  /** Hazard symbol that fits its type. */
  readonly symbol: SymbolName
  readonly title: string
}

/** Incidents: ink diamonds that never give way, named on the map. */
export function buildIncidentLayer(incidents: readonly PlacedIncident[], id = 'incidents'): MapLayer {
  return {
    id,
    kind: 'points',
    labels: 'always',
    points: incidents.map(({ id: itemId, position, symbol, title }) => ({ id: itemId, position, symbol, tone: 'hazard', label: title, size: 28 })),
  }
}

/** A signal that is not an incident yet: a gauge over its level, a citizen's call. */
export interface PlacedSignal {
  readonly id: string
  readonly position: Position
  readonly symbol: SymbolName
  /** "7.36 m" or the first words of the message. */
  readonly label: string
  /** Above a level or urgent: ink; else the quiet grey of facilities. */
  readonly urgent: boolean
}

/** Signals: urgent ones in ink and always named, the others named when zoomed in. */
export function buildSignalLayers(signals: readonly PlacedSignal[]): readonly MapLayer[] {
  const toPoint = ({ id, position, symbol, label, urgent }: PlacedSignal): MapPoint => ({
    id,
    position,
    symbol,
    tone: urgent ? 'hazard' : 'facility',
    label,
    size: urgent ? 24 : 20,
  })
  return [
    { id: 'signals', kind: 'points', points: signals.filter(({ urgent }) => !urgent).map(toPoint), labels: 'close', giveWay: true },
    { id: 'signals-urgent', kind: 'points', points: signals.filter(({ urgent }) => urgent).map(toPoint), labels: 'always' },
  ]
}

/** How a force stands: at work or on the way, standing by, out of contact. */
export type ForceState = 'working' | 'standby' | 'lost'

export interface PlacedForce {
  readonly id: string
  readonly position: Position
  readonly symbol: SymbolName
  readonly name: string
  readonly state: ForceState
}

/** Forces: accent circles, solid at work, outline standing by, dashed without contact. */
export function buildForceLayer(forces: readonly PlacedForce[]): MapLayer {
  return {
    id: 'forces',
    kind: 'points',
    labels: 'close',
    points: forces.map(({ id, position, symbol, name, state }) => ({ id, position, symbol, tone: state satisfies PointTone, label: name, size: 24 })),
  }
}

export interface PlacedFacility {
  readonly id: string
  readonly position: Position
  readonly symbol: SymbolName
  readonly name: string
}

/** Facilities: grey squares that give way when crowded. */
export function buildFacilityLayer(id: string, facilities: readonly PlacedFacility[]): MapLayer {
  return {
    id,
    kind: 'points',
    labels: 'close',
    giveWay: true,
    points: facilities.map(({ id: itemId, position, symbol, name }) => ({ id: itemId, position, symbol, tone: 'facility', label: name, size: 20 })),
  }
}
