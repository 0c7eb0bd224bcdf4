import { routes } from '@fengsui/contract'
import { protectiveMeasures, type OrderView, type ProtectiveMeasure } from '@fengsui/contract/evacuation'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { DivisionPicker } from '../../lib/pickers/DivisionPicker.tsx'
import { InstantInput } from '../../lib/pickers/InstantInput.tsx'
import { useSession } from '../../lib/session.tsx'
import { useDraft } from '../../lib/use-draft.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { useNow } from '../../ui/now-context.tsx'
import styles from './evacuation.module.css'

const orderLabels = { measures: '措施', text: '正文', inForceFrom: '生效时间', place: '确认地区' }
const measureOptions = (Object.entries(protectiveMeasures) as [ProtectiveMeasure, string][]).map(([value, label]) => ({ value, label }))
const fiveStops: ProtectiveMeasure[] = ['work', 'business', 'classes', 'transport', 'gatherings']

/** A commander's order binds the whole place and reaches the public: its name is typed once before it goes out. */
export function IssueOrderDialog({ incidentId, onClose }: { readonly incidentId: string; readonly onClose: () => void }) {
  const { division } = useSession()
  const now = useNow()
  const [draft, setDraft, clearDraft] = useDraft(`protective-order:${incidentId}`, { measures: fiveStops, text: '' })
  const [inForceFrom, setInForceFrom] = useState<string | null>(() => new Date(Math.floor(now / 60_000) * 60_000).toISOString())
  const [typed, setTyped] = useState('')
  const form = useFormCommand(routes.issueProtectiveOrder, {
    labels: orderLabels, prefix: 'protective-order', words: { inForceFrom: '请填生效时间' },
    onDone: () => {
      clearDraft()
      onClose()
    },
  })
  const confirmed = typed.trim() === division.name
  return (
    <FormDialog open title="发布指挥长令" okText="签发" busy={form.busy} locked={!confirmed} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { incidentId }, body: { divisionCode: division.code, measures: draft.measures, text: draft.text, inForceFrom: inForceFrom ?? '' } })}>
      <p className={styles.quiet}>适用于{division.name}全域，编号按年度顺排，签发后由上级或本级解除。</p>
      <Field label={orderLabels.measures} id={form.idOf('measures')} error={form.errorOf('measures')} required hint="默认五停，按需增减">
        <Checkbox.Group options={measureOptions} value={draft.measures} onChange={(measures) => setDraft((before) => ({ ...before, measures }))} />
      </Field>
      <Field label={orderLabels.text} id={form.idOf('text')} error={form.errorOf('text')} required>
        <Input.TextArea value={draft.text} rows={5} maxLength={1000} autoFocus placeholder={`自某时起，${division.name}范围内……`} onChange={(event) => setDraft((before) => ({ ...before, text: event.target.value }))} />
      </Field>
      <Field label={orderLabels.inForceFrom} id={form.idOf('inForceFrom')} error={form.errorOf('inForceFrom')} required>
        <InstantInput value={inForceFrom} onChange={setInForceFrom} />
      </Field>
      <Field label={orderLabels.place} id="protective-order-place" required hint={`输入“${division.name}”后才能签发`}>
        <Input value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

const noLabels = {}

/** Lifts an order. */
export function LiftOrderDialog({ order, onClose }: { readonly order: OrderView; readonly onClose: () => void }) {
  const form = useFormCommand(routes.liftProtectiveOrder, { labels: noLabels, prefix: 'lift-order', onDone: onClose })
  return (
    <FormDialog open title={`解除${order.placeName}${order.number}`} okText="解除" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { orderId: order.id }, body: {} })}>
      <p className={styles.basis}>{order.text}</p>
      <p>解除后，{order.measures.map((measure) => protectiveMeasures[measure]).join('、')}不再执行。</p>
    </FormDialog>
  )
}

const releaseLabels = { divisionCode: '地区' }

/** The transfer of a place is over: only then may its people go home. */
export function ReleaseDialog({ incidentId, onClose }: { readonly incidentId: string; readonly onClose: () => void }) {
  const { division } = useSession()
  const [divisionCode, setDivisionCode] = useState(division.code)
  const form = useFormCommand(routes.releaseReturn, { labels: releaseLabels, prefix: 'release', onDone: onClose })
  return (
    <FormDialog open title="解除转移" okText="解除转移" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { incidentId }, body: { divisionCode } })}>
      <p>未经解除不得返回。解除后，该地区（含下级）已转移的群众可以登记返回；再次转移的须再次解除。</p>
      <Field label={releaseLabels.divisionCode} id={form.idOf('divisionCode')} error={form.errorOf('divisionCode')} required>
        <DivisionPicker value={divisionCode} valueName={divisionCode === division.code ? division.name : undefined} within={division.code} onChange={setDivisionCode} />
      </Field>
    </FormDialog>
  )
}
