import { routes } from '@fengsui/contract'
import { useCan, useSession } from '../../../lib/session.tsx'
import { useRoute } from '../../../lib/use-route.ts'
import { Card } from '../../../ui/layout/Card.tsx'
import { OrderItem } from './OrderItem.tsx'
import styles from './duties.module.css'

/** Orders to verify that are open, on both desks: those to answer first. Nothing is shown while there are none. */
export function VerificationOrdersCard() {
  const reads = useCan('report:read')
  const { account } = useSession()
  const answer = useRoute(routes.listVerificationOrders, { query: { status: 'open', limit: 50 } }, { touches: ['verification-order'], enabled: reads })
  const orders = answer.data?.items ?? []
  if (!reads || orders.length === 0) return null
  const own = orders.filter((order) => order.toUnitId === account.unitId || order.mayAnswer)
  const rest = orders.filter((order) => !own.includes(order))
  return (
    <Card title="核实指令" count={own.length > 0 ? `${own.length} 份待本单位反馈` : `${orders.length} 份待下级反馈`} className={styles.card}>
      <ul className={styles.orders}>
        {[...own, ...rest].map((order) => (
          <OrderItem key={order.id} order={order} withIncident />
        ))}
      </ul>
    </Card>
  )
}
