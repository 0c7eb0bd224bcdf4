import { routes } from '@fengsui/contract'
import { Select } from 'antd'
import { useState } from 'react'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '../../ui/states/PageStates.tsx'
import { DispatchBoard } from './DispatchBoard.tsx'
import { MyDispatches } from './MyDispatches.tsx'
import styles from './dispatch.module.css'

type Tab = 'board' | 'mine'

interface DispatchPageProps {
  readonly incidentId?: string
  readonly requestId?: string
}

/** Dispatch: the board of one incident, and what the own unit has to do. Who only works off orders starts with those. */
export function DispatchPage({ incidentId, requestId }: DispatchPageProps) {
  const go = useGo()
  const mayRead = useCan('dispatch:read')
  const mayIncidents = useCan('incident:read')
  const directs = useCan('dispatch:decide')
  const edits = useCan('incident:edit')
  const mayWork = useCan('dispatch:work')
  const [chosen, setTab] = useState<Tab | null>(null)
  const incidents = useAllPages(routes.listIncidents, { status: 'open' }, { touches: ['incident'], enabled: mayIncidents })
  const waiting = useAllPages(routes.listRequests, { side: 'all', status: 'open' }, { touches: ['resource-request'], enabled: mayRead })
  if (!mayRead) return <NoPermissionState permission="查看调度" />
  const tab = chosen ?? (incidentId === undefined && mayWork && !directs && !edits ? 'mine' : 'board')
  const requests = waiting.data ?? []
  const countOf = (id: string): number => requests.filter((request) => request.incidentId === id).length
  const listed = [...(incidents.data ?? [])].sort((a, b) => countOf(b.id) - countOf(a.id))
  const current = incidentId ?? requests.find(({ mayDecide }) => mayDecide)?.incidentId ?? listed[0]?.id
  const known = listed.some(({ id }) => id === current)
  return (
    <div className={styles.page}>
      <header className={styles.pageHead}>
        <h1>调度</h1>
        <TabStrip label="调度" items={[{ key: 'board' as const, label: '调度台', count: requests.filter(({ mayDecide, status }) => mayDecide && status === 'submitted').length || undefined }, ...(mayWork ? [{ key: 'mine' as const, label: '本单位执行' }] : [])]} value={tab} onChange={setTab} />
        {tab === 'board' && listed.length > 0 && (
          <Select
            aria-label="事件"
            className={styles.incidentSelect ?? ''}
            value={known ? current : undefined}
            placeholder="选择事件"
            options={listed.map(({ id, title }) => ({ value: id, label: countOf(id) > 0 ? `${title}（${countOf(id)} 份申请）` : title }))}
            onChange={(id) => go(paths.dispatch(id), { replace: true })}
          />
        )}
      </header>
      {tab === 'mine' ? (
        <MyDispatches />
      ) : current !== undefined ? (
        <DispatchBoard key={current} incidentId={current} requestId={requestId} />
      ) : incidents.error !== null ? (
        <ErrorState hint={incidents.error.message} code={incidents.error.problem.code} onRetry={() => void incidents.refetch()} />
      ) : incidents.data === undefined && mayIncidents ? (
        <LoadingState />
      ) : (
        <EmptyState symbol="force-truck" title="没有正在处置的事件" hint="调度按事件进行：先登记事件，再申请或调派力量、装备和物资。" />
      )}
    </div>
  )
}
