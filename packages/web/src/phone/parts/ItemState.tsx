import { findHolder, queueStateNames } from '../../lib/offline/queue-item.ts'
import type { QueueItem } from '../../lib/offline/queue-item.ts'
import { hourMinute } from '../../ui/clocks/time-text.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { SymbolName } from '../../ui/symbols/symbols.ts'
import { usePhoneState } from '../core/phone-context.ts'
import styles from './phone.module.css'

const marks: Readonly<Record<QueueItem['state'], SymbolName>> = { waiting: 'clock', sending: 'send', delivered: 'doubleCheck', refused: 'note' }

/** Where one queued thing stands, in words: nothing is called sent before the server said so. */
export function ItemState({ item }: { readonly item: QueueItem }) {
  const { items, sender } = usePhoneState()
  const current = items.find(({ key }) => key === item.key) ?? item
  const holder = current.state === 'waiting' ? findHolder(current, items) : null
  const words =
    current.state === 'delivered' && current.deliveredAt !== null
      ? `${hourMinute(current.deliveredAt)} ${queueStateNames.delivered}`
      : current.state === 'waiting' && holder !== null && holder !== 'missing' && holder.state === 'refused'
        ? '等前一条处理'
        : current.state === 'waiting' && sender.kind === 'signed-out'
          ? '待发送，登录后自动发'
          : queueStateNames[current.state]
  return (
    <span className={styles.pending}>
      <Symbol name={marks[current.state]} size={16} />
      {words}
    </span>
  )
}
