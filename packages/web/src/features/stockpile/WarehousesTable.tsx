import { routes } from '@fengsui/contract'
import type { WarehouseView } from '@fengsui/contract/stockpile'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useMay } from '../../lib/use-may.ts'
import { buildFacilityLayer } from '../../map/layers/situation-layers.ts'
import { TableAndMap } from '../../map/TableAndMap.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { reserveModes } from './stock-words.ts'
import styles from './stockpile.module.css'
import { WarehouseDialog } from './WarehouseDialog.tsx'

const columns: readonly TableColumn<WarehouseView>[] = [
  { key: 'name', title: '仓库', width: 220, value: ({ name }) => name, required: true, render: ({ name }) => <span className={styles.name}><Symbol name="facility-warehouse" size={18} /><b>{name}</b></span> },
  { key: 'items', title: '品种', width: 72, align: 'right', value: ({ items }) => items },
  { key: 'lots', title: '批次', width: 72, align: 'right', value: ({ lots }) => lots },
  { key: 'gaps', title: '缺口', width: 88, align: 'right', value: ({ gaps }) => gaps, render: ({ gaps }) => (gaps > 0 ? <span className={styles.warn}>{gaps} 种</span> : <span className={styles.note}>—</span>) },
  { key: 'expiring', title: '临期批次', width: 96, align: 'right', value: ({ expiringLots }) => expiringLots, render: ({ expiringLots }) => (expiringLots > 0 ? <span className={styles.soon}>{expiringLots} 批</span> : <span className={styles.note}>—</span>) },
  { key: 'keeper', title: '仓管员', width: 200, value: ({ keeperName, keeperPhone }) => [keeperName, keeperPhone].filter(Boolean).join(' ') },
  { key: 'unit', title: '管理单位', width: 200, value: ({ unitName }) => unitName, hiddenAtFirst: true },
  { key: 'place', title: '地区', width: 120, value: ({ placeName }) => placeName },
  { key: 'mode', title: '方式', width: 96, value: ({ mode }) => reserveModes[mode], hiddenAtFirst: true },
]
const filters: readonly TableFilter<WarehouseView>[] = [
  { key: 'gaps', label: '有缺口', passes: ({ gaps }) => gaps > 0 },
  { key: 'expiring', label: '有临期', passes: ({ expiringLots }) => expiringLots > 0 },
  { key: 'own', label: '本单位', passes: ({ mayEdit }) => mayEdit },
]
const idOf = ({ id }: WarehouseView): string => id
const placeOf = ({ position }: WarehouseView) => position

/** Warehouses beside the map; a row opens its goods. */
export function WarehousesTable({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const mayEdit = useMay('stock:edit')
  const [making, setMaking] = useState(false)
  const warehouses = useAllPages(routes.listWarehouses, {}, { touches: ['warehouse', 'lot', 'stock-minimum'] })
  const rows = warehouses.data
  const layers = useMemo(() => [buildFacilityLayer('warehouses', (rows ?? []).flatMap(({ id, position, name }) => (position === null ? [] : [{ id, position, symbol: 'facility-warehouse' as const, name }])))], [rows])
  return (
    <>
      <TableAndMap<WarehouseView>
        mapName="仓库位置"
        layers={layers}
        placeOf={placeOf}
        source={warehouses}
        name="仓库"
        columns={columns}
        rows={rows}
        rowKey={idOf}
        filters={filters}
        emptyTitle="还没有仓库"
        emptyHint={mayEdit ? '点“登记仓库”，写明地点和仓管员，再入库。' : '请物资储备单位登记仓库。'}
        onOpen={({ id }) => onOpen(id)}
        tools={mayEdit && <Button size="small" type="primary" icon={<Symbol name="plus" size={14} />} onClick={() => setMaking(true)}>登记仓库</Button>}
      />
      {making && <WarehouseDialog warehouse={null} onClose={() => setMaking(false)} />}
    </>
  )
}
