import { addMinutes, permissionNames, permissionsOf, Problem, type Instant, type Permission } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { AccessParts } from './access-parts.ts'
import { requireAccountInScope } from './account-policy.ts'
import { findAccount } from './account-store.ts'
import { logAccess } from './credential-store.ts'
import { hashToken, newRowId, newSecret } from './secrets.ts'
import { findTokenAccount, insertApiToken, revokeToken } from './session-store.ts'

const MINUTES_PER_DAY = 24 * 60

/** Makes a token; the secret is given here once and nowhere kept. */
export async function makeApiToken(db: Queryable, given: { accountId: string; label: string; at: Instant; days?: number | null; permissions?: readonly Permission[] | null }): Promise<{ id: string; token: string; expiresAt: Instant | null }> {
  const { accountId, label, at, days = null, permissions = null } = given
  const expiresAt = days === null ? null : addMinutes(at, days * MINUTES_PER_DAY)
  const id = newRowId()
  const token = `fs_${newSecret()}`
  await insertApiToken(db, { id, accountId, tokenHash: hashToken(token), label, at, expiresAt, permissions })
  return { id, token, expiresAt }
}

/** Gives an account of the jurisdiction a token. Not repeatable: the secret is shown once, so there is nothing to answer again. */
export async function createApiToken(parts: AccessParts, actor: Actor, given: { accountId: string; label: string; days: number | null; permissions: Permission[] | null; address: string }): Promise<{ id: string; token: string; expiresAt: Instant | null }> {
  return parts.commands.runInternal({ actor: actor.label, key: newRowId() }, async (ctx) => {
    const account = requireAccountInScope(actor, await findAccount(parts.objects, ctx.tx, given.accountId))
    if (account.status !== 'active') throw new Problem('lifecycle-refused', '账号已停用，请先启用再发令牌')
    const beyond = given.permissions?.find((permission) => !permissionsOf(account.roles).has(permission))
    if (beyond !== undefined) throw new Problem('invalid-input', `这个账号没有“${permissionNames[beyond]}”权限，令牌不能比账号做得更多`, [{ path: 'permissions', message: '超出账号的权限' }])
    const made = await makeApiToken(ctx.tx, { ...given, accountId: account.id, at: ctx.wallAt })
    await logAccess(ctx.tx, { at: ctx.wallAt, event: 'token-issued', accountId: account.id, address: given.address, byAccountId: actor.accountId, detail: given.label })
    ctx.record({ type: 'account.token-issued', audience: { division: account.divisionCode }, changes: [{ object: 'account', id: account.id, set: {} }], note: { tokenId: made.id } })
    return made
  })
}

/** Makes a token worthless from the next request on and ends its live streams. */
export async function revokeApiToken(parts: AccessParts, actor: Actor, given: { commandId: string; tokenId: string; address: string }): Promise<void> {
  const { commandId, tokenId } = given
  await parts.commands.run({ commandId, name: 'revokeApiToken', actor: actor.label, input: { tokenId } }, async (ctx) => {
    const accountId = await findTokenAccount(ctx.tx, tokenId)
    const account = accountId === undefined ? undefined : await findAccount(parts.objects, ctx.tx, accountId)
    const { id, divisionCode } = requireAccountInScope(actor, account)
    await revokeToken(ctx.tx, tokenId, ctx.wallAt)
    await logAccess(ctx.tx, { at: ctx.wallAt, event: 'token-revoked', accountId: id, address: given.address, byAccountId: actor.accountId })
    ctx.record({ type: 'account.token-revoked', audience: { division: divisionCode }, changes: [{ object: 'account', id, set: {} }], note: { tokenId } })
    return {}
  })
  parts.hub.closeWhere((reader) => reader.sessionKey === `token:${tokenId}`)
}
