import type { ServerResponse } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { LiveHub } from '../live/live-hub.ts'
import { API_PREFIX, type HttpServer } from './http-server.ts'

/** More waiting bytes than this and the reader is too slow to keep: some hundred entries. */
const MAX_BUFFERED_BYTES = 256 * 1024
/** One that catches up is given more when fewer than this are waiting. */
const READY_BYTES = 64 * 1024
const READY_WAIT_MS = 10_000
/** How long an ended stream may take to go. */
const END_WAIT_MS = 2000
const CURSOR = /^\d{1,9}:\d{1,15}$/
const CLIENT = /^[\w-]{8,64}$/

/**
 * `GET /api/v1/live`: server-sent events, resumed by `Last-Event-ID` or `?after=epoch:position`. A device has one stream: a new one ends
 * the older ones of the same session and `?client=` (a name the browser chooses for itself), or without it of the same address and program.
 */
export function bindLiveStream(http: HttpServer, hub: LiveHub): void {
  http.app.get(`${API_PREFIX}/live`, { schema: { hide: true } }, async (request, reply) => {
    const { actor, sessionKey } = await http.authorise(request, reply, 'signed-in')
    const stream = reply.raw
    // Gone while it was being recognised: then there is nobody to attach.
    if (stream.destroyed || request.raw.socket.destroyed) return reply.hijack()
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) stream.setHeader(name, value)
    // The stream ends with its connection, so it needs no chunks around each frame.
    stream.useChunkedEncodingByDefault = false
    stream.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    stream.write('retry: 1000\n\n')
    const detach = hub.attach(
      {
        actor,
        sessionKey,
        device: deviceOf(request),
        send: (frames) => {
          // What waits from before counts: one round may bring more than that at once, even to the quickest.
          if (stream.writableLength > MAX_BUFFERED_BYTES) return false
          stream.write(frames)
          return true
        },
        close: () => {
          stream.end()
          // Who does not read does not see the end either.
          setTimeout(() => stream.destroy(), END_WAIT_MS).unref()
        },
        drop: () => stream.destroy(),
        ready: () => stream.writableLength < READY_BYTES || untilDrained(stream),
      },
      cursorOf(request),
    )
    stream.on('close', detach)
  })
}

function untilDrained(stream: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (ready: boolean) => {
      clearTimeout(timer)
      stream.off('drain', drained)
      stream.off('close', gone)
      resolve(ready)
    }
    const drained = () => done(true)
    const gone = () => done(false)
    const timer = setTimeout(() => done(false), READY_WAIT_MS)
    stream.once('drain', drained)
    stream.once('close', gone)
  })
}

function cursorOf(request: FastifyRequest): string | null {
  const { after } = request.query as { after?: unknown }
  const given = request.headers['last-event-id'] ?? after
  return typeof given === 'string' && CURSOR.test(given) ? given : null
}

function deviceOf(request: FastifyRequest): string {
  const { client } = request.query as { client?: unknown }
  return typeof client === 'string' && CLIENT.test(client) ? `client:${client}` : `from:${request.ip}|${request.headers['user-agent'] ?? ''}`
}
