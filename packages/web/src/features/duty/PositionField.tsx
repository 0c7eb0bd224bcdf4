import { routes } from '@fengsui/contract'
import type { Position } from '@fengsui/contract/kernel'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { boundsAround } from '../../map/geometry/bounds.ts'
import type { MapLayer } from '../../map/layers/map-layer.ts'
import { MapView } from '../../map/MapView.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './report-form.module.css'

interface PositionFieldProps {
  readonly value: Position | null
  /** Where the map opens. */
  readonly place: { readonly code: string; readonly path: string } | null
  readonly onChange: (position: Position | null) => void
  readonly touch: boolean
}

const openRadiusMetres = 6_000

/** The exact spot: by a press on the map or from the phone's own positioning. Without it the village's position is used. */
export function PositionField({ value, place, onChange, touch }: PositionFieldProps) {
  const { division } = useSession()
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState<string | null>(null)
  const code = place?.code ?? division.code
  const found = useRoute(routes.listDivisions, { query: { q: code, limit: 1 } }, { touches: ['division'], enabled: open })
  // The map moves to the place once, not at every press.
  const bounds = useMemo(() => {
    const centre = found.data?.items.find((each) => each.code === code)?.position ?? null
    return centre === null ? null : boundsAround(centre, openRadiusMetres)
  }, [found.data, code])
  const layers = useMemo((): MapLayer[] => (value === null ? [] : [{ id: 'spot', kind: 'points', interactive: false, points: [{ id: 'spot', position: value, symbol: 'hazard-incident', tone: 'hazard', size: 28 }] }]), [value])

  const locate = (): void => {
    setNote('正在定位…')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        onChange({ longitude: coords.longitude, latitude: coords.latitude })
        setNote(`已定位，误差约 ${Math.round(coords.accuracy)} 米`)
      },
      () => setNote('定不了位，请在地图上点，或只选村名'),
      { enableHighAccuracy: true, timeout: 10_000 },
    )
  }
  return (
    <div className={styles.position}>
      <div className={styles.positionRow}>
        <Symbol name="pin" size={14} />
        <span>{value === null ? '用所选地点的位置' : `${value.longitude.toFixed(4)}，${value.latitude.toFixed(4)}`}</span>
        {touch && 'geolocation' in navigator && window.isSecureContext && (
          <Button size="small" onClick={locate}>
            用手机定位
          </Button>
        )}
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起地图' : '在地图上点'}
        </Button>
        {value !== null && (
          <Button size="small" onClick={() => onChange(null)}>
            清除
          </Button>
        )}
      </div>
      {note !== null && <p role="status">{note}</p>}
      {open && (
        <div className={styles.positionMap}>
          <MapView layers={layers} bounds={bounds} onPressPosition={onChange} />
        </div>
      )}
    </div>
  )
}
