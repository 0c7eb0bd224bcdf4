import { routes } from '@fengsui/contract'
import { taskStatusNames } from '@fengsui/contract/command'
import type { TaskView } from '@fengsui/contract/command'
import { evidenceKinds } from '@fengsui/contract/plans/structured'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { LinkTo, paths } from '../../../lib/navigation.ts'
import { useCommand } from '../../../lib/use-command.ts'
import { Countdown } from '../../../ui/clocks/Countdown.tsx'
import { RelativeTime } from '../../../ui/clocks/RelativeTime.tsx'
import { Field } from '../../../ui/forms/Field.tsx'
import { ProgressBar } from '../../../ui/layout/ProgressBar.tsx'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { UnitPicker } from '../fields/UnitPicker.tsx'
import { isOpenTask } from '../workspace/task-groups.ts'
import styles from './dialogs.module.css'

type Step = 'look' | 'cancel' | 'rule'

/** Names of the evidence a plan asks for; a list separated by commas, as tasks keep it. */
function evidenceText(required: string): string {
  return required.split(/[,，、\s]+/u).filter((kind) => kind !== '').map((kind) => (Object.hasOwn(evidenceKinds, kind) ? evidenceKinds[kind as keyof typeof evidenceKinds] : kind)).join('、')
}

/** One task: what, who, how far; the headquarters supervises, rules on a dispute or cancels, the unit goes to its own page. */
export function TaskDialog({ task, onClose }: { readonly task: TaskView; readonly onClose: () => void }) {
  const [step, setStep] = useState<Step>('look')
  const open = isOpenTask(task)
  const supervise = useCommand(routes.superviseTask)
  return (
    <Modal open title={task.title} width={560} footer={null} onCancel={onClose} destroyOnHidden>
      <div className={styles.task}>
        <div className={styles.line}>
          <Tag tone={open ? 'accent' : 'quiet'}>{taskStatusNames[task.status]}</Tag>
          {task.groupName !== null && <span>{task.groupName}</span>}
          <b>{task.unitName}</b>
          <Countdown look="pill" name="完成时限" startedAt={task.assignedAt} dueAt={task.dueAt} {...(task.doneAt === null ? {} : { doneAt: task.doneAt })} rule={{ text: task.planTaskKey === null ? '指挥部派发时限定' : '预案限定，自响应启动起算' }} />
        </div>
        {task.detail !== null && <p>{task.detail}</p>}
        {task.status === 'inProgress' && <ProgressBar label="进展" total={100} text={`${task.progressPercent}%`} parts={[{ label: '已完成', value: task.progressPercent, step: 4 }]} />}
        <dl className={styles.pairs}>
          <dt>派发</dt>
          <dd>
            <RelativeTime at={task.assignedAt} />
          </dd>
          <dt>签收</dt>
          <dd>{task.acknowledgedAt === null ? <Countdown name="签收时限" startedAt={task.assignedAt} dueAt={task.acknowledgeBy} /> : <RelativeTime at={task.acknowledgedAt} />}</dd>
          {task.progressAt !== null && (
            <>
              <dt>最近反馈</dt>
              <dd>
                <RelativeTime at={task.progressAt} />
                {task.progressNote !== null && <p>{task.progressNote}</p>}
              </dd>
            </>
          )}
          {task.doneAt !== null && (
            <>
              <dt>完成</dt>
              <dd>
                <RelativeTime at={task.doneAt} />
                {task.progressAt === null && task.progressNote !== null && <p>{task.progressNote}</p>}
              </dd>
            </>
          )}
          {task.evidenceRequired !== null && task.evidenceRequired !== '' && (
            <>
              <dt>凭据要求</dt>
              <dd>{evidenceText(task.evidenceRequired)}</dd>
            </>
          )}
          {task.supervisedAt !== null && (
            <>
              <dt>督办</dt>
              <dd>
                <RelativeTime at={task.supervisedAt} />
              </dd>
            </>
          )}
          {task.disputeReason !== null && (
            <>
              <dt>异议</dt>
              <dd>
                {task.disputeReason}
                {task.ruleBy !== null && task.status === 'disputed' && (
                  <p>
                    裁定时限 <Countdown name="裁定时限" {...(task.disputedAt === null ? {} : { startedAt: task.disputedAt })} dueAt={task.ruleBy} />
                  </p>
                )}
              </dd>
            </>
          )}
        </dl>
        {supervise.problem !== null && <p role="alert">{supervise.problem.detail}</p>}
        {step === 'look' && (
          <div className={styles.buttons}>
            {task.mayAssign && task.status === 'disputed' && (
              <Button type="primary" onClick={() => setStep('rule')}>
                裁定异议
              </Button>
            )}
            {task.mayAssign && open && task.status !== 'disputed' && (
              <Button loading={supervise.busy} onClick={() => void supervise.run({ params: { taskId: task.id }, body: {} })}>
                {task.supervisedAt === null ? '督办' : '再次督办'}
              </Button>
            )}
            {task.mayAssign && open && <Button onClick={() => setStep('cancel')}>取消任务</Button>}
            {task.mayWork && <LinkTo to={paths.tasks(task.id)}>去“任务”办理：签收、反馈、完成</LinkTo>}
          </div>
        )}
        {step === 'cancel' && <CancelTask task={task} onBack={() => setStep('look')} onClose={onClose} />}
        {step === 'rule' && <RuleOnDispute task={task} onBack={() => setStep('look')} />}
      </div>
    </Modal>
  )
}

function CancelTask({ task, onBack, onClose }: { readonly task: TaskView; readonly onBack: () => void; readonly onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const cancel = useCommand(routes.cancelTask, { onDone: onClose })
  const short = reason.trim().length < 2
  return (
    <form
      className={styles.task}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (!short) void cancel.run({ params: { taskId: task.id }, body: { reason } })
      }}
    >
      <Field label="取消理由" error={asked && short ? '请写明理由。' : cancel.problem?.detail} required>
        <Input.TextArea value={reason} maxLength={400} autoFocus autoSize={{ minRows: 2, maxRows: 5 }} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <div className={styles.buttons}>
        <Button htmlType="submit" type="primary" loading={cancel.busy}>
          取消这项任务
        </Button>
        <Button onClick={onBack}>返回</Button>
      </div>
    </form>
  )
}

function RuleOnDispute({ task, onBack }: { readonly task: TaskView; readonly onBack: () => void }) {
  const [unitId, setUnitId] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const rule = useCommand(routes.ruleOnDispute, { onDone: onBack })
  const send = (to: string): void => void rule.run({ params: { taskId: task.id }, body: { unitId: to, note } })
  return (
    <div className={styles.task}>
      <Field label="裁定说明">
        <Input.TextArea value={note} maxLength={400} autoSize={{ minRows: 2, maxRows: 5 }} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <Field label="改派给" hint="职责确实不符时选择新的承办单位" error={rule.problem?.detail}>
        <UnitPicker value={unitId} onChange={setUnitId} />
      </Field>
      <div className={styles.buttons}>
        <Button type="primary" loading={rule.busy} disabled={unitId === null} onClick={() => unitId !== null && send(unitId)}>
          改派
        </Button>
        <Button loading={rule.busy} onClick={() => send(task.unitId)}>
          维持，由{task.unitName}承办
        </Button>
        <Button onClick={onBack}>返回</Button>
      </div>
    </div>
  )
}
