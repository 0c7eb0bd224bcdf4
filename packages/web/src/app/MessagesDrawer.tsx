import type { NoticeView } from '@fengsui/contract/command'
import type { ProblemBody } from '@fengsui/contract/kernel'
import { Drawer } from 'antd'
import { NoticeCard } from '../features/tasks/NoticeCard.tsx'
import { useNarrow } from '../ui/shell/use-narrow.ts'
import { EmptyState, ErrorState, LoadingState } from '../ui/states/PageStates.tsx'
import styles from './shell-parts.module.css'

interface MessagesDrawerProps {
  readonly open: boolean
  /** `undefined` while loading. */
  readonly notices: readonly NoticeView[] | undefined
  readonly problem: ProblemBody | null
  readonly onClose: () => void
}

/** Notices to the own unit: those to confirm first, each confirmed in place. */
export function MessagesDrawer({ open, notices, problem, onClose }: MessagesDrawerProps) {
  const narrow = useNarrow()
  const waiting = notices?.filter(({ status, mayAcknowledge }) => mayAcknowledge && status !== 'acknowledged') ?? []
  const rest = notices?.filter((notice) => !waiting.includes(notice)) ?? []
  return (
    <Drawer open={open} onClose={onClose} title={waiting.length > 0 ? `消息：${waiting.length} 条待确认` : '消息'} size={narrow ? '100%' : 420} destroyOnHidden>
      {notices === undefined && problem !== null ? (
        <ErrorState hint={problem.detail} code={problem.code} />
      ) : notices === undefined ? (
        <LoadingState />
      ) : notices.length === 0 ? (
        <EmptyState symbol="bell" title="没有消息" hint="启动响应后发给本单位的通知会出现在这里，请在限定时间内确认收到。" />
      ) : (
        <div className={styles.messages}>
          {[...waiting, ...rest].map((notice) => (
            <NoticeCard key={notice.id} notice={notice} onFollow={onClose} />
          ))}
        </div>
      )}
    </Drawer>
  )
}
