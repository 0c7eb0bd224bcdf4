import { delegationStateAt } from '@fengsui/contract/access'
import { permissionsOf, Problem, type Permission } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'
import type { AccessParts } from './access-parts.ts'
import { checkDelegation } from './delegation-rules.ts'
import { lockAccounts, lockDelegation } from './delegation-store.ts'

/**
 * Lends permissions of one's own roles to another account of exactly the same place. It counts from `startsAt` until `endsAt` by
 * itself: every request asks again, nothing has to fire for it to end.
 */
export async function delegate(parts: AccessParts, actor: Actor, given: { commandId: string; toAccountId: string; permissions: Permission[]; reason: string; startsAt: string; endsAt: string }): Promise<{ id: string }> {
  const { commandId, ...input } = given
  return parts.commands.run({ commandId, name: 'delegate', actor: actor.label, input }, async (ctx) => {
    if (given.toAccountId === actor.accountId) refuse('toAccountId', '不能委托给自己')
    const accounts = await lockAccounts(parts.objects, ctx.tx, [actor.accountId, given.toAccountId])
    const from = accounts.get(actor.accountId)
    const to = accounts.get(given.toAccountId)
    if (!from || !to || to.divisionCode !== from.divisionCode || to.status !== 'active') refuse('toAccountId', '没有这个账号，或不是本级的账号，请从列表中选择')
    if (to.roles.includes('gateway')) refuse('toAccountId', '设备账号不能受托')
    const permissions = [...new Set(given.permissions)].sort()
    // Neither more than the roles give nor, for a narrowed token, more than this caller may do.
    const own = new Set([...permissionsOf(from.roles)].filter((permission) => actor.permissions.has(permission)))
    checkDelegation({ ...given, permissions }, own, ctx.at)
    const id = ctx.newId()
    ctx.record({
      type: 'delegation.given', audience: { division: from.divisionCode },
      changes: [{
        object: 'delegation', id, created: true,
        set: { fromAccountId: from.id, toAccountId: to.id, divisionCode: from.divisionCode, permissions, reason: ctx.protect(`delegation:${id}`, given.reason), startsAt: given.startsAt, endsAt: given.endsAt, status: 'active', createdAt: ctx.at },
      }],
    })
    return { id }
  })
}

/** Ends a delegation at once: the lender, the borrower or an administrator of the place. */
export async function revokeDelegation(parts: AccessParts, actor: Actor, given: { commandId: string; delegationId: string }): Promise<{ id: string }> {
  const { commandId, delegationId } = given
  const { id, toAccountId } = await parts.commands.run({ commandId, name: 'revokeDelegation', actor: actor.label, input: { delegationId } }, async (ctx) => {
    const delegation = await lockDelegation(parts.objects, ctx.tx, delegationId)
    const concerned = delegation?.fromAccountId === actor.accountId || delegation?.toAccountId === actor.accountId
    const manages = delegation !== undefined && actor.permissions.has('account:manage') && covers(actor.scope, delegation.divisionCode)
    if (!delegation || !(concerned || manages)) throw new Problem('not-found', '没有这项委托')
    const state = delegationStateAt(delegation, ctx.at)
    if (state === 'revoked' || state === 'ended') throw new Problem('lifecycle-refused', '这项委托已经结束，不用再撤销')
    ctx.record({ type: 'delegation.revoked', audience: { division: delegation.divisionCode }, changes: [{ object: 'delegation', id: delegation.id, set: { status: 'revoked', revokedAt: ctx.at } }] })
    return { id: delegation.id, toAccountId: delegation.toAccountId }
  })
  parts.hub.closeWhere((reader) => reader.actor.accountId === toAccountId)
  return { id }
}

function refuse(path: string, message: string): never {
  throw new Problem('invalid-input', message, [{ path, message }])
}
