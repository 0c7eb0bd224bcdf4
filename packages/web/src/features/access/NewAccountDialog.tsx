import { routes } from '@fengsui/contract'
import type { Role } from '@fengsui/contract/kernel'
import { App, Input } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { DivisionPicker } from '../../lib/pickers/DivisionPicker.tsx'
import { PersonPicker } from '../../lib/pickers/PersonPicker.tsx'
import { UnitPicker } from '../../lib/pickers/UnitPicker.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { PasswordFields } from './PasswordFields.tsx'
import { checkRepeated } from './password-rules.ts'
import { RolePicker } from './RolePicker.tsx'

const labels = { username: '用户名', password: '初始密码', unitId: '单位', personId: '对应人员', divisionCode: '辖区', roles: '角色' }
const words = { unitId: '请选择单位', divisionCode: '请选择辖区' }
const empty = { username: '', password: '', repeated: '', unitId: null as string | null, personId: null as string | null, divisionCode: '', divisionName: '', roles: [] as Role[] }

/** Makes an account: for whom, acting for which unit, seeing which place, allowed what. */
export function NewAccountDialog({ onClose }: { readonly onClose: () => void }) {
  const { message } = App.useApp()
  const [values, setValues] = useState(empty)
  const [unitPlace, setUnitPlace] = useState<string | undefined>(undefined)
  const [tried, setTried] = useState(false)
  const form = useFormCommand(routes.createAccount, {
    labels,
    words,
    prefix: 'account',
    onDone: () => {
      void message.success('账号已建，请当面告知初始密码并提醒本人修改')
      onClose()
    },
  })
  const submit = (): void => {
    setTried(true)
    if (checkRepeated(values.password, values.repeated) !== undefined) return
    const { username, password, personId, divisionCode, roles } = values
    void form.submit({ body: { username: username.trim(), password, unitId: values.unitId ?? '', personId, divisionCode, roles } })
  }
  const repeatedError = tried ? checkRepeated(values.password, values.repeated) : undefined
  return (
    <FormDialog open title="新建账号" okText="新建账号" busy={form.busy} problems={form.problems} refusal={form.refusal} onSubmit={submit} onClose={onClose}>
      <Field label={labels.username} hint="2–32 位小写字母、数字、点、横线，建好后不能改" id={form.idOf('username')} error={form.errorOf('username')} required>
        <Input value={values.username} maxLength={32} autoFocus autoComplete="off" autoCapitalize="none" spellCheck={false} onChange={(event) => setValues({ ...values, username: event.target.value })} />
      </Field>
      <Field label={labels.unitId} id={form.idOf('unitId')} error={form.errorOf('unitId')} required>
        <UnitPicker
          value={values.unitId}
          onChange={(unitId, unit) => {
            setUnitPlace(unit?.divisionCode)
            setValues({ ...values, unitId, personId: null, divisionCode: unit?.divisionCode ?? '', divisionName: unit?.divisionName ?? '' })
          }}
        />
      </Field>
      <Field label={labels.divisionCode} hint="账号能看能办的范围：单位所在地或其下级" id={form.idOf('divisionCode')} error={form.errorOf('divisionCode')} required>
        <DivisionPicker value={values.divisionCode} valueName={values.divisionName} within={unitPlace} onChange={(divisionCode) => setValues({ ...values, divisionCode })} />
      </Field>
      <Field label={labels.roles} id={form.idOf('roles')} error={form.errorOf('roles')} required>
        <RolePicker value={values.roles} onChange={(roles) => setValues({ ...values, roles })} />
      </Field>
      <Field label={labels.personId} hint="选填；选了人，操作记录里显示其姓名" id={form.idOf('personId')} error={form.errorOf('personId')}>
        <PersonPicker value={values.personId} unitId={values.unitId ?? undefined} onChange={(personId) => setValues({ ...values, personId })} />
      </Field>
      <PasswordFields
        label={labels.password}
        id={form.idOf('password')}
        value={values.password}
        repeated={values.repeated}
        username={values.username}
        error={form.errorOf('password')}
        repeatedError={repeatedError}
        onValue={(password) => setValues({ ...values, password })}
        onRepeated={(repeated) => setValues({ ...values, repeated })}
      />
    </FormDialog>
  )
}
