import { routes } from '@fengsui/contract'
import type { TaskView } from '@fengsui/contract/command'
import { Input } from 'antd'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { TaskForm } from './TaskForm.tsx'
import { texts } from './texts.ts'

const labels = { reason: texts.reason }

/** Why the task cannot be done here; the headquarters rules on it within its own deadline. */
export function DisputeForm({ task, onClose }: { readonly task: TaskView; readonly onClose: () => void }) {
  const [reason, setReason, clearDraft] = useDraft(`task-dispute:${task.id}`, '')
  const form = useFormCommand(routes.disputeTask, {
    labels,
    prefix: 'task-dispute',
    onDone: () => {
      clearDraft()
      onClose()
    },
  })
  return (
    <TaskForm
      submitText={texts.sendDispute}
      busy={form.busy}
      problems={form.problems}
      refusal={form.refusal}
      onClose={onClose}
      onSubmit={() => void form.submit({ params: { taskId: task.id }, body: { reason } })}
    >
      <Field label={texts.reason} hint={texts.reasonHint} id={form.idOf('reason')} error={form.errorOf('reason')} required>
        <Input.TextArea value={reason} autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={400} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </TaskForm>
  )
}
