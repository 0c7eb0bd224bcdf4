import { routes } from '@fengsui/contract'
import type { ReportView } from '@fengsui/contract/reports'
import { Button } from 'antd'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { describeFigures, titleOfReport } from '../../lib/report-writing/report-elements.ts'
import { useSession } from '../../lib/session.tsx'
import { useMay } from '../../lib/use-may.ts'
import { useCommand } from '../../lib/use-command.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { SourceMark } from '../../ui/layout/Avatar.tsx'
import { GradeMark } from '../../ui/marks/GradeMark.tsx'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import { EmptyState } from '../../ui/states/PageStates.tsx'
import styles from './inbox.module.css'
import { isOwnDelivery } from './use-desk.ts'
import type { Desk } from './use-desk.ts'

/** Reports of others to the own unit: sign for them; the clocks for passing them on start then. */
export function ReceivedReports({ desk }: { readonly desk: Desk }) {
  const me = useSession()
  const pending = (report: ReportView): boolean => report.deliveries.some((delivery) => isOwnDelivery(delivery, me) && delivery.status === 'sent')
  const reports = [...desk.received].sort((a, b) => Number(pending(b)) - Number(pending(a)) || (b.issuedAt ?? '').localeCompare(a.issuedAt ?? ''))
  if (reports.length === 0) return <EmptyState title="没有来文" hint="下级报来、友邻通报的信息报告会出现在这里，签收后对方能看到。" />
  return (
    <ol aria-label="来文列表">
      {reports.map((report) => (
        <ReceivedReport key={report.id} report={report} delivery={report.deliveries.find((each) => isOwnDelivery(each, me))} pending={pending(report)} />
      ))}
    </ol>
  )
}

function ReceivedReport({ report, delivery, pending }: { readonly report: ReportView; readonly delivery: ReportView['deliveries'][number] | undefined; readonly pending: boolean }) {
  const mayReceive = useMay('report:receive')
  const receive = useCommand(routes.receiveReport)
  return (
    <li className={joinClasses(styles.row, pending && styles.pending)}>
      <SourceMark symbol="source-lowerLevel" title="来文" />
      <div className={styles.text}>
        <h3>
          <LinkTo to={paths.report(report.id)}>
            {titleOfReport(report)}：{report.incidentTitle}
          </LinkTo>
          {report.issuedAt !== null && <RelativeTime at={report.issuedAt} show="time" />}
        </h3>
        <p className={styles.meta}>
          <span>
            {report.fromUnitName}，{report.zero ? '零报告' : (describeFigures(report.facts) ?? '数字未报')}
          </span>
        </p>
        <div className={styles.marks}>
          <VerificationMark shape={pending ? 'ring' : 'disc'} word={pending ? '待签收' : '已签收'} />
          {!pending && delivery?.receivedAt !== undefined && delivery.receivedAt !== null && <RelativeTime at={delivery.receivedAt} show="time" />}
          {report.grade !== null && <GradeMark grade={report.grade} />}
          {pending && mayReceive && delivery !== undefined && (
            <span className={styles.due}>
              <Button size="small" type="primary" loading={receive.busy} onClick={() => void receive.run({ params: { deliveryId: delivery.id } })}>
                签收
              </Button>
            </span>
          )}
        </div>
        {receive.problem !== null && (
          <p className={styles.meta} role="alert">
            {receive.problem.detail}
          </p>
        )}
      </div>
    </li>
  )
}
