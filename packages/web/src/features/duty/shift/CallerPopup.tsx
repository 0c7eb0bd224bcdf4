import { routes } from '@fengsui/contract'
import { phoneCallStatusNames, type PhoneCallView } from '@fengsui/contract/duty'
import { Button } from 'antd'
import { useState } from 'react'
import { useCan } from '../../../lib/session.tsx'
import { useCommand } from '../../../lib/use-command.ts'
import { useMay } from '../../../lib/use-may.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { durationText, monthDayTime } from '../../../ui/clocks/time-text.ts'
import { useNow } from '../../../ui/now-context.tsx'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import { knownWords } from './duty-words.ts'
import { emptyStart, PhoneLogDialog, type PhoneLogStart } from './PhoneLogDialog.tsx'
import styles from './shift.module.css'

/** More than these would cover the desk; the rest stands in the list of calls. */
const most = 3

/** Calls before this desk, at the corner of every page: who rings, what is known of the number, one press to write it down. */
export function CallerPopup() {
  const may = useMay('duty:work')
  const reads = useCan('duty:read')
  const calls = useRoute(routes.listPhoneCalls, { query: { status: 'live', limit: 20 } }, { touches: ['phone-call', 'phone-log'], enabled: may && reads, refetchInterval: 60_000 })
  const [writing, setWriting] = useState<PhoneLogStart | null>(null)
  const items = calls.data?.items ?? []
  if (!may || (items.length === 0 && writing === null)) return null
  return (
    <>
      <aside className={styles.popup} aria-label="来电" aria-live="polite">
        {items.slice(0, most).map((call) => (
          <Caller key={call.id} call={call} onWrite={setWriting} />
        ))}
        {items.length > most && <p className={styles.hint}>另有 {items.length - most} 个电话，见“值班记录 · 通话传真”</p>}
      </aside>
      {writing !== null && <PhoneLogDialog start={writing} onClose={() => setWriting(null)} />}
    </>
  )
}

function Caller({ call, onWrite }: { readonly call: PhoneCallView; readonly onWrite: (start: PhoneLogStart) => void }) {
  const now = useNow()
  const take = useCommand(routes.takePhoneCall)
  const dismiss = useCommand(routes.dismissPhoneCall)
  const who = knownWords(call.known)
  const params = { phoneCallId: call.id }
  const problem = take.problem ?? dismiss.problem
  const write = (): void => {
    if (call.takenByAccountId === null && call.status !== 'missed') void take.run({ params, body: {} })
    onWrite({ ...emptyStart, phoneCallId: call.id, direction: call.direction, counterpart: who ?? '', phone: call.phone ?? '', talkedAt: null, divisionCode: call.known.divisionCode })
  }
  const over = call.status === 'ended' || call.status === 'missed'
  // One that is over only waits to be written down: it must not lie over the page.
  if (over) {
    return (
      <section className={styles.over}>
        <Symbol name="source-phoneCall" size={16} />
        <span title={problem?.detail}>
          <b>{phoneCallStatusNames[call.status]}</b> {monthDayTime(call.firstAt).slice(6)} {who ?? call.phone ?? '未显示号码'}
        </span>
        <Button type="primary" size="small" onClick={write}>
          登记
        </Button>
        <Button size="small" type="text" loading={dismiss.busy} onClick={() => void dismiss.run({ params, body: {} })}>
          无须登记
        </Button>
      </section>
    )
  }
  return (
    <section className={styles.caller}>
      <div className={styles.callerHead}>
        <Symbol name="source-phoneCall" size={18} />
        <b>{call.direction === 'out' ? '去电' : phoneCallStatusNames[call.status]}</b>
        {call.takenByName !== null && <span>{call.takenByName} 接听</span>}
        <time dateTime={call.firstAt}>{durationText(now - Date.parse(call.talkingAt ?? call.firstAt))}</time>
      </div>
      <span className={styles.number}>{call.phone ?? '未显示号码'}</span>
      <span>{who ?? '通讯录里没有这个号码'}</span>
      {call.known.earlierCount > 0 && (
        <ul className={styles.earlier} aria-label="以前的来电">
          {call.known.earlier.slice(0, 3).map((each) => (
            <li key={each.phoneLogId}>
              <span>{monthDayTime(each.at)}</span>
              <span title={each.words}>{each.words}</span>
            </li>
          ))}
          {call.known.earlierCount > 3 && <li>共来电 {call.known.earlierCount} 次</li>}
        </ul>
      )}
      {problem !== null && <p className={styles.refusal}>{problem.detail}</p>}
      <div className={styles.row}>
        <Button type="primary" size="small" onClick={write}>
          登记
        </Button>
        {call.takenByAccountId === null && (
          <Button size="small" loading={take.busy} onClick={() => void take.run({ params, body: {} })}>
            我来接
          </Button>
        )}
        <Button size="small" type="text" loading={dismiss.busy} onClick={() => void dismiss.run({ params, body: {} })}>
          无须登记
        </Button>
      </div>
    </section>
  )
}
