import { routes } from '@fengsui/contract'
import type { Position } from '@fengsui/contract/kernel'
import { useMemo, useState } from 'react'
import { boundsAround } from '../../map/geometry/bounds.ts'
import type { MapLayer } from '../../map/layers/map-layer.ts'
import { MapView } from '../../map/MapView.tsx'
import type { SymbolName } from '../../ui/symbols/symbols.ts'
import { useSession } from '../session.tsx'
import { useRoute } from '../use-route.ts'
import styles from './position-picker.module.css'

interface PositionPickerProps {
  readonly id?: string
  readonly 'aria-describedby'?: string | undefined
  readonly value: Position | null
  readonly symbol: SymbolName
  readonly onChange: (position: Position) => void
}

const openRadiusMetres = 12_000

/** The exact spot, pressed on the map; typed numbers work as well, for those who have no pointer. */
export function PositionPicker({ id, value, symbol, onChange, ...rest }: PositionPickerProps) {
  const { division } = useSession()
  const found = useRoute(routes.listDivisions, { query: { q: division.code, limit: 1 } }, { touches: ['division'] })
  // The map opens where the thing was, and does not follow every press.
  const [opened] = useState(value)
  const centre = opened ?? found.data?.items.find(({ code }) => code === division.code)?.position ?? null
  const bounds = useMemo(() => (centre === null ? null : boundsAround(centre, openRadiusMetres)), [centre])
  const layers = useMemo((): MapLayer[] => (value === null ? [] : [{ id: 'spot', kind: 'points', interactive: false, points: [{ id: 'spot', position: value, symbol, tone: 'hazard', size: 26 }] }]), [value, symbol])
  const type = (text: string): void => {
    const [longitude = Number.NaN, latitude = Number.NaN] = text.split(/[,，\s]+/).map(Number)
    if (longitude >= 73 && longitude <= 136 && latitude >= 3 && latitude <= 54) onChange({ longitude, latitude })
  }
  return (
    <div className={styles.picker}>
      <input id={id} key={value === null ? 'none' : `${value.longitude},${value.latitude}`} aria-describedby={rest['aria-describedby']} className={styles.numbers} placeholder="在地图上点，或写“121.23000，28.14000”后按回车" defaultValue={value === null ? '' : `${value.longitude.toFixed(5)}，${value.latitude.toFixed(5)}`} onBlur={(event) => type(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); type(event.currentTarget.value) } }} />
      <div className={styles.map}>
        <MapView layers={layers} bounds={bounds} onPressPosition={onChange} />
      </div>
    </div>
  )
}
