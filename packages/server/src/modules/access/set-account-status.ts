import type { Actor } from '../../platform/actor.ts'
import type { AccessParts } from './access-parts.ts'
import { refuseOwnAccount, requireAccountInScope } from './account-policy.ts'
import { checkAdministratorRemains } from './account-rules.ts'
import { countOtherAdministrators, findAccount, lockAdministration } from './account-store.ts'
import { deleteSessionsOf } from './session-store.ts'

/** Disables an account, which ends its sessions and live streams at once, or enables it again. */
export async function setAccountStatus(parts: AccessParts, actor: Actor, given: { commandId: string; accountId: string; status: 'active' | 'disabled' }): Promise<{ id: string }> {
  const { commandId, accountId, status } = given
  const result = await parts.commands.run({ commandId, name: 'setAccountStatus', actor: actor.label, input: { accountId, status } }, async (ctx) => {
    await lockAdministration(ctx.tx)
    const account = requireAccountInScope(actor, await findAccount(parts.objects, ctx.tx, accountId))
    if (status === 'disabled') refuseOwnAccount(actor, accountId, '不能停用自己的账号，请由另一位系统管理员办理')
    if (account.status === status) return { id: accountId }
    checkAdministratorRemains(account, { ...account, status }, await countOtherAdministrators(ctx.tx, accountId))
    if (status === 'disabled') await deleteSessionsOf(ctx.tx, accountId)
    ctx.record({ type: 'account.status-changed', audience: { division: account.divisionCode }, changes: [{ object: 'account', id: accountId, set: { status } }] })
    return { id: accountId }
  })
  if (status === 'disabled') parts.hub.closeWhere((reader) => reader.actor.accountId === accountId)
  return result
}
