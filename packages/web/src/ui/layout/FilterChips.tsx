import { joinClasses } from '../join-classes.ts'
import styles from './layout.module.css'

/** One filter: pressed chips narrow the list. */
export interface FilterChip<K extends string> {
  readonly key: K
  readonly label: string
  readonly count?: number | undefined
}

interface FilterChipsProps<K extends string> {
  readonly items: readonly FilterChip<K>[]
  readonly value: readonly K[]
  readonly onChange: (value: readonly K[]) => void
  readonly label: string
}

/** Toggle chips with counts; none pressed means everything. */
export function FilterChips<K extends string>({ items, value, onChange, label }: FilterChipsProps<K>) {
  return (
    <div role="group" aria-label={label} className={styles.chips}>
      {items.map(({ key, label: word, count }) => {
        const pressed = value.includes(key)
        return (
          <button
            key={key}
            type="button"
            aria-pressed={pressed}
            className={joinClasses(styles.chip, pressed && styles.chipOn)}
            onClick={() => onChange(pressed ? value.filter((k) => k !== key) : [...value, key])}
          >
            {word}
            {count !== undefined && <b>{count}</b>}
          </button>
        )
      })}
    </div>
  )
}
