import { routes } from '@fengsui/contract'
import type { IncidentView } from '@fengsui/contract/incidents'
import type { SignalView } from '@fengsui/contract/signals'
import { Button, Checkbox, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../lib/use-command.ts'
import { distanceMetres } from '@fengsui/contract/kernel'
import { FieldError } from '../../ui/forms/FormErrors.tsx'
import { hourMinute, monthDayTime } from '../../ui/clocks/time-text.ts'
import styles from './signal-work.module.css'
import { rejectReasons } from './texts.ts'

interface DialogProps {
  readonly signal: SignalView
  readonly onClose: () => void
}

/** Found untrue, with the reason; it can be taken up again later. */
export function RejectDialog({ signal, onClose }: DialogProps) {
  const [reason, setReason] = useState('')
  const reject = useCommand(routes.rejectSignal, { onDone: onClose })
  return (
    <Modal open title="不属实" okText="记为不属实" cancelText="取消" confirmLoading={reject.busy} onOk={() => void reject.run({ params: { signalId: signal.id }, body: { reason } })} onCancel={onClose}>
      <div className={styles.dialog}>
        <p>{signal.title}</p>
        <label htmlFor="reject-reason">怎么核实的、为什么不属实</label>
        <Input.TextArea id="reject-reason" rows={3} maxLength={200} autoFocus value={reason} aria-describedby="reject-problem" onChange={(event) => setReason(event.target.value)} />
        <FieldError id="reject-problem" message={reject.problem?.errors?.[0]?.message ?? reject.problem?.detail} />
        <div className={styles.quick}>
          {rejectReasons.map((text) => (
            <Button key={text} size="small" onClick={() => setReason(text)}>
              {text}
            </Button>
          ))}
        </div>
      </div>
    </Modal>
  )
}

interface MergeDialogProps extends DialogProps {
  /** Signals it may go into, the likeliest first. */
  readonly candidates: readonly { readonly signal: SignalView; readonly likeness: number | null; readonly because: string | null }[]
  readonly onDone: (intoId: string) => void
}

/** Two reports of one thing become one; can be undone. */
export function MergeDialog({ signal, candidates, onClose, onDone }: MergeDialogProps) {
  const [intoId, setIntoId] = useState<string | null>(candidates[0]?.signal.id ?? null)
  const merge = useCommand(routes.mergeSignal, { onDone: () => intoId !== null && onDone(intoId) })
  return (
    <Modal
      open
      title="并入另一条来报"
      okText="并为一事"
      cancelText="取消"
      okButtonProps={{ disabled: intoId === null }}
      confirmLoading={merge.busy}
      onOk={() => intoId !== null && void merge.run({ params: { signalId: signal.id }, body: { intoId } })}
      onCancel={onClose}
    >
      <div className={styles.dialog}>
        <p>把“{signal.title}”（{hourMinute(signal.receivedAt)}）并入：</p>
        {candidates.length === 0 && <p>没有可以并入的来报。</p>}
        <Radio.Group aria-label="并入哪一条" value={intoId} onChange={(event) => setIntoId(String(event.target.value))} className={styles.options}>
          {candidates.map(({ signal: other, likeness, because }) => (
            <Radio key={other.id} value={other.id}>
              <b>{other.title}</b>
              <small>
                {hourMinute(other.receivedAt)} {other.placeName}
                {likeness !== null && `，相似 ${Math.round(likeness * 100)}%`}
                {because !== null && `（${because}）`}
              </small>
            </Radio>
          ))}
        </Radio.Group>
        <p className={styles.tip}>两条都保留，数字取较大的。并错了可以撤销。</p>
        {merge.problem !== null && <p role="alert">{merge.problem.detail}</p>}
      </div>
    </Modal>
  )
}

interface AbsorbDialogProps extends DialogProps {
  /** Open signals alike to it, the likeliest first. */
  readonly alike: readonly { readonly signal: SignalView; readonly likeness: number; readonly because: string }[]
}

/** Likelier than this is ticked at first; the rest is for a person to tick. Platform default. */
const tickedFrom = 0.7

/** Several reports of one thing go into this one with one press; each can be taken out again. */
export function AbsorbDialog({ signal, alike, onClose }: AbsorbDialogProps) {
  const [chosen, setChosen] = useState<readonly string[]>(alike.filter(({ likeness }) => likeness >= tickedFrom).map((each) => each.signal.id))
  const merge = useCommand(routes.mergeSignals, { onDone: onClose })
  return (
    <Modal open title="把相似的来报并入本条" okText={`并入 ${chosen.length} 条`} cancelText="取消" okButtonProps={{ disabled: chosen.length === 0 }} confirmLoading={merge.busy} onOk={() => void merge.run({ params: { signalId: signal.id }, body: { signalIds: [...chosen] } })} onCancel={onClose}>
      <div className={styles.dialog}>
        <p>并入“{signal.title}”（{hourMinute(signal.receivedAt)}）：</p>
        <Checkbox.Group aria-label="并入哪几条" className={styles.options} value={[...chosen]} onChange={(next) => setChosen(next.map(String))}>
          {alike.map(({ signal: other, likeness, because }) => (
            <Checkbox key={other.id} value={other.id}>
              <b>{other.title}</b>
              <small>
                {hourMinute(other.receivedAt)} {other.placeName}，相似 {Math.round(likeness * 100)}%（{because}）
              </small>
            </Checkbox>
          ))}
        </Checkbox.Group>
        <p className={styles.tip}>各条都保留，数字取较大的。并错了可以逐条撤销，撤销后恢复原状。</p>
        {merge.problem !== null && <p role="alert">{merge.problem.detail}</p>}
      </div>
    </Modal>
  )
}

interface AttachDialogProps extends DialogProps {
  readonly incidents: readonly IncidentView[]
  readonly onDone: (incidentId: string) => void
}

/** Found true and already known: the signal belongs to an incident that is open. */
export function AttachDialog({ signal, incidents, onClose, onDone }: AttachDialogProps) {
  const attach = useCommand(routes.verifySignal, { onDone: (answer) => onDone(answer.incidentId) })
  const away = (incident: IncidentView): number => (incident.position === null || signal.position === null ? Infinity : distanceMetres(incident.position, signal.position))
  const near = [...incidents].sort((a, b) => away(a) - away(b) || b.occurredAt.localeCompare(a.occurredAt))
  const [incidentId, setIncidentId] = useState<string | null>(near[0]?.id ?? null)
  return (
    <Modal
      open
      title="属实，并入已有事件"
      okText="并入这个事件"
      cancelText="取消"
      okButtonProps={{ disabled: incidentId === null }}
      confirmLoading={attach.busy}
      onOk={() => incidentId !== null && void attach.run({ params: { signalId: signal.id }, body: { incidentId } })}
      onCancel={onClose}
    >
      <div className={styles.dialog}>
        <p>{signal.title}</p>
        <label htmlFor="attach-incident">哪个事件（近的在前）</label>
        <Select
          id="attach-incident"
          value={incidentId}
          onChange={setIncidentId}
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent="没有未结束的事件，请改用“属实，立为事件”"
          options={near.map((incident) => ({
            value: incident.id,
            label: `${incident.title}（${monthDayTime(incident.occurredAt)}${Number.isFinite(away(incident)) ? `，相距 ${(away(incident) / 1000).toFixed(1)} km` : ''}）`,
          }))}
        />
        <p className={styles.tip}>来报里较大的数字会并入事件，等级建议随之重算。</p>
        {attach.problem !== null && <p role="alert">{attach.problem.detail}</p>}
      </div>
    </Modal>
  )
}
