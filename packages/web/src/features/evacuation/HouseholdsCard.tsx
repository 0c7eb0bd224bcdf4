import { routes } from '@fengsui/contract'
import { householdStatusNames, type HouseholdStatus, type HouseholdView } from '@fengsui/contract/evacuation'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useMay } from '../../lib/use-may.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { useNarrow } from '../../ui/shell/use-narrow.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { HouseholdDialog } from './HouseholdDialog.tsx'
import { peopleWords, whereabouts } from './household-words.ts'
import { ListHouseholdDialog } from './ListHouseholdDialog.tsx'
import styles from './evacuation.module.css'

const statuses = Object.keys(householdStatusNames) as HouseholdStatus[]
const rowKey = (row: HouseholdView): string => row.id
const changedAt = (row: HouseholdView): string | null => row.returnedAt ?? row.movedAt ?? row.visitedAt ?? row.notifiedAt
const changedWords = (row: HouseholdView): string => {
  const at = changedAt(row)
  return at === null ? '' : monthDayTime(at)
}
const visitWords = (row: HouseholdView): string => (row.visits === 0 ? '' : `${row.visits} 次`)

const columns: readonly TableColumn<HouseholdView>[] = [
  { key: 'householder', title: '户主', value: (row) => row.householder ?? '', required: true, width: 96 },
  { key: 'status', title: '状态', value: (row) => statuses.indexOf(row.status), words: (row) => householdStatusNames[row.status], render: (row) => <Tag tone={row.status === 'refused' ? 'outline' : row.status === 'moved' ? 'accent' : 'quiet'}>{householdStatusNames[row.status]}</Tag>, width: 92 },
  { key: 'place', title: '地区', value: (row) => row.placeName, width: 120 },
  { key: 'people', title: '人数', value: (row) => row.people, words: peopleWords, render: peopleWords, width: 116 },
  { key: 'reason', title: '原因', value: (row) => row.reason, width: 180 },
  { key: 'responsible', title: '责任人', value: (row) => row.responsibleName ?? '', words: (row) => row.responsibleName ?? '未指定', render: (row) => row.responsibleName ?? '未指定', width: 92 },
  { key: 'visits', title: '上门', value: (row) => row.visits, words: visitWords, render: visitWords, width: 64 },
  { key: 'where', title: '去向', value: whereabouts, width: 140 },
  { key: 'changed', title: '最近登记', value: (row) => changedAt(row) ?? '', words: changedWords, render: changedWords, width: 104 },
  { key: 'phone', title: '电话', value: (row) => row.phone ?? '', width: 120 },
]

const filters: readonly TableFilter<HouseholdView>[] = [
  ...statuses.map((status): TableFilter<HouseholdView> => ({ key: status, label: householdStatusNames[status], passes: (row) => row.status === status })),
  { key: 'vulnerable', label: '有老幼病残', passes: (row) => row.vulnerable > 0 },
]

/** The ledger of households of an incident: a press on one opens what can be registered. */
export function HouseholdsCard({ incidentId }: { readonly incidentId: string }) {
  const narrow = useNarrow()
  const mayEdit = useMay('evacuation:edit')
  const [openId, setOpenId] = useState<string | null>(null)
  const [listing, setListing] = useState(false)
  const households = useAllPages(routes.listHouseholds, { incidentId }, { touches: ['transfer-household', 'shelter'] })
  const opened = useMemo(() => households.data?.find(({ id }) => id === openId), [households.data, openId])
  const rows = households.data
  const add = mayEdit ? (
    <Button type="primary" size={narrow ? 'large' : 'small'} icon={<Symbol name="plus" size={14} />} onClick={() => setListing(true)}>
      列入一户
    </Button>
  ) : undefined
  const hint = '危险区、地质灾害隐患点、危房等须转移的住户逐户列入，落实责任人；名单随叫随转。'
  const error = households.error !== null && rows === undefined ? { message: households.error.message, code: households.error.problem.code } : undefined
  return (
    <>
      {narrow ? (
        <div className={styles.phoneList}>
          {add}
          {error !== undefined ? (
            <ErrorState hint={error.message} code={error.code} onRetry={() => void households.refetch()} />
          ) : rows === undefined ? (
            <LoadingState />
          ) : rows.length === 0 ? (
            <EmptyState symbol="users" title="台账上还没有住户" hint={hint} />
          ) : (
            <ul>
              {rows.map((row) => (
                <li key={row.id}>
                  <button type="button" className={styles.householdCard} onClick={() => setOpenId(row.id)}>
                    <span>
                      <b>{row.householder}</b>
                      <Tag tone={row.status === 'moved' ? 'accent' : 'outline'}>{householdStatusNames[row.status]}</Tag>
                    </span>
                    <small>{row.placeName} · {peopleWords(row)}{row.visits > 0 ? ` · 上门 ${row.visits} 次` : ''}</small>
                    <small>{whereabouts(row) === '' ? row.reason : whereabouts(row)}</small>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      ) : (
        <DataTable<HouseholdView> name="转移台账" columns={columns} rows={rows} rowKey={rowKey} filters={filters} tools={add} emptyTitle="台账上还没有住户" emptyHint={hint} error={error} onRetry={() => void households.refetch()} onOpen={(row) => setOpenId(row.id)} />
      )}
      {opened !== undefined && <HouseholdDialog household={opened} mayAct={mayEdit} onClose={() => setOpenId(null)} />}
      {listing && <ListHouseholdDialog incidentId={incidentId} onClose={() => setListing(false)} />}
    </>
  )
}
