import { routes } from '@fengsui/contract'
import { suspicionKindNames } from '@fengsui/contract/reports'
import type { SuspicionView } from '@fengsui/contract/reports'
import { Button, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { useSession } from '../../lib/session.tsx'
import { useMay } from '../../lib/use-may.ts'
import { fieldMessage, useCommand } from '../../lib/use-command.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { hourMinute } from '../../ui/clocks/time-text.ts'
import { FieldError } from '../../ui/forms/FormErrors.tsx'
import { Card } from '../../ui/layout/Card.tsx'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import styles from './desk.module.css'
import type { Desk } from './use-desk.ts'

const kinds = Object.keys(suspicionKindNames) as (keyof typeof suspicionKindNames)[]
const statusWords = { raised: '待认定', upheld: '已认定', dismissed: '已排除' } as const
const decidedShown = 3

/** Suspected late, omitted, false or concealed reporting, with evidence; a reviewer of a level above decides. */
export function SuspicionsCard({ desk }: { readonly desk: Desk }) {
  const [deciding, setDeciding] = useState<SuspicionView | null>(null)
  const raised = desk.suspicions.filter((suspicion) => suspicion.status === 'raised')
  const decided = desk.suspicions.filter((suspicion) => suspicion.status !== 'raised').slice(0, decidedShown)
  if (raised.length + decided.length === 0) return null
  return (
    <Card title="迟漏谎瞒报疑点" count={raised.length > 0 ? `${raised.length} 项待认定` : undefined} className={styles.suspicions}>
      <ul>
        {[...raised, ...decided].map((suspicion) => (
          <SuspicionItem key={suspicion.id} suspicion={suspicion} onDecide={() => setDeciding(suspicion)} />
        ))}
      </ul>
      {deciding !== null && <DecideDialog suspicion={deciding} desk={desk} onClose={() => setDeciding(null)} />}
    </Card>
  )
}

function SuspicionItem({ suspicion, onDecide }: { readonly suspicion: SuspicionView; readonly onDecide: () => void }) {
  const mayDecide = useMay('suspicion:decide')
  const { account } = useSession()
  const own = suspicion.unitId === account.unitId || suspicion.divisionCode === account.divisionCode
  return (
    <li className={styles.suspicion}>
      <div className={styles.suspicionHead}>
        <b>
          {suspicion.unitName}疑似{suspicionKindNames[suspicion.kind]}
        </b>
        <RelativeTime at={suspicion.raisedAt} show="time" />
      </div>
      <details open={suspicion.status === 'raised'}>
        <summary>{suspicion.incidentTitle ?? suspicion.placeName}，证据 {suspicion.evidence.length} 条</summary>
        <ol>
          {suspicion.evidence.map((item) => (
            <li key={`${item.at}${item.text}`}>
              <time dateTime={item.at}>{hourMinute(item.at)}</time>
              {item.text}
            </li>
          ))}
        </ol>
        <p>{suspicion.ruleText}</p>
        {suspicion.signalId !== null && <LinkTo to={paths.duty(suspicion.signalId)}>看来报</LinkTo>}
      </details>
      <div className={styles.suspicionHead}>
        <VerificationMark shape={suspicion.status === 'raised' ? 'ring' : suspicion.status === 'upheld' ? 'disc' : 'cross'} word={statusWords[suspicion.status]} />
        {suspicion.status === 'raised' && mayDecide && (
          <Button size="small" disabled={own} title={own ? '不能认定本单位、本级的疑点' : undefined} onClick={onDecide}>
            认定或排除
          </Button>
        )}
      </div>
      {suspicion.decisionReason && <p>{suspicion.decisionReason}</p>}
    </li>
  )
}

function DecideDialog({ suspicion, desk, onClose }: { readonly suspicion: SuspicionView; readonly desk: Desk; readonly onClose: () => void }) {
  const [decision, setDecision] = useState<'upheld' | 'dismissed'>('upheld')
  const [kind, setKind] = useState(suspicion.kind)
  const [incidentId, setIncidentId] = useState<string | null>(suspicion.incidentId)
  const [reason, setReason] = useState('')
  const decide = useCommand(routes.decideSuspicion, { onDone: onClose })
  return (
    <Modal
      open
      title={`${suspicion.unitName}疑似${suspicionKindNames[suspicion.kind]}`}
      okText={decision === 'upheld' ? `认定为${suspicionKindNames[kind]}` : '排除疑点'}
      cancelText="取消"
      confirmLoading={decide.busy}
      onOk={() => void decide.run({ params: { suspicionId: suspicion.id }, body: { decision, kind, incidentId, reason } })}
      onCancel={onClose}
    >
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
        <label htmlFor="decide-incident">对应事件（没有可不选）</label>
        <Select id="decide-incident" allowClear value={incidentId} placeholder="没有对应事件" options={desk.incidents.map((incident) => ({ value: incident.id, label: incident.title }))} onChange={(next: string | undefined) => setIncidentId(next ?? null)} />
        <label htmlFor="decide-reason">理由</label>
        <Input.TextArea id="decide-reason" rows={3} maxLength={1000} value={reason} aria-describedby="decide-problem" onChange={(event) => setReason(event.target.value)} placeholder="根据什么认定或排除" />
        <FieldError id="decide-problem" message={fieldMessage(decide.problem, 'reason') ?? decide.problem?.detail} />
      </div>
    </Modal>
  )
}
