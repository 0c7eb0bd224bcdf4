import { addMinutes, Problem } from '@fengsui/contract/kernel'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Database } from '../../platform/db/database.ts'
import type { NodeKey } from '../../platform/secrets/node-key.ts'
import { LOCK_MINUTES, MAX_FAILURES, PENDING_MINUTES, SESSION_HOURS } from './access-settings.ts'
import { chargeAttempt, findCredential, giveAttemptBack, logAccess, noteSignIn, UNKNOWN_USER } from './credential-store.ts'
import type { FailureThrottle } from './failure-throttle.ts'
import type { PasswordHasher } from './password-hasher.ts'
import { countPendingSignIns, dropPendingSignIn, findPendingSignIn, hasSecondFactor, insertPendingSignIn } from './second-factor-store.ts'
import { hashToken, newSecret } from './secrets.ts'
import { deleteSession, insertSession } from './session-store.ts'
import { spendCode } from './spend-code.ts'

export interface SignInParts {
  database: Database
  wall: Clock
  hasher: PasswordHasher
  throttle: FailureThrottle
  nodeKey: NodeKey
}

/** A session that was opened; or, where a code is still to come, the token of the pending sign-in. */
export type SignInStep = { kind: 'open'; accountId: string; token: string; csrfToken: string } | { kind: 'code'; pendingToken: string }

const FAILED = `用户名或密码不对，请检查后重试；连续输错 ${MAX_FAILURES} 次将锁定 ${LOCK_MINUTES} 分钟`
const LOCKED = `连续输错 ${MAX_FAILURES} 次，已锁定 ${LOCK_MINUTES} 分钟。请稍后再试，或请系统管理员重设密码`
const WRONG_CODE = `口令不对或已用过，请等手机上换出新的口令再输；密码与口令合计连续输错 ${MAX_FAILURES} 次将锁定 ${LOCK_MINUTES} 分钟`
const MAX_USER_AGENT = 300
/** Open pending sign-ins of one account; more is somebody trying. */
const MAX_PENDING = 10

interface Caller { address: string; userAgent: string; oldToken: string | null }

/**
 * Checks a password. Without a second factor that opens a session, and a session the browser brought along ends; with one it gives a
 * short-lived token for the second step and nothing else. Answers and cost are the same whether the user exists, is disabled or not.
 * @throws Problem `sign-in-failed`, `account-locked`, `too-many-requests`
 */
export async function signIn(parts: SignInParts, given: Caller & { username: string; password: string }): Promise<SignInStep> {
  const { database, wall, hasher, throttle } = parts
  throttle.take(given.address)
  const now = wall.now()
  const username = given.username.trim().toLowerCase()
  const credential = await findCredential(database, username)
  const failures = credential ? await chargeAttempt(database, credential.accountId, now) : throttle.countUnknown(username)
  const log = (event: 'sign-in-failed' | 'locked') =>
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
  if (!(await hasSecondFactor(database, credential.accountId))) return openSession(parts, credential.accountId, given)
  await giveAttemptBack(database, credential.accountId)
  if ((await countPendingSignIns(database, credential.accountId, now)) >= MAX_PENDING) throw new Problem('too-many-requests', '这个账号等待口令的登录过多，请五分钟后再试')
  const pendingToken = newSecret()
  await insertPendingSignIn(database, { tokenHash: hashToken(pendingToken), accountId: credential.accountId, address: given.address, userAgent: given.userAgent.slice(0, MAX_USER_AGENT), at: now, expiresAt: addMinutes(now, PENDING_MINUTES) })
  return { kind: 'code', pendingToken }
}

/**
 * The second step: a code of the moment or a recovery code, from the address that gave the password. Wrong codes count like wrong
 * passwords. The pending sign-in opens one session and is gone.
 * @throws Problem `session-expired` when there is none, `sign-in-failed`, `account-locked`, `too-many-requests`
 */
export async function finishSignIn(parts: SignInParts, given: Caller & { pendingToken: string | null; code: string }): Promise<Extract<SignInStep, { kind: 'open' }>> {
  const { database, wall, throttle } = parts
  throttle.take(given.address)
  const now = wall.now()
  const tokenHash = hashToken(given.pendingToken ?? '')
  const pending = await findPendingSignIn(database, tokenHash, now)
  if (!pending || pending.address !== given.address) throw new Problem('session-expired', '等口令的时间已过，或网络地址变了，请重新输入用户名和密码')
  const { accountId } = pending
  const failures = await chargeAttempt(database, accountId, now)
  const log = (event: 'locked' | 'code-failed') => logAccess(database, { at: now, event, accountId, address: given.address })
  if (failures === null) {
    await log('locked')
    throw new Problem('account-locked', LOCKED)
  }
  // Spending the code and taking the pending sign-in is one step: of two at once one wins.
  const spent = await database.transaction(async (tx) => {
    const kind = await spendCode(tx, parts.nodeKey, { accountId, code: given.code, now })
    return kind !== null && (await dropPendingSignIn(tx, tokenHash)) ? kind : null
  })
  if (spent === null) {
    const locked = failures >= MAX_FAILURES
    if (locked) await dropPendingSignIn(database, tokenHash)
    await log(locked ? 'locked' : 'code-failed')
    throw locked ? new Problem('account-locked', LOCKED) : new Problem('sign-in-failed', WRONG_CODE, [{ path: 'code', message: '口令不对或已用过' }])
  }
  throttle.giveBack(given.address)
  if (spent === 'recovery') await logAccess(database, { at: now, event: 'recovery-code-used', accountId, address: given.address })
  return openSession(parts, accountId, given)
}

async function openSession(parts: SignInParts, accountId: string, given: Caller): Promise<Extract<SignInStep, { kind: 'open' }>> {
  const { database, wall } = parts
  const now = wall.now()
  const token = newSecret()
  const csrfToken = newSecret()
  if (given.oldToken !== null) await deleteSession(database, hashToken(given.oldToken))
  await noteSignIn(database, accountId, now)
  await insertSession(database, { tokenHash: hashToken(token), accountId, csrfToken, at: now, expiresAt: addMinutes(now, SESSION_HOURS * 60), userAgent: given.userAgent.slice(0, MAX_USER_AGENT), address: given.address })
  await logAccess(database, { at: now, event: 'sign-in', accountId, address: given.address })
  return { kind: 'open', accountId, token, csrfToken }
}
