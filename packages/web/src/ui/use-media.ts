import { useSyncExternalStore } from 'react'

/** Makes a hook that says whether a media query holds, and renders anew when that changes. */
export function createMediaHook(query: string): () => boolean {
  const subscribe = (listener: () => void): (() => void) => {
    const media = window.matchMedia(query)
    media.addEventListener('change', listener)
    return () => media.removeEventListener('change', listener)
  }
  const holds = (): boolean => window.matchMedia(query).matches
  return () => useSyncExternalStore(subscribe, holds)
}
