import { routes } from '@fengsui/contract'
import type { TaskView } from '@fengsui/contract/command'
import { Input } from 'antd'
import { AttachmentField } from '../../lib/attachments/AttachmentField.tsx'
import { useTaskFiles } from './use-task-files.ts'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { PercentSteps } from './PercentSteps.tsx'
import { TaskForm } from './TaskForm.tsx'
import { texts } from './texts.ts'

const labels = { percent: texts.percent, note: texts.note }

/** How far the work is, in a few words; kept as a draft until it was sent. */
export function ProgressForm({ task, onClose }: { readonly task: TaskView; readonly onClose: () => void }) {
  const [draft, setDraft, clearDraft] = useDraft(`task-progress:${task.id}`, { percent: task.progressPercent, note: '' })
  const files = useTaskFiles(task.id)
  const form = useFormCommand(routes.reportProgress, {
    labels,
    prefix: 'task-progress',
    onDone: () => {
      clearDraft()
      void files.attach().then(onClose)
    },
  })
  return (
    <TaskForm
      submitText={texts.sendProgress}
      busy={form.busy || files.busy}
      problems={form.problems}
      refusal={form.refusal}
      onClose={onClose}
      onSubmit={() => void form.submit({ params: { taskId: task.id }, body: { percent: draft.percent, note: draft.note } })}
    >
      <PercentSteps value={draft.percent} onChange={(percent) => setDraft({ ...draft, percent })} />
      <Field label={texts.note} hint={texts.noteHint} id={form.idOf('note')} error={form.errorOf('note')}>
        <Input.TextArea value={draft.note} autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} onChange={(event) => setDraft({ ...draft, note: event.target.value })} />
      </Field>
      <AttachmentField uploads={files.uploads} label="现场照片、文件" />
    </TaskForm>
  )
}
