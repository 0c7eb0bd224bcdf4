import { request as httpRequest, type IncomingMessage } from 'node:http'
import { Id, Problem } from '@fengsui/contract/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { API_PREFIX } from '../../platform/http/http-server.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { SandboxRuns } from './sandbox-runs.ts'

const PATH = `${API_PREFIX}/sandboxes/:sandboxId/view/*`
/** Letters, digits and what ids and queries need; nothing that could climb out of the interface. */
const SAFE_PATH = /^[\w/-]{1,300}$/
const PASSED_ON = ['accept', 'last-event-id'] as const
const PASSED_BACK = ['content-type', 'cache-control', 'x-accel-buffering'] as const

/** Lets those who may run replays look into a sandbox: reading and the live stream go through, everything else is refused. */
export function bindViewProxy(deps: ModuleDeps, runs: SandboxRuns): void {
  const { http } = deps
  http.app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: PATH,
    schema: { hide: true },
    handler: async (request, reply) => {
      const authentication = await http.authorise(request, reply, 'sandbox:run')
      const { sandboxId, '*': rest } = request.params as { sandboxId: string; '*': string }
      if (request.method !== 'GET') throw new Problem('conflict', '回放中只能看，不能操作')
      if (!Id.safeParse(sandboxId).success || !SAFE_PATH.test(rest)) throw new Problem('not-found', '没有找到这个页面')
      const { port, token } = await runs.openView(sandboxId)
      const query = request.url.indexOf('?')
      const answer = await ask({ port, token, path: `${API_PREFIX}/${rest}${query < 0 ? '' : request.url.slice(query)}`, request, reply })
      const live = answer.headers['content-type']?.startsWith('text/event-stream') ?? false
      const detach = live ? deps.hub.attach({ actor: authentication.actor, sessionKey: authentication.sessionKey, send: () => true, close: () => answer.destroy() }, null) : () => undefined
      passBack(answer, reply, detach)
    },
  })
}

/** @throws Problem `unavailable` while the sandbox's process is being started again */
function ask(options: { port: number; token: string; path: string; request: FastifyRequest; reply: FastifyReply }): Promise<IncomingMessage> {
  const headers: Record<string, string> = { authorization: `Bearer ${options.token}` }
  for (const name of PASSED_ON) {
    const value = options.request.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ host: '127.0.0.1', port: options.port, path: options.path, method: 'GET', headers }, resolve)
    outgoing.once('error', () => reject(new Problem('unavailable', '回放正在恢复，请稍候再看')))
    options.reply.raw.once('close', () => outgoing.destroy())
    outgoing.end()
  })
}

function passBack(answer: IncomingMessage, reply: FastifyReply, detach: () => void): void {
  reply.hijack()
  const { raw } = reply
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  for (const name of PASSED_BACK) {
    const value = answer.headers[name]
    if (value !== undefined) raw.setHeader(name, value)
  }
  raw.writeHead(answer.statusCode ?? 502)
  answer.pipe(raw)
  // A sandbox that ends takes its streams with it; the browser connects again.
  answer.once('error', () => raw.destroy())
  answer.once('close', () => {
    if (!raw.writableEnded) raw.end()
  })
  raw.once('close', () => {
    detach()
    answer.destroy()
  })
}
