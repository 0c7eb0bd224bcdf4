import type { ParsedRequest, Position } from '@fengsui/contract/kernel'
import type { resourceRoutes as routes } from '@fengsui/contract/resources'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { Problem } from '@fengsui/contract/kernel'
import { refusePhoneIn } from '../org/index.ts'
import { createdChange, recordEquipment, recordTeam } from './record-resources.ts'
import { requireMayEdit, requireMayOwn } from './resource-policy.ts'
import { committedAtAfter, requireEquipmentState, requireReadiness } from './resource-rules.ts'
import { getOwner, isNumberTaken, lockEquipment, lockTeams, only, requirePerson, type OwnerRow } from './resource-store.ts'

type Call<R extends keyof typeof routes> = Pick<ParsedRequest<(typeof routes)[R]>, 'params' | 'body'>
type Answer = Promise<{ id: string }>

export const spot = (position: Position | null) => (position === null ? null : { longitude: position.longitude, latitude: position.latitude })

async function ownerOf(context: CommandContext, actor: Actor, fields: { name: string; unitId: string }): Promise<OwnerRow> {
  refusePhoneIn('name', fields.name)
  const owner = await getOwner(context.tx, actor, fields.unitId)
  requireMayOwn(actor, owner)
  return owner
}

async function checkTeam(context: CommandContext, actor: Actor, fields: { name: string; unitId: string; leaderPersonId: string | null }): Promise<OwnerRow> {
  const owner = await ownerOf(context, actor, fields)
  if (fields.leaderPersonId !== null) await requirePerson(context.tx, actor, fields.leaderPersonId, 'leaderPersonId')
  return owner
}

/** Registers a team of the own unit, waiting where it is stationed. */
export function createTeam(deps: ModuleDeps, actor: Actor, { body }: Pick<Call<'createTeam'>, 'body'>): Answer {
  return deps.commands.run({ commandId: body.commandId, name: 'create-team', actor: actor.label, input: { body } }, async (context) => {
    const owner = await checkTeam(context, actor, body)
    const id = context.newId()
    const { name, kind, capabilities, leaderPersonId, strength, basePosition } = body
    context.record({
      type: 'team.created', audience: { division: owner.divisionCode, units: [owner.id] }, note: { name },
      changes: [createdChange('team', id, { name, kind, capabilities, unitId: owner.id, divisionCode: owner.divisionCode, leaderPersonId, strength, readiness: 'ready', basePosition: spot(basePosition), position: spot(basePosition), confirmedAt: context.at, status: 'active' })],
    })
    return { id }
  })
}

/** Changes a team; one that is out cannot be given up or moved to another owner. A change of the owner's confirms the record. */
export function updateTeam(deps: ModuleDeps, actor: Actor, { params, body }: Call<'updateTeam'>): Answer {
  return deps.commands.run({ commandId: body.commandId, name: 'update-team', actor: actor.label, input: { params, body } }, async (context) => {
    const team = only(await lockTeams(deps.objects, context.tx, actor.scope, [params.teamId]))
    requireMayEdit(actor, team)
    const owner = await checkTeam(context, actor, body)
    if (team.readiness === 'committed' && (body.status === 'retired' || owner.id !== team.unitId)) throw new Problem('lifecycle-refused', `${team.name}正在执行任务，归队后才能撤销或改归属`)
    const { name, kind, capabilities, leaderPersonId, strength, basePosition, status } = body
    const moved = team.readiness === 'committed' ? {} : { position: spot(basePosition) }
    recordTeam(context, { ...team, name, divisionCode: owner.divisionCode, unitId: owner.id }, 'team.updated', { name, kind, capabilities, unitId: owner.id, divisionCode: owner.divisionCode, leaderPersonId, strength, basePosition: spot(basePosition), ...moved, status, confirmedAt: context.at })
    return { id: team.id }
  })
}

/** Waiting, on standby, resting, not available: said by the owner. Out and back is dispatch's. */
export function setTeamReadiness(deps: ModuleDeps, actor: Actor, { params, body }: Call<'setTeamReadiness'>): Answer {
  return deps.commands.run({ commandId: body.commandId, name: 'set-team-readiness', actor: actor.label, input: { params, body } }, async (context) => {
    const team = only(await lockTeams(deps.objects, context.tx, actor.scope, [params.teamId]))
    requireMayEdit(actor, team)
    requireReadiness(team, body.readiness)
    recordTeam(context, team, 'team.readiness-set', { readiness: body.readiness, committedAt: committedAtAfter(team, body.readiness, context.at) })
    return { id: team.id }
  })
}

async function checkEquipment(deps: ModuleDeps, context: CommandContext, actor: Actor, fields: { name: string; number: string; unitId: string; teamId: string | null }, exceptId: string | null): Promise<OwnerRow> {
  const owner = await ownerOf(context, actor, fields)
  if (fields.teamId !== null && only(await lockTeams(deps.objects, context.tx, actor.scope, [fields.teamId])).unitId !== owner.id) throw new Problem('invalid-input', '这支队伍不属于该单位', [{ path: 'teamId', message: '请选择本单位的队伍' }])
  if (await isNumberTaken(context.tx, owner.id, fields.number, exceptId)) throw new Problem('conflict', `本单位已有编号 ${fields.number} 的装备，请核对编号`, [{ path: 'number', message: '编号重复' }])
  return owner
}

export function createEquipment(deps: ModuleDeps, actor: Actor, { body }: Pick<Call<'createEquipment'>, 'body'>): Answer {
  return deps.commands.run({ commandId: body.commandId, name: 'create-equipment', actor: actor.label, input: { body } }, async (context) => {
    const owner = await checkEquipment(deps, context, actor, body, null)
    const id = context.newId()
    const { number, name, kind, teamId, capacity, capacityUnit, basePosition } = body
    context.record({
      type: 'equipment.created', audience: { division: owner.divisionCode, units: [owner.id] }, note: { name: `${name} ${number}` },
      changes: [createdChange('equipment', id, { number, name, kind, teamId, unitId: owner.id, divisionCode: owner.divisionCode, capacity, capacityUnit: capacityUnit === '' ? null : capacityUnit, state: 'ready', basePosition: spot(basePosition), position: spot(basePosition), confirmedAt: context.at, status: 'active' })],
    })
    return { id }
  })
}

export function updateEquipment(deps: ModuleDeps, actor: Actor, { params, body }: Call<'updateEquipment'>): Answer {
  return deps.commands.run({ commandId: body.commandId, name: 'update-equipment', actor: actor.label, input: { params, body } }, async (context) => {
    const piece = only(await lockEquipment(deps.objects, context.tx, actor.scope, [params.equipmentId]))
    requireMayEdit(actor, piece)
    const owner = await checkEquipment(deps, context, actor, body, piece.id)
    if (piece.state === 'committed' && (body.status === 'retired' || owner.id !== piece.unitId)) throw new Problem('lifecycle-refused', `${piece.name} ${piece.number} 已调出，归还后才能报废或改归属`)
    const { number, name, kind, teamId, capacity, capacityUnit, basePosition, status } = body
    const moved = piece.state === 'committed' ? {} : { position: spot(basePosition) }
    recordEquipment(context, { ...piece, name, number, divisionCode: owner.divisionCode, unitId: owner.id }, 'equipment.updated', { number, name, kind, teamId, unitId: owner.id, divisionCode: owner.divisionCode, capacity, capacityUnit: capacityUnit === '' ? null : capacityUnit, basePosition: spot(basePosition), ...moved, status, confirmedAt: context.at })
    return { id: piece.id }
  })
}

/** Sound, damaged, in repair, lost: said by the owner. Out and back is dispatch's. */
export function setEquipmentState(deps: ModuleDeps, actor: Actor, { params, body }: Call<'setEquipmentState'>): Answer {
  return deps.commands.run({ commandId: body.commandId, name: 'set-equipment-state', actor: actor.label, input: { params, body } }, async (context) => {
    const piece = only(await lockEquipment(deps.objects, context.tx, actor.scope, [params.equipmentId]))
    requireMayEdit(actor, piece)
    requireEquipmentState(piece, body.state)
    recordEquipment(context, piece, 'equipment.state-set', { state: body.state })
    return { id: piece.id }
  })
}

/** Where a team or a piece is now, as its owner says. */
export function reportPosition(deps: ModuleDeps, actor: Actor, { body }: Pick<Call<'reportPosition'>, 'body'>): Answer {
  return deps.commands.run({ commandId: body.commandId, name: 'report-position', actor: actor.label, input: { body } }, async (context) => {
    const set = { position: spot(body.position), movedAt: context.at }
    if (body.kind === 'team') {
      const team = only(await lockTeams(deps.objects, context.tx, actor.scope, [body.id]))
      requireMayEdit(actor, team)
      recordTeam(context, team, 'team.moved', set)
    } else {
      const piece = only(await lockEquipment(deps.objects, context.tx, actor.scope, [body.id]))
      requireMayEdit(actor, piece)
      recordEquipment(context, piece, 'equipment.moved', set)
    }
    return { id: body.id }
  })
}
