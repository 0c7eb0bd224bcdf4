import { routes } from '@fengsui/contract'
import { Input } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'

/** Sends a place's version back: the reason is what it works from. */
export function SendBackDialog({ returnId, placeName, onClose }: { readonly returnId: string; readonly placeName: string; readonly onClose: () => void }) {
  const [reason, setReason] = useState('')
  const form = useFormCommand(routes.sendBackDisasterReturn, { labels: { reason: '退回原因' }, prefix: 'send-back', onDone: onClose })
  return (
    <FormDialog open title={`退回${placeName}的报表`} okText="退回" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { returnId }, body: { reason } })}>
      <Field label="退回原因" id={form.idOf('reason')} error={form.errorOf('reason')} required hint="写明哪个指标、差在哪里；这一版保留不变，下级另报一版">
        <Input.TextArea value={reason} maxLength={400} autoSize={{ minRows: 3, maxRows: 6 }} autoFocus onChange={({ target }) => setReason(target.value)} />
      </Field>
    </FormDialog>
  )
}
