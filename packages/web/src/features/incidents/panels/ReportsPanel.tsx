import { routes } from '@fengsui/contract'
import { clockStatusNames, reportKindNames, reportStatusNames } from '@fengsui/contract/reports'
import type { ClockView, ReportView } from '@fengsui/contract/reports'
import { Button } from 'antd'
import { LinkTo, paths } from '../../../lib/navigation.ts'
import { clockFacts } from '../../../lib/report-writing/clock-facts.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { Countdown } from '../../../ui/clocks/Countdown.tsx'
import { RelativeTime } from '../../../ui/clocks/RelativeTime.tsx'
import { hourMinute } from '../../../ui/clocks/time-text.ts'
import { GradeMark } from '../../../ui/marks/GradeMark.tsx'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { VerificationMark } from '../../../ui/marks/VerificationMark.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../../ui/states/PageStates.tsx'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import styles from './panels.module.css'

interface ReportsPanelProps {
  readonly incidentId: string
  readonly mayDraft: boolean
  readonly onDraft: () => void
}

/** Legal clocks of the incident and the report series of every unit, with receipts. */
export function ReportsPanel({ incidentId, mayDraft, onDraft }: ReportsPanelProps) {
  const reports = useRoute(routes.listReports, { query: { incidentId, limit: 500 } }, { touches: ['report', 'report-delivery'] })
  const clocks = useRoute(routes.listClocks, { query: { incidentId, status: 'all', limit: 500 } }, { touches: ['clock', 'report'] })
  if (reports.error !== null && reports.data === undefined) return <ErrorState hint={reports.error.message} code={reports.error.problem.code} onRetry={() => void reports.refetch()} />
  if (reports.data === undefined) return <LoadingState />
  const running = (clocks.data?.items ?? []).filter((clock) => clock.status === 'running').sort((a, b) => a.dueAt.localeCompare(b.dueAt))
  const answered = (clocks.data?.items ?? []).filter((clock) => clock.status !== 'running' && clock.status !== 'cancelled')
  return (
    <div className={styles.panel}>
      <div className={styles.panelTools}>
        <b>报送时限 {running.length} 个在计时</b>
        {mayDraft && (
          <Button size="small" type="primary" icon={<Symbol name="send" size={14} />} onClick={onDraft}>
            起草报告
          </Button>
        )}
      </div>
      <ul className={styles.clocks}>
        {running.map((clock) => (
          <li key={clock.id}>
            <Countdown look="row" name={`${clock.fromUnitName} → ${clock.toUnitName}`} detail={clock.title} startedAt={clock.startsAt} dueAt={clock.dueAt} rule={{ text: clock.title, basis: clock.legalBasis, facts: clockFacts(clock) }} />
          </li>
        ))}
        {answered.map((clock) => (
          <AnsweredClock key={clock.id} clock={clock} />
        ))}
      </ul>
      <h3 className={styles.sectionTitle}>报告 {reports.data.items.length} 份</h3>
      {reports.data.items.length === 0 ? (
        <EmptyState symbol="send" title="还没有报告" hint="时限内先报初报：要素不全也要先报，续报补齐。" />
      ) : (
        <ul className={styles.cards}>
          {reports.data.items.map((report) => (
            <OneReport key={report.id} report={report} />
          ))}
        </ul>
      )}
    </div>
  )
}

function AnsweredClock({ clock }: { readonly clock: ClockView }) {
  return (
    <li className={styles.answered}>
      <VerificationMark shape={clock.status === 'met' ? 'disc' : clock.status === 'late' ? 'half' : 'cross'} word={clockStatusNames[clock.status]} />
      <span>
        {clock.fromUnitName} → {clock.toUnitName}，{clock.title}
      </span>
      {clock.metAt !== null && <small>{hourMinute(clock.metAt)} 报出</small>}
    </li>
  )
}

function OneReport({ report }: { readonly report: ReportView }) {
  const received = report.deliveries.filter((delivery) => delivery.status === 'received').length
  return (
    <li className={styles.oneCard}>
      <div className={styles.cardLine}>
        {report.grade !== null && <GradeMark grade={report.grade} />}
        <LinkTo to={paths.report(report.id)}>
          <b>
            {reportKindNames[report.kind]}
            {report.kind === 'followUp' ? ` ${report.sequence - 1}` : ''}
          </b>{' '}
          {report.number}
        </LinkTo>
        {report.zero && <Tag>零报告</Tag>}
        {report.status === 'draft' && <Tag tone="outline">草稿{report.missing.length > 0 ? `，缺 ${report.missing.length} 项` : ''}</Tag>}
        {report.status !== 'draft' && report.status !== 'issued' && <Tag tone="outline">{reportStatusNames[report.status]}</Tag>}
        {report.signingWay === 'urgent' && report.countersignedAt === null && <Tag tone="outline">待补签</Tag>}
      </div>
      <div className={styles.cardMeta}>
        {report.fromUnitName} · <RelativeTime at={report.issuedAt ?? report.draftedAt} />
        {report.deliveries.length > 0 && ` · 签收 ${received}/${report.deliveries.length}`}
      </div>
      {report.deliveries.length > 0 && (
        <ul className={styles.receipts}>
          {report.deliveries.map((delivery) => (
            <li key={delivery.id}>
              <VerificationMark shape={delivery.status === 'received' ? 'disc' : 'ring'} word={delivery.status === 'received' ? '已签收' : delivery.by === 'phone' ? '已电话报' : '已发送'} />
              <span>{delivery.toUnitName}</span>
              <small>{hourMinute(delivery.receivedAt ?? delivery.sentAt)}</small>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
