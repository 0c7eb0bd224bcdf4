import { routes } from '@fengsui/contract'
import { Input } from 'antd'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'

const labels = { summary: '总结' }

/** Issues the evaluation: figures and findings are taken once more and then stay. */
export function IssueDialog({ incidentId, onClose }: { readonly incidentId: string; readonly onClose: () => void }) {
  const [summary, setSummary, clearDraft] = useDraft(`evaluation:${incidentId}`, '')
  const form = useFormCommand(routes.issueEvaluation, {
    labels, prefix: 'issue-evaluation',
    onDone: () => {
      clearDraft()
      onClose()
    },
  })
  return (
    <FormDialog open title="印发处置评估" okText="印发" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { incidentId }, body: { summary } })}>
      <Field label={labels.summary} id={form.idOf('summary')} error={form.errorOf('summary')} required hint="印发后数字和发现固定，不再随记录变化">
        <Input.TextArea value={summary} rows={6} maxLength={2000} showCount onChange={(event) => setSummary(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
