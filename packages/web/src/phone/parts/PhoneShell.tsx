import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { countQueue } from '../../lib/offline/queue-item.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { SymbolName } from '../../ui/symbols/symbols.ts'
import { withTaskWork } from '../core/pending.ts'
import { useKept, usePhone, usePhoneState } from '../core/phone-context.ts'
import { goTo, usePlace } from '../place.ts'
import type { PlaceName } from '../place.ts'
import { UpdateBar } from './UpdateBar.tsx'
import styles from './phone.module.css'

interface Tab {
  readonly name: PlaceName
  readonly word: string
  readonly symbol: SymbolName
  readonly needs: string | null
}

const tabs: readonly Tab[] = [
  { name: 'home', word: '首页', symbol: 'home', needs: null },
  { name: 'report', word: '报灾', symbol: 'edit', needs: 'signal:submit' },
  { name: 'tasks', word: '任务', symbol: 'doubleCheck', needs: 'task:read' },
  { name: 'households', word: '转移', symbol: 'users', needs: 'evacuation:read' },
  { name: 'mine', word: '我的', symbol: 'user', needs: null },
]

interface PhoneShellProps {
  readonly title: string
  readonly back?: () => void
  readonly children: ReactNode
  readonly onSignIn: () => void
}

/** Frame of every phone page: connection always in sight, the pages under the thumb. */
export function PhoneShell({ title, back, children, onSignIn }: PhoneShellProps) {
  const core = usePhone()
  const { me, items, reachable, sender } = usePhoneState()
  const place = usePlace()
  const tasks = useKept('tasks')
  const { waiting, refused } = countQueue(items)
  const counts: Partial<Record<PlaceName, number>> = { tasks: withTaskWork(tasks.data?.items ?? [], items, tasks.readAt).filter(({ row }) => row.mayWork && row.status === 'assigned').length, mine: waiting + refused }
  useEffect(() => {
    document.title = `${title} · 烽燧`
  }, [title])
  return (
    <div className={styles.phone}>
      <header className={styles.top}>
        <UpdateBar />
        <StateStrip onSignIn={onSignIn} />
        <div className={styles.head}>
          {back !== undefined && (
            <button type="button" className={styles.back} aria-label="返回" onClick={back}>
              <Symbol name="chevronLeft" size={24} />
            </button>
          )}
          <h1>{title}</h1>
          <button type="button" className={styles.link} onClick={() => (waiting + refused > 0 ? goTo('mine') : core.retry())}>
            <span className={joinClasses(styles.dot, !reachable && styles.dotOff)} />
            {refused > 0 ? `${refused} 条被拒` : waiting > 0 ? (sender.kind === 'sending' ? `正在发 ${waiting} 条` : `待发 ${waiting} 条`) : reachable ? '已连通' : '未连通'}
          </button>
        </div>
      </header>
      <main className={styles.main}>{children}</main>
      <nav className={styles.nav} aria-label="主导航">
        {tabs
          .filter(({ needs }) => needs === null || (me?.permissions as readonly string[] | undefined)?.includes(needs) === true)
          .map(({ name, word, symbol }) => (
            <button key={name} type="button" aria-current={place.name === name ? 'page' : undefined} onClick={() => goTo(name)}>
              <Symbol name={symbol} size={24} />
              {word}
              {(counts[name] ?? 0) > 0 && <span className={styles.count}>{counts[name]}</span>}
            </button>
          ))}
      </nav>
    </div>
  )
}

/** What is wrong with the connection and what still works. Nothing when nothing is. */
function StateStrip({ onSignIn }: { readonly onSignIn: () => void }) {
  const core = usePhone()
  const { me, standing, otherName, reachable, storageProblem, items } = usePhoneState()
  const { waiting } = countQueue(items)
  const [asked, setAsked] = useState(false)
  if (storageProblem !== null) {
    return (
      <div className={joinClasses(styles.offline, styles.full)} role="alert">
        <Symbol name="note" size={24} />
        <p>
          <b>存不下</b>
          <small>{storageProblem}</small>
        </p>
      </div>
    )
  }
  if (standing === 'other-account') {
    return (
      <div className={styles.offline} role="alert">
        <Symbol name="lock" size={24} />
        <p>
          <b>这个浏览器现在登录的是{otherName}</b>
          <small>{waiting > 0 ? `${me?.displayName ?? ''}的 ${waiting} 条待发不会替他发，等本人登录` : '点右边改用该账号'}</small>
        </p>
        <button type="button" onClick={() => void core.session.becomeOther().catch(() => core.retry())}>
          改用
        </button>
      </div>
    )
  }
  if (me?.mustEnrol === true) {
    return (
      <div className={styles.offline} role="alert">
        <Symbol name="lock" size={24} />
        <p>
          <b>要先启用动态口令才能办事</b>
          <small>{waiting > 0 ? `${waiting} 条存在本机，启用后自动发` : '在电脑版“我的账号”里启用'}</small>
        </p>
        <a className={styles.second} href="/?desk">
          去启用
        </a>
      </div>
    )
  }
  if (standing === 'expired') {
    return (
      <div className={styles.offline} role="status">
        <Symbol name="lock" size={24} />
        <p>
          <b>登录已过期，照样能记</b>
          <small>{waiting > 0 ? `${waiting} 条存在本机，登录后自动发` : '登录后才能看到最新内容'}</small>
        </p>
        <button type="button" onClick={onSignIn}>
          登录
        </button>
      </div>
    )
  }
  if (reachable) return null
  return (
    <div className={styles.offline} role="status">
      <Symbol name="offline" size={24} />
      <p>
        <b>无网络，照样能用</b>
        <small>{asked ? '还没有连上，会一直自动再试' : '存在本机，有信号自动发'}</small>
      </p>
      <button
        type="button"
        onClick={() => {
          setAsked(true)
          core.retry()
        }}
      >
        重试
      </button>
    </div>
  )
}
