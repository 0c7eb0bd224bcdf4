import { addMinutes, Problem } from '@fengsui/contract/kernel'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Database } from '../../platform/db/database.ts'
import { LOCK_MINUTES, MAX_FAILURES, SESSION_HOURS } from './access-settings.ts'
import { chargeAttempt, findCredential, logAccess, noteSignIn, UNKNOWN_USER } from './credential-store.ts'
import type { FailureThrottle } from './failure-throttle.ts'
import type { PasswordHasher } from './password-hasher.ts'
import { hashToken, newSecret } from './secrets.ts'
import { deleteSession, insertSession } from './session-store.ts'

export interface SignInParts {
  database: Database
  wall: Clock
  hasher: PasswordHasher
  throttle: FailureThrottle
}

const FAILED = `用户名或密码不对，请检查后重试；连续输错 ${MAX_FAILURES} 次将锁定 ${LOCK_MINUTES} 分钟`
const LOCKED = `连续输错 ${MAX_FAILURES} 次，已锁定 ${LOCK_MINUTES} 分钟。请稍后再试，或请系统管理员重设密码`
const MAX_USER_AGENT = 300

/**
 * Checks a password and opens a new session; a session the browser brought along ends. Answers and cost are the same whether
 * the user exists, is disabled or not.
 * @throws Problem `sign-in-failed`, `account-locked`, `too-many-requests`
 */
export async function signIn(parts: SignInParts, given: { username: string; password: string; address: string; userAgent: string; oldToken: string | null }): Promise<{ accountId: string; token: string; csrfToken: string }> {
  const { database, wall, hasher, throttle } = parts
  throttle.take(given.address)
  const now = wall.now()
  const username = given.username.trim().toLowerCase()
  const credential = await findCredential(database, username)
  const failures = credential ? await chargeAttempt(database, credential.accountId, now) : throttle.countUnknown(username)
  const log = (event: 'sign-in' | 'sign-in-failed' | 'locked') =>
    logAccess(database, { at: now, event, username: credential ? username : UNKNOWN_USER, accountId: credential?.accountId ?? null, address: given.address })

  const fits = await hasher.verify(credential?.passwordHash ?? null, given.password)
  if (failures === null) {
    await log('locked')
    throw new Problem('account-locked', LOCKED)
  }
  if (!credential || !fits || credential.status !== 'active') {
    const locked = failures >= MAX_FAILURES
    await log(locked ? 'locked' : 'sign-in-failed')
    throw locked ? new Problem('account-locked', LOCKED) : new Problem('sign-in-failed', FAILED)
  }

  throttle.giveBack(given.address)
  const token = newSecret()
  const csrfToken = newSecret()
  if (given.oldToken !== null) await deleteSession(database, hashToken(given.oldToken))
  await noteSignIn(database, credential.accountId, now)
  await insertSession(database, { tokenHash: hashToken(token), accountId: credential.accountId, csrfToken, at: now, expiresAt: addMinutes(now, SESSION_HOURS * 60), userAgent: given.userAgent.slice(0, MAX_USER_AGENT) })
  await log('sign-in')
  return { accountId: credential.accountId, token, csrfToken }
}
