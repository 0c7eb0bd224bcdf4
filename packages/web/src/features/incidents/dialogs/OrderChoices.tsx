import { protectiveMeasures, type OrderView } from '@fengsui/contract/evacuation'
import { Input, Radio } from 'antd'
import styles from './dialogs.module.css'
import { draftOf } from './order-decisions.ts'
import type { OrderDraft } from './order-decisions.ts'

interface OrderChoicesProps {
  readonly orders: readonly OrderView[]
  readonly draft: OrderDraft
  /** Id of the block, for the list of problems to jump to. */
  readonly id: string
  readonly onChange: (draft: OrderDraft) => void
}

const options = [{ value: 'lift', label: '解除' }, { value: 'keep', label: '继续执行' }]

/** Orders that outlive a response unless somebody says otherwise: each is lifted, or kept with a reason. */
export function OrderChoices({ orders, draft, id, onChange }: OrderChoicesProps) {
  if (orders.length === 0) return null
  return (
    <div className={styles.obstacles} id={id} tabIndex={-1}>
      <b>{orders.length} 道指挥长令还在执行，请逐道选择</b>
      {orders.map((order) => {
        const { decision, reason } = draftOf(draft, order.id)
        const change = (part: Partial<OrderDraft[string]>): void => onChange({ ...draft, [order.id]: { decision, reason, ...part } })
        return (
          <fieldset key={order.id} className={styles.order}>
            <legend>
              {order.placeName} {order.number}：{order.measures.map((measure) => protectiveMeasures[measure]).join('、')}
            </legend>
            <Radio.Group aria-label={order.number} options={options} value={decision} onChange={(event) => change({ decision: event.target.value === 'lift' ? 'lift' : 'keep' })} />
            {decision === 'keep' && <Input aria-label={`${order.number}继续执行的理由`} placeholder="继续执行的理由，如“城区积水未排完”" value={reason} maxLength={200} onChange={(event) => change({ reason: event.target.value })} />}
          </fieldset>
        )
      })}
    </div>
  )
}
