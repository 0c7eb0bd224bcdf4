import { routes } from '@fengsui/contract'
import { getListForm, statisticsHazards, type EntryView, type ListCode, type ListColumn, type ListValue, type ProcessView } from '@fengsui/contract/disaster-statistics'
import { Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { DivisionPicker } from '../../lib/pickers/DivisionPicker.tsx'
import { useSession } from '../../lib/session.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './disaster.module.css'

type Cells = Readonly<Record<string, ListValue>>

interface EntryDialogProps {
  readonly process: ProcessView
  readonly list: ListCode
  /** Null: a new row. */
  readonly entry: EntryView | null
  readonly onClose: () => void
}

function CellInput({ column, value, onChange, ...rest }: { readonly column: ListColumn; readonly value: ListValue | undefined; readonly onChange: (value: ListValue | null) => void; readonly id?: string | undefined; readonly 'aria-describedby'?: string | undefined }) {
  const options = column.options?.map((label, index) => ({ value: index + 1, label }))
  switch (column.type) {
    case 'option':
      return <Select {...rest} allowClear value={typeof value === 'number' ? value : undefined} options={options ?? []} onChange={(next: number | undefined) => onChange(next ?? null)} />
    case 'options':
      return <Select {...rest} mode="multiple" value={Array.isArray(value) ? [...(value as readonly number[])] : []} options={options ?? []} optionFilterProp="label" onChange={(next: number[]) => onChange(next.length === 0 ? null : next)} />
    case 'count': case 'decimal':
      return <InputNumber {...rest} value={typeof value === 'number' ? value : null} min={0} precision={column.type === 'count' ? 0 : 2} onChange={(next) => onChange(next)} />
    case 'day':
      return <Input {...rest} type="date" value={typeof value === 'string' ? value : ''} onChange={({ target }) => onChange(target.value === '' ? null : target.value)} />
    case 'text':
      return <Input {...rest} value={typeof value === 'string' ? value : ''} maxLength={200} onChange={({ target }) => onChange(target.value === '' ? null : target.value)} />
  }
}

/** One row of a list. Only what the reader may see can be changed; nothing but the type is needed to begin with. */
export function EntryDialog({ process, list, entry, onClose }: EntryDialogProps) {
  const { division } = useSession()
  const form = getListForm(list)
  const hazard = process.hazard === null ? undefined : statisticsHazards[process.hazard].listNumber
  const hazardColumn = form.columns.find(({ name }) => name === '灾害种类')?.code
  const first: Cells = entry?.cells ?? (hazard === undefined || hazardColumn === undefined ? {} : { [hazardColumn]: hazard })
  const [cells, setCells] = useState<Readonly<Record<string, ListValue | null>>>(first)
  const [divisionCode, setDivisionCode] = useState(entry?.divisionCode ?? division.code)
  const labels = { divisionCode: '地区', ...Object.fromEntries(form.columns.map(({ code, name }) => [`cells.${code}`, name])) }
  const add = useFormCommand(routes.addDisasterEntry, { labels, prefix: 'entry', onDone: onClose })
  const change = useFormCommand(routes.changeDisasterEntry, { labels, prefix: 'entry', onDone: onClose })
  const active = entry === null ? add : change
  const columns = form.columns.filter(({ personal }) => !personal || entry?.masked !== true)
  const submit = (): void => {
    const given = Object.fromEntries(Object.entries(cells).map(([key, value]) => [key, Array.isArray(value) ? [...(value as readonly number[])] : (value as string | number | null)]))
    if (entry === null) void add.submit({ params: { processId: process.id }, body: { list, divisionCode, cells: given } })
    else {
      const changed = Object.fromEntries(columns.flatMap(({ code }) => (JSON.stringify(given[code] ?? null) === JSON.stringify(entry.cells[code] ?? null) ? [] : [[code, given[code] ?? null]])))
      void change.submit({ params: { entryId: entry.id }, body: { cells: changed } })
    }
  }
  return (
    <FormDialog open title={entry === null ? `登记：${form.title}` : `更正：${form.title}`} okText={entry === null ? '登记' : '更正'} width={760} busy={active.busy} problems={active.problems} refusal={active.refusal} onClose={onClose} onSubmit={submit}>
      {list === 'D01' && <p className={styles.note}>按在地原则登记；死亡地点不明的由遗体发现地登记。姓名、身份证号等未确认的可先空着。</p>}
      {entry?.masked === true && <p className={styles.note}>个人信息对您遮盖，这里只能更正其他栏目。</p>}
      <div className={styles.cells2}>
        {entry === null && (
          <div className={styles.wide}>
            <Field label={list === 'D01' ? '死亡失踪所在村（社区）' : '所在村（社区）'} id={active.idOf('divisionCode')} error={active.errorOf('divisionCode')} required>
              <DivisionPicker value={divisionCode} valueName={divisionCode === division.code ? division.name : undefined} within={division.code} onChange={setDivisionCode} />
            </Field>
          </div>
        )}
        {columns.map((column) => (
          <div key={column.code} className={joinClasses((column.type === 'options' || column.code === 'D01019') && styles.wide)}>
            <Field label={column.unit === undefined ? column.name : `${column.name}（${column.unit}）`} id={active.idOf(`cells.${column.code}`)} error={active.errorOf(`cells.${column.code}`)} required={column.code === 'D01007' || column.code === 'D03009'}>
              <CellInput column={column} value={cells[column.code] ?? undefined} onChange={(value) => setCells((before) => ({ ...before, [column.code]: value }))} />
            </Field>
          </div>
        ))}
      </div>
    </FormDialog>
  )
}
