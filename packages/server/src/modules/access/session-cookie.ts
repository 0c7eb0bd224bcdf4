import type { FastifyReply, FastifyRequest } from 'fastify'
import { PENDING_MINUTES, SESSION_HOURS } from './access-settings.ts'

/** The session cookie: reading and setting it. */
export interface SessionCookie {
  read(request: FastifyRequest): string | null
  set(reply: FastifyReply, token: string): void
  clear(reply: FastifyReply): void
  /** The sign-in that waits for its code. */
  readPending(request: FastifyRequest): string | null
  setPending(reply: FastifyReply, token: string): void
  /** Takes the place of the pending one. */
  setInsteadOfPending(reply: FastifyReply, token: string): void
}

/** Cookies do not know ports, so a sandbox that runs beside the real system has a name of its own. */
export function createSessionCookie(options: { secure: boolean; sandbox: boolean }): SessionCookie {
  const name = options.sandbox ? 'fengsui_sandbox_session' : 'fengsui_session'
  const attributes = `Path=/; HttpOnly; SameSite=Strict${options.secure ? '; Secure' : ''}`
  const pendingName = `${name}_pending`
  const session = (token: string) => `${name}=${token}; Max-Age=${SESSION_HOURS * 3600}; ${attributes}`
  return {
    readPending: (request) => request.cookies[pendingName] ?? null,
    setPending: (reply, token) => void reply.header('set-cookie', `${pendingName}=${token}; Max-Age=${PENDING_MINUTES * 60}; ${attributes}`),
    setInsteadOfPending: (reply, token) => void reply.header('set-cookie', [session(token), `${pendingName}=; Max-Age=0; ${attributes}`]),
    read: (request) => request.cookies[name] ?? null,
    // Written as a header at once: a live stream takes its headers over before the cookie plugin would add them.
    set: (reply, token) => void reply.header('set-cookie', session(token)),
    clear: (reply) => void reply.header('set-cookie', `${name}=; Max-Age=0; ${attributes}`),
  }
}
