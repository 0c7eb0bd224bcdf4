import { routes } from '@fengsui/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { LinkTo, paths, useGo } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useMay } from '../../lib/use-may.ts'
import { useRoute } from '../../lib/use-route.ts'
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { boardKinds } from './board-kinds.ts'
import { DispatchList } from './DispatchList.tsx'
import { sortRequests } from './dispatch-words.ts'
import { RequestCard } from './RequestCard.tsx'
import { RequestDialog } from './RequestDialog.tsx'
import { ShortageItem } from './RequestWork.tsx'
import styles from './dispatch.module.css'

/** Dispatch inside the workspace of an incident: what is missing, what is asked for, what moves. The full board is a page of its own. */
export function DispatchPanel({ incidentId }: { readonly incidentId: string }) {
  const go = useGo()
  const mayRead = useCan('dispatch:read')
  const mayAsk = useMay('dispatch:request')
  const [asking, setAsking] = useState(false)
  const board = useRoute(routes.getDispatchBoard, { params: { incidentId } }, { touches: boardKinds, enabled: mayRead })
  if (!mayRead) return <NoPermissionState permission="查看调度" />
  if (board.data === undefined) return board.error === null ? <LoadingState /> : <ErrorState hint={board.error.message} code={board.error.problem.code} onRetry={() => void board.refetch()} />
  const { requests, shortages, dispatches } = board.data
  const missing = shortages.filter(({ status }) => status === 'open' || status === 'passedUp')
  const people = dispatches.filter(({ status }) => status === 'arrived' || status === 'received').reduce((sum, each) => sum + each.people, 0)
  return (
    <div className={styles.panel}>
      <div className={styles.panelHead}>
        <p>
          {requests.length} 份申请 · {dispatches.length} 份调度令 · 到位 {people.toLocaleString('zh-CN')} 人
          {missing.length > 0 && <b className={styles.badge}>缺口 {missing.length}</b>}
        </p>
        <LinkTo to={paths.dispatch(incidentId)}>打开调度台</LinkTo>
        {mayAsk && (
          <Button size="small" icon={<Symbol name="plus" size={14} />} onClick={() => setAsking(true)}>
            申请资源
          </Button>
        )}
      </div>
      {missing.length > 0 && <ul className={styles.shortages} aria-label="缺口">{missing.map((shortage) => <ShortageItem key={shortage.id} shortage={shortage} />)}</ul>}
      {requests.length === 0 && dispatches.length === 0 ? (
        <EmptyState symbol="force-truck" title="还没有申请和调度" hint="力量、装备、物资不够时在这里向上级申请；受理后的调度令也列在这里。" />
      ) : (
        <>
          {sortRequests(requests).map((request) => <RequestCard key={request.id} request={request} onOpen={() => go(paths.dispatch(incidentId, request.id))} />)}
          <DispatchList dispatches={dispatches} />
        </>
      )}
      {asking && <RequestDialog incidentId={incidentId} onClose={() => setAsking(false)} onDone={() => undefined} />}
    </div>
  )
}
