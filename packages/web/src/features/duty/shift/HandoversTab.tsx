import { routes } from '@fengsui/contract'
import { handoverStatusNames, type HandoverRow, type WatchView } from '@fengsui/contract/duty'
import { useState } from 'react'
import { useAllPages } from '../../../lib/use-all-pages.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Card } from '../../../ui/layout/Card.tsx'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { DataTable, type TableColumn } from '../../../ui/table/DataTable.tsx'
import { HandoverDrawer } from './HandoverDrawer.tsx'
import styles from './shift.module.css'

const columns: readonly TableColumn<HandoverRow>[] = [
  { key: 'number', title: '编号', value: (row) => row.number, width: 186, required: true },
  { key: 'unit', title: '单位', value: (row) => row.unitName, width: 160 },
  { key: 'from', title: '交班人', value: (row) => row.fromName, width: 90 },
  { key: 'to', title: '接班人', value: (row) => row.successorName ?? '', width: 90 },
  { key: 'at', title: '交接时间', value: (row) => row.successorSignedAt ?? row.draftedAt, words: (row) => monthDayTime(row.successorSignedAt ?? row.draftedAt), width: 110, render: (row) => monthDayTime(row.successorSignedAt ?? row.draftedAt) },
  { key: 'items', title: '移交', value: (row) => row.itemCount, width: 64, align: 'right' },
  { key: 'status', title: '状态', value: (row) => handoverStatusNames[row.status], width: 120, render: (row) => <Tag tone={row.status === 'draft' || row.status === 'signed' ? 'accent' : 'quiet'}>{handoverStatusNames[row.status]}</Tag> },
]
const watchColumns: readonly TableColumn<WatchView>[] = [
  { key: 'unit', title: '单位', value: (row) => row.unitName, width: 150, required: true },
  { key: 'officer', title: '当班', value: (row) => row.officerName, width: 80 },
  { key: 'end', title: '应交班', value: (row) => row.plannedEndAt, words: (row) => monthDayTime(row.plannedEndAt), width: 110, render: (row) => (row.overdueMinutes > 0 ? <span className={styles.late}>已逾 {row.overdueMinutes} 分</span> : monthDayTime(row.plannedEndAt)) },
]
const rowKey = (row: { readonly id: string }): string => row.id

/** Handovers of the jurisdiction, and who is on duty where right now. */
export function HandoversTab() {
  const [openId, setOpenId] = useState<string | null>(null)
  const handovers = useAllPages(routes.listHandovers, {}, { touches: ['handover'] })
  const watches = useAllPages(routes.listWatches, { status: 'running' }, { touches: ['duty-watch'], refetchInterval: 60_000 })
  return (
    <div className={styles.two}>
      <Card title="交接班记录" count={handovers.data === undefined ? undefined : `${handovers.data.length} 份`}>
        <DataTable<HandoverRow> name="交接班记录" columns={columns} rows={handovers.data} rowKey={rowKey} emptyTitle="还没有交接班" emptyHint="在值班台顶部按“交班”：系统列出未了事项，双方用各自账号签字。" error={handovers.error !== null && handovers.data === undefined ? { message: handovers.error.message } : undefined} onRetry={() => void handovers.refetch()} onOpen={(row) => setOpenId(row.id)} />
      </Card>
      <Card title="现在当班" count={watches.data === undefined ? undefined : `${watches.data.length} 处`}>
        <DataTable<WatchView> name="现在当班" columns={watchColumns} rows={watches.data} rowKey={rowKey} emptyTitle="没有单位在岗" emptyHint="各单位值班员在值班台顶部按“接班”后出现在这里。" error={watches.error !== null && watches.data === undefined ? { message: watches.error.message } : undefined} onRetry={() => void watches.refetch()} />
      </Card>
      {openId !== null && <HandoverDrawer handoverId={openId} onClose={() => setOpenId(null)} />}
    </div>
  )
}
