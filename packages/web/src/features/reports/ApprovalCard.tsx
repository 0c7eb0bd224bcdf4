import { routes } from '@fengsui/contract'
import { reportStatusNames, signingWayNames, type ReportView } from '@fengsui/contract/reports'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useCommand } from '../../lib/use-command.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { SealLine } from './SealLine.tsx'
import styles from './report-page.module.css'

interface Step {
  readonly key: string
  readonly label: string
  readonly who: string | null
  readonly at: string | null
  readonly done: boolean
  readonly note?: ReactNode
}

/** 拟稿 → 审核 → 签发 (→ 补签) as far as this report has come. */
function listSteps(report: ReportView): Step[] {
  const reviewed = report.reviewedAt !== null
  const way = report.signingWay
  const skipsReview = report.status === 'issued' && way !== 'reviewed'
  return [
    { key: 'draft', label: '拟稿', who: report.draftedByName, at: report.draftedAt, done: true },
    ...(skipsReview ? [] : [{ key: 'review', label: report.status === 'returned' ? '审核退回' : '审核', who: reviewed ? report.reviewedByName : report.submittedAt === null || report.status === 'draft' ? null : '待领导审核', at: reviewed ? report.reviewedAt : null, done: reviewed && report.status !== 'returned', note: report.reviewRemarks === null ? undefined : `意见：${report.reviewRemarks}` }]),
    { key: 'issue', label: '签发报出', who: report.issuedByName, at: report.issuedAt, done: report.status === 'issued', note: way === null ? undefined : [signingWayNames[way], way === 'urgent' && report.signatoryName !== null ? `同意人：${report.signatoryName}` : '', report.urgentReason === null ? '' : `理由：${report.urgentReason}`].filter((text) => text !== '').join('，') },
    ...(way === 'urgent' ? [{ key: 'countersign', label: '补签', who: report.countersignedByName ?? '待领导补签', at: report.countersignedAt, done: report.countersignedAt !== null }] : []),
  ]
}

interface ApprovalCardProps {
  readonly report: ReportView
  /** Whether the reader writes for the desk. */
  readonly mayWithdraw: boolean
}

/** The way of a report from draft to signature, and what the reader may do about it. */
export function ApprovalCard({ report, mayWithdraw }: ApprovalCardProps) {
  const review = useCommand(routes.reviewReport)
  const withdraw = useCommand(routes.withdrawReport)
  const countersign = useCommand(routes.countersignReport)
  const [remarks, setRemarks] = useState('')
  const params = { reportId: report.id }
  const underReview = report.status === 'inReview' || report.status === 'approved'
  const problem = review.problem ?? withdraw.problem ?? countersign.problem
  const decide = (decision: 'approve' | 'return'): void => void review.run({ params, body: { decision, remarks } }).then((done) => done !== undefined && setRemarks(''))
  return (
    <Card title="审核签发" count={reportStatusNames[report.status]}>
      <ol className={styles.steps} aria-label="审核签发经过">
        {listSteps(report).map((step) => (
          <li key={step.key} className={joinClasses(step.done && styles.stepDone)}>
            <b>{step.label}</b>
            <span>{step.who ?? '—'}</span>
            {step.at !== null && <RelativeTime at={step.at} show="time" />}
            {step.note !== undefined && step.note !== '' && <small>{step.note}</small>}
          </li>
        ))}
      </ol>
      {report.signing.mayReview && (
        <div className={styles.act}>
          <Input.TextArea aria-label="审核意见" autoSize={{ minRows: 1, maxRows: 4 }} maxLength={1000} value={remarks} placeholder="审核意见；退回时必填" onChange={(event) => setRemarks(event.target.value)} />
          <div>
            {report.status === 'inReview' && (
              <Button type="primary" loading={review.busy} onClick={() => decide('approve')}>
                审核通过
              </Button>
            )}
            <Button loading={review.busy} onClick={() => decide('return')}>
              退回修改
            </Button>
          </div>
        </div>
      )}
      {report.signing.mayCountersign && (
        <div className={styles.act}>
          <Button type="primary" block loading={countersign.busy} onClick={() => void countersign.run({ params })}>
            补签这份报告
          </Button>
        </div>
      )}
      {underReview && mayWithdraw && (
        <div className={styles.act}>
          <Button block loading={withdraw.busy} onClick={() => void withdraw.run({ params })}>
            撤回修改
          </Button>
        </div>
      )}
      {problem !== null && (
        <p className={styles.cardProblem} role="alert">
          {problem.detail}
        </p>
      )}
      {report.status === 'issued' && <SealLine report={report} />}
      {report.status !== 'issued' && report.signing.answer !== 'may' && <p className={styles.none}>{report.signing.whyZh ?? report.signing.ruleZh}</p>}
    </Card>
  )
}
