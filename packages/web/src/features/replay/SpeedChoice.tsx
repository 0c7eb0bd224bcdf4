import styles from './replay.module.css'
import { texts } from './texts.ts'

/** Business seconds per second that may be chosen; 0 is as fast as the machine can. */
const speeds: readonly number[] = [10, 60, 300, 1200, 0]

interface SpeedChoiceProps {
  readonly id?: string
  readonly value: number
  readonly disabled?: boolean
  readonly onChange: (speed: number) => void
}

/** How fast the night passes. */
export function SpeedChoice({ id, value, disabled = false, onChange }: SpeedChoiceProps) {
  return (
    <select id={id} className={styles.select} aria-label={id === undefined ? texts.speed : undefined} disabled={disabled} value={value} onChange={(event) => onChange(Number(event.target.value))}>
      {[...new Set([...speeds, value])].map((speed) => (
        <option key={speed} value={speed}>
          {speed === 0 ? texts.speedName(speed) : `1 秒 = ${texts.speedName(speed)}`}
        </option>
      ))}
    </select>
  )
}
