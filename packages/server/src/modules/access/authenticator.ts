import { notDelegable } from '@fengsui/contract/access'
import { addMinutes, divisionRange, Instant, permissionsOf, Problem, type Permission } from '@fengsui/contract/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor, Borrowed } from '../../platform/actor.ts'
import type { Clocks } from '../../platform/clock/clock.ts'
import type { WallSteps } from '../../platform/clock/wall-steps.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Authentication } from '../../platform/http/http-server.ts'
import { idleMinutesOf, ROTATE_MINUTES, ROTATION_GRACE_SECONDS, TOUCH_SECONDS } from './access-settings.ts'
import { hashToken, newSecret } from './secrets.ts'
import type { SessionCookie } from './session-cookie.ts'
import { deleteSession, findApiToken, findSession, rotateSession, touchApiToken, touchSession, type Loan, type Session, type SignedInAccount } from './session-store.ts'

const OWES_SECOND_FACTOR = '您的角色必须启用第二要素（动态口令）。请先到“我的账号”里启用，再办理业务'
const TOKEN_HEADER = /^Bearer (fs_[A-Za-z0-9_-]{43})$/

/**
 * Tells who sent a request: an API token in `Authorization`, else the session cookie. One indexed query a request; the account
 * is never cached, so a change of roles counts from the next request on.
 */
export class Authenticator {
  readonly #database: Database
  readonly #clocks: Clocks
  readonly #cookie: SessionCookie
  readonly #steps: WallSteps | null

  constructor(options: { database: Database; clocks: Clocks; cookie: SessionCookie; steps: WallSteps | null }) {
    this.#database = options.database
    this.#clocks = options.clocks
    this.#cookie = options.cookie
    this.#steps = options.steps
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
    const now = this.#clocks.wall.now()
    if (!token || (token.expiresAt !== null && token.expiresAt <= now)) throw new Problem('sign-in-required', '接口令牌无效、已到期、已吊销或账号已停用，请向系统管理员重新申请')
    if (token.lastUsedAt === null || isBefore(token.lastUsedAt, now, TOUCH_SECONDS)) await touchApiToken(this.#database, token.id, now)
    const actor = toActor(token)
    const { permissions } = token
    const narrowed = permissions === null ? actor : { ...actor, permissions: new Set(permissions.filter((permission) => actor.permissions.has(permission))) }
    return { actor: narrowed, sessionKey: `token:${token.id}`, csrfToken: null }
  }

  async #bySession(token: string, reply: FastifyReply): Promise<Authentication> {
    const presented = hashToken(token)
    await this.#steps?.settled()
    const now = this.#clocks.wall.now()
    const session = await findSession(this.#database, presented, this.#clocks.business.now())
    const known = session !== undefined && (session.tokenHash === presented || isPreviousGood(session, now))
    if (!known || hasEnded(session, now)) {
      if (session && hasEnded(session, now)) await deleteSession(this.#database, session.tokenHash)
      this.#cookie.clear(reply)
      throw new Problem('session-expired', '登录已过期，请重新登录；已填写的内容保存在本机，登录后可继续')
    }
    await this.#renew(session, presented, now, reply)
    return this.#authentication(session)
  }

  /** Who a session that was just opened belongs to. */
  async recognise(token: string): Promise<Authentication> {
    const session = await findSession(this.#database, hashToken(token), this.#clocks.business.now())
    if (!session) throw new Problem('session-expired', '登录已过期，请重新登录')
    return this.#authentication(session)
  }

  #authentication(session: Session): Authentication {
    const by = { sessionKey: sessionKeyOf(session.csrfToken), csrfToken: session.csrfToken }
    if (session.owesSecondFactor) return { ...by, actor: { ...toActor(session), permissions: new Set() }, limited: OWES_SECOND_FACTOR }
    return { ...by, actor: toActor(session, session.loans) }
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

/** Who an account is to the rest of the system, with what was lent to it. */
export function toActor(account: SignedInAccount, loans: readonly Loan[] = []): Actor {
  const own = permissionsOf(account.roles)
  const borrowed = loans.map((loan) => borrow(loan, own)).filter(({ permissions }) => permissions.length > 0)
  return {
    label: `account:${account.accountId}`,
    accountId: account.accountId,
    personId: account.personId,
    unitId: account.unitId,
    divisionCode: account.divisionCode,
    roles: account.roles,
    permissions: new Set([...own, ...borrowed.flatMap(({ permissions }) => permissions)]),
    scope: { ...divisionRange(account.divisionCode), unitId: account.unitId },
    ...(borrowed.length === 0 ? {} : { borrowed }),
  }
}

/** Of a loan that which the lender still holds, may be lent, and the borrower lacks. */
function borrow(loan: Loan, own: ReadonlySet<Permission>): Borrowed {
  const held = permissionsOf(loan.fromRoles)
  return { fromAccountId: loan.fromAccountId, permissions: loan.permissions.filter((permission) => held.has(permission) && !own.has(permission) && !notDelegable.includes(permission)), until: Instant.parse(loan.endsAt) }
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
