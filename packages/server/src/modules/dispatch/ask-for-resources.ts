import type { dispatchRoutes, RequestLine, ResourceRequest } from '@fengsui/contract/dispatch'
import { addMinutes, Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import { incidentStatusNames, type Incident } from '@fengsui/contract/incidents'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import { refusePhoneNumbers } from '../command/index.ts'
import { ACCEPT_MINUTES } from './deadline-rules.ts'
import type { DispatchDeps } from './dispatch-deps.ts'
import { requireAsker } from './dispatch-policy.ts'
import { getAskedUnit, getItemNames, lockRequest, lockShortagesPassedUpBy, nextNumbers, requireFreeDemand, requirePlace } from './dispatch-store.ts'
import { toLine } from './line-rules.ts'
import { createdChange, audienceOf, recordRequest, setDeadline, timerKinds } from './record-dispatch.ts'
import { requireRequestMayBecome } from './request-rules.ts'

/** @throws Problem lifecycle-refused when the incident is over */
export function requireOpenIncident(incident: Pick<Incident, 'status'>, what: string): void {
  if (incident.status === 'closed' || incident.status === 'merged') throw new Problem('lifecycle-refused', `事件${incidentStatusNames[incident.status]}，不能再${what}`)
}

/** What is set when a request goes out: its clock starts, the unit asked may see the incident. */
function sendOut(context: CommandContext, request: Pick<ResourceRequest, 'id' | 'incidentId' | 'toUnitId'>): { status: 'submitted'; submittedAt: string; acceptBy: string } {
  const acceptBy = addMinutes(context.at, ACCEPT_MINUTES)
  setDeadline(context, timerKinds.accept, acceptBy, [request.id])
  context.openTo(`incident:${request.incidentId}`, request.toUnitId)
  return { status: 'submitted', submittedAt: context.at, acceptBy }
}

type NewRequest = Pick<ResourceRequest, 'incidentId' | 'parentId' | 'demandId' | 'divisionCode' | 'fromUnitId' | 'toUnitId' | 'toDivisionCode' | 'lines' | 'destinationName' | 'destinationDivisionCode' | 'position' | 'neededBy' | 'priority'>

/** Writes a request down inside a command, as a draft or sent at once. @returns its id and number */
export async function recordNewRequest(context: CommandContext, request: NewRequest, reason: string, submit: boolean): Promise<{ id: string; number: string }> {
  const id = context.newId()
  const [number = ''] = await nextNumbers(context.tx, 'resource-request', context.at, 1)
  const sent = submit ? sendOut(context, { ...request, id }) : { status: 'draft' as const }
  context.record({
    type: submit ? 'resource-request.submitted' : 'resource-request.drafted', subject: request.incidentId, audience: audienceOf({ ...request, ...sent }),
    changes: [createdChange('resource-request', id, { ...request, lines: request.lines as unknown as Json, number, draftedAt: context.at, reason: context.protect(`resource-request:${id}`, reason), ...sent })],
    note: { number, lines: request.lines.map((line) => `${line.name} ${String(line.quantity)} ${line.unit}`).join('、') },
  })
  return { id, number }
}

/** Asks in writing for forces or goods (DSP-3): a unit of the own place or of one above, with a place to bring them to and a time. */
export function createRequest(deps: DispatchDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dispatchRoutes.createRequest>, 'params' | 'body'>): Promise<{ id: string }> {
  refusePhoneNumbers({ destinationName: body.destinationName })
  return deps.commands.run({ commandId: body.commandId, name: 'create-request', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await deps.incidents.lock(context, actor, params.incidentId)
    requireOpenIncident(incident, '申请资源')
    const asked = await getAskedUnit(context.tx, actor, body.toUnitId, 'toUnitId')
    await requirePlace(context.tx, actor, body.destinationDivisionCode)
    if (body.neededBy <= context.at) throw new Problem('invalid-input', '需到位时间已经过去，请填以后的时间', [{ path: 'neededBy', message: '须晚于现在' }])
    if (body.demandId !== null) await requireFreeDemand(context.tx, actor, incident.id, body.demandId)
    const items = await getItemNames(context.tx, actor, body.lines.flatMap(({ itemId }) => (itemId === null ? [] : [itemId])))
    const lines = body.lines.map((line, index): RequestLine => {
      const made = toLine(line, index, line.itemId === null ? null : (items.get(line.itemId) ?? null))
      if (!made) throw new Problem('invalid-input', '物资目录里没有这个品种，请重新选择', [{ path: `lines.${String(index)}.itemId`, message: '没有这个品种' }])
      return made
    })
    const { id } = await recordNewRequest(context, {
      incidentId: incident.id, parentId: null, demandId: body.demandId, divisionCode: actor.divisionCode, fromUnitId: actor.unitId, toUnitId: asked.id, toDivisionCode: asked.divisionCode, lines,
      destinationName: body.destinationName, destinationDivisionCode: body.destinationDivisionCode, position: body.position, neededBy: body.neededBy, priority: body.priority,
    }, body.reason, body.submit)
    return { id }
  })
}

/** Sends a draft out. Those above hear of it here for the first time, so the entry says all of it. */
export function submitRequest(deps: DispatchDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dispatchRoutes.submitRequest>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'submit-request', actor: actor.label, input: { params, body } }, async (context) => {
    const request = await lockRequest(deps.objects, context.tx, actor, params.requestId)
    requireAsker(actor, request)
    requireRequestMayBecome(request, 'submitted')
    const { id, ...said } = request
    const sent = sendOut(context, request)
    recordRequest(context, { ...request, ...sent }, 'resource-request.submitted', { ...(said as unknown as { [field: string]: Json }), ...sent }, { note: { lines: request.lines.map((line) => `${line.name} ${String(line.quantity)} ${line.unit}`).join('、') } })
    return { id }
  })
}

/** What was passed up is missing again where the request above brought nothing (more). */
export async function reopenPassedUp(deps: DispatchDeps, context: CommandContext, request: Pick<ResourceRequest, 'id' | 'incidentId'>): Promise<void> {
  const shortages = await lockShortagesPassedUpBy(deps.objects, context.tx, request.id)
  for (const shortage of shortages) {
    context.record({
      type: 'shortage.reopened', subject: request.incidentId, audience: { division: shortage.divisionCode },
      changes: [{ object: 'shortage', id: shortage.id, set: { status: 'open', upwardRequestId: null } }], note: { name: shortage.name, quantity: shortage.quantity, unit: shortage.unit },
    })
  }
}

/** Takes a request back before anything was ordered for it. */
export function withdrawRequest(deps: DispatchDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dispatchRoutes.withdrawRequest>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'withdraw-request', actor: actor.label, input: { params, body } }, async (context) => {
    const request = await lockRequest(deps.objects, context.tx, actor, params.requestId)
    requireAsker(actor, request)
    requireRequestMayBecome(request, 'withdrawn')
    recordRequest(context, request, 'resource-request.withdrawn', { status: 'withdrawn', closedAt: context.at })
    await reopenPassedUp(deps, context, request)
    return { id: request.id }
  })
}
