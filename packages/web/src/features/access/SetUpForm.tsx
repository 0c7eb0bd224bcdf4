import { routes } from '@fengsui/contract'
import { divisionLevelNames, divisionLevelOf } from '@fengsui/contract/kernel'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useSessionControl } from '../../lib/session.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormErrors } from '../../ui/forms/FormErrors.tsx'
import styles from './access.module.css'
import { PasswordFields } from './PasswordFields.tsx'
import { checkRepeated } from './password-rules.ts'

const labels = { divisionCode: '行政区划代码', divisionName: '地区名称', unitName: '本级值班单位', username: '管理员用户名', password: '管理员密码' }

/** First set-up of an empty system, only at the machine itself: the place, its duty office, the first administrator. */
export function SetUpForm({ onDone }: { readonly onDone: () => void }) {
  const { signIn } = useSessionControl()
  const [values, setValues] = useState({ divisionCode: '', divisionName: '', unitName: '', username: 'admin', password: '', repeated: '' })
  const [tried, setTried] = useState(false)
  const form = useFormCommand(routes.setUp, { labels, prefix: 'set-up' })
  const set = (field: keyof typeof values) => (value: string) => setValues((before) => ({ ...before, [field]: value }))
  const repeatedError = tried ? checkRepeated(values.password, values.repeated) : undefined
  const code = values.divisionCode.trim()
  const level = /^\d{12}$/.test(code) ? divisionLevelNames[divisionLevelOf(code)] : null

  const submit = async (): Promise<void> => {
    setTried(true)
    if (checkRepeated(values.password, values.repeated) !== undefined) return
    const { divisionName, unitName, username, password } = values
    const done = await form.submit({ body: { divisionCode: code, divisionName, unitName, username: username.trim(), password } })
    if (done === undefined) return
    await signIn(username.trim(), password).catch(() => undefined)
    onDone()
  }
  return (
    <main className={styles.alone}>
      <section className={styles.panel} aria-labelledby="set-up-title">
        <h2 id="set-up-title">首次使用：初始化</h2>
        <p className={styles.help}>只能在服务器本机上办理，只办一次。完成后用管理员账号登录，再建单位、人员和账号。</p>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (!form.busy) void submit()
          }}
        >
          <fieldset className={styles.step}>
            <legend>1 这套系统管哪里</legend>
            <Field
              label={labels.divisionCode}
              hint={level === null ? '国家统计局 12 位代码，县级在 6 位后补零，如 331099000000' : `${level}级代码`}
              id={form.idOf('divisionCode')}
              error={form.errorOf('divisionCode')}
              required
            >
              <Input value={values.divisionCode} inputMode="numeric" maxLength={12} autoFocus onChange={(event) => set('divisionCode')(event.target.value.replace(/\D/g, ''))} />
            </Field>
            <Field label={labels.divisionName} hint="写全称，如 演示县" id={form.idOf('divisionName')} error={form.errorOf('divisionName')} required>
              <Input value={values.divisionName} maxLength={60} onChange={(event) => set('divisionName')(event.target.value)} />
            </Field>
          </fieldset>
          <fieldset className={styles.step}>
            <legend>2 谁值班</legend>
            <Field label={labels.unitName} hint="接收报告、昼夜有人的单位，如 演示县总值班室" id={form.idOf('unitName')} error={form.errorOf('unitName')} required>
              <Input value={values.unitName} maxLength={60} onChange={(event) => set('unitName')(event.target.value)} />
            </Field>
          </fieldset>
          <fieldset className={styles.step}>
            <legend>3 谁管理</legend>
            <Field label={labels.username} hint="2–32 位小写字母、数字、点、横线" id={form.idOf('username')} error={form.errorOf('username')} required>
              <Input value={values.username} maxLength={32} autoComplete="username" autoCapitalize="none" spellCheck={false} onChange={(event) => set('username')(event.target.value)} />
            </Field>
            <PasswordFields
              label={labels.password}
              id={form.idOf('password')}
              value={values.password}
              repeated={values.repeated}
              error={form.errorOf('password')}
              repeatedError={repeatedError}
              onValue={set('password')}
              onRepeated={set('repeated')}
            />
          </fieldset>
          <FormErrors problems={form.problems} />
          {form.refusal !== undefined && (
            <p className={styles.refusal} role="alert">
              {form.refusal}
            </p>
          )}
          <Button type="primary" htmlType="submit" size="large" block loading={form.busy}>
            完成初始化并登录
          </Button>
        </form>
      </section>
    </main>
  )
}
