import { useEffect, useEffectEvent } from 'react'

export type DeskKey = 'next' | 'previous' | 'open' | 'merge' | 'verify' | 'new'

const keys: Readonly<Record<string, DeskKey>> = { j: 'next', k: 'previous', enter: 'open', m: 'merge', v: 'verify', n: 'new' }

/** Whether a key belongs to what has the focus: a field, a button that Enter presses, or an open dialog. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null
  if (target === null) return false
  if (target.closest('input, textarea, select, [contenteditable=true], [role=combobox], [role=dialog], .ant-modal, .ant-drawer') !== null) return true
  return event.key === 'Enter' && target.closest('button, a, summary') !== null
}

/** Single keys of the duty desk; they rest while somebody types or a dialog is open. */
export function useDeskKeys(handle: (key: DeskKey) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTaken(event)) return
    const key = keys[event.key.toLowerCase()]
    if (key === undefined) return
    event.preventDefault()
    handle(key)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
