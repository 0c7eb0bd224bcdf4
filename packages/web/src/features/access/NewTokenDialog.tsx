import { routes } from '@fengsui/contract'
import { App, Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './access.module.css'
import { roleNames } from './role-options.ts'

const words = { accountId: '请选择账号' }
const labels = { accountId: '账号', label: '用途' }

/** Makes a token and shows it this once: only its digest is kept. */
export function NewTokenDialog({ onClose }: { readonly onClose: () => void }) {
  const accounts = useAllPages(routes.listAccounts, {}, { touches: ['account'] })
  const [accountId, setAccountId] = useState('')
  const [label, setLabel] = useState('')
  const [token, setToken] = useState<string | null>(null)
  const form = useFormCommand(routes.createApiToken, { labels, words, prefix: 'token', onDone: (made) => setToken(made.token) })
  if (token !== null) return <ShownToken token={token} label={label} onClose={onClose} />
  const options = (accounts.data ?? []).filter(({ status }) => status === 'active').map((account) => ({ value: account.id, label: `${account.username}（${roleNames(account.roles)}）` }))
  return (
    <FormDialog open title="发接口令牌" okText="发令牌" busy={form.busy} problems={form.problems} refusal={form.refusal} onSubmit={() => void form.submit({ body: { accountId, label } })} onClose={onClose}>
      <Field label={labels.accountId} hint="令牌只能做这个账号能做的事；设备请用“接入网关”角色的账号" id={form.idOf('accountId')} error={form.errorOf('accountId')} required>
        <Select showSearch={{ optionFilterProp: 'label' }} value={accountId === '' ? null : accountId} placeholder="选择账号" loading={accounts.isLoading} options={options} onChange={(id: string) => setAccountId(id)} />
      </Field>
      <Field label={labels.label} hint="给谁用，如 西门水位站采集程序" id={form.idOf('label')} error={form.errorOf('label')} required>
        <Input value={label} maxLength={60} onChange={(event) => setLabel(event.target.value)} />
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
