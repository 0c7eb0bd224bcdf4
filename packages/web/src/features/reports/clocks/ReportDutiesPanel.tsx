import { routes } from '@fengsui/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../../lib/api-base.tsx'
import { useMay } from '../../../lib/use-may.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { joinClasses } from '../../../ui/join-classes.ts'
import { ErrorState, LoadingState } from '../../../ui/states/PageStates.tsx'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import { ImmediateDuties } from './ImmediateDuties.tsx'
import { GiveOrderDialog } from './OrderDialogs.tsx'
import { OrderItem } from './OrderItem.tsx'
import { ReportLines } from './ReportLines.tsx'
import { ZeroSeries } from './ZeroSeries.tsx'
import styles from './duties.module.css'

/** What goes on beside the reports themselves: orders to verify, the daily series, the two lines. */
export function ReportDutiesPanel({ incidentId }: { readonly incidentId: string }) {
  return (
    <div className={styles.panel}>
      <Orders incidentId={incidentId} />
      <ImmediateDuties incidentId={incidentId} />
      <ZeroSeries incidentId={incidentId} />
      <ReportLines incidentId={incidentId} />
    </div>
  )
}

function Orders({ incidentId }: { readonly incidentId: string }) {
  const [giving, setGiving] = useState(false)
  const { readOnly } = useApiBase()
  const mayGive = useMay('verification:order')
  const answer = useRoute(routes.listVerificationOrders, { query: { status: 'all', incidentId, limit: 100 } }, { touches: ['verification-order'] })
  const desks = useRoute(routes.listVerificationDesks, { params: { incidentId } }, { touches: ['unit'], enabled: mayGive && !readOnly })
  const offered = mayGive && !readOnly && (desks.data?.items.length ?? 0) > 0
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h3>核实指令</h3>
        {offered && (
          <Button size="small" icon={<Symbol name="send" size={14} />} onClick={() => setGiving(true)}>
            下达核实指令
          </Button>
        )}
      </div>
      {answer.data === undefined ? (
        answer.error === null ? <LoadingState /> : <ErrorState hint={answer.error.problem.detail} code={answer.error.problem.code} onRetry={() => void answer.refetch()} />
      ) : answer.data.items.length === 0 ? (
        <p className={styles.note}>没有核实指令。上级值班室可要求下级限时核实：电话 30 分钟、书面 1 小时。</p>
      ) : (
        <ul className={joinClasses(styles.orders, styles.boxed)}>
          {answer.data.items.map((order) => (
            <OrderItem key={order.id} order={order} withIncident={false} />
          ))}
        </ul>
      )}
      {giving && <GiveOrderDialog incidentId={incidentId} onClose={() => setGiving(false)} />}
    </section>
  )
}
