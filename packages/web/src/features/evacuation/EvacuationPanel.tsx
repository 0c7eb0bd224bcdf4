import { LinkTo, paths } from '../../lib/navigation.ts'
import { ErrorState, LoadingState, NoPermissionState } from '../../ui/states/PageStates.tsx'
import { CountTotals } from './CountTotals.tsx'
import { useEvacuationActions } from './EvacuationActions.tsx'
import { HouseholdSummary } from './HouseholdSummary.tsx'
import { OrdersList } from './OrdersList.tsx'
import { useEvacuation } from './use-evacuation.ts'
import styles from './evacuation.module.css'

const noCounts: readonly never[] = []

/** 转移安置 beside the incident: totals of each kind, the ledger in numbers, orders and releases; places and households have a page of their own. */
export function EvacuationPanel({ incidentId }: { readonly incidentId: string }) {
  const { mayRead, query, board } = useEvacuation(incidentId)
  const actions = useEvacuationActions(incidentId, board?.counts ?? noCounts)
  if (!mayRead) return <NoPermissionState permission="查看转移安置" />
  if (query.error !== null && board === undefined) return <ErrorState hint={query.error.message} code={query.error.problem.code} onRetry={() => void query.refetch()} />
  if (board === undefined) return <LoadingState />
  return (
    <div className={styles.panel}>
      <div className={styles.tools}>
        {actions.buttons}
        <LinkTo to={paths.evacuation(incidentId)} className={styles.toPage}>
          分地区、到户台账
        </LinkTo>
      </div>
      <CountTotals board={board} />
      <p className={styles.quiet}>避险转移、转移安置、回港船只三种口径分列，不相加。</p>
      <HouseholdSummary board={board} />
      <OrdersList board={board} mayAct={actions.mayOrder} onLift={actions.lift} />
      {actions.dialogs}
    </div>
  )
}
