import { routes } from '@fengsui/contract'
import { isOpenReport, reportStatusNames, type ReportKind, type ReportView } from '@fengsui/contract/reports'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { addressOf } from '../../lib/api.ts'
import { LinkTo, paths, useGo } from '../../lib/navigation.ts'
import { GiveInstructionButton } from '../../lib/give-instruction/GiveInstructionButton.tsx'
import { ReportDocument } from '../../lib/report-writing/ReportDocument.tsx'
import { listMissingNow, prefillElements, titleOfReport } from '../../lib/report-writing/report-elements.ts'
import type { ReportSubject } from '../../lib/report-writing/report-elements.ts'
import { SendReport } from '../../lib/report-writing/SendReport.tsx'
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
import { ApprovalCard } from './ApprovalCard.tsx'
import { CorrectionDialog } from './CorrectionDialog.tsx'
import { DifferencesCard } from './DifferencesCard.tsx'
import { DraftSection } from './DraftSection.tsx'
import { Receipts } from './Receipts.tsx'
import { SealLine } from './SealLine.tsx'
import { findPrevious, listEarlier } from './report-differences.ts'
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
  const { base } = useApiBase()
  const [correcting, setCorrecting] = useState(false)
  const openDraft = series.find((other) => isOpenReport(other.status) && other.fromUnitId === report.fromUnitId)
  const ended = series.some((other) => other.kind === 'final' && other.status === 'issued' && other.fromUnitId === report.fromUnitId)
  const ownClocks = clocks.filter((clock) => clock.fromUnitId === report.fromUnitId)
  const editing = own && mayDraft && (report.status === 'draft' || report.status === 'returned')
  const sending = own && mayDraft && (report.status === 'inReview' || report.status === 'approved')
  const paper = (format: 'docx' | 'pdf'): string => `${base}${addressOf(routes.downloadReportDocument, { params: { reportId: report.id }, query: { format } })}`

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
            <span>{report.number === '' ? reportStatusNames[report.status] : report.number}</span>
            <span>{report.fromUnitName}</span>
            {report.issuedAt !== null && (
              <span>
                <RelativeTime at={report.issuedAt} /> 报出
              </span>
            )}
            {report.urgency !== null && <Tag tone="accent">{report.urgency}</Tag>}
            {report.zero && <Tag>零报告，数字无变化</Tag>}
            {report.corrects !== null && <Tag tone="outline">更正 {report.corrects.number}</Tag>}
            {report.correctedBy.length > 0 && <Tag tone="outline">已更正</Tag>}
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
            {report.status === 'issued' && <GiveInstructionButton reportId={report.id} incidentId={report.incidentId} aboutTitle={report.incidentTitle} />}
            {sending && <SendReport report={report} clocks={ownClocks} missing={listMissingNow(report.kind, subject, report.facts, report.elements)} onSent={() => window.scrollTo({ top: 0 })} />}
            {own && mayDraft && report.status === 'issued' && openDraft === undefined && <Button onClick={() => setCorrecting(true)}>更正</Button>}
            <Dropdown
              menu={{
                items: [
                  { key: 'pdf', label: <a href={paper('pdf')} target="_blank" rel="noreferrer">看公文（PDF）</a> },
                  { key: 'docx', label: <a href={paper('docx')}>下载公文（Word）</a> },
                  { key: 'print', label: '打印本页', onClick: () => window.print() },
                ],
              }}
            >
              <Button icon={<Symbol name="print" />}>公文</Button>
            </Dropdown>
          </>
        }
      />
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem.detail}
        </p>
      )}
      <Corrections report={report} />
      <div className={styles.body}>
        {editing ? (
          <DraftSection key={report.id} report={report} subject={subject} previous={previous} clocks={ownClocks} />
        ) : (
          <div className={styles.paper}>
            <ReportDocument report={report} subject={subject} previousFacts={previous?.facts} />
          </div>
        )}
        <aside className={styles.aside}>
          {own ? (
            <ApprovalCard report={report} mayWithdraw={mayDraft} />
          ) : (
            report.status === 'issued' && (
              <Card title="签名">
                <SealLine report={report} />
              </Card>
            )
          )}
          {report.status === 'issued' && <Receipts report={report} clocks={ownClocks} />}
          <DifferencesCard report={report} earlier={listEarlier(report, series)} incidentClass={subject.incidentClass} />
          <Series report={report} series={series} />
        </aside>
      </div>
      {correcting && <CorrectionDialog report={report} ended={ended} onClose={() => setCorrecting(false)} onDrafted={(made) => go(paths.report(made.id))} />}
    </div>
  )
}

/** Both sides of a correction: what this report puts right, and what put this one right. */
function Corrections({ report }: { readonly report: ReportView }) {
  if (report.correction === null && report.correctedBy.length === 0) return null
  return (
    <div className={styles.corrections}>
      {report.correction !== null && report.corrects !== null && (
        <p>
          更正 <LinkTo to={paths.report(report.corrects.id)}>{report.corrects.number}</LinkTo>：{report.correction.wrong}。原因：{report.correction.why}
        </p>
      )}
      {report.correctedBy.map((other) => (
        <p key={other.id}>
          本报告已由 <LinkTo to={paths.report(other.id)}>{other.number}</LinkTo> 更正：{other.wrong}
        </p>
      ))}
    </div>
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
              {other.fromUnitName}，{other.issuedAt === null ? reportStatusNames[other.status] : <RelativeTime at={other.issuedAt} show="time" />}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  )
}
