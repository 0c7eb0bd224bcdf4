import { routes } from '@fengsui/contract'
import type { LinkageAlarmView } from '@fengsui/contract/warnings'
import { Input } from 'antd'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './warnings.module.css'
import { levelWords } from './warning-words.ts'

const labels = { answer: '理由' }

interface AnswerAlarmDialogProps {
  readonly alarm: LinkageAlarmView
  readonly onClose: () => void
}

/** Why the response is not raised although the warning asks for it: kept with the unit for the evaluation. */
export function AnswerAlarmDialog({ alarm, onClose }: AnswerAlarmDialogProps) {
  const [answer, setAnswer, clearDraft] = useDraft(`answer-alarm:${alarm.id}`, '')
  const form = useFormCommand(routes.answerLinkageAlarm, {
    labels, prefix: 'answer-alarm',
    onDone: () => {
      clearDraft()
      onClose()
    },
  })
  return (
    <FormDialog open title={`说明为何不提升到${levelWords(alarm.wantedLevel)}响应`} okText="留下说明" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { alarmId: alarm.id }, body: { answer } })}>
      <div className={styles.basis}>
        <b>{alarm.placeName} · {alarm.warningHeadline}</b>
        <p>{alarm.rule}</p>
        <p>应为{levelWords(alarm.wantedLevel)}，现为{levelWords(alarm.foundLevel)}。能提升的请直接启动或调整响应，告警会自行消除。</p>
      </div>
      <Field label={labels.answer} id={form.idOf('answer')} error={form.errorOf('answer')} required hint="会商结论、已采取的措施等；说明留档，用于复盘评估">
        <Input.TextArea value={answer} rows={4} maxLength={400} autoFocus onChange={(event) => setAnswer(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
