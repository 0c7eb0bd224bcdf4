import { joinClasses } from '../join-classes.ts'
import { Symbol } from '../symbols/Symbol.tsx'
import styles from './count-stepper.module.css'

interface CountStepperProps {
  readonly id: string
  readonly label: string
  readonly unit?: string
  /** null = not known, which is not zero. */
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly size?: 'normal' | 'touch'
  /** Marked because the value was read from a text and waits for a look. */
  readonly marked?: boolean
  readonly describedBy?: string | undefined
  readonly largest?: number
  /** Amounts such as 万元 may have decimals. */
  readonly decimals?: boolean
}

/** A number with a press on each side: for counting people in a hurry. Empty means "not reported yet"; minus at empty says zero, at zero says unknown. */
export function CountStepper({ id, label, unit, value, onChange, size = 'normal', marked = false, describedBy, largest = 1_000_000_000, decimals = false }: CountStepperProps) {
  const type = (text: string): void => {
    const clean = text.replace(decimals ? /[^\d.]/g : /\D/g, '')
    const next = Number(clean)
    onChange(clean === '' || Number.isNaN(next) ? null : Math.min(next, largest))
  }
  return (
    <div className={joinClasses(styles.stepper, size === 'touch' && styles.touch, marked && styles.marked, value !== null && value > 0 && styles.some)}>
      <label htmlFor={id}>
        <span title={label}>{label}</span>
        {unit !== undefined && <small>{unit}</small>}
      </label>
      <div className={styles.row}>
        <button type="button" aria-label={value === 0 ? `${label}改为未报` : value === null ? `${label}为 0` : `${label}减 1`} onClick={() => onChange(value === null ? 0 : value <= 0 ? null : Math.max(0, value - 1))}>
          <Symbol name="minus" size={14} />
        </button>
        <input id={id} inputMode={decimals ? 'decimal' : 'numeric'} autoComplete="off" placeholder="未报" aria-describedby={describedBy} value={value ?? ''} onChange={(event) => type(event.target.value)} onFocus={(event) => event.target.select()} />
        <button type="button" aria-label={`${label}加 1`} onClick={() => onChange(Math.min(largest, (value ?? 0) + 1))}>
          <Symbol name="plus" size={14} />
        </button>
      </div>
    </div>
  )
}
