import { signalSources, signalStatusNames } from '@fengsui/contract/signals'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { SourceMark } from '../../ui/layout/Avatar.tsx'
import { GradeMark } from '../../ui/marks/GradeMark.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './inbox.module.css'
import type { InboxRow } from './inbox-rows.ts'
import { clockPhases, sourceSymbols, statusShapes } from './texts.ts'

interface InboxRowItemProps {
  readonly row: InboxRow
  readonly grade: { readonly value: 1 | 2 | 3 | 4; readonly proposed: boolean } | null
  readonly selected: boolean
  readonly hovered: boolean
  readonly fresh: boolean
  readonly onSelect: () => void
  readonly onHover: (inside: boolean) => void
}

/** A signal in the inbox: what, where, from whom, how old, how far verified. */
export function InboxRowItem({ row, grade, selected, hovered, fresh, onSelect, onHover }: InboxRowItemProps) {
  const { signal, under, children, clock } = row
  const from = signal.unitName !== null && signal.source !== 'public' && signal.source !== 'sensor' ? signal.unitName : signalSources[signal.source]
  return (
    <li
      id={`inbox-${signal.id}`}
      className={joinClasses(styles.row, selected && styles.selected, hovered && styles.hovered, under !== null && styles.nested, fresh && styles.fresh)}
      onMouseEnter={() => onHover(true)}
      onMouseLeave={() => onHover(false)}
    >
      <SourceMark symbol={sourceSymbols[signal.source]} title={signalSources[signal.source]} />
      <div className={styles.text}>
        <h3>
          <button type="button" className={styles.open} aria-current={selected ? 'true' : undefined} onClick={onSelect}>
            {signal.title}
          </button>
          <RelativeTime at={signal.receivedAt} show="time" />
        </h3>
        <p className={styles.meta}>
          <span>
            {signal.placeName}，{from}
          </span>
          <RelativeTime at={signal.receivedAt} show="age" />
        </p>
        <div className={styles.marks}>
          <VerificationMark shape={signal.source === 'sensor' && signal.status === 'received' ? 'square' : statusShapes[signal.status]} word={signal.source === 'sensor' && signal.status === 'received' ? '自动站，未核实' : signalStatusNames[signal.status]} />
          {grade !== null && <GradeMark grade={grade.value} proposed={grade.proposed} />}
          {children > 0 && (
            <span className={styles.alike}>
              <Symbol name="merge" size={12} />
              {children} 条相关
            </span>
          )}
          {under !== null && !under.merged && (
            <span className={styles.why} title={under.because}>
              与上条相似 {Math.round(under.likeness * 100)}%
            </span>
          )}
          {signal.status === 'rejected' && signal.statusReason !== null && <Tag>{signal.statusReason}</Tag>}
          {clock !== undefined && (
            <span className={styles.due}>
              <Countdown name={`${clockPhases[clock.phase] ?? clock.phase}报 ${clock.toUnitName}`} startedAt={clock.startsAt} dueAt={clock.dueAt} rule={{ text: clock.title, basis: clock.legalBasis }} look="pill" />
            </span>
          )}
        </div>
      </div>
    </li>
  )
}
