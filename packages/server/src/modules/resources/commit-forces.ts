import type { Json, Position } from '@fengsui/contract/kernel'
import { Problem } from '@fengsui/contract/kernel'
import type { Equipment, Team } from '@fengsui/contract/resources'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { recordEquipment, recordTeam } from './record-resources.ts'
import { committedAtAfter, isTired, whyEquipmentCannotGo, whyTeamCannotGo } from './resource-rules.ts'
import { lockEquipment, lockEquipmentOf, lockTeams, lockTeamsOf } from './resource-store.ts'

/** Each thing goes once, and once only in one order. @throws Problem invalid-input */
function requireDistinct(ids: readonly string[], what: string): void {
  if (new Set(ids).size !== ids.length) throw new Problem('invalid-input', `同一${what}只能调一次，请去掉重复的`)
}

function refuse(reasons: readonly (string | null)[]): void {
  const all = reasons.filter((reason) => reason !== null)
  if (all.length > 0) throw new Problem('lifecycle-refused', all.slice(0, 5).join('；') + (all.length > 5 ? `；另有 ${all.length - 5} 项` : ''))
}

export async function commitTeams(objects: ObjectStore, context: CommandContext, actor: Actor, { incidentId, assignments }: { incidentId: string; assignments: readonly { teamId: string; dispatchId: string }[] }): Promise<Team[]> {
  const ids = assignments.map(({ teamId }) => teamId)
  requireDistinct(ids, '队伍')
  const teams = await lockTeams(objects, context.tx, actor.scope, ids)
  refuse(teams.map(whyTeamCannotGo))
  teams.forEach((team, index) => {
    recordTeam(context, team, 'team.committed', { readiness: 'committed', committedDispatchId: assignments[index]?.dispatchId ?? null, committedAt: committedAtAfter(team, 'committed', context.at) }, incidentId)
  })
  return teams
}

export async function releaseTeams(objects: ObjectStore, context: CommandContext, { incidentId, dispatchIds, to, position }: { incidentId: string; dispatchIds: readonly string[]; to?: 'ready' | 'resting' | 'unavailable'; position: Position | null }): Promise<void> {
  for (const team of await lockTeamsOf(objects, context.tx, dispatchIds)) {
    const readiness = to ?? (isTired(team, context.at) ? 'resting' : 'ready')
    recordTeam(context, team, 'team.released', { readiness, committedDispatchId: null, committedAt: committedAtAfter(team, readiness, context.at), ...place(position ?? team.basePosition, context.at) }, incidentId)
  }
}

export async function commitEquipment(objects: ObjectStore, context: CommandContext, actor: Actor, { incidentId, assignments }: { incidentId: string; assignments: readonly { equipmentId: string; dispatchId: string }[] }): Promise<Equipment[]> {
  const ids = assignments.map(({ equipmentId }) => equipmentId)
  requireDistinct(ids, '装备')
  const pieces = await lockEquipment(objects, context.tx, actor.scope, ids)
  refuse(pieces.map(whyEquipmentCannotGo))
  pieces.forEach((piece, index) => {
    recordEquipment(context, piece, 'equipment.committed', { state: 'committed', committedDispatchId: assignments[index]?.dispatchId ?? null }, incidentId)
  })
  return pieces
}

export async function releaseEquipment(objects: ObjectStore, context: CommandContext, { incidentId, dispatchIds, damagedIds = [], lostIds = [], position }: { incidentId: string; dispatchIds: readonly string[]; damagedIds?: readonly string[]; lostIds?: readonly string[]; position: Position | null }): Promise<void> {
  const pieces = await lockEquipmentOf(objects, context.tx, dispatchIds)
  const held = new Set(pieces.map(({ id }) => id))
  if ([...damagedIds, ...lostIds].some((id) => !held.has(id))) throw new Problem('invalid-input', '登记为损坏或丢失的装备不在这份调度令里，请核对编号')
  for (const piece of pieces) {
    const state = lostIds.includes(piece.id) ? 'lost' : damagedIds.includes(piece.id) ? 'damaged' : 'ready'
    recordEquipment(context, piece, 'equipment.released', { state, committedDispatchId: null, ...(state === 'lost' ? {} : place(position ?? piece.basePosition, context.at)) }, incidentId)
  }
}

export async function moveForces(objects: ObjectStore, context: CommandContext, { incidentId, dispatchId, position }: { incidentId: string; dispatchId: string; position: Position }): Promise<void> {
  for (const team of await lockTeamsOf(objects, context.tx, [dispatchId])) recordTeam(context, team, 'team.moved', place(position, context.at), incidentId)
  for (const piece of await lockEquipmentOf(objects, context.tx, [dispatchId])) recordEquipment(context, piece, 'equipment.moved', place(position, context.at), incidentId)
}

function place(position: Position | null, at: string): { [field: string]: Json } {
  return position === null ? {} : { position: { ...position }, movedAt: at }
}
