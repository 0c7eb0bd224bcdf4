import { routes } from '@fengsui/contract'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { InstantInput } from '../../lib/pickers/InstantInput.tsx'
import { PersonPicker } from '../../lib/pickers/PersonPicker.tsx'
import { useSession } from '../../lib/session.tsx'
import { useMay } from '../../lib/use-may.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { useNow } from '../../ui/now-context.tsx'

const labels = { personId: '外出人', startsAt: '离开', endsAt: '返回', destination: '去向', reason: '事由', approverPersonId: '批准人', deputyPersonId: '代签人', askUpper: '报上级' }
const words = { personId: '请选择人员', startsAt: '请填离开时间', endsAt: '请填返回时间' }
const HOUR = 3_600_000
const toMinute = (ms: number): string => new Date(Math.floor(ms / 60_000) * 60_000).toISOString()

/** Registers that a leader goes away: for oneself, or for a leader of the own place. */
export function AbsenceDialog({ onClose }: { readonly onClose: () => void }) {
  const { account } = useSession()
  const now = useNow()
  const mayForOthers = useMay('roster:edit')
  const [personId, setPerson] = useState<string | null>(account.personId)
  const [startsAt, setStarts] = useState<string | null>(() => toMinute(now + HOUR))
  const [endsAt, setEnds] = useState<string | null>(() => toMinute(now + 25 * HOUR))
  const [destination, setDestination] = useState('')
  const [reason, setReason] = useState('')
  const [approverPersonId, setApprover] = useState<string | null>(null)
  const [deputyPersonId, setDeputy] = useState<string | null>(null)
  const [askUpper, setAsk] = useState(false)
  const form = useFormCommand(routes.registerLeaderAbsence, { labels, words, prefix: 'absence', onDone: onClose })
  return (
    <FormDialog open title="登记外出" okText="报备" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ body: { personId: personId ?? '', startsAt: startsAt ?? '', endsAt: endsAt ?? '', destination, reason, approverPersonId, deputyPersonId, askUpper } })}>
      {mayForOthers && <Field label={labels.personId} id={form.idOf('personId')} error={form.errorOf('personId')} required><PersonPicker value={personId} onChange={setPerson} /></Field>}
      <Field label={labels.startsAt} id={form.idOf('startsAt')} error={form.errorOf('startsAt')} required><InstantInput value={startsAt} onChange={setStarts} /></Field>
      <Field label={labels.endsAt} id={form.idOf('endsAt')} error={form.errorOf('endsAt')} required><InstantInput value={endsAt} onChange={setEnds} /></Field>
      <Field label={labels.destination} id={form.idOf('destination')} error={form.errorOf('destination')} required hint="只有本人、值班室和上级看得到"><Input value={destination} maxLength={60} onChange={(event) => setDestination(event.target.value)} /></Field>
      <Field label={labels.reason} id={form.idOf('reason')} error={form.errorOf('reason')} required><Input value={reason} maxLength={100} onChange={(event) => setReason(event.target.value)} /></Field>
      <Field label={labels.approverPersonId} id={form.idOf('approverPersonId')} error={form.errorOf('approverPersonId')}><PersonPicker value={approverPersonId} placeholder="准假的领导，可空" onChange={setApprover} /></Field>
      <Field label={labels.deputyPersonId} id={form.idOf('deputyPersonId')} error={form.errorOf('deputyPersonId')} hint="不选即 AB 岗里的 B 角；另选的人没有外出人本人授权，不能代签"><PersonPicker value={deputyPersonId} placeholder="按 AB 岗" onChange={setDeputy} /></Field>
      <Checkbox checked={askUpper} onChange={(event) => setAsk(event.target.checked)}>正副职时间重叠时，报上级值班领导同意（不勾选则不予登记）</Checkbox>
    </FormDialog>
  )
}
