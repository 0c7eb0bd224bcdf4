import { routes } from '@fengsui/contract'
import type { EntryView } from '@fengsui/contract/disaster-statistics'
import { Input } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'

/** Takes a row off a list, with the reason; the row stays to be seen. */
export function RemoveEntryDialog({ entry, onClose }: { readonly entry: EntryView; readonly onClose: () => void }) {
  const [reason, setReason] = useState('')
  const form = useFormCommand(routes.removeDisasterEntry, { labels: { reason: '核销原因' }, prefix: 'remove-entry', onDone: onClose })
  return (
    <FormDialog open title={`核销：${entry.placeName}`} okText="核销" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { entryId: entry.id }, body: { reason } })}>
      <Field label="核销原因" id={form.idOf('reason')} error={form.errorOf('reason')} required hint="如：重复登记、失踪人员已找到、调查认定不属自然灾害">
        <Input.TextArea value={reason} maxLength={200} autoSize={{ minRows: 2, maxRows: 5 }} autoFocus onChange={({ target }) => setReason(target.value)} />
      </Field>
    </FormDialog>
  )
}
