import { Popover } from 'antd'
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../now-context.tsx'
import { Symbol } from '../symbols/Symbol.tsx'
import styles from './clocks.module.css'
import { countdownState } from './countdown-state.ts'
import type { CountdownPhase, CountdownState, Deadline } from './countdown-state.ts'
import { absoluteTime, countingText, durationText, hourMinute, monthDayTime } from './time-text.ts'

/** The rule that set a deadline, in words for the popover. */
export interface DeadlineRule {
  readonly text: string
  /** Law, plan or notice it comes from. */
  readonly basis?: string | undefined
  /** What else belongs to it: who owns it, which instants it knows, why it started then. */
  readonly facts?: readonly { readonly term: string; readonly text: string }[] | undefined
}

interface CountdownProps extends Deadline {
  /** Whose clock: "市 → 省政府总值班室". Shown by `row`, spoken by the short forms. */
  readonly name: string
  /** Beside the name: "电话 30 分". */
  readonly detail?: string | undefined
  readonly rule?: DeadlineRule | undefined
  /** `row` is a line of a clock list with a bar; `text` stands in a line of text; `pill` is tinted when it matters. */
  readonly look?: 'row' | 'text' | 'pill'
}

const toneClass: Readonly<Record<CountdownPhase, string | undefined>> = {
  running: undefined,
  amber: styles.amber,
  late: styles.late,
  done: styles.done,
  'done-late': styles.done,
}

/** A deadline that counts down in place: amber in the last quarter, red and counting up when late, its rule on click. */
export function Countdown(props: CountdownProps) {
  const { look = 'text', rule, name, startedAt, dueAt } = props
  const { t } = useTranslation('ui')
  const now = useNow()
  const state = countdownState(props, now)
  const body = look === 'row' ? <RowBody {...props} state={state} /> : <ShortBody {...props} state={state} />
  const className = [look === 'row' ? styles.row : styles.due, look === 'pill' && styles.pill, toneClass[state.phase]]
    .filter(Boolean)
    .join(' ')
  if (rule === undefined) return <span className={className}>{body}</span>
  const details = (
    <dl className={styles.rule}>
      <dt>{t('clock.basis')}</dt>
      <dd>
        {rule.text}
        {rule.basis !== undefined && <div>{rule.basis}</div>}
      </dd>
      {startedAt !== undefined && (
        <>
          <dt>{t('clock.started')}</dt>
          <dd>{absoluteTime(startedAt)}</dd>
        </>
      )}
      <dt>{t('clock.deadline')}</dt>
      <dd>{absoluteTime(dueAt)}</dd>
      {rule.facts?.map(({ term, text }) => (
        <Fragment key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </Fragment>
      ))}
    </dl>
  )
  return (
    <Popover content={details} title={name} trigger="click" placement="bottomRight">
      <button type="button" className={className} title={t('clock.showRule', { name })}>
        {body}
      </button>
    </Popover>
  )
}

interface BodyProps extends CountdownProps {
  readonly state: CountdownState
}

function useDoneText({ doneAt, state }: BodyProps): string | null {
  const { t } = useTranslation('ui')
  if (doneAt === undefined) return null
  const time = hourMinute(doneAt)
  return state.phase === 'done' ? t('clock.doneOnTime', { time }) : t('clock.doneLate', { time, late: durationText(-state.remaining) })
}

function ShortBody(props: BodyProps): ReactNode {
  const { state } = props
  const { t } = useTranslation('ui')
  const done = useDoneText(props)
  const text =
    done ??
    (state.remaining < 0
      ? t('clock.late', { time: durationText(-state.remaining) })
      : state.remaining >= 3_600_000
        ? t('clock.due', { time: state.remaining < 43_200_000 ? hourMinute(props.dueAt) : monthDayTime(props.dueAt) })
        : countingText(state.remaining))
  return (
    <>
      <Symbol name={done === null ? 'clock' : 'check'} size={12} />
      <span>{text}</span>
    </>
  )
}

function RowBody(props: BodyProps): ReactNode {
  const { state, name, detail, startedAt } = props
  const { t } = useTranslation('ui')
  const done = useDoneText(props)
  return (
    <>
      <span className={styles.name}>
        {name}
        {detail !== undefined && <small>{detail}</small>}
      </span>
      <span className={styles.left}>
        {done ?? (state.remaining < 0 ? t('clock.late', { time: countingText(-state.remaining) }) : countingText(state.remaining))}
      </span>
      {done === null && startedAt !== undefined && (
        <span className={styles.bar}>
          <i style={{ width: `${state.elapsedShare * 100}%` }} />
        </span>
      )}
    </>
  )
}
