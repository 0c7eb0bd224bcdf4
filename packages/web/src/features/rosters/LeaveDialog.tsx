import { routes } from '@fengsui/contract'
import { legalDayAt } from '@fengsui/contract/calendar'
import { dutyLeaveKinds, type DutyLeaveKind, type DutyMemberView } from '@fengsui/contract/rosters'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { useNow } from '../../ui/now-context.tsx'

const labels = { personId: '人员', fromDay: '从', toDay: '到（含）', kind: '种类', note: '说明' }
const words = { personId: '请选择人员' }

interface LeaveDialogProps {
  readonly unitId: string
  readonly members: readonly DutyMemberView[]
  /** Set where somebody registers for themselves. */
  readonly personId: string | null
  readonly onClose: () => void
}

/** Days on which somebody cannot, or would rather not, stand. */
export function LeaveDialog({ unitId, members, personId: own, onClose }: LeaveDialogProps) {
  const today = legalDayAt(new Date(useNow()).toISOString())
  const [personId, setPerson] = useState<string | null>(own)
  const [fromDay, setFrom] = useState(today)
  const [toDay, setTo] = useState(today)
  const [kind, setKind] = useState<DutyLeaveKind>('leave')
  const [note, setNote] = useState('')
  const form = useFormCommand(routes.recordDutyLeave, { labels, words, prefix: 'leave', onDone: onClose })
  return (
    <FormDialog open title="登记请假或意愿" okText="登记" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { unitId }, body: { personId: personId ?? '', fromDay, toDay, kind, note } })}>
      {own === null && (
        <Field label={labels.personId} id={form.idOf('personId')} error={form.errorOf('personId')} required>
          <Select showSearch={{ optionFilterProp: 'label' }} value={personId} placeholder="选择人员" options={members.filter(({ status }) => status === 'active').map((each) => ({ value: each.personId, label: each.name }))} onChange={(id: string) => setPerson(id)} />
        </Field>
      )}
      <Field label={labels.kind} id={form.idOf('kind')} error={form.errorOf('kind')} hint="“希望不排”只尽量照顾，其余都不排班">
        <Select value={kind} options={Object.entries(dutyLeaveKinds).map(([value, label]) => ({ value: value as DutyLeaveKind, label }))} onChange={setKind} />
      </Field>
      <Field label={labels.fromDay} id={form.idOf('fromDay')} error={form.errorOf('fromDay')} required><Input type="date" value={fromDay} onChange={(event) => { setFrom(event.target.value); if (event.target.value > toDay) setTo(event.target.value) }} /></Field>
      <Field label={labels.toDay} id={form.idOf('toDay')} error={form.errorOf('toDay')} required><Input type="date" value={toDay} onChange={(event) => setTo(event.target.value)} /></Field>
      <Field label={labels.note} id={form.idOf('note')} error={form.errorOf('note')}><Input value={note} maxLength={100} onChange={(event) => setNote(event.target.value)} /></Field>
    </FormDialog>
  )
}
