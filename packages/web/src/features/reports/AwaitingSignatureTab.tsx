import { routes } from '@fengsui/contract'
import { reportStatusNames, type ReportView } from '@fengsui/contract/reports'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { titleOfReport } from '../../lib/report-writing/report-elements.ts'
import { useRoute } from '../../lib/use-route.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { GradeMark } from '../../ui/marks/GradeMark.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import styles from './awaiting-signature.module.css'

/** What the report waits for, in words. */
function waitsFor(report: ReportView): string {
  if (report.status === 'issued') return '已紧急先发，待补签'
  return report.status === 'inReview' ? '待审核' : `${reportStatusNames[report.status]}，待报出`
}

/** Reports of the own place that wait for a leader: to be reviewed, to be sent after review, to be countersigned. */
export function AwaitingSignatureTab() {
  const reports = useRoute(routes.listReports, { query: { awaiting: 'signature', limit: 100 } }, { touches: ['report'] })
  if (reports.data === undefined) return reports.error === null ? <LoadingState lines={6} /> : <ErrorState hint={reports.error.problem.detail} code={reports.error.problem.code} onRetry={() => void reports.refetch()} />
  const { items } = reports.data
  if (items.length === 0) return <EmptyState symbol="check" title="没有待审签的报告" hint="值班员送审的报告、紧急先发待补签的报告会列在这里。" />
  return (
    <ul className={styles.list} aria-label="待审签的报告">
      {items.map((report) => (
        <li key={report.id}>
          {report.grade === null ? <span /> : <GradeMark grade={report.grade} />}
          <div>
            <LinkTo to={paths.report(report.id)}>
              <b>
                {report.incidentTitle} {titleOfReport(report)}
              </b>
            </LinkTo>
            <small>
              {report.fromUnitName}，{report.draftedByName ?? ''}拟稿
              {report.urgentReason !== null && `；先发理由：${report.urgentReason}`}
            </small>
          </div>
          {report.urgency !== null && <Tag>{report.urgency}</Tag>}
          <Tag tone={report.signing.mayReview || report.signing.mayCountersign ? 'accent' : 'outline'}>{waitsFor(report)}</Tag>
          <RelativeTime at={report.issuedAt ?? report.submittedAt ?? report.draftedAt} />
        </li>
      ))}
    </ul>
  )
}
