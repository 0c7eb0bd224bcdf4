import { routes } from '@fengsui/contract'
import type { NoticeView } from '@fengsui/contract/command'
import { Button } from 'antd'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './tasks.module.css'
import { texts } from './texts.ts'

const states = {
  queued: { shape: 'ring', word: '已发送' },
  delivered: { shape: 'half', word: '已送达' },
  acknowledged: { shape: 'disc', word: '已确认' },
} as const

interface NoticeCardProps {
  readonly notice: NoticeView
  /** After following the link to the incident: a drawer closes. */
  readonly onFollow?: () => void
}

/** A notice to the own unit: what it says, until when to confirm, and the one big answer. */
export function NoticeCard({ notice, onFollow }: NoticeCardProps) {
  const go = useGo()
  const mayIncident = useCan('incident:read')
  const mayWork = useCan('task:work')
  const acknowledge = useCommand(routes.acknowledgeNotice)
  const waiting = notice.status !== 'acknowledged'
  const answerable = waiting && mayWork && notice.mayAcknowledge
  return (
    <article className={joinClasses(styles.notice, answerable && styles.noticeWaiting)}>
      <header>
        <Symbol name="bell" />
        <span>通知</span>
        <small>{waiting ? '确认时限' : ''}</small>
        {waiting ? (
          <Countdown look="pill" name="确认时限" startedAt={notice.queuedAt} dueAt={notice.acknowledgeBy} rule={{ text: '收到通知须在此时限内确认，逾期自动报告指挥部' }} />
        ) : (
          <VerificationMark {...states[notice.status]} />
        )}
      </header>
      <p className={styles.noticeText}>{notice.text}</p>
      <p className={styles.noticeMeta}>
        {mayIncident ? (
          <button
            type="button"
            onClick={() => {
              onFollow?.()
              go(paths.incident(notice.incidentId))
            }}
          >
            {notice.incidentTitle}
          </button>
        ) : (
          notice.incidentTitle
        )}
        <RelativeTime at={notice.queuedAt} />
        {waiting && !answerable && <VerificationMark {...states[notice.status]} />}
      </p>
      {answerable && (
        <Button type="primary" className={styles.big ?? ''} loading={acknowledge.busy} icon={<Symbol name="check" size={20} />} onClick={() => void acknowledge.run({ params: { noticeId: notice.id } })}>
          {texts.ack}
        </Button>
      )}
      {acknowledge.problem !== null && (
        <p className={styles.problem} role="alert">
          {acknowledge.problem.detail}
        </p>
      )}
    </article>
  )
}
