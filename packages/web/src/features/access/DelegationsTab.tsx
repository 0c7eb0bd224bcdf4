import { routes } from '@fengsui/contract'
import { delegationStates } from '@fengsui/contract/access'
import type { DelegationView } from '@fengsui/contract/access'
import { permissionNames } from '@fengsui/contract/kernel'
import { App, Button, Popconfirm } from 'antd'
import { useMemo, useState } from 'react'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { NewDelegationDialog } from './NewDelegationDialog.tsx'

const filters: readonly TableFilter<DelegationView>[] = [
  { key: 'running', label: '代班中', passes: ({ state }) => state === 'running' },
  { key: 'planned', label: '未开始', passes: ({ state }) => state === 'planned' },
]
const everyMs = 60_000

/** Who stands in for whom, until when, with what; one's own are given here. */
export function DelegationsTab() {
  const [making, setMaking] = useState(false)
  const delegations = useRoute(routes.listDelegations, {}, { touches: ['delegation'], refetchInterval: everyMs })
  const columns = useMemo<readonly TableColumn<DelegationView>[]>(
    () => [
      { key: 'from', title: '委托人', value: ({ fromName }) => fromName, required: true, width: 136, render: ({ fromName, fromUnitName }) => <b title={fromUnitName}>{fromName}</b> },
      { key: 'to', title: '受托人', value: ({ toName }) => toName, required: true, width: 136, render: ({ toName, toUnitName }) => <b title={toUnitName}>{toName}</b> },
      { key: 'starts', title: '起', value: ({ startsAt }) => startsAt, words: ({ startsAt }) => monthDayTime(startsAt), width: 112 },
      { key: 'ends', title: '止', value: ({ endsAt }) => endsAt, words: ({ endsAt }) => monthDayTime(endsAt), width: 112 },
      { key: 'permissions', title: '借出的权限', value: ({ permissions }) => permissions.map((permission) => permissionNames[permission]).join('、'), width: 320 },
      { key: 'reason', title: '事由', value: ({ reason }) => reason ?? '', width: 168 },
      { key: 'state', title: '状态', value: ({ state }) => delegationStates[state], width: 168, render: (row) => <StateCell row={row} /> },
    ],
    [],
  )
  return (
    <>
      <DataTable
        name="委托"
        columns={columns}
        rows={delegations.data?.items}
        rowKey={({ id }) => id}
        filters={filters}
        emptyTitle="没有委托"
        emptyHint="外出、轮休时点“委托代班”，把自己的权限借给同级的人；到时自行失效。"
        error={delegations.data === undefined && delegations.error !== null ? { message: delegations.error.problem.detail, code: delegations.error.problem.code } : undefined}
        onRetry={() => void delegations.refetch()}
        tools={
          <Button size="small" type="primary" icon={<Symbol name="plus" size={14} />} onClick={() => setMaking(true)}>
            委托代班
          </Button>
        }
      />
      {making && <NewDelegationDialog onClose={() => setMaking(false)} />}
    </>
  )
}

function StateCell({ row }: { readonly row: DelegationView }) {
  const { message } = App.useApp()
  const revoke = useCommand(routes.revokeDelegation, { onDone: () => void message.success('委托已撤销，立即失效') })
  const act = async (): Promise<void> => {
    if ((await revoke.run({ params: { delegationId: row.id } })) === undefined) void message.error('没有撤销，请刷新后重试')
  }
  if (!row.mayRevoke) return <Tag>{delegationStates[row.state]}</Tag>
  return (
    <Popconfirm title="撤销这项委托？" description="受托人立即失去所借的权限。" okText="撤销" cancelText="不撤销" onConfirm={() => void act()}>
      <Button size="small" loading={revoke.busy}>
        {delegationStates[row.state]} · 撤销
      </Button>
    </Popconfirm>
  )
}
