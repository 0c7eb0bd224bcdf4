import type { Json } from '@fengsui/contract/kernel'
import { NotificationChannel } from '@fengsui/contract/notifications'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { listLeads, loadReach } from './audience-store.ts'
import { listUnitPlaces, lockCalls, lockNotifications, lockOpenRecipients } from './call-store.ts'
import { chooseSuperior, nextStep } from './ladder-rules.ts'
import type { NotificationDeps } from './notification-deps.ts'
import { loadRule } from './rule-store.ts'
import { recordEscalation, recordRound, sendBatch, timerKinds, watchLadder } from './record-round.ts'
import { tellTimer } from './tell-events.ts'

const idsOf = (payload: { [key: string]: Json }): string[] => (Array.isArray(payload['ids']) ? payload['ids'].map(String) : [])

/** What happens by itself when time passes: the ladder, the deadline, the morning after quiet hours. */
export function createTimers(deps: NotificationDeps): TimerHandler[] {
  const isConfigured = (channel: NotificationChannel): boolean => deps.isConfigured(channel)
  return [
    tellTimer(deps),
    {
      kind: timerKinds.ladder,
      async fire(context, payload) {
        const [call] = await lockCalls(deps.objects, context.tx, [String(payload['callId'])])
        const next = call && nextStep(call)
        if (!call || !next || next.at > context.at) return
        const open = await lockOpenRecipients(deps.objects, context.tx, call.id)
        const { quiet } = await loadRule(deps.objects, context.tx, call.divisionCode, context.at, deps.rulesAsOf())
        let superiors = 0
        if (next.step.to === 'same') {
          const reachOf = await loadReach(context.tx, open)
          const placeOf = await listUnitPlaces(context.tx, open.map((recipient) => recipient.unitId))
          recordRound(context, call, open.map((recipient) => ({ recipient, unitDivisionCode: placeOf(recipient), reach: reachOf(recipient), isNew: false })), { channels: next.step.channels, reason: 'again', quiet, isConfigured })
        } else {
          const leads = await listLeads(context.tx, open)
          const chosen = open.flatMap((recipient) => {
            const superior = chooseSuperior(recipient, leads)
            return superior ? [{ recipient, superior }] : []
          })
          const reachOf = await loadReach(context.tx, chosen.map((each) => each.superior))
          recordEscalation(context, call, next.step, chosen.map((each) => ({ ...each, reach: reachOf(each.superior) })), { quiet, isConfigured })
          superiors = new Set(chosen.map((each) => each.superior.personId)).size
        }
        const step = call.step + 1
        context.record({
          type: 'call.stepped', subject: call.incidentId, audience: { division: call.divisionCode }, changes: [{ object: 'call', id: call.id, set: { step } }],
          note: { number: call.number, name: next.step.name, to: next.step.to, count: open.length, superiors },
        })
        watchLadder(context, { ...call, step })
      },
    },
    {
      kind: timerKinds.due,
      async fire(context, payload) {
        const [call] = await lockCalls(deps.objects, context.tx, [String(payload['callId'])])
        if (call?.status !== 'running' || call.acknowledgeBy > context.at) return
        const late = (await lockOpenRecipients(deps.objects, context.tx, call.id)).filter((recipient) => recipient.overdueAt === null)
        if (late.length === 0) return
        context.record({
          type: 'call.overdue', stream: `call:${call.id}`, subject: call.incidentId, audience: { division: call.divisionCode },
          changes: late.map((recipient) => ({ object: 'call-recipient', id: recipient.id, set: { overdueAt: context.at } })), note: { number: call.number, title: call.title, count: late.length },
        })
      },
    },
    {
      kind: timerKinds.release,
      async fire(context, payload) {
        const waiting = (await lockNotifications(deps.objects, context.tx, idsOf(payload))).filter((notification) => notification.status === 'queued')
        const channel = NotificationChannel.parse(payload['channel'])
        if (waiting.length > 0) sendBatch(context, channel, String(payload['target']), waiting.map((notification) => notification.id))
      },
    },
  ]
}
