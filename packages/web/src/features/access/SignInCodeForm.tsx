import type { ProblemBody } from '@fengsui/contract/kernel'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { problemOf } from '../../lib/api-problem.ts'
import { useSessionControl } from '../../lib/session.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './access.module.css'

interface SignInCodeFormProps {
  /** Back to the password, with what was said where the time has run out. */
  readonly onBack: (problem: ProblemBody | null) => void
}

/** The second step: the code of the moment from the telephone, or a recovery code. */
export function SignInCodeForm({ onBack }: SignInCodeFormProps) {
  const { finishSignIn } = useSessionControl()
  const [code, setCode] = useState('')
  const [recovery, setRecovery] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const submit = async (): Promise<void> => {
    if (busy || code.trim() === '') return
    setBusy(true)
    setProblem(null)
    try {
      await finishSignIn(code)
    } catch (error) {
      const refusal = problemOf(error)
      if (refusal.code === 'session-expired' || refusal.code === 'account-locked') onBack(refusal)
      else {
        setProblem(refusal)
        setCode('')
      }
    } finally {
      setBusy(false)
    }
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
      <Field label={recovery ? '恢复码' : '动态口令'} hint={recovery ? '启用时给您的 10 个恢复码之一，每个只能用一次' : '手机验证器里“烽燧”下的 6 位数字'} id="sign-in-code">
        <Input size="large" value={code} autoFocus inputMode={recovery ? 'text' : 'numeric'} autoComplete="one-time-code" spellCheck={false} maxLength={40} onChange={(event) => setCode(event.target.value)} />
      </Field>
      {problem !== null && (
        <div className={styles.refusal} role="alert">
          <Symbol name="note" />
          <div>
            <b>{problem.code === 'sign-in-failed' ? '口令不对' : problem.title}</b>
            <p>{problem.detail}</p>
          </div>
        </div>
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={busy} disabled={code.trim() === ''}>
        登录
      </Button>
      <p className={styles.other}>
        <Button
          type="link"
          size="small"
          onClick={() => {
            setRecovery(!recovery)
            setCode('')
          }}
        >
          {recovery ? '改用动态口令' : '手机不在身边，用恢复码'}
        </Button>
        <Button type="link" size="small" onClick={() => onBack(null)}>
          返回
        </Button>
      </p>
    </form>
  )
}
