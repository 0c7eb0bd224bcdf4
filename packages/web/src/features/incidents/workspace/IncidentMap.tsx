import { routes } from '@fengsui/contract'
import { useMemo, useState } from 'react'
import { LinkTo, paths, useGo } from '../../../lib/navigation.ts'
import { useCan } from '../../../lib/session.tsx'
import { useRoute } from '../../../lib/use-route.ts'
import type { MapItemRef } from '../../../map/layers/map-layer.ts'
import { MapView } from '../../../map/MapView.tsx'
import { lastFixOf } from '../../../map/situation/typhoon-eye.ts'
import { useNow } from '../../../ui/now-context.tsx'
import { buildIncidentMapLayers, chooseIncidentBounds } from './incident-layers.ts'
import type { IncidentPage } from './workspace-data.ts'
import styles from './workspace.module.css'

/** The incident with its signals, the incidents that came out of it and the typhoon, on the map. */
export function IncidentMap({ incident }: { readonly incident: IncidentPage }) {
  const go = useGo()
  const minute = Math.floor(useNow() / 60_000) * 60_000
  const mayReadSignals = useCan('signal:read')
  const mayReadResources = useCan('resource:read')
  const signals = useRoute(routes.listSignals, { query: { limit: 500 } }, { touches: ['signal'], enabled: mayReadSignals })
  const incidents = useRoute(routes.listIncidents, { query: { status: 'all', limit: 500 } }, { touches: ['incident'], enabled: incident.children.length > 0 })
  const typhoon = useRoute(routes.listTyphoonFixes, {}, { touches: ['typhoon-fix'] })
  const [hovered, setHovered] = useState<MapItemRef | null>(null)

  const ownSignals = useMemo(() => {
    const ids = new Set(incident.signalIds)
    return (signals.data?.items ?? []).filter((signal) => ids.has(signal.id))
  }, [signals.data, incident.signalIds])
  const family = useMemo(() => {
    const ids = new Set(incident.children.map((child) => child.id))
    return [incident, ...(incidents.data?.items ?? []).filter((other) => ids.has(other.id))]
  }, [incident, incidents.data])
  const layers = useMemo(() => buildIncidentMapLayers({ incidents: family, signals: ownSignals, fixes: typhoon.data?.items ?? [] }, minute), [family, ownSignals, typhoon.data, minute])
  const positions = JSON.stringify([lastFixOf(typhoon.data?.items ?? [], minute), incident.position, ...family.slice(1).map((other) => other.position)])
  const bounds = useMemo(() => {
    const [eye = null, ...placed] = JSON.parse(positions) as IncidentPage['position'][]
    return chooseIncidentBounds(incident.typeCode, placed, eye)
  }, [incident.typeCode, positions])

  const open = (item: MapItemRef | null): void => {
    if (item === null) return
    if (item.layerId === 'incidents' && item.itemId !== incident.id) go(paths.incident(item.itemId))
    if (item.layerId.startsWith('signals')) go(paths.duty(item.itemId))
  }
  return (
    <div className={styles.map}>
      <MapView layers={layers} bounds={bounds} hovered={hovered} selected={{ layerId: 'incidents', itemId: incident.id }} onHover={setHovered} onSelect={open} />
      {incident.position !== null && mayReadResources && (
        <LinkTo to={paths.map(undefined, incident.id)} className={styles.surroundings} title="在一张图上看周边的人员、队伍、物资和避难场所">
          周边分析
        </LinkTo>
      )}
    </div>
  )
}
