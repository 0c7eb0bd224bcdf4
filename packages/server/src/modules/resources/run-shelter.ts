import { divisionAt, divisionRange, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { shelterStateNames, type resourceRoutes as routes, type Shelter } from '@fengsui/contract/resources'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { createdChange, recordShelter } from './record-resources.ts'
import { chooseShelter, mayBecomeShelterState, REDIRECT_METRES, requireTakesPeople, shelterStateAt, splitArrival, spreadDepartures } from './resource-rules.ts'
import { findShelter, listOpenShelters, listStaying, lockShelters, only, requireOpenIncident, requirePlace, takeAdmissionTurn, takeShelters } from './resource-store.ts'

type Call<R extends keyof typeof routes> = Pick<ParsedRequest<(typeof routes)[R]>, 'params' | 'body'>

/** Opens shelters for an incident, all or none; those open already stay as they are. One entry per place. */
export function openShelters(deps: ModuleDeps, actor: Actor, { body }: Pick<Call<'openShelters'>, 'body'>): Promise<{ opened: number }> {
  return deps.commands.run({ commandId: body.commandId, name: 'open-shelters', actor: actor.label, input: { body } }, async (context) => {
    await requireOpenIncident(context.tx, actor.scope, body.incidentId)
    const shelters = await lockShelters(deps.objects, context.tx, actor.scope, [...new Set(body.shelterIds)])
    const retired = shelters.find(({ status }) => status === 'retired')
    if (retired) throw new Problem('lifecycle-refused', `${retired.name}已撤销，不能开放`)
    const opening = shelters.filter(({ state }) => mayBecomeShelterState(state, 'open') && state !== 'full')
    const places = new Map<string, Shelter[]>()
    for (const shelter of opening) places.set(shelter.divisionCode, [...(places.get(shelter.divisionCode) ?? []), shelter])
    for (const [division, group] of places) {
      context.record({
        type: 'shelter.opened', subject: body.incidentId, audience: { division, units: [...new Set(group.map(({ unitId }) => unitId))] },
        changes: group.map(({ id }) => ({ object: 'shelter', id, set: { state: 'open', openedAt: context.at, incidentId: body.incidentId, occupancy: 0, peakOccupancy: 0, redirected: 0 } })),
        note: { count: group.length, capacity: group.reduce((sum, { capacity }) => sum + capacity, 0), name: group[0]?.name ?? '' },
      })
    }
    return { opened: opening.length }
  })
}

/** Closes a shelter that everybody has left. */
export function closeShelter(deps: ModuleDeps, actor: Actor, { params, body }: Call<'closeShelter'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'close-shelter', actor: actor.label, input: { params, body } }, async (context) => {
    const shelter = only(await lockShelters(deps.objects, context.tx, actor.scope, [params.shelterId]))
    if (!mayBecomeShelterState(shelter.state, 'ended')) throw new Problem('lifecycle-refused', `${shelter.name}现在是“${shelterStateNames[shelter.state]}”，没有开放，不用关闭`)
    if (shelter.occupancy > 0) throw new Problem('lifecycle-refused', `${shelter.name}还有 ${shelter.occupancy} 人在住，请先登记离开或分流，清空后再关闭`)
    recordShelter(context, shelter, 'shelter.closed', { state: 'ended' }, shelter.incidentId)
    return { id: shelter.id }
  })
}

/** Where those go who find no place, by the wish of the caller or the nearest with room in the county (or the actor's wider jurisdiction). @throws Problem rule-refused when there is none */
async function findTarget(deps: ModuleDeps, context: CommandContext, actor: Actor, from: Shelter, rest: number, wishedId: string | null): Promise<Shelter> {
  const county = divisionRange(divisionAt(from.divisionCode, 'county'))
  const range = { lo: county.lo < actor.scope.lo ? county.lo : actor.scope.lo, hi: county.hi > actor.scope.hi ? county.hi : actor.scope.hi }
  const open = await listOpenShelters(deps.objects, context.tx, range, from.id)
  if (wishedId !== null) {
    const wished = open.find(({ id }) => id === wishedId)
    if (!wished) throw new Problem('rule-refused', '指定的分流去向没有开放、已满，或不在可以分流的范围，请另选', [{ path: 'redirectToId', message: '请另选分流去向' }])
    if (wished.capacity - wished.occupancy < rest) throw new Problem('rule-refused', `${wished.name}只剩 ${wished.capacity - wished.occupancy} 个空位，不够 ${rest} 人；请另选，或把人分成几批登记`, [{ path: 'redirectToId', message: '空位不够' }])
    return wished
  }
  const choice = chooseShelter(from.position, open, rest)
  if (choice.target !== null) return choice.target
  const within = `${REDIRECT_METRES / 1000} 公里内`
  throw new Problem('rule-refused', choice.reachable === 0 ? `${from.name}还差 ${rest} 个位子，${within}没有开放且有空位的场所；请先开放附近场所` : `${from.name}还差 ${rest} 个位子，${within}没有一处能全部接下，最多的一处还差 ${choice.missing} 个；请先开放附近场所，或分批登记`)
}

/**
 * Takes a group in. Those beyond the capacity are sent on to one other shelter, where their places are taken in the same
 * transaction; admissions of a city wait for each other, so two desks never promise the same place.
 */
export function admitToShelter(deps: ModuleDeps, actor: Actor, { params, body }: Call<'admitToShelter'>): Promise<{ arrivalId: string; admitted: number; redirected: number; redirectedToId: string | null; redirectedToName: string | null }> {
  return deps.commands.run({ commandId: body.commandId, name: 'admit-to-shelter', actor: actor.label, input: { params, body } }, async (context) => {
    const seen = await findShelter(deps.objects, context.tx, actor.scope, params.shelterId)
    if (!seen) throw new Problem('not-found', '没有找到这处避难场所，可能不在您的辖区内')
    if (body.fromDivisionCode !== null) await requirePlace(context.tx, actor, body.fromDivisionCode, 'fromDivisionCode', false)
    if (body.incidentId !== null) await requireOpenIncident(context.tx, actor.scope, body.incidentId)
    await takeAdmissionTurn(context.tx, seen.divisionCode)
    const here = await findShelter(deps.objects, context.tx, actor.scope, params.shelterId)
    if (!here) throw new Problem('not-found', '没有找到这处避难场所，可能不在您的辖区内')
    requireTakesPeople(here)
    const planned = splitArrival(here, body.people)
    const target = planned.rest > 0 ? await findTarget(deps, context, actor, here, planned.rest, body.redirectToId) : null
    // Leaving, closing and shrinking do not wait for the turn: look again at the rows now taken, in id order.
    const taken = await takeShelters(deps.objects, context.tx, [here.id, ...(target ? [target.id] : [])])
    const shelter = only(taken.filter(({ id }) => id === here.id))
    requireTakesPeople(shelter)
    const { admitted, rest } = splitArrival(shelter, body.people)
    const other = target === null ? null : only(taken.filter(({ id }) => id === target.id))
    if (rest > 0 && (other === null || other.state !== 'open' || other.status !== 'active' || other.capacity - other.occupancy < rest)) throw new Problem('conflict', '空位刚刚变了，请再登记一次')
    return admit(context, shelter, rest > 0 ? other : null, { admitted, rest, people: body.people, fromDivisionCode: body.fromDivisionCode, incidentId: body.incidentId ?? shelter.incidentId })
  })
}

function admit(context: CommandContext, shelter: Shelter, target: Shelter | null, group: { admitted: number; rest: number; people: number; fromDivisionCode: string | null; incidentId: string | null }) {
  const { admitted, rest, incidentId } = group
  const arrivalId = context.newId()
  const common = { incidentId, fromDivisionCode: group.fromDivisionCode, departed: 0, arrivedAt: context.at }
  const arrival = createdChange('shelter-arrival', arrivalId, { ...common, shelterId: shelter.id, divisionCode: shelter.divisionCode, people: group.people, admitted, redirected: rest, redirectedToId: target?.id ?? null })
  recordShelter(context, shelter, 'shelter.admitted', { ...afterArrival(shelter, admitted), redirected: shelter.redirected + rest }, incidentId, { changes: [arrival], note: { people: group.people, admitted, redirected: rest, to: target?.name ?? null } })
  if (target) {
    const second = createdChange('shelter-arrival', context.newId(), { ...common, shelterId: target.id, divisionCode: target.divisionCode, people: rest, admitted: rest, redirected: 0, redirectedFromId: shelter.id })
    recordShelter(context, target, 'shelter.redirected-in', afterArrival(target, rest), incidentId, { changes: [second], note: { people: rest, from: shelter.name } })
  }
  return { arrivalId, admitted, redirected: rest, redirectedToId: target?.id ?? null, redirectedToName: target?.name ?? null }
}

function afterArrival(shelter: Shelter, people: number) {
  const occupancy = shelter.occupancy + people
  return { occupancy, peakOccupancy: Math.max(shelter.peakOccupancy, occupancy), state: shelterStateAt(shelter.capacity, occupancy) }
}

/** People leave; the earliest arrivals are counted off first. */
export function leaveShelter(deps: ModuleDeps, actor: Actor, { params, body }: Call<'leaveShelter'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'leave-shelter', actor: actor.label, input: { params, body } }, async (context) => {
    const shelter = only(await lockShelters(deps.objects, context.tx, actor.scope, [params.shelterId]))
    if (body.people > shelter.occupancy) throw new Problem('rule-refused', `${shelter.name}现有 ${shelter.occupancy} 人在住，离开人数不能多于它，请核对`, [{ path: 'people', message: `最多 ${shelter.occupancy} 人` }])
    const occupancy = shelter.occupancy - body.people
    const leaving = spreadDepartures(await listStaying(deps.objects, context.tx, shelter.id), body.people)
    recordShelter(context, shelter, 'shelter.left', { occupancy, state: shelterStateAt(shelter.capacity, occupancy) }, shelter.incidentId, { changes: leaving.map(({ id, departed }) => ({ object: 'shelter-arrival', id, set: { departed } })), note: { people: body.people, occupancy } })
    return { id: shelter.id }
  })
}
