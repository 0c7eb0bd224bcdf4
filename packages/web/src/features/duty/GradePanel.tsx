import { routes } from '@fengsui/contract'
import { gradeNames, levelRoman } from '@fengsui/contract/incidents'
import type { ActionState, Grade, IncidentView } from '@fengsui/contract/incidents'
import { incidentGrades } from '@fengsui/contract/incidents/grading'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { Button, Input, Modal, Popover, Radio } from 'antd'
import { useMemo, useState } from 'react'
import { useMay } from '../../lib/use-may.ts'
import { fieldMessage, useCommand } from '../../lib/use-command.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { FieldError } from '../../ui/forms/FormErrors.tsx'
import { GradeMark } from '../../ui/marks/GradeMark.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { readGrade } from './grade-reading.ts'
import type { GradeReading } from './grade-reading.ts'
import styles from './signal-work.module.css'

interface GradeProposalViewProps {
  readonly typeCode: string
  readonly facts: IncidentFacts
  readonly divisionCode: string
  /** Day of the rules, ISO. */
  readonly asOf: string
}

/** The proposal of the rules while facts are typed: grade, rule, basis, the stricter reading, what would raise it. */
export function LiveGrade(props: GradeProposalViewProps) {
  const { typeCode, facts, divisionCode, asOf } = props
  const reading = useMemo(() => readGrade({ typeCode, facts, divisionCode, asOf }), [typeCode, facts, divisionCode, asOf])
  return <ReadingView reading={reading} />
}

function ReadingView({ reading }: { readonly reading: GradeReading | null }) {
  if (reading === null) return <p className={styles.tip}>这类事件没有国家分级标准，请按本地规定人工定级。</p>
  const { proposal } = reading
  return (
    <>
      <div className={styles.grade}>
        {proposal.grade === null ? <span className={styles.noGrade}>?</span> : <GradeMark grade={proposal.grade} proposed size="large" />}
        <div>
          <b>{proposal.grade === null ? '还不能定级' : `${levelRoman[proposal.grade]}级 ${gradeNames[proposal.grade]}`}</b>
          <small>{proposal.grade === null ? proposal.text : reading.because.map(({ text }) => text).join('，') || '按规则建议'}</small>
        </div>
      </div>
      {proposal.grade !== null && <p className={styles.rule}>{proposal.text}</p>}
      <ul className={styles.steps2}>
        {proposal.strictGrade !== null && (
          <li className={styles.strict}>
            <span>含下落不明从严计</span>
            <GradeMark grade={proposal.strictGrade} proposed />
            <small>{proposal.strictText}</small>
          </li>
        )}
        {reading.next.map((next) => (
          <li key={next.ruleId}>
            <span>{next.textZh}</span>
            <GradeMark grade={next.grade} />
          </li>
        ))}
      </ul>
      {!reading.confirmed && (
        <p className={styles.tip}>
          <Symbol name="question" size={14} />
          这份标准未经本单位核对，请以文件原文为准。
        </p>
      )}
    </>
  )
}

/** `依据` beside the heading: the law that the proposal rests on. */
export function BasisButton({ typeCode, divisionCode, facts, asOf }: GradeProposalViewProps) {
  const reading = readGrade({ typeCode, facts, divisionCode, asOf })
  if (reading === null) return null
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className={styles.basis}>
          <p>{reading.proposal.legalBasis}</p>
          <p>{reading.proposal.text}</p>
          {reading.alsoMet.map((text) => (
            <p key={text}>同时达到：{text}</p>
          ))}
        </div>
      }
    >
      <button type="button" className={styles.basisButton}>
        依据
      </button>
    </Popover>
  )
}

interface GradePanelProps {
  readonly incident: IncidentView
  readonly action: ActionState | undefined
}

/** Grade of an incident: what the rules propose, what a leader confirms, with a reason when different. */
export function GradePanel({ incident, action }: GradePanelProps) {
  const [choosing, setChoosing] = useState(false)
  const mayGrade = useMay('incident:grade')
  const confirm = useCommand(routes.confirmGrade)
  const proposed = incident.proposal?.grade ?? null
  const asOf = incident.proposal?.proposedAt ?? incident.registeredAt
  const adopt = (grade: Grade): void => void confirm.run({ params: { incidentId: incident.id }, body: { grade } })
  return (
    <section className={styles.proposal} aria-label="定级">
      <div className={styles.sub}>
        <b>{incident.grade === null ? '定级建议' : '已定级'}</b>
        <BasisButton typeCode={incident.typeCode} divisionCode={incident.divisionCode} facts={incident.facts} asOf={asOf} />
      </div>
      {incident.grade === null ? (
        <LiveGrade typeCode={incident.typeCode} facts={incident.facts} divisionCode={incident.divisionCode} asOf={asOf} />
      ) : (
        <div className={styles.grade}>
          <GradeMark grade={incident.grade} size="large" />
          <div>
            <b>
              {levelRoman[incident.grade]}级 {gradeNames[incident.grade]}
            </b>
            <small>
              {incident.gradedAt !== null && <RelativeTime at={incident.gradedAt} show="time" />} 已确认{incident.gradeReason ? `：${incident.gradeReason}` : ''}
            </small>
            {proposed !== null && proposed !== incident.grade && <small>按现有数字，规则建议 {levelRoman[proposed]}级</small>}
          </div>
        </div>
      )}
      {confirm.problem !== null && (
        <p className={styles.tip} role="alert">
          {confirm.problem.detail}
        </p>
      )}
      <div className={styles.act}>
        {mayGrade && action?.allowed === true ? (
          <>
            {incident.grade === null && proposed !== null && (
              <Button type="primary" block loading={confirm.busy} onClick={() => adopt(proposed)}>
                采纳{levelRoman[proposed]}级
              </Button>
            )}
            <Button onClick={() => setChoosing(true)}>{incident.grade === null && proposed === null ? '人工定级…' : '改级…'}</Button>
          </>
        ) : (
          incident.grade === null && <span className={styles.tip}>{mayGrade ? (action?.reason ?? '') : '等带班领导确认等级；可先按初判等级报出。'}</span>
        )}
      </div>
      {choosing && <GradeDialog incident={incident} onClose={() => setChoosing(false)} />}
    </section>
  )
}

function GradeDialog({ incident, onClose }: { readonly incident: IncidentView; readonly onClose: () => void }) {
  const [grade, setGrade] = useState<Grade | null>(incident.proposal?.strictGrade ?? incident.grade ?? incident.proposal?.grade ?? null)
  const [reason, setReason] = useState('')
  const confirm = useCommand(routes.confirmGrade, { onDone: onClose })
  const asProposed = grade !== null && (grade === incident.proposal?.grade || grade === incident.proposal?.strictGrade)
  return (
    <Modal
      open
      title="确定事件等级"
      okText={grade === null ? '请选等级' : `定为${levelRoman[grade]}级`}
      cancelText="取消"
      okButtonProps={{ disabled: grade === null, loading: confirm.busy }}
      onOk={() => grade !== null && void confirm.run({ params: { incidentId: incident.id }, body: { grade, reason } })}
      onCancel={onClose}
    >
      <div className={styles.dialog}>
        <Radio.Group className={styles.options} aria-label="等级" value={grade} onChange={(event) => setGrade(incidentGrades.find((each) => each === event.target.value) ?? null)}>
          {incidentGrades.map((each) => (
            <Radio key={each} value={each}>
              <GradeMark grade={each} /> {gradeNames[each]}
              {each === incident.proposal?.grade && '（规则建议）'}
              {each === incident.proposal?.strictGrade && '（从严建议）'}
            </Radio>
          ))}
        </Radio.Group>
        <label htmlFor="grade-reason">理由{asProposed ? '（与建议一致，可不写）' : '（与规则建议不同，必写）'}</label>
        <Input.TextArea id="grade-reason" rows={3} maxLength={400} value={reason} aria-describedby="grade-reason-problem" onChange={(event) => setReason(event.target.value)} />
        <FieldError id="grade-reason-problem" message={fieldMessage(confirm.problem, 'reason') ?? confirm.problem?.detail} />
      </div>
    </Modal>
  )
}
