import { protectiveMeasures, type OrderView } from '@fengsui/contract/evacuation'
import { Button } from 'antd'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import type { EvacuationBoard } from './use-evacuation.ts'
import styles from './evacuation.module.css'

interface OrdersListProps {
  readonly board: EvacuationBoard
  readonly mayAct: boolean
  readonly onLift: (order: OrderView) => void
}

/** Commander's orders with their measures, those in force first, and the releases. */
export function OrdersList({ board, mayAct, onLift }: OrdersListProps) {
  const orders = [...board.orders].sort((a, b) => Number(b.status === 'inForce') - Number(a.status === 'inForce') || b.issuedAt.localeCompare(a.issuedAt))
  return (
    <div className={styles.orders}>
      {orders.length === 0 && <p className={styles.quiet}>没有发布指挥长令。停工、停业、停课、停运、停止集会等由总指挥签发，编号按年度顺排。</p>}
      {orders.map((order) => (
        <article key={order.id} className={styles.order}>
          <header>
            <b>{order.placeName} {order.number}</b>
            <Tag tone={order.status === 'inForce' ? 'accent' : 'quiet'}>{order.status === 'inForce' ? '生效' : '已解除'}</Tag>
            {mayAct && order.mayLift && (
              <Button size="small" onClick={() => onLift(order)}>
                解除
              </Button>
            )}
          </header>
          <p className={styles.measures}>
            {order.measures.map((measure) => (
              <Tag key={measure} tone="outline">{protectiveMeasures[measure]}</Tag>
            ))}
          </p>
          <p>{order.text}</p>
          <small>
            {monthDayTime(order.inForceFrom)} 起{order.liftedAt === null ? '' : `，${monthDayTime(order.liftedAt)} 解除`} · {order.issuedByName}签发
          </small>
        </article>
      ))}
      <h4>解除转移</h4>
      {board.releases.length === 0 ? (
        <p className={styles.quiet}>还没有解除。未经解除，转移群众不得返回。</p>
      ) : (
        <ul className={styles.releases}>
          {board.releases.map((release) => (
            <li key={release.id}>
              <b>{release.placeName}</b> {monthDayTime(release.releasedAt)} 解除，群众可以返回
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
