import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { absoluteTime, hourMinute, monthDayWeekday } from '../clocks/time-text.ts'
import { joinClasses } from '../join-classes.ts'
import styles from './timeline.module.css'

/** One entry of a record. A decision is a diamond, a report an accent ring, anything else a grey ring. */
export interface TimelineItem {
  readonly id: string
  readonly at: string
  readonly kind: 'decision' | 'report' | 'event'
  readonly text: ReactNode
  /** Who, where, how: second line. */
  readonly detail?: ReactNode
  /** Arrived while the page was open. */
  readonly fresh?: boolean
  readonly onOpen?: (() => void) | undefined
}

interface TimelineProps {
  /** In the order shown; the newest first is usual. */
  readonly items: readonly TimelineItem[]
  readonly label: string
}

/** A record by time, with a line for each new day. Use `EmptyState` when there are no items. */
export function Timeline({ items, label }: TimelineProps) {
  const { t } = useTranslation('ui')
  if (items.length === 0) return <p className={styles.day}>{t('timeline.empty')}</p>
  return (
    <ol className={styles.list} aria-label={label}>
      {items.map((item, index) => {
        const day = monthDayWeekday(item.at)
        const previous = items[index - 1]
        const content = (
          <>
            {item.text}
            {item.detail !== undefined && <small>{item.detail}</small>}
          </>
        )
        return (
          <Fragment key={item.id}>
            {previous !== undefined && monthDayWeekday(previous.at) !== day && <li className={styles.day}>{day}</li>}
            <li
              className={joinClasses(
                styles.item,
                item.kind === 'decision' && styles.decision,
                item.kind === 'report' && styles.report,
                item.fresh === true && styles.fresh,
              )}
            >
              <time dateTime={item.at} title={absoluteTime(item.at)}>
                {hourMinute(item.at)}
              </time>
              <span className={styles.rule} />
              <div className={styles.text}>
                {item.onOpen === undefined ? (
                  content
                ) : (
                  <button type="button" className={styles.action} onClick={item.onOpen}>
                    {content}
                  </button>
                )}
              </div>
            </li>
          </Fragment>
        )
      })}
    </ol>
  )
}
