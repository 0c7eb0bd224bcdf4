import { routes } from '@fengsui/contract'
import type { ClockView, ReportView } from '@fengsui/contract/reports'
import { Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { FormErrors } from '../../ui/forms/FormErrors.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { useCommand } from '../use-command.ts'
import { useRoute } from '../use-route.ts'
import { titleOfReport } from './report-elements.ts'
import styles from './report-writing.module.css'
import { RoutingFields } from './RoutingFields.tsx'
import { chosenAlsoTo, freshChoices, listOwedRecipients, signingFor } from './send-choices.ts'
import type { SendChoices } from './send-choices.ts'
import { CallFields, SigningFields } from './SigningFields.tsx'
import type { ReportDraft } from './use-report-draft.ts'

interface SendReportProps {
  readonly report: ReportView
  /** Absent where the report can no longer be edited: it was reviewed. */
  readonly draft?: ReportDraft | undefined
  /** Running clocks of the own unit about this incident; their recipients get the report. */
  readonly clocks: readonly ClockView[]
  /** Required elements still empty. */
  readonly missing: readonly { readonly field: string; readonly labelZh: string }[]
  readonly onSent: (report: ReportView) => void
}

const fieldIds: Readonly<Record<string, string>> = { urgentReason: 'send-urgent', signatoryPostId: 'send-signatory', listener: 'send-listener', spokenAt: 'send-spokenAt' }
const fieldOf = (path: string): string => fieldIds[path] ?? path.replace(/^elements\./, 'element-').replace(/^facts\./, 'figure-').replace(/^alsoTo.*/, 'send-also')

/**
 * The send button with its dialog: to whom, by what means, who signs, what is still missing. Late or incomplete first reports go out all the same (先报后核); where the rule
 * wants a leader, a draft can be sent to review instead.
 */
export function SendReport({ report, draft, clocks, missing, onSent }: SendReportProps) {
  const [open, setOpen] = useState(false)
  const [choices, setChoices] = useState<SendChoices>(freshChoices)
  const change = (patch: Partial<SendChoices>): void => setChoices((before) => ({ ...before, ...patch }))
  const routing = useRoute(routes.proposeReportRouting, { params: { reportId: report.id } }, { touches: ['clock', 'unit'], enabled: open })
  const issue = useCommand(routes.issueReport)
  const submit = useCommand(routes.submitReport)
  const { by } = choices
  const owed = listOwedRecipients(clocks, by)
  const alsoTo = chosenAlsoTo(choices, routing.data)
  const title = titleOfReport(report)
  const mustComplete = report.kind === 'final' && missing.length > 0
  const answer = signingFor(report, by)
  const maySubmit = draft !== undefined && (report.status === 'draft' || report.status === 'returned')
  const leaderWanted = report.signing.answer !== 'may'

  const send = async (): Promise<void> => {
    if (draft !== undefined && !(await draft.flush())) return
    const { listener, spokenAt, readBack, signatoryPostId, urgentReason } = choices
    const sent = await issue.run({ params: { reportId: report.id }, body: { by, alsoTo, signatoryPostId, urgentReason, ...(by === 'phone' ? { listener, spokenAt, readBack } : {}) } })
    if (sent === undefined) return
    draft?.forget()
    setOpen(false)
    onSent(sent)
  }
  const review = async (): Promise<void> => {
    if (draft !== undefined && !(await draft.flush())) return
    const sent = await submit.run({ params: { reportId: report.id } })
    if (sent !== undefined) draft?.forget()
  }
  const problem = issue.problem ?? draft?.problem ?? null
  return (
    <>
      {submit.problem !== null && (
        <span role="alert" className={styles.note}>
          {submit.problem.detail}
        </span>
      )}
      {maySubmit && leaderWanted && (
        <Button size="large" loading={submit.busy} onClick={() => void review()}>
          送审
        </Button>
      )}
      {report.status !== 'returned' && (
        <Button type={report.status === 'inReview' ? 'default' : 'primary'} size={draft === undefined ? 'middle' : 'large'} icon={<Symbol name="send" />} onClick={() => setOpen(true)}>
          发送{title}（{listOwedRecipients(clocks, 'system').length || 1} 处）
        </Button>
      )}
      <Modal open={open} title={`报出${title}`} okText={`签发并报出（${(owed.length || 1) + alsoTo.length} 处）`} cancelText="再看看" width={640} centered classNames={{ body: styles.sendBody ?? '' }} confirmLoading={issue.busy || draft?.saving === true} okButtonProps={{ disabled: answer === 'not-yet' }} onOk={() => void send()} onCancel={() => setOpen(false)} destroyOnHidden>
        <div className={styles.send}>
          <div>
            <label id="send-by">怎么报</label>
            <div>
              <Radio.Group
                aria-labelledby="send-by"
                value={by}
                onChange={(event) => change({ by: event.target.value === 'phone' ? 'phone' : 'system' })}
                options={[
                  { value: 'system', label: '系统报送（书面）' },
                  { value: 'phone', label: '已打电话，补记' },
                ]}
              />
            </div>
          </div>
          {by === 'phone' && <CallFields choices={choices} onChange={change} />}
          {answer === 'not-yet' ? <p className={styles.rule}>{report.signing.whyZh}</p> : <SigningFields report={report} choices={choices} onChange={change} />}
          <RoutingFields fromUnitId={report.fromUnitId} by={by} owed={owed} routing={routing.data} alsoTo={alsoTo} onChange={(next) => change({ alsoTo: next })} />
          {missing.length > 0 &&
            (mustComplete ? (
              <FormErrors problems={missing.map(({ field, labelZh }) => ({ field: `element-${field}`, label: labelZh, message: '终报必填' }))} />
            ) : (
              <p className={styles.note}>
                还缺 {missing.length} 项必填：{missing.map(({ labelZh }) => labelZh).join('、')}。可以先报，随后在续报中补齐。
              </p>
            ))}
          {problem !== null && <FormErrors problems={[{ field: 'send-also', label: problem.title, message: problem.detail }, ...(problem.errors ?? []).map(({ path, message }) => ({ field: fieldOf(path), label: '请核对', message }))]} />}
          <p className={styles.note}>报出后不能改，有变化请发续报，有错请起草更正。超过时限也要报，系统照实记录迟报几分钟。</p>
        </div>
      </Modal>
    </>
  )
}
