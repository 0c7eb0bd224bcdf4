import { routes } from '@fengsui/contract'
import type { SilentPlace } from '@fengsui/contract/notifications'
import { Drawer } from 'antd'
import { useMemo } from 'react'
import { useRoute } from '../../lib/use-route.ts'
import { TableAndMap } from '../../map/TableAndMap.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import styles from './calls.module.css'
import { buildSilentLayers, silentWords } from './silent-places.ts'

const columns: readonly TableColumn<SilentPlace>[] = [
  { key: 'place', title: '地方', width: 190, value: ({ placeName }) => placeName, required: true, render: ({ placeName }) => <b>{placeName}</b> },
  { key: 'words', title: '情况', width: 200, value: silentWords, render: (place) => <span className={place.unreachable > 0 || place.overdue > 0 ? styles.bad : undefined}>{silentWords(place)}</span> },
  { key: 'spot', title: '图上', width: 88, value: ({ position }) => (position === null ? '没有位置' : '已标出') },
]
const filters: readonly TableFilter<SilentPlace>[] = [
  { key: 'unreachable', label: '送不到', passes: ({ unreachable }) => unreachable > 0 },
  { key: 'overdue', label: '超时', passes: ({ overdue }) => overdue > 0 },
]
const idOf = ({ divisionCode }: SilentPlace): string => divisionCode
const placeOf = ({ position }: SilentPlace) => position

/** Where the silence is: list and map of the places that have not answered, so that cars and loudspeakers go to the right ones. */
export function SilentPlacesDrawer({ callId, onClose }: { readonly callId: string; readonly onClose: () => void }) {
  const answer = useRoute(routes.listSilentPlaces, { params: { callId } }, { touches: ['call-recipient'] })
  const places = answer.data?.items
  const layers = useMemo(() => buildSilentLayers(places ?? []), [places])
  return (
    <Drawer open title={`未应答的地方${places === undefined ? '' : ` ${places.length} 处`}`} size="min(1240px, 100vw)" onClose={onClose} classNames={{ body: styles.silentBody ?? '' }}>
      <TableAndMap<SilentPlace>
        mapName="未应答的地方"
        layers={layers}
        placeOf={placeOf}
        source={answer}
        name="未应答的地方"
        columns={columns}
        rows={places}
        rowKey={idOf}
        filters={filters}
        emptyTitle="都应答了"
        emptyHint="没有还在沉默的地方。"
      />
    </Drawer>
  )
}
