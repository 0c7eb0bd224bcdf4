import type { Seat } from '@fengsui/contract/command'
import type { InstantiatedPlan, StructuredPlan } from '@fengsui/contract/plans/structured'

export type SeatDraft = Pick<Seat, 'groupKey' | 'groupName' | 'role' | 'title' | 'unitId' | 'personId' | 'room'>

/**
 * The headquarters as seats (1+1+N): chief, deputies, office, on-site commander, then every group with its lead and members.
 * Rooms of the command centre go to the first group seat of the unit that sits there; a unit without a group sits with the office.
 */
export function listSeats(plan: StructuredPlan, formed: InstantiatedPlan): SeatDraft[] {
  const deputies = plan.headquarters.deputies.length
  const posts = formed.posts.filter((post) => post.groupId === null)
  const roles = posts.map((_, index): SeatDraft['role'] => (index === 0 ? 'chief' : index <= deputies ? 'deputy' : index === deputies + 1 ? 'office' : 'onSiteCommander'))
  const head = posts.map((post, index): SeatDraft => ({ groupKey: null, groupName: null, role: roles[index] ?? 'office', title: post.nameZh, unitId: post.unitId, personId: post.personId, room: null }))
  const groups = formed.groups.flatMap((group): SeatDraft[] => {
    const lead = formed.posts.find((post) => post.groupId === group.id)
    const inGroup = { groupKey: group.key, groupName: group.nameZh, room: null }
    return [
      { ...inGroup, role: 'groupLead', title: lead?.nameZh ?? `${group.nameZh}组长`, unitId: group.leadUnitId, personId: lead?.personId ?? null },
      ...group.memberUnitIds.filter((unitId) => unitId !== group.leadUnitId).map((unitId): SeatDraft => ({ ...inGroup, role: 'groupMember', title: `${group.nameZh}成员单位`, unitId, personId: null })),
    ]
  })
  const office: SeatDraft[] = []
  for (const { room, nameZh, unitId } of formed.seats) {
    const own = groups.filter((seat) => seat.unitId === unitId && seat.room === null)
    const seat = own.find((each) => each.role === 'groupLead') ?? own[0]
    if (seat) seat.room = room
    else office.push({ groupKey: null, groupName: null, role: 'office', title: `${nameZh}工作室`, unitId, personId: null, room })
  }
  return [...head, ...groups, ...office]
}

/** Seats of a re-formed headquarters that it does not have yet; an appointed on-site commander stays who he is. */
export function listMissingSeats(wanted: readonly SeatDraft[], present: readonly Pick<Seat, 'role' | 'groupKey' | 'unitId' | 'title' | 'status'>[]): SeatDraft[] {
  const active = present.filter((seat) => seat.status !== 'released')
  return wanted.filter((seat) => !active.some((each) =>
    each.role === seat.role && (seat.role === 'onSiteCommander' || (each.groupKey === seat.groupKey && each.unitId === seat.unitId && each.title === seat.title))))
}
