import { makeClientName } from './client-name.ts'
import { openLiveConnection } from './live-connection.ts'
import type { LiveMessage, LiveRequest } from './live-message.ts'

/** A page's end of the live stream. */
export interface LiveClient {
  restart(): void
  close(): void
}

/** Joins the stream of this browser, or opens an own one where shared workers do not exist. */
export function joinLive(base: string, tell: (message: LiveMessage) => void): LiveClient {
  if (typeof SharedWorker === 'function') return joinShared(base, tell)
  return openLiveConnection(base, tell, {
    fetch: (address, init) => fetch(address, { ...init, credentials: 'same-origin', cache: 'no-store' }),
    setTimer: (run, milliseconds) => window.setTimeout(run, milliseconds),
    clearTimer: (timer) => window.clearTimeout(timer),
    client: makeClientName(),
  })
}

function joinShared(base: string, tell: (message: LiveMessage) => void): LiveClient {
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), { type: 'module', name: 'fengsui-live' })
  const say = (request: LiveRequest): void => worker.port.postMessage(request)
  const leave = (): void => say({ kind: 'leave' })
  const rejoin = (event: PageTransitionEvent): void => {
    // Back from the browser's page cache: whatever happened meanwhile was not heard.
    if (!event.persisted) return
    say({ kind: 'join', base })
    tell({ kind: 'reset' })
  }
  worker.port.addEventListener('message', ({ data }: MessageEvent<LiveMessage>) => tell(data))
  worker.port.start()
  say({ kind: 'join', base })
  window.addEventListener('pagehide', leave)
  window.addEventListener('pageshow', rejoin)
  return {
    restart: () => say({ kind: 'restart' }),
    close: () => {
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('pageshow', rejoin)
      leave()
      worker.port.close()
    },
  }
}
