import { routes } from '@fengsui/contract'
import { notificationChannels, notificationReasons, notificationStatusNames, type Notification, type NotificationReason, type RecipientView } from '@fengsui/contract/notifications'
import { Button, Drawer } from 'antd'
import { useRoute } from '../../lib/use-route.ts'
import { absoluteTime, monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { useNarrow } from '../../ui/shell/use-narrow.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { stateWords } from './call-words.ts'
import styles from './calls.module.css'

interface EvidenceDrawerProps {
  readonly recipient: RecipientView
  readonly onClose: () => void
  readonly onRecord?: () => void
}

/** Every message to one recipient: when, by what, what became of it. */
export function EvidenceDrawer({ recipient, onClose, onRecord }: EvidenceDrawerProps) {
  const narrow = useNarrow()
  const evidence = useRoute(routes.listNotifications, { params: { recipientId: recipient.id } }, { touches: ['notification', 'call-recipient'] })
  return (
    <Drawer open title={recipient.personName ?? recipient.unitName} size={narrow ? '100%' : 440} onClose={onClose}>
      <div className={styles.drawer}>
        <p>
          <b>{stateWords(recipient)}</b>
          {recipient.answerMinutes !== null && `，用时 ${recipient.answerMinutes} 分`}
        </p>
        <p className={styles.note}>
          {recipient.placeName} · {recipient.unitName}
          {recipient.phone !== null && ` · ${recipient.phone}`}
        </p>
        {recipient.answer !== null && <p className={styles.words}>{recipient.answer}</p>}
        {recipient.escalatedAt !== null && (
          <p className={styles.note}>
            {monthDayTime(recipient.escalatedAt)} 已转其上级{recipient.escalatedToName === null ? '' : ` ${recipient.escalatedToName}`}
          </p>
        )}
        {onRecord !== undefined && <Button onClick={onRecord}>代为登记应答</Button>}
        <h3>逐条记录</h3>
        {evidence.error !== null && evidence.data === undefined ? (
          <ErrorState hint={evidence.error.message} code={evidence.error.problem.code} onRetry={() => void evidence.refetch()} />
        ) : evidence.data === undefined ? (
          <LoadingState lines={3} />
        ) : evidence.data.items.length === 0 ? (
          <EmptyState symbol="source-sms" title="一条也没有发出" hint={recipient.lastFailure ?? '没有可用的联系方式，请改派人上门或打电话。'} />
        ) : (
          <ul className={styles.evidence}>
            {evidence.data.items.map((item) => (
              <Message key={item.id} item={item} />
            ))}
          </ul>
        )}
      </div>
    </Drawer>
  )
}

function Message({ item }: { readonly item: Notification }) {
  const times = [['入队', item.queuedAt], ['静默至', item.heldUntil], ['发出', item.sentAt], ['送达', item.deliveredAt], ['失败', item.failedAt]] as const
  return (
    <li>
      <span className={styles.cardLine}>
        <b>{notificationChannels[item.channel]}</b>
        <Tag tone={item.status === 'delivered' ? 'accent' : item.status === 'failed' || item.status === 'unknown' ? 'outline' : 'quiet'}>{notificationStatusNames[item.status]}</Tag>
        <span>{notificationReasons[item.reason as NotificationReason] ?? item.reason}</span>
      </span>
      <small>
        {times.flatMap(([word, at]) => (at === null ? [] : [<time key={word} dateTime={at} title={absoluteTime(at)}>{`${word} ${monthDayTime(at)}`}</time>]))}
        {item.attempts > 1 && <span>尝试 {item.attempts} 次</span>}
      </small>
      {item.possibleDuplicate && <p className={styles.failure}>上一次的结果不明，对方可能收到两条</p>}
      {item.failure !== null && <p className={styles.failure}>{item.failure}</p>}
    </li>
  )
}
