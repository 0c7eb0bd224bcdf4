import { routes } from '@fengsui/contract'
import type { TaskView } from '@fengsui/contract/command'
import { Input } from 'antd'
import { useState } from 'react'
import { AttachmentField } from '../../lib/attachments/AttachmentField.tsx'
import { useTaskFiles } from './use-task-files.ts'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { TaskForm } from './TaskForm.tsx'
import { texts } from './texts.ts'

const labels = { evidence: texts.evidence }

/** The end of a task with its evidence; tasks of a plan say which evidence they want. */
export function CompletionForm({ task, onClose }: { readonly task: TaskView; readonly onClose: () => void }) {
  const [evidence, setEvidence, clearDraft] = useDraft(`task-evidence:${task.id}`, '')
  const [tried, setTried] = useState(false)
  const files = useTaskFiles(task.id)
  const form = useFormCommand(routes.completeTask, {
    labels,
    prefix: 'task-completion',
    onDone: () => {
      clearDraft()
      void files.attach().then(onClose)
    },
  })
  const required = task.evidenceRequired !== null
  const missing = tried && required && evidence.trim() === '' ? `要附：${task.evidenceRequired ?? ''}，请写明` : undefined
  return (
    <TaskForm
      submitText={texts.sendCompletion}
      busy={form.busy || files.busy}
      problems={missing === undefined ? form.problems : [{ field: form.idOf('evidence'), label: texts.evidence, message: missing }]}
      refusal={missing === undefined ? form.refusal : undefined}
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (required && evidence.trim() === '') return
        void form.submit({ params: { taskId: task.id }, body: { evidence } })
      }}
    >
      <Field
        label={required ? `${texts.evidence}（${task.evidenceRequired ?? ''}）` : texts.evidence}
        hint={texts.evidenceHint}
        id={form.idOf('evidence')}
        error={missing ?? form.errorOf('evidence')}
        required={required}
      >
        <Input.TextArea value={evidence} autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} onChange={(event) => setEvidence(event.target.value)} />
      </Field>
      <AttachmentField uploads={files.uploads} label="现场照片、文件" />
    </TaskForm>
  )
}
