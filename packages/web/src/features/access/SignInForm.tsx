import { Button, Input } from 'antd'
import { useState } from 'react'
import type { ProblemBody } from '@fengsui/contract/kernel'
import { problemOf } from '../../lib/api-problem.ts'
import { useSessionControl } from '../../lib/session.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './access.module.css'
import { SignInCodeForm } from './SignInCodeForm.tsx'

interface SignInFormProps {
  /** The account whose session ended: then only its password is asked. */
  readonly username?: string
  readonly autoFocus: boolean
}

/** Username and password; lock-out and wrong password say how many minutes and whom to ask. */
export function SignInForm({ username: fixed, autoFocus }: SignInFormProps) {
  const { signIn } = useSessionControl()
  const [username, setUsername] = useState(fixed ?? '')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const [missing, setMissing] = useState(false)
  const [codeAsked, setCodeAsked] = useState(false)

  const submit = async (): Promise<void> => {
    if (busy) return
    setMissing(true)
    setProblem(null)
    if (username.trim() === '' || password === '') return
    setBusy(true)
    try {
      await signIn(username.trim(), password)
      setPassword('')
    } catch (error) {
      const refusal = problemOf(error)
      if (refusal.code === 'second-factor-needed') setCodeAsked(true)
      else setProblem(refusal)
    } finally {
      setBusy(false)
    }
  }
  if (codeAsked) {
    return (
      <SignInCodeForm
        onBack={(again) => {
          setCodeAsked(false)
          setPassword('')
          setMissing(false)
          setProblem(again)
        }}
      />
    )
  }
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Field label="用户名" id="sign-in-username" error={missing && username.trim() === '' ? '请填写用户名' : undefined}>
        <Input
          size="large"
          value={username}
          readOnly={fixed !== undefined}
          autoFocus={autoFocus && fixed === undefined}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          onChange={(event) => setUsername(event.target.value)}
        />
      </Field>
      <Field label="密码" id="sign-in-password" error={missing && password === '' ? '请填写密码' : undefined}>
        <Input.Password
          size="large"
          value={password}
          autoFocus={autoFocus && fixed !== undefined}
          autoComplete="current-password"
          maxLength={128}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      {problem !== null && (
        <div className={styles.refusal} role="alert">
          <Symbol name={problem.code === 'account-locked' ? 'lock' : 'note'} />
          <div>
            <b>{problem.title}</b>
            <p>{problem.detail}</p>
          </div>
        </div>
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        登录
      </Button>
    </form>
  )
}
