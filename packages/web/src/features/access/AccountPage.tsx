import { routes } from '@fengsui/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { absoluteTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import styles from './access.module.css'
import { ChangePasswordDialog } from './ChangePasswordDialog.tsx'
import { EndFactorDialog } from './EndFactorDialog.tsx'
import { EnrolDialog } from './EnrolDialog.tsx'
import { OwnSessions } from './OwnSessions.tsx'

/** The own account: who one is here, password, second factor, where one is signed in. */
export function AccountPage() {
  const me = useSession()
  const [open, setOpen] = useState<'password' | 'enrol' | 'disable' | 'renew' | null>(null)
  const factor = useRoute(routes.getSecondFactor, {}, { touches: [] })
  const close = (): void => {
    setOpen(null)
    void factor.refetch()
  }
  return (
    <div className={styles.own}>
      {me.mustEnrol && (
        <p className={styles.demand} role="alert">
          您的角色必须启用第二要素。启用之前不能办理业务，请先在下面启用。
        </p>
      )}
      <section className={styles.ownPart}>
        <h2>{me.displayName}</h2>
        <p>
          {me.account.username} · {me.unitName} · {me.division.name} · {me.roleNames.join('、')}
        </p>
        {me.borrowed.map((loan) => (
          <p key={`${loan.fromName} ${loan.endsAt}`}>
            <Tag tone="accent">代班中</Tag> 受{loan.fromName}委托，至 {absoluteTime(loan.endsAt)}；用到所借权限的操作记两人名下。
          </p>
        ))}
      </section>
      <section className={styles.ownPart}>
        <h2>密码</h2>
        <p>至少 10 位，越长越好。修改后其他地方的登录立即失效。</p>
        <Button onClick={() => setOpen('password')}>修改密码</Button>
      </section>
      <section className={styles.ownPart}>
        <h2>第二要素</h2>
        {factor.data === undefined ? (
          factor.error === null ? (
            <LoadingState lines={1} />
          ) : (
            <ErrorState hint={factor.error.problem.detail} code={factor.error.problem.code} onRetry={() => void factor.refetch()} />
          )
        ) : factor.data.enabled ? (
          <>
            <p>
              已于 {absoluteTime(factor.data.enabledAt ?? '')} 启用，每次登录要输手机上的动态口令。恢复码还剩 {factor.data.recoveryCodesLeft} 个
              {factor.data.recoveryCodesLeft <= 3 && '，请换发'}。
            </p>
            <div className={styles.ownActions}>
              <Button onClick={() => setOpen('renew')}>换发恢复码</Button>
              {!factor.data.required && <Button onClick={() => setOpen('disable')}>停用</Button>}
            </div>
          </>
        ) : (
          <>
            <p>启用后，登录时除密码外还要输手机验证器上的 6 位动态口令，密码泄露也进不来。</p>
            <Button type="primary" onClick={() => setOpen('enrol')}>
              启用第二要素
            </Button>
          </>
        )}
      </section>
      <section className={styles.ownPart}>
        <h2>登录着的地方</h2>
        <OwnSessions />
      </section>
      <ChangePasswordDialog open={open === 'password'} onClose={() => setOpen(null)} />
      {open === 'enrol' && <EnrolDialog onClose={close} />}
      {(open === 'disable' || open === 'renew') && <EndFactorDialog act={open} onClose={close} />}
    </div>
  )
}
