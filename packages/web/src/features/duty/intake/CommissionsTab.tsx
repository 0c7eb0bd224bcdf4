import { routes } from '@fengsui/contract'
import { commissionStatusNames } from '@fengsui/contract/signals'
import type { CommissionView } from '@fengsui/contract/signals'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { LinkTo, paths } from '../../../lib/navigation.ts'
import { useAllPages } from '../../../lib/use-all-pages.ts'
import { useCommand } from '../../../lib/use-command.ts'
import { useMay } from '../../../lib/use-may.ts'
import { Countdown } from '../../../ui/clocks/Countdown.tsx'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../../ui/table/DataTable.tsx'
import { AnswerDialog } from './AnswerDialog.tsx'
import { CommissionDialog } from './CommissionDialog.tsx'
import styles from './intake.module.css'

const stateOf = ({ status, overdueAt }: CommissionView): string => (status === 'asked' && overdueAt !== null ? '逾期未报' : status === 'answered' && overdueAt !== null ? '迟报' : commissionStatusNames[status])
const filters: readonly TableFilter<CommissionView>[] = [
  { key: 'mine', label: '约到本单位', passes: ({ mine }) => mine },
  { key: 'asked', label: '待报', passes: ({ status }) => status === 'asked' },
  { key: 'overdue', label: '逾期', passes: ({ overdueAt }) => overdueAt !== null },
]

/** Commissioned items (约稿): asked of units by the desk, answered by them as signals. */
export function CommissionsTab() {
  const mayAsk = useMay('signal:verify')
  const maySubmit = useMay('signal:submit')
  const [asking, setAsking] = useState(false)
  const [answering, setAnswering] = useState<CommissionView | null>(null)
  const commissions = useAllPages(routes.listCommissions, {}, { touches: ['commission'] })
  const withdraw = useCommand(routes.withdrawCommission)
  const columns = useMemo(
    (): readonly TableColumn<CommissionView>[] => [
      { key: 'topic', title: '约请内容', value: ({ topic }) => topic, required: true, render: ({ topic, number }) => <div className={styles.topic}><b>{topic}</b><small>{number}</small></div> },
      { key: 'unit', title: '单位', value: ({ unitName }) => unitName, width: 160 },
      { key: 'by', title: '约稿单位', value: ({ askedByUnitName }) => askedByUnitName, width: 140, hiddenAtFirst: true },
      { key: 'asked', title: '约稿', value: ({ askedAt }) => askedAt, width: 96, render: ({ askedAt }) => monthDayTime(askedAt) },
      { key: 'due', title: '要求', value: ({ dueAt }) => dueAt, width: 150, render: ({ status, askedAt, dueAt }) => (status === 'asked' ? <Countdown name="约稿" startedAt={askedAt} dueAt={dueAt} look="pill" /> : monthDayTime(dueAt)) },
      { key: 'state', title: '状态', value: stateOf, width: 92, render: (row) => <Tag>{stateOf(row)}</Tag> },
      {
        key: 'act', title: '操作', value: () => '', sortable: false, width: 150,
        render: (row) => (
          <div className={styles.acts}>
            {row.status === 'asked' && row.mine && maySubmit && <Button size="small" type="primary" onClick={() => setAnswering(row)}>报送</Button>}
            {row.status === 'asked' && mayAsk && !row.mine && <Button size="small" loading={withdraw.busy} onClick={() => void withdraw.run({ params: { commissionId: row.id } })}>撤回</Button>}
            {row.signalId !== null && <LinkTo to={paths.duty(row.signalId)}>看来报</LinkTo>}
          </div>
        ),
      },
    ],
    [mayAsk, maySubmit, withdraw],
  )
  return (
    <div className={styles.fill}>
      <DataTable<CommissionView>
        name="约稿"
        columns={columns}
        rows={commissions.data}
        rowKey={({ id }) => id}
        filters={filters}
        emptyTitle="没有约稿"
        emptyHint={mayAsk ? '需要单位限时报送某方面情况时，点“约稿”；报来的内容成为一条来报。' : '值班室约您单位报送的事项会出现在这里。'}
        error={commissions.data === undefined && commissions.error !== null ? { message: commissions.error.problem.detail, code: commissions.error.problem.code } : undefined}
        onRetry={() => void commissions.refetch()}
        tools={
          mayAsk && (
            <Button size="small" type="primary" icon={<Symbol name="plus" size={14} />} onClick={() => setAsking(true)}>
              约稿
            </Button>
          )
        }
      />
      {withdraw.problem !== null && <p role="alert">{withdraw.problem.detail}</p>}
      {asking && <CommissionDialog onClose={() => setAsking(false)} />}
      {answering !== null && <AnswerDialog commission={answering} onClose={() => setAnswering(null)} />}
    </div>
  )
}
