import { routes } from '@fengsui/contract'
import { incidentClassNamesZh, incidentTypes } from '@fengsui/contract/incidents/grading'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useSession } from '../../../lib/session.tsx'
import { useDraft } from '../../../lib/use-draft.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { useNow } from '../../../ui/now-context.tsx'
import { useDialogForm } from '../dialogs/use-dialog-form.ts'
import { IncidentPicker } from '../fields/IncidentPicker.tsx'
import { InstantInput } from '../../../lib/pickers/InstantInput.tsx'
import { PlacePicker } from '../fields/PlacePicker.tsx'

const labels = { title: '标题', typeCode: '类型', divisionCode: '地点', occurredAt: '发生时间', parentId: '上级事件' }
const typeOptions = [...new Set(incidentTypes.map((type) => type.incidentClass))].map((incidentClass) => ({
  label: incidentClassNamesZh[incidentClass],
  options: incidentTypes.filter((type) => type.incidentClass === incidentClass).map((type) => ({ value: type.code, label: `${type.nameZh}（${type.code}）` })),
}))

interface RegisterIncidentDialogProps {
  readonly onClose: () => void
  readonly onDone: (incidentId: string) => void
}

/** An incident without a signal, such as a typhoon on its way; what was reported by somebody goes through the duty desk. */
export function RegisterIncidentDialog({ onClose, onDone }: RegisterIncidentDialogProps) {
  const { division } = useSession()
  const now = useNow()
  const [draft, setDraft, clearDraft] = useDraft('register-incident', { title: '', typeCode: '11B01', divisionCode: division.code, parentId: null as string | null })
  const [occurredAt, setOccurredAt] = useState<string | null>(() => new Date(Math.floor(now / 60_000) * 60_000).toISOString())
  const form = useDialogForm(
    routes.registerIncident, 'register', labels,
    [
      ...(draft.title.trim().length < 2 ? [{ field: 'title', message: '请写标题，例如“超强台风利奇马防御应对”。' }] : []),
      ...(occurredAt === null ? [{ field: 'occurredAt', message: '请填发生时间。' }] : Date.parse(occurredAt) > now ? [{ field: 'occurredAt', message: '发生时间不能晚于现在。' }] : []),
    ],
    (incident) => {
      clearDraft()
      onDone(incident.id)
    },
  )
  return (
    <FormDialog open title="直接立项" okText="立项" busy={form.busy} problems={form.problems.fields} refusal={form.problems.refusal} onClose={onClose} onSubmit={() => form.submit(() => ({ body: { title: draft.title, typeCode: draft.typeCode, divisionCode: draft.divisionCode, occurredAt: occurredAt ?? '', parentId: draft.parentId } }))}>
      <p>用于没有来报的事件，如正在靠近的台风。有人报来的，请在“值班”里核实立项，来报和时限才对得上。</p>
      <Field label={labels.title} id="register-title" error={form.problems.errorOf('title')} required>
        <Input value={draft.title} maxLength={80} autoFocus onChange={(event) => setDraft((before) => ({ ...before, title: event.target.value }))} />
      </Field>
      <Field label={labels.typeCode} id="register-typeCode" error={form.problems.errorOf('typeCode')} required>
        <Select value={draft.typeCode} options={typeOptions} showSearch={{ optionFilterProp: 'label' }} onChange={(typeCode) => setDraft((before) => ({ ...before, typeCode }))} />
      </Field>
      <Field label={labels.divisionCode} id="register-divisionCode" error={form.problems.errorOf('divisionCode')} required>
        <PlacePicker value={draft.divisionCode} onChange={(divisionCode) => setDraft((before) => ({ ...before, divisionCode }))} />
      </Field>
      <Field label={labels.occurredAt} id="register-occurredAt" error={form.problems.errorOf('occurredAt')} required>
        <InstantInput value={occurredAt} onChange={setOccurredAt} />
      </Field>
      <Field label={labels.parentId} id="register-parentId" hint="由另一事件引发的才填" error={form.problems.errorOf('parentId')}>
        <IncidentPicker value={draft.parentId} except="" onChange={(parentId) => setDraft((before) => ({ ...before, parentId }))} />
      </Field>
    </FormDialog>
  )
}
