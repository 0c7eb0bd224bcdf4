import { routes } from '@fengsui/contract'
import { answerWays, type AnswerWay, type RecipientView } from '@fengsui/contract/notifications'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { InstantInput } from '../../lib/pickers/InstantInput.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './calls.module.css'

type Way = Exclude<AnswerWay, 'in-app' | 'sms'>
const ways = (Object.keys(answerWays) as AnswerWay[]).filter((way): way is Way => way !== 'in-app' && way !== 'sms').map((value) => ({ value, label: answerWays[value] }))
const labels = { recipientIds: '人员', by: '应答方式', answeredAt: '应答时间', answer: '答复' }

interface RecordAnswersDialogProps {
  readonly callId: string
  readonly recipients: readonly RecipientView[]
  readonly onClose: () => void
}

/** Records for others that they answered; the own unit's name stays with it. */
export function RecordAnswersDialog({ callId, recipients, onClose }: RecordAnswersDialogProps) {
  const [by, setBy] = useState<Way>('phone')
  const [answeredAt, setAnsweredAt] = useState<string | null>(null)
  const [answer, setAnswer] = useState('')
  const form = useFormCommand(routes.recordAnswers, { labels, prefix: 'record-answers', onDone: onClose })
  const names = recipients.slice(0, 6).map((row) => row.personName ?? row.unitName).join('、')
  return (
    <FormDialog open title={`代为登记 ${recipients.length} 人的应答`} okText="登记" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { callId }, body: { recipientIds: recipients.map((row) => row.id), by, answeredAt, answer } })}>
      <p className={styles.note}>
        {names}
        {recipients.length > 6 ? ` 等 ${recipients.length} 人` : ''}。登记的是对方确已应答，本单位留名。
      </p>
      <Field label={labels.by} id={form.idOf('by')} error={form.errorOf('by')} required>
        <Radio.Group value={by} options={ways} optionType="button" onChange={(event) => setBy(event.target.value as Way)} />
      </Field>
      <Field label={labels.answeredAt} id={form.idOf('answeredAt')} error={form.errorOf('answeredAt')} hint="空着即现在">
        <InstantInput value={answeredAt} onChange={setAnsweredAt} />
      </Field>
      <Field label={labels.answer} id={form.idOf('answer')} error={form.errorOf('answer')}>
        <Input.TextArea value={answer} rows={2} maxLength={200} onChange={(event) => setAnswer(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
