import { routes } from '@fengsui/contract'
import { reliefScopeNames, type ReliefResponseView } from '@fengsui/contract/reports'
import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../../lib/form/use-form-command.ts'
import { DivisionPicker } from '../../../lib/pickers/DivisionPicker.tsx'
import { InstantInput } from '../../../lib/pickers/InstantInput.tsx'
import { useSession } from '../../../lib/session.tsx'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { useNow } from '../../../ui/now-context.tsx'
import styles from './duties.module.css'

const levels = [1, 2, 3, 4].map((value) => ({ value, label: `${'一二三四'.charAt(value - 1)}级` }))
const hazards = [
  { value: '11', label: '各类自然灾害' }, { value: '11A', label: '水旱灾害' }, { value: '11B', label: '气象灾害' }, { value: '11C', label: '地震灾害' }, { value: '11D', label: '地质灾害' },
]
const minute = (now: number): string => new Date(Math.floor(now / 60_000) * 60_000).toISOString()

/** Takes down a relief response that the province or the state has started. */
export function ReliefDialog({ divisionCode, onClose }: { readonly divisionCode: string; readonly onClose: () => void }) {
  const now = useNow()
  const { division } = useSession()
  const [area, setArea] = useState(division.code)
  const [scope, setScope] = useState<keyof typeof reliefScopeNames>('province')
  const [level, setLevel] = useState(4)
  const [typePrefix, setTypePrefix] = useState('11')
  const [title, setTitle] = useState('')
  const [source, setSource] = useState('')
  const [startedAt, setStartedAt] = useState<string | null>(() => minute(now))
  const labels = { divisionCode: '适用地区', scope: '哪一级启动', level: '级别', typePrefix: '灾种', title: '名称', source: '文号或来源', startedAt: '启动时间' }
  const form = useFormCommand(routes.recordReliefResponse, { labels, prefix: 'relief', words: { startedAt: '请填启动时间', divisionCode: '请选择适用地区' }, onDone: onClose })
  const body = { divisionCode: area, scope, level, typePrefix, title, source, startedAt: startedAt ?? '' }
  return (
    <FormDialog open title="转录省级以上救灾应急响应" okText="转录" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ body })}>
      <p className={styles.note}>转录后，适用地区内的自然灾害事件（干旱除外）按 24 小时零报告计时，直至登记终止。</p>
      <Field label={labels.title} id={form.idOf('title')} error={form.errorOf('title')} required>
        <Input value={title} maxLength={80} autoFocus placeholder="如：省级四级救灾应急响应" onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <div className={styles.two}>
        <Field label={labels.scope} id={form.idOf('scope')} error={form.errorOf('scope')} required>
          <Radio.Group value={scope} options={Object.entries(reliefScopeNames).map(([value, label]) => ({ value, label }))} onChange={(event) => setScope(event.target.value as typeof scope)} />
        </Field>
        <Field label={labels.level} id={form.idOf('level')} error={form.errorOf('level')} required>
          <Select value={level} options={levels} onChange={setLevel} />
        </Field>
      </div>
      <div className={styles.two}>
        <Field label={labels.divisionCode} id={form.idOf('divisionCode')} error={form.errorOf('divisionCode')} required>
          <DivisionPicker value={area} valueName={area === division.code ? division.name : area === divisionCode ? '事发地' : undefined} within={division.code} onChange={setArea} />
        </Field>
        <Field label={labels.typePrefix} id={form.idOf('typePrefix')} error={form.errorOf('typePrefix')} required>
          <Select value={typePrefix} options={hazards} onChange={setTypePrefix} />
        </Field>
      </div>
      <Field label={labels.source} id={form.idOf('source')} error={form.errorOf('source')} required hint="上级通知的文号，或电话通知的单位和时间">
        <Input value={source} maxLength={120} onChange={(event) => setSource(event.target.value)} />
      </Field>
      <Field label={labels.startedAt} id={form.idOf('startedAt')} error={form.errorOf('startedAt')} required>
        <InstantInput value={startedAt} onChange={setStartedAt} />
      </Field>
    </FormDialog>
  )
}

export function EndReliefDialog({ relief, onClose }: { readonly relief: ReliefResponseView; readonly onClose: () => void }) {
  const now = useNow()
  const [endedAt, setEndedAt] = useState<string | null>(() => minute(now))
  const labels = { endedAt: '终止时间' }
  const form = useFormCommand(routes.endReliefResponse, { labels, prefix: 'end-relief', words: { endedAt: '请填终止时间' }, onDone: onClose })
  return (
    <FormDialog open title={`登记终止：${relief.title}`} okText="登记终止" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { reliefResponseId: relief.id }, body: { endedAt: endedAt ?? '' } })}>
      <p className={styles.note}>终止后 24 小时零报告结束；灾情未稳定的，仍按每日续报。</p>
      <Field label={labels.endedAt} id={form.idOf('endedAt')} error={form.errorOf('endedAt')} required>
        <InstantInput value={endedAt} onChange={setEndedAt} />
      </Field>
    </FormDialog>
  )
}
