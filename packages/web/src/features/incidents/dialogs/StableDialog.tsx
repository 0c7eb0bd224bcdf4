import { routes } from '@fengsui/contract'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { useDialogForm } from './use-dialog-form.ts'

/** Says that the situation is stable: the clock of the checked report runs from here, so it is asked once more. */
export function StableDialog({ incident, onClose }: { readonly incident: { readonly id: string; readonly title: string }; readonly onClose: () => void }) {
  const form = useDialogForm(routes.markStable, 'stable', {}, [], onClose)
  return (
    <FormDialog open title={`“${incident.title}”基本稳定`} okText="确认基本稳定" busy={form.busy} refusal={form.problems.refusal} onClose={onClose} onSubmit={() => form.submit(() => ({ params: { incidentId: incident.id }, body: {} }))}>
      <p>险情、灾情已得到控制。确认后，核报（终报）的法定时限自此起算。</p>
    </FormDialog>
  )
}
