import { useSyncExternalStore } from 'react'

/** What Chromium gives a page that may be installed. */
interface InstallPrompt extends Event {
  readonly prompt: () => Promise<void>
}

export type InstallState = { readonly kind: 'installed' } | { readonly kind: 'by-hand' } | { readonly kind: 'ready'; readonly ask: () => void }

let offered: InstallState | null = null
const listeners = new Set<() => void>()
const byHand: InstallState = { kind: 'by-hand' }
const installed: InstallState = { kind: 'installed' }

const isPrompt = (event: Event): event is InstallPrompt => 'prompt' in event

/** Listens for the browser's offer from the first moment: it comes once. */
export function listenForInstall(): void {
  const tell = (next: InstallState | null): void => {
    offered = next
    for (const listener of listeners) listener()
  }
  window.addEventListener('beforeinstallprompt', (event) => {
    if (!isPrompt(event)) return
    event.preventDefault()
    tell({ kind: 'ready', ask: () => void event.prompt().catch(() => undefined) })
  })
  window.addEventListener('appinstalled', () => tell(installed))
}

const current = (): InstallState => offered ?? (window.matchMedia('(display-mode: standalone)').matches ? installed : byHand)

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useInstall(): InstallState {
  return useSyncExternalStore(subscribe, current)
}
