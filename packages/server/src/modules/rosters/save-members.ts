import { Problem, type Change, type ParsedRequest } from '@fengsui/contract/kernel'
import type { rosterRoutes } from '@fengsui/contract/rosters'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { createdChange } from './created-change.ts'
import { requireMayEdit } from './roster-policy.ts'
import { getUnit, listMembers, lockUnitDuty, requirePeopleOf } from './roster-store.ts'

/** Puts people on a unit's roster, changes what they may stand as, or takes them off; duties they have already stay and show as a problem. */
export function saveDutyMembers(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.saveDutyMembers>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'save-duty-members', actor: actor.label, input: { params, body } }, async (context) => {
    const unit = await getUnit(context.tx, actor, params.unitId)
    requireMayEdit(actor, unit)
    await lockUnitDuty(context.tx, unit.unitId)
    if (new Set(body.members.map(({ personId }) => personId)).size !== body.members.length) throw new Problem('invalid-input', '同一个人出现了两次，请只留一次', [{ path: 'members', message: '有重复' }])
    const known = new Map((await listMembers(deps.objects, context.tx, unit.unitId)).map((member) => [member.personId, member]))
    // Who left may still be taken off.
    await requirePeopleOf(context.tx, unit.divisionCode, body.members.filter(({ status }) => status === 'active').map(({ personId }) => personId), 'members')
    const changes = body.members.map(({ personId, roles, carried, carriedYear, status }): Change => {
      const member = known.get(personId)
      if (!member && status === 'removed') throw new Problem('invalid-input', '这个人不在值班人员里，不用移出', [{ path: 'members', message: '不在值班人员里' }])
      const set = { roles: [...new Set(roles)], carried, carriedYear, status }
      return member ? { object: 'duty-member', id: member.id, set } : createdChange('duty-member', context.newId(), { ...set, unitId: unit.unitId, divisionCode: unit.divisionCode, personId, addedAt: context.at })
    })
    context.record({ type: 'duty-member.saved', audience: { division: unit.divisionCode, units: [unit.unitId] }, changes })
    return { id: unit.unitId }
  })
}
