import { routes } from '@fengsui/contract'
import type { DutyView } from '@fengsui/contract/instructions'
import { App, Input } from 'antd'
import { useState } from 'react'
import { AttachmentField } from '../../lib/attachments/AttachmentField.tsx'
import { useUploads } from '../../lib/attachments/use-uploads.ts'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { InstantInput } from '../../lib/pickers/InstantInput.tsx'
import { useDraft } from '../../lib/use-draft.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'

interface DialogProps {
  readonly duty: DutyView
  readonly onClose: () => void
}

/** The unit says how far it is, or what came of it; photos and papers go with it. */
export function FeedbackDialog({ duty, kind, onClose }: DialogProps & { readonly kind: 'progress' | 'result' }) {
  const [words, setWords, clearDraft] = useDraft(`instruction-feedback:${duty.id}:${kind}`, '')
  const uploads = useUploads()
  const { message } = App.useApp()
  const form = useFormCommand(routes.giveFeedback, {
    labels: { words: '内容' }, prefix: 'instruction-feedback',
    onDone: () => {
      clearDraft()
      if (uploads.list.length === 0) return onClose()
      void uploads.attachAll({ kind: 'instruction-duty', id: duty.id }).then((left) => {
        if (left > 0) void message.warning(`反馈已报出，但有 ${left} 份文件没附上，请在承办里补附`, 10)
        onClose()
      })
    },
  })
  return (
    <FormDialog open title={kind === 'result' ? '报告办理结果' : '反馈进展'} okText={kind === 'result' ? '报告结果' : '反馈'} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { dutyId: duty.id }, body: { kind, words } })}>
      <Field label="内容" id={form.idOf('words')} error={form.errorOf('words')} required hint={kind === 'result' ? '报告后由交办单位认可或退回，办理时限随即停止计时' : '写做到哪一步、还差什么'}>
        <Input.TextArea value={words} autoFocus autoSize={{ minRows: 4, maxRows: 12 }} maxLength={4000} onChange={(event) => setWords(event.target.value)} />
      </Field>
      <AttachmentField uploads={uploads} label="佐证照片、文件" />
    </FormDialog>
  )
}

/** The unit asks for more time; the present term stands until the office decides. */
export function ExtensionDialog({ duty, onClose }: DialogProps) {
  const [until, setUntil] = useState<string | null>(null)
  const [reason, setReason, clearDraft] = useDraft(`instruction-extension:${duty.id}`, '')
  const form = useFormCommand(routes.askExtension, {
    labels: { until: '延至', reason: '理由' }, words: { until: '请填延期后的时限' }, prefix: 'instruction-extension',
    onDone: () => {
      clearDraft()
      onClose()
    },
  })
  return (
    <FormDialog open title="申请延期" okText="提出申请" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { dutyId: duty.id }, body: { until: until ?? '', reason } })}>
      <Field label="延至" id={form.idOf('until')} error={form.errorOf('until')} required>
        <InstantInput value={until} onChange={setUntil} />
      </Field>
      <Field label="理由" id={form.idOf('reason')} error={form.errorOf('reason')} required hint="答复之前原时限照常计时">
        <Input.TextArea value={reason} autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
