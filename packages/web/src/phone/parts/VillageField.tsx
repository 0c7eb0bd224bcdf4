import { useVillages } from '../core/use-villages.ts'
import styles from './phone.module.css'

interface VillageFieldProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly onChange: (divisionCode: string) => void
}

/** Which of one's places; nothing to ask of somebody who has one. */
export function VillageField({ id, label, value, onChange }: VillageFieldProps) {
  const villages = useVillages()
  if (villages.length < 2) return null
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {villages.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
