import { routes } from '@fengsui/contract'
import { App, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { DivisionPicker } from '../../lib/pickers/DivisionPicker.tsx'
import { UnitPicker } from '../../lib/pickers/UnitPicker.tsx'
import { useSession } from '../../lib/session.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './org.module.css'
import { unitRoleOptions, unitStatusNames } from './organisation-words.ts'
import type { UnitRow } from './unit-row.ts'

const labels = { name: '单位名称', role: '应急职责', divisionCode: '地方', parentId: '上级单位', staffedAllHours: '昼夜值守', status: '状态' }
const words = { role: '请选择应急职责' }
const statusOptions = Object.entries(unitStatusNames).map(([value, label]) => ({ value: value as keyof typeof unitStatusNames, label }))

interface UnitDialogProps {
  /** `null` makes a new one. */
  readonly unit: UnitRow | null
  /** Place chosen in the list, for a new one. */
  readonly divisionCode: string | null
  readonly onClose: () => void
}

/** Makes or changes a unit. Its place never changes: a moved office is a new unit, so that old records stay true. */
export function UnitDialog({ unit, divisionCode, onClose }: UnitDialogProps) {
  const { message } = App.useApp()
  const { division } = useSession()
  const [values, setValues] = useState({
    name: unit?.name ?? '',
    role: unit?.role ?? '',
    divisionCode: unit?.divisionCode ?? divisionCode ?? division.code,
    parentId: unit?.parentId ?? null,
    staffedAllHours: unit?.staffedAllHours ?? false,
    status: unit?.status ?? ('active' as const),
  })
  const done = (): void => {
    void message.success(unit === null ? '单位已建' : '单位已修改')
    onClose()
  }
  const create = useFormCommand(routes.createUnit, { labels, words, prefix: 'unit', onDone: done })
  const update = useFormCommand(routes.updateUnit, { labels, words, prefix: 'unit', onDone: done })
  const form = unit === null ? create : update
  const submit = (): void => {
    const { name, role, staffedAllHours, status } = values
    if (unit === null) void create.submit({ body: { name, role, divisionCode: values.divisionCode, parentId: values.parentId, staffedAllHours } })
    else void update.submit({ params: { unitId: unit.id }, body: { name, role, staffedAllHours, status } })
  }
  return (
    <FormDialog open title={unit === null ? '新建单位' : '修改单位'} okText={unit === null ? '新建单位' : '保存'} busy={form.busy} problems={form.problems} refusal={form.refusal} onSubmit={submit} onClose={onClose}>
      <Field label={labels.name} id={form.idOf('name')} error={form.errorOf('name')} required>
        <Input value={values.name} maxLength={60} autoFocus onChange={(event) => setValues({ ...values, name: event.target.value })} />
      </Field>
      <Field label={labels.role} hint="预案按职责点名，启动响应时据此找到这个单位" id={form.idOf('role')} error={form.errorOf('role')} required>
        <Select showSearch={{ optionFilterProp: 'label' }} value={values.role === '' ? null : values.role} placeholder="选择职责" options={unitRoleOptions} onChange={(role: string) => setValues({ ...values, role })} />
      </Field>
      {unit === null && (
        <Field label={labels.divisionCode} id={form.idOf('divisionCode')} error={form.errorOf('divisionCode')} required>
          <DivisionPicker value={values.divisionCode} valueName={values.divisionCode === division.code ? division.name : undefined} within={division.code} onChange={(code) => setValues({ ...values, divisionCode: code })} />
        </Field>
      )}
      {unit === null && (
        <Field label={labels.parentId} hint="可不填" id={form.idOf('parentId')} error={form.errorOf('parentId')}>
          <UnitPicker value={values.parentId} allowNone onChange={(parentId) => setValues({ ...values, parentId })} />
        </Field>
      )}
      <Field label={labels.staffedAllHours} hint="值班室、指挥中心等 24 小时有人的单位" id={form.idOf('staffedAllHours')} error={form.errorOf('staffedAllHours')}>
        <Switch className={styles.start ?? ''} checked={values.staffedAllHours} checkedChildren="是" unCheckedChildren="否" onChange={(staffedAllHours) => setValues({ ...values, staffedAllHours })} />
      </Field>
      {unit !== null && (
        <Field label={labels.status} hint="撤销后不再派任务、收报告，旧记录不变" id={form.idOf('status')} error={form.errorOf('status')} required>
          <Select value={values.status} options={statusOptions} onChange={(status) => setValues({ ...values, status })} />
        </Field>
      )}
    </FormDialog>
  )
}
