import { routes } from '@fengsui/contract'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import styles from './calls.module.css'

const stateNames = { working: '正常', failing: '发不出去', unused: '未用过' } as const

/** Every channel, whether it is set up and works, and what waits in it. */
export function ChannelList() {
  // Whether a provider answers does not travel live.
  const channels = useRoute(routes.listChannels, {}, { touches: ['notification'], refetchInterval: 30_000 })
  if (channels.error !== null && channels.data === undefined) return <ErrorState hint={channels.error.message} code={channels.error.problem.code} onRetry={() => void channels.refetch()} />
  if (channels.data === undefined) return <LoadingState lines={4} />
  const { items, quiet } = channels.data
  return (
    <>
      <ul className={styles.channels}>
        {items.map((item) => (
          <li key={item.channel}>
            <b>{item.name}</b>
            <Tag tone={item.state === 'failing' ? 'accent' : item.configured ? 'quiet' : 'outline'}>{item.configured ? stateNames[item.state] : '未配置'}</Tag>
            <p>
              {item.configured ? (item.target === null ? '' : `${item.target} · `) : '由系统管理员在服务器上设置后启用 · '}
              待发 {item.queued} · 未送达 {item.failing}
              {item.lastSentAt !== null && ` · 最近发出 ${monthDayTime(item.lastSentAt)}`}
            </p>
            {item.lastFailure !== null && <p className={styles.failure}>{item.lastFailure}。系统不断重试，恢复后自动补发</p>}
          </li>
        ))}
      </ul>
      <p className={styles.note}>
        静默时段 {quiet.from}–{quiet.to}：不急的短信、邮件到早上再发；紧急的随时发。
      </p>
    </>
  )
}
