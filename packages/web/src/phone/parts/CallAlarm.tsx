import { callKinds } from '@fengsui/contract/notifications'
import type { MyCall } from '@fengsui/contract/notifications'
import { useEffect, useState } from 'react'
import { hourMinute } from '../../ui/clocks/time-text.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { alarm, readSoundChoice } from '../alarm.ts'
import { useKept, usePhoneState } from '../core/phone-context.ts'
import { withAnswers } from '../core/pending.ts'
import { useAnswer } from './CallCard.tsx'
import { Due } from './Due.tsx'
import { FormProblems } from './FormProblems.tsx'
import styles from './phone.module.css'

/** An urgent call nobody answered yet takes the whole screen and sounds, until answered or put aside for a moment. */
export function CallAlarm() {
  const { data } = useKept('calls')
  const { items } = usePhoneState()
  const [aside, setAside] = useState<ReadonlySet<string>>(new Set())
  const urgent = withAnswers(data?.items ?? [], items).find(({ row, pending }) => row.urgency === 'urgent' && row.answeredAt === null && pending === null && !aside.has(row.recipientId))?.row
  const calling = urgent !== undefined
  useEffect(() => {
    if (!calling) return
    if (readSoundChoice() !== 'off') alarm.start()
    return () => alarm.stop()
  }, [calling])
  if (urgent === undefined) return null
  return <AlarmScreen key={urgent.recipientId} call={urgent} onAside={() => setAside((before) => new Set(before).add(urgent.recipientId))} />
}

function AlarmScreen({ call, onAside }: { readonly call: MyCall; readonly onAside: () => void }) {
  const { answer, problems, failure } = useAnswer(call)
  return (
    <div className={styles.alarm} role="alertdialog" aria-labelledby="alarm-title">
      <p className={styles.alarmTop}>
        <Symbol name="bell" size={28} />
        紧急{callKinds[call.kind]}
      </p>
      <h2 id="alarm-title">{call.title}</h2>
      <p className={styles.words}>{call.words}</p>
      <p>
        {call.byUnitName} {hourMinute(call.calledAt)} 发来 · {call.placeName}
      </p>
      <p>
        <Due startedAt={call.calledAt} dueAt={call.acknowledgeBy} />
      </p>
      <FormProblems problems={problems} failure={failure} />
      <div className={styles.push}>
        <button type="button" className={`${styles.big ?? ''} ${styles.huge ?? ''}`} onClick={() => void answer('收到')}>
          <Symbol name="check" size={32} />
          收到
        </button>
        <button type="button" className={styles.second} onClick={onAside}>
          先停响铃，稍后应答
        </button>
      </div>
    </div>
  )
}
