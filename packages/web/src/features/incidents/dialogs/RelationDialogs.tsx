import { routes } from '@fengsui/contract'
import { signalSources } from '@fengsui/contract/signals'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { paths, useGo } from '../../../lib/navigation.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { hourMinute } from '../../../ui/clocks/time-text.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { IncidentPicker } from '../fields/IncidentPicker.tsx'
import type { IncidentPage } from '../workspace/workspace-data.ts'
import styles from './dialogs.module.css'
import { useDialogForm } from './use-dialog-form.ts'

interface RelationDialogProps {
  readonly incident: IncidentPage
  readonly onClose: () => void
}

/** Two entries for one thing: signals, clocks and tasks move over, and this one ends. */
export function MergeDialog({ incident, onClose }: RelationDialogProps) {
  const go = useGo()
  const [intoId, setIntoId] = useState<string | null>(null)
  const form = useDialogForm(routes.mergeIncident, 'merge', { intoId: '并入' }, intoId === null ? [{ field: 'intoId', message: '请选择并入哪个事件。' }] : [], () => {
    onClose()
    if (intoId !== null) go(paths.incident(intoId))
  })
  return (
    <FormDialog open title={`把“${incident.title}”并入另一事件`} okText="并入" busy={form.busy} problems={form.problems.fields} refusal={form.problems.refusal} onClose={onClose} onSubmit={() => form.submit(() => ({ params: { incidentId: incident.id }, body: { intoId: intoId ?? '' } }))}>
      <Field label="并入" id="merge-intoId" hint="来报、时限、任务随之转入，本事件不再单独处置；并入后不能撤回，只能从新事件里拆分" error={form.problems.errorOf('intoId')} required>
        <IncidentPicker value={intoId} except={incident.id} onChange={setIntoId} />
      </Field>
    </FormDialog>
  )
}

/** Makes this a secondary or derived incident of another, or frees it. */
export function LinkDialog({ incident, onClose }: RelationDialogProps) {
  const [parentId, setParentId] = useState<string | null>(incident.parentId)
  const form = useDialogForm(routes.linkIncident, 'link', { parentId: '上级事件' }, [], onClose)
  return (
    <FormDialog open title="次生、衍生关系" okText={parentId === null ? '解除关系' : '确定'} busy={form.busy} problems={form.problems.fields} refusal={form.problems.refusal} onClose={onClose} onSubmit={() => form.submit(() => ({ params: { incidentId: incident.id }, body: { parentId } }))}>
      <Field label="上级事件" id="link-parentId" hint="例如台风过程引发的滑坡，列在台风之下" error={form.problems.errorOf('parentId')}>
        <IncidentPicker value={parentId} except={incident.id} onChange={setParentId} />
      </Field>
      {parentId !== null && (
        <Button size="small" onClick={() => setParentId(null)}>
          不属于任何事件
        </Button>
      )}
    </FormDialog>
  )
}

/** Takes some of the signals out into an incident of their own. */
export function SplitDialog({ incident, onClose }: RelationDialogProps) {
  const go = useGo()
  const signals = useRoute(routes.listSignals, { query: { limit: 500 } }, { touches: ['signal'] })
  const ids = new Set(incident.signalIds)
  const own = (signals.data?.items ?? []).filter((signal) => ids.has(signal.id))
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [title, setTitle] = useState('')
  const form = useDialogForm(
    routes.splitIncident, 'split', { signalIds: '来报', title: '新事件标题' },
    [
      ...(chosen.length === 0 ? [{ field: 'signalIds', message: '请至少选一条来报。' }] : chosen.length === incident.signalIds.length ? [{ field: 'signalIds', message: '至少给原事件留一条来报。' }] : []),
      ...(title.trim().length < 2 ? [{ field: 'title', message: '请写新事件标题。' }] : []),
    ],
    (made) => {
      onClose()
      go(paths.incident(made.id))
    },
  )
  return (
    <FormDialog open title="拆分：另立事件" okText="另立事件" busy={form.busy} problems={form.problems.fields} refusal={form.problems.refusal} onClose={onClose} onSubmit={() => form.submit(() => ({ params: { incidentId: incident.id }, body: { signalIds: [...chosen], title } }))}>
      <Field label="新事件标题" id="split-title" error={form.problems.errorOf('title')} required>
        <Input value={title} maxLength={80} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label="移走的来报" id="split-signalIds" error={form.problems.errorOf('signalIds')} required>
        <Checkbox.Group value={[...chosen]} onChange={(next) => setChosen(next.map(String))}>
          <div className={styles.checks}>
            {own.map((signal) => (
              <Checkbox key={signal.id} value={signal.id}>
                {hourMinute(signal.receivedAt)} {signalSources[signal.source]}：{signal.title}
              </Checkbox>
            ))}
          </div>
        </Checkbox.Group>
      </Field>
    </FormDialog>
  )
}
