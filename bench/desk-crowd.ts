import { connect, type Socket } from 'node:net'

/**
 * The crowd of desks for `desks`, a process of its own so that its work is not the server's. Told by its parent what to do; answers with
 * what arrived when. `now` is the machine's monotonic clock, the same in both processes.
 */
export interface CrowdOrder {
  port: number
  /** One line per desk: what it asks for and how it behaves. */
  desks: { path: string; token: string; slow: boolean }[]
}

export interface CrowdReport {
  /** Per desk: positions in the order they came. */
  positions: number[][]
  /** Per arrival of a desk that is not slow: position and instant, flat. */
  arrivals: number[]
  cut: number
}

interface Desk {
  order: CrowdOrder['desks'][number]
  socket: Socket | null
  rest: string
  cursor: string | null
  positions: number[]
  hello: () => void
}

/** Milliseconds on the machine's monotonic clock, which both processes share. */
const now = (): number => Number(process.hrtime.bigint()) / 1e6
let desks: Desk[] = []
let port = 0
const arrivals: number[] = []
let cut = 0

function join(desk: Desk): Promise<void> {
  return new Promise((resolve) => {
    desk.hello = resolve
    desk.rest = ''
    const socket = connect({ host: '127.0.0.1', port })
    desk.socket = socket
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (desk.socket === socket) desk.socket = null
    })
    socket.write(`GET ${desk.order.path}${desk.cursor === null ? '' : `&after=${encodeURIComponent(desk.cursor)}`} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${desk.order.token}\r\n\r\n`)
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => read(desk, String(chunk)))
  })
}

function read(desk: Desk, chunk: string): void {
  const at = now()
  const frames = (desk.rest + chunk).split('\n\n')
  desk.rest = frames.pop() ?? ''
  for (const frame of frames) {
    const start = frame.indexOf('id: ')
    if (start === -1) continue
    const id = frame.slice(start + 4, frame.indexOf('\n', start))
    desk.cursor = id
    if (frame.includes('event: entry')) {
      const position = Number(id.slice(id.indexOf(':') + 1))
      desk.positions.push(position)
      arrivals.push(position, at)
    } else if (frame.includes('event: hello') || frame.includes('event: reset')) desk.hello()
  }
  // A slow reader takes one look and never another.
  if (desk.order.slow) desk.socket?.pause()
}

async function joinAll(which: readonly Desk[]): Promise<void> {
  let next = 0
  await Promise.all(Array.from({ length: 50 }, async () => {
    for (let desk = which[next++]; desk !== undefined; desk = which[next++]) await join(desk)
  }))
}

process.on('message', (message: { kind: 'join'; order: CrowdOrder } | { kind: 'storm'; share: number } | { kind: 'forget' } | { kind: 'report' } | { kind: 'leave' }) => {
  void (async () => {
    if (message.kind === 'join') {
      port = message.order.port
      desks = message.order.desks.map((order) => ({ order, socket: null, rest: '', cursor: null, positions: [], hello: () => undefined }))
      await joinAll(desks)
    } else if (message.kind === 'storm') {
      const gone = desks.filter((desk, index) => !desk.order.slow && index % Math.round(1 / message.share) === 0)
      for (const desk of gone) desk.socket?.destroy()
      cut += gone.length
      await joinAll(gone)
    } else if (message.kind === 'forget') arrivals.length = 0
    else if (message.kind === 'leave') for (const desk of desks) desk.socket?.destroy()
    process.send?.(message.kind === 'report' ? ({ positions: desks.map((desk) => desk.positions), arrivals, cut } satisfies CrowdReport) : { done: message.kind })
    if (message.kind === 'leave') process.disconnect()
  })()
})
