import { routes } from '@fengsui/contract'
import type { RequestView } from '@fengsui/contract/dispatch'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { gapText } from './dispatch-words.ts'

interface RequestDialogProps {
  readonly request: RequestView
  readonly onClose: () => void
}

const refuseLabels = { reason: '理由' }
const closeLabels = { acceptShortage: '确认' }

/** 不予支持: the asking unit reads the reason. */
export function RefuseDialog({ request, onClose }: RequestDialogProps) {
  const [reason, setReason] = useState('')
  const form = useFormCommand(routes.refuseRequest, { labels: refuseLabels, prefix: 'refuse', onDone: onClose })
  return (
    <FormDialog open title={`不予支持 ${request.number}`} okText="答复不予支持" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { requestId: request.id }, body: { reason } })}>
      <Field label={refuseLabels.reason} hint="申请单位会看到；写明还可以向谁申请" id={form.idOf('reason')} error={form.errorOf('reason')} required>
        <Input.TextArea value={reason} autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={400} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** 了结: what is missing has been passed up, or is said to be needed no more. */
export function CloseRequestDialog({ request, onClose }: RequestDialogProps) {
  const [acceptShortage, setAccept] = useState(false)
  const form = useFormCommand(routes.closeRequest, { labels: closeLabels, prefix: 'close-request', onDone: onClose })
  const gap = gapText(request)
  return (
    <FormDialog open title={`了结申请 ${request.number}`} okText="了结" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { requestId: request.id }, body: { acceptShortage } })}>
      <p>{gap === '' ? '申请的力量和物资都已下令。了结后不能再下调度令。' : `还缺${gap}。了结后不能再下调度令。`}</p>
      {gap !== '' && (
        <Checkbox checked={acceptShortage} onChange={(event) => setAccept(event.target.checked)}>
          没有上报的缺口已不再需要
        </Checkbox>
      )}
    </FormDialog>
  )
}
