import { routes } from '@fengsui/contract'
import { Button, Input, Modal, Steps } from 'antd'
import { useState } from 'react'
import { problemOf } from '../../lib/api-problem.ts'
import { callRoute } from '../../lib/api.ts'
import { useSessionControl } from '../../lib/session.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormErrors } from '../../ui/forms/FormErrors.tsx'
import styles from './access.module.css'
import { RecoveryCodes } from './RecoveryCodes.tsx'

type Stage = { readonly kind: 'password' } | { readonly kind: 'scan'; readonly secret: string; readonly qrSvg: string } | { readonly kind: 'codes'; readonly codes: readonly string[] }

/** Three steps: the password, scan and try a code, keep the recovery codes. Nothing is in force before the code was right. */
export function EnrolDialog({ onClose }: { readonly onClose: () => void }) {
  const { refresh } = useSessionControl()
  const [stage, setStage] = useState<Stage>({ kind: 'password' })
  const [value, setValue] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const next = async (): Promise<void> => {
    if (busy || value === '') return
    setBusy(true)
    setProblem(undefined)
    try {
      if (stage.kind === 'password') {
        const begun = await callRoute(routes.beginSecondFactor, { body: { password: value } })
        setStage({ kind: 'scan', ...begun })
      } else {
        const { recoveryCodes } = await callRoute(routes.confirmSecondFactor, { body: { code: value } })
        setStage({ kind: 'codes', codes: recoveryCodes })
        void refresh()
      }
      setValue('')
    } catch (error) {
      setProblem(problemOf(error).detail)
    } finally {
      setBusy(false)
    }
  }
  const step = stage.kind === 'password' ? 0 : stage.kind === 'scan' ? 1 : 2
  return (
    <Modal open title="启用第二要素" width={520} centered footer={null} mask={{ closable: false }} keyboard={stage.kind !== 'codes'} closable={stage.kind !== 'codes'} onCancel={onClose}>
      <Steps size="small" current={step} items={[{ title: '核对密码' }, { title: '扫码' }, { title: '保存恢复码' }]} />
      {stage.kind === 'codes' ? (
        <RecoveryCodes codes={stage.codes} onClose={onClose} />
      ) : (
        <form
          className={styles.stage}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void next()
          }}
        >
          {stage.kind === 'scan' && (
            <div className={styles.scan}>
              <img src={`data:image/svg+xml;utf8,${encodeURIComponent(stage.qrSvg)}`} alt="动态口令二维码" width={200} height={200} />
              <div>
                <p>用手机上的验证器（如“身份验证器”小程序、Microsoft Authenticator、FreeOTP）扫码，再输入它显示的 6 位数字。</p>
                <p>不能扫码时手工输入密钥：</p>
                <code>{stage.secret.replaceAll(/(.{4})/g, '$1 ')}</code>
              </div>
            </div>
          )}
          {stage.kind === 'password' ? (
            <Field key="password" label="现在的密码" id="enrol-password" required>
              <Input.Password value={value} autoFocus autoComplete="current-password" maxLength={128} onChange={(event) => setValue(event.target.value)} />
            </Field>
          ) : (
            <Field key="code" label="手机上的 6 位数字" id="enrol-code" required>
              <Input value={value} autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={10} onChange={(event) => setValue(event.target.value)} />
            </Field>
          )}
          {problem !== undefined && <FormErrors problems={[{ field: stage.kind === 'password' ? 'enrol-password' : 'enrol-code', label: '请改正', message: problem }]} />}
          <Button type="primary" htmlType="submit" loading={busy} disabled={value === ''}>
            {stage.kind === 'password' ? '下一步' : '启用'}
          </Button>
        </form>
      )}
    </Modal>
  )
}
