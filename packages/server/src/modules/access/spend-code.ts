import type { Instant } from '@fengsui/contract/kernel'
import type { Transaction } from '../../platform/db/database.ts'
import type { NodeKey } from '../../platform/secrets/node-key.ts'
import { hashToken } from './secrets.ts'
import { lockSecondFactor, takeRecoveryCode, takeStep } from './second-factor-store.ts'
import { findStep } from './totp.ts'

/**
 * Uses up a code: each 30-second moment counts once and only forward, each recovery code once. The caller has charged the attempt.
 * @returns what was spent, or null for a wrong or used code
 */
export async function spendCode(tx: Transaction, key: NodeKey, given: { accountId: string; code: string; now: Instant; unconfirmed?: boolean }): Promise<'totp' | 'recovery' | null> {
  const { accountId, code, now } = given
  const factor = await lockSecondFactor(tx, accountId)
  if (!factor || (factor.confirmedAt === null) !== (given.unconfirmed ?? false)) return null
  if (!/^\d{6}$/.test(code)) return !given.unconfirmed && (await takeRecoveryCode(tx, accountId, hashToken(code), now)) ? 'recovery' : null
  const step = findStep(key.unseal(factor.secretBox, `account:${accountId}`), code, Date.parse(now))
  return step !== null && (await takeStep(tx, accountId, step)) ? 'totp' : null
}
