import { routes } from '@fengsui/contract'
import { Input, Radio, Select } from 'antd'
import { useRef, useState } from 'react'
import { readFormProblems } from '../../../lib/form-problems.ts'
import { useSession } from '../../../lib/session.tsx'
import { useAllPages } from '../../../lib/use-all-pages.ts'
import { useCommand } from '../../../lib/use-command.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { useNow } from '../../../ui/now-context.tsx'

const labels = { unitIds: '单位', topic: '约请内容', dueAt: '要求时间' }
const spans = [30, 60, 120, 240, 1440] as const
const spanWord = (minutes: number): string => (minutes < 60 ? `${minutes} 分钟内` : minutes === 1440 ? '一天内' : `${minutes / 60} 小时内`)

/** Asks one or several units for information by a time. */
export function CommissionDialog({ onClose }: { readonly onClose: () => void }) {
  const { account } = useSession()
  const now = useRef(0)
  now.current = useNow()
  const [unitIds, setUnitIds] = useState<string[]>([])
  const [topic, setTopic] = useState('')
  const [minutes, setMinutes] = useState<number>(60)
  const units = useAllPages(routes.listUnits, {}, { touches: ['unit'] })
  const create = useCommand(routes.createCommission, { onDone: onClose })
  const problems = readFormProblems(create.problem, labels, 'commission')
  const dueAt = new Date(Math.ceil((now.current + minutes * 60_000) / 60_000) * 60_000).toISOString()
  return (
    <FormDialog open title="约稿" okText={unitIds.length > 1 ? `约 ${unitIds.length} 个单位` : '约稿'} busy={create.busy} problems={problems.fields} refusal={problems.refusal} onSubmit={() => void create.run({ body: { unitIds, topic, dueAt } })} onClose={onClose}>
      <Field id="commission-topic" label="请报送什么" required error={problems.errorOf('topic')}>
        <Input.TextArea rows={3} maxLength={500} autoFocus placeholder="例：今日午后强降雨积水点位、封路和排水情况" value={topic} onChange={(event) => setTopic(event.target.value)} />
      </Field>
      <Field id="commission-unitIds" label="单位" required error={problems.errorOf('unitIds')}>
        <Select mode="multiple" value={unitIds} onChange={setUnitIds} showSearch={{ optionFilterProp: 'label' }} loading={units.isPending} placeholder="可选多个" options={(units.data ?? []).filter(({ id, status }) => status === 'active' && id !== account.unitId).map(({ id, name, divisionName }) => ({ value: id, label: `${name}（${divisionName}）` }))} />
      </Field>
      <Field id="commission-dueAt" label="什么时候要" hint={`即 ${monthDayTime(dueAt)} 前`} error={problems.errorOf('dueAt')}>
        <Radio.Group value={minutes} onChange={(event) => setMinutes(Number(event.target.value))} options={spans.map((each) => ({ value: each, label: spanWord(each) }))} optionType="button" />
      </Field>
    </FormDialog>
  )
}
