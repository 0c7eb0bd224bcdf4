import { routes } from '@fengsui/contract'
import type { StockLine } from '@fengsui/contract/stockpile'
import { useNow } from '../../ui/now-context.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { ExpiryText } from './ExpiryText.tsx'
import { classOf, dayOf, daysBetween } from './stock-words.ts'
import styles from './stockpile.module.css'

type Row = StockLine & { readonly warehouses: number }
const amount = (value: number) => value.toLocaleString('zh-CN')

const columns: readonly TableColumn<Row>[] = [
  { key: 'name', title: '品种', width: 190, value: ({ name }) => name, required: true, render: ({ name }) => <b>{name}</b> },
  { key: 'code', title: '编码', width: 96, value: ({ code }) => code },
  { key: 'class', title: '大类', width: 180, value: ({ code }) => classOf(code), hiddenAtFirst: true },
  { key: 'quantity', title: '库存', width: 120, align: 'right', value: ({ quantity }) => quantity, render: ({ quantity, unit }) => `${amount(quantity)} ${unit}` },
  { key: 'unit', title: '单位', width: 72, value: ({ unit }) => unit, hiddenAtFirst: true },
  { key: 'expired', title: '其中过期', width: 104, align: 'right', value: ({ expired }) => expired, render: ({ expired }) => (expired > 0 ? <span className={styles.warn}>{amount(expired)}</span> : <span className={styles.note}>—</span>) },
  { key: 'minimum', title: '最低储备', width: 104, align: 'right', value: ({ minimum }) => minimum, render: ({ minimum }) => (minimum === null ? <span className={styles.note}>未定</span> : amount(minimum)) },
  { key: 'gap', title: '各库缺口', width: 96, align: 'right', value: ({ gap }) => gap, render: ({ gap }) => (gap > 0 ? <span className={styles.warn} title="各仓库低于自己最低储备的数量之和；总量够，不等于每个库都够">缺 {amount(gap)}</span> : <span className={styles.note}>—</span>) },
  { key: 'first', title: '最早到期', width: 170, value: ({ firstExpiresOn }) => firstExpiresOn, render: (row) => <FirstExpiry row={row} /> },
  { key: 'lots', title: '批次', width: 72, align: 'right', value: ({ lots }) => lots },
  { key: 'warehouses', title: '仓库', width: 72, align: 'right', value: ({ warehouses }) => warehouses },
]
const filters: readonly TableFilter<Row>[] = [
  { key: 'gap', label: '有缺口', passes: ({ gap }) => gap > 0 },
  { key: 'expired', label: '有过期', passes: ({ expired }) => expired > 0 },
  ...(['1', '2', '3'] as const).map((digit) => ({ key: digit, label: classOf(digit), passes: ({ code }: Row) => code.startsWith(digit) })),
]

function FirstExpiry({ row: { firstExpiresOn } }: { readonly row: Row }) {
  const today = dayOf(useNow())
  return firstExpiresOn === null ? <Tag>不限</Tag> : <ExpiryText expiresOn={firstExpiresOn} daysLeft={daysBetween(today, firstExpiresOn)} />
}

/** What the jurisdiction has of everything: amounts, gaps, what runs out first. */
export function StockTable() {
  const stock = useRoute(routes.listStock, { query: {} }, { touches: ['lot', 'stock-minimum', 'item'] })
  return (
    <DataTable<Row>
      name="物资总账"
      columns={columns}
      rows={stock.data?.items}
      rowKey={({ itemId }) => itemId}
      filters={filters}
      emptyTitle="还没有库存"
      emptyHint="在“仓库”里登记仓库，再入库。"
      error={stock.data === undefined && stock.error !== null ? { message: stock.error.problem.detail, code: stock.error.problem.code } : undefined}
      onRetry={() => void stock.refetch()}
    />
  )
}
