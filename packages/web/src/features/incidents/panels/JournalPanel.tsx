import { routes } from '@fengsui/contract'
import { Button } from 'antd'
import { useApiBase } from '../../../lib/api-base.tsx'
import { addressOf } from '../../../lib/api.ts'
import { useCan } from '../../../lib/session.tsx'
import { useRoute } from '../../../lib/use-route.ts'
import { RelativeTime } from '../../../ui/clocks/RelativeTime.tsx'
import { VerificationMark } from '../../../ui/marks/VerificationMark.tsx'
import { ErrorState, LoadingState } from '../../../ui/states/PageStates.tsx'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import { checkChainOrder } from './chain-check.ts'
import styles from './panels.module.css'

/** The proof behind the timeline: position, chain value, last signature, and how anyone can check it. */
export function JournalPanel({ incidentId }: { readonly incidentId: string }) {
  const mayReadHead = useCan('journal:read')
  const { base, readOnly } = useApiBase()
  const timeline = useRoute(routes.getTimeline, { params: { incidentId }, query: { limit: 1000 } }, { touches: ['incident', 'report', 'response', 'task'] })
  const head = useRoute(routes.getJournalHead, {}, { touches: ['incident', 'report', 'response', 'task'], enabled: mayReadHead })
  if (timeline.error !== null && timeline.data === undefined) return <ErrorState hint={timeline.error.message} code={timeline.error.problem.code} onRetry={() => void timeline.refetch()} />
  if (timeline.data === undefined) return <LoadingState />
  const { items, sealed, headChain } = timeline.data
  const order = checkChainOrder(items)
  return (
    <div className={styles.panel}>
      <p className={styles.chainState}>
        {order.state === 'whole' && <VerificationMark shape="square" word={`本事件 ${items.length} 条记录次序完整，均已封存`} />}
        {order.state === 'waiting' && <VerificationMark shape="half" word={`${order.unsealed} 条正在封存`} />}
        {order.state === 'broken' && <VerificationMark shape="cross" word={`第 ${order.position} 位次序不对，请立即告知系统管理员核查日志`} />}
      </p>
      <dl className={styles.pairs}>
        <dt>封存位置</dt>
        <dd>#{sealed.toLocaleString('zh-CN')}</dd>
        <dt>链值</dt>
        <dd className={styles.hash}>{headChain ?? '还没有封存'}</dd>
        {head.data !== undefined && (
          <>
            <dt>末次签名</dt>
            <dd>{head.data.signedAt === null ? '还没有签名' : <><RelativeTime at={head.data.signedAt} />，签到 #{head.data.position.toLocaleString('zh-CN')}</>}</dd>
            {head.data.signature !== null && (
              <>
                <dt>签名</dt>
                <dd className={styles.hash}>{head.data.signature}</dd>
              </>
            )}
            <dt>公钥</dt>
            <dd className={styles.hash}>{head.data.publicKey}</dd>
          </>
        )}
      </dl>
      {mayReadHead && !readOnly && (
        <div>
          <Button href={`${base}${addressOf(routes.downloadEvidence, { params: { incidentId } })}`} icon={<Symbol name="download" size={14} />}>
            证据包
          </Button>
          <p className={styles.quiet}>本事件中您可以查阅的条目连同签名头和公钥，不含姓名、电话和文字内容。在任何装有本程序的机器上执行 fengsui journal check 即可独立核对，不需要数据库和网络。</p>
        </div>
      )}
      <p className={styles.quiet}>逐条重算校验由系统管理员在服务器上执行 fengsui journal verify；改动、删除、插入、调换任何一条都会指出位置和原因。</p>
    </div>
  )
}
