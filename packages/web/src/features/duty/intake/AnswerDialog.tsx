import { routes } from '@fengsui/contract'
import type { CommissionView } from '@fengsui/contract/signals'
import { Input } from 'antd'
import { useState } from 'react'
import { readFormProblems } from '../../../lib/form-problems.ts'
import { useSession } from '../../../lib/session.tsx'
import { useCommand } from '../../../lib/use-command.ts'
import { useDraft } from '../../../lib/use-draft.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { PlaceField } from '../PlaceField.tsx'
import type { ChosenPlace } from '../PlaceField.tsx'
import { figuresOf, labelOf, sayFigure } from '../reading.ts'
import { useReading } from '../use-reading.ts'
import styles from './intake.module.css'

const labels = { words: '情况', divisionCode: '地点' }

/** Answers a commission: what the unit has to say becomes a signal, with what the text tells shown before it is sent. */
export function AnswerDialog({ commission, onClose }: { readonly commission: CommissionView; readonly onClose: () => void }) {
  const { account, division } = useSession()
  const [words, setWords, clear] = useDraft(`commission:${commission.id}`, '')
  const [place, setPlace] = useState<ChosenPlace | null>({ code: account.divisionCode, path: division.name })
  const reading = useReading(words)
  const figures = figuresOf(reading.extraction)
  const answer = useCommand(routes.answerCommission, { onDone: () => { clear(); onClose() } })
  const problems = readFormProblems(answer.problem, labels, 'answer')
  const send = (): void => void answer.run({ params: { commissionId: commission.id }, body: { words, divisionCode: place?.code ?? '', typeCode: reading.extraction?.typeCode ?? null } })
  return (
    <FormDialog open title="报送约稿" okText="报送" busy={answer.busy} problems={problems.fields} refusal={problems.refusal} onSubmit={send} onClose={onClose}>
      <p className={styles.asked}>
        <b>{commission.askedByUnitName}约：</b>
        {commission.topic}
      </p>
      <Field id="answer-words" label="情况" required error={problems.errorOf('words')}>
        <Input.TextArea rows={6} maxLength={4000} autoFocus value={words} onChange={(event) => setWords(event.target.value)} />
      </Field>
      {figures.length > 0 && <p className={styles.tip}>值班室会看到：{figures.map(({ fact, value, how }) => `${labelOf(fact).label} ${sayFigure(value, how, labelOf(fact).unit)}`).join('，')}（由值班室核实确认）。</p>}
      <div>
        <label htmlFor="answer-divisionCode">地点</label>
        <PlaceField id="answer-divisionCode" value={place} onChange={setPlace} />
      </div>
    </FormDialog>
  )
}
