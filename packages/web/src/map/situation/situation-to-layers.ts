import type { Position } from '@fengsui/contract/kernel'
import { findIncidentSymbol } from '../../lib/incident-symbol.ts'
import type { MapItemRef, MapLayer } from '../layers/map-layer.ts'
import { buildFacilityLayer, buildIncidentLayer, buildSignalLayers } from '../layers/situation-layers.ts'
import { buildTyphoonLayers } from '../layers/typhoon-layers.ts'
import { isAboveGuarantee, isOpenIncident, isOpenSignal } from './map-situation.ts'
import type { MapIncident, MapSignal, MapSituation, MapStation } from './map-situation.ts'

/** What the layer panel switches. */
export interface ShownLayers {
  readonly typhoon: boolean
  readonly incidents: boolean
  readonly signals: boolean
  readonly stations: boolean
}

/** A typhoon whose last fix is older is history: its track stays, its wind circles would be untrue. */
const typhoonMemoryMilliseconds = 48 * 3_600_000
const movingTyphoonLayers: readonly string[] = ['typhoon-circles', 'typhoon-circle-names', 'typhoon-centre']

/** Whether the typhoon's circles still mean something at `now`. */
export function isTyphoonCurrent(situation: MapSituation, now: number): boolean {
  const last = situation.fixes.at(-1)
  return last !== undefined && now - Date.parse(last.fixedAt) < typhoonMemoryMilliseconds
}

/**
 * The situation as layers, lowest first: typhoon, gauges, signals, incidents.
 * @param now the moment shown, epoch milliseconds; later typhoon fixes are drawn as the way ahead
 */
export function situationToLayers(situation: MapSituation, shown: ShownLayers, now: number): readonly MapLayer[] {
  const openGauges = new Set(situation.signals.filter(isOpenSignal).map(({ stationId }) => stationId))
  const high = situation.stations.filter((station) => isAboveGuarantee(station) && !openGauges.has(station.id))
  const typhoon = buildTyphoonLayers(situation.fixes, now).filter((layer) => isTyphoonCurrent(situation, now) || !movingTyphoonLayers.includes(layer.id))
  return [
    ...show(typhoon, shown.typhoon),
    ...show(
      [
        buildFacilityLayer('stations', placed(situation.stations.filter((station) => !high.includes(station))).map(({ id, position, name }) => ({ id, position, name, symbol: 'facility-gauge' }))),
        {
          id: 'stations-high',
          kind: 'points',
          labels: 'always',
          points: placed(high).map((station) => ({ id: station.id, position: station.position, symbol: 'hazard-flood', tone: 'hazard', label: stationLabel(station), size: 24 })),
        },
      ],
      shown.stations,
    ),
    ...show(
      buildSignalLayers(
        placed(situation.signals.filter(isOpenSignal)).map((signal) => ({
          id: signal.id,
          position: signal.position,
          symbol: findIncidentSymbol(signal.typeCode),
          label: signal.levelMetres === null ? signal.title : `${signal.title} ${signal.levelMetres.toFixed(2)} m`,
          urgent: true,
        })),
      ),
      shown.signals,
    ),
    ...show(
      [buildIncidentLayer(placed(situation.incidents.filter(isOpenIncident)).map(({ id, position, typeCode, title }) => ({ id, position, title, symbol: findIncidentSymbol(typeCode) })))],
      shown.incidents,
    ),
  ]
}

/** A thing of the situation together with what it is. */
export type MapThing =
  | { readonly kind: 'incident'; readonly object: MapIncident }
  | { readonly kind: 'signal'; readonly object: MapSignal }
  | { readonly kind: 'station'; readonly object: MapStation }

/** Everything that lists and cards may speak of, incidents first. */
export function listThings(situation: MapSituation): readonly MapThing[] {
  return [
    ...situation.incidents.filter(isOpenIncident).map((object) => ({ kind: 'incident' as const, object })),
    ...situation.signals.filter(isOpenSignal).map((object) => ({ kind: 'signal' as const, object })),
    ...situation.stations.map((object) => ({ kind: 'station' as const, object })),
  ]
}

/** What a press on the map hit; undefined for the typhoon and for things that are gone. */
export function findThing(situation: MapSituation, ref: MapItemRef): MapThing | undefined {
  return listThings(situation).find((thing) => thing.object.id === ref.itemId)
}

/** The layer on which a thing is drawn, so that a list can mark it on the map. */
export function refOfThing(situation: MapSituation, thing: MapThing): MapItemRef {
  const itemId = thing.object.id
  if (thing.kind === 'incident') return { layerId: 'incidents', itemId }
  if (thing.kind === 'signal') return { layerId: 'signals-urgent', itemId }
  const openGauges = situation.signals.filter(isOpenSignal).map(({ stationId }) => stationId)
  return { layerId: isAboveGuarantee(thing.object) && !openGauges.includes(itemId) ? 'stations-high' : 'stations', itemId }
}

/** `西门站 7.36 m` */
export function stationLabel({ name, reading }: MapStation): string {
  return reading === null ? name : `${name} ${reading.levelMetres.toFixed(2)} m`
}

function show(layers: readonly MapLayer[], visible: boolean): readonly MapLayer[] {
  return layers.map((layer) => ({ ...layer, visible }))
}

function placed<T extends { readonly position: Position | null }>(things: readonly T[]): readonly (T & { readonly position: Position })[] {
  return things.flatMap((thing) => (thing.position === null ? [] : [{ ...thing, position: thing.position }]))
}
