import { routes } from '@fengsui/contract'
import type { HandoverView } from '@fengsui/contract/duty'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useSession } from '../../../lib/session.tsx'
import { fieldMessage, useCommand } from '../../../lib/use-command.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { listUnticked } from './duty-words.ts'
import styles from './shift.module.css'

interface CodeFieldProps {
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

function CodeField({ value, error, onChange }: CodeFieldProps) {
  return (
    <Field label="动态口令" hint="您的账号启用了第二要素，签字时再输一次" error={error} required>
      <Input value={value} inputMode="numeric" autoComplete="one-time-code" maxLength={20} onChange={(event) => onChange(event.target.value)} />
    </Field>
  )
}

/** What the one who leaves does: a word to the next, and the signature. */
export function LeavePart({ handover }: { readonly handover: HandoverView }) {
  const { account, displayName } = useSession()
  const [notes, setNotes] = useState(handover.notes ?? '')
  const [reason, setReason] = useState('')
  const [code, setCode] = useState('')
  const note = useCommand(routes.noteHandover)
  const sign = useCommand(routes.signHandover)
  const withdraw = useCommand(routes.withdrawHandover)
  const params = { handoverId: handover.id }
  const onBehalf = handover.fromName !== displayName && account.id !== ''
  const submit = async (): Promise<void> => {
    if (notes.trim() !== (handover.notes ?? '') && (await note.run({ params, body: { notes } })) === undefined) return
    await sign.run({ params, body: { code, reason: onBehalf ? reason : '' } })
  }
  const problem = sign.problem ?? note.problem ?? withdraw.problem
  return (
    <div className={styles.sign}>
      <Field label="交班附言" hint="要接着盯的事、约好的回电、领导交代（可不写）">
        <Input.TextArea value={notes} rows={3} maxLength={2000} onChange={(event) => setNotes(event.target.value)} />
      </Field>
      {onBehalf && (
        <Field label="代签原因" hint={`当班的是 ${handover.fromName}，本人不能到场才由带班领导代签`} error={fieldMessage(sign.problem, 'reason')} required>
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Field>
      )}
      {handover.asksCode && <CodeField value={code} error={fieldMessage(sign.problem, 'code')} onChange={setCode} />}
      {problem !== null && (problem.errors ?? []).length === 0 && <p className={styles.refusal} role="alert">{problem.detail}</p>}
      <div className={styles.row}>
        <Button type="primary" loading={sign.busy || note.busy} onClick={() => void submit()}>
          交班签字
        </Button>
        {handover.mayWithdraw && (
          <Button loading={withdraw.busy} onClick={() => void withdraw.run({ params, body: {} })}>
            撤回，继续当班
          </Button>
        )}
      </div>
    </div>
  )
}

interface AcceptPartProps {
  readonly handover: HandoverView
  readonly ticked: ReadonlySet<string>
  readonly onTicked: (ticked: ReadonlySet<string>) => void
  readonly onDone: () => void
}

/** What the successor does: accept what is open, and sign with the own account. */
export function AcceptPart({ handover, ticked, onTicked, onDone }: AcceptPartProps) {
  const [code, setCode] = useState('')
  const accept = useCommand(routes.acceptHandover)
  const withdraw = useCommand(routes.withdrawHandover, { onDone })
  const left = listUnticked(handover.items, ticked)
  const params = { handoverId: handover.id }
  const fresh = accept.problem?.errors?.filter((error) => error.path.startsWith('items.')) ?? []
  return (
    <div className={styles.sign}>
      {handover.mayAccept ? (
        <>
          <div className={styles.row}>
            <b>{left.length === 0 ? '各项均已接收' : `还有 ${left.length} 项没有接收`}</b>
            {left.length > 0 && (
              <Button size="small" onClick={() => onTicked(new Set(handover.items.map((item) => item.key)))}>
                全部接收
              </Button>
            )}
          </div>
          {handover.asksCode && <CodeField value={code} error={fieldMessage(accept.problem, 'code')} onChange={setCode} />}
          {accept.problem !== null && (
            <div className={styles.refusal} role="alert">
              {accept.problem.detail}
              {fresh.length > 0 && `：${fresh.slice(0, 3).map((error) => error.message).join('、')}${fresh.length > 3 ? ' 等' : ''}`}
            </div>
          )}
          <Button type="primary" loading={accept.busy} onClick={() => void accept.run({ params, body: { acceptedKeys: handover.items.filter((item) => ticked.has(item.key)).map((item) => item.key), code } })}>
            接班签字
          </Button>
        </>
      ) : (
        <p>{handover.whyNotAccept}</p>
      )}
      {handover.mayWithdraw && (
        <div className={styles.row}>
          {withdraw.problem !== null && <p className={styles.refusal}>{withdraw.problem.detail}</p>}
          <Button size="small" loading={withdraw.busy} onClick={() => void withdraw.run({ params, body: {} })}>
            撤回交班
          </Button>
        </div>
      )}
    </div>
  )
}
