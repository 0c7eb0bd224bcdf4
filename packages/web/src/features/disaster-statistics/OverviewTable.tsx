import { routes } from '@fengsui/contract'
import { formSets, type FormSetKey, type OverviewRow, type OverviewView, type ProcessView } from '@fengsui/contract/disaster-statistics'
import { divisionLevelNames } from '@fengsui/contract/kernel'
import { Button } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useMay } from '../../lib/use-may.ts'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { EmptyState } from '../../ui/states/PageStates.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { figureWords, pressingDeadline, versionWords } from './disaster-words.ts'
import styles from './disaster.module.css'
import { SendBackDialog } from './SendBackDialog.tsx'

interface OverviewTableProps {
  readonly process: ProcessView
  readonly formSet: FormSetKey
  readonly overview: OverviewView
  readonly onPlace: (divisionCode: string) => void
}

const rowKey = (row: OverviewRow): string => row.divisionCode
const reported = (row: OverviewRow): string => (row.latest === null ? '未报' : versionWords(row.latest))

function DeadlineCell({ row }: { readonly row: OverviewRow }) {
  const deadline = pressingDeadline(row)
  if (!row.expected) return <span className={styles.quiet}>不在应报范围</span>
  if (deadline === null) return <span className={styles.quiet}>—</span>
  if (deadline.dueAt === null) return <span className={styles.quiet}>{deadline.text}</span>
  return <Countdown look="pill" name={deadline.title} startedAt={deadline.startsAt ?? undefined} dueAt={deadline.dueAt} doneAt={deadline.metAt ?? undefined} rule={{ text: deadline.text, basis: deadline.basis }} />
}

/** Who below has reported, what waits for checking, which clock runs; and what the place itself does next. */
export function OverviewTable({ process, formSet, overview, onPlace }: OverviewTableProps) {
  const go = useGo()
  const { readOnly } = useApiBase()
  const mayAccept = useMay('disaster:accept')
  const [sendingBack, setSendingBack] = useState<{ readonly id: string; readonly placeName: string } | null>(null)
  const accept = useCommand(routes.acceptDisasterReturn)
  const start = useCommand(routes.startDisasterReturn, { onDone: ({ id }) => go(paths.disasterReturn(process.id, id)) })
  const zero = useCommand(routes.reportDisasterZero)
  const { own } = overview
  // Places that are not asked and said nothing are only named by their number.
  const rows = overview.rows.filter(({ expected, latest }) => expected || latest !== null)
  const others = overview.rows.length - rows.length
  const begin = (divisionCode: string, from: 'last' | 'sum'): void => void start.run({ params: { processId: process.id }, body: { divisionCode, formSet, from } })
  const problem = accept.problem ?? start.problem ?? zero.problem
  const mayFill = overview.mayFill && !readOnly
  const summable = formSets[formSet].summed && rows.some(({ accepted }) => accepted !== null)
  const figure = (row: OverviewRow, key: string) => (row.waiting ?? row.accepted)?.values[key]
  const figureColumns: TableColumn<OverviewRow>[] = formSet !== 'loss' ? [] : ([['A01007', '受灾'], ['A01008', '死亡'], ['A01009', '失踪'], ['A01013', '转移安置'], ['A01058', '损失（万元）']] as const).map(([key, title]) => ({
    key, title, width: title.length > 3 ? 104 : 76, align: 'right' as const, value: (row: OverviewRow) => { const value = figure(row, key); return typeof value === 'number' ? value : -1 }, words: (row: OverviewRow) => figureWords(figure(row, key)), render: (row: OverviewRow) => <span className={styles.right}>{figureWords(figure(row, key))}</span>,
  }))
  const columns: readonly TableColumn<OverviewRow>[] = [
    { key: 'place', title: '地区', width: 120, required: true, value: (row) => row.placeName, render: (row) => (row.hasBelow ? <button type="button" className={styles.placeButton} onClick={() => onPlace(row.divisionCode)}>{row.placeName}</button> : row.placeName) },
    {
      key: 'state', title: '报送情况', width: 218, value: reported,
      render: (row) => (
        <span className={styles.twoLines}>
          <span>{row.latest === null ? (row.expected ? <b>未报</b> : <span className={styles.quiet}>未报</span>) : versionWords(row.latest)}</span>
          <small>
            {row.latest?.submittedAt != null && `${monthDayTime(row.latest.submittedAt)} 上报`}
            {row.updatedBelow && ' · 下级已更新'}
          </small>
        </span>
      ),
    },
    { key: 'deadline', title: '时限', width: 190, value: (row) => pressingDeadline(row)?.dueAt ?? '', words: (row) => pressingDeadline(row)?.title ?? '', render: (row) => <DeadlineCell row={row} /> },
    ...figureColumns,
    {
      key: 'act', title: '操作', width: 208, sortable: false, value: () => '',
      render: (row) => (
        <span className={styles.actions}>
          {row.latest !== null && <Button size="small" onClick={() => go(paths.disasterReturn(process.id, (row.waiting ?? row.latest)?.id ?? ''))}>查看</Button>}
          {mayAccept && overview.mayDecide && row.waiting !== null && (
            <>
              <Button size="small" type="primary" loading={accept.busy} onClick={() => void accept.run({ params: { returnId: row.waiting?.id ?? '' } })}>通过</Button>
              <Button size="small" onClick={() => setSendingBack({ id: row.waiting?.id ?? '', placeName: row.placeName })}>退回</Button>
            </>
          )}
          {mayFill && row.latest === null && row.expected && <Button size="small" onClick={() => begin(row.divisionCode, 'last')}>代填</Button>}
        </span>
      ),
    },
  ]
  const filters: readonly TableFilter<OverviewRow>[] = [
    { key: 'silent', label: '未报', passes: (row) => row.latest === null && row.expected },
    { key: 'waiting', label: '待审核', passes: (row) => row.waiting !== null },
    { key: 'overdue', label: '超时限', passes: (row) => row.deadlines.some(({ state }) => state === 'overdue' || state === 'late') },
    { key: 'updated', label: '下级已更新', passes: (row) => row.updatedBelow },
  ]
  return (
    <>
      <div className={styles.ownStrip}>
        <span>{overview.placeName}本级</span>
        {own.latest === null ? <span>未报</span> : <span>{versionWords(own.latest)}{own.latest.submittedAt !== null && `，${monthDayTime(own.latest.submittedAt)}`}</span>}
        {own.updatedBelow && <Tag tone="outline">下级已更新，请重新汇总</Tag>}
        <DeadlineCell row={own} />
        <span className={styles.ownEnd}>
          {own.latest !== null && <Button size="small" onClick={() => go(paths.disasterReturn(process.id, own.latest?.id ?? ''))}>查看本级报表</Button>}
          {mayFill && formSet === 'loss' && process.status === 'open' && <Button size="small" loading={zero.busy} onClick={() => void zero.run({ params: { processId: process.id }, body: { divisionCode: overview.divisionCode } })}>{own.latest === null ? '零报告（本地无灾情）' : '零报告（数字无变化）'}</Button>}
          {mayFill && !own.draft && summable && <Button size="small" type="primary" loading={start.busy} onClick={() => begin(overview.divisionCode, 'sum')}>汇总下级并填报</Button>}
          {mayFill && <Button size="small" type={summable && !own.draft ? 'default' : 'primary'} loading={start.busy} onClick={() => begin(overview.divisionCode, 'last')}>{own.draft ? '继续填报草稿' : '填报'}</Button>}
        </span>
      </div>
      {problem !== null && <p className={styles.problem} role="alert">{problem.detail}</p>}
      <Card className={styles.grow} title="下级报送" count={`${rows.filter(({ latest, expected }) => latest !== null && expected).length} / ${rows.filter(({ expected }) => expected).length} 个地区已报${others > 0 ? `，另有 ${String(others)} 个地区不在应报范围` : ''}`}>
        {rows.length === 0 ? <EmptyState symbol="users" title={`${divisionLevelNames[overview.level]}级以下没有填报地区`} hint="请直接填报本级报表。" /> : <DataTable<OverviewRow> name={`${overview.placeName}下级报送情况`} columns={columns} rows={rows} rowKey={rowKey} filters={filters} emptyHint="" />}
      </Card>
      {sendingBack !== null && <SendBackDialog returnId={sendingBack.id} placeName={sendingBack.placeName} onClose={() => setSendingBack(null)} />}
    </>
  )
}
