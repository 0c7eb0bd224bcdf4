import { routes } from '@fengsui/contract'
import type { FacilityView } from '@fengsui/contract/resources'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useMay } from '../../lib/use-may.ts'
import { buildFacilityLayer } from '../../map/layers/situation-layers.ts'
import { TableAndMap } from '../../map/TableAndMap.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { ConfirmButton } from './ConfirmButton.tsx'
import { FacilityDialog } from './FacilityDialog.tsx'
import { facilityKinds, symbolOfFacility } from './resource-words.ts'
import styles from './resources.module.css'

const figuresText = ({ figures }: FacilityView): string => Object.entries(figures).map(([name, value]) => `${name} ${value.toLocaleString('zh-CN')}`).join('，')
const columns: readonly TableColumn<FacilityView>[] = [
  { key: 'name', title: '设施', width: 260, value: ({ name }) => name, required: true, render: ({ name, kind }) => <span className={styles.name}><Symbol name={symbolOfFacility(kind)} size={18} /><b>{name}</b></span> },
  { key: 'kind', title: '种类', width: 110, value: ({ kind }) => facilityKinds[kind] },
  { key: 'figures', title: '数据', width: 230, value: figuresText },
  { key: 'place', title: '地区', width: 120, value: ({ placeName }) => placeName },
  { key: 'unit', title: '主管单位', width: 200, value: ({ unitName }) => unitName },
  { key: 'stale', title: '资料', width: 96, value: ({ stale }) => (stale ? '久未确认' : ''), render: ({ stale }) => (stale ? <Tag tone="outline">久未确认</Tag> : <span className={styles.note}>已确认</span>) },
]
const filters: readonly TableFilter<FacilityView>[] = [
  ...(['reservoir', 'sluice', 'hazardous-site', 'hospital'] as const).map((kind) => ({ key: kind, label: facilityKinds[kind], passes: (row: FacilityView) => row.kind === kind })),
  { key: 'stale', label: '久未确认', passes: ({ stale }) => stale },
]
const idOf = ({ id }: FacilityView): string => id
const placeOf = ({ position }: FacilityView) => position

/** Places to watch beside the map. */
export function FacilitiesTab() {
  const mayEdit = useMay('resource:edit')
  const [editing, setEditing] = useState<FacilityView | 'new' | null>(null)
  const facilities = useAllPages(routes.listFacilities, {}, { touches: ['facility'] })
  const rows = facilities.data
  const layers = useMemo(() => [buildFacilityLayer('facilities', (rows ?? []).flatMap(({ id, position, kind, name }) => (position === null ? [] : [{ id, position, symbol: symbolOfFacility(kind), name }])))], [rows])
  const open = (facility: FacilityView): void => {
    if (facility.mayEdit) setEditing(facility)
  }
  return (
    <>
      <TableAndMap<FacilityView>
        mapName="重点设施位置"
        layers={layers}
        placeOf={placeOf}
        source={facilities}
        name="重点设施"
        columns={columns}
        rows={rows}
        rowKey={idOf}
        filters={filters}
        emptyTitle="还没有重点设施"
        emptyHint={mayEdit ? '点“登记设施”，从水库、水闸、危化企业开始。' : '请水利、应急、卫健单位登记重点设施。'}
        {...(mayEdit ? { onOpen: open } : {})}
        {...(mayEdit ? { selectionActions: (selected: readonly FacilityView[], clear: () => void) => <ConfirmButton kind="facility" rows={selected} onDone={clear} /> } : {})}
        tools={mayEdit && <Button size="small" type="primary" icon={<Symbol name="plus" size={14} />} onClick={() => setEditing('new')}>登记设施</Button>}
      />
      {editing !== null && <FacilityDialog facility={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}
