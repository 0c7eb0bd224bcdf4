import { routes } from '@fengsui/contract'
import { callKinds, notificationChannels, type CallKind, type Ladders, type LadderStep, type NotificationChannel, type QuietHours } from '@fengsui/contract/notifications'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { InstantInput } from '../../lib/pickers/InstantInput.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FieldError } from '../../ui/forms/FormErrors.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './calling-rules.module.css'

const kinds = Object.keys(callKinds) as CallKind[]
const labels = { basis: '依据', inForceFrom: '生效时间', 'quiet.from': '静默时段', 'quiet.to': '静默时段', ...Object.fromEntries(kinds.map((kind) => [`ladders.${kind}`, callKinds[kind]])) }
const words = { 'quiet.from': '时间写成 22:00', 'quiet.to': '时间写成 07:00', inForceFrom: '请填生效时间' }
const channelOptions = (Object.entries(notificationChannels) as [NotificationChannel, string][]).map(([value, label]) => ({ value, label }))
const toOptions = [{ value: 'same' as const, label: '再叫本人' }, { value: 'superior' as const, label: '转其上级' }]
const mostSteps = 6

interface CallingRulesDialogProps {
  /** What is in force now, to start from. */
  readonly from: { readonly ladders: Ladders; readonly quiet: QuietHours }
  readonly platform: { readonly ladders: Ladders; readonly quiet: QuietHours }
  readonly onClose: () => void
}

/** Sets the place's own rule from an instant on; the one before stays on record. */
export function CallingRulesDialog({ from, platform, onClose }: CallingRulesDialogProps) {
  const now = useNow()
  const [ladders, setLadders] = useState<Ladders>(from.ladders)
  const [quiet, setQuiet] = useState<QuietHours>(from.quiet)
  const [basis, setBasis] = useState('')
  const [inForceFrom, setInForceFrom] = useState<string | null>(() => new Date(Math.ceil(now / 60_000) * 60_000).toISOString())
  const form = useFormCommand(routes.setCallingRules, { labels, words, prefix: 'calling-rules', onDone: onClose })
  const ladderError = (kind: CallKind): string | undefined => form.errorOf(`ladders.${kind}`) ?? ladders[kind].map((_, index) => form.errorOf(`ladders.${kind}.${index}.name`) ?? form.errorOf(`ladders.${kind}.${index}.afterMinutes`) ?? form.errorOf(`ladders.${kind}.${index}.channels`)).find((message) => message !== undefined)
  return (
    <FormDialog open width={760} title="制定本地区叫应规则" okText="自该时起生效" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ body: { ladders, quiet, basis, inForceFrom: inForceFrom ?? '' } })}>
      <p className={styles.note}>
        一键调度、点名、叫应须在 60 分钟内有一级转上级。没有自定规则的下级地区随之沿用。
        <Button type="link" size="small" onClick={() => { setLadders(platform.ladders); setQuiet(platform.quiet) }}>改回平台默认</Button>
      </p>
      {kinds.map((kind) => (
        <LadderEditor key={kind} id={form.idOf(`ladders.${kind}`)} name={callKinds[kind]} steps={ladders[kind]} error={ladderError(kind)} onChange={(steps) => setLadders((before) => ({ ...before, [kind]: steps }))} />
      ))}
      <div className={styles.two}>
        <Field label="静默自（北京时间）" id={form.idOf('quiet.from')} error={form.errorOf('quiet.from')} required>
          <Input value={quiet.from} maxLength={5} placeholder="22:00" onChange={(event) => setQuiet({ ...quiet, from: event.target.value })} />
        </Field>
        <Field label="静默至" id={form.idOf('quiet.to')} error={form.errorOf('quiet.to')} required>
          <Input value={quiet.to} maxLength={5} placeholder="07:00" onChange={(event) => setQuiet({ ...quiet, to: event.target.value })} />
        </Field>
      </div>
      <Field label={labels.basis} hint="文件名和文号；没有文件的写“本级应急指挥部决定”" id={form.idOf('basis')} error={form.errorOf('basis')} required>
        <Input value={basis} maxLength={200} onChange={(event) => setBasis(event.target.value)} />
      </Field>
      <Field label={labels.inForceFrom} id={form.idOf('inForceFrom')} error={form.errorOf('inForceFrom')} required>
        <InstantInput value={inForceFrom} onChange={setInForceFrom} />
      </Field>
    </FormDialog>
  )
}

interface LadderEditorProps {
  readonly id: string
  readonly name: string
  readonly steps: readonly LadderStep[]
  readonly error: string | undefined
  readonly onChange: (steps: LadderStep[]) => void
}

/** The rungs of one kind of call. */
function LadderEditor({ id, name, steps, error, onChange }: LadderEditorProps) {
  const set = (index: number, some: Partial<LadderStep>): void => onChange(steps.map((step, each) => (each === index ? { ...step, ...some } : step)))
  return (
    <fieldset className={styles.ladder} id={id} tabIndex={-1}>
      <legend>{name}</legend>
      {steps.map((step, index) => (
        <div key={index} className={styles.step}>
          <InputNumber aria-label={`${name}第 ${index + 1} 级分钟`} value={step.afterMinutes} min={1} max={1440} precision={0} suffix="分钟后" inputMode="numeric" onChange={(minutes) => set(index, { afterMinutes: minutes ?? 0 })} />
          <Select aria-label={`${name}第 ${index + 1} 级叫谁`} value={step.to} options={toOptions} onChange={(to) => set(index, { to })} />
          <Select mode="multiple" aria-label={`${name}第 ${index + 1} 级通道`} value={step.channels} options={channelOptions} onChange={(channels: NotificationChannel[]) => set(index, { channels })} />
          <Input aria-label={`${name}第 ${index + 1} 级名称`} value={step.name} maxLength={20} onChange={(event) => set(index, { name: event.target.value })} />
          <Button aria-label={`去掉${name}第 ${index + 1} 级`} icon={<Symbol name="close" size={14} />} onClick={() => onChange(steps.filter((_, each) => each !== index))} />
        </div>
      ))}
      <Button size="small" disabled={steps.length >= mostSteps} icon={<Symbol name="plus" size={14} />} onClick={() => onChange([...steps, { afterMinutes: (steps.at(-1)?.afterMinutes ?? 0) + 5, channels: ['in-app', 'sms'], to: 'superior', name: '转上级' }])}>
        加一级
      </Button>
      <FieldError id={`${id}-problem`} message={error} />
    </fieldset>
  )
}
