import { Problem, type Role } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { Authentication } from '../../platform/http/http-server.ts'
import type { AccessParts } from './access-parts.ts'
import { refuseOwnAccount, requireAccountInScope } from './account-policy.ts'
import { findAccount } from './account-store.ts'
import { chargeAttempt, clearFailures, findPasswordHash, logAccess } from './credential-store.ts'
import { confirmFactor, deleteFactor, readSecondFactorRule, replaceRecoveryCodes, saveNewSecret, saveSecondFactorRoles } from './second-factor-store.ts'
import { digestPassword, newRowId } from './secrets.ts'
import { deleteSessionsOf } from './session-store.ts'
import { spendCode } from './spend-code.ts'
import { drawEnrolment, newRecoveryCodes, newTotpSecret } from './totp.ts'

const LOCKED = '输错次数过多，已锁定，请稍后再试或请系统管理员重设密码'

/** Wrong guesses count toward the lock like those at sign-in: charged outside the transaction that does the rest, so that they stay. */
async function provePassword(parts: AccessParts, accountId: string, password: string): Promise<void> {
  if ((await chargeAttempt(parts.database, accountId, parts.clocks.wall.now())) === null) throw new Problem('account-locked', LOCKED)
  if (await parts.hasher.verify(await findPasswordHash(parts.database, accountId), password)) return
  throw new Problem('invalid-input', '密码不对，请重新输入', [{ path: 'password', message: '密码不对，请重新输入' }])
}

function wrongCode(): Problem {
  return new Problem('invalid-input', '口令不对或已用过，请等手机上换出新的口令再输', [{ path: 'code', message: '口令不对或已用过' }])
}

function record(ctx: CommandContext, type: string, account: { id: string; divisionCode: string }, note?: { roles: Role[] }): void {
  // Changes no field: the entry says that it happened, to those who may see the account.
  ctx.record({ type, audience: { division: account.divisionCode }, changes: [{ object: 'account', id: account.id, set: {} }], ...(note ? { note } : {}) })
}

/**
 * A new secret for the own account, shown here and nowhere kept in clear. Not in force until confirmed.
 * @throws Problem `invalid-input`, `account-locked`, `lifecycle-refused` when a factor is in force
 */
export async function beginSecondFactor(parts: AccessParts, by: Authentication, given: { password: string }): Promise<{ secret: string; uri: string; qrSvg: string }> {
  const { accountId } = by.actor
  requireSession(by)
  await provePassword(parts, accountId, given.password)
  await clearFailures(parts.database, accountId)
  const secret = newTotpSecret()
  const saved = await saveNewSecret(parts.database, { accountId, secretBox: parts.nodeKey.seal(secret, `account:${accountId}`), at: parts.clocks.wall.now() })
  if (!saved) throw new Problem('lifecycle-refused', '第二要素已经启用；要换手机请先停用再重新启用')
  const account = await parts.database.transaction((tx) => findAccount(parts.objects, tx, accountId))
  return { secret, ...(await drawEnrolment(secret, account?.username ?? '')) }
}

/**
 * Puts the secret in force: from now on every sign-in asks for a code. The account's other sessions end.
 * @returns the recovery codes, shown this once
 */
export async function confirmSecondFactor(parts: AccessParts, by: Authentication, given: { code: string; address: string }): Promise<{ recoveryCodes: string[] }> {
  const { accountId, divisionCode, label } = by.actor
  requireSession(by)
  if ((await chargeAttempt(parts.database, accountId, parts.clocks.wall.now())) === null) throw new Problem('account-locked', LOCKED)
  const codes = newRecoveryCodes()
  await parts.commands.runInternal({ actor: label, key: newRowId() }, async (ctx) => {
    if ((await spendCode(ctx.tx, parts.nodeKey, { accountId, code: given.code, now: ctx.wallAt, unconfirmed: true })) === null) throw wrongCode()
    await confirmFactor(ctx.tx, accountId, ctx.wallAt)
    await replaceRecoveryCodes(ctx.tx, accountId, codes.hashes)
    await clearFailures(ctx.tx, accountId)
    await deleteSessionsOf(ctx.tx, accountId, by.csrfToken)
    await logAccess(ctx.tx, { at: ctx.wallAt, event: 'second-factor-enabled', accountId, address: given.address })
    record(ctx, 'account.second-factor-enabled', { id: accountId, divisionCode })
  })
  parts.hub.closeWhere((reader) => reader.actor.accountId === accountId && reader.sessionKey !== by.sessionKey)
  return { recoveryCodes: codes.shown }
}

/** New recovery codes in place of all old ones. */
export async function renewRecoveryCodes(parts: AccessParts, by: Authentication, given: { password: string; code: string }): Promise<{ recoveryCodes: string[] }> {
  const { accountId } = by.actor
  requireSession(by)
  await provePassword(parts, accountId, given.password)
  const codes = newRecoveryCodes()
  await parts.database.transaction(async (tx) => {
    if ((await spendCode(tx, parts.nodeKey, { accountId, code: given.code, now: parts.clocks.wall.now() })) === null) throw wrongCode()
    await replaceRecoveryCodes(tx, accountId, codes.hashes)
    await clearFailures(tx, accountId)
  })
  return { recoveryCodes: codes.shown }
}

/** Ends the own second factor; the password and a code must both be right. */
export async function disableSecondFactor(parts: AccessParts, by: Authentication, given: { commandId: string; password: string; code: string; address: string }): Promise<void> {
  const { accountId, divisionCode, label } = by.actor
  requireSession(by)
  const input = { accountId, password: digestPassword(given.password), code: digestPassword(given.code) }
  type Outcome = 'done' | 'locked' | 'wrong-password' | 'wrong-code'
  const { outcome } = await parts.commands.run({ commandId: given.commandId, name: 'disableSecondFactor', actor: label, input }, async (ctx): Promise<{ outcome: Outcome }> => {
    // Wrong guesses are kept (and not rolled back): they count toward the lock.
    if ((await chargeAttempt(ctx.tx, accountId, ctx.wallAt)) === null) return { outcome: 'locked' }
    if (!(await parts.hasher.verify(await findPasswordHash(ctx.tx, accountId), given.password))) return { outcome: 'wrong-password' }
    if ((await spendCode(ctx.tx, parts.nodeKey, { accountId, code: given.code, now: ctx.wallAt })) === null) return { outcome: 'wrong-code' }
    await clearFailures(ctx.tx, accountId)
    await deleteFactor(ctx.tx, accountId)
    await logAccess(ctx.tx, { at: ctx.wallAt, event: 'second-factor-disabled', accountId, address: given.address })
    record(ctx, 'account.second-factor-disabled', { id: accountId, divisionCode })
    return { outcome: 'done' }
  })
  if (outcome === 'locked') throw new Problem('account-locked', LOCKED)
  if (outcome === 'wrong-password') throw new Problem('invalid-input', '密码不对，请重新输入', [{ path: 'password', message: '密码不对，请重新输入' }])
  if (outcome === 'wrong-code') throw wrongCode()
}

/** Clears somebody else's second factor, when the telephone is lost: ends the account's sessions. */
export async function resetSecondFactor(parts: AccessParts, actor: Actor, given: { commandId: string; accountId: string; address: string }): Promise<void> {
  const { commandId, accountId } = given
  await parts.commands.run({ commandId, name: 'resetSecondFactor', actor: actor.label, input: { accountId } }, async (ctx) => {
    const account = requireAccountInScope(actor, await findAccount(parts.objects, ctx.tx, accountId))
    refuseOwnAccount(actor, accountId, '自己的第二要素请在“我的账号”里停用，须输入密码和口令')
    await deleteFactor(ctx.tx, accountId)
    await deleteSessionsOf(ctx.tx, accountId)
    await logAccess(ctx.tx, { at: ctx.wallAt, event: 'second-factor-reset', accountId, address: given.address, byAccountId: actor.accountId })
    record(ctx, 'account.second-factor-reset', account)
    return {}
  })
  parts.hub.closeWhere((reader) => reader.actor.accountId === accountId)
}

/** Whether this administrator may set rules for the whole node: the place it serves lies in the jurisdiction. */
export async function readRuleFor(parts: AccessParts, actor: Actor): Promise<{ roles: Role[]; mayEdit: boolean }> {
  const { roles, place } = await readSecondFactorRule(parts.database)
  return { roles, mayEdit: place !== null && covers(actor.scope, place) }
}

/** Demands a second factor of roles; accounts without one can then only enrol. */
export async function setSecondFactorRule(parts: AccessParts, actor: Actor, given: { commandId: string; roles: Role[] }): Promise<void> {
  const roles = [...new Set(given.roles)].sort()
  await parts.commands.run({ commandId: given.commandId, name: 'setSecondFactorRule', actor: actor.label, input: { roles } }, async (ctx) => {
    const { place } = await readSecondFactorRule(ctx.tx)
    if (place === null || !covers(actor.scope, place)) throw new Problem('forbidden', '这项规定管整个系统，请由本系统所属地区的管理员设置')
    await saveSecondFactorRoles(ctx.tx, roles)
    record(ctx, 'account.second-factor-required', { id: actor.accountId, divisionCode: actor.divisionCode }, { roles })
    return {}
  })
  parts.hub.closeWhere((reader) => reader.actor.roles.some((role) => roles.some((each) => each === role)))
}

/** Tokens are for devices: they do not look after a person's sign-in. */
function requireSession(by: Authentication): void {
  if (by.csrfToken === null) throw new Problem('forbidden', '请在浏览器里登录后办理，接口令牌不能改动第二要素')
}
