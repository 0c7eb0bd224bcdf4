import type { HandoverView } from '@fengsui/contract/duty'
import { Checkbox } from 'antd'
import { LinkTo } from '../../../lib/navigation.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { joinClasses } from '../../../ui/join-classes.ts'
import { useNow } from '../../../ui/now-context.tsx'
import { EmptyState } from '../../../ui/states/PageStates.tsx'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import { groupItems, pathOfItem } from './duty-words.ts'
import styles from './shift.module.css'

interface HandoverItemsProps {
  readonly handover: HandoverView
  readonly ticked: ReadonlySet<string>
  readonly onTicked: (ticked: ReadonlySet<string>) => void
}

/** What is open, by kind; the successor ticks each or a whole kind. */
export function HandoverItems({ handover, ticked, onTicked }: HandoverItemsProps) {
  const now = useNow()
  const ticking = handover.mayAccept
  const set = (keys: readonly string[], on: boolean): void => {
    const next = new Set(ticked)
    for (const key of keys) {
      if (on) next.add(key)
      else next.delete(key)
    }
    onTicked(next)
  }
  if (handover.items.length === 0) return <EmptyState symbol="check" title="没有未了事项" hint="时限、来报、任务、来电都已办结。" />
  return (
    <div>
      <h3>
        未了事项 {handover.items.length} 项<small>{handover.status === 'completed' ? '交接完成时的样子' : '随时更新，以签字那一刻为准'}</small>
      </h3>
      {groupItems(handover.items).map((group) => (
        <section key={group.kind}>
          <div className={styles.kindHead}>
            {ticking ? (
              <Checkbox checked={group.items.every((item) => ticked.has(item.key))} indeterminate={group.items.some((item) => ticked.has(item.key)) && !group.items.every((item) => ticked.has(item.key))} onChange={(event) => set(group.items.map((item) => item.key), event.target.checked)}>
                {group.name} {group.items.length} 项{group.strict ? '（须逐项接收）' : ''}
              </Checkbox>
            ) : (
              <span>
                {group.name} {group.items.length} 项
              </span>
            )}
          </div>
          <ul className={styles.items}>
            {group.items.map((item) => {
              const path = pathOfItem(item)
              const id = `item-${item.key}`
              return (
                <li key={item.key} className={joinClasses(item.arrived && styles.fresh)}>
                  {ticking ? <Checkbox id={id} checked={ticked.has(item.key)} onChange={(event) => set([item.key], event.target.checked)} /> : <Symbol name="note" size={14} />}
                  <label htmlFor={id}>
                    <b>{item.title}</b>
                    <small>
                      {[item.detail, item.ownerName].filter((each) => each !== '').join(' · ')}
                      {item.arrived ? ' · 签字后新到' : ''}
                      {path !== null && (
                        <>
                          {' '}
                          <LinkTo to={path}>去办</LinkTo>
                        </>
                      )}
                    </small>
                  </label>
                  {item.dueAt !== null && <time className={joinClasses(Date.parse(item.dueAt) < now && item.kind !== 'warning' && item.kind !== 'absence' && styles.late)} dateTime={item.dueAt}>{monthDayTime(item.dueAt)}</time>}
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </div>
  )
}
