import { makeClientName } from './client-name.ts'
import { openLiveConnection } from './live-connection.ts'
import type { LiveConnection } from './live-connection.ts'
import type { LiveMessage, LiveRequest } from './live-message.ts'

/**
 * The shared worker: one stream for all pages of this browser, since a browser opens only six connections to a host and a
 * duty desk has many tabs. Pages join with their interface base and leave when they are hidden for good.
 */
interface Room {
  readonly connection: LiveConnection
  readonly ports: Set<MessagePort>
}

const rooms = new Map<string, Room>()

const join = (port: MessagePort, base: string): void => {
  const known = rooms.get(base)
  if (known !== undefined) {
    known.ports.add(port)
    port.postMessage({ kind: 'phase', phase: known.connection.phase } satisfies LiveMessage)
    return
  }
  const ports = new Set([port])
  const connection = openLiveConnection(
    base,
    (message) => {
      for (const each of ports) each.postMessage(message)
    },
    {
      fetch: (address, init) => fetch(address, { ...init, credentials: 'same-origin', cache: 'no-store' }),
      setTimer: (run, milliseconds) => setTimeout(run, milliseconds) as unknown as number,
      clearTimer: (timer) => clearTimeout(timer),
      client: makeClientName(),
    },
  )
  rooms.set(base, { connection, ports })
}

const leave = (port: MessagePort): void => {
  for (const [base, room] of rooms) {
    if (!room.ports.delete(port) || room.ports.size > 0) continue
    room.connection.close()
    rooms.delete(base)
  }
}

self.addEventListener('connect', (event) => {
  const port = event instanceof MessageEvent ? event.ports[0] : undefined
  if (port === undefined) return
  port.addEventListener('message', ({ data }: MessageEvent<LiveRequest>) => {
    if (data.kind === 'join') join(port, data.base)
    else if (data.kind === 'leave') leave(port)
    else for (const room of rooms.values()) room.connection.restart()
  })
  port.start()
})
