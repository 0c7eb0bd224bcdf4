import type { SeatView } from '@fengsui/contract/command'
import { describe, expect, it } from 'vitest'
import { readCommandStructure } from './command-structure.ts'

let count = 0
const seat = (set: Partial<SeatView>): SeatView => ({
  id: `seat-${(count += 1)}`, responseId: 'r', incidentId: 'i', divisionCode: '331000000000', groupKey: null, groupName: null, role: 'groupMember', title: '成员', unitId: 'u', unitName: '市水利局', personId: null, personName: null, room: null, status: 'called', presentAt: null, ...set,
})

describe('1+1+N of a response', () => {
  it('gathers the seats of a unit into one member with its room and groups', () => {
    const { members, rooms, presentMembers } = readCommandStructure([
      seat({ role: 'groupLead', groupName: '抢险救援组', status: 'present' }),
      seat({ groupName: '监测预报组', status: 'called' }),
      seat({ unitId: 'w', unitName: '市气象局', room: '202' }),
      seat({ role: 'office', unitId: 'u', room: '201', status: 'present' }),
    ])
    expect(members).toHaveLength(2)
    expect(members[0]).toMatchObject({ unitName: '市水利局', room: '201', presence: 'partly', groups: ['抢险救援组', '监测预报组'] })
    expect(members[0]?.calledSeatIds).toHaveLength(1)
    expect(members[1]).toMatchObject({ presence: 'called' })
    expect(rooms).toEqual({ used: 1, all: 2 })
    expect(presentMembers).toBe(1)
  })

  it('keeps chief, deputies and on-site commander out of the members and prefers who still holds the seat', () => {
    const found = readCommandStructure([
      seat({ role: 'chief', personName: '总指挥' }), seat({ role: 'deputy' }), seat({ role: 'deputy' }),
      seat({ role: 'onSiteCommander', status: 'released', title: '前任' }), seat({ role: 'onSiteCommander', status: 'called', title: '现任' }),
    ])
    expect(found.members).toEqual([])
    expect(found.deputies).toHaveLength(2)
    expect(found.onSite?.title).toBe('现任')
    expect(found.chief?.personName).toBe('总指挥')
  })
})
