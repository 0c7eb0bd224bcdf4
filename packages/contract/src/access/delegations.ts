import { z } from 'zod'
import { CommandId, Id, Instant, Permission, Protected, Role, route, text } from '../kernel/index.ts'

/** Longest delegation: longer than that is a change of duties and belongs into the roles. */
export const MAX_DELEGATION_DAYS = 92

/** What is never lent: accounts are not managed by proxy. */
export const notDelegable: readonly Permission[] = ['account:manage']

/** Loan of permissions from one account to another of the same place for a period (委托、AB 岗代班). */
export const Delegation = z.object({
  id: Id,
  fromAccountId: Id,
  toAccountId: Id,
  divisionCode: z.string(),
  permissions: z.array(Permission),
  reason: Protected.nullable(),
  startsAt: z.string(),
  endsAt: z.string(),
  status: z.enum(['active', 'revoked']),
  createdAt: z.string(),
  revokedAt: z.string().nullable(),
})
export type Delegation = z.infer<typeof Delegation>

/** What a delegation is at an instant. */
export const delegationStates = { planned: '未开始', running: '代班中', ended: '已到期', revoked: '已撤销' } as const
export type DelegationState = keyof typeof delegationStates

export function delegationStateAt(delegation: Pick<Delegation, 'status' | 'startsAt' | 'endsAt'>, now: string): DelegationState {
  if (delegation.status === 'revoked') return 'revoked'
  if (now < delegation.startsAt) return 'planned'
  return now < delegation.endsAt ? 'running' : 'ended'
}

export const DelegationView = Delegation.omit({ reason: true }).extend({
  reason: z.string().nullable(),
  fromName: z.string(), toName: z.string(), fromUnitName: z.string(), toUnitName: z.string(),
  state: z.enum(['planned', 'running', 'ended', 'revoked']),
  mayRevoke: z.boolean(),
})
export type DelegationView = z.infer<typeof DelegationView>

/** Somebody of the same place whom one may ask to stand in. */
export const Deputy = z.object({ accountId: Id, displayName: z.string(), unitName: z.string(), roles: z.array(Role) })

export const delegationRoutes = {
  listDelegations: route({ method: 'GET', path: '/delegations', access: 'signed-in', tag: '账号', summary: '与自己有关的委托；系统管理员见辖区内全部', schema: { response: z.object({ items: z.array(DelegationView) }) } }),
  listDeputies: route({ method: 'GET', path: '/delegations/deputies', access: 'signed-in', tag: '账号', summary: '可以受托的同地账号', schema: { response: z.object({ items: z.array(Deputy) }) } }),
  delegate: route({
    method: 'POST', path: '/delegations', access: 'signed-in', tag: '账号', summary: '把自己的权限在一段时间内委托给同地另一账号（代班），到时自行失效，不得转委托',
    schema: {
      body: z.object({
        commandId: CommandId, toAccountId: Id, permissions: z.array(Permission).min(1, '至少选一项权限').max(60), reason: text(2, 200),
        startsAt: Instant, endsAt: Instant,
      }),
      response: DelegationView,
    },
  }),
  revokeDelegation: route({
    method: 'POST', path: '/delegations/:delegationId/revoke', access: 'signed-in', tag: '账号', summary: '撤销委托：委托人、受托人或系统管理员，立即生效',
    schema: { params: z.object({ delegationId: Id }), body: z.object({ commandId: CommandId }), response: DelegationView },
  }),
}
