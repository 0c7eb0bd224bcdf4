import { routes } from '@fengsui/contract'
import type { LotView, StockLine, WarehouseView as Warehouse } from '@fengsui/contract/stockpile'
import { Button } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { IssueDialog } from './IssueDialog.tsx'
import { CountDialog, ScrapDialog } from './LotDialogs.tsx'
import { LotsTable } from './LotsTable.tsx'
import { MinimumDialog } from './MinimumDialog.tsx'
import { MovesTable } from './MovesTable.tsx'
import { ReceiveDialog } from './ReceiveDialog.tsx'
import { reserveModes } from './stock-words.ts'
import styles from './stockpile.module.css'
import { TraceDrawer } from './TraceDrawer.tsx'
import { WarehouseDialog } from './WarehouseDialog.tsx'
import { WarehouseStock } from './WarehouseStock.tsx'

type Part = 'lots' | 'stock' | 'moves'
type Doing = { readonly kind: 'receive' | 'issue' | 'edit' } | { readonly kind: 'count' | 'scrap' | 'trace'; readonly lot: LotView } | { readonly kind: 'minimum'; readonly line: StockLine | null }

/** One warehouse: its lots in the order they go out, what it should hold, its ledger; goods come and go here. */
export function WarehouseView({ warehouseId, onBack }: { readonly warehouseId: string; readonly onBack: () => void }) {
  const { readOnly } = useApiBase()
  const [part, setPart] = useState<Part>('lots')
  const [doing, setDoing] = useState<Doing | null>(null)
  const page = useRoute(routes.getWarehouse, { params: { warehouseId } }, { touches: ['warehouse', 'lot', 'stock-minimum'] })
  if (page.error !== null && page.data === undefined) return <ErrorState hint={page.error.problem.detail} code={page.error.problem.code} onRetry={() => void page.refetch()} />
  if (page.data === undefined) return <LoadingState />
  const { warehouse, stock, lots } = page.data
  const mayEdit = warehouse.mayEdit && !readOnly
  const close = (): void => setDoing(null)
  return (
    <div className={styles.page}>
      <Head warehouse={warehouse} mayEdit={mayEdit} onBack={onBack} onDo={(kind) => setDoing({ kind })} />
      <div className={styles.bar}>
        <TabStrip label="仓库内容" items={[{ key: 'lots', label: '批次', count: lots.length }, { key: 'stock', label: '品种与缺口', count: stock.length }, { key: 'moves', label: '台账' }]} value={part} onChange={setPart} />
      </div>
      <div className={styles.fill}>
        {part === 'lots' && <LotsTable name={warehouse.name} lots={lots} mayEdit={mayEdit} onDo={(kind, lot) => setDoing({ kind, lot })} />}
        {part === 'stock' && <WarehouseStock name={warehouse.name} stock={stock} mayEdit={mayEdit} onMinimum={(line) => setDoing({ kind: 'minimum', line })} />}
        {part === 'moves' && <MovesTable warehouseId={warehouseId} />}
      </div>
      {doing?.kind === 'receive' && <ReceiveDialog warehouse={warehouse} onClose={close} />}
      {doing?.kind === 'issue' && <IssueDialog warehouse={warehouse} lots={lots} onClose={close} />}
      {doing?.kind === 'edit' && <WarehouseDialog warehouse={warehouse} onClose={close} />}
      {doing?.kind === 'count' && <CountDialog lot={doing.lot} onClose={close} />}
      {doing?.kind === 'scrap' && <ScrapDialog lot={doing.lot} onClose={close} />}
      {doing?.kind === 'trace' && <TraceDrawer lot={doing.lot} onClose={close} />}
      {doing?.kind === 'minimum' && <MinimumDialog warehouse={warehouse} line={doing.line} onClose={close} />}
    </div>
  )
}

function Head({ warehouse, mayEdit, onBack, onDo }: { readonly warehouse: Warehouse; readonly mayEdit: boolean; readonly onBack: () => void; readonly onDo: (kind: 'receive' | 'issue' | 'edit') => void }) {
  return (
    <header className={styles.head}>
      <button type="button" className={styles.back} onClick={onBack}>
        <Symbol name="chevronLeft" size={14} />
        物资
      </button>
      <div>
        <h2>
          {warehouse.name} {warehouse.status === 'retired' && <Tag>已撤销</Tag>}
        </h2>
        <p>
          {warehouse.placeName} · {reserveModes[warehouse.mode]} · {warehouse.unitName}
          {warehouse.keeperName === null ? ' · 未定仓管员' : ` · 仓管员 ${warehouse.keeperName} ${warehouse.keeperPhone ?? ''}`}
          {warehouse.stale && <span className={styles.warn}> · 资料久未确认</span>}
        </p>
      </div>
      {mayEdit && (
        <div className={styles.headEnd}>
          <Button onClick={() => onDo('edit')}>修改</Button>
          <Button onClick={() => onDo('receive')}>入库</Button>
          <Button type="primary" onClick={() => onDo('issue')}>出库</Button>
        </div>
      )}
    </header>
  )
}
