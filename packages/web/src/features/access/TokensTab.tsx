import { routes } from '@fengsui/contract'
import { permissionNames } from '@fengsui/contract/kernel'
import type { RouteResponse } from '@fengsui/contract/kernel'
import { App, Button, Popconfirm } from 'antd'
import { useMemo, useState } from 'react'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { NewTokenDialog } from './NewTokenDialog.tsx'

type TokenRow = RouteResponse<typeof routes.listApiTokens>['items'][number]

const stateOf = ({ revokedAt, expired }: TokenRow): string => (revokedAt !== null ? '已吊销' : expired ? '已到期' : '有效')

const filters: readonly TableFilter<TokenRow>[] = [
  { key: 'valid', label: '有效', passes: (token) => stateOf(token) === '有效' },
  { key: 'unused', label: '从未使用', passes: (token) => stateOf(token) === '有效' && token.lastUsedAt === null },
]
/** Uses of a token do not travel live. */
const everyMs = 60_000

/** Tokens by which devices and other systems come in; each belongs to an account and can do only what that may. */
export function TokensTab() {
  const [making, setMaking] = useState(false)
  const tokens = useRoute(routes.listApiTokens, {}, { touches: [], refetchInterval: everyMs })
  const columns = useMemo<readonly TableColumn<TokenRow>[]>(
    () => [
      { key: 'label', title: '用途', value: ({ label }) => label, required: true, render: ({ label }) => <b>{label}</b> },
      { key: 'username', title: '账号', value: ({ username }) => username, width: 160 },
      { key: 'made', title: '发出', value: ({ createdAt }) => createdAt, words: ({ createdAt }) => monthDayTime(createdAt), width: 168, render: ({ createdAt }) => <RelativeTime at={createdAt} /> },
      { key: 'scope', title: '可做', value: ({ permissions }) => (permissions === null ? '账号能做的全部' : permissions.map((permission) => permissionNames[permission]).join('、')), width: 200 },
      { key: 'ends', title: '到期', value: ({ expiresAt }) => expiresAt, words: ({ expiresAt }) => (expiresAt === null ? '不到期' : monthDayTime(expiresAt)), width: 112, render: ({ expiresAt }) => (expiresAt === null ? '不到期' : <RelativeTime at={expiresAt} />) },
      {
        key: 'used',
        title: '最近使用',
        value: ({ lastUsedAt }) => lastUsedAt,
        words: ({ lastUsedAt }) => (lastUsedAt === null ? '' : monthDayTime(lastUsedAt)),
        width: 168,
        render: ({ lastUsedAt }) => (lastUsedAt === null ? '从未' : <RelativeTime at={lastUsedAt} />),
      },
      {
        key: 'state',
        title: '状态',
        value: stateOf,
        width: 136,
        render: (token) => (token.revokedAt === null ? <RevokeButton token={token} /> : <Tag>{stateOf(token)}</Tag>),
      },
    ],
    [],
  )
  return (
    <>
      <DataTable
        name="接口令牌"
        columns={columns}
        rows={tokens.data?.items}
        rowKey={({ id }) => id}
        filters={filters}
        emptyTitle="还没有接口令牌"
        emptyHint="给水位站、短信网关等设备和外部系统接入时，点“发令牌”。"
        error={tokens.data === undefined && tokens.error !== null ? { message: tokens.error.problem.detail, code: tokens.error.problem.code } : undefined}
        onRetry={() => void tokens.refetch()}
        tools={
          <Button size="small" type="primary" icon={<Symbol name="plus" size={14} />} onClick={() => setMaking(true)}>
            发令牌
          </Button>
        }
      />
      {making && <NewTokenDialog onClose={() => setMaking(false)} />}
    </>
  )
}

function RevokeButton({ token }: { readonly token: TokenRow }) {
  const { message } = App.useApp()
  const command = useCommand(routes.revokeApiToken, { onDone: () => void message.success('令牌已吊销') })
  const revoke = async (): Promise<void> => {
    const done = await command.run({ params: { tokenId: token.id } })
    if (done === undefined) void message.error('没有吊销成功，请重试')
  }
  return (
    <Popconfirm title={`吊销“${token.label}”？`} description="用它接入的设备会立即断开，不能恢复，只能另发。" okText="吊销" cancelText="不吊销" onConfirm={() => void revoke()}>
      <Button size="small" loading={command.busy}>
        {stateOf(token)} · 吊销
      </Button>
    </Popconfirm>
  )
}
