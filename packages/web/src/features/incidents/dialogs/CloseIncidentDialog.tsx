import { routes } from '@fengsui/contract'
import { Input } from 'antd'
import { useDraft } from '../../../lib/use-draft.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { useDialogForm } from './use-dialog-form.ts'

interface CloseIncidentDialogProps {
  readonly incident: { readonly id: string; readonly title: string }
  readonly onClose: () => void
}

/** Ends the incident with a summary; whatever still stands in the way comes back from the server by name. */
export function CloseIncidentDialog({ incident, onClose }: CloseIncidentDialogProps) {
  const [summary, setSummary, clearSummary] = useDraft(`close:${incident.id}`, '')
  const form = useDialogForm(routes.closeIncident, 'close', { summary: '结束小结' }, summary.trim().length < 4 ? [{ field: 'summary', message: '请写小结，至少 4 个字。' }] : [], () => {
    clearSummary()
    onClose()
  })
  return (
    <FormDialog open title={`结束事件：${incident.title}`} okText="结束事件" busy={form.busy} problems={form.problems.fields} refusal={form.problems.refusal} onClose={onClose} onSubmit={() => form.submit(() => ({ params: { incidentId: incident.id }, body: { summary } }))}>
      <Field label="结束小结" id="close-summary" hint="经过、损失、处置、遗留事项；结束后不能再改" error={form.problems.errorOf('summary')} required>
        <Input.TextArea value={summary} maxLength={2000} autoFocus autoSize={{ minRows: 4, maxRows: 12 }} onChange={(event) => setSummary(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
