import { routes } from '@fengsui/contract'
import type { ShelterView } from '@fengsui/contract/resources'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useMay } from '../../lib/use-may.ts'
import { TableAndMap } from '../../map/TableAndMap.tsx'
import type { MapLayer } from '../../map/layers/map-layer.ts'
import { ProgressBar } from '../../ui/layout/ProgressBar.tsx'
import { StatNumber, StatRow } from '../../ui/layout/StatNumber.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { ConfirmButton } from './ConfirmButton.tsx'
import { MissingDrawer } from './MissingDrawer.tsx'
import type { OpenedRecord } from './opened-record.ts'
import { OpenSheltersDialog } from './OpenSheltersDialog.tsx'
import { shelterKinds, shelterStateNames } from './resource-words.ts'
import styles from './resources.module.css'
import { ShelterDialog } from './ShelterDialog.tsx'
import { ShelterDrawer } from './ShelterDrawer.tsx'

const isOpen = ({ state }: ShelterView): boolean => state === 'open' || state === 'full'
const columns: readonly TableColumn<ShelterView>[] = [
  { key: 'name', title: '避难场所', width: 216, value: ({ name }) => name, required: true, render: ({ name }) => <span className={styles.name}><Symbol name="facility-shelter" size={18} /><b>{name}</b></span> },
  { key: 'state', title: '状态', width: 88, value: ({ state }) => shelterStateNames[state], render: ({ state }) => <Tag tone={state === 'open' ? 'accent' : state === 'full' ? 'outline' : 'quiet'}>{shelterStateNames[state]}</Tag> },
  {
    key: 'occupancy', title: '在住 / 容量', width: 152, value: ({ occupancy }) => occupancy, words: ({ occupancy, capacity }) => `${occupancy}/${capacity}`,
    render: (shelter) => (
      <div className={styles.occupancy}>
        <ProgressBar thin label={shelter.name} total={shelter.capacity} parts={[{ label: '在住', value: shelter.occupancy, step: shelter.state === 'full' ? 5 : 4 }]} />
        <small>{shelter.occupancy.toLocaleString('zh-CN')} / {shelter.capacity.toLocaleString('zh-CN')} 人</small>
      </div>
    ),
  },
  { key: 'free', title: '空位', width: 80, align: 'right', value: (shelter) => (isOpen(shelter) ? shelter.free : null), render: (shelter) => (isOpen(shelter) ? shelter.free.toLocaleString('zh-CN') : <span className={styles.note}>—</span>) },
  { key: 'redirected', title: '分流', width: 80, align: 'right', value: ({ redirected }) => redirected },
  { key: 'kind', title: '类别', width: 96, value: ({ kind }) => shelterKinds[kind], hiddenAtFirst: true },
  { key: 'place', title: '地区', width: 150, value: ({ placeName }) => placeName },
  { key: 'unit', title: '管理单位', width: 170, value: ({ unitName }) => unitName, hiddenAtFirst: true },
  { key: 'stale', title: '资料', width: 96, value: ({ stale }) => (stale ? '久未确认' : ''), render: ({ stale }) => (stale ? <Tag tone="outline">久未确认</Tag> : <span className={styles.note}>已确认</span>), hiddenAtFirst: true },
]
const filters: readonly TableFilter<ShelterView>[] = [
  { key: 'open', label: '已开放', passes: isOpen },
  { key: 'full', label: '已满', passes: ({ state }) => state === 'full' },
  { key: 'closed', label: '未开放', passes: (shelter) => !isOpen(shelter) },
  { key: 'indoor', label: '室内', passes: ({ indoor }) => indoor },
  { key: 'stale', label: '久未确认', passes: ({ stale }) => stale },
]
const idOf = ({ id }: ShelterView): string => id
const placeOf = ({ position }: ShelterView) => position

/** The shelter board: who is where, how much room is left, opened in bulk. */
export function SheltersTab({ openId, onOpen }: OpenedRecord) {
  const mayRun = useMay('evacuation:edit')
  const mayEdit = useMay('resource:edit')
  const [making, setMaking] = useState(false)
  const [opening, setOpening] = useState<readonly ShelterView[] | null>(null)
  const shelters = useAllPages(routes.listShelters, {}, { touches: ['shelter'] })
  // Those in use first: they are what somebody looks for at night.
  const rows = useMemo(() => shelters.data === undefined ? undefined : [...shelters.data.filter(({ state }) => state === 'full'), ...shelters.data.filter(({ state }) => state === 'open'), ...shelters.data.filter((shelter) => !isOpen(shelter))], [shelters.data])
  const shown = rows?.find(({ id }) => id === openId)
  const layers = useMemo((): MapLayer[] => {
    const points = (some: readonly ShelterView[], tone: 'facility' | 'working') => some.flatMap(({ id, position, name, occupancy, capacity, state }) => (position === null ? [] : [{ id, position, symbol: 'facility-shelter' as const, tone, label: tone === 'working' ? `${name} ${state === 'full' ? '已满' : `${occupancy}/${capacity}`}` : name, size: tone === 'working' ? 24 : 18 }]))
    const all = rows ?? []
    return [
      { id: 'shelters-closed', kind: 'points', labels: 'close', giveWay: true, points: points(all.filter((each) => !isOpen(each)), 'facility') },
      { id: 'shelters-open', kind: 'points', labels: 'close', points: points(all.filter(isOpen), 'working') },
    ]
  }, [rows])
  const all = rows ?? []
  const open = all.filter(isOpen)
  const sum = (some: readonly ShelterView[], value: (shelter: ShelterView) => number): number => some.reduce((total, shelter) => total + value(shelter), 0)
  const actions = (selected: readonly ShelterView[], clear: () => void) => {
    const closed = selected.filter((shelter) => !isOpen(shelter))
    return (
      <>
        {mayRun && <Button size="small" type="primary" disabled={closed.length === 0} onClick={() => setOpening(closed)}>开放所选 {closed.length} 处</Button>}
        {mayEdit && <ConfirmButton kind="shelter" rows={selected} onDone={clear} />}
      </>
    )
  }
  return (
    <div className={styles.page}>
      <div className={styles.stats}>
        <StatRow>
          <StatNumber label="场所" value={rows?.length ?? '—'} unit={`处 / ${sum(all, ({ capacity }) => capacity).toLocaleString('zh-CN')} 人`} />
          <StatNumber label="已开放" value={open.length} unit={`处 / ${sum(open, ({ capacity }) => capacity).toLocaleString('zh-CN')} 人`} />
          <StatNumber label="在住" value={sum(open, ({ occupancy }) => occupancy)} unit="人" />
          <StatNumber label="剩余空位" value={sum(open, ({ free }) => free)} unit="个" />
          <StatNumber label="已满" value={open.filter(({ state }) => state === 'full').length} unit={`处，分流 ${sum(open, ({ redirected }) => redirected).toLocaleString('zh-CN')} 人`} />
        </StatRow>
      </div>
      <div className={styles.fill}>
        <TableAndMap<ShelterView>
          mapName="避难场所位置"
          layers={layers}
          placeOf={placeOf}
          source={shelters}
          name="避难场所"
          columns={columns}
          rows={rows}
          rowKey={idOf}
          filters={filters}
          emptyTitle="还没有避难场所"
          emptyHint={mayEdit ? '点“登记场所”，写明容量和位置。' : '请乡镇和教育、民政单位登记避难场所。'}
          onOpen={({ id }) => onOpen(id)}
          {...(mayRun || mayEdit ? { selectionActions: actions } : {})}
          tools={mayEdit && <Button size="small" type={mayRun ? 'default' : 'primary'} icon={<Symbol name="plus" size={14} />} onClick={() => setMaking(true)}>登记场所</Button>}
        />
      </div>
      {shown !== undefined && <ShelterDrawer shelter={shown} others={all} onClose={() => onOpen(null)} onOpenIt={() => setOpening([shown])} />}
      {openId !== null && shown === undefined && rows !== undefined && <MissingDrawer onClose={() => onOpen(null)} />}
      {opening !== null && <OpenSheltersDialog shelters={opening} onClose={() => setOpening(null)} />}
      {making && <ShelterDialog shelter={null} onClose={() => setMaking(false)} />}
    </div>
  )
}
