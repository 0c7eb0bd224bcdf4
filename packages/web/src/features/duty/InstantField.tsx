import { Input } from 'antd'
import { useRef, useState } from 'react'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { FieldError } from '../../ui/forms/FormErrors.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { readTypedTime } from './typed-time.ts'

interface InstantFieldProps {
  readonly id: string
  /** ISO instant, or null when not known. */
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  readonly large?: boolean
}

/** A time as people write it: `01:32`, `132`, `8月10日1时半`, `昨晚11点`; shown as `08-10 01:32` Beijing time. */
export function InstantField({ id, value, onChange, large = false }: InstantFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const [unread, setUnread] = useState(false)
  const now = useRef(0)
  now.current = useNow()
  const finish = (): void => {
    if (typed === null) return
    const text = typed.trim()
    const at = text === '' ? null : readTypedTime(text, new Date(now.current).toISOString())
    setUnread(text !== '' && at === null)
    if (text !== '' && at === null) return
    setTyped(null)
    onChange(at)
  }
  return (
    <span>
      <Input
        id={id}
        size={large ? 'large' : 'middle'}
        autoComplete="off"
        placeholder="如 01:32 或 昨晚11点"
        value={typed ?? (value === null ? '' : monthDayTime(value))}
        aria-describedby={`${id}-unread`}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={finish}
        onPressEnter={finish}
      />
      <FieldError id={`${id}-unread`} message={unread ? '看不懂这个时间，或晚于现在；请写成 01:32 或 8月10日1时32分' : undefined} />
    </span>
  )
}
