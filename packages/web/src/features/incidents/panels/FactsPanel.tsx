import { routes } from '@fengsui/contract'
import { gradeNames, levelRoman } from '@fengsui/contract/incidents'
import { factLabels, listNextThresholds } from '@fengsui/contract/incidents/grading'
import type { FactName } from '@fengsui/contract/incidents/grading'
import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { readFormProblems } from '../../../lib/form-problems.ts'
import { useCommand } from '../../../lib/use-command.ts'
import { useDraft } from '../../../lib/use-draft.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormErrors } from '../../../ui/forms/FormErrors.tsx'
import { GradeMark } from '../../../ui/marks/GradeMark.tsx'
import { useNow } from '../../../ui/now-context.tsx'
import { toLocalInput } from '../../../lib/pickers/shanghai-input.ts'
import type { IncidentPage } from '../workspace/workspace-data.ts'
import { chooseFacts, factText, findShownStandard, proposeLive, readFactEntries } from './fact-form.ts'
import type { FactEntries } from './fact-form.ts'
import styles from './panels.module.css'

const labels: Readonly<Record<string, string>> = { ...Object.fromEntries(Object.entries(factLabels).map(([name, { labelZh }]) => [`facts.${name}`, labelZh])), ...Object.fromEntries(Object.entries(factLabels).map(([name, { labelZh }]) => [name, labelZh])), sourceNote: '来源' }

interface FactsPanelProps {
  readonly incident: IncidentPage
  readonly mayEdit: boolean
  readonly mayGrade: boolean
  readonly onConfirmGrade: () => void
}

/** What is known, the grade it gives by which rule, and the form that corrects it; the proposal follows every key. */
export function FactsPanel({ incident, mayEdit, mayGrade, onConfirmGrade }: FactsPanelProps) {
  const { message } = App.useApp()
  const day = toLocalInput(Math.floor(useNow() / 3_600_000) * 3_600_000).slice(0, 10)
  const [entries, setEntries, clearEntries] = useDraft<FactEntries>(`facts:${incident.id}`, {})
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const update = useCommand(routes.updateFacts, {
    onDone: () => {
      clearEntries()
      setNote('')
      setAsked(false)
      message.success('情况已更新，等级建议已重算')
    },
  })
  const found = findShownStandard(incident.standardId, day, incident.divisionCode)
  const { facts, problems } = readFactEntries(entries, incident.facts)
  const live = proposeLive(found, incident.facts, facts)
  const changed = Object.keys(facts).length
  const thresholds = found === undefined ? [] : listNextThresholds({ standard: found.standard, facts: { ...incident.facts, ...facts }, asOf: found.asOf }).slice(0, 3)
  const shown = readFormProblems(update.problem, labels, 'facts', asked ? problems : [])
  const submit = (): void => {
    setAsked(true)
    if (problems.length > 0 || changed === 0) return
    void update.run({ params: { incidentId: incident.id }, body: { facts, sourceNote: note } })
  }
  return (
    <div className={styles.panel}>
      <section className={styles.proposal} aria-label="等级">
        <div className={styles.proposalHead}>
          {live !== undefined && live.grade !== null ? <GradeMark grade={live.grade} proposed={incident.grade !== live.grade} size="large" /> : null}
          <div>
            <b>{live === undefined ? '这类事件没有国家统一分级标准，请人工定级' : live.grade === null ? '还不能定级' : `规则建议 ${levelRoman[live.grade]}级${gradeNames[live.grade]}`}</b>
            {live !== undefined && <p>{live.grade === null ? live.reasonZh : live.textZh}</p>}
            {live !== undefined && <small>依据：{live.legalBasisZh}</small>}
          </div>
        </div>
        {live?.strictProposal !== undefined && (
          <p className={styles.strict}>
            从严：{levelRoman[live.strictProposal.grade]}级{gradeNames[live.strictProposal.grade]}（{live.strictProposal.textZh}，{live.strictProposal.noteZh}）
          </p>
        )}
        {thresholds.length > 0 && (
          <ul className={styles.thresholds}>
            {thresholds.map((threshold) => (
              <li key={threshold.ruleId}>{threshold.textZh}</li>
            ))}
          </ul>
        )}
        <p className={styles.adopted}>
          {incident.grade === null ? '等级尚未确认' : `已定为 ${levelRoman[incident.grade]}级${gradeNames[incident.grade]}${incident.gradedAt === null ? '' : `，${monthDayTime(incident.gradedAt)}`}${incident.gradeReason === null ? '' : `，理由：${incident.gradeReason}`}`}
          {mayGrade && (
            <Button size="small" type={incident.grade === null ? 'primary' : 'default'} onClick={onConfirmGrade}>
              {incident.grade === null ? '确认等级' : '改定等级'}
            </Button>
          )}
        </p>
      </section>
      <form
        className={styles.facts}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <div className={styles.factGrid}>
          {chooseFacts(incident.facts, found?.standard).map((name) => (
            <FactField key={name} name={name} known={factText(incident.facts[name])} entry={entries[name]} readOnly={!mayEdit} error={shown.errorOf(name) ?? shown.errorOf(`facts.${name}`)} onChange={(value) => setEntries((before) => ({ ...before, [name]: value }))} />
          ))}
        </div>
        {mayEdit && (
          <>
            <Field label="来源" id="facts-sourceNote" hint="谁核实的、从哪里来，例如“镇政府电话核实”" error={shown.errorOf('sourceNote')}>
              <Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
            </Field>
            <FormErrors problems={shown.fields} />
            {shown.refusal !== undefined && <p role="alert">{shown.refusal}</p>}
            <div className={styles.formEnd}>
              <Button type="primary" htmlType="submit" loading={update.busy} disabled={changed === 0 && problems.length === 0}>
                {changed === 0 ? '没有改动' : `更新 ${changed} 项`}
              </Button>
              {Object.keys(entries).length > 0 && <Button onClick={clearEntries}>放弃改动</Button>}
            </div>
          </>
        )}
      </form>
    </div>
  )
}

interface FactFieldProps {
  readonly name: FactName
  readonly known: string
  readonly entry: string | undefined
  readonly readOnly: boolean
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

function FactField({ name, known, entry, readOnly, error, onChange }: FactFieldProps) {
  const { labelZh, unitZh, kind, noteZh } = factLabels[name]
  const value = entry ?? known
  const was = entry !== undefined && entry !== known && known !== '' ? `原 ${known} ${unitZh}` : undefined
  return (
    <Field label={labelZh} id={`facts-${name}`} error={error} hint={was ?? undefined}>
      {kind === 'yes-no' ? (
        <Select value={value === '' ? null : value} placeholder="不明" disabled={readOnly} options={[{ value: 'yes', label: '是' }, { value: 'no', label: '否' }]} onChange={(next) => onChange(next ?? '')} />
      ) : (
        <Input value={value} readOnly={readOnly} inputMode="decimal" placeholder="不明" suffix={unitZh} title={noteZh} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  )
}
