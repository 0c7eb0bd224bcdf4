import type { ReactNode } from 'react'
import { joinClasses } from '../join-classes.ts'
import styles from './layout.module.css'

interface CardProps {
  readonly title?: ReactNode
  /** Beside the title, small: "412 条". */
  readonly count?: ReactNode
  /** At the right end of the head: actions, filters. */
  readonly extra?: ReactNode
  /** In the head directly after the title: tabs. */
  readonly head?: ReactNode
  readonly footer?: ReactNode
  /** 12 px inside; lists and tables go without. */
  readonly padded?: boolean
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A white card with a 40 px head and no shadow; its body scrolls, head and foot stay. */
export function Card({ title, count, extra, head, footer, padded = false, className, children }: CardProps) {
  const hasHead = title !== undefined || head !== undefined || extra !== undefined
  return (
    <section className={joinClasses(styles.card, className)}>
      {hasHead && (
        <header className={styles.cardHead}>
          {title !== undefined && <h2>{title}</h2>}
          {count !== undefined && <span className={styles.cardCount}>{count}</span>}
          {head}
          {extra !== undefined && <div className={styles.cardExtra}>{extra}</div>}
        </header>
      )}
      <div className={joinClasses(styles.cardBody, padded && styles.cardPadded)}>{children}</div>
      {footer !== undefined && <footer className={styles.cardFoot}>{footer}</footer>}
    </section>
  )
}
