import type { Actor } from '../../platform/actor.ts'
import type { AccessParts } from './access-parts.ts'
import { refuseOwnAccount, requireAccountInScope } from './account-policy.ts'
import { findAccount } from './account-store.ts'
import { logAccess, savePasswords } from './credential-store.ts'
import { deletePendingSignInsOf } from './second-factor-store.ts'
import { digestPassword } from './secrets.ts'
import { deleteSessionsOf } from './session-store.ts'

/** Gives somebody else's account a new password: lifts its lock, ends its sessions, half-way sign-ins and live streams. */
export async function resetPassword(parts: AccessParts, actor: Actor, given: { commandId: string; accountId: string; password: string; address: string }): Promise<{ id: string }> {
  const { commandId, accountId, password } = given
  const result = await parts.commands.run({ commandId, name: 'resetPassword', actor: actor.label, input: { accountId, password: digestPassword(password) } }, async (ctx) => {
    const account = requireAccountInScope(actor, await findAccount(parts.objects, ctx.tx, accountId))
    refuseOwnAccount(actor, accountId, '自己的密码请在“修改密码”里改，需要输入当前密码')
    await savePasswords(ctx.tx, [accountId], await parts.hasher.hash(password), ctx.wallAt)
    await deleteSessionsOf(ctx.tx, accountId)
    await deletePendingSignInsOf(ctx.tx, accountId)
    await logAccess(ctx.tx, { at: ctx.wallAt, event: 'password-reset', accountId, address: given.address, byAccountId: actor.accountId })
    // Changes no field: the entry says that it happened, to those who may see the account.
    ctx.record({ type: 'account.password-reset', audience: { division: account.divisionCode }, changes: [{ object: 'account', id: accountId, set: {} }] })
    return { id: accountId }
  })
  parts.hub.closeWhere((reader) => reader.actor.accountId === accountId)
  return result
}
