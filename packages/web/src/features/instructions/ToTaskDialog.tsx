import { routes } from '@fengsui/contract'
import type { DutyView, InstructionView } from '@fengsui/contract/instructions'
import { Input } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { InstantInput } from '../../lib/pickers/InstantInput.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'

interface ToTaskDialogProps {
  readonly instruction: InstructionView
  readonly incidentId: string
  readonly duty: DutyView
  readonly onClose: () => void
}

/** 转为任务: the same unit gets it on the command board of the incident as well; the instruction itself stays open until it is answered. */
export function ToTaskDialog({ instruction, incidentId, duty, onClose }: ToTaskDialogProps) {
  const [title, setTitle] = useState(`办理${instruction.number}`)
  const [detail, setDetail] = useState(instruction.words.slice(0, 1000))
  const [dueAt, setDueAt] = useState<string | null>(duty.dueAt)
  const form = useFormCommand(routes.assignTask, { labels: { title: '任务', detail: '要求', dueAt: '完成时限' }, words: { dueAt: '请填完成时限' }, prefix: 'instruction-task', onDone: onClose })
  return (
    <FormDialog open title={`给${duty.unitName}派任务`} okText="派任务" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { incidentId }, body: { unitId: duty.unitId, title, detail, dueAt: dueAt ?? '' } })}>
      <Field label="任务" id={form.idOf('title')} error={form.errorOf('title')} required>
        <Input value={title} maxLength={80} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label="要求" id={form.idOf('detail')} error={form.errorOf('detail')}>
        <Input.TextArea value={detail} autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} onChange={(event) => setDetail(event.target.value)} />
      </Field>
      <Field label="完成时限" id={form.idOf('dueAt')} error={form.errorOf('dueAt')} required>
        <InstantInput value={dueAt} onChange={setDueAt} />
      </Field>
    </FormDialog>
  )
}
