import type { ReactNode } from 'react'
import { joinClasses } from '../join-classes.ts'
import styles from './lanes.module.css'

/** Lanes side by side, scrolling sideways when there are many; one under the other on a phone. */
export function LaneBoard({ children }: { readonly children: ReactNode }) {
  return <div className={styles.board}>{children}</div>
}

interface LaneProps {
  readonly title: string
  /** Behind the title: "牵头 市民政局". */
  readonly note?: string
  /** What is late, in words: "超 1". */
  readonly late?: string | undefined
  readonly children: ReactNode
}

export function Lane({ title, note, late, children }: LaneProps) {
  return (
    <section className={styles.lane} aria-label={title}>
      <div className={styles.laneHead}>
        <h3>{title}</h3>
        {note !== undefined && <span>{note}</span>}
        {late !== undefined && <em>{late}</em>}
      </div>
      {children}
    </section>
  )
}

interface TaskCardProps {
  readonly title: string
  /** Left part of the second line: who, state. */
  readonly meta?: ReactNode
  /** Right end of the second line: a `Countdown`. */
  readonly due?: ReactNode
  /** A thin `ProgressBar`. */
  readonly progress?: ReactNode
  readonly state?: 'open' | 'late' | 'done'
  /** Marked together with its symbol on the map. */
  readonly hovered?: boolean
  readonly onOpen?: (() => void) | undefined
  readonly onHover?: ((inside: boolean) => void) | undefined
}

/** A task as a small card: what, who, until when. */
export function TaskCard({ title, meta, due, progress, state = 'open', hovered = false, onOpen, onHover }: TaskCardProps) {
  const className = joinClasses(styles.task, state === 'late' && styles.late, state === 'done' && styles.done, hovered && styles.hovered)
  const body = (
    <>
      <p>
        {onOpen === undefined ? (
          title
        ) : (
          // The button is stretched over the card; a clock with its own button stays above it.
          <button type="button" className={styles.open} onClick={onOpen}>
            {title}
          </button>
        )}
      </p>
      {progress !== undefined && <div className={styles.bar}>{progress}</div>}
      <div className={styles.meta}>
        <span>{meta}</span>
        {due}
      </div>
    </>
  )
  return (
    <div className={className} onMouseEnter={() => onHover?.(true)} onMouseLeave={() => onHover?.(false)}>
      {body}
    </div>
  )
}
