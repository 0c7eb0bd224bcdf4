import { routes } from '@fengsui/contract'
import { Input, InputNumber } from 'antd'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { DivisionPicker } from '../../lib/pickers/DivisionPicker.tsx'
import { PersonPicker } from '../../lib/pickers/PersonPicker.tsx'
import { useCan, useSession } from '../../lib/session.tsx'
import { useDraft } from '../../lib/use-draft.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './evacuation.module.css'

const labels = { divisionCode: '地区', householder: '户主', phone: '电话', address: '住址', people: '全户人数', vulnerable: '其中老幼病残', responsiblePersonId: '责任人', reason: '转移原因' }
const words = { people: '请填人数' }

/** Puts a household on the ledger; who answers for it is the village's officer unless somebody else is named. */
export function ListHouseholdDialog({ incidentId, onClose }: { readonly incidentId: string; readonly onClose: () => void }) {
  const { division } = useSession()
  const mayReadPeople = useCan('org:read')
  const [draft, setDraft, clearDraft] = useDraft(`list-household:${incidentId}`, { divisionCode: division.code, householder: '', phone: '', address: '', people: null as number | null, vulnerable: 0 as number | null, responsiblePersonId: null as string | null, reason: '' })
  const set = (change: Partial<typeof draft>): void => setDraft((before) => ({ ...before, ...change }))
  const form = useFormCommand(routes.listHouseholdInto, {
    labels, words, prefix: 'list-household',
    onDone: () => {
      clearDraft()
      onClose()
    },
  })
  // A missing number of people is refused by the contract's own check, beside its field.
  const submit = (): void => void form.submit({ params: { incidentId }, body: { ...draft, people: draft.people as number, vulnerable: draft.vulnerable ?? 0 } })
  return (
    <FormDialog open title="列入转移台账" okText="列入" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={submit}>
      <Field label={labels.divisionCode} id={form.idOf('divisionCode')} error={form.errorOf('divisionCode')} required>
        <DivisionPicker value={draft.divisionCode} valueName={draft.divisionCode === division.code ? division.name : undefined} within={division.code} onChange={(divisionCode) => set({ divisionCode })} />
      </Field>
      <Field label={labels.householder} id={form.idOf('householder')} error={form.errorOf('householder')} required>
        <Input value={draft.householder} maxLength={40} autoFocus onChange={(event) => set({ householder: event.target.value })} />
      </Field>
      <Field label={labels.phone} id={form.idOf('phone')} error={form.errorOf('phone')}>
        <Input value={draft.phone} maxLength={20} inputMode="tel" onChange={(event) => set({ phone: event.target.value })} />
      </Field>
      <Field label={labels.address} id={form.idOf('address')} error={form.errorOf('address')}>
        <Input value={draft.address} maxLength={100} onChange={(event) => set({ address: event.target.value })} />
      </Field>
      <div className={styles.numbers}>
        <Field label={labels.people} id={form.idOf('people')} error={form.errorOf('people')} required>
          <InputNumber<number> min={1} max={60} precision={0} className={styles.number ?? ''} value={draft.people} onChange={(people) => set({ people })} />
        </Field>
        <Field label={labels.vulnerable} id={form.idOf('vulnerable')} error={form.errorOf('vulnerable')}>
          <InputNumber<number> min={0} max={60} precision={0} className={styles.number ?? ''} value={draft.vulnerable} onChange={(vulnerable) => set({ vulnerable })} />
        </Field>
      </div>
      <Field label={labels.reason} id={form.idOf('reason')} error={form.errorOf('reason')} required hint="如“住在滑坡隐患点下方”“危房”；不要写姓名和电话">
        <Input value={draft.reason} maxLength={60} onChange={(event) => set({ reason: event.target.value })} />
      </Field>
      {mayReadPeople && (
        <Field label={labels.responsiblePersonId} id={form.idOf('responsiblePersonId')} error={form.errorOf('responsiblePersonId')} hint="不选则为该村信息员">
          <PersonPicker value={draft.responsiblePersonId} onChange={(responsiblePersonId) => set({ responsiblePersonId })} />
        </Field>
      )}
    </FormDialog>
  )
}
