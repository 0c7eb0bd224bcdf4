import type { SeatView } from '@fengsui/contract/command'

/** Presence of a unit in the headquarters: everybody there, some on the way, nobody yet, gone. */
export type Presence = 'present' | 'partly' | 'called' | 'released'
export const presenceNames: Readonly<Record<Presence, string>> = { present: '到位', partly: '部分到位', called: '未应答', released: '已撤' }

/** A member unit of the headquarters with its room and presence. */
export interface MemberUnit {
  readonly unitId: string
  readonly unitName: string
  readonly room: string | null
  readonly presence: Presence
  /** Work groups it leads or serves in. */
  readonly groups: readonly string[]
  /** Seats that could be taken now by somebody of the unit. */
  readonly calledSeatIds: readonly string[]
}

/** The 1+1+N picture of a response: command centre, special headquarters, member units. */
export interface CommandStructure {
  readonly chief: SeatView | null
  readonly deputies: readonly SeatView[]
  readonly office: SeatView | null
  readonly onSite: SeatView | null
  readonly members: readonly MemberUnit[]
  /** Rooms in use, and rooms there are. */
  readonly rooms: { readonly used: number; readonly all: number }
  readonly presentMembers: number
}

function presenceOf(seats: readonly SeatView[]): Presence {
  const held = seats.filter((seat) => seat.status !== 'released')
  if (held.length === 0) return 'released'
  const present = held.filter((seat) => seat.status === 'present').length
  return present === held.length ? 'present' : present > 0 ? 'partly' : 'called'
}

/** Reads the seats of one response; a released on-site commander gives way to the one appointed after. */
export function readCommandStructure(seats: readonly SeatView[]): CommandStructure {
  const byRole = (role: SeatView['role']): SeatView[] => seats.filter((seat) => seat.role === role)
  const standing = (found: readonly SeatView[]): SeatView | null => found.find((seat) => seat.status !== 'released') ?? found.at(-1) ?? null
  const units = new Map<string, SeatView[]>()
  for (const seat of seats) {
    if (seat.role === 'chief' || seat.role === 'deputy' || seat.role === 'onSiteCommander') continue
    units.set(seat.unitId, [...(units.get(seat.unitId) ?? []), seat])
  }
  const members = [...units].map(([unitId, own]): MemberUnit => ({
    unitId,
    unitName: own[0]?.unitName ?? '',
    room: own.find((seat) => seat.room !== null)?.room ?? null,
    presence: presenceOf(own),
    groups: [...new Set(own.flatMap((seat) => (seat.groupName === null ? [] : [seat.groupName])))],
    calledSeatIds: own.filter((seat) => seat.status === 'called').map((seat) => seat.id),
  })).sort((a, b) => Number(a.room === null) - Number(b.room === null) || (a.room ?? '').localeCompare(b.room ?? '', 'zh-CN') || a.unitName.localeCompare(b.unitName, 'zh-CN'))
  const roomed = members.filter((member) => member.room !== null)
  return {
    chief: standing(byRole('chief')),
    deputies: byRole('deputy'),
    office: standing(byRole('office')),
    onSite: standing(byRole('onSiteCommander')),
    members,
    rooms: { used: roomed.filter((member) => member.presence === 'present' || member.presence === 'partly').length, all: roomed.length },
    presentMembers: members.filter((member) => member.presence === 'present' || member.presence === 'partly').length,
  }
}
