import type { evacuationRoutes, TransferHousehold } from '@fengsui/contract/evacuation'
import { Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { listReleases, lockHousehold, requireShelter } from './evacuation-store.ts'
import { clockNote, findReleaseFor, happenedAt, isOutdatedRefusal, requireHouseholdTransition, requireMoveStands } from './household-rules.ts'

type Work = (context: CommandContext, household: TransferHousehold) => Promise<{ type: string; set: { [field: string]: Json }; note?: { [key: string]: Json } }>

/** Takes the household within the jurisdiction, does the work, writes one entry. */
function workOn(deps: ModuleDeps, actor: Actor, name: string, input: { params: { householdId: string }; body: { commandId: string } & { [key: string]: Json } }, work: Work): Promise<{ id: string }> {
  return deps.commands.run({ commandId: input.body.commandId, name, actor: actor.label, input }, async (context) => {
    const household = await lockHousehold(deps.objects, context.tx, actor, input.params.householdId)
    const { type, set, note } = await work(context, household)
    context.record({
      type, subject: household.incidentId, stream: `transfer-household:${household.id}`, audience: { division: household.divisionCode, units: [...new Set([household.unitId, actor.unitId])] },
      changes: Object.keys(set).length === 0 ? [] : [{ object: 'transfer-household', id: household.id, set }], ...(note ? { note } : {}),
    })
    return { id: household.id }
  })
}

type Call<K extends keyof typeof evacuationRoutes> = Pick<ParsedRequest<(typeof evacuationRoutes)[K]>, 'params' | 'body'>

/** The household knows that it is to go. */
export function notifyHousehold(deps: ModuleDeps, actor: Actor, { params, body }: Call<'notifyHousehold'>): Promise<{ id: string }> {
  return workOn(deps, actor, 'notify-household', { params, body }, async (context, household) => {
    requireHouseholdTransition(household.status, 'notified')
    return { type: 'transfer-household.notified', set: { status: 'notified', notifiedAt: context.at } }
  })
}

/** The household has gone, to a shelter or elsewhere; again when it goes on to another shelter. */
export function moveHousehold(deps: ModuleDeps, actor: Actor, { params, body }: Call<'moveHousehold'>): Promise<{ id: string }> {
  return workOn(deps, actor, 'move-household', { params, body }, async (context, household) => {
    const stated = happenedAt(body.movedAt, context.at)
    const movedAt = stated.at
    requireMoveStands(household, movedAt)
    if (body.shelterId !== null) await requireShelter(context.tx, body.shelterId, household)
    const again = household.status === 'moved'
    if (again && body.shelterId === null && body.destination === '') throw new Problem('lifecycle-refused', '该户已登记转移；如换了地方，请填新的去向')
    return {
      type: again ? 'transfer-household.went-on' : 'transfer-household.moved',
      set: { ...(again ? {} : { status: 'moved', movedAt, returnedAt: null }), shelterId: body.shelterId, destination: context.protect(`transfer-household:${household.id}`, body.destination) },
      note: { people: household.people, late: movedAt < context.at, ...clockNote(stated) },
    }
  })
}

/** The household does not go; every further visit is counted. A refusal older than a recorded move only adds the visit. */
export function refuseMove(deps: ModuleDeps, actor: Actor, { params, body }: Call<'refuseMove'>): Promise<{ id: string }> {
  return workOn(deps, actor, 'refuse-move', { params, body }, async (context, household) => {
    const stated = happenedAt(body.refusedAt, context.at)
    const { at } = stated
    const visit = body.visited ? { visits: household.visits + 1, visitedAt: household.visitedAt !== null && household.visitedAt > at ? household.visitedAt : at } : {}
    if (isOutdatedRefusal(household, at)) return { type: 'transfer-household.refusal-came-late', set: visit, note: { refusedAt: at, visited: body.visited } }
    requireHouseholdTransition(household.status, 'refused')
    return { type: 'transfer-household.refused', set: { ...visit, ...(household.status === 'refused' ? {} : { status: 'refused', refusedAt: at }) }, note: { people: household.people, again: household.status === 'refused', visited: body.visited, ...clockNote(stated) } }
  })
}

/** The household goes home: only after its place was released (未经解除不得返回). */
export function returnHousehold(deps: ModuleDeps, actor: Actor, { params, body }: Call<'returnHousehold'>): Promise<{ id: string }> {
  return workOn(deps, actor, 'return-household', { params, body }, async (context, household) => {
    requireHouseholdTransition(household.status, 'returned')
    if (!findReleaseFor(household, await listReleases(deps.objects, context.tx, household.incidentId))) throw new Problem('rule-refused', '该地区还没有解除转移，未经解除不得返回；请等指挥部发布解除')
    return { type: 'transfer-household.returned', set: { status: 'returned', returnedAt: context.at, shelterId: null, destination: null }, note: { people: household.people } }
  })
}
