import { callKinds, notificationRoutes } from '@fengsui/contract/notifications'
import type { MyCall } from '@fengsui/contract/notifications'
import { useRef, useState } from 'react'
import { joinClasses } from '../../ui/join-classes.ts'
import { hourMinute } from '../../ui/clocks/time-text.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { QueueItem } from '../../lib/offline/queue-item.ts'
import { usePhone } from '../core/phone-context.ts'
import { useSend } from '../core/use-send.ts'
import { currentPosition } from '../current-position.ts'
import { Due } from './Due.tsx'
import { FormProblems } from './FormProblems.tsx'
import { ItemState } from './ItemState.tsx'
import styles from './phone.module.css'

/** Answering a call: one press, with the place where one stands when the phone knows it at once. */
export function useAnswer(call: MyCall) {
  const { clock } = usePhone()
  const { send, problems, failure } = useSend()
  const busy = useRef(false)
  const answer = async (words: string): Promise<void> => {
    if (busy.current) return
    busy.current = true
    // The press counts, not the moment when the satellites were found.
    const answeredAt = clock.now()
    const position = await currentPosition()
    await send({ kind: 'answer', route: notificationRoutes.answerCall, params: { recipientId: call.recipientId }, body: { answer: words, position, answeredAt }, words: `应答：${call.title}`, subject: `recipient:${call.recipientId}` })
    busy.current = false
  }
  return { answer, problems, failure }
}

interface CallCardProps {
  readonly call: MyCall
  readonly pending: QueueItem | null
}

/** One call to this person: what, from whom, how long is left, and the answer. */
export function CallCard({ call, pending }: CallCardProps) {
  const { answer, problems, failure } = useAnswer(call)
  const [cannot, setCannot] = useState<string | null>(null)
  const answered = pending !== null || call.answeredAt !== null
  return (
    <article className={joinClasses(styles.card, styles.call, call.urgency === 'urgent' && !answered && styles.urgent)} aria-label={`叫应：${call.title}`}>
      <div className={styles.kind}>
        <Symbol name="bell" size={20} />
        {callKinds[call.kind]}
        {answered ? null : <Due startedAt={call.calledAt} dueAt={call.acknowledgeBy} />}
      </div>
      <h2>{call.title}</h2>
      {call.words !== null && <p className={styles.words}>{call.words}</p>}
      <p className={styles.small}>
        {call.byUnitName} {hourMinute(call.calledAt)} 发来 · {call.placeName}
      </p>
      {answered ? (
        <p className={styles.spread}>
          <b>已按“收到”，{hourMinute(call.answeredAt ?? call.calledAt)}</b>
          {pending !== null && <ItemState item={pending} />}
        </p>
      ) : cannot === null ? (
        <div className={styles.buttons}>
          <button type="button" className={styles.big} onClick={() => void answer('收到')}>
            <Symbol name="check" size={24} />
            收到
          </button>
          <button type="button" className={styles.plain} onClick={() => setCannot('')}>
            有困难，说明
          </button>
        </div>
      ) : (
        <div className={styles.field}>
          <label htmlFor={`cannot-${call.recipientId}`}>有什么困难</label>
          <textarea id={`cannot-${call.recipientId}`} rows={2} maxLength={180} value={cannot} autoFocus onChange={(event) => setCannot(event.target.value)} />
          <div className={styles.buttons}>
            <button type="button" className={styles.big} disabled={cannot.trim() === ''} onClick={() => void answer(`收到，有困难：${cannot.trim()}`)}>
              应答并说明
            </button>
            <button type="button" className={styles.second} onClick={() => setCannot(null)}>
              不说了
            </button>
          </div>
        </div>
      )}
      <FormProblems problems={problems} failure={failure} />
    </article>
  )
}
