import type { IncidentView } from '@fengsui/contract/incidents'
import { reportStatusNames } from '@fengsui/contract/reports'
import type { ClockView, ReportView } from '@fengsui/contract/reports'
import { judgeLateness } from '@fengsui/contract/reports/deadlines'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { LinkTo, paths, useGo } from '../../lib/navigation.ts'
import { ReportDocument } from '../../lib/report-writing/ReportDocument.tsx'
import { listMissingNow, titleOfReport } from '../../lib/report-writing/report-elements.ts'
import { ReportFields } from '../../lib/report-writing/ReportFields.tsx'
import { SendReport } from '../../lib/report-writing/SendReport.tsx'
import { useReportDraft } from '../../lib/report-writing/use-report-draft.ts'
import { hourMinute, hourMinuteSecond } from '../../ui/clocks/time-text.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { useNarrow } from '../../ui/shell/use-narrow.ts'
import styles from './signal-work.module.css'

interface ReportWorkProps {
  readonly report: ReportView
  readonly incident: IncidentView
  /** Clocks of the own desk about this incident. */
  readonly clocks: readonly ClockView[]
}

/** The first report being written at the desk: fields, what is missing, preview, send. */
export function ReportWork({ report, incident, clocks }: ReportWorkProps) {
  const draft = useReportDraft(report)
  const narrow = useNarrow()
  const [preview, setPreview] = useState(false)
  const missing = listMissingNow(report.kind, incident, draft.facts, draft.elements)
  const title = titleOfReport(report)
  // Under review nothing is changed here; it may still go out.
  if (report.status === 'inReview' || report.status === 'approved') {
    return (
      <>
        <div className={styles.scroll}>
          <ReportDocument report={report} subject={incident} />
        </div>
        <div className={styles.foot}>
          <p className={styles.footNote} role="status">
            {title}
            {reportStatusNames[report.status]}
            <LinkTo to={paths.report(report.id)}>看审核、撤回修改</LinkTo>
          </p>
          <SendReport report={report} clocks={clocks} missing={missing} onSent={() => setPreview(false)} />
        </div>
      </>
    )
  }
  return (
    <>
      <div className={styles.scroll}>
        <div className={styles.draft}>
          <ReportFields kind={report.kind} subject={incident} draft={draft} size={narrow ? 'touch' : 'normal'} />
        </div>
      </div>
      <div className={styles.foot}>
        <p className={styles.footNote} role="status">
          {report.status === 'returned' && `已退回：${report.reviewRemarks ?? ''}。`}
          {missing.length === 0 ? '必填项已齐' : `还缺 ${missing.length} 项必填`}
          <small>{draft.saving ? '正在保存…' : draft.problem !== null ? `还没存到服务器：${draft.problem.detail}` : draft.savedAt === null ? '边填边存' : `草稿 ${hourMinuteSecond(draft.savedAt)} 已存`}</small>
        </p>
        <Button size="large" onClick={() => setPreview(true)}>
          预览{title}
        </Button>
        <SendReport report={report} draft={draft} clocks={clocks} missing={missing} onSent={() => setPreview(false)} />
      </div>
      <Modal open={preview} title={`预览${title}`} width={820} footer={null} onCancel={() => setPreview(false)} destroyOnHidden>
        <ReportDocument report={report} subject={incident} content={draft} />
      </Modal>
    </>
  )
}

interface ReportedNoteProps {
  readonly issued: readonly ReportView[]
  readonly clocks: readonly ClockView[]
}

/** After sending: which report went out when, in time or how late, and whether somebody there signed. */
export function ReportedNote({ issued, clocks }: ReportedNoteProps) {
  const go = useGo()
  const latest = [...issued].sort((a, b) => b.sequence - a.sequence)[0]
  if (latest === undefined || latest.issuedAt === null) return null
  const met = clocks.filter((clock) => clock.metByReportId === latest.id && clock.metAt !== null).map((clock) => judgeLateness(clock.dueAt, clock.metAt ?? clock.dueAt))
  const worst = Math.max(0, ...met.map(({ lateMinutes }) => lateMinutes))
  const received = latest.deliveries.filter((delivery) => delivery.status === 'received').length
  return (
    <p className={styles.footNote} role="status">
      {titleOfReport(latest)} {hourMinute(latest.issuedAt)} 已报出，
      <span className={joinClasses(worst > 0 && styles.late)}>{met.length === 0 ? '无对应时限' : worst > 0 ? `迟 ${worst} 分` : '按时'}</span>
      <small>
        {received} / {latest.deliveries.length} 处已签收
      </small>
      <Button type="link" onClick={() => go(paths.report(latest.id))}>
        看报告
      </Button>
    </p>
  )
}
