import type { ProblemBody } from '@fengsui/contract/kernel'
import { useState } from 'react'
import { problemOf } from '../../lib/api-problem.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { usePhone, usePhoneState } from '../core/phone-context.ts'
import styles from './phone.module.css'

interface SignInPageProps {
  /** The account whose session ended: only it may go on here. */
  readonly username?: string
  /** Back to working without a session: what is composed waits in the queue. */
  readonly onLater?: () => void
}

/** Name and password, and the code of the second factor where one is needed. */
export function SignInPage({ username: fixed, onLater }: SignInPageProps) {
  const { session } = usePhone()
  const { ofOthers } = usePhoneState()
  const [username, setUsername] = useState(fixed ?? '')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemBody | null>(null)

  const submit = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      await (code === null ? session.signIn(username.trim(), password) : session.finishSignIn(code))
    } catch (error) {
      const next = problemOf(error)
      if (next.code === 'second-factor-needed' && code === null) setCode('')
      else setProblem(next)
    }
    setBusy(false)
  }
  return (
    <main className={styles.entrance}>
      <header className={styles.brand}>
        <Symbol name="logo" size={48} />
        <h1>烽燧</h1>
      </header>
      {fixed !== undefined && <p className={styles.note}>登录已过期。待发的内容都在本机，登录后自动发出。</p>}
      {fixed === undefined && ofOthers > 0 && <p className={styles.note}>本机还存着别的账号的 {ofOthers} 条待发内容，请本人登录后发出。</p>}
      <form
        className={styles.section}
        aria-label="登录"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {code === null ? (
          <>
            <div className={styles.field}>
              <label htmlFor="phone-username">用户名</label>
              <input id="phone-username" value={username} readOnly={fixed !== undefined} autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} required onChange={(event) => setUsername(event.target.value)} />
            </div>
            <div className={styles.field}>
              <label htmlFor="phone-password">密码</label>
              <input id="phone-password" type="password" value={password} autoComplete="current-password" maxLength={128} required onChange={(event) => setPassword(event.target.value)} />
            </div>
          </>
        ) : (
          <div className={styles.field}>
            <label htmlFor="phone-code">动态口令（6 位）或恢复码</label>
            <input id="phone-code" value={code} inputMode="numeric" autoComplete="one-time-code" maxLength={40} required onChange={(event) => setCode(event.target.value)} />
          </div>
        )}
        {problem !== null && (
          <p className={styles.problem} role="alert">
            <b>{problem.title}</b>　{problem.detail}
          </p>
        )}
        <button type="submit" className={styles.big} disabled={busy}>
          {busy ? '正在登录…' : '登录'}
        </button>
        {onLater !== undefined && (
          <button type="button" className={styles.second} onClick={onLater}>
            先不登录，接着记（存在本机）
          </button>
        )}
      </form>
    </main>
  )
}
