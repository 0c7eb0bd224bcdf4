import { routes } from '@fengsui/contract'
import { getListForm, listCellWords, type EntryView, type ListCode, type ProcessView } from '@fengsui/contract/disaster-statistics'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { addressOf } from '../../lib/api.ts'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { EntryDialog } from './EntryDialog.tsx'
import { RemoveEntryDialog } from './RemoveEntryDialog.tsx'
import styles from './disaster.module.css'

type Doing = { readonly kind: 'add' } | { readonly kind: 'change' | 'remove'; readonly entry: EntryView } | null
const rowKey = (row: EntryView): string => row.id
/** What one looks for first in each list; the rest can be shown by choice. */
const firstColumns: Readonly<Record<ListCode, readonly string[]>> = {
  D01: ['D01001', 'D01002', 'D01003', 'D01007', 'D01008', 'D01009', 'D01010'], D02: ['D02001', 'D02005', 'D02006', 'D02008', 'D02011', 'D02013', 'D02015'], D03: ['D03001', 'D03005', 'D03006', 'D03009', 'D03010'],
}

/** A list of persons or households of the place looked at, as far as the reader may see them. */
export function EntryList({ process, list, divisionCode }: { readonly process: ProcessView; readonly list: ListCode; readonly divisionCode: string | undefined }) {
  const { base, readOnly } = useApiBase()
  const [doing, setDoing] = useState<Doing>(null)
  const form = getListForm(list)
  const entries = useAllPages(routes.listDisasterEntries, { processId: process.id, list, status: 'all', divisionCode }, { touches: ['disaster-list-entry'] })
  const rows = entries.data?.filter((entry) => entry.list === list)
  const mayAdd = process.mayFill && !readOnly
  const columns = useMemo((): TableColumn<EntryView>[] => [
    { key: 'place', title: '地区', width: 130, required: true, value: (row) => row.placeName, render: (row) => <>{row.placeName} {row.status === 'removed' && <Tag>已核销</Tag>}</> },
    ...form.columns.map((column): TableColumn<EntryView> => ({
      key: column.code, title: column.unit === undefined ? column.name : `${column.name}（${column.unit}）`, width: column.type === 'text' ? 140 : column.type === 'options' ? 150 : 96, hiddenAtFirst: !firstColumns[list].includes(column.code),
      value: (row) => { const value = row.cells[column.code]; return typeof value === 'number' && column.options === undefined ? value : listCellWords(column, value) },
      words: (row) => listCellWords(column, row.cells[column.code]),
      ...(column.code === firstColumns[list][0] ? { render: (row: EntryView) => (row.unidentified ? <Tag tone="outline">身份待确认</Tag> : listCellWords(column, row.cells[column.code])) } : {}),
    })),
    { key: 'by', title: '登记单位', width: 150, value: (row) => row.byUnitName },
    ...(mayAdd ? [{ key: 'act', title: '操作', width: 132, sortable: false, value: () => '', render: (row: EntryView) => (row.mayEdit ? <span className={styles.actions}><Button size="small" onClick={() => setDoing({ kind: 'change', entry: row })}>更正</Button><Button size="small" onClick={() => setDoing({ kind: 'remove', entry: row })}>核销</Button></span> : null) }] : []),
  ], [form, list, mayAdd])
  const filters: readonly TableFilter<EntryView>[] = list === 'D01'
    ? [{ key: 'dead', label: '死亡', passes: (row) => row.figures['D01007'] === 1 && row.status === 'listed' }, { key: 'missing', label: '失踪', passes: (row) => row.figures['D01007'] === 2 && row.status === 'listed' }, { key: 'unknown', label: '身份待确认', passes: (row) => row.unidentified }]
    : [{ key: 'listed', label: '在册', passes: (row) => row.status === 'listed' }]
  const error = entries.error !== null && rows === undefined ? { message: entries.error.message, code: entries.error.problem.code } : undefined
  const masked = rows?.some((row) => row.masked) === true
  return (
    <Card
      className={styles.grow} title={form.title} count={rows === undefined ? undefined : `${rows.filter(({ status }) => status === 'listed').length} ${form.rowWord}${masked ? ' · 个人信息按权限遮盖' : ''}`}
      extra={
        <>
          {(['xlsx', 'docx', 'pdf'] as const).map((format) => (
            <Button key={format} size="small" href={`${base}${addressOf(routes.downloadDisasterList, { params: { processId: process.id, list }, query: { format, ...(divisionCode === undefined ? {} : { divisionCode }) } })}`}>
              {format === 'xlsx' ? 'Excel' : format === 'docx' ? 'Word' : 'PDF'}
            </Button>
          ))}
          {mayAdd && <Button size="small" type="primary" icon={<Symbol name="plus" size={14} />} onClick={() => setDoing({ kind: 'add' })}>登记</Button>}
        </>
      }
    >
      <DataTable<EntryView> key={list} name={form.title} columns={columns} rows={rows} rowKey={rowKey} filters={filters} emptyTitle="一览表还是空的" emptyHint={list === 'D01' ? '有人员死亡失踪的在这里逐人登记；身份未确认的先登记，确认后补全。' : '逐户登记；间数、户数与报表自动核对。'} error={error} onRetry={() => void entries.refetch()} />
      {doing?.kind === 'add' && <EntryDialog process={process} list={list} entry={null} onClose={() => setDoing(null)} />}
      {doing?.kind === 'change' && <EntryDialog process={process} list={list} entry={doing.entry} onClose={() => setDoing(null)} />}
      {doing?.kind === 'remove' && <RemoveEntryDialog entry={doing.entry} onClose={() => setDoing(null)} />}
    </Card>
  )
}
