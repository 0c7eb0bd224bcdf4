import { routes } from '@fengsui/contract'
import type { ResponseView, TaskView } from '@fengsui/contract/command'
import { taskStatusNames } from '@fengsui/contract/command'
import { levelRoman } from '@fengsui/contract/incidents'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { isOpenTask } from '../workspace/task-groups.ts'
import styles from './dialogs.module.css'
import { OrderChoices } from './OrderChoices.tsx'
import { checkOrders, toDecisions, useOrderDecisions } from './order-decisions.ts'
import { useDialogForm } from './use-dialog-form.ts'

interface EndResponseDialogProps {
  readonly response: ResponseView
  readonly tasks: readonly TaskView[]
  readonly onClose: () => void
}

/** Ending a response (谁启动谁终止); open tasks are named and only cancelled when that is said, orders in force are lifted or kept one by one. */
export function EndResponseDialog({ response, tasks, onClose }: EndResponseDialogProps) {
  const open = tasks.filter((task) => task.responseId === response.id && isOpenTask(task))
  const [reason, setReason] = useState('')
  const [cancelOpen, setCancelOpen] = useState(false)
  const { orders, draft, setDraft } = useOrderDecisions(response)
  const form = useDialogForm(
    routes.endResponse, 'end', { reason: '终止理由', cancelOpenTasks: '未了任务', orders: '指挥长令' },
    [
      ...(reason.trim().length < 2 ? [{ field: 'reason', message: '请写明终止理由。' }] : []),
      ...(open.length > 0 && !cancelOpen ? [{ field: 'cancelOpenTasks', message: `还有 ${open.length} 项任务未办结，请先办结，或勾选一并取消。` }] : []),
      ...checkOrders(orders, draft),
    ],
    onClose,
  )
  return (
    <FormDialog open title={`终止${response.placeName}${levelRoman[response.level]}级响应`} okText="终止响应" busy={form.busy} problems={form.problems.fields} refusal={form.problems.refusal} onClose={onClose} onSubmit={() => form.submit(() => ({ params: { responseId: response.id }, body: { reason, cancelOpenTasks: cancelOpen, orders: toDecisions(orders, draft) } }))}>
      <Field label="终止理由" id="end-reason" hint="对照预案的终止条件写明；终止后席位释放，不能恢复，只能重新启动" error={form.problems.errorOf('reason')} required>
        <Input.TextArea value={reason} maxLength={400} autoSize={{ minRows: 2, maxRows: 5 }} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {open.length > 0 && (
        <div className={styles.obstacles}>
          <b>还有 {open.length} 项任务未办结</b>
          <ul>
            {open.slice(0, 60).map((task) => (
              <li key={task.id}>
                {task.title}（{task.unitName}，{taskStatusNames[task.status]}）
              </li>
            ))}
          </ul>
          <Checkbox id="end-cancelOpenTasks" checked={cancelOpen} onChange={(event) => setCancelOpen(event.target.checked)}>
            一并取消这些任务
          </Checkbox>
        </div>
      )}
      <OrderChoices id="end-orders" orders={orders} draft={draft} onChange={setDraft} />
    </FormDialog>
  )
}
