import type { Change } from '@fengsui/contract/kernel'
import type { Call, CallRecipient } from '@fengsui/contract/notifications'
import type { CommandContext } from '../../platform/commands/context.ts'
import { stopWatching } from './record-round.ts'

export interface Answered {
  readonly recipient: CallRecipient
  readonly set: Partial<CallRecipient>
}

/**
 * Writes answers of one call: one entry for each unit, and the completion when nobody is left. `openBefore` counts those without an answer,
 * `clockAheadSeconds` is the lead of the clock an answer was stated by.
 */
export function recordAnswersOf(context: CommandContext, call: Call, answered: readonly Answered[], openBefore: number, by: string, clockAheadSeconds: number | null = null): void {
  const byUnit = new Map<string, { division: string; changes: Change[]; called: Set<string> }>()
  for (const { recipient, set } of answered) {
    const entry = byUnit.get(recipient.unitId) ?? { division: recipient.divisionCode, changes: [], called: new Set<string>() }
    byUnit.set(recipient.unitId, entry)
    // Their telephones stop ringing, also when somebody at a desk answered for them.
    entry.called.add(recipient.personId ?? recipient.unitId)
    entry.changes.push({ object: 'call-recipient', id: recipient.id, set: set as Change['set'] })
  }
  for (const [unitId, { division, changes, called }] of byUnit) {
    context.record({ type: 'recipient.answered', subject: call.incidentId, audience: { division: changes.length > 1 ? call.divisionCode : division, units: [unitId], called: [...called] }, changes, note: { number: call.number, count: changes.length, by, ...(clockAheadSeconds === null ? {} : { clockAheadSeconds }) } })
  }
  if (call.status === 'running' && answered.length >= openBefore && answered.length > 0) {
    context.record({
      type: 'call.completed', subject: call.incidentId, audience: { division: call.divisionCode },
      changes: [{ object: 'call', id: call.id, set: { status: 'complete', completedAt: context.at } }], note: { number: call.number, title: call.title },
    })
    stopWatching(context, call)
  }
}
