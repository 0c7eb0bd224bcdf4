import type { CallView } from '@fengsui/contract/notifications'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { listRungs, type Rung } from './call-words.ts'
import styles from './calls.module.css'

const stateSymbol = { done: 'check', next: 'clock', later: 'clock', skipped: 'minus' } as const
const stateClass: Readonly<Record<Rung['state'], string | undefined>> = { done: styles.rungDone, next: styles.rungNext, later: undefined, skipped: styles.rungSkipped }

/** The ladder of a call: what was climbed, what comes next and when. */
export function LadderList({ call }: { readonly call: CallView }) {
  return (
    <ol className={styles.ladder}>
      {listRungs(call).map((rung) => (
        <li key={rung.key} className={joinClasses(styles.rung, stateClass[rung.state])}>
          <Symbol name={stateSymbol[rung.state]} size={14} />
          <span>
            <b>{rung.name}</b>
            <small>{rung.detail}</small>
          </span>
          {rung.state === 'next' ? <Countdown name={rung.name} startedAt={call.calledAt} dueAt={rung.at} look="pill" /> : <time dateTime={rung.at}>{rung.state === 'skipped' ? '不用了' : monthDayTime(rung.at).slice(6)}</time>}
        </li>
      ))}
    </ol>
  )
}
