import { routes } from '@fengsui/contract'
import { addMinutes } from '@fengsui/contract/kernel'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useDraft } from '../../../lib/use-draft.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { useNow } from '../../../ui/now-context.tsx'
import { InstantInput } from '../../../lib/pickers/InstantInput.tsx'
import { UnitPicker } from '../fields/UnitPicker.tsx'
import styles from './dialogs.module.css'
import { useDialogForm } from './use-dialog-form.ts'

const labels = { title: '任务', unitId: '承办单位', dueAt: '完成时限', acknowledgeMinutes: '签收时限', groupKey: '工作组', detail: '要求' }
const emptyTask = { title: '', unitId: null as string | null, detail: '', groupKey: null as string | null, acknowledgeMinutes: '15' }

interface AssignTaskDialogProps {
  readonly incidentId: string
  readonly groups: readonly { readonly key: string; readonly name: string }[]
  readonly onClose: () => void
}

/** One task to one unit with a deadline; also used for the first measures before any headquarters. */
export function AssignTaskDialog({ incidentId, groups, onClose }: AssignTaskDialogProps) {
  const now = useNow()
  const [task, setTask, clearTask] = useDraft(`task:${incidentId}`, emptyTask)
  const [dueAt, setDueAt] = useState<string | null>(() => addMinutes(new Date(Math.ceil(now / 600_000) * 600_000).toISOString(), 60))
  const minutes = /^\d+$/u.test(task.acknowledgeMinutes) ? Number(task.acknowledgeMinutes) : null
  const form = useDialogForm(
    routes.assignTask, 'assign', labels,
    [
      ...(task.title.trim().length < 2 ? [{ field: 'title', message: '请写明要做什么。' }] : []),
      ...(task.unitId === null ? [{ field: 'unitId', message: '请选择承办单位。' }] : []),
      ...(dueAt === null ? [{ field: 'dueAt', message: '请填完成时限。' }] : Date.parse(dueAt) <= now ? [{ field: 'dueAt', message: '时限要晚于现在。' }] : []),
      ...(minutes === null || minutes < 1 || minutes > 720 ? [{ field: 'acknowledgeMinutes', message: '请填 1–720 分钟。' }] : []),
    ],
    () => {
      clearTask()
      onClose()
    },
  )
  const submit = (): void =>
    form.submit(() => ({ params: { incidentId }, body: { unitId: task.unitId ?? '', title: task.title, detail: task.detail, groupKey: task.groupKey, dueAt: dueAt ?? '', acknowledgeMinutes: minutes ?? 15 } }))
  return (
    <FormDialog open title="派任务" okText="派发" busy={form.busy} problems={form.problems.fields} refusal={form.problems.refusal} onClose={onClose} onSubmit={submit}>
      <Field label={labels.title} id="assign-title" error={form.problems.errorOf('title')} required>
        <Input value={task.title} maxLength={80} autoFocus placeholder="例如：转移岭脚村低洼处住户" onChange={(event) => setTask((before) => ({ ...before, title: event.target.value }))} />
      </Field>
      <Field label={labels.unitId} id="assign-unitId" error={form.problems.errorOf('unitId')} required>
        <UnitPicker value={task.unitId} onChange={(unitId) => setTask((before) => ({ ...before, unitId }))} />
      </Field>
      <div className={styles.pair}>
        <Field label={labels.dueAt} id="assign-dueAt" error={form.problems.errorOf('dueAt')} required>
          <InstantInput value={dueAt} onChange={setDueAt} />
        </Field>
        <Field label={labels.acknowledgeMinutes} id="assign-acknowledgeMinutes" error={form.problems.errorOf('acknowledgeMinutes')} required>
          <Input value={task.acknowledgeMinutes} inputMode="numeric" suffix="分钟" onChange={(event) => setTask((before) => ({ ...before, acknowledgeMinutes: event.target.value }))} />
        </Field>
      </div>
      {groups.length > 0 && (
        <Field label={labels.groupKey} id="assign-groupKey" error={form.problems.errorOf('groupKey')}>
          <Select value={task.groupKey} allowClear placeholder="不归入工作组（先期处置）" options={groups.map(({ key, name }) => ({ value: key, label: name }))} onChange={(next) => setTask((before) => ({ ...before, groupKey: next ?? null }))} />
        </Field>
      )}
      <Field label={labels.detail} id="assign-detail" hint="地点、对象、标准、要反馈什么；不要写电话" error={form.problems.errorOf('detail')}>
        <Input.TextArea value={task.detail} maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setTask((before) => ({ ...before, detail: event.target.value }))} />
      </Field>
    </FormDialog>
  )
}
