import { routes } from '@fengsui/contract'
import { dayKindNames } from '@fengsui/contract/calendar'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FieldError } from '../../ui/forms/FormErrors.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { expandDays, type DayRow } from './day-rows.ts'
import styles from './calendar.module.css'

const kinds = (['holiday', 'makeUp', 'weekend', 'working'] as const).map((value) => ({ value, label: value === 'holiday' ? '放假' : dayKindNames[value] }))

interface SetDaysDialogProps {
  readonly year: string
  /** The day that was pressed; null when a whole arrangement is entered. */
  readonly day: string | null
  readonly known: boolean
  readonly onClose: () => void
}

/** Sets days of the place, by stretches, as the yearly notice reads: from, to, what. */
export function SetDaysDialog({ year, day, known, onClose }: SetDaysDialogProps) {
  const [rows, setRows] = useState<readonly DayRow[]>([{ from: day ?? `${year}-01-01`, to: day ?? `${year}-01-01`, kind: 'holiday', name: '' }])
  const [reason, setReason] = useState('')
  const [completesYear, setCompletesYear] = useState(false)
  const labels = { days: '日子', reason: '依据或原因', completesYear: '全年已录全' }
  const form = useFormCommand(routes.setCalendarDays, { labels, prefix: 'calendar', onDone: onClose })
  const days = expandDays(rows)
  const wrong = days.problem ?? form.errorOf('days') ?? form.problems.find((problem) => problem.field.includes('days.'))?.message
  const set = (index: number, some: Partial<DayRow>): void => setRows(rows.map((row, each) => (each === index ? { ...row, ...some } : row)))
  return (
    <FormDialog open width={680} title={day === null ? `录入 ${year} 年安排` : `设定 ${day}`} okText="设定" busy={form.busy} problems={form.problems} refusal={form.refusal} locked={days.problem !== null} onClose={onClose} onSubmit={() => void form.submit({ body: { days: days.days, reason, completesYear } })}>
      <fieldset className={styles.rows} id={form.idOf('days')} tabIndex={-1}>
        <legend>自何日至何日（含）</legend>
        {rows.map((row, index) => (
          <div key={index} className={styles.row}>
            <Input type="date" aria-label={`第 ${index + 1} 段起`} value={row.from} onChange={(event) => set(index, { from: event.target.value, ...(row.to < event.target.value ? { to: event.target.value } : {}) })} />
            <Input type="date" aria-label={`第 ${index + 1} 段止`} value={row.to} onChange={(event) => set(index, { to: event.target.value })} />
            <Select aria-label={`第 ${index + 1} 段怎样`} value={row.kind} options={kinds} onChange={(kind) => set(index, { kind })} />
            <Input aria-label={`第 ${index + 1} 段名称`} value={row.name} maxLength={20} placeholder="春节" onChange={(event) => set(index, { name: event.target.value })} />
            <Button aria-label={`去掉第 ${index + 1} 段`} disabled={rows.length === 1} icon={<Symbol name="close" size={14} />} onClick={() => setRows(rows.filter((_, each) => each !== index))} />
          </div>
        ))}
        <Button size="small" icon={<Symbol name="plus" size={14} />} onClick={() => setRows([...rows, { from: rows.at(-1)?.to ?? `${year}-01-01`, to: rows.at(-1)?.to ?? `${year}-01-01`, kind: 'holiday', name: rows.at(-1)?.name ?? '' }])}>加一段</Button>
        <FieldError id="calendar-days-problem" message={wrong} />
      </fieldset>
      <Field label={labels.reason} id={form.idOf('reason')} error={form.errorOf('reason')} required hint="通知的文号，或停工停课的决定">
        <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {!known && (
        <Checkbox checked={completesYear} onChange={(event) => setCompletesYear(event.target.checked)}>
          {year} 年全年安排已录全，不再提示
        </Checkbox>
      )}
    </FormDialog>
  )
}
