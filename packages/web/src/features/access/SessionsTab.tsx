import { routes } from '@fengsui/contract'
import type { SessionView } from '@fengsui/contract/access'
import { App, Button, Popconfirm } from 'antd'
import { problemOf } from '../../lib/api-problem.ts'
import { callRoute } from '../../lib/api.ts'
import { useRoute } from '../../lib/use-route.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn } from '../../ui/table/DataTable.tsx'

const everyMs = 30_000
const columns: readonly TableColumn<SessionView>[] = [
  { key: 'name', title: '账号', value: ({ displayName, username }) => `${displayName}（${username}）`, required: true, width: 200 },
  { key: 'unit', title: '单位', value: ({ unitName }) => unitName, width: 200 },
  { key: 'device', title: '设备', value: ({ device, current }) => (current ? `${device}（当前）` : device), width: 168 },
  { key: 'address', title: '来源地址', value: ({ address }) => address, width: 136 },
  { key: 'since', title: '登录', value: ({ createdAt }) => createdAt, words: ({ createdAt }) => monthDayTime(createdAt), width: 152, render: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  { key: 'seen', title: '最近使用', value: ({ seenAt }) => seenAt, words: ({ seenAt }) => monthDayTime(seenAt), width: 152, render: ({ seenAt }) => <RelativeTime at={seenAt} /> },
  { key: 'idle', title: '不用则退出', value: ({ idleEndsAt }) => idleEndsAt, words: ({ idleEndsAt }) => monthDayTime(idleEndsAt), width: 112 },
  { key: 'ends', title: '最晚退出', value: ({ endsAt }) => endsAt, words: ({ endsAt }) => monthDayTime(endsAt), width: 112 },
]

/** Who is signed in, in the jurisdiction; the chosen sessions are ended. */
export function SessionsTab() {
  const { message } = App.useApp()
  const sessions = useRoute(routes.listSessions, {}, { touches: ['account'], refetchInterval: everyMs })
  const end = async (chosen: readonly SessionView[], clear: () => void): Promise<void> => {
    let ended = 0
    let refusal: string | null = null
    for (const { id } of chosen) {
      try {
        ended += (await callRoute(routes.endSession, { params: { sessionId: id } })).ended
      } catch (error) {
        refusal = problemOf(error).detail
      }
    }
    if (refusal === null) void message.success(`已结束 ${ended} 个会话`)
    else void message.error(refusal)
    clear()
    void sessions.refetch()
  }
  return (
    <DataTable
      name="会话"
      columns={columns}
      rows={sessions.data?.items}
      rowKey={({ id }) => id}
      emptyTitle="现在没有人登录"
      emptyHint="有人登录后显示在这里。"
      error={sessions.data === undefined && sessions.error !== null ? { message: sessions.error.problem.detail, code: sessions.error.problem.code } : undefined}
      onRetry={() => void sessions.refetch()}
      selectionActions={(chosen, clear) => (
        <Popconfirm title={`结束 ${chosen.length} 个会话？`} description="对方须重新登录；没提交的填写留在对方本机。" okText="结束" cancelText="不结束" onConfirm={() => void end(chosen, clear)}>
          <Button size="small">结束会话</Button>
        </Popconfirm>
      )}
    />
  )
}
