import { routes } from '@fengsui/contract'
import { App, Button } from 'antd'
import { useState } from 'react'
import { problemOf } from '../../lib/api-problem.ts'
import { callRoute } from '../../lib/api.ts'
import { useRoute } from '../../lib/use-route.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { hourMinute } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import styles from './access.module.css'

/** Where the account is signed in; what one does not know is ended here. */
export function OwnSessions() {
  const { message } = App.useApp()
  const sessions = useRoute(routes.listOwnSessions, {}, { touches: [], refetchInterval: 60_000 })
  const [busy, setBusy] = useState(false)
  const end = async (act: () => Promise<{ ended: number }>): Promise<void> => {
    setBusy(true)
    try {
      const { ended } = await act()
      void message.success(`已退出 ${ended} 处登录`)
    } catch (error) {
      void message.error(problemOf(error).detail)
    } finally {
      setBusy(false)
      void sessions.refetch()
    }
  }
  if (sessions.data === undefined) {
    if (sessions.error === null) return <LoadingState lines={2} />
    return <ErrorState hint={sessions.error.problem.detail} code={sessions.error.problem.code} onRetry={() => void sessions.refetch()} />
  }
  const { items } = sessions.data
  return (
    <>
      <ul className={styles.sessions}>
        {items.map((session) => (
          <li key={session.id}>
            <div>
              <b>{session.device}</b> {session.current && <Tag tone="accent">当前</Tag>}
              <small>
                {session.address === '' ? '地址未记' : session.address} · 最近使用 <RelativeTime at={session.seenAt} /> · 不用则 {hourMinute(session.idleEndsAt)} 退出，最晚 {hourMinute(session.endsAt)}
              </small>
            </div>
            {!session.current && (
              <Button size="small" disabled={busy} onClick={() => void end(() => callRoute(routes.endSession, { params: { sessionId: session.id } }))}>
                退出
              </Button>
            )}
          </li>
        ))}
      </ul>
      {items.some(({ current }) => !current) && (
        <Button loading={busy} onClick={() => void end(() => callRoute(routes.endOtherSessions, {}))}>
          退出其他全部登录
        </Button>
      )}
    </>
  )
}
