import { routes } from '@fengsui/contract'
import { useRoute } from '../../lib/use-route.ts'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './access.module.css'
import { DemoAccounts } from './DemoAccounts.tsx'
import { SetUpForm } from './SetUpForm.tsx'
import { SignInForm } from './SignInForm.tsx'

/** Where everybody comes in: sign-in, the demo's accounts, or the first set-up of an empty system. */
export function EntrancePage() {
  const entrance = useRoute(routes.getEntrance, {}, { touches: [] })
  const { data, error } = entrance
  return (
    <div className={styles.entrance}>
      <header className={styles.brand}>
        <Symbol name="logo" size={40} />
        <div>
          <h1>烽燧</h1>
          <p>{data?.placeName ? `${data.placeName}综合应急平台` : '综合应急平台'}</p>
        </div>
      </header>
      {data === undefined ? (
        error === null ? (
          <LoadingState lines={4} />
        ) : (
          <ErrorState hint={error.problem.detail} code={error.problem.code} onRetry={() => void entrance.refetch()} />
        )
      ) : data.needsSetUp ? (
        <SetUpForm onDone={() => void entrance.refetch()} />
      ) : (
        <main className={data.demo ? styles.withDemo : styles.alone}>
          <section className={styles.panel} aria-labelledby="sign-in-title">
            <h2 id="sign-in-title">登录</h2>
            <SignInForm autoFocus={!data.demo} />
            <p className={styles.help}>忘记密码，请本级系统管理员重设。账号一人一个，不要借用。</p>
          </section>
          {data.demo && <DemoAccounts accounts={data.demoAccounts} />}
        </main>
      )}
      <footer className={styles.foot}>
        {data !== undefined && <span>版本 {data.version}</span>}
        <span>开源软件 · Apache-2.0</span>
      </footer>
    </div>
  )
}
