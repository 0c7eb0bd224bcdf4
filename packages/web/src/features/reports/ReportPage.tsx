import { routes } from '@fengsui/contract'
import type { ReportKind, ReportView } from '@fengsui/contract/reports'
import { Button } from 'antd'
import { LinkTo, paths, useGo } from '../../lib/navigation.ts'
import { ReportDocument } from '../../lib/report-writing/ReportDocument.tsx'
import { prefillElements, titleOfReport } from '../../lib/report-writing/report-elements.ts'
import type { ReportSubject } from '../../lib/report-writing/report-elements.ts'
import { useSession } from '../../lib/session.tsx'
import { useMay } from '../../lib/use-may.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { PageHeader } from '../../ui/layout/PageHeader.tsx'
import { GradeMark } from '../../ui/marks/GradeMark.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DraftSection } from './DraftSection.tsx'
import { Receipts } from './Receipts.tsx'
import { findPrevious, listChangedFigures } from './report-differences.ts'
import styles from './report-page.module.css'

/** A report: the sheet, who got it, what changed, the series; and the next thing to do with it. */
export function ReportPage({ reportId }: { readonly reportId: string }) {
  const report = useRoute(routes.getReport, { params: { reportId } }, { touches: ['report', 'report-delivery'] })
  const shown = report.data?.id === reportId ? report.data : undefined
  const incidentId = shown?.incidentId
  const incident = useRoute(routes.getIncident, { params: { incidentId: incidentId ?? '' } }, { touches: ['incident'], enabled: incidentId !== undefined })
  const series = useRoute(routes.listReports, { query: { incidentId, limit: 200 } }, { touches: ['report', 'report-delivery'], enabled: incidentId !== undefined })
  const clocks = useRoute(routes.listClocks, { query: { incidentId, status: 'all', limit: 200 } }, { touches: ['clock'], enabled: incidentId !== undefined })

  if (shown === undefined) {
    if (report.error !== null) return <ErrorState hint={report.error.problem.detail} code={report.error.problem.code} onRetry={() => void report.refetch()} />
    return <LoadingState lines={10} />
  }
  const ownSeries = (series.data?.items ?? []).filter((other) => other.incidentId === shown.incidentId)
  const subject = incident.data?.id === shown.incidentId ? incident.data : subjectWithoutIncident(shown)
  const previous = findPrevious(shown, ownSeries)
  return <LoadedReport report={shown} subject={subject} series={ownSeries} previous={previous} clocks={(clocks.data?.items ?? []).filter((clock) => clock.incidentId === shown.incidentId)} />
}

/** Somebody who got the report but may not open the incident still reads what the report itself says. */
function subjectWithoutIncident(report: ReportView): ReportSubject {
  return { incidentClass: 'natural-disaster', typeCode: '', typeName: '', placeName: report.elements.place ?? report.incidentTitle, occurredAt: report.draftedAt, knownAt: report.draftedAt, grade: report.grade, proposal: null }
}

interface LoadedReportProps {
  readonly report: ReportView
  readonly subject: ReportSubject
  readonly series: readonly ReportView[]
  readonly previous: ReportView | undefined
  readonly clocks: Parameters<typeof Receipts>[0]['clocks']
}

function LoadedReport({ report, subject, series, previous, clocks }: LoadedReportProps) {
  const me = useSession()
  const go = useGo()
  const mayDraft = useMay('report:draft')
  const mayReceive = useMay('report:receive')
  const receive = useCommand(routes.receiveReport)
  const draftNext = useCommand(routes.draftReport, { onDone: (made) => go(paths.report(made.id)) })
  const own = report.fromUnitId === me.account.unitId || report.divisionCode === me.account.divisionCode
  const toMe = own ? undefined : report.deliveries.find((delivery) => delivery.status === 'sent' && delivery.toUnitId === me.account.unitId)
  const openDraft = series.find((other) => other.status === 'draft' && other.fromUnitId === report.fromUnitId)
  const ended = series.some((other) => other.kind === 'final' && other.status === 'issued' && other.fromUnitId === report.fromUnitId)
  const ownClocks = clocks.filter((clock) => clock.fromUnitId === report.fromUnitId)
  const editing = own && mayDraft && report.status === 'draft'

  const startNext = (kind: ReportKind): void => {
    if (openDraft?.kind === kind) return go(paths.report(openDraft.id))
    const latest = [...series].filter((other) => other.fromUnitId === report.fromUnitId && other.status === 'issued').sort((a, b) => b.sequence - a.sequence)[0] ?? report
    void draftNext.run({ params: { incidentId: report.incidentId }, body: { kind, facts: latest.facts, elements: prefillElements(kind, { previous: latest.elements }) } })
  }
  const problem = receive.problem ?? draftNext.problem
  return (
    <div className={styles.page}>
      <PageHeader
        crumbs={[{ label: '值班', onGo: () => go(paths.duty()) }, { label: report.incidentTitle, onGo: () => go(paths.incident(report.incidentId)) }, { label: titleOfReport(report) }]}
        title={`${report.incidentTitle} ${titleOfReport(report)}`}
        mark={report.grade === null ? undefined : <GradeMark grade={report.grade} proposed={subject.grade === null} />}
        meta={
          <>
            <span>{report.number === '' ? '草稿' : report.number}</span>
            <span>{report.fromUnitName}</span>
            {report.issuedAt !== null && (
              <span>
                <RelativeTime at={report.issuedAt} /> 报出
              </span>
            )}
            {report.zero && <Tag>零报告，数字无变化</Tag>}
            {report.missing.length > 0 && <Tag tone="outline">缺 {report.missing.length} 项必填</Tag>}
          </>
        }
        actions={
          <>
            {toMe !== undefined && mayReceive && (
              <Button type="primary" loading={receive.busy} icon={<Symbol name="doubleCheck" />} onClick={() => void receive.run({ params: { deliveryId: toMe.id } })}>
                签收
              </Button>
            )}
            {own && mayDraft && report.status === 'issued' && !ended && (
              <>
                <Button type={toMe === undefined ? 'primary' : 'default'} loading={draftNext.busy} onClick={() => startNext('followUp')}>
                  {openDraft?.kind === 'followUp' ? '继续写续报' : '起草续报'}
                </Button>
                <Button loading={draftNext.busy} onClick={() => startNext('final')}>
                  {openDraft?.kind === 'final' ? '继续写终报' : '起草终报'}
                </Button>
              </>
            )}
            <Button icon={<Symbol name="print" />} onClick={() => window.print()}>
              打印
            </Button>
          </>
        }
      />
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem.detail}
        </p>
      )}
      <div className={styles.body}>
        {editing ? (
          <DraftSection key={report.id} report={report} subject={subject} previous={previous} clocks={ownClocks} />
        ) : (
          <div className={styles.paper}>
            <ReportDocument report={report} subject={subject} previousFacts={previous?.facts} />
          </div>
        )}
        <aside className={styles.aside}>
          {report.status !== 'draft' && <Receipts report={report} clocks={ownClocks} />}
          <Differences report={report} previous={previous} />
          <Series report={report} series={series} />
        </aside>
      </div>
    </div>
  )
}

function Differences({ report, previous }: { readonly report: ReportView; readonly previous: ReportView | undefined }) {
  if (previous === undefined) return null
  const changed = listChangedFigures(previous, report)
  return (
    <Card title="与上一份相比" count={titleOfReport(previous)}>
      {changed.length === 0 ? (
        <p className={styles.none}>数字没有变化</p>
      ) : (
        <ul className={styles.rows}>
          {changed.map(({ key, label, before, after }) => (
            <li key={key} className={styles.change}>
              <span>{label}</span>
              <span>
                {before} → <b>{after}</b>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Series({ report, series }: { readonly report: ReportView; readonly series: readonly ReportView[] }) {
  if (series.length === 0) return <EmptyState title="没有其他报告" hint="同一事件的初报、续报、终报都会列在这里。" />
  return (
    <Card title="本事件的报告" count={`${series.length} 份`}>
      <ul className={styles.rows}>
        {series.map((other) => (
          <li key={other.id} className={joinClasses(other.id === report.id && styles.current)}>
            <LinkTo to={paths.report(other.id)}>
              {titleOfReport(other)}
              {other.zero && '（零报告）'}
            </LinkTo>
            <small>
              {other.fromUnitName}，{other.issuedAt === null ? '草稿' : <RelativeTime at={other.issuedAt} show="time" />}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  )
}
