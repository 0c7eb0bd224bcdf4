import type { DispatchView } from '@fengsui/contract/dispatch'
import { useMemo, useState } from 'react'
import { boundsAround, boundsOf } from '../../map/geometry/bounds.ts'
import type { MapItemRef } from '../../map/layers/map-layer.ts'
import { MapView } from '../../map/MapView.tsx'
import { EmptyState } from '../../ui/states/PageStates.tsx'
import { buildDispatchLayers, listDispatchPlaces } from './dispatch-layers.ts'
import styles from './dispatch.module.css'

/** Room around each place, metres. */
const reach = 6000

/** Where the orders of the incident are and go. */
export function DispatchMap({ dispatches }: { readonly dispatches: readonly DispatchView[] }) {
  const [hovered, setHovered] = useState<MapItemRef | null>(null)
  const layers = useMemo(() => buildDispatchLayers(dispatches), [dispatches])
  const places = JSON.stringify(listDispatchPlaces(dispatches))
  const bounds = useMemo(() => {
    const positions = JSON.parse(places) as ReturnType<typeof listDispatchPlaces>
    return boundsOf(positions.flatMap((position) => {
      const box = boundsAround(position, reach)
      return [{ longitude: box.west, latitude: box.south }, { longitude: box.east, latitude: box.north }]
    }))
  }, [places])
  if (bounds === null) return <EmptyState symbol="rail-map" title="图上还没有力量" hint="调度令出发后报告位置、到达后站到目的地，都会画在这里。" />
  return (
    <div className={styles.map}>
      <MapView layers={layers} bounds={bounds} hovered={hovered} onHover={setHovered} />
    </div>
  )
}
