import { Problem, type Instant } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { AccessParts } from './access-parts.ts'
import { requireAccountInScope } from './account-policy.ts'
import { findAccount } from './account-store.ts'
import { hashToken, newRowId, newSecret } from './secrets.ts'
import { findTokenAccount, insertApiToken, revokeToken } from './session-store.ts'

/** Makes a token; the secret is given here once and nowhere kept. */
export async function makeApiToken(db: Queryable, accountId: string, label: string, at: Instant): Promise<{ id: string; token: string }> {
  const id = newRowId()
  const token = `fs_${newSecret()}`
  await insertApiToken(db, { id, accountId, tokenHash: hashToken(token), label, at })
  return { id, token }
}

/** Gives an account of the jurisdiction a token. Not repeatable: the secret is shown once, so there is nothing to answer again. */
export async function createApiToken(parts: AccessParts, actor: Actor, given: { accountId: string; label: string }): Promise<{ id: string; token: string }> {
  return parts.commands.runInternal({ actor: actor.label, key: newRowId() }, async (ctx) => {
    const account = requireAccountInScope(actor, await findAccount(parts.objects, ctx.tx, given.accountId))
    if (account.status !== 'active') throw new Problem('lifecycle-refused', '账号已停用，请先启用再发令牌')
    const made = await makeApiToken(ctx.tx, account.id, given.label, ctx.wallAt)
    ctx.record({ type: 'account.token-issued', audience: { division: account.divisionCode }, changes: [{ object: 'account', id: account.id, set: {} }], note: { tokenId: made.id } })
    return made
  })
}

/** Makes a token worthless from the next request on and ends its live streams. */
export async function revokeApiToken(parts: AccessParts, actor: Actor, given: { commandId: string; tokenId: string }): Promise<void> {
  const { commandId, tokenId } = given
  await parts.commands.run({ commandId, name: 'revokeApiToken', actor: actor.label, input: { tokenId } }, async (ctx) => {
    const accountId = await findTokenAccount(ctx.tx, tokenId)
    const account = accountId === undefined ? undefined : await findAccount(parts.objects, ctx.tx, accountId)
    const { id, divisionCode } = requireAccountInScope(actor, account)
    await revokeToken(ctx.tx, tokenId, ctx.wallAt)
    ctx.record({ type: 'account.token-revoked', audience: { division: divisionCode }, changes: [{ object: 'account', id, set: {} }], note: { tokenId } })
    return {}
  })
  parts.hub.closeWhere((reader) => reader.sessionKey === `token:${tokenId}`)
}
