import { routes } from '@fengsui/contract'
import type { ScoreView } from '@fengsui/contract/assessment'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'

/** The unit says why an event should not count. */
export function ObjectDialog({ bulletinId, eventKey, onClose }: { readonly bulletinId: string; readonly eventKey: string; readonly onClose: () => void }) {
  const [reason, setReason] = useState('')
  const form = useFormCommand(routes.objectToScore, { labels: { reason: '理由' }, prefix: 'assessment-object', onDone: onClose })
  return (
    <FormDialog open title="提出异议" okText="提出" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { bulletinId }, body: { eventKey, reason } })}>
      <Field label="理由" id={form.idOf('reason')} error={form.errorOf('reason')} required hint="写明事实和依据；同一条只能提一次">
        <Input.TextArea value={reason} autoFocus autoSize={{ minRows: 4, maxRows: 10 }} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** The assessor decides; upheld, score and ranks are corrected at once. */
export function DecideDialog({ objection, onClose }: { readonly objection: ScoreView['objections'][number]; readonly onClose: () => void }) {
  const [upheld, setUpheld] = useState(true)
  const [reason, setReason] = useState('')
  const form = useFormCommand(routes.decideObjection, { labels: { reason: '说明' }, prefix: 'assessment-decide', onDone: onClose })
  return (
    <FormDialog open title="裁定异议" okText={upheld ? '异议成立，更正分数' : '异议不成立'} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { objectionId: objection.id }, body: { upheld, reason } })}>
      <p>{objection.reason}</p>
      <Radio.Group value={upheld} options={[{ value: true, label: '成立，这一条不计' }, { value: false, label: '不成立，维持' }]} onChange={(event) => setUpheld(event.target.value === true)} />
      <Field label="说明" id={form.idOf('reason')} error={form.errorOf('reason')} required>
        <Input.TextArea value={reason} autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
