import { routes } from '@fengsui/contract'
import { rosterFilingStatusNames, type RosterFilingView } from '@fengsui/contract/rosters'
import { Button } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../lib/use-command.ts'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { DataTable, type TableColumn } from '../../ui/table/DataTable.tsx'
import styles from './rosters.module.css'

const stateOf = (row: RosterFilingView): string => `${rosterFilingStatusNames[row.status]}${row.status === 'due' && row.overdueAt !== null ? '，已逾期' : ''}${row.changed ? '，报后有变' : ''}`
const madeOf = (row: RosterFilingView): string => (row.planned === 0 ? '未发布值班表' : row.missing > 0 ? `缺 ${String(row.missing)} 席` : `${String(row.planned)} 席，已排满`)

function Act({ row }: { readonly row: RosterFilingView }) {
  const file = useCommand(routes.fileRoster)
  const sign = useCommand(routes.receiveRosterFiling)
  const params = { filingId: row.id }
  const problem = file.problem ?? sign.problem
  return (
    <span className={styles.actions}>
      {row.mayFile && <Button size="small" type={row.status === 'due' ? 'primary' : 'default'} loading={file.busy} onClick={() => void file.run({ params })}>{row.status === 'due' ? '报备' : '重新报备'}</Button>}
      {row.mayReceive && <Button size="small" type="primary" loading={sign.busy} onClick={() => void sign.run({ params })}>签收</Button>}
      {problem !== null && <span className={styles.wrong} role="alert">{problem.detail}</span>}
    </span>
  )
}

const columns: readonly TableColumn<RosterFilingView>[] = [
  { key: 'holiday', title: '节日', value: (row) => row.holiday, required: true, width: 120 },
  { key: 'days', title: '假期', value: (row) => row.fromDay, words: (row) => `${row.fromDay} 至 ${row.toDay.slice(5)}`, width: 170 },
  { key: 'unit', title: '报备单位', value: (row) => row.unitName, width: 170 },
  { key: 'to', title: '报往', value: (row) => row.toUnitName ?? '（上级值班室未登记）', width: 160 },
  { key: 'made', title: '值班表', value: madeOf, render: (row) => <span className={row.planned === 0 || row.missing > 0 ? styles.wrong : undefined}>{madeOf(row)}</span>, width: 130 },
  { key: 'due', title: '截止', value: (row) => row.dueAt, words: (row) => monthDayTime(row.dueAt), width: 100 },
  { key: 'state', title: '状态', value: stateOf, render: (row) => (row.status === 'due' && row.overdueAt !== null ? <b className={styles.wrong}>{stateOf(row)}</b> : <Tag tone={row.status === 'received' && !row.changed ? 'quiet' : 'accent'}>{stateOf(row)}</Tag>), width: 150 },
  { key: 'act', title: '操作', value: () => '', sortable: false, render: (row) => <Act row={row} />, width: 150 },
]

/** Holiday rosters filed with the level above, and those of the levels below that came or did not. */
export function FilingsTab() {
  const [status, setStatus] = useState<'open' | 'all'>('open')
  const filings = useAllPages(routes.listRosterFilings, { status }, { touches: ['roster-filing', 'duty-shift', 'duty-roster'] })
  const error = filings.error !== null && filings.data === undefined ? { message: filings.error.message, code: filings.error.problem.code } : undefined
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <TabStrip label="范围" items={[{ key: 'open', label: '未办结' }, { key: 'all', label: '全部' }]} value={status} onChange={setStatus} />
        <span className={styles.quiet}>法定节假日前 21 天自动立项，默认节前 2 个工作日 17 时截止（平台默认，以上级要求为准）</span>
      </div>
      <div className={styles.fill}>
        <DataTable<RosterFilingView> name="节假日值班报备" columns={columns} rows={filings.data} rowKey={(row) => row.id} filters={[{ key: 'late', label: '已逾期', passes: (row) => row.status === 'due' && row.overdueAt !== null }, { key: 'changed', label: '报后有变', passes: (row) => row.changed }]} error={error} onRetry={() => void filings.refetch()} emptyTitle={status === 'open' ? '没有待办的报备' : '还没有报备'} emptyHint="有班次规则的单位，节假日前会自动出现在这里。下一年的节假日安排要等国务院办公厅通知公布、录入后才知道。" />
      </div>
    </div>
  )
}
