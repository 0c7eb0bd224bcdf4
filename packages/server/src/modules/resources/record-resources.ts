import type { Change, Json } from '@fengsui/contract/kernel'
import type { Equipment, Shelter, Team } from '@fengsui/contract/resources'
import type { CommandContext } from '../../platform/commands/context.ts'

type Fields = { [field: string]: Json }

/** An object's first change: every field that has a value. */
export function createdChange(object: string, id: string, fields: Fields): Change {
  return { object, id, created: true, set: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) }
}

/** A change of one team, with its name for the timeline. */
export function recordTeam(context: CommandContext, team: Pick<Team, 'id' | 'name' | 'divisionCode' | 'unitId'>, type: string, set: Fields, incidentId: string | null = null): void {
  context.record({ type, subject: incidentId, audience: { division: team.divisionCode, units: [team.unitId] }, changes: [{ object: 'team', id: team.id, set }], note: { name: team.name } })
}

export function recordEquipment(context: CommandContext, piece: Pick<Equipment, 'id' | 'name' | 'number' | 'divisionCode' | 'unitId'>, type: string, set: Fields, incidentId: string | null = null): void {
  context.record({ type, subject: incidentId, audience: { division: piece.divisionCode, units: [piece.unitId] }, changes: [{ object: 'equipment', id: piece.id, set }], note: { name: `${piece.name} ${piece.number}` } })
}

export function recordShelter(context: CommandContext, shelter: Pick<Shelter, 'id' | 'name' | 'divisionCode' | 'unitId'>, type: string, set: Fields, incidentId: string | null, more: { changes?: Change[]; note?: Fields } = {}): void {
  context.record({
    type, subject: incidentId, audience: { division: shelter.divisionCode, units: [shelter.unitId] },
    changes: [{ object: 'shelter', id: shelter.id, set }, ...(more.changes ?? [])], note: { name: shelter.name, ...more.note },
  })
}
