import { routes } from '@fengsui/contract'
import { useState } from 'react'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { FilterChips } from '../../ui/layout/FilterChips.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { DispatchCard } from './DispatchCard.tsx'
import styles from './dispatch.module.css'

/** Orders that the own unit carries out or receives, with thumb-sized steps: 签收 → 出发 → 到达 → 交接 → 归还. */
export function MyDispatches() {
  const [all, setAll] = useState(false)
  const mine = useAllPages(routes.listDispatches, { mine: 'true', status: all ? 'all' : 'open' }, { touches: ['dispatch'] })
  if (mine.data === undefined) return mine.error === null ? <LoadingState /> : <ErrorState hint={mine.error.message} code={mine.error.problem.code} onRetry={() => void mine.refetch()} />
  const due = mine.data.filter(({ mayWork, mayReceive, status }) => (mayWork && status !== 'received') || mayReceive)
  const rest = mine.data.filter((each) => !due.includes(each))
  return (
    <div className={styles.mine}>
      <header>
        <h2>本单位的调度令 {due.length > 0 && <span>{due.length} 份待办</span>}</h2>
        <FilterChips label="范围" items={[{ key: 'all', label: '含已了结' }]} value={all ? ['all'] : []} onChange={(keys) => setAll(keys.includes('all'))} />
      </header>
      {mine.data.length === 0 ? (
        <EmptyState symbol="force-truck" title="没有要办的调度令" hint="上级下达的调度令会出现在这里，收到后请在 15 分钟内签收。" />
      ) : (
        [...due, ...rest].map((dispatch) => <DispatchCard key={dispatch.id} dispatch={dispatch} full />)
      )}
    </div>
  )
}
