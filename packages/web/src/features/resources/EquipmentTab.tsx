import { routes } from '@fengsui/contract'
import type { EquipmentView } from '@fengsui/contract/resources'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useMay } from '../../lib/use-may.ts'
import { buildForceLayer } from '../../map/layers/situation-layers.ts'
import { TableAndMap } from '../../map/TableAndMap.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { ConfirmButton } from './ConfirmButton.tsx'
import { EquipmentDialog } from './EquipmentDialog.tsx'
import { EquipmentDrawer } from './EquipmentDrawer.tsx'
import { MissingDrawer } from './MissingDrawer.tsx'
import type { OpenedRecord } from './opened-record.ts'
import { equipmentKinds, equipmentStateNames, stateOfEquipment, symbolOfEquipment } from './resource-words.ts'
import styles from './resources.module.css'

const columns: readonly TableColumn<EquipmentView>[] = [
  { key: 'name', title: '装备', width: 180, value: ({ name }) => name, required: true, render: ({ name, kind }) => <span className={styles.name}><Symbol name={symbolOfEquipment(kind)} size={18} /><b>{name}</b></span> },
  { key: 'number', title: '编号', width: 120, value: ({ number }) => number, required: true },
  { key: 'kind', title: '种类', width: 120, value: ({ kind }) => equipmentKinds[kind], hiddenAtFirst: true },
  { key: 'state', title: '状态', width: 88, value: ({ state }) => equipmentStateNames[state], render: ({ state }) => <Tag tone={state === 'committed' ? 'accent' : state === 'ready' ? 'quiet' : 'outline'}>{equipmentStateNames[state]}</Tag> },
  { key: 'capacity', title: '能力', width: 130, align: 'right', value: ({ capacity }) => capacity, words: ({ capacity, capacityUnit }) => (capacity === null ? '' : `${capacity.toLocaleString('zh-CN')} ${capacityUnit ?? ''}`), render: ({ capacity, capacityUnit }) => (capacity === null ? '—' : `${capacity.toLocaleString('zh-CN')} ${capacityUnit ?? ''}`) },
  { key: 'place', title: '地区', width: 120, value: ({ placeName }) => placeName },
  { key: 'unit', title: '管理单位', width: 200, value: ({ unitName }) => unitName },
  { key: 'stale', title: '资料', width: 96, value: ({ stale }) => (stale ? '久未确认' : ''), render: ({ stale }) => (stale ? <Tag tone="outline">久未确认</Tag> : <span className={styles.note}>已确认</span>) },
]
const ofKind = (kind: EquipmentView['kind']): TableFilter<EquipmentView> => ({ key: kind, label: equipmentKinds[kind], passes: (row) => row.kind === kind })
const filters: readonly TableFilter<EquipmentView>[] = [
  { key: 'ready', label: '可调', passes: ({ state }) => state === 'ready' },
  { key: 'committed', label: '已调出', passes: ({ state }) => state === 'committed' },
  { key: 'broken', label: '损坏、检修、丢失', passes: ({ state }) => state === 'damaged' || state === 'maintenance' || state === 'lost' },
  ofKind('boat'), ofKind('pump'), ofKind('generator'),
]
const idOf = ({ id }: EquipmentView): string => id
const placeOf = ({ basePosition }: EquipmentView) => basePosition

/** Pieces of equipment by number, beside the map. */
export function EquipmentTab({ openId, onOpen }: OpenedRecord) {
  const mayEdit = useMay('resource:edit')
  const [making, setMaking] = useState(false)
  const equipment = useAllPages(routes.listEquipment, {}, { touches: ['equipment'] })
  const rows = equipment.data
  const open = rows?.find(({ id }) => id === openId)
  const layers = useMemo(() => [buildForceLayer((rows ?? []).flatMap(({ id, position, kind, name, number, state }) => (position === null ? [] : [{ id, position, symbol: symbolOfEquipment(kind), name: `${name} ${number}`, state: stateOfEquipment(state) }])))], [rows])
  return (
    <>
      <TableAndMap<EquipmentView>
        mapName="装备位置"
        layers={layers}
        placeOf={placeOf}
        source={equipment}
        name="装备"
        columns={columns}
        rows={rows}
        rowKey={idOf}
        filters={filters}
        emptyTitle="还没有装备"
        emptyHint={mayEdit ? '点“登记装备”，一件一个编号，从舟艇、泵车开始。' : '请各管理单位登记装备。'}
        onOpen={({ id }) => onOpen(id)}
        {...(mayEdit ? { selectionActions: (selected: readonly EquipmentView[], clear: () => void) => <ConfirmButton kind="equipment" rows={selected} onDone={clear} /> } : {})}
        tools={mayEdit && <Button size="small" type="primary" icon={<Symbol name="plus" size={14} />} onClick={() => setMaking(true)}>登记装备</Button>}
      />
      {open !== undefined && <EquipmentDrawer piece={open} onClose={() => onOpen(null)} />}
      {openId !== null && open === undefined && rows !== undefined && <MissingDrawer onClose={() => onOpen(null)} />}
      {making && <EquipmentDialog piece={null} onClose={() => setMaking(false)} />}
    </>
  )
}
