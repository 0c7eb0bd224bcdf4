import { addMinutes, type Json } from '@fengsui/contract/kernel'
import type { Call, CallKind, LadderStep, NotificationChannel } from '@fengsui/contract/notifications'
import type { CommandContext } from '../../platform/commands/context.ts'
import { listNamedTargets, loadReach } from './audience-store.ts'
import { nextCallNumber } from './call-store.ts'
import { sortLadder } from './ladder-rules.ts'
import type { NotificationDeps } from './notification-deps.ts'
import { loadRule } from './rule-store.ts'
import { recordRound, watchDue, watchLadder } from './record-round.ts'

/** A call that another module makes, whose own rules say who is called and why. Urgent: known to no quiet hours. */
export interface PlacedCall {
  readonly kind: CallKind
  readonly title: string
  readonly words: string
  readonly byUnit: { readonly id: string; readonly divisionCode: string }
  readonly audienceName: string
  readonly unitIds: readonly string[]
  readonly personIds: readonly string[]
  readonly channels: readonly NotificationChannel[]
  readonly acknowledgeMinutes: number
  readonly ladder: readonly LadderStep[]
}

/** Calls desks and persons; the ladder climbs by itself. @returns the call, and how many could be reached at all */
export async function placeCall(deps: NotificationDeps, context: CommandContext, given: PlacedCall): Promise<{ id: string; reached: number }> {
  const targets = await listNamedTargets(context.tx, given)
  const reachOf = await loadReach(context.tx, targets)
  const { quiet } = await loadRule(deps.objects, context.tx, given.byUnit.divisionCode, context.at, deps.rulesAsOf())
  const id = context.newId()
  const words = context.protect(`call:${id}`, given.words)
  if (words === null) throw new Error('a call needs words')
  const call: Call = {
    id, number: await nextCallNumber(context.tx, given.kind, given.byUnit.divisionCode, context.at), kind: given.kind, urgency: 'urgent', title: given.title, words, incidentId: null, warningId: null, divisionCode: given.byUnit.divisionCode, byUnitId: given.byUnit.id,
    audienceName: given.audienceName, channels: [...given.channels], ladder: sortLadder(given.ladder), step: 0, acknowledgeBy: addMinutes(context.at, given.acknowledgeMinutes), status: 'running', calledAt: context.at, completedAt: null, closedAt: null, closeReason: null,
  }
  const { id: _id, incidentId: _incident, warningId: _warning, completedAt: _completed, closedAt: _closed, closeReason: _reason, ...always } = call
  context.record({ type: 'call.made', subject: null, audience: { division: call.divisionCode }, changes: [{ object: 'call', id, created: true, set: { ...always, ladder: always.ladder as unknown as Json } }], note: { total: targets.length } })
  const { reached } = recordRound(context, call, targets.map((target) => ({ recipient: { id: context.newId(), unitId: target.unitId, personId: target.personId, divisionCode: target.divisionCode, times: 0 }, unitDivisionCode: target.unitDivisionCode, reach: reachOf(target), isNew: true })), { channels: given.channels, reason: 'call', quiet, isConfigured: (channel) => deps.isConfigured(channel) })
  for (const unitId of new Set(targets.map((target) => target.unitId))) context.openTo(`call:${id}`, unitId)
  watchLadder(context, call)
  watchDue(context, call)
  return { id, reached }
}
