import { createHash, timingSafeEqual } from 'node:crypto'
import { Problem } from '@fengsui/contract/kernel'
import type { FastifyRequest } from 'fastify'
import type { HttpServer } from '../http/http-server.ts'
import { Metrics } from './metrics.ts'

/** `GET /metrics`: for a program on this machine, or whoever brings the token. A request that a proxy passed on is not from this machine. */
export function bindMetrics(http: HttpServer, options: { token: string | null; render: () => Promise<string> }): void {
  http.app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!isLocal(request) && !hasToken(request, options.token)) throw new Problem('forbidden', '运行指标只供本机读取；从别处读取请在服务端设置 FENGSUI_METRICS_TOKEN 并在请求头写 Authorization: Bearer 令牌')
    return reply.type(Metrics.contentType).header('cache-control', 'no-store').send(await options.render())
  })
}

function isLocal(request: FastifyRequest): boolean {
  const { headers } = request
  if (headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined || headers['x-real-ip'] !== undefined || headers['via'] !== undefined) return false
  return /^(?:::ffff:)?127\.|^::1$/.test(request.ip)
}

function hasToken(request: FastifyRequest, token: string | null): boolean {
  if (token === null) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`))
}
