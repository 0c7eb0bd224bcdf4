import { routes } from '@fengsui/contract'
import type { Role } from '@fengsui/contract/kernel'
import { App, Button, Modal, Popconfirm } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { problemOf } from '../../lib/api-problem.ts'
import { callRoute } from '../../lib/api.ts'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useCommand } from '../../lib/use-command.ts'
import { absoluteTime } from '../../ui/clocks/time-text.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormErrors } from '../../ui/forms/FormErrors.tsx'
import styles from './access.module.css'
import type { AccountRow } from './account-row.ts'
import { PasswordFields } from './PasswordFields.tsx'
import { checkRepeated } from './password-rules.ts'
import { RolePicker } from './RolePicker.tsx'

interface AccountDialogProps {
  readonly account: AccountRow
  /** The administrator's own: some things need a second administrator. */
  readonly own: boolean
  readonly onClose: () => void
}

/** What can be done with one account: roles, password and lock, stop or allow. Each is done for itself. */
export function AccountDialog({ account, own, onClose }: AccountDialogProps) {
  return (
    <Modal open title={`账号 ${account.username}`} footer={null} width={520} onCancel={onClose} destroyOnHidden>
      <p className={styles.help}>
        {account.displayName} · {account.unitName} · 辖区 {account.divisionName}
        {account.lockedUntil !== null && ` · 因连续输错密码锁定至 ${absoluteTime(account.lockedUntil)}，重设密码即解锁`}
      </p>
      <RolesPart account={account} />
      {own ? <p className={styles.help}>自己的密码请在右上角个人菜单里修改；停用自己的账号须由另一位管理员办理。</p> : <PasswordPart account={account} />}
      {!own && <SafetyPart account={account} />}
      {!own && <StatusPart account={account} />}
    </Modal>
  )
}

function RolesPart({ account }: { readonly account: AccountRow }) {
  const { message } = App.useApp()
  const [roles, setRoles] = useState<readonly Role[]>(account.roles)
  const form = useFormCommand(routes.setAccountRoles, { labels: { roles: '角色' }, prefix: 'account-roles', onDone: () => void message.success('角色已调整，对方需重新登录') })
  return (
    <Part
      title="角色"
      problems={form.problems}
      refusal={form.refusal}
      onSubmit={() => void form.submit({ params: { accountId: account.id }, body: { roles: [...roles] } })}
      action={
        <Button htmlType="submit" loading={form.busy}>
          保存角色
        </Button>
      }
    >
      <Field label="可以做什么" id={form.idOf('roles')} error={form.errorOf('roles')} required>
        <RolePicker value={roles} onChange={setRoles} />
      </Field>
    </Part>
  )
}

function PasswordPart({ account }: { readonly account: AccountRow }) {
  const { message } = App.useApp()
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [tried, setTried] = useState(false)
  const form = useFormCommand(routes.resetPassword, {
    labels: { password: '新密码' },
    prefix: 'account-password',
    onDone: () => {
      setPassword('')
      setRepeated('')
      setTried(false)
      void message.success('密码已重设，锁定已解除，请当面告知本人')
    },
  })
  return (
    <Part
      title="重设密码"
      problems={form.problems}
      refusal={form.refusal}
      onSubmit={() => {
        setTried(true)
        if (checkRepeated(password, repeated) === undefined) void form.submit({ params: { accountId: account.id }, body: { password } })
      }}
      action={
        <Button htmlType="submit" loading={form.busy}>
          重设密码
        </Button>
      }
    >
      <PasswordFields
        label="新密码"
        id={form.idOf('password')}
        value={password}
        repeated={repeated}
        username={account.username}
        error={form.errorOf('password')}
        repeatedError={tried ? checkRepeated(password, repeated) : undefined}
        onValue={setPassword}
        onRepeated={setRepeated}
      />
    </Part>
  )
}

function StatusPart({ account }: { readonly account: AccountRow }) {
  const { message } = App.useApp()
  const active = account.status === 'active'
  const command = useCommand(routes.setAccountStatus, { onDone: () => void message.success(active ? '账号已停用' : '账号已启用') })
  const run = (): void => void command.run({ params: { accountId: account.id }, body: { status: active ? 'disabled' : 'active' } })
  return (
    <section className={styles.part}>
      <h3>{active ? '停用' : '启用'}</h3>
      <div className={styles.partFoot}>
        <p className={styles.help}>{active ? '停用后立即退出所有登录，不能再登录；经办过的记录不变。' : '启用后即可用原密码登录。'}</p>
        {active ? (
          <Popconfirm title={`停用 ${account.username}？`} description="对方会立即退出登录。" okText="停用" cancelText="不停用" onConfirm={run}>
            <Button loading={command.busy}>停用账号</Button>
          </Popconfirm>
        ) : (
          <Button loading={command.busy} onClick={run}>
            启用账号
          </Button>
        )}
      </div>
      {command.problem !== null && (
        <p className={styles.refusal} role="alert">
          {command.problem.detail}
        </p>
      )}
    </section>
  )
}

/** For a lost telephone or a doubtful sign-in. */
function SafetyPart({ account }: { readonly account: AccountRow }) {
  const { message } = App.useApp()
  const reset = useCommand(routes.resetSecondFactor, { onDone: () => void message.success('第二要素已清除，对方须重新登录') })
  const endAll = async (): Promise<void> => {
    try {
      const { ended } = await callRoute(routes.endAccountSessions, { params: { accountId: account.id } })
      void message.success(`已结束 ${ended} 个会话`)
    } catch (error) {
      void message.error(problemOf(error).detail)
    }
  }
  return (
    <section className={styles.part}>
      <h3>会话与第二要素</h3>
      <div className={styles.partFoot}>
        <p className={styles.help}>{account.secondFactor ? '已启用第二要素。手机丢失时清除，核实是本人后再办。' : '没有启用第二要素。'}</p>
        <Popconfirm title="结束全部会话？" description="对方在各处都须重新登录。" okText="结束" cancelText="不结束" onConfirm={() => void endAll()}>
          <Button>结束全部会话</Button>
        </Popconfirm>
        {account.secondFactor && (
          <Popconfirm title="清除第二要素？" description="对方只凭密码即可登录，直到重新启用。" okText="清除" cancelText="不清除" onConfirm={() => void reset.run({ params: { accountId: account.id } })}>
            <Button loading={reset.busy}>清除第二要素</Button>
          </Popconfirm>
        )}
      </div>
      {reset.problem !== null && (
        <p className={styles.refusal} role="alert">
          {reset.problem.detail}
        </p>
      )}
    </section>
  )
}

interface PartProps {
  readonly title: string
  readonly problems: Parameters<typeof FormErrors>[0]['problems']
  readonly refusal: string | undefined
  readonly onSubmit: () => void
  readonly action: ReactNode
  readonly children: ReactNode
}

function Part({ title, problems, refusal, onSubmit, action, children }: PartProps) {
  return (
    <form
      className={styles.part}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <h3>{title}</h3>
      {children}
      <FormErrors problems={problems} />
      {refusal !== undefined && (
        <p className={styles.refusal} role="alert">
          {refusal}
        </p>
      )}
      <div className={styles.partFoot}>{action}</div>
    </form>
  )
}
