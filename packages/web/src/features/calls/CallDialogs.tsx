import { routes } from '@fengsui/contract'
import { notificationChannels, type CallView, type NotificationChannel } from '@fengsui/contract/notifications'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'

const channelOptions = (Object.keys(notificationChannels) as NotificationChannel[]).map((value) => ({ value, label: notificationChannels[value] }))

interface CallDialogProps {
  readonly call: CallView
  readonly onClose: () => void
}

/** Calls those once more who have not answered. */
export function AgainDialog({ call, onClose }: CallDialogProps) {
  const [channels, setChannels] = useState<NotificationChannel[]>([...call.channels])
  const form = useFormCommand(routes.callAgain, { labels: { channels: '通道' }, prefix: 'call-again', onDone: onClose })
  const missing = call.counts.total - call.counts.answered
  return (
    <FormDialog open title={`对未应答的 ${missing} 人再叫一次`} okText="再叫" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { callId: call.id }, body: { channels } })}>
      <Field label="通道" id={form.idOf('channels')} error={form.errorOf('channels')} required>
        <Checkbox.Group value={channels} options={channelOptions} onChange={(next) => setChannels(next as NotificationChannel[])} />
      </Field>
    </FormDialog>
  )
}

/** Ends a call; who has not answered must be accounted for. */
export function CloseDialog({ call, missing, onClose }: CallDialogProps & { readonly missing: number }) {
  const [reason, setReason, clearDraft] = useDraft(`close-call:${call.id}`, '')
  const form = useFormCommand(routes.closeCall, {
    labels: { reason: '处置说明' }, prefix: 'close-call',
    onDone: () => {
      clearDraft()
      onClose()
    },
  })
  return (
    <FormDialog open title="结束叫应" okText="结束" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { callId: call.id }, body: { reason } })}>
      <Field label="处置说明" id={form.idOf('reason')} error={form.errorOf('reason')} required={missing > 0} hint={missing > 0 ? `还有 ${missing} 人未应答，请写明如何处置，如“已派某某上门”` : '全部已应答，可不填'}>
        <Input.TextArea value={reason} rows={3} maxLength={400} showCount autoFocus onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
