import { routes } from '@fengsui/contract'
import type { NoticeView } from '@fengsui/contract/command'
import { Button } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../lib/use-command.ts'
import { Countdown } from '../../../ui/clocks/Countdown.tsx'
import { hourMinute } from '../../../ui/clocks/time-text.ts'
import { FilterChips } from '../../../ui/layout/FilterChips.tsx'
import { ProgressBar } from '../../../ui/layout/ProgressBar.tsx'
import { VerificationMark } from '../../../ui/marks/VerificationMark.tsx'
import { EmptyState } from '../../../ui/states/PageStates.tsx'
import styles from './panels.module.css'

const statusMarks = { queued: { shape: 'ring', word: '已发送' }, delivered: { shape: 'half', word: '已送达' }, acknowledged: { shape: 'disc', word: '已确认' } } as const
type NoticeStatus = keyof typeof statusMarks
const statuses = Object.keys(statusMarks) as NoticeStatus[]

/** Notices of the response with the three honest states apart: sent, delivered, acknowledged. */
export function NoticesPanel({ notices }: { readonly notices: readonly NoticeView[] }) {
  const [pressed, setPressed] = useState<readonly NoticeStatus[]>([])
  const acknowledge = useCommand(routes.acknowledgeNotice)
  const count = (status: NoticeStatus): number => notices.filter((notice) => notice.status === status).length
  const shown = notices.filter((notice) => pressed.length === 0 || pressed.includes(notice.status)).sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status) || a.acknowledgeBy.localeCompare(b.acknowledgeBy))
  if (notices.length === 0) return <EmptyState symbol="bell" title="还没有通知" hint="启动响应时按预案向各单位发通知，确认情况显示在这里。" />
  return (
    <div className={styles.panel}>
      <ProgressBar
        label="通知"
        total={notices.length}
        text={`已确认 ${count('acknowledged')} / ${notices.length}`}
        parts={[{ label: '已确认', value: count('acknowledged'), step: 5 }, { label: '已送达', value: count('delivered'), step: 3 }, { label: '已发送', value: count('queued'), step: 1 }]}
      />
      <FilterChips label="通知状态" items={statuses.map((key) => ({ key, label: statusMarks[key].word, count: count(key) }))} value={pressed} onChange={setPressed} />
      {acknowledge.problem !== null && <p role="alert">{acknowledge.problem.detail}</p>}
      <ul className={styles.cards}>
        {groupByText(shown).map(({ text, notices: own }) => (
          <li key={text} className={styles.oneCard}>
            <p className={styles.conclusion}>{text}</p>
            <ul className={styles.receipts} aria-label="收件单位">
              {own.map((notice) => (
                <li key={notice.id}>
                  <VerificationMark {...statusMarks[notice.status]} />
                  <span>{notice.toUnitName}</span>
                  {notice.status === 'acknowledged' ? (
                    <small>{notice.acknowledgedAt === null ? '' : hourMinute(notice.acknowledgedAt)}</small>
                  ) : (
                    <Countdown name={`${notice.toUnitName}确认通知`} startedAt={notice.queuedAt} dueAt={notice.acknowledgeBy} />
                  )}
                  {notice.mayAcknowledge && (
                    <Button size="small" type="primary" loading={acknowledge.busy} onClick={() => void acknowledge.run({ params: { noticeId: notice.id }, body: {} })}>
                      确认收到
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** One text to many units is read once. */
function groupByText(notices: readonly NoticeView[]): { text: string; notices: NoticeView[] }[] {
  const groups = new Map<string, NoticeView[]>()
  for (const notice of notices) groups.set(notice.text, [...(groups.get(notice.text) ?? []), notice])
  return [...groups].map(([text, own]) => ({ text, notices: own }))
}
