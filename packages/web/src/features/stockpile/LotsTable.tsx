import { expiringDays, type LotView } from '@fengsui/contract/stockpile'
import { Button } from 'antd'
import { useMemo } from 'react'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { ExpiryText } from './ExpiryText.tsx'
import { expiryWords } from './stock-words.ts'
import styles from './stockpile.module.css'

type LotAct = 'count' | 'scrap' | 'trace'
interface LotsTableProps {
  readonly name: string
  readonly lots: readonly LotView[]
  readonly mayEdit: boolean
  readonly onDo: (act: LotAct, lot: LotView) => void
}

const filters: readonly TableFilter<LotView>[] = [
  { key: 'over', label: '已过期', passes: ({ daysLeft }) => daysLeft !== null && daysLeft < 0 },
  { key: 'soon', label: `${expiringDays} 天内到期`, passes: ({ daysLeft }) => daysLeft !== null && daysLeft >= 0 && daysLeft <= expiringDays },
  { key: 'reserved', label: '有预留', passes: ({ reserved }) => reserved > 0 },
]
const idOf = ({ id }: LotView): string => id

/** Lots of a warehouse, those that go out first on top within each item. */
export function LotsTable({ name, lots, mayEdit, onDo }: LotsTableProps) {
  const columns = useMemo((): readonly TableColumn<LotView>[] => [
    { key: 'item', title: '品种', width: 190, value: ({ itemName }) => itemName, required: true, render: ({ itemName }) => <b>{itemName}</b> },
    { key: 'number', title: '批号', width: 190, value: ({ number }) => number, required: true },
    { key: 'quantity', title: '数量', width: 110, align: 'right', value: ({ quantity }) => quantity, render: ({ quantity, unit }) => `${quantity.toLocaleString('zh-CN')} ${unit}` },
    { key: 'reserved', title: '已预留', width: 88, align: 'right', value: ({ reserved }) => reserved, render: ({ reserved }) => (reserved > 0 ? reserved.toLocaleString('zh-CN') : <span className={styles.note}>—</span>) },
    { key: 'expires', title: '有效期至', width: 190, value: ({ expiresOn }) => expiresOn, words: ({ expiresOn, daysLeft }) => expiryWords(expiresOn, daysLeft).text, render: ({ expiresOn, daysLeft }) => <ExpiryText expiresOn={expiresOn} daysLeft={daysLeft} /> },
    { key: 'produced', title: '生产日期', width: 108, value: ({ producedOn }) => producedOn, hiddenAtFirst: true },
    { key: 'location', title: '库位', width: 88, value: ({ location }) => location },
    {
      key: 'acts', title: '', width: 176, sortable: false, value: () => null,
      render: (lot) => (
        <span className={styles.actions} onClick={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()} role="presentation">
          <Button size="small" type="link" onClick={() => onDo('trace', lot)}>去向</Button>
          {mayEdit && <Button size="small" type="link" onClick={() => onDo('count', lot)}>盘点</Button>}
          {mayEdit && <Button size="small" type="link" onClick={() => onDo('scrap', lot)}>报废</Button>}
        </span>
      ),
    },
  ], [mayEdit, onDo])
  return <DataTable<LotView> name={`${name}批次`} columns={columns} rows={lots} rowKey={idOf} filters={filters} emptyTitle="库里没有物资" emptyHint={mayEdit ? '点“入库”登记第一批。' : '等管理单位入库。'} onOpen={(lot) => onDo('trace', lot)} />
}
