import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import styles from './phone.module.css'

interface CountRowProps {
  readonly label: string
  /** null = not known, which is not zero. */
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly most?: number
  /** Counts that are always known begin at this. */
  readonly least?: number | null
}

/** A number by thumb. Minus at "not known" says zero, at zero says not known again. */
export function CountRow({ label, value, onChange, most = 9999, least = null }: CountRowProps) {
  const lower = (): number | null => (value === null ? 0 : value > (least ?? 0) ? value - 1 : least)
  return (
    <div className={styles.stepper}>
      <span>{label}</span>
      <div>
        <button type="button" aria-label={value === 0 ? `${label}改为不清楚` : value === null ? `${label}为 0` : `${label}减 1`} onClick={() => onChange(lower())}>
          <Symbol name="minus" size={20} />
        </button>
        <b aria-live="polite" className={joinClasses(value === null && styles.none)}>
          {value ?? '不清楚'}
        </b>
        <button type="button" aria-label={`${label}加 1`} onClick={() => onChange(Math.min(most, (value ?? 0) + 1))}>
          <Symbol name="plus" size={20} />
        </button>
      </div>
    </div>
  )
}
