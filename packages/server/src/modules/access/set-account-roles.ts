import type { Role } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { AccessParts } from './access-parts.ts'
import { refuseOwnAccount, requireAccountInScope } from './account-policy.ts'
import { checkAdministratorRemains } from './account-rules.ts'
import { countOtherAdministrators, findAccount, lockAdministration } from './account-store.ts'
import { deleteSessionsOf } from './session-store.ts'

/** Gives an account other roles. They count at once: its sessions and live streams end. */
export async function setAccountRoles(parts: AccessParts, actor: Actor, given: { commandId: string; accountId: string; roles: Role[] }): Promise<{ id: string }> {
  const { commandId, accountId } = given
  const roles = [...new Set(given.roles)].sort()
  const result = await parts.commands.run({ commandId, name: 'setAccountRoles', actor: actor.label, input: { accountId, roles } }, async (ctx) => {
    await lockAdministration(ctx.tx)
    const account = requireAccountInScope(actor, await findAccount(parts.objects, ctx.tx, accountId))
    refuseOwnAccount(actor, accountId, '不能调整自己的角色，请由另一位系统管理员办理')
    if ([...account.roles].sort().join() === roles.join()) return { id: accountId }
    checkAdministratorRemains(account, { ...account, roles }, await countOtherAdministrators(ctx.tx, accountId))
    await deleteSessionsOf(ctx.tx, accountId)
    ctx.record({ type: 'account.roles-changed', audience: { division: account.divisionCode }, changes: [{ object: 'account', id: accountId, set: { roles } }] })
    return { id: accountId }
  })
  parts.hub.closeWhere((reader) => reader.actor.accountId === accountId)
  return result
}
