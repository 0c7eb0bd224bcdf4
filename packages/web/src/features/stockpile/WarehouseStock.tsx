import type { StockLine } from '@fengsui/contract/stockpile'
import { Button } from 'antd'
import { useMemo } from 'react'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import styles from './stockpile.module.css'

interface WarehouseStockProps {
  readonly name: string
  readonly stock: readonly StockLine[]
  readonly mayEdit: boolean
  /** `null` for an item that is not listed yet. */
  readonly onMinimum: (line: StockLine | null) => void
}

const amount = (value: number): string => value.toLocaleString('zh-CN')
const filters: readonly TableFilter<StockLine>[] = [{ key: 'gap', label: '有缺口', passes: ({ gap }) => gap > 0 }]
const idOf = ({ itemId }: StockLine): string => itemId

/** What a warehouse holds of each item against what it should hold. */
export function WarehouseStock({ name, stock, mayEdit, onMinimum }: WarehouseStockProps) {
  const columns = useMemo((): readonly TableColumn<StockLine>[] => [
    { key: 'name', title: '品种', width: 200, value: ({ name: item }) => item, required: true, render: ({ name: item }) => <b>{item}</b> },
    { key: 'code', title: '编码', width: 96, value: ({ code }) => code },
    { key: 'quantity', title: '库存', width: 120, align: 'right', value: ({ quantity }) => quantity, render: ({ quantity, unit }) => `${amount(quantity)} ${unit}` },
    { key: 'expired', title: '其中过期', width: 96, align: 'right', value: ({ expired }) => expired, render: ({ expired }) => (expired > 0 ? <span className={styles.warn}>{amount(expired)}</span> : <span className={styles.note}>—</span>) },
    { key: 'minimum', title: '最低储备', width: 110, align: 'right', value: ({ minimum }) => minimum, render: ({ minimum }) => (minimum === null ? <span className={styles.note}>未定</span> : amount(minimum)) },
    { key: 'gap', title: '缺口', width: 100, align: 'right', value: ({ gap }) => gap, render: ({ gap }) => (gap > 0 ? <span className={styles.warn}>缺 {amount(gap)}</span> : <span className={styles.note}>—</span>) },
    { key: 'lots', title: '批次', width: 72, align: 'right', value: ({ lots }) => lots },
  ], [])
  return (
    <DataTable<StockLine>
      name={`${name}品种`}
      columns={columns}
      rows={stock}
      rowKey={idOf}
      filters={filters}
      emptyTitle="库里没有物资"
      emptyHint={mayEdit ? '先入库，或设定最低储备。' : '等管理单位入库。'}
      {...(mayEdit ? { onOpen: onMinimum } : {})}
      tools={mayEdit && <Button size="small" icon={<Symbol name="plus" size={14} />} onClick={() => onMinimum(null)}>设定最低储备</Button>}
    />
  )
}
