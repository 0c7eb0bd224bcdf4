import { routes } from '@fengsui/contract'
import type { ReportView } from '@fengsui/contract/reports'
import { Input } from 'antd'
import { useState } from 'react'
import { readFormProblems } from '../../lib/form-problems.ts'
import { prefillElements } from '../../lib/report-writing/report-elements.ts'
import { useCommand } from '../../lib/use-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'

interface CorrectionDialogProps {
  /** The issued report that was wrong. */
  readonly report: ReportView
  /** Whether the series has its final report: then the correction is a final one. */
  readonly ended: boolean
  readonly onDrafted: (report: ReportView) => void
  readonly onClose: () => void
}

const labels = { 'corrects.wrong': '何处有误', 'corrects.why': '原因', corrects: '更正' }

/** Starts the report that puts an issued one right: what was wrong, why; both reports show it. */
export function CorrectionDialog({ report, ended, onDrafted, onClose }: CorrectionDialogProps) {
  const [wrong, setWrong] = useState('')
  const [why, setWhy] = useState('')
  const draft = useCommand(routes.draftReport, { onDone: onDrafted })
  const problems = readFormProblems(draft.problem, labels, 'correction')
  const kind = ended ? 'final' : 'followUp'
  return (
    <FormDialog
      open
      title={`更正 ${report.number}`}
      okText="起草更正"
      busy={draft.busy}
      problems={problems.fields}
      refusal={problems.refusal}
      onClose={onClose}
      onSubmit={() => void draft.run({ params: { incidentId: report.incidentId }, body: { kind, facts: report.facts, elements: ended ? report.elements : prefillElements(kind, { previous: report.elements }), corrects: { reportId: report.id, wrong, why } } })}
    >
      <Field id="correction-corrects.wrong" label="何处有误" hint="写明原报怎么写的、应为什么" required error={problems.errorOf('corrects.wrong')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} value={wrong} onChange={(event) => setWrong(event.target.value)} />
      </Field>
      <Field id="correction-corrects.why" label="原因" required error={problems.errorOf('corrects.why')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} value={why} onChange={(event) => setWhy(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
