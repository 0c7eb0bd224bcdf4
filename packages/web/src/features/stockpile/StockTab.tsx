import { Button } from 'antd'
import { useState } from 'react'
import { paths, useGo } from '../../lib/navigation.ts'
import { useMay } from '../../lib/use-may.ts'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { ItemDialog } from './ItemDialog.tsx'
import { MovesTable } from './MovesTable.tsx'
import { ReconcileBadge } from './ReconcileBadge.tsx'
import { StockTable } from './StockTable.tsx'
import styles from './stockpile.module.css'
import { WarehousesTable } from './WarehousesTable.tsx'
import { WarehouseView } from './WarehouseView.tsx'

type Part = 'stock' | 'warehouses' | 'moves'
const parts: readonly { readonly key: Part; readonly label: string }[] = [{ key: 'stock', label: '总账' }, { key: 'warehouses', label: '仓库' }, { key: 'moves', label: '台账' }]

/** Goods: the book of the jurisdiction, its warehouses, its ledger; or one warehouse by its address. */
export function StockTab({ warehouseId }: { readonly warehouseId?: string | undefined }) {
  const go = useGo()
  const mayEdit = useMay('stock:edit')
  const [part, setPart] = useState<Part>('stock')
  const [adding, setAdding] = useState(false)
  if (warehouseId !== undefined) return <WarehouseView key={warehouseId} warehouseId={warehouseId} onBack={() => go(paths.resources('stock'))} />
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <TabStrip label="物资" items={parts} value={part} onChange={setPart} />
        <ReconcileBadge />
        {mayEdit && (
          <Button size="small" icon={<Symbol name="plus" size={14} />} onClick={() => setAdding(true)}>
            新增品种
          </Button>
        )}
      </div>
      <div className={styles.fill}>
        {part === 'stock' && <StockTable />}
        {part === 'warehouses' && <WarehousesTable onOpen={(id) => go(paths.resources('stock', id))} />}
        {part === 'moves' && <MovesTable />}
      </div>
      {adding && <ItemDialog onClose={() => setAdding(false)} />}
    </div>
  )
}
