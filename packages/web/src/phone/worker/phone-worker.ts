import { cachePrefix, listOldCaches, treat } from './page-cache.ts'
import type { PageVersion } from './page-cache.ts'

/** The part of a service worker's surroundings that is used here; the page's own types do not have it. */
interface WorkerEvent extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void
}
interface FetchEventLike extends WorkerEvent {
  readonly request: Request
  readonly respondWith: (response: Promise<Response>) => void
}
interface WorkerScope {
  readonly location: { readonly origin: string }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEventLike) => void): void
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void
}

/** Filled in by the build, see build/phone-worker.ts. */
declare const PAGE_VERSION: PageVersion

const version = PAGE_VERSION
const files = new Set(version.files)
const cacheName = `${cachePrefix}${version.hash}`
const scope = globalThis as unknown as WorkerScope

scope.addEventListener('install', (event) => {
  // All of a version or nothing of it: half a page would not open without a network.
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(version.files.map((address) => new Request(address, { cache: 'reload' })))))
})

scope.addEventListener('activate', (event) => {
  const clean = async (): Promise<void> => {
    await Promise.all(listOldCaches(await caches.keys(), version.hash).map((name) => caches.delete(name)))
    await scope.clients.claim()
  }
  event.waitUntil(clean())
})

scope.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void scope.skipWaiting()
})

scope.addEventListener('fetch', (event) => {
  const { request } = event
  const treatment = treat({ method: request.method, url: request.url, navigates: request.mode === 'navigate' }, scope.location.origin, files)
  if (treatment.kind === 'server') return
  event.respondWith(
    caches
      .open(cacheName)
      .then((cache) => cache.match(treatment.address))
      // The browser may have cleared its cache: then the server has it.
      .then((cached) => cached ?? fetch(request)),
  )
})
