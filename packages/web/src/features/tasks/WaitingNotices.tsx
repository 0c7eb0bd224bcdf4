import type { NoticeView } from '@fengsui/contract/command'
import { useState } from 'react'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { NoticeCard } from './NoticeCard.tsx'
import styles from './tasks.module.css'
import { texts } from './texts.ts'

/** Notices to confirm: the most urgent in full, the others behind it, so that the tasks stay in sight. */
export function WaitingNotices({ notices }: { readonly notices: readonly NoticeView[] }) {
  const [all, setAll] = useState(false)
  const sorted = [...notices].sort((a, b) => Date.parse(a.acknowledgeBy) - Date.parse(b.acknowledgeBy))
  const shown = all ? sorted : sorted.slice(0, 1)
  const rest = sorted.length - shown.length
  return (
    <section className={styles.notices} aria-label={texts.notices}>
      {shown.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
      {rest > 0 && (
        <button type="button" className={styles.moreNotices} onClick={() => setAll(true)}>
          还有 {rest} 条通知要确认
          <Symbol name="chevronDown" size={16} />
        </button>
      )}
    </section>
  )
}
