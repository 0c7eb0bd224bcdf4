import { routes } from '@fengsui/contract'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { targetWords } from './evaluation-words.ts'

const labels = { text: '改什么', target: '改进对象', planId: '预案', findingKeys: '对应发现' }

interface ImprovementDialogProps {
  readonly incidentId: string
  readonly findingKeys: readonly string[]
  readonly onClose: () => void
}

/** What the picked findings call for, most often a change of the plan. */
export function ImprovementDialog({ incidentId, findingKeys, onClose }: ImprovementDialogProps) {
  const [text, setText, clearDraft] = useDraft(`improvement:${incidentId}`, '')
  const [target, setTarget] = useState<keyof typeof targetWords>('plan')
  const [planId, setPlanId] = useState<string | null>(null)
  const plans = useRoute(routes.listPlans, { query: { limit: 500 } }, { touches: ['plan'], enabled: target === 'plan' })
  const form = useFormCommand(routes.proposeImprovement, {
    labels, prefix: 'improvement',
    onDone: () => {
      clearDraft()
      onClose()
    },
  })
  return (
    <FormDialog open title={`就 ${String(findingKeys.length)} 条发现提出改进`} okText="提出" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { incidentId }, body: { findingKeys: [...findingKeys], planId: target === 'plan' ? planId : null, target, text } })}>
      <Field label={labels.target} id={form.idOf('target')} error={form.errorOf('target')}>
        <Select value={target} options={Object.entries(targetWords).map(([value, label]) => ({ value, label }))} onChange={(value: keyof typeof targetWords) => setTarget(value)} />
      </Field>
      {target === 'plan' && (
        <Field label={labels.planId} id={form.idOf('planId')} error={form.errorOf('planId')} hint="可以不选，由预案责任人确定">
          <Select allowClear showSearch optionFilterProp="label" value={planId} placeholder="选择要修订的预案" options={(plans.data?.items ?? []).map((plan) => ({ value: plan.id, label: plan.title }))} onChange={(value: string | undefined) => setPlanId(value ?? null)} />
        </Field>
      )}
      <Field label={labels.text} id={form.idOf('text')} error={form.errorOf('text')} required>
        <Input.TextArea value={text} rows={4} maxLength={400} showCount onChange={(event) => setText(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
