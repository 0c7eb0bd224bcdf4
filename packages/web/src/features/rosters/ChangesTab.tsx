import { routes } from '@fengsui/contract'
import { useState } from 'react'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { ChangeList } from './ChangeList.tsx'
import styles from './rosters.module.css'

/** Swaps and replacements: those that wait, and what became of the others. */
export function ChangesTab() {
  const [status, setStatus] = useState<'open' | 'all'>('open')
  const changes = useAllPages(routes.listDutyChanges, { status }, { touches: ['duty-change', 'duty-shift'] })
  return (
    <div className={styles.page}>
      <div className={styles.bar}><TabStrip label="范围" items={[{ key: 'open', label: '待办' }, { key: 'all', label: '全部' }]} value={status} onChange={setStatus} /></div>
      <div className={styles.fill}>
        {changes.error !== null && changes.data === undefined ? <ErrorState hint={changes.error.message} code={changes.error.problem.code} onRetry={() => void changes.refetch()} />
          : changes.data === undefined ? <LoadingState />
          : changes.data.length === 0 ? <EmptyState symbol="users" title={status === 'open' ? '没有待办的换班' : '还没有换班'} hint="在值班表里点自己的班，可以请求换班、替班；排班人可以紧急替班。" />
          : <ChangeList changes={changes.data} />}
      </div>
    </div>
  )
}
