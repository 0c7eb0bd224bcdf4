import type { ClockView, ReportView } from '@fengsui/contract/reports'
import { judgeLateness } from '@fengsui/contract/reports/deadlines'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { hourMinute } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import { EmptyState } from '../../ui/states/PageStates.tsx'
import styles from './report-page.module.css'

const purposes = { upward: '上报', sideways: '通报', leader: '呈报' } as const

/** Who got the report, whether a person there signed for it, and whether it was in time. */
export function Receipts({ report, clocks }: { readonly report: ReportView; readonly clocks: readonly ClockView[] }) {
  const received = report.deliveries.filter((delivery) => delivery.status === 'received').length
  return (
    <Card title="收件与回执" count={`${received} / ${report.deliveries.length} 已签收`}>
      {report.deliveries.length === 0 ? (
        <EmptyState title="还没有报出" hint="签发后，这里显示每个收件单位的送达和签收。" />
      ) : (
        <ul className={styles.rows}>
          {report.deliveries.map((delivery) => {
            const met = clocks.filter((clock) => clock.metByReportId === report.id && clock.toUnitId === delivery.toUnitId && clock.metAt !== null)
            return (
              <li key={delivery.id}>
                <div>
                  <b>{delivery.toUnitName}</b>
                  <small>
                    {purposes[delivery.purpose]}
                    {delivery.by === 'phone' && `，电话${delivery.spokenAt === null ? '' : ` ${hourMinute(delivery.spokenAt)}`}${delivery.listener ? `，${delivery.listener}接` : ''}`}
                  </small>
                </div>
                <div className={styles.state}>
                  <VerificationMark shape={delivery.status === 'received' ? 'disc' : 'ring'} word={delivery.status === 'received' ? '已签收' : '已发送，待签收'} />
                  <RelativeTime at={delivery.receivedAt ?? delivery.sentAt} show="time" />
                </div>
                {delivery.readBack !== null && <p>对方复述：{delivery.readBack}</p>}
                {met.map((clock) => (
                  <p key={clock.id}>
                    {clock.title}：{describeLateness(clock)}
                  </p>
                ))}
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}

/** `按时` or `迟 22 分`. */
export function describeLateness(clock: Pick<ClockView, 'dueAt' | 'metAt'>): string {
  if (clock.metAt === null) return '未报'
  const { late, lateMinutes } = judgeLateness(clock.dueAt, clock.metAt)
  return late ? `迟 ${lateMinutes} 分` : '按时'
}
