import { routes } from '@fengsui/contract'
import { Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../../lib/form/use-form-command.ts'
import { InstantInput } from '../../../lib/pickers/InstantInput.tsx'
import { useRoute } from '../../../lib/use-route.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'

/** Desks of the jurisdiction as options. */
export function useDeskOptions(): { readonly value: string; readonly label: string; readonly allHours: boolean }[] {
  const units = useRoute(routes.listCheckableUnits, { query: {} }, { touches: ['unit', 'duty-watch'] })
  return units.data?.items.map((unit) => ({ value: unit.id, label: unit.onDuty ? `${unit.name}（有人当班）` : unit.name, allHours: unit.staffedAllHours })) ?? []
}

const nowLabels = { unitIds: '单位', answerMinutes: '应答时限' }

/** Checks one or several desks this minute. */
export function CheckNowDialog({ onClose }: { readonly onClose: () => void }) {
  const options = useDeskOptions()
  const [unitIds, setUnitIds] = useState<string[]>([])
  const [answerMinutes, setAnswerMinutes] = useState<number | null>(5)
  const form = useFormCommand(routes.makeSpotCheck, { labels: nowLabels, prefix: 'check-now', onDone: onClose })
  return (
    <FormDialog open title="现在查岗" okText={unitIds.length > 1 ? `查 ${unitIds.length} 个单位` : '查岗'} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ body: { unitIds, answerMinutes } })}>
      <Field label={nowLabels.unitIds} id={form.idOf('unitIds')} error={form.errorOf('unitIds')} hint="值班台立即响铃并发短信，限时应答，用时以本系统收到为准" required>
        <Select mode="multiple" showSearch optionFilterProp="label" value={unitIds} options={options} placeholder="选单位" onChange={setUnitIds} />
      </Field>
      <Field label={nowLabels.answerMinutes} id={form.idOf('answerMinutes')} error={form.errorOf('answerMinutes')} hint="平台默认 5 分钟">
        <InputNumber min={1} max={60} value={answerMinutes} addonAfter="分钟" onChange={setAnswerMinutes} />
      </Field>
    </FormDialog>
  )
}

const recordLabels = { unitId: '单位', way: '方式', answered: '是否在岗应答', answerSeconds: '应答用时', answer: '情况', calledAt: '查岗时间' }

/** Writes down a check made by telephone or at the door. */
export function RecordCheckDialog({ onClose }: { readonly onClose: () => void }) {
  const options = useDeskOptions()
  const [unitId, setUnitId] = useState<string | null>(null)
  const [way, setWay] = useState<'phone' | 'on-site'>('phone')
  const [answered, setAnswered] = useState(true)
  const [answerSeconds, setAnswerSeconds] = useState<number | null>(null)
  const [answer, setAnswer] = useState('')
  const [calledAt, setCalledAt] = useState<string | null>(null)
  const form = useFormCommand(routes.recordSpotCheck, { labels: recordLabels, prefix: 'check-record', words: { unitId: '请选单位' }, onDone: onClose })
  const field = (path: keyof typeof recordLabels) => ({ label: recordLabels[path], id: form.idOf(path), error: form.errorOf(path) })
  return (
    <FormDialog open title="登记人工查岗" okText="登记" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ body: { unitId: unitId ?? '', way, answered, answerSeconds: answered ? answerSeconds : null, answer, calledAt } })}>
      <Field {...field('unitId')} required>
        <Select showSearch optionFilterProp="label" value={unitId} options={options} placeholder="选单位" onChange={setUnitId} />
      </Field>
      <Field {...field('way')}>
        <Radio.Group value={way} optionType="button" options={[{ value: 'phone', label: '电话' }, { value: 'on-site', label: '到场' }]} onChange={(event) => setWay(event.target.value as 'phone' | 'on-site')} />
      </Field>
      <Field {...field('answered')}>
        <Radio.Group value={answered} optionType="button" options={[{ value: true, label: '在岗应答' }, { value: false, label: '未应答' }]} onChange={(event) => setAnswered(event.target.value === true)} />
      </Field>
      {answered && (
        <Field {...field('answerSeconds')} hint="响铃到接听，秒">
          <InputNumber min={0} max={7200} value={answerSeconds} addonAfter="秒" onChange={setAnswerSeconds} />
        </Field>
      )}
      <Field {...field('answer')} hint={answered ? '谁应答、在岗几人' : '如：响铃 2 分钟无人接听'} required={!answered}>
        <Input value={answer} maxLength={300} onChange={(event) => setAnswer(event.target.value)} />
      </Field>
      <Field {...field('calledAt')} hint="空着即现在">
        <InstantInput value={calledAt} onChange={setCalledAt} />
      </Field>
    </FormDialog>
  )
}
