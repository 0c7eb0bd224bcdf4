import type { ClockView, ReportView } from '@fengsui/contract/reports'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { ReportDocument } from '../../lib/report-writing/ReportDocument.tsx'
import { listMissingNow, titleOfReport } from '../../lib/report-writing/report-elements.ts'
import type { ReportSubject } from '../../lib/report-writing/report-elements.ts'
import { ReportFields } from '../../lib/report-writing/ReportFields.tsx'
import { SendReport } from '../../lib/report-writing/SendReport.tsx'
import { useReportDraft } from '../../lib/report-writing/use-report-draft.ts'
import { hourMinuteSecond } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { useNarrow } from '../../ui/shell/use-narrow.ts'
import styles from './report-page.module.css'

interface DraftSectionProps {
  readonly report: ReportView
  readonly subject: ReportSubject
  readonly previous: ReportView | undefined
  readonly clocks: readonly ClockView[]
}

/** The own draft: fields with what is missing, preview, send. */
export function DraftSection({ report, subject, previous, clocks }: DraftSectionProps) {
  const draft = useReportDraft(report)
  const narrow = useNarrow()
  const [preview, setPreview] = useState(false)
  const missing = listMissingNow(report.kind, subject, draft.facts, draft.elements)
  return (
    <Card
      title={`填写${titleOfReport(report)}`}
      count={missing.length === 0 ? '必填项已齐' : `还缺 ${missing.length} 项必填`}
      padded
      footer={
        <div className={styles.foot}>
          <span role="status">{draft.saving ? '正在保存…' : draft.problem !== null ? `还没存到服务器：${draft.problem.detail}` : draft.savedAt === null ? '边填边存' : `草稿 ${hourMinuteSecond(draft.savedAt)} 已存`}</span>
          <Button size="large" onClick={() => setPreview(true)}>
            预览
          </Button>
          <SendReport report={report} draft={draft} clocks={clocks} missing={missing} onSent={() => window.scrollTo({ top: 0 })} />
        </div>
      }
    >
      <ReportFields kind={report.kind} subject={subject} draft={draft} previousFacts={previous?.facts} size={narrow ? 'touch' : 'normal'} />
      <Modal open={preview} title="预览" width={820} footer={null} onCancel={() => setPreview(false)} destroyOnHidden>
        <ReportDocument report={report} subject={subject} content={draft} previousFacts={previous?.facts} />
      </Modal>
    </Card>
  )
}
