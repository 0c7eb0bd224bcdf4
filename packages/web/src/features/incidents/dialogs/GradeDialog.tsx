import { routes } from '@fengsui/contract'
import { gradeNames, levelRoman } from '@fengsui/contract/incidents'
import type { Grade } from '@fengsui/contract/incidents'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { GradeMark } from '../../../ui/marks/GradeMark.tsx'
import type { IncidentPage } from '../workspace/workspace-data.ts'
import styles from './dialogs.module.css'
import { useDialogForm } from './use-dialog-form.ts'

const labels = { grade: '等级', reason: '理由' }
const grades: readonly Grade[] = [1, 2, 3, 4]

/** A person adopts the grade; another than the rule's (or its strict reading) needs a written reason. */
export function GradeDialog({ incident, onClose }: { readonly incident: IncidentPage; readonly onClose: () => void }) {
  const { proposal } = incident
  const [grade, setGrade] = useState<Grade | null>(proposal?.grade ?? incident.grade)
  const [reason, setReason] = useState('')
  const needsReason = grade !== null && (proposal === null || (grade !== proposal.grade && grade !== proposal.strictGrade))
  const form = useDialogForm(
    routes.confirmGrade, 'grade', labels,
    [...(grade === null ? [{ field: 'grade', message: '请选择等级。' }] : []), ...(needsReason && reason.trim() === '' ? [{ field: 'reason', message: '与规则建议不同，请写明理由。' }] : [])],
    onClose,
  )
  return (
    <FormDialog open title="确认事件等级" okText={grade === null ? '确认' : `定为${levelRoman[grade]}级${gradeNames[grade]}`} busy={form.busy} problems={form.problems.fields} refusal={form.problems.refusal} onClose={onClose} onSubmit={() => grade !== null && form.submit(() => ({ params: { incidentId: incident.id }, body: { grade, reason } }))}>
      {proposal !== null && (
        <div className={styles.rule}>
          {proposal.grade !== null && <GradeMark grade={proposal.grade} proposed />}
          <div>
            <p>{proposal.text}</p>
            <small>{proposal.legalBasis}</small>
            {proposal.strictGrade !== null && (
              <p>
                从严：{levelRoman[proposal.strictGrade]}级，{proposal.strictText}
              </p>
            )}
          </div>
        </div>
      )}
      <Field label={labels.grade} id="grade-grade" error={form.problems.errorOf('grade')} required>
        <Radio.Group value={grade} options={grades.map((value) => ({ value, label: `${levelRoman[value]}级 ${gradeNames[value]}` }))} onChange={(event) => setGrade(event.target.value as Grade)} />
      </Field>
      <Field label={labels.reason} id="grade-reason" hint={needsReason ? '与规则建议不同，必须写理由，记入日志' : '与建议一致时可不写'} error={form.problems.errorOf('reason')} required={needsReason}>
        <Input.TextArea value={reason} maxLength={400} autoSize={{ minRows: 2, maxRows: 5 }} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
