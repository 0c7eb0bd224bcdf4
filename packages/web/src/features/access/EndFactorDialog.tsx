import { routes } from '@fengsui/contract'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { problemOf } from '../../lib/api-problem.ts'
import { callRoute } from '../../lib/api.ts'
import { newCommandId } from '../../lib/command/intention.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'

interface EndFactorDialogProps {
  readonly act: 'disable' | 'renew'
  readonly onClose: () => void
}

/** Ends the second factor, or gives new recovery codes: the password and a code must both be right. */
export function EndFactorDialog({ act, onClose }: EndFactorDialogProps) {
  const { message } = App.useApp()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | undefined>(undefined)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const submit = async (): Promise<void> => {
    setBusy(true)
    setRefusal(undefined)
    try {
      if (act === 'renew') setCodes((await callRoute(routes.renewRecoveryCodes, { body: { password, code } })).recoveryCodes)
      else {
        // Each try is a new one: a code counts once only.
        await callRoute(routes.disableSecondFactor, { body: { commandId: newCommandId(), password, code } })
        void message.success('第二要素已停用')
        onClose()
      }
    } catch (error) {
      setRefusal(problemOf(error).detail)
      setCode('')
    } finally {
      setBusy(false)
    }
  }
  if (codes !== null) {
    return (
      <Modal open centered title="新的恢复码" footer={null} closable={false} mask={{ closable: false }} keyboard={false} width={480}>
        <RecoveryCodes codes={codes} onClose={onClose} />
      </Modal>
    )
  }
  return (
    <FormDialog open title={act === 'renew' ? '换发恢复码' : '停用第二要素'} okText={act === 'renew' ? '换发' : '停用'} width={440} busy={busy} locked={password === '' || code === ''} refusal={refusal} onSubmit={() => void submit()} onClose={onClose}>
      <Field label="现在的密码" required>
        <Input.Password value={password} autoFocus autoComplete="current-password" maxLength={128} onChange={(event) => setPassword(event.target.value)} />
      </Field>
      <Field label="动态口令或恢复码" required>
        <Input value={code} autoComplete="one-time-code" maxLength={40} onChange={(event) => setCode(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
