import { InputNumber, Select } from 'antd'
import type { DueTerm } from '@fengsui/contract/instructions'
import { InstantInput } from '../pickers/InstantInput.tsx'
import styles from './give-instruction.module.css'

/** A term as the form holds it; `default` leaves it to the rule of the urgency. */
export type DueChoice = { readonly kind: 'default' } | DueTerm

/** What the command takes; an instant not yet entered is left to the server to refuse. */
export function toTerm(choice: DueChoice): DueTerm | null {
  return choice.kind === 'default' ? null : choice
}

interface DueFieldProps {
  readonly id?: string | undefined
  readonly 'aria-describedby'?: string | undefined
  readonly value: DueChoice
  /** What the rule would set, in words; absent where a term must be chosen. */
  readonly defaultWords?: string | undefined
  readonly onChange: (value: DueChoice) => void
}

const fresh: Readonly<Record<DueChoice['kind'], DueChoice>> = { default: { kind: 'default' }, hours: { kind: 'hours', hours: 24 }, workingDays: { kind: 'workingDays', days: 3 }, at: { kind: 'at', at: '' } }

/** Until when: by the rule, in hours, in working days, or a stated time. */
export function DueField({ id, value, defaultWords, onChange, 'aria-describedby': describedBy }: DueFieldProps) {
  const kinds = [...(defaultWords === undefined ? [] : [{ value: 'default', label: '平台默认' }]), { value: 'hours', label: '小时' }, { value: 'workingDays', label: '工作日' }, { value: 'at', label: '指定时间' }]
  return (
    <div className={styles.due}>
      <Select {...(id === undefined ? {} : { id })} aria-describedby={describedBy} value={value.kind} options={kinds} onChange={(kind: DueChoice['kind']) => onChange(fresh[kind])} />
      {value.kind === 'default' && <span>{defaultWords}</span>}
      {value.kind === 'hours' && <InputNumber aria-label="小时数" min={1} max={2160} precision={0} value={value.hours} suffix="小时" style={{ width: '100%' }} onChange={(hours) => onChange({ kind: 'hours', hours: hours ?? 1 })} />}
      {value.kind === 'workingDays' && <InputNumber aria-label="工作日数" min={1} max={60} precision={0} value={value.days} suffix="个工作日" style={{ width: '100%' }} onChange={(days) => onChange({ kind: 'workingDays', days: days ?? 1 })} />}
      {value.kind === 'at' && <InstantInput value={value.at === '' ? null : value.at} onChange={(at) => onChange({ kind: 'at', at: at ?? '' })} />}
    </div>
  )
}
