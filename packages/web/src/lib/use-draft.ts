import { useCallback, useRef, useState } from 'react'
import { draftKey, dropDraft, mergeDraft, readDraft, writeDraft } from './draft/draft-store.ts'
import { useOptionalSession } from './session.tsx'

type Update<T> = T | ((before: T) => T)

/**
 * State of a form that survives closing the page, a crash and an expired session: every change is kept in this browser for
 * this account until `clear`.
 * @param key names the form and its object: `report:<incidentId>`
 */
export function useDraft<T>(key: string, initial: T): readonly [T, (next: Update<T>) => void, () => void] {
  const accountId = useOptionalSession()?.account.id ?? 'anonymous'
  const storageKey = draftKey(accountId, key)
  const first = useRef(initial)
  const load = (): { key: string; value: T } => ({ key: storageKey, value: mergeDraft(initial, readDraft(window.localStorage, storageKey)) })
  const [state, setState] = useState(load)
  // Another object in the same form has its own draft.
  let current = state
  if (state.key !== storageKey) {
    first.current = initial
    current = load()
    setState(current)
  }
  const latest = useRef(current)
  latest.current = current

  const set = useCallback(
    (next: Update<T>) => {
      const value = typeof next === 'function' ? (next as (before: T) => T)(latest.current.value) : next
      latest.current = { key: storageKey, value }
      writeDraft(window.localStorage, storageKey, value)
      setState(latest.current)
    },
    [storageKey],
  )
  const clear = useCallback(() => {
    dropDraft(window.localStorage, storageKey)
    latest.current = { key: storageKey, value: first.current }
    setState(latest.current)
  }, [storageKey])
  return [current.value, set, clear]
}
