import type { DemoAccount } from '@fengsui/contract/access'
import { useState } from 'react'
import { problemOf } from '../../lib/api-problem.ts'
import { useSessionControl } from '../../lib/session.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import styles from './access.module.css'
import { groupDemoAccounts } from './demo-levels.ts'

/** The demo's accounts by level; a press signs in. Only a system that answers on this machine alone lists them. */
export function DemoAccounts({ accounts }: { readonly accounts: readonly DemoAccount[] }) {
  const { signIn } = useSessionControl()
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const enter = async ({ username, password }: DemoAccount): Promise<void> => {
    setBusy(username)
    setProblem(null)
    await signIn(username, password).catch((error: unknown) => setProblem(problemOf(error).detail))
    setBusy(null)
  }
  return (
    <section className={styles.demo} aria-labelledby="demo-title">
      <div className={styles.demoHead}>
        <h2 id="demo-title">演示账号</h2>
        <Tag>演示数据</Tag>
        <span>点一下即登录；开两个浏览器窗口（其一用无痕模式）可看两级联动</span>
      </div>
      {problem !== null && (
        <p className={styles.demoProblem} role="alert">
          {problem}
        </p>
      )}
      {groupDemoAccounts(accounts).map(({ level, accounts: members }) => (
        <div key={level} className={styles.level}>
          <h3>{level}</h3>
          <ul>
            {members.map((account) => (
              <li key={account.username}>
                <button type="button" className={styles.card} disabled={busy !== null} aria-busy={busy === account.username} onClick={() => void enter(account)}>
                  <b>{account.title}</b>
                  <small>{account.does}</small>
                  <code>{account.username}</code>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
