import { routes } from '@fengsui/contract'
import { useState } from 'react'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { PageHeader } from '../../ui/layout/PageHeader.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { ErrorState, LoadingState, NoPermissionState } from '../../ui/states/PageStates.tsx'
import { CountTotals } from './CountTotals.tsx'
import { CountTree } from './CountTree.tsx'
import { useEvacuationActions } from './EvacuationActions.tsx'
import { HouseholdsCard } from './HouseholdsCard.tsx'
import { HouseholdSummary } from './HouseholdSummary.tsx'
import { OrdersList } from './OrdersList.tsx'
import { useEvacuation } from './use-evacuation.ts'
import styles from './evacuation.module.css'

const tabs = [{ key: 'places', label: '分地区' }, { key: 'households', label: '到户台账' }, { key: 'orders', label: '指挥长令与解除' }] as const
type Tab = (typeof tabs)[number]['key']
const noCounts: readonly never[] = []

/** 转移安置 of one incident: the counts by place, the ledger by household, orders and releases. */
export function EvacuationPage({ incidentId }: { readonly incidentId: string }) {
  const go = useGo()
  const mayReadIncident = useCan('incident:read')
  const incident = useRoute(routes.getIncident, { params: { incidentId } }, { touches: ['incident'], enabled: mayReadIncident })
  const [tab, setTab] = useState<Tab>('places')
  const { mayRead, query, board } = useEvacuation(incidentId)
  const actions = useEvacuationActions(incidentId, board?.counts ?? noCounts)
  if (!mayRead) return <NoPermissionState permission="查看转移安置" />
  if (query.error !== null && board === undefined) return <ErrorState title="没有打开这个事件的转移安置" hint={query.error.message} code={query.error.problem.code} onRetry={() => void query.refetch()} />
  const title = incident.data?.id === incidentId ? incident.data.title : '事件'
  return (
    <div className={styles.page}>
      <PageHeader crumbs={[{ label: '事件', onGo: () => go(paths.incidents()) }, { label: title, onGo: () => go(paths.incident(incidentId)) }, { label: '转移安置' }]} title="转移安置" meta="避险转移、转移安置（A01013）、回港船只三种口径分列，不相加" actions={actions.buttons} />
      <div className={styles.pageBody}>
        {board === undefined ? (
          <LoadingState lines={10} />
        ) : (
          <>
            <CountTotals board={board} />
            <Card head={<TabStrip label="转移安置内容" items={tabs} value={tab} onChange={setTab} />} padded={tab === 'orders'} className={styles.tabCard}>
              {tab === 'places' && <CountTree counts={board.counts} />}
              {tab === 'households' && (
                <div className={styles.ledger}>
                  <HouseholdSummary board={board} />
                  <HouseholdsCard incidentId={incidentId} />
                </div>
              )}
              {tab === 'orders' && <OrdersList board={board} mayAct={actions.mayOrder} onLift={actions.lift} />}
            </Card>
          </>
        )}
      </div>
      {actions.dialogs}
    </div>
  )
}
