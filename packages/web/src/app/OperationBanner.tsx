import { routes } from '@fengsui/contract'
import { useRoute } from '../lib/use-route.ts'
import { RedStrip } from '../ui/frames/RedStrip.tsx'
import { Symbol } from '../ui/symbols/Symbol.tsx'
import styles from './operation-banner.module.css'

const REFETCH_MS = 30_000

/**
 * What everybody must know of the server itself, and what only its keepers can mend (the server sends each what is theirs).
 * Red only when what is on the screen or about to be saved cannot be relied on.
 */
export function OperationBanner() {
  const state = useRoute(routes.getNodeState, {}, { touches: [], refetchInterval: REFETCH_MS })
  const notices = state.data?.notices ?? []
  const serious = notices.filter(({ severity }) => severity === 'serious')
  const [first, ...more] = notices.filter(({ severity }) => severity === 'notice')
  return (
    <>
      {serious.map(({ key, title, detail }) => (
        <RedStrip key={key} title={title} detail={detail} />
      ))}
      {first !== undefined && (
        <div className={styles.notice} role="status">
          <Symbol name="warningTriangle" size={16} />
          <b>{first.title}</b>
          <p>{first.detail}</p>
          {more.length > 0 && <span title={more.map(({ title, detail }) => `${title}：${detail}`).join('\n')}>另有 {more.length} 项：{more.map(({ title }) => title).join('、')}</span>}
        </div>
      )}
    </>
  )
}
