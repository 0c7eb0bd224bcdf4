import { useQueryClient } from '@tanstack/react-query'
import { useLinkState } from '../lib/live.tsx'
import { Symbol } from '../ui/symbols/Symbol.tsx'
import styles from './shell-parts.module.css'

/** On a phone the loss of the network is said in words at the top; a desk has the link mark in the bar. */
export function OfflineBar() {
  const queryClient = useQueryClient()
  if (useLinkState() !== 'offline') return null
  return (
    <div className={styles.offline} role="status">
      <Symbol name="offline" size={22} />
      <p>
        <b>网络不通</b>
        <span>显示的是断开前的内容，填写的存在本机</span>
      </p>
      <button type="button" onClick={() => void queryClient.refetchQueries({ type: 'active' })}>
        重试
      </button>
    </div>
  )
}
