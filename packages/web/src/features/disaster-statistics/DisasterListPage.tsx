import { routes } from '@fengsui/contract'
import { processStatusNames, type ProcessView } from '@fengsui/contract/disaster-statistics'
import { Button } from 'antd'
import { useState } from 'react'
import { paths, useGo } from '../../lib/navigation.ts'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useMay } from '../../lib/use-may.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { figureWords, kindWords } from './disaster-words.ts'
import styles from './disaster.module.css'
import { OpenProcessDialog } from './OpenProcessDialog.tsx'

const rowKey = (row: ProcessView): string => row.id
const figure = (row: ProcessView, code: string, annual: string): number => {
  const value = row.headline?.values[row.kind === 'event' ? code : annual]
  return typeof value === 'number' ? value : -1
}
const figureColumn = (key: string, title: string, code: string, annual: string, width: number): TableColumn<ProcessView> => ({
  key, title, width, align: 'right', value: (row) => figure(row, code, annual), words: (row) => figureWords(row.headline?.values[row.kind === 'event' ? code : annual]),
  render: (row) => <span className={styles.right}>{figureWords(row.headline?.values[row.kind === 'event' ? code : annual])}</span>,
})

const columns: readonly TableColumn<ProcessView>[] = [
  {
    key: 'title', title: '灾害过程', width: 216, required: true, value: (row) => row.title, words: (row) => `${row.title} ${row.number}`,
    render: (row) => (
      <span className={styles.twoLines}>
        <b>{row.title}</b>
        <small>{row.number}</small>
      </span>
    ),
  },
  { key: 'kind', title: '灾种', width: 110, value: kindWords, render: (row) => (row.nature === 'undetermined' ? <Tag tone="outline">性质待认定</Tag> : kindWords(row)) },
  { key: 'place', title: '地区', width: 88, value: (row) => row.placeName },
  { key: 'status', title: '状态', width: 130, value: (row) => processStatusNames[row.status], render: (row) => <Tag tone={row.status === 'closed' ? 'quiet' : 'accent'}>{processStatusNames[row.status]}</Tag> },
  figureColumn('affected', '受灾（人）', 'A01007', 'B01002', 92),
  figureColumn('dead', '死亡', 'A01008', 'B01003', 68),
  figureColumn('missing', '失踪', 'A01009', 'B01004', 68),
  figureColumn('relocated', '转移安置（人）', 'A01013', 'B01008', 116),
  figureColumn('loss', '直接经济损失（万元）', 'A01058', 'B01050', 176),
  { key: 'reported', title: '已报地区', width: 88, align: 'right', value: (row) => row.reportedPlaces },
  { key: 'startedAt', title: '发生时间', width: 104, value: (row) => row.startedAt ?? row.openedAt, words: (row) => monthDayTime(row.startedAt ?? row.openedAt) },
]
const filters: readonly TableFilter<ProcessView>[] = [
  { key: 'open', label: '未结束', passes: (row) => row.status !== 'closed' },
  { key: 'event', label: '灾害过程', passes: (row) => row.kind === 'event' },
  { key: 'yearly', label: '年报与冬春救助', passes: (row) => row.kind !== 'event' },
]

/** Every collecting of figures that concerns the jurisdiction: disasters, years, winters. */
export function DisasterListPage() {
  const go = useGo()
  const mayOpen = useMay('disaster:edit')
  const [opening, setOpening] = useState(false)
  const processes = useAllPages(routes.listDisasterProcesses, { status: 'all' }, { touches: ['disaster-process', 'disaster-return'] })
  const error = processes.error !== null && processes.data === undefined ? { message: processes.error.message, code: processes.error.problem.code } : undefined
  return (
    <div className={styles.page}>
      <Card
        className={styles.grow} title="灾情统计" count={processes.data === undefined ? undefined : `${processes.data.length} 项`}
        extra={mayOpen ? <Button type="primary" size="small" icon={<Symbol name="plus" size={14} />} onClick={() => setOpening(true)}>登记灾害过程</Button> : undefined}
      >
        <DataTable<ProcessView> name="灾情统计" columns={columns} rows={processes.data} rowKey={rowKey} filters={filters} emptyTitle="还没有灾害过程" emptyHint="发生自然灾害后在这里登记，村、乡镇、县逐级填报、审核、汇总；年报和冬春救助也在这里开始。" error={error} onRetry={() => void processes.refetch()} onOpen={(row) => go(paths.disaster(row.id))} />
      </Card>
      {opening && <OpenProcessDialog onClose={() => setOpening(false)} onOpened={(id) => go(paths.disaster(id))} />}
    </div>
  )
}
