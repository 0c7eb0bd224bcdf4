import { useSyncExternalStore } from 'react'

/** Everything of the phone app lies below this; the slash at the end keeps it apart from /map. */
export const phoneBase = '/m/'

export const placeNames = ['home', 'report', 'tasks', 'households', 'disaster', 'shelters', 'mine'] as const
export type PlaceName = (typeof placeNames)[number]

/** Where one is: a page, and for some the thing on it. */
export interface Place {
  readonly name: PlaceName
  readonly id: string | null
  /** Counts every going: pressing the page one is on begins it anew. */
  readonly visit: number
}

/** Place of an address; anything unknown is home. Pure. */
export function placeOf(pathname: string, visit = 0): Place {
  const [name, id] = pathname.replace(/^\/m\/?/, '').split('/')
  const known = placeNames.find((each) => each === name)
  return { name: known ?? 'home', id: id === undefined || id === '' ? null : decodeURIComponent(id), visit }
}

export function addressOfPlace(name: PlaceName, id: string | null = null): string {
  return `${phoneBase}${name === 'home' ? '' : name}${id === null ? '' : `/${encodeURIComponent(id)}`}`
}

const moved = 'fengsui:place'
let visits = 0

export function goTo(name: PlaceName, id: string | null = null): void {
  visits += 1
  window.history.pushState(null, '', addressOfPlace(name, id))
  window.dispatchEvent(new Event(moved))
  window.scrollTo(0, 0)
}

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('popstate', listener)
  window.addEventListener(moved, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(moved, listener)
  }
}

export function usePlace(): Place {
  const pathname = useSyncExternalStore(subscribe, () => window.location.pathname)
  const visit = useSyncExternalStore(subscribe, () => visits)
  return placeOf(pathname, visit)
}
