import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Position } from '@fengsui/contract/kernel'
import { TabStrip } from '../ui/layout/TabStrip.tsx'
import { useNarrow } from '../ui/shell/use-narrow.ts'
import { boundsAround, boundsOf } from './geometry/bounds.ts'
import type { MapLayer } from './layers/map-layer.ts'
import styles from './list-and-map.module.css'
import { MapView } from './MapView.tsx'

interface ListAndMapProps {
  /** The list, usually a `DataTable`. */
  readonly list: ReactNode
  readonly layers: readonly MapLayer[]
  /** Where the listed things are; the map shows all of them. */
  readonly positions: readonly (Position | null)[]
  /** Id of the thing marked in both. */
  readonly hovered: string | null
  readonly onHover: (id: string | null) => void
  readonly onSelect: (id: string) => void
  /** Spoken name of the map: "避难场所位置". */
  readonly mapName: string
}

type Side = 'list' | 'map'
const around = 6_000

/** A list and the map of the same things side by side; on a phone one after the other. Pointing at one marks it in both. */
export function ListAndMap({ list, layers, positions, hovered, onHover, onSelect, mapName }: ListAndMapProps) {
  const narrow = useNarrow()
  const [side, setSide] = useState<Side>('list')
  // As text, so that the map moves only when places change, not at every refetch.
  const placed = JSON.stringify(positions.filter((position) => position !== null))
  const bounds = useMemo(() => boundsOf((JSON.parse(placed) as Position[]).flatMap((position) => {
    const { west, south, east, north } = boundsAround(position, around)
    return [{ longitude: west, latitude: south }, { longitude: east, latitude: north }]
  })), [placed])
  const hoveredItem = useMemo(() => {
    const layer = hovered === null ? undefined : layers.find((each) => each.kind === 'points' && each.points.some(({ id }) => id === hovered))
    return layer === undefined || hovered === null ? null : { layerId: layer.id, itemId: hovered }
  }, [layers, hovered])
  const map = (
    <section className={styles.map} aria-label={mapName}>
      <MapView layers={layers} bounds={bounds} hovered={hoveredItem} onHover={(item) => onHover(item?.itemId ?? null)} onSelect={(item) => item !== null && onSelect(item.itemId)} />
    </section>
  )
  if (narrow) {
    return (
      <div className={styles.phone}>
        <TabStrip label="列表或地图" items={[{ key: 'list', label: '列表' }, { key: 'map', label: '地图' }]} value={side} onChange={setSide} />
        <div className={styles.fill}>{side === 'list' ? list : map}</div>
      </div>
    )
  }
  return (
    <div className={styles.split}>
      <div className={styles.fill}>{list}</div>
      {map}
    </div>
  )
}
