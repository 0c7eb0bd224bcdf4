import { warningLevelNames } from '@fengsui/contract/warnings'
import type { WarningView } from '@fengsui/contract/warnings'
import { useState } from 'react'
import { countQueue } from '../../lib/offline/queue-item.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { alarm, keepSoundChoice, readSoundChoice } from '../alarm.ts'
import { useKept, useMayOnPhone, usePhoneState } from '../core/phone-context.ts'
import { withAnswers, withTaskWork } from '../core/pending.ts'
import { CallCard } from '../parts/CallCard.tsx'
import { DataAge, Due } from '../parts/Due.tsx'
import { ItemState } from '../parts/ItemState.tsx'
import styles from '../parts/phone.module.css'
import { goTo } from '../place.ts'

const tasksShown = 3
const itemsShown = 3

/** What matters now: who calls, the big button, what is to be done, what still has to go out. */
export function HomePage() {
  const calls = useKept('calls')
  const tasks = useKept('tasks')
  const warnings = useKept('warnings')
  const { items } = usePhoneState()
  const disasters = useKept('disasters')
  const mayReport = useMayOnPhone('signal:submit')
  const mayFill = useMayOnPhone('disaster:edit') && (disasters.data?.items.length ?? 0) > 0
  const mayAnswer = useMayOnPhone('call:answer')
  const shownCalls = withAnswers(calls.data?.items ?? [], items)
  const open = withTaskWork(tasks.data?.items ?? [], items, tasks.readAt)
    .filter(({ row }) => row.mayWork && row.status !== 'done' && row.status !== 'cancelled')
    .sort((a, b) => (a.row.dueAt < b.row.dueAt ? -1 : 1))
  const unsent = items.filter(({ state, file }) => state !== 'delivered' && file === null)
  const { waiting, refused } = countQueue(items)
  return (
    <>
      {shownCalls.map(({ row, pending }) => (
        <CallCard key={row.recipientId} call={row} pending={pending} />
      ))}
      {mayAnswer && shownCalls.length === 0 && calls.problem !== null && <DataAge readAt={calls.readAt} problem={calls.problem.detail} />}
      {mayReport && (
        <button type="button" className={joinClasses(styles.big, styles.huge)} onClick={() => goTo('report')}>
          <Symbol name="hazard-incident" size={36} />
          报险情
        </button>
      )}
      {mayFill && (
        <button type="button" className={styles.second} onClick={() => goTo('disaster')}>
          报灾情数字：{disasters.data?.items[0]?.title}
        </button>
      )}
      <SoundQuestion />
      {unsent.length > 0 && (
        <section className={styles.section} aria-label="待发送">
          <h2>
            {refused > 0 ? `${refused} 条被拒，等你处理` : `待发 ${waiting} 条`}
            <button type="button" className={styles.plain} onClick={() => goTo('mine')}>
              全部
            </button>
          </h2>
          <ul className={styles.list}>
            {unsent.slice(0, itemsShown).map((item) => (
              <li key={item.key}>
                <button type="button" className={styles.line} onClick={() => goTo('mine')}>
                  <span>{item.words}</span>
                  <ItemState item={item} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {(warnings.data?.items.length ?? 0) > 0 && (
        <section className={styles.section} aria-label="生效预警">
          <h2>生效预警</h2>
          {warnings.data?.items.map((warning) => (
            <WarningCard key={warning.id} warning={warning} />
          ))}
          <DataAge readAt={warnings.readAt} problem={warnings.problem?.detail ?? null} />
        </section>
      )}
      <section className={styles.section} aria-label="要做的任务">
        <h2>
          要做的任务
          <button type="button" className={styles.plain} onClick={() => goTo('tasks')}>
            全部 {open.length}
          </button>
        </h2>
        {open.length === 0 ? (
          <p className={styles.empty}>没有要做的任务。</p>
        ) : (
          <ul className={styles.list}>
            {open.slice(0, tasksShown).map(({ row, pending }) => (
              <li key={row.id}>
                <button type="button" className={styles.line} onClick={() => goTo('tasks', row.id)}>
                  <b>{row.title}</b>
                  <Due startedAt={row.assignedAt} dueAt={row.dueAt} />
                  {pending !== null && <ItemState item={pending} />}
                </button>
              </li>
            ))}
          </ul>
        )}
        <DataAge readAt={tasks.readAt} problem={tasks.problem?.detail ?? null} />
      </section>
    </>
  )
}

function WarningCard({ warning }: { readonly warning: WarningView }) {
  return (
    <article className={styles.card}>
      <div className={styles.row}>
        <span className={joinClasses(styles.warning, styles[warning.level])}>
          <Symbol name="warningTriangle" size={18} />
          {warning.hazardName}
          {warningLevelNames[warning.level]}
        </span>
        <span className={styles.small}>
          {warning.issuer} {monthDayTime(warning.issuedAt)}
        </span>
      </div>
      <b>{warning.headline}</b>
      {warning.instruction !== '' && <p className={styles.words}>{warning.instruction}</p>}
    </article>
  )
}

/** Asked once: browsers let a page sound only after a touch. */
function SoundQuestion() {
  const [asked, setAsked] = useState(readSoundChoice() !== null)
  const mayAnswer = useMayOnPhone('call:answer')
  if (asked || !mayAnswer) return null
  const choose = (choice: 'on' | 'off'): void => {
    keepSoundChoice(choice)
    if (choice === 'on') alarm.try()
    setAsked(true)
  }
  return (
    <section className={styles.card} aria-label="响铃">
      <h2>紧急叫应时响铃、震动？</h2>
      <p className={styles.small}>夜里也会响。请把手机媒体音量开大，并保持本页打开。</p>
      <div className={styles.buttons}>
        <button type="button" className={styles.big} onClick={() => choose('on')}>
          响铃，先试听
        </button>
        <button type="button" className={styles.plain} onClick={() => choose('off')}>
          不响
        </button>
      </div>
    </section>
  )
}
