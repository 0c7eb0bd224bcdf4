import { routes } from '@fengsui/contract'
import { App, Input } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useSession } from '../../lib/session.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { PasswordFields } from './PasswordFields.tsx'
import { checkRepeated } from './password-rules.ts'

const labels = { current: '现在的密码', next: '新密码' }
const empty = { current: '', next: '', repeated: '' }

/** Changes the own password; other sessions of the account end. */
export function ChangePasswordDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const { account } = useSession()
  const [values, setValues] = useState(empty)
  const [tried, setTried] = useState(false)
  const close = (): void => {
    setValues(empty)
    setTried(false)
    form.clear()
    onClose()
  }
  const form = useFormCommand(routes.changePassword, {
    labels,
    prefix: 'change-password',
    onDone: () => {
      void message.success('密码已修改，其他地方的登录已失效')
      close()
    },
  })
  const repeatedError = tried ? checkRepeated(values.next, values.repeated) : undefined
  return (
    <FormDialog
      open={open}
      title="修改密码"
      okText="修改密码"
      width={440}
      busy={form.busy}
      problems={form.problems}
      refusal={form.refusal}
      onClose={close}
      onSubmit={() => {
        setTried(true)
        if (checkRepeated(values.next, values.repeated) === undefined) void form.submit({ body: { current: values.current, next: values.next } })
      }}
    >
      <Field label={labels.current} id={form.idOf('current')} error={form.errorOf('current')} required>
        <Input.Password value={values.current} autoFocus autoComplete="current-password" maxLength={128} onChange={(event) => setValues({ ...values, current: event.target.value })} />
      </Field>
      <PasswordFields
        label={labels.next}
        id={form.idOf('next')}
        value={values.next}
        repeated={values.repeated}
        username={account.username}
        error={form.errorOf('next')}
        repeatedError={repeatedError}
        onValue={(next) => setValues({ ...values, next })}
        onRepeated={(repeated) => setValues({ ...values, repeated })}
      />
    </FormDialog>
  )
}
