import { routes } from '@fengsui/contract'
import { factLabels, incidentTypes } from '@fengsui/contract/incidents/grading'
import type { FactName, IncidentFacts } from '@fengsui/contract/incidents/grading'
import { UNCLASSIFIED } from '@fengsui/contract/signals'
import type { SignalView } from '@fengsui/contract/signals'
import type { Extraction } from '@fengsui/contract/signals/extraction'
import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { readFormProblems } from '../../lib/form-problems.ts'
import { useCommand } from '../../lib/use-command.ts'
import { CountStepper } from '../../ui/forms/CountStepper.tsx'
import { FieldError, FormErrors } from '../../ui/forms/FormErrors.tsx'
import { hourMinute } from '../../ui/clocks/time-text.ts'
import { BasisButton, LiveGrade } from './GradePanel.tsx'
import { InstantField } from './InstantField.tsx'
import { PlaceField } from './PlaceField.tsx'
import type { ChosenPlace } from './PlaceField.tsx'
import styles from './signal-work.module.css'

interface EstablishDialogProps {
  readonly signal: SignalView
  /** Facts to start from: the signal's and those of its duplicates. */
  readonly facts: IncidentFacts
  /** What its words tell; offered where nobody has said kind or time yet. */
  readonly read: Extraction | null
  readonly onClose: () => void
  readonly onDone: (incidentId: string) => void
}

const labels = { title: '标题', typeCode: '类型', divisionCode: '地点', position: '位置', occurredAt: '发生时间', facts: '数字' }
const asked: readonly FactName[] = ['dead', 'missing', 'seriouslyInjured', 'injured', 'trapped', 'evacuated', 'collapsedRooms', 'damagedHouseholds', 'directLossWan']

/** Found true: the last look at title, kind, place, time and figures before it becomes an incident, with the grade they lead to. */
export function EstablishDialog({ signal, facts: known, read, onClose, onDone }: EstablishDialogProps) {
  const [title, setTitle] = useState(signal.title.slice(0, 80))
  const [typeCode, setTypeCode] = useState<string | null>(signal.typeCode === UNCLASSIFIED ? (read?.typeCode ?? null) : signal.typeCode)
  const [place, setPlace] = useState<ChosenPlace | null>({ code: signal.divisionCode, path: signal.placeName })
  const [occurredAt, setOccurredAt] = useState<string | null>(signal.occurredAt ?? read?.occurredAt ?? signal.receivedAt)
  const [facts, setFacts] = useState<IncidentFacts>(known)
  const verify = useCommand(routes.verifySignal, { onDone: (answer) => onDone(answer.incidentId) })
  const own = [...(title.trim().length < 2 ? [{ field: 'title', message: '请写标题，至少 2 个字' }] : []), ...(typeCode === null ? [{ field: 'typeCode', message: '请选类型' }] : []), ...(place === null ? [{ field: 'divisionCode', message: '请选地点' }] : []), ...(occurredAt === null ? [{ field: 'occurredAt', message: '请填发生时间' }] : [])]
  const [asking, setAsking] = useState(false)
  const problems = readFormProblems(verify.problem, labels, 'establish', asking ? own : [])
  const submit = (): void => {
    setAsking(true)
    if (own.length > 0 || place === null || occurredAt === null || typeCode === null) return
    const moved = place.code !== signal.divisionCode
    void verify.run({ params: { signalId: signal.id }, body: { title: title.trim(), typeCode, divisionCode: place.code, occurredAt, facts, ...(moved ? { position: null } : {}) } })
  }
  return (
    <Modal open width={820} title="属实，立为事件" okText="立为事件" cancelText="取消" confirmLoading={verify.busy} onOk={submit} onCancel={onClose} mask={{ closable: false }}>
      <div className={styles.establish}>
        <div className={styles.dialog}>
          <label htmlFor="establish-title">标题</label>
          <Input id="establish-title" value={title} maxLength={80} autoFocus aria-describedby="establish-title-problem" onChange={(event) => setTitle(event.target.value)} />
          <FieldError id="establish-title-problem" message={problems.errorOf('title')} />
          <label htmlFor="establish-typeCode">类型</label>
          <Select id="establish-typeCode" value={typeCode} showSearch={{ optionFilterProp: 'label' }} options={incidentTypes.map(({ code, nameZh }) => ({ value: code, label: nameZh }))} onChange={setTypeCode} />
          <FieldError message={problems.errorOf('typeCode')} />
          <label htmlFor="establish-divisionCode">地点</label>
          <PlaceField id="establish-divisionCode" value={place} onChange={setPlace} describedBy="establish-place-problem" />
          <FieldError id="establish-place-problem" message={problems.errorOf('divisionCode')} />
          <label htmlFor="establish-occurredAt">发生时间（北京时间）</label>
          <InstantField id="establish-occurredAt" value={occurredAt} onChange={setOccurredAt} />
          <FieldError message={problems.errorOf('occurredAt')} />
          <div className={styles.counts}>
            {asked.map((name) => {
              const value = facts[name]
              const { labelZh, unitZh, kind } = factLabels[name]
              return <CountStepper key={name} id={`establish-${name}`} label={labelZh} unit={unitZh} decimals={kind === 'amount'} value={typeof value === 'number' ? value : null} onChange={(next) => setFacts({ ...facts, [name]: next })} />
            })}
          </div>
          <FormErrors problems={problems.fields} />
          {problems.refusal !== undefined && <p role="alert">{problems.refusal}</p>}
        </div>
        <div className={styles.establishGrade}>
          <div className={styles.sub}>
            <b>定级建议</b>
            <BasisButton typeCode={typeCode ?? ''} divisionCode={place?.code ?? signal.divisionCode} facts={facts} asOf={signal.receivedAt} />
          </div>
          <LiveGrade typeCode={typeCode ?? ''} divisionCode={place?.code ?? signal.divisionCode} facts={facts} asOf={signal.receivedAt} />
          <p className={styles.tip}>立项后，报送时限自知悉（{hourMinute(signal.receivedAt)}）起算，等级由带班领导确认。</p>
        </div>
      </div>
    </Modal>
  )
}
