import { Input } from 'antd'
import { fromLocalInput, toLocalInput } from './shanghai-input.ts'

interface InstantInputProps {
  readonly id?: string | undefined
  readonly 'aria-describedby'?: string | undefined
  /** ISO instant, or null while nothing valid is there. */
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

/** Date and time in Beijing time, whatever the zone of the computer. */
export function InstantInput({ id, value, onChange, 'aria-describedby': describedBy }: InstantInputProps) {
  return (
    <Input
      type="datetime-local"
      id={id}
      aria-describedby={describedBy}
      value={value === null ? '' : toLocalInput(value)}
      onChange={(event) => onChange(fromLocalInput(event.target.value))}
    />
  )
}
