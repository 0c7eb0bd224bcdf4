import { routes } from '@fengsui/contract'
import { dutyDefaultsAt, platformWindows, spotCheckWindowNames, type SpotCheckRuleView } from '@fengsui/contract/duty'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../../lib/form/use-form-command.ts'
import { useCommand } from '../../../lib/use-command.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { useNow } from '../../../ui/now-context.tsx'
import { minuteWords, readMinute } from './duty-words.ts'
import { useDeskOptions } from './SpotCheckDialogs.tsx'
import styles from './shift.module.css'

const labels = { windows: '时段', unitIds: '被查单位', answerMinutes: '应答时限', superiorAfterMinutes: '转上级', basis: '依据' }

interface TypedWindow {
  readonly key: 'night' | 'holiday'
  readonly from: string
  readonly to: string
  readonly perMonth: number
}
const typed = (windows: readonly { readonly key: 'night' | 'holiday'; readonly fromMinute: number; readonly toMinute: number; readonly perMonth: number }[]): TypedWindow[] =>
  windows.map((window) => ({ key: window.key, from: minuteWords(window.fromMinute).replace('次日 ', ''), to: minuteWords(window.toMinute).replace('次日 ', ''), perMonth: window.perMonth }))

/** How this place checks the desks below; saving draws the rest of the month at once. */
export function SpotCheckRuleDialog({ rule, onClose }: { readonly rule: SpotCheckRuleView | null; readonly onClose: () => void }) {
  const [defaults] = useState(dutyDefaultsAt(new Date(useNow()).toISOString()))
  const options = useDeskOptions()
  const [windows, setWindows] = useState<readonly TypedWindow[]>(typed(rule?.windows ?? platformWindows))
  const [unitIds, setUnitIds] = useState<string[]>(rule?.unitIds ?? [])
  const [answerMinutes, setAnswerMinutes] = useState<number | null>(rule?.answerMinutes ?? defaults.answerMinutes)
  const [superiorAfterMinutes, setSuperior] = useState<number | null>(rule?.superiorAfterMinutes ?? defaults.superiorAfterMinutes)
  const [basis, setBasis] = useState(rule?.basis ?? '')
  const form = useFormCommand(routes.setSpotCheckRule, { labels, prefix: 'check-rule', words: { 'windows.0.toMinute': '时间写成 22:00' }, onDone: onClose })
  const end = useCommand(routes.endSpotCheckRule, { onDone: onClose })
  const change = (index: number, part: Partial<TypedWindow>): void => setWindows(windows.map((window, at) => (at === index ? { ...window, ...part } : window)))
  const submit = (): void => {
    const read = windows.map((window) => {
      const [from, to] = [readMinute(window.from) ?? -1, readMinute(window.to) ?? -1]
      return { key: window.key, fromMinute: from, toMinute: to >= 0 && to <= from ? to + 1440 : to, perMonth: window.perMonth }
    })
    void form.submit({ body: { windows: read, unitIds, answerMinutes: answerMinutes ?? 0, superiorAfterMinutes: superiorAfterMinutes ?? 0, basis } })
  }
  return (
    <FormDialog open title="抽查规则" okText="保存并抽签" busy={form.busy || end.busy} problems={form.problems} refusal={form.refusal ?? end.problem?.detail} onClose={onClose} onSubmit={submit}>
      <p className={styles.hint}>保存后立即抽出本月余下的查岗时刻：摘要写进日志链封存，时刻不对任何人显示；月后公开种子，可复核是否真按抽签查岗。</p>
      <div className={styles.windows} role="group" aria-label={labels.windows}>
        {windows.map((window, index) => (
          <div key={window.key}>
            <b>{spotCheckWindowNames[window.key]}</b>
            <Input aria-label={`${spotCheckWindowNames[window.key]}起`} value={window.from} onChange={(event) => change(index, { from: event.target.value })} />
            至
            <Input aria-label={`${spotCheckWindowNames[window.key]}止`} value={window.to} onChange={(event) => change(index, { to: event.target.value })} />
            每单位每月
            <InputNumber aria-label="每月次数" min={0} max={15} value={window.perMonth} onChange={(value) => change(index, { perMonth: value ?? 0 })} />次
          </div>
        ))}
      </div>
      <Field label={labels.unitIds} id={form.idOf('unitIds')} error={form.errorOf('unitIds')} required>
        <Select mode="multiple" showSearch optionFilterProp="label" value={unitIds} options={options} maxTagCount={6} placeholder="选单位" onChange={setUnitIds} />
      </Field>
      <div className={styles.row}>
        <Button size="small" onClick={() => setUnitIds(options.filter((option) => option.allHours).map((option) => option.value))}>
          选全部 24 小时值守的 {options.filter((option) => option.allHours).length} 个
        </Button>
        <Button size="small" onClick={() => setUnitIds(options.map((option) => option.value))}>
          全选 {options.length} 个
        </Button>
        <Button size="small" onClick={() => setUnitIds([])}>
          清空
        </Button>
      </div>
      <Field label={labels.answerMinutes} id={form.idOf('answerMinutes')} error={form.errorOf('answerMinutes')} hint={`平台默认 ${defaults.answerMinutes} 分钟`}>
        <InputNumber min={1} max={60} value={answerMinutes} addonAfter="分钟" onChange={setAnswerMinutes} />
      </Field>
      <Field label={labels.superiorAfterMinutes} id={form.idOf('superiorAfterMinutes')} error={form.errorOf('superiorAfterMinutes')} hint="未应答先告带班领导，再过这些分钟告上级">
        <InputNumber min={1} max={240} value={superiorAfterMinutes} addonAfter="分钟" onChange={setSuperior} />
      </Field>
      <Field label={labels.basis} id={form.idOf('basis')} error={form.errorOf('basis')} hint="如：市政府值班工作办法；没有的写“本级规定”" required>
        <Input value={basis} maxLength={120} onChange={(event) => setBasis(event.target.value)} />
      </Field>
      {rule !== null && (
        <Button danger loading={end.busy} onClick={() => void end.run({ body: {} })}>
          停止抽查
        </Button>
      )}
    </FormDialog>
  )
}
