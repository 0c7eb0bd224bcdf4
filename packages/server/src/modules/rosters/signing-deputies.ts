import { notDelegable } from '@fengsui/contract/access'
import { permissionNames, permissionsOf, Problem, type ParsedRequest, type Role } from '@fengsui/contract/kernel'
import type { rosterRoutes } from '@fengsui/contract/rosters'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { findAccountPerson, lockPair, lockPairOf } from './absence-store.ts'
import { createdChange } from './created-change.ts'
import { listPeople } from './roster-store.ts'

/** A names who signs while A is away (AB 岗). Only A can: the rights are A's. A new B takes the place of the earlier one. */
export function setSigningDeputy(deps: ModuleDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof rosterRoutes.setSigningDeputy>, 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'set-signing-deputy', actor: actor.label, input: body }, async (context) => {
    const wrong = (path: string, message: string): Problem => new Problem('invalid-input', message, [{ path, message }])
    if (actor.personId === null) throw new Problem('rule-refused', '您的账号没有对应到人员，不能设 AB 岗；请系统管理员先关联人员')
    const self = (await listPeople(context.tx, [actor.personId])).get(actor.personId)
    if (!self) throw new Problem('rule-refused', '您的人员信息已停用，不能设 AB 岗')
    const deputy = await findAccountPerson(context.tx, body.deputyAccountId)
    if (!deputy?.active || deputy.personId === null || deputy.divisionCode !== actor.divisionCode) throw wrong('deputyAccountId', '没有这个账号，或不是本级的人，请从列表中选择')
    if (deputy.personId === actor.personId) throw wrong('deputyAccountId', 'B 角不能是本人')
    const own = permissionsOf(actor.roles as Role[])
    for (const permission of body.permissions) {
      if (notDelegable.includes(permission) || !own.has(permission) || !actor.permissions.has(permission)) throw wrong('permissions', `“${permissionNames[permission]}”不能交给 B 角：不是您本人的权限，或不许委托`)
    }
    const earlier = await lockPairOf(deps.objects, context.tx, actor.personId)
    const id = context.newId()
    context.record({
      type: 'signing-deputy.set', audience: { division: actor.divisionCode, units: [actor.unitId], called: [actor.personId, deputy.personId] },
      changes: [
        ...(earlier ? [{ object: 'signing-deputy', id: earlier.id, set: { status: 'ended', endedAt: context.at } }] : []),
        createdChange('signing-deputy', id, { unitId: self.unitId, divisionCode: actor.divisionCode, personId: actor.personId, accountId: actor.accountId, deputyPersonId: deputy.personId, deputyAccountId: body.deputyAccountId, permissions: [...new Set(body.permissions)].sort(), status: 'active', setAt: context.at }),
      ],
    })
    return { id }
  })
}

/** Ends a pair: A, B, or who keeps the accounts. A loan that runs is ended by ending the absence or the delegation. */
export function endSigningDeputy(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.endSigningDeputy>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'end-signing-deputy', actor: actor.label, input: { params } }, async (context) => {
    const pair = await lockPair(deps.objects, context.tx, actor, params.deputyId)
    if (actor.personId !== pair.personId && actor.personId !== pair.deputyPersonId && !actor.permissions.has('account:manage')) throw new Problem('forbidden', '只有 A 角、B 角本人或系统管理员能终止')
    if (pair.status !== 'active') throw new Problem('lifecycle-refused', '这对 AB 岗已经终止')
    context.record({ type: 'signing-deputy.ended', audience: { division: pair.divisionCode, units: [pair.unitId], called: [pair.personId, pair.deputyPersonId] }, changes: [{ object: 'signing-deputy', id: pair.id, set: { status: 'ended', endedAt: context.at } }] })
    return { id: pair.id }
  })
}
