import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openLiveConnection } from './live-connection.ts'
import type { LiveMessage } from './live-message.ts'

const entry = (id: string, object: string): string =>
  `id: ${id}\nevent: entry\ndata: ${JSON.stringify({ type: 'signal.submitted', at: '2019-08-09T17:52:00.000Z', subject: null, changes: [{ object, id: 's1', set: {} }] })}\n\n`

/** A server whose streams the test writes to and cuts. */
function createServer() {
  const addresses: string[] = []
  const streams: { write: (text: string) => void; cut: () => void }[] = []
  let refuseWith: number | null = null
  const fetch = (address: string, { signal }: { signal: AbortSignal }): Promise<Response> => {
    addresses.push(address)
    if (refuseWith !== null) return Promise.resolve(new Response('', { status: refuseWith }))
    const encoder = new TextEncoder()
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        streams.push({ write: (text) => controller.enqueue(encoder.encode(text)), cut: () => controller.error(new Error('cut')) })
        signal.addEventListener('abort', () => controller.error(new Error('aborted')))
      },
    })
    return Promise.resolve(new Response(body, { status: 200 }))
  }
  return { addresses, streams, fetch, refuse: (status: number | null) => (refuseWith = status) }
}

const parts = (fetch: ReturnType<typeof createServer>['fetch']) => ({
  fetch,
  setTimer: (run: () => void, milliseconds: number) => setTimeout(run, milliseconds) as unknown as number,
  clearTimer: (timer: number) => clearTimeout(timer),
  client: 'desk-0001',
})

describe('live connection', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('delivers entries and resumes after the last one, also one it may not see', async () => {
    const server = createServer()
    const heard: LiveMessage[] = []
    const connection = openLiveConnection('/api/v1', (message) => heard.push(message), parts(server.fetch))
    await vi.advanceTimersByTimeAsync(0)
    server.streams[0]?.write(entry('1:7', 'signal').slice(0, 40))
    server.streams[0]?.write(entry('1:7', 'signal').slice(40))
    server.streams[0]?.write('id: 1:8\nevent: skip\ndata: {}\n\n: \n\n')
    await vi.advanceTimersByTimeAsync(10)
    expect(heard.map(({ kind }) => kind)).toEqual(['phase', 'entry'])
    server.streams[0]?.cut()
    await vi.advanceTimersByTimeAsync(600)
    expect(server.addresses).toEqual(['/api/v1/live?client=desk-0001', '/api/v1/live?client=desk-0001&after=1%3A8'])
    expect(heard.slice(2)).toEqual([
      { kind: 'phase', phase: 'reconnecting' },
      { kind: 'phase', phase: 'live' },
    ])
    connection.close()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('takes a silent line for dead', async () => {
    const server = createServer()
    const connection = openLiveConnection('/api/v1', () => undefined, parts(server.fetch))
    await vi.advanceTimersByTimeAsync(30_000)
    server.streams[0]?.write(': \n\n')
    await vi.advanceTimersByTimeAsync(30_000)
    expect(server.addresses).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(11_000)
    expect(server.addresses).toHaveLength(2)
    connection.close()
  })

  it('says offline after vain attempts, signed-out on 401, and goes on trying', async () => {
    const server = createServer()
    server.refuse(503)
    const heard: LiveMessage[] = []
    const connection = openLiveConnection('/api/v1', (message) => heard.push(message), parts(server.fetch))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(heard).toContainEqual({ kind: 'phase', phase: 'offline' })
    server.refuse(401)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(heard).toContainEqual({ kind: 'signed-out' })
    server.refuse(null)
    connection.restart()
    await vi.advanceTimersByTimeAsync(10)
    expect(connection.phase).toBe('live')
    connection.close()
  })

  it('passes a reset on, and treats an unreadable entry as one', async () => {
    const server = createServer()
    const heard: LiveMessage[] = []
    const connection = openLiveConnection('/api/v1', (message) => heard.push(message), parts(server.fetch))
    await vi.advanceTimersByTimeAsync(0)
    server.streams[0]?.write('event: reset\nid: 2:1\ndata: {}\n\nid: 2:2\nevent: entry\ndata: {"new":"shape"}\n\n')
    await vi.advanceTimersByTimeAsync(10)
    expect(heard.filter(({ kind }) => kind === 'reset')).toHaveLength(2)
    connection.close()
  })
})
