import { routes } from '@fengsui/contract'
import { reportKindNames, type VerificationOrderView } from '@fengsui/contract/reports'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../../lib/form/use-form-command.ts'
import { InstantInput } from '../../../lib/pickers/InstantInput.tsx'
import { useDraft } from '../../../lib/use-draft.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { useNow } from '../../../ui/now-context.tsx'
import styles from './duties.module.css'

interface OrderDialogProps {
  readonly order: VerificationOrderView
  readonly onClose: () => void
}

const minute = (now: number): string => new Date(Math.floor(now / 60_000) * 60_000).toISOString()

/** Who was spoken to, when, and what was said. */
export function PhoneAnswerDialog({ order, onClose }: OrderDialogProps) {
  const now = useNow()
  const [answeredAt, setAnsweredAt] = useState<string | null>(() => minute(now))
  const [listener, setListener] = useState('')
  const [words, setWords, clearDraft] = useDraft(`phone-answer:${order.id}`, '')
  const labels = { answeredAt: '通话时间', listener: '接听人', words: '反馈内容' }
  const form = useFormCommand(routes.recordPhoneAnswer, { labels, prefix: 'phone-answer', words: { answeredAt: '请填通话时间' }, onDone: () => { clearDraft(); onClose() } })
  const body = { answeredAt: answeredAt ?? '', listener, words }
  return (
    <FormDialog open title={`登记电话反馈 ${order.number}`} okText="登记" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { verificationOrderId: order.id }, body })}>
      <p className={styles.note}>{order.words}</p>
      <Field label={labels.answeredAt} id={form.idOf('answeredAt')} error={form.errorOf('answeredAt')} required hint="按通话时间判定是否按时；登记时间另行留痕">
        <InstantInput value={answeredAt} onChange={setAnsweredAt} />
      </Field>
      <Field label={labels.listener} id={form.idOf('listener')} error={form.errorOf('listener')} required>
        <Input value={listener} maxLength={40} autoFocus onChange={(event) => setListener(event.target.value)} />
      </Field>
      <Field label={labels.words} id={form.idOf('words')} error={form.errorOf('words')} required hint="具体情况暂不清楚的先报概要，随后书面补报详情">
        <Input.TextArea value={words} rows={4} maxLength={1000} onChange={(event) => setWords(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** In words, or by naming the report that went up after the order. */
export function WrittenAnswerDialog({ order, onClose }: OrderDialogProps) {
  const [words, setWords, clearDraft] = useDraft(`written-answer:${order.id}`, '')
  const [reportId, setReportId] = useState<string | null>(null)
  const reports = useRoute(routes.listReports, { query: { incidentId: order.incidentId, limit: 200 } }, { touches: ['report', 'report-delivery'] })
  const usable = (reports.data?.items ?? []).filter((report) => report.fromUnitId === order.toUnitId && report.status === 'issued' && (report.issuedAt ?? '') >= order.orderedAt && report.deliveries.some((delivery) => delivery.toUnitId === order.fromUnitId && delivery.by === 'system'))
  const labels = { words: '核实结果', reportId: '以报告反馈' }
  const form = useFormCommand(routes.answerVerificationOrder, { labels, prefix: 'written-answer', onDone: () => { clearDraft(); onClose() } })
  return (
    <FormDialog open title={`书面反馈 ${order.number}`} okText="报出反馈" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { verificationOrderId: order.id }, body: { words, reportId } })}>
      <p className={styles.note}>{order.words}</p>
      <Field label={labels.words} id={form.idOf('words')} error={form.errorOf('words')} hint={usable.length > 0 ? '已有报告的，选报告即可，文字可以不写' : '写明核实到的事实、来源和尚不清楚的部分'}>
        <Input.TextArea value={words} rows={6} maxLength={4000} autoFocus onChange={(event) => setWords(event.target.value)} />
      </Field>
      {usable.length > 0 && (
        <Field label={labels.reportId} id={form.idOf('reportId')} error={form.errorOf('reportId')} hint="指令下达之后报给下达单位的报告；按报告报出时间判定是否按时">
          <Select allowClear placeholder="不用报告，只写文字" value={reportId} onChange={(value: string | undefined) => setReportId(value ?? null)} options={usable.map((report) => ({ value: report.id, label: `${reportKindNames[report.kind]} ${report.number}（${monthDayTime(report.issuedAt ?? report.draftedAt)}）` }))} />
        </Field>
      )}
    </FormDialog>
  )
}

export function WithdrawOrderDialog({ order, onClose }: OrderDialogProps) {
  const [reason, setReason] = useState('')
  const labels = { reason: '撤销原因' }
  const form = useFormCommand(routes.withdrawVerificationOrder, { labels, prefix: 'withdraw-order', onDone: onClose })
  return (
    <FormDialog open title={`撤销核实指令 ${order.number}`} okText="撤销" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { verificationOrderId: order.id }, body: { reason } })}>
      <p className={styles.note}>未到期的时限随之取消；已经逾期的记录保留。</p>
      <Field label={labels.reason} id={form.idOf('reason')} error={form.errorOf('reason')} required>
        <Input.TextArea value={reason} rows={3} maxLength={400} autoFocus onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** Asks a desk below to verify something about an incident. */
export function GiveOrderDialog({ incidentId, onClose }: { readonly incidentId: string; readonly onClose: () => void }) {
  const desks = useRoute(routes.listVerificationDesks, { params: { incidentId } }, { touches: ['unit'] })
  const [chosen, setChosen] = useState<string | null>(null)
  const [words, setWords, clearDraft] = useDraft(`give-order:${incidentId}`, '')
  const items = desks.data?.items ?? []
  const toUnitId = chosen ?? items[0]?.unitId ?? ''
  const labels = { toUnitId: '反馈单位', words: '核实内容' }
  const form = useFormCommand(routes.giveVerificationOrder, { labels, prefix: 'give-order', words: { toUnitId: '请选择反馈单位' }, onDone: () => { clearDraft(); onClose() } })
  return (
    <FormDialog open title="下达核实指令" okText="下达" busy={form.busy} problems={form.problems} refusal={form.refusal} locked={desks.data !== undefined && items.length === 0} onClose={onClose} onSubmit={() => void form.submit({ params: { incidentId }, body: { toUnitId, words } })}>
      <p className={styles.note}>自下达时起，电话反馈 30 分钟、书面反馈 1 小时（自然灾害情况统计调查制度）。{desks.data !== undefined && items.length === 0 && '事发地报送线上没有本级以下的值班室，不能下达。'}</p>
      <Field label={labels.toUnitId} id={form.idOf('toUnitId')} error={form.errorOf('toUnitId')} required hint="事发地报送线上的下级值班室；可以越级">
        <Select value={toUnitId === '' ? null : toUnitId} options={items.map((desk) => ({ value: desk.unitId, label: desk.name }))} onChange={(value: string) => setChosen(value)} />
      </Field>
      <Field label={labels.words} id={form.idOf('words')} error={form.errorOf('words')} required hint="写明要核实什么、据何而问">
        <Input.TextArea value={words} rows={4} maxLength={1000} autoFocus onChange={(event) => setWords(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
