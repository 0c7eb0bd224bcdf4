import type { Dispatch, ResourceRequest } from '@fengsui/contract/dispatch'
import type { Audience, Change, Json } from '@fengsui/contract/kernel'
import type { CommandContext } from '../../platform/commands/context.ts'

type Fields = { [field: string]: Json }

export const timerKinds = { accept: 'dispatch.request-acceptance', acknowledge: 'dispatch.acknowledgement', arrive: 'dispatch.arrival' } as const

/** The ids a timer was given. */
export function idsOf(payload: Fields): string[] {
  return Array.isArray(payload['ids']) ? payload['ids'].map(String) : []
}

/** One timer for all ids that are due together; firing looks at the state again, so nobody has to take it back. */
export function setDeadline(context: CommandContext, kind: string, at: string, ids: readonly string[]): void {
  if (ids.length > 0) context.setTimer({ key: `${kind}:${context.newId()}`, kind, dueAt: at, payload: { ids: [...ids] } })
}

/** An object's first change: every field that has a value. */
export function createdChange(object: string, id: string, fields: Fields): Change {
  return { object, id, created: true, set: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) }
}

/** A draft is told to the asking place alone, everything else to the unit that is asked as well. */
export function audienceOf(request: Pick<ResourceRequest, 'divisionCode' | 'fromUnitId' | 'toUnitId' | 'status'>): Audience {
  return request.status === 'draft' ? { division: request.divisionCode, units: [request.fromUnitId], ownPlaceOnly: true } : { division: request.divisionCode, units: [request.fromUnitId, request.toUnitId] }
}

/** A change of a request with what changes along with it. */
export function recordRequest(context: CommandContext, request: ResourceRequest, type: string, set: Fields, more: { changes?: readonly Change[]; note?: Fields } = {}): void {
  context.record({
    type, subject: request.incidentId, audience: audienceOf(request),
    changes: [{ object: 'resource-request', id: request.id, set }, ...(more.changes ?? [])], note: { number: request.number, ...more.note },
  })
}

/** A change of an order, told to who gave it, who sends and who receives. */
export function recordDispatch(context: CommandContext, dispatch: Dispatch, type: string, set: Fields, note: Fields = {}): void {
  context.record({
    type, subject: dispatch.incidentId, audience: { division: dispatch.divisionCode, units: [dispatch.unitId, dispatch.receiverUnitId] },
    changes: [{ object: 'dispatch', id: dispatch.id, set }], note: { number: dispatch.number, name: dispatch.name, quantity: dispatch.quantity, unit: dispatch.unit, place: dispatch.destinationName, ...note },
  })
}
