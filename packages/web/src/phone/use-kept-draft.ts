import { useCallback, useEffect, useRef, useState } from 'react'
import { useMe, usePhone } from './core/phone-context.ts'

/**
 * What is being typed, kept on the phone with each change, photos too: opening the camera may close the browser.
 * The first value is null until the kept one was read.
 */
export function useKeptDraft<T extends object>(form: string, initial: T): readonly [T | null, (change: Partial<T>) => void, () => void] {
  const { kept } = usePhone()
  const accountId = useMe().account.id
  const first = useRef(initial)
  const [value, setValue] = useState<T | null>(null)
  const latest = useRef<T | null>(null)

  useEffect(() => {
    let here = true
    void kept
      .getDraft(accountId, form)
      .catch(() => undefined)
      .then((draft) => {
        if (!here) return
        latest.current = { ...first.current, ...(typeof draft === 'object' && draft !== null ? (draft as Partial<T>) : {}) }
        setValue(latest.current)
      })
    return () => {
      here = false
    }
  }, [kept, accountId, form])

  const change = useCallback(
    (part: Partial<T>) => {
      latest.current = { ...(latest.current ?? first.current), ...part }
      setValue(latest.current)
      void kept.setDraft(accountId, form, latest.current).catch(() => undefined)
    },
    [kept, accountId, form],
  )
  const clear = useCallback(() => {
    latest.current = first.current
    setValue(first.current)
    void kept.setDraft(accountId, form, null).catch(() => undefined)
  }, [kept, accountId, form])
  return [value, change, clear]
}
