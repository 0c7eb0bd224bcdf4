import type { DutyLogTab } from '../../../lib/navigation.ts'
import { paths, useGo } from '../../../lib/navigation.ts'
import { useCan } from '../../../lib/session.tsx'
import { joinClasses } from '../../../ui/join-classes.ts'
import { TabStrip } from '../../../ui/layout/TabStrip.tsx'
import { EmptyState } from '../../../ui/states/PageStates.tsx'
import { DayLogTab } from './DayLogTab.tsx'
import { ExchangeTab } from './ExchangeTab.tsx'
import { HandoversTab } from './HandoversTab.tsx'
import { PhoneLogsTab } from './PhoneLogsTab.tsx'
import styles from './shift.module.css'
import { SpotChecksTab } from './SpotChecksTab.tsx'

const tabs: readonly { readonly key: DutyLogTab; readonly label: string }[] = [
  { key: 'day', label: '值班日志' },
  { key: 'phones', label: '电话记录' },
  { key: 'handovers', label: '交接班' },
  { key: 'checks', label: '查岗抽查' },
  { key: 'exchange', label: '通话、传真、联动警情' },
]

/** The records of the running duty: log of the day, telephone log, handovers, spot checks, and what the exchange brought. */
export function DutyRecordsPage({ tab }: { readonly tab: string }) {
  const go = useGo()
  const may = useCan('duty:read')
  const current = tabs.find(({ key }) => key === tab)?.key ?? 'day'
  if (!may) return <EmptyState symbol="lock" title="您的角色不查看值班记录" hint="值班记录由值班员、带班领导和核查员查看；需要时请找系统管理员。" />
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>值班记录</h1>
        <TabStrip label="值班记录" items={tabs} value={current} onChange={(key) => go(paths.dutyLog(key), { replace: true })} />
      </header>
      <div className={joinClasses(styles.body, styles.bodyFull)}>
        {current === 'day' && <DayLogTab />}
        {current === 'phones' && <PhoneLogsTab />}
        {current === 'handovers' && <HandoversTab />}
        {current === 'checks' && <SpotChecksTab />}
        {current === 'exchange' && <ExchangeTab />}
      </div>
    </div>
  )
}
