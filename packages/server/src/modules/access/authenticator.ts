import { addMinutes, divisionRange, permissionsOf, Problem, type Instant } from '@fengsui/contract/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../platform/actor.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Authentication } from '../../platform/http/http-server.ts'
import { idleMinutesOf, ROTATE_MINUTES, ROTATION_GRACE_SECONDS, TOUCH_SECONDS } from './access-settings.ts'
import { hashToken, newSecret } from './secrets.ts'
import type { SessionCookie } from './session-cookie.ts'
import { deleteSession, findApiToken, findSession, rotateSession, touchApiToken, touchSession, type Session, type SignedInAccount } from './session-store.ts'

const TOKEN_HEADER = /^Bearer (fs_[A-Za-z0-9_-]{43})$/

/**
 * Tells who sent a request: an API token in `Authorization`, else the session cookie. One indexed query a request; the account
 * is never cached, so a change of roles counts from the next request on.
 */
export class Authenticator {
  readonly #database: Database
  readonly #wall: Clock
  readonly #cookie: SessionCookie

  constructor(options: { database: Database; wall: Clock; cookie: SessionCookie }) {
    this.#database = options.database
    this.#wall = options.wall
    this.#cookie = options.cookie
  }

  /** @returns null when the request brings neither. @throws Problem `session-expired`, or `sign-in-required` for a token that does not count */
  async authenticate(request: FastifyRequest, reply: FastifyReply): Promise<Authentication | null> {
    const header = request.headers.authorization
    if (header !== undefined) return this.#byToken(header)
    const token = this.#cookie.read(request)
    return token === null ? null : this.#bySession(token, reply)
  }

  async #byToken(header: string): Promise<Authentication> {
    const secret = TOKEN_HEADER.exec(header)?.[1]
    const token = secret === undefined ? undefined : await findApiToken(this.#database, hashToken(secret))
    if (!token) throw new Problem('sign-in-required', '接口令牌无效、已吊销或账号已停用，请向系统管理员重新申请')
    const now = this.#wall.now()
    if (token.lastUsedAt === null || isBefore(token.lastUsedAt, now, TOUCH_SECONDS)) await touchApiToken(this.#database, token.id, now)
    return { actor: toActor(token), sessionKey: `token:${token.id}`, csrfToken: null }
  }

  async #bySession(token: string, reply: FastifyReply): Promise<Authentication> {
    const presented = hashToken(token)
    const now = this.#wall.now()
    const session = await findSession(this.#database, presented)
    const known = session !== undefined && (session.tokenHash === presented || isPreviousGood(session, now))
    if (!known || hasEnded(session, now)) {
      if (session && hasEnded(session, now)) await deleteSession(this.#database, session.tokenHash)
      this.#cookie.clear(reply)
      throw new Problem('session-expired', '登录已过期，请重新登录；已填写的内容保存在本机，登录后可继续')
    }
    await this.#renew(session, presented, now, reply)
    return { actor: toActor(session), sessionKey: sessionKeyOf(session.csrfToken), csrfToken: session.csrfToken }
  }

  /** Changes the token when it is old, or when its last change never reached the browser; otherwise notes the use. */
  async #renew(session: Session, presented: string, now: Instant, reply: FastifyReply): Promise<void> {
    const isCurrent = session.tokenHash === presented
    const due = isCurrent ? isBefore(session.rotatedAt, now, ROTATE_MINUTES * 60) : isBefore(session.rotatedAt, now, ROTATION_GRACE_SECONDS)
    if (due) {
      const next = newSecret()
      if (await rotateSession(this.#database, { from: session.tokenHash, presented, to: hashToken(next), at: now })) this.#cookie.set(reply, next)
      return
    }
    if (isCurrent && (session.seenAt === session.rotatedAt || isBefore(session.seenAt, now, TOUCH_SECONDS))) await touchSession(this.#database, session.tokenHash, now)
  }
}

/** What live streams of a session are known by; stays the same when the token changes. */
export function sessionKeyOf(csrfToken: string): string {
  return `session:${hashToken(csrfToken)}`
}

/** Who an account is to the rest of the system. */
export function toActor(account: SignedInAccount): Actor {
  return {
    label: `account:${account.accountId}`,
    accountId: account.accountId,
    personId: account.personId,
    unitId: account.unitId,
    divisionCode: account.divisionCode,
    roles: account.roles,
    permissions: permissionsOf(account.roles),
    scope: { ...divisionRange(account.divisionCode), unitId: account.unitId },
  }
}

/** The token before the last change counts for a moment, and for as long as the new one has never been used: its answer may have been lost. */
function isPreviousGood(session: Session, now: Instant): boolean {
  return session.seenAt === session.rotatedAt || !isBefore(session.rotatedAt, now, ROTATION_GRACE_SECONDS)
}

function hasEnded(session: Session, now: Instant): boolean {
  return session.expiresAt <= now || addMinutes(session.seenAt, idleMinutesOf(session.roles)) <= now
}

/** Whether `at` is at least `seconds` before `now`. */
function isBefore(at: Instant, now: Instant, seconds: number): boolean {
  return addMinutes(at, seconds / 60) <= now
}
