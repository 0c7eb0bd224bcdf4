import { routes } from '@fengsui/contract'
import { addMinutes } from '@fengsui/contract/kernel'
import { suspicionKindNames, type SuspicionView } from '@fengsui/contract/reports'
import { correctionDueAt } from '@fengsui/contract/reports/deadlines'
import { Button, Checkbox, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { fieldMessage, useCommand } from '../../lib/use-command.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { FieldError } from '../../ui/forms/FormErrors.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { SuspicionEvidence } from './SuspicionEvidence.tsx'
import styles from './suspicions.module.css'
import type { Desk } from './use-desk.ts'

/** Minutes a unit is given for its corrected report; null = the platform's default. */
const dueChoices = [null, 30, 60, 120, 240] as const
const kinds = Object.keys(suspicionKindNames) as (keyof typeof suspicionKindNames)[]

interface SuspicionDialogProps {
  readonly suspicion: SuspicionView
  readonly desk: Desk
  /** Whether this account decides; without it the evidence is shown only. */
  readonly mayDecide: boolean
  readonly onClose: () => void
}

/** Evidence side by side and, for those who decide, the decision with the demand for a corrected report. */
export function SuspicionDialog({ suspicion, desk, mayDecide, onClose }: SuspicionDialogProps) {
  const now = useNow()
  const [decision, setDecision] = useState<'upheld' | 'dismissed'>('upheld')
  const [kind, setKind] = useState(suspicion.kind)
  const [incidentId, setIncidentId] = useState<string | null>(suspicion.incidentId)
  const [reason, setReason] = useState('')
  // Offered where something is still owed; a report that came after all owes no other.
  const [demand, setDemand] = useState((suspicion.comparison?.differences.length ?? 0) > 0 || (suspicion.comparison?.reported.length ?? 0) === 0)
  const [minutes, setMinutes] = useState<number | null>(null)
  const decide = useCommand(routes.decideSuspicion, { onDone: onClose })
  const present = new Date(now).toISOString()
  const dueAt = minutes === null ? null : addMinutes(present, minutes)
  const demands = decision === 'upheld' && kind !== 'LATE'
  const title = `${suspicion.unitName}疑似${suspicionKindNames[suspicion.kind]}`
  if (!mayDecide) {
    return (
      <Modal open title={title} width={860} footer={<Button onClick={onClose}>关闭</Button>} onCancel={onClose}>
        <SuspicionEvidence suspicion={suspicion} />
        {suspicion.decisionReason && <p>{suspicion.decisionReason}</p>}
      </Modal>
    )
  }
  return (
    <Modal
      open
      title={title}
      width={860}
      okText={decision === 'upheld' ? `认定为${suspicionKindNames[kind]}` : '排除疑点'}
      cancelText="取消"
      confirmLoading={decide.busy}
      onOk={() => void decide.run({ params: { suspicionId: suspicion.id }, body: { decision, kind, incidentId, reason, demandCorrection: demand, correctionDueAt: demands && demand ? dueAt : null } })}
      onCancel={onClose}
    >
      <SuspicionEvidence suspicion={suspicion} />
      <div className={styles.decide}>
        <Radio.Group
          aria-label="结论"
          value={decision}
          onChange={(event) => setDecision(event.target.value === 'dismissed' ? 'dismissed' : 'upheld')}
          options={[
            { value: 'upheld', label: '认定' },
            { value: 'dismissed', label: '排除' },
          ]}
        />
        {decision === 'upheld' && (
          <Radio.Group aria-label="性质" value={kind} onChange={(event) => setKind(kinds.find((each) => each === event.target.value) ?? kind)} options={kinds.map((each) => ({ value: each, label: suspicionKindNames[each] }))} />
        )}
        {demands && (
          <div className={styles.demand}>
            <Checkbox checked={demand} onChange={(event) => setDemand(event.target.checked)}>要求报出更正报告</Checkbox>
            {demand && (
              <>
                <Select aria-label="更正时限" value={minutes} onChange={setMinutes} options={dueChoices.map((value) => ({ value, label: value === null ? '平台默认时限' : `${value} 分钟内` }))} />
                <small>应于 {monthDayTime(dueAt ?? correctionDueAt(present, present))} 前报出；到时未报会记入疑点</small>
                <FieldError id="decide-due-problem" message={fieldMessage(decide.problem, 'correctionDueAt')} />
              </>
            )}
          </div>
        )}
        <label htmlFor="decide-incident">对应事件（没有可不选）</label>
        <Select id="decide-incident" allowClear value={incidentId} placeholder="没有对应事件" options={desk.incidents.map((incident) => ({ value: incident.id, label: incident.title }))} onChange={(next: string | undefined) => setIncidentId(next ?? null)} />
        <label htmlFor="decide-reason">理由</label>
        <Input.TextArea id="decide-reason" rows={3} maxLength={1000} value={reason} aria-describedby="decide-problem" onChange={(event) => setReason(event.target.value)} placeholder="根据什么认定或排除" />
        <FieldError id="decide-problem" message={fieldMessage(decide.problem, 'reason') ?? decide.problem?.detail} />
      </div>
    </Modal>
  )
}
