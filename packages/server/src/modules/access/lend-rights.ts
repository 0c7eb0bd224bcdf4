import { delegationStateAt, notDelegable } from '@fengsui/contract/access'
import { permissionsOf, Problem, type Permission } from '@fengsui/contract/kernel'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { checkDelegation } from './delegation-rules.ts'
import { lockAccounts, lockDelegation } from './delegation-store.ts'

/**
 * Lends an account's rights inside of another command, for a lender who agreed to it beforehand (AB 岗). The rules are those of `delegate`: same
 * place, never more than the lender's roles give now, not longer than a delegation may be. @returns id of the delegation @throws Problem
 */
export async function lendRights(objects: ObjectStore, context: CommandContext, loan: { fromAccountId: string; toAccountId: string; permissions: readonly Permission[]; reason: string; startsAt: string; endsAt: string }): Promise<string> {
  const accounts = await lockAccounts(objects, context.tx, [loan.fromAccountId, loan.toAccountId])
  const [from, to] = [accounts.get(loan.fromAccountId), accounts.get(loan.toAccountId)]
  if (!from || !to || from.status !== 'active' || to.status !== 'active' || from.divisionCode !== to.divisionCode || to.roles.includes('gateway')) throw new Problem('rule-refused', '代签人或本人的账号已停用，或不在同一地区，不能代签；请重新设定 AB 岗')
  const own = permissionsOf(from.roles)
  const permissions = [...new Set(loan.permissions)].filter((permission) => own.has(permission) && !notDelegable.includes(permission)).sort()
  if (permissions.length === 0) throw new Problem('rule-refused', 'AB 岗里约定的权限本人现在已没有，不能代签；请重新设定 AB 岗')
  const startsAt = loan.startsAt < context.at ? context.at : loan.startsAt
  checkDelegation({ permissions, startsAt, endsAt: loan.endsAt }, own, context.at)
  const id = context.newId()
  context.record({
    type: 'delegation.given', audience: { division: from.divisionCode },
    changes: [{ object: 'delegation', id, created: true, set: { fromAccountId: from.id, toAccountId: to.id, divisionCode: from.divisionCode, permissions, reason: context.protect(`delegation:${id}`, loan.reason), startsAt, endsAt: loan.endsAt, status: 'active', createdAt: context.at } }],
  })
  return id
}

/** Takes such a loan back, if it has not ended by itself. @returns the account that had it, whose streams must be closed; null when there is nothing to take back */
export async function takeBackRights(objects: ObjectStore, context: CommandContext, delegationId: string): Promise<string | null> {
  const delegation = await lockDelegation(objects, context.tx, delegationId)
  if (!delegation) return null
  const state = delegationStateAt(delegation, context.at)
  if (state === 'revoked' || state === 'ended') return null
  context.record({ type: 'delegation.revoked', audience: { division: delegation.divisionCode }, changes: [{ object: 'delegation', id: delegation.id, set: { status: 'revoked', revokedAt: context.at } }] })
  return delegation.toAccountId
}
