import { routes } from '@fengsui/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import type { AccountRow } from './account-row.ts'
import { AccountDialog } from './AccountDialog.tsx'
import { FactorRuleDialog } from './FactorRuleDialog.tsx'
import { NewAccountDialog } from './NewAccountDialog.tsx'
import { roleNames } from './role-options.ts'

const stateWords = ({ status, lockedUntil }: AccountRow): string => (status === 'disabled' ? '已停用' : lockedUntil === null ? '可用' : '已锁定')

const columns: readonly TableColumn<AccountRow>[] = [
  { key: 'username', title: '用户名', value: ({ username }) => username, required: true, width: 152, render: ({ username }) => <b>{username}</b> },
  { key: 'name', title: '姓名', value: ({ displayName }) => displayName, width: 136 },
  { key: 'roles', title: '角色', value: ({ roles }) => roleNames(roles), width: 160 },
  { key: 'unit', title: '单位', value: ({ unitName }) => unitName, width: 220 },
  { key: 'place', title: '辖区', value: ({ divisionName }) => divisionName, width: 112 },
  { key: 'state', title: '状态', value: stateWords, width: 96, render: (row) => (stateWords(row) === '可用' ? '可用' : <Tag tone="outline">{stateWords(row)}</Tag>) },
  { key: 'factor', title: '第二要素', value: ({ secondFactor }) => (secondFactor ? '已启用' : '无'), width: 88 },
  {
    key: 'seen',
    title: '最近登录',
    value: ({ lastSignInAt }) => lastSignInAt,
    words: ({ lastSignInAt }) => (lastSignInAt === null ? '' : monthDayTime(lastSignInAt)),
    width: 168,
    render: ({ lastSignInAt }) => (lastSignInAt === null ? '从未' : <RelativeTime at={lastSignInAt} />),
  },
]
const filters: readonly TableFilter<AccountRow>[] = [
  { key: 'no-factor', label: '没有第二要素', passes: ({ secondFactor, status }) => !secondFactor && status === 'active' },
  { key: 'locked', label: '已锁定', passes: ({ lockedUntil }) => lockedUntil !== null },
  { key: 'disabled', label: '已停用', passes: ({ status }) => status === 'disabled' },
]
/** Sign-ins do not travel live. */
const everyMs = 60_000

/** Accounts of the jurisdiction: made, given roles, stopped, unlocked. */
export function AccountsTab() {
  const { account } = useSession()
  const [open, setOpen] = useState<string | 'new' | 'rule' | null>(null)
  const accounts = useAllPages(routes.listAccounts, {}, { touches: ['account'], refetchInterval: everyMs })
  const chosen = accounts.data?.find(({ id }) => id === open)
  return (
    <>
      <DataTable
        name="账号"
        columns={columns}
        rows={accounts.data}
        rowKey={({ id }) => id}
        filters={filters}
        emptyTitle="还没有账号"
        emptyHint="点“新建账号”，一人一号。"
        error={accounts.data === undefined && accounts.error !== null ? { message: accounts.error.problem.detail, code: accounts.error.problem.code } : undefined}
        onRetry={() => void accounts.refetch()}
        onOpen={({ id }) => setOpen(id)}
        tools={
          <>
          <Button size="small" onClick={() => setOpen('rule')}>
            第二要素规定
          </Button>
          <Button size="small" type="primary" icon={<Symbol name="plus" size={14} />} onClick={() => setOpen('new')}>
            新建账号
          </Button>
          </>
        }
      />
      {open === 'new' && <NewAccountDialog onClose={() => setOpen(null)} />}
      {open === 'rule' && <FactorRuleDialog onClose={() => setOpen(null)} />}
      {chosen !== undefined && <AccountDialog key={chosen.id} account={chosen} own={chosen.id === account.id} onClose={() => setOpen(null)} />}
    </>
  )
}
