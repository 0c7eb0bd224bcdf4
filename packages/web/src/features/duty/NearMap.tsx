import { routes } from '@fengsui/contract'
import type { IncidentView } from '@fengsui/contract/incidents'
import type { Position } from '@fengsui/contract/kernel'
import type { SignalView } from '@fengsui/contract/signals'
import { useMemo, useState } from 'react'
import { findIncidentSymbol } from '../../lib/incident-symbol.ts'
import { paths, useGo } from '../../lib/navigation.ts'
import { useRoute } from '../../lib/use-route.ts'
import { boundsAround } from '../../map/geometry/bounds.ts'
import { distanceMetres } from '@fengsui/contract/kernel'
import type { MapItemRef, MapLayer } from '../../map/layers/map-layer.ts'
import { MapView } from '../../map/MapView.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { SymbolName } from '../../ui/symbols/symbols.ts'
import styles from './desk.module.css'
import type { Desk } from './use-desk.ts'

interface NearMapProps {
  readonly desk: Desk
  readonly signal: SignalView | null
  readonly hoveredId: string | null
  readonly onHover: (signalId: string | null) => void
  readonly onSelect: (signalId: string) => void
}

interface NearThing {
  readonly layerId: string
  readonly id: string
  readonly name: string
  readonly symbol: SymbolName
  readonly position: Position
  readonly metres: number
}

const shownRadiusMetres = 14_000
const nearShown = 3
const placed = <T extends { readonly position: Position | null }>(items: readonly T[]): (T & { position: Position })[] => items.filter((item): item is T & { position: Position } => item.position !== null)
const say = (metres: number): string => (metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(metres < 10_000 ? 1 : 0)} km`)

/** Where it is and what lies nearest: a small map linked with the inbox. */
export function NearMap({ desk, signal, hoveredId, onHover, onSelect }: NearMapProps) {
  const go = useGo()
  const stations = useRoute(routes.listStations, {}, { touches: ['station'] })
  const [hoveredThing, setHoveredThing] = useState<MapItemRef | null>(null)
  const here = signal?.position ?? null
  const layers = useMemo((): MapLayer[] => {
    const gauges = placed(stations.data?.items ?? [])
    const signals = placed(desk.signals.filter((each) => each.status === 'received' || each.status === 'verifying'))
    const incidents: readonly (IncidentView & { position: Position })[] = placed(desk.incidents)
    return [
      { id: 'stations', kind: 'points', labels: 'close', giveWay: true, points: gauges.map(({ id, position, name }) => ({ id, position, symbol: 'facility-gauge', tone: 'facility', label: name, size: 18 })) },
      { id: 'signals', kind: 'points', labels: 'close', points: signals.map(({ id, position, typeCode, placeName }) => ({ id, position, symbol: findIncidentSymbol(typeCode), tone: 'hazard', label: placeName, size: 20 })) },
      { id: 'incidents', kind: 'points', labels: 'always', points: incidents.map(({ id, position, typeCode, placeName }) => ({ id, position, symbol: findIncidentSymbol(typeCode), tone: 'hazard', label: placeName, size: 26 })) },
    ]
  }, [desk.signals, desk.incidents, stations.data])
  const near = useMemo((): NearThing[] => {
    if (here === null) return []
    // Other reports of the same thing are no news about its surroundings.
    const related = new Set([...(signal?.mergedSignalIds ?? []), ...(signal?.duplicates ?? []).map((duplicate) => duplicate.signalId)])
    const things = [
      ...placed(desk.incidents.filter((each) => each.id !== signal?.incidentId)).map((each) => ({ layerId: 'incidents', id: each.id, name: each.title, symbol: findIncidentSymbol(each.typeCode), position: each.position })),
      ...placed(desk.signals.filter((each) => each.id !== signal?.id && (each.status === 'received' || each.status === 'verifying') && !related.has(each.id))).map((each) => ({ layerId: 'signals', id: each.id, name: each.title, symbol: findIncidentSymbol(each.typeCode), position: each.position })),
      ...placed((stations.data?.items ?? []).filter((each) => each.id !== signal?.gauge?.stationId)).map((each) => ({ layerId: 'stations', id: each.id, name: each.name, symbol: 'facility-gauge' as const, position: each.position })),
    ]
    return things.map((thing) => ({ ...thing, metres: distanceMetres(here, thing.position) })).sort((a, b) => a.metres - b.metres).slice(0, nearShown)
  }, [here, desk.signals, desk.incidents, stations.data, signal])
  const bounds = useMemo(() => (here === null ? null : boundsAround(here, shownRadiusMetres)), [here])
  const selected: MapItemRef | null = signal === null ? null : signal.incidentId !== null ? { layerId: 'incidents', itemId: signal.incidentId } : { layerId: 'signals', itemId: signal.id }
  const hovered = hoveredThing ?? (hoveredId === null ? null : { layerId: 'signals', itemId: hoveredId })
  return (
    <section className={styles.mapCard} aria-label="位置和附近">
      <div className={styles.map}>
        <MapView
          layers={layers}
          bounds={bounds}
          selected={selected}
          hovered={hovered}
          onHover={(item) => {
            setHoveredThing(item)
            onHover(item?.layerId === 'signals' ? item.itemId : null)
          }}
          onSelect={(item) => {
            if (item?.layerId === 'signals') onSelect(item.itemId)
            if (item?.layerId === 'incidents') go(paths.incident(item.itemId))
          }}
        />
      </div>
      {near.length > 0 && (
        <ul className={styles.near} aria-label="最近的">
          {near.map((thing) => (
            <li
              key={thing.id}
              className={joinClasses(hovered?.itemId === thing.id && styles.nearOn)}
              onMouseEnter={() => setHoveredThing({ layerId: thing.layerId, itemId: thing.id })}
              onMouseLeave={() => setHoveredThing(null)}
            >
              <Symbol name={thing.symbol} size={16} />
              <span>{thing.name}</span>
              <span>{say(thing.metres)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
