import { Problem, type Change, type ParsedRequest } from '@fengsui/contract/kernel'
import type { resourceRoutes as routes } from '@fengsui/contract/resources'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { refusePhoneIn } from '../org/index.ts'
import { spot } from './keep-team.ts'
import { createdChange, recordShelter } from './record-resources.ts'
import { requireMayEdit, requireMayOwn } from './resource-policy.ts'
import { shelterStateAt } from './resource-rules.ts'
import { getOwner, lockConfirmable, lockFacilities, lockShelters, only, requirePlace } from './resource-store.ts'

type Call<R extends keyof typeof routes> = Pick<ParsedRequest<(typeof routes)[R]>, 'params' | 'body'>
type Answer = Promise<{ id: string }>

async function ownerOf(context: CommandContext, actor: Actor, fields: { name: string; unitId: string }) {
  refusePhoneIn('name', fields.name)
  const owner = await getOwner(context.tx, actor, fields.unitId)
  requireMayOwn(actor, owner)
  return owner
}

/** Registers a shelter of the own unit, closed and empty. */
export function createShelter(deps: ModuleDeps, actor: Actor, { body }: Pick<Call<'createShelter'>, 'body'>): Answer {
  return deps.commands.run({ commandId: body.commandId, name: 'create-shelter', actor: actor.label, input: { body } }, async (context) => {
    const owner = await ownerOf(context, actor, body)
    const id = context.newId()
    const { name, kind, position, indoor, capacity, facilities } = body
    context.record({
      type: 'shelter.created', audience: { division: owner.divisionCode, units: [owner.id] }, note: { name },
      changes: [createdChange('shelter', id, { name, kind, position: spot(position), indoor, capacity, facilities, unitId: owner.id, divisionCode: owner.divisionCode, occupancy: 0, peakOccupancy: 0, redirected: 0, state: 'closed', confirmedAt: context.at, status: 'active' })],
    })
    return { id }
  })
}

/** Changes a shelter; with people in it, it can neither be given up nor become smaller than they are many. */
export function updateShelter(deps: ModuleDeps, actor: Actor, { params, body }: Call<'updateShelter'>): Answer {
  return deps.commands.run({ commandId: body.commandId, name: 'update-shelter', actor: actor.label, input: { params, body } }, async (context) => {
    const shelter = only(await lockShelters(deps.objects, context.tx, actor.scope, [params.shelterId]))
    requireMayEdit(actor, shelter)
    const owner = await ownerOf(context, actor, body)
    const inUse = shelter.state === 'open' || shelter.state === 'full'
    if (body.status === 'retired' && inUse) throw new Problem('lifecycle-refused', `${shelter.name}正在开放，请先清空并关闭再撤销`)
    if (body.capacity < shelter.occupancy) throw new Problem('rule-refused', `现有 ${shelter.occupancy} 人在住，容量不能改到它以下；请先分流`, [{ path: 'capacity', message: `至少 ${shelter.occupancy}` }])
    const { name, kind, position, indoor, capacity, facilities, status } = body
    recordShelter(context, { ...shelter, name, divisionCode: owner.divisionCode, unitId: owner.id }, 'shelter.updated', {
      name, kind, position: spot(position), indoor, capacity, facilities, unitId: owner.id, divisionCode: owner.divisionCode, status, confirmedAt: context.at, ...(inUse ? { state: shelterStateAt(capacity, shelter.occupancy) } : {}),
    }, null)
    return { id: shelter.id }
  })
}

/** The unit a place to watch belongs to, or none where nobody of the platform keeps it. */
async function checkFacility(context: CommandContext, actor: Actor, fields: { name: string; unitId: string | null; divisionCode: string }): Promise<void> {
  refusePhoneIn('name', fields.name)
  await requirePlace(context.tx, actor, fields.divisionCode, 'divisionCode', true)
  if (fields.unitId !== null) requireMayOwn(actor, await getOwner(context.tx, actor, fields.unitId))
}

export function createFacility(deps: ModuleDeps, actor: Actor, { body }: Pick<Call<'createFacility'>, 'body'>): Answer {
  return deps.commands.run({ commandId: body.commandId, name: 'create-facility', actor: actor.label, input: { body } }, async (context) => {
    await checkFacility(context, actor, body)
    const id = context.newId()
    const { name, kind, unitId, divisionCode, position, figures } = body
    context.record({ type: 'facility.created', audience: { division: divisionCode, ...(unitId === null ? {} : { units: [unitId] }) }, changes: [createdChange('facility', id, { name, kind, unitId, divisionCode, position: spot(position), figures, confirmedAt: context.at, status: 'active' })] })
    return { id }
  })
}

export function updateFacility(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof routes.updateFacility>, 'params' | 'body'>): Answer {
  return deps.commands.run({ commandId: body.commandId, name: 'update-facility', actor: actor.label, input: { params, body } }, async (context) => {
    const facility = only(await lockFacilities(deps.objects, context.tx, actor.scope, [params.facilityId]))
    requireMayEdit(actor, facility)
    await checkFacility(context, actor, body)
    const { name, kind, unitId, divisionCode, position, figures, status } = body
    context.record({ type: 'facility.updated', audience: { division: divisionCode, ...(unitId === null ? {} : { units: [unitId] }) }, changes: [{ object: 'facility', id: facility.id, set: { name, kind, unitId, divisionCode, position: spot(position), figures, status, confirmedAt: context.at } }] })
    return { id: facility.id }
  })
}

/** The owner says that records are still true; all of them or none. One entry for each place and owner, so that nobody reads of others'. */
export function confirmResource(deps: ModuleDeps, actor: Actor, { body }: Pick<Call<'confirmResource'>, 'body'>): Promise<{ confirmed: number }> {
  return deps.commands.run({ commandId: body.commandId, name: 'confirm-resource', actor: actor.label, input: { body } }, async (context) => {
    const records = await lockConfirmable(deps.objects, context.tx, actor.scope, body.kind, [...new Set(body.ids)])
    const groups = new Map<string, { division: string; unitId: string | null; changes: Change[] }>()
    for (const record of records) {
      requireMayEdit(actor, record)
      const key = `${record.divisionCode}|${record.unitId ?? ''}`
      const group = groups.get(key) ?? { division: record.divisionCode, unitId: record.unitId, changes: [] }
      group.changes.push({ object: body.kind, id: record.id, set: { confirmedAt: context.at } })
      groups.set(key, group)
    }
    for (const { division, unitId, changes } of groups.values()) context.record({ type: `${body.kind}.confirmed`, audience: { division, ...(unitId === null ? {} : { units: [unitId] }) }, changes })
    return { confirmed: records.length }
  })
}
