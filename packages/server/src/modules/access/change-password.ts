import { Problem } from '@fengsui/contract/kernel'
import type { Authentication } from '../../platform/http/http-server.ts'
import type { AccessParts } from './access-parts.ts'
import { chargeAttempt, clearFailures, findPasswordHash, logAccess, savePasswords } from './credential-store.ts'
import { deletePendingSignInsOf } from './second-factor-store.ts'
import { digestPassword } from './secrets.ts'
import { deleteSessionsOf } from './session-store.ts'

type Outcome = 'changed' | 'wrong' | 'locked'

/**
 * Changes one's own password; the account's other sessions end, this one goes on. Wrong guesses count toward the lock like those
 * at sign-in, so they are kept (and not rolled back) before the problem is thrown.
 * @throws Problem `invalid-input`, `account-locked`
 */
export async function changePassword(parts: AccessParts, by: Authentication, given: { commandId: string; current: string; next: string; address: string }): Promise<void> {
  const { accountId, label, divisionCode } = by.actor
  const input = { accountId, current: digestPassword(given.current), next: digestPassword(given.next) }
  const { outcome } = await parts.commands.run({ commandId: given.commandId, name: 'changePassword', actor: label, input }, async (ctx): Promise<{ outcome: Outcome }> => {
    if ((await chargeAttempt(ctx.tx, accountId, ctx.wallAt)) === null) return { outcome: 'locked' }
    if (!(await parts.hasher.verify(await findPasswordHash(ctx.tx, accountId), given.current))) return { outcome: 'wrong' }
    await clearFailures(ctx.tx, accountId)
    await savePasswords(ctx.tx, [accountId], await parts.hasher.hash(given.next), ctx.wallAt)
    await deleteSessionsOf(ctx.tx, accountId, by.csrfToken)
    await deletePendingSignInsOf(ctx.tx, accountId)
    await logAccess(ctx.tx, { at: ctx.wallAt, event: 'password-changed', accountId, address: given.address })
    ctx.record({ type: 'account.password-changed', audience: { division: divisionCode }, changes: [{ object: 'account', id: accountId, set: {} }] })
    return { outcome: 'changed' }
  })
  if (outcome === 'locked') throw new Problem('account-locked', '输错次数过多，已锁定，请稍后再试或请系统管理员重设密码')
  if (outcome === 'wrong') throw new Problem('invalid-input', '当前密码不对，请重新输入', [{ path: 'current', message: '当前密码不对，请重新输入' }])
  parts.hub.closeWhere((reader) => reader.actor.accountId === accountId && reader.sessionKey !== by.sessionKey)
}
