import type { FastifyRequest } from 'fastify'
import type { LiveHub } from '../live/live-hub.ts'
import { API_PREFIX, type HttpServer } from './http-server.ts'

const HEARTBEAT_MS = 15_000
/** More waiting bytes than this and the reader is too slow to keep. */
const MAX_BUFFERED_BYTES = 1024 * 1024
const CURSOR = /^\d{1,9}:\d{1,15}$/

/** `GET /api/v1/live`: server-sent events, resumed by `Last-Event-ID` or `?after=epoch:position`. */
export function bindLiveStream(http: HttpServer, hub: LiveHub): void {
  http.app.get(`${API_PREFIX}/live`, { schema: { hide: true } }, async (request, reply) => {
    const { actor, sessionKey } = await http.authorise(request, reply, 'signed-in')
    reply.hijack()
    const stream = reply.raw
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) stream.setHeader(name, value)
    stream.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    stream.write('retry: 1000\n\n')
    const detach = hub.attach(
      {
        actor,
        sessionKey,
        send: (frame) => {
          stream.write(frame)
          return stream.writableLength < MAX_BUFFERED_BYTES
        },
        close: () => stream.end(),
      },
      cursorOf(request),
    )
    const heartbeat = setInterval(() => stream.write(': \n\n'), HEARTBEAT_MS)
    stream.on('close', () => {
      clearInterval(heartbeat)
      detach()
    })
  })
}

function cursorOf(request: FastifyRequest): string | null {
  const { after } = request.query as { after?: unknown }
  const given = request.headers['last-event-id'] ?? after
  return typeof given === 'string' && CURSOR.test(given) ? given : null
}
