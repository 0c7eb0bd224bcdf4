import type { DispatchView } from '@fengsui/contract/dispatch'
import { useState } from 'react'
import { EmptyState } from '../../ui/states/PageStates.tsx'
import { DispatchCard } from './DispatchCard.tsx'
import { dispatchGroups } from './dispatch-words.ts'
import styles from './dispatch.module.css'

/** Orders by how far they are; what is over is folded away. */
export function DispatchList({ dispatches }: { readonly dispatches: readonly DispatchView[] }) {
  const [showOver, setShowOver] = useState(false)
  if (dispatches.length === 0) return <EmptyState symbol="force-truck" title="还没有调度令" hint="按申请下达，或直接下令前置力量后，出动、在途、到位都列在这里。" />
  return (
    <div className={styles.groups}>
      {dispatchGroups.map(({ key, name, statuses }) => {
        const own = dispatches.filter(({ status }) => statuses.includes(status))
        if (own.length === 0) return null
        const folded = key === 'over' && !showOver
        return (
          <section key={key} aria-label={name}>
            <h3 className={styles.groupHead}>
              {name} <span>{own.length}</span>
              {key === 'over' && (
                <button type="button" className={styles.more} aria-expanded={showOver} onClick={() => setShowOver(!showOver)}>
                  {showOver ? '收起' : '展开'}
                </button>
              )}
            </h3>
            {!folded && own.map((dispatch) => <DispatchCard key={dispatch.id} dispatch={dispatch} />)}
          </section>
        )
      })}
    </div>
  )
}
