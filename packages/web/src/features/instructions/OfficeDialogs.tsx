import { routes } from '@fengsui/contract'
import type { DutyView, InstructionView } from '@fengsui/contract/instructions'
import { Input } from 'antd'
import { useState } from 'react'
import { DueField, toTerm, type DueChoice } from '../../lib/give-instruction/DueField.tsx'
import { UnitsPicker } from '../../lib/pickers/UnitsPicker.tsx'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { useNow } from '../../ui/now-context.tsx'
import styles from './instructions.module.css'

interface DutyDialogProps {
  readonly duty: DutyView
  readonly onClose: () => void
}

/** Charges more units with the instruction. */
export function AssignDialog({ instruction, onClose }: { readonly instruction: InstructionView; readonly onClose: () => void }) {
  const [unitIds, setUnitIds] = useState<readonly string[]>([])
  const [due, setDue] = useState<DueChoice>({ kind: 'default' })
  const [requirement, setRequirement] = useState('')
  const charged = instruction.duties.filter((duty) => duty.status !== 'cancelled').map((duty) => duty.unitId)
  const form = useFormCommand(routes.assignInstruction, { labels: { assignees: '单位', due: '时限', requirement: '要求' }, prefix: 'instruction-assign', onDone: onClose })
  const submit = (): void => void form.submit({ params: { instructionId: instruction.id }, body: { assignees: unitIds.map((unitId, index) => ({ unitId, role: index === 0 && charged.length === 0 ? 'lead' : 'assist' })), due: toTerm(due), requirement } })
  return (
    <FormDialog open title="交办" okText={`交办（${unitIds.length} 个单位）`} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={submit}>
      <Field label="单位" id={form.idOf('assignees')} error={form.errorOf('assignees')} required hint={charged.length === 0 ? '第一个为主办，其余协办' : '增加的单位为协办'}>
        <UnitsPicker value={unitIds} without={charged} onChange={setUnitIds} />
      </Field>
      <Field label="办理时限" id={form.idOf('due')} error={form.errorOf('due') ?? form.errorOf('due.at')}>
        <DueField value={due} defaultWords="按缓急" onChange={setDue} />
      </Field>
      <Field label="要求" id={form.idOf('requirement')} error={form.errorOf('requirement')}>
        <Input.TextArea value={requirement} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} onChange={(event) => setRequirement(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** Sends a result back: what is missing, and until when. */
export function ReturnDialog({ duty, onClose }: DutyDialogProps) {
  const past = Date.parse(duty.dueAt) <= useNow()
  const [reason, setReason] = useState('')
  const [due, setDue] = useState<DueChoice>(past ? { kind: 'hours', hours: 24 } : { kind: 'default' })
  const form = useFormCommand(routes.decideFeedback, { labels: { reason: '意见', due: '时限' }, prefix: 'instruction-return', onDone: onClose })
  return (
    <FormDialog open title={`退回${duty.unitName}重办`} okText="退回" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { dutyId: duty.id }, body: { decision: 'returned', reason, due: toTerm(due) } })}>
      <Field label="意见" id={form.idOf('reason')} error={form.errorOf('reason')} required hint="写明差在哪里">
        <Input.TextArea value={reason} autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Field label="时限" id={form.idOf('due')} error={form.errorOf('due') ?? form.errorOf('due.at')}>
        <DueField value={due} defaultWords={past ? undefined : `不变，${monthDayTime(duty.dueAt)}`} onChange={setDue} />
      </Field>
    </FormDialog>
  )
}

/** Answers a request for more time. */
export function ExtensionDecisionDialog({ duty, granted, onClose }: DutyDialogProps & { readonly granted: boolean }) {
  const [reason, setReason] = useState('')
  const form = useFormCommand(routes.decideExtension, { labels: { reason: '说明' }, prefix: 'instruction-extension-decision', onDone: onClose })
  return (
    <FormDialog open title={granted ? `同意${duty.unitName}延期` : `不同意${duty.unitName}延期`} okText={granted ? '同意' : '不同意'} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { dutyId: duty.id }, body: { granted, reason } })}>
      <p className={styles.words}>
        申请延至 {duty.extensionTo === null ? '' : monthDayTime(duty.extensionTo)}。{duty.extensionReason}
      </p>
      <Field label="说明" id={form.idOf('reason')} error={form.errorOf('reason')} required={!granted}>
        <Input.TextArea value={reason} autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={400} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** Issues a numbered supervision notice. */
export function SupervisionDialog({ duty, onClose }: DutyDialogProps) {
  const [words, setWords] = useState('请抓紧办理，按期书面反馈办理结果。')
  const [feedbackBy, setFeedbackBy] = useState<DueChoice>({ kind: 'hours', hours: 24 })
  const [copiesTo, setCopiesTo] = useState<readonly string[]>([])
  const form = useFormCommand(routes.issueSupervision, { labels: { words: '督办要求', feedbackBy: '限期反馈', copiesTo: '抄送' }, prefix: 'instruction-supervision', onDone: onClose })
  return (
    <FormDialog open title={`督办${duty.unitName}`} okText="编号签发" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { dutyId: duty.id }, body: { words, feedbackBy: toTerm(feedbackBy) ?? undefined, copiesTo: [...copiesTo] } })}>
      <Field label="督办要求" id={form.idOf('words')} error={form.errorOf('words')} required>
        <Input.TextArea value={words} autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} onChange={(event) => setWords(event.target.value)} />
      </Field>
      <Field label="限期反馈" id={form.idOf('feedbackBy')} error={form.errorOf('feedbackBy') ?? form.errorOf('feedbackBy.at')}>
        <DueField value={feedbackBy} onChange={setFeedbackBy} />
      </Field>
      <Field label="抄送" id={form.idOf('copiesTo')} error={form.errorOf('copiesTo')}>
        <UnitsPicker value={copiesTo} placeholder="如承办单位的上级，可不选" onChange={setCopiesTo} />
      </Field>
    </FormDialog>
  )
}

type ReasonAct = { readonly kind: 'close'; readonly instruction: InstructionView } | { readonly kind: 'withdraw'; readonly instruction: InstructionView } | { readonly kind: 'cancel'; readonly duty: DutyView }

/** Ends an instruction or one unit's part, with words that stay. */
export function EndDialog({ act, onClose }: { readonly act: ReasonAct; readonly onClose: () => void }) {
  const [words, setWords] = useState('')
  const close = useFormCommand(routes.closeInstruction, { labels: { outcome: '办理结果' }, prefix: 'instruction-end', onDone: onClose })
  const withdraw = useFormCommand(routes.withdrawInstruction, { labels: { reason: '理由' }, prefix: 'instruction-end', onDone: onClose })
  const cancel = useFormCommand(routes.cancelDuty, { labels: { reason: '理由' }, prefix: 'instruction-end', onDone: onClose })
  const form = act.kind === 'close' ? close : act.kind === 'withdraw' ? withdraw : cancel
  const title = act.kind === 'close' ? '办结批示' : act.kind === 'withdraw' ? '撤回批示' : `取消${act.duty.unitName}的承办`
  const field = act.kind === 'close' ? 'outcome' : 'reason'
  const submit = (): void => {
    if (act.kind === 'close') void close.submit({ params: { instructionId: act.instruction.id }, body: { outcome: words } })
    else if (act.kind === 'withdraw') void withdraw.submit({ params: { instructionId: act.instruction.id }, body: { reason: words } })
    else void cancel.submit({ params: { dutyId: act.duty.id }, body: { reason: words } })
  }
  return (
    <FormDialog open title={title} okText={act.kind === 'close' ? '办结' : act.kind === 'withdraw' ? '撤回' : '取消承办'} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={submit}>
      <Field label={act.kind === 'close' ? '办理结果' : '理由'} id={form.idOf(field)} error={form.errorOf(field)} required hint={act.kind === 'close' && act.instruction.direction === 'upper' ? '上级领导的批示，请写明何时以何种方式向上级报告' : undefined}>
        <Input.TextArea value={words} autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={act.kind === 'close' ? 2000 : 400} onChange={(event) => setWords(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
