import { linkedCaseStatusNames, type LinkedCase } from '@fengsui/contract/duty'
import type { Channel } from '../../platform/outbox/channel.ts'
import type { Reaction } from '../../platform/reactions/reaction-runner.ts'
import type { DutyDeps } from './duty-deps.ts'
import { findCase, listSignalsOfIncident, lockCasesOfSignals } from './phone-store.ts'

export const CASE_CHANNEL = 'linked-case'

const statusBy: Readonly<Record<string, LinkedCase['status']>> = { 'signal.verification-begun': 'verifying', 'signal.verified': 'accepted', 'signal.rejected': 'rejected', 'signal.merged': 'merged', 'signal.unmerged': 'received', 'incident.closed': 'closed' }

/** Follows what becomes of the signals that other systems sent, and queues an answer to them. */
export function answerLinkedCases(deps: DutyDeps): Reaction {
  return {
    name: 'duty.answer-linked-cases',
    from: 'now',
    types: Object.keys(statusBy),
    async handle(context, entry) {
      const status = statusBy[entry.type]
      if (status === undefined) return
      const signalIds = entry.type === 'incident.closed' ? (entry.subject === null ? [] : await listSignalsOfIncident(context.tx, entry.subject)) : entry.data.changes.filter((change) => change.object === 'signal').map((change) => change.id)
      for (const linked of await lockCasesOfSignals(deps.objects, context.tx, signalIds)) {
        if (linked.status === status) continue
        const told = deps.caseGateway === undefined ? 'notConfigured' : 'queued'
        context.record({ type: 'linked-case.moved', audience: { division: linked.divisionCode, units: [linked.unitId] }, changes: [{ object: 'linked-case', id: linked.id, set: { status, statusAt: entry.at, told } }], note: { system: linked.system, status } })
        if (deps.caseGateway !== undefined) context.send({ channel: CASE_CHANNEL, target: `case:${linked.id}`, payload: { caseId: linked.id, status, at: entry.at }, expiresAfterMinutes: 24 * 60 })
      }
    },
  }
}

/** The way back to the other systems. The status and its instant travel along, so that messages that cross each other do no harm. */
export function createCaseChannel(deps: DutyDeps): Channel {
  const settle = async (messageId: string, caseId: string, set: Partial<Pick<LinkedCase, 'told' | 'toldStatus' | 'toldAt'>>): Promise<void> => {
    await deps.commands.runInternal({ actor: 'system', key: `linked-case:${messageId}:${set.told ?? ''}` }, async (context) => {
      const linked = await findCase(deps.objects, context.tx, caseId, true)
      if (linked === null) return
      context.record({ type: 'linked-case.told', audience: { division: linked.divisionCode, units: [linked.unitId] }, changes: [{ object: 'linked-case', id: caseId, set }], note: { told: set.told ?? '' } })
    })
  }
  return {
    name: CASE_CHANNEL,
    async deliver(message, signal) {
      const caseId = String(message.payload['caseId'])
      const status = String(message.payload['status']) as LinkedCase['status']
      if (deps.caseGateway === undefined) return settle(message.id, caseId, { told: 'notConfigured' })
      const linked = await findCase(deps.objects, deps.database, caseId)
      if (linked === null) return
      const text = JSON.stringify({ system: linked.system, caseNumber: linked.caseNumber, status, statusName: linkedCaseStatusNames[status], at: message.payload['at'] })
      const [result] = await deps.caseGateway.send(message.id, [{ id: message.id, to: '', subject: linked.caseNumber, text }], signal)
      await settle(message.id, caseId, result?.outcome === 'refused' ? { told: 'refused' } : { told: 'sent', toldStatus: status, toldAt: deps.clocks.business.now() })
    },
    expire: (message) => settle(message.id, String(message.payload['caseId']), { told: 'refused' }),
  }
}
