import { routes } from '@fengsui/contract'
import { permissionNames, permissionsOf } from '@fengsui/contract/kernel'
import type { Permission } from '@fengsui/contract/kernel'
import { App, Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './access.module.css'
import { roleNames } from './role-options.ts'

const words = { accountId: '请选择账号' }
const labels = { accountId: '账号', label: '用途', days: '有效期', permissions: '可做' }
const terms = [{ value: 30, label: '30 天' }, { value: 180, label: '180 天' }, { value: 366, label: '一年' }, { value: 1096, label: '三年' }, { value: 0, label: '不到期（不建议）' }]

/** Makes a token and shows it this once: only its digest is kept. */
export function NewTokenDialog({ onClose }: { readonly onClose: () => void }) {
  const accounts = useAllPages(routes.listAccounts, {}, { touches: ['account'] })
  const [accountId, setAccountId] = useState('')
  const [label, setLabel] = useState('')
  const [days, setDays] = useState(366)
  const [permissions, setPermissions] = useState<readonly Permission[]>([])
  const [token, setToken] = useState<string | null>(null)
  const form = useFormCommand(routes.createApiToken, { labels, words, prefix: 'token', onDone: (made) => setToken(made.token) })
  if (token !== null) return <ShownToken token={token} label={label} onClose={onClose} />
  const ownPermissions = [...permissionsOf(accounts.data?.find(({ id }) => id === accountId)?.roles ?? [])]
  const options = (accounts.data ?? []).filter(({ status }) => status === 'active').map((account) => ({ value: account.id, label: `${account.username}（${roleNames(account.roles)}）` }))
  return (
    <FormDialog open title="发接口令牌" okText="发令牌" busy={form.busy} problems={form.problems} refusal={form.refusal} onSubmit={() => void form.submit({ body: { accountId, label, days: days === 0 ? null : days, permissions: permissions.length === 0 ? null : [...permissions] } })} onClose={onClose}>
      <Field label={labels.accountId} hint="令牌只能做这个账号能做的事；设备请用“接入网关”角色的账号" id={form.idOf('accountId')} error={form.errorOf('accountId')} required>
        <Select showSearch={{ optionFilterProp: 'label' }} value={accountId === '' ? null : accountId} placeholder="选择账号" loading={accounts.isLoading} options={options} onChange={(id: string) => { setAccountId(id); setPermissions([]) }} />
      </Field>
      <Field label={labels.label} hint="给谁用，如 西门水位站采集程序" id={form.idOf('label')} error={form.errorOf('label')} required>
        <Input value={label} maxLength={60} onChange={(event) => setLabel(event.target.value)} />
      </Field>
      <Field label={labels.days} hint="到期自行失效，到时另发" id={form.idOf('days')} error={form.errorOf('days')} required>
        <Select value={days} options={terms} onChange={setDays} />
      </Field>
      <Field label={labels.permissions} hint="空着即账号能做的全部；给设备的令牌请只选用得着的" id={form.idOf('permissions')} error={form.errorOf('permissions')}>
        <Select mode="multiple" value={[...permissions]} placeholder="账号能做的全部" options={ownPermissions.map((permission) => ({ value: permission, label: permissionNames[permission] }))} showSearch={{ optionFilterProp: 'label' }} onChange={(next: Permission[]) => setPermissions(next)} />
      </Field>
    </FormDialog>
  )
}

function ShownToken({ token, label, onClose }: { readonly token: string; readonly label: string; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const copy = (): void => {
    // The clipboard is missing where the desk is reached by plain http; the text can still be selected.
    if (navigator.clipboard === undefined) return void message.info('请用鼠标选中后复制')
    navigator.clipboard.writeText(token).then(
      () => void message.success('已复制'),
      () => void message.info('请用鼠标选中后复制'),
    )
  }
  return (
    <Modal open title={`令牌已发：${label}`} closable={false} mask={{ closable: false }} keyboard={false} footer={<Button onClick={onClose}>已保存，关闭</Button>} width={520}>
      <div className={styles.token}>
        <code>{token}</code>
        <Button onClick={copy}>复制</Button>
      </div>
      <p className={styles.warning}>只显示这一次，关闭后再也看不到。请马上存到设备里；丢了就吊销另发。</p>
    </Modal>
  )
}
