import { useSyncExternalStore } from 'react'
import { phoneBase } from './place.ts'

/** Stands at the root so that it may serve the phone pages; its bytes change with every build. */
export const workerAddress = '/m-worker.js'

let waiting: ServiceWorker | null = null
const listeners = new Set<() => void>()
const lookEveryMs = 30 * 60_000

const offer = (worker: ServiceWorker | null): void => {
  waiting = worker
  for (const listener of listeners) listener()
}

/**
 * Installs the worker that lets this page open without a network. A new version that lies ready at the start is taken at once, for
 * nothing is typed yet; one that comes later is offered.
 */
export async function keepPageOffline(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const { serviceWorker } = navigator
  let controlled = serviceWorker.controller !== null
  const hadController = controlled
  let reloading = false
  serviceWorker.addEventListener('controllerchange', () => {
    // The first worker takes over a page that is as new as itself; any later one is newer.
    if (!controlled || reloading) {
      controlled = true
      return
    }
    reloading = true
    window.location.reload()
  })
  const registration = await serviceWorker.register(workerAddress, { scope: phoneBase, updateViaCache: 'none' }).catch(() => null)
  if (registration === null) return
  if (registration.waiting !== null && hadController) {
    registration.waiting.postMessage('take-over')
    return
  }
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing
    fresh?.addEventListener('statechange', () => {
      if (fresh.state === 'installed' && serviceWorker.controller !== null) offer(fresh)
    })
  })
  const look = (): void => {
    registration.update().catch(() => void leaveIfGone(registration))
  }
  window.setInterval(look, lookEveryMs)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look()
  })
  look()
}

/** A server without phone pages (an older version was put back): the old page must not go on by itself for ever. */
async function leaveIfGone(registration: ServiceWorkerRegistration): Promise<void> {
  const answer = await fetch(workerAddress, { cache: 'no-store' }).catch(() => null)
  if (answer === null) return
  if (answer.status !== 404 && answer.status !== 410) {
    // The first installation was cut off in the middle: once more from the beginning.
    if (answer.ok && registration.active === null) await navigator.serviceWorker.register(workerAddress, { scope: phoneBase, updateViaCache: 'none' }).catch(() => null)
    return
  }
  // The queue stays in the phone's storage.
  await registration.unregister()
  window.location.reload()
}

/** Whether a newer version lies ready, and the way to take it. */
export function useUpdate(): (() => void) | null {
  const worker = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting,
  )
  return worker === null ? null : () => worker.postMessage('take-over')
}
