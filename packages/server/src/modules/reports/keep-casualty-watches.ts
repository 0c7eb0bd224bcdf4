import { instantInDay, legalDayAt } from '@fengsui/contract/calendar'
import { formatLegalBasis } from '@fengsui/contract/incidents/grading'
import type { CasualtyWatch } from '@fengsui/contract/reports'
import { casualtySupplementDeadline } from '@fengsui/contract/reports/deadlines'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Reaction } from '../../platform/reactions/reaction-runner.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { reminderMinuteOfLastDay } from './casualty-rules.ts'
import { findIncidentRow, lockWatch } from './casualty-store.ts'

const keys = (incidentId: string) => ({ remind: `casualty-reminder:${incidentId}`, end: `casualty-end:${incidentId}` })
const audienceOf = (watch: Pick<CasualtyWatch, 'divisionCode' | 'unitId'>) => ({ division: watch.divisionCode, units: [watch.unitId] })

async function begin(deps: ModuleDeps, context: CommandContext, incidentId: string): Promise<void> {
  const incident = await findIncidentRow(deps.objects, context.tx, incidentId)
  if (!incident || incident.incidentClass !== 'accident' || incident.ownerUnitId === null || incident.status === 'merged') return
  const found = casualtySupplementDeadline({ typeCode: incident.typeCode, occurredAt: incident.occurredAt, asOf: deps.rulesAsOf() })
  if (!found || (await lockWatch(deps.objects, context.tx, incidentId))) return
  const over = found.dueAt < context.at
  const watch = {
    incidentId, divisionCode: incident.divisionCode, unitId: incident.ownerUnitId, ruleId: found.rule.ruleId, title: found.rule.titleZh, legalBasis: formatLegalBasis(found.rule.legalBasis), days: found.rule.days,
    startsAt: incident.occurredAt, endsAt: found.dueAt, status: over ? 'ended' : 'running', ...(over ? { endedAt: context.at } : {}),
  }
  context.record({ type: 'casualty-watch.started', subject: incidentId, audience: audienceOf(watch), changes: [{ object: 'casualty-watch', id: context.newId(), created: true, set: watch }], note: { title: watch.title, days: watch.days } })
  if (over) return
  const remindAt = instantInDay(legalDayAt(watch.endsAt), reminderMinuteOfLastDay(deps.rulesAsOf()))
  if (remindAt > context.at) context.setTimer({ key: keys(incidentId).remind, kind: 'casualty-reminder', dueAt: remindAt, payload: { incidentId } })
  context.setTimer({ key: keys(incidentId).end, kind: 'casualty-end', dueAt: new Date(Date.parse(watch.endsAt) + 1).toISOString(), payload: { incidentId } })
}

async function cancel(deps: ModuleDeps, context: CommandContext, incidentId: string): Promise<void> {
  const watch = await lockWatch(deps.objects, context.tx, incidentId)
  if (watch?.status !== 'running') return
  context.record({ type: 'casualty-watch.cancelled', subject: incidentId, audience: audienceOf(watch), changes: [{ object: 'casualty-watch', id: watch.id, set: { status: 'cancelled', endedAt: context.at } }], note: { title: watch.title } })
  context.cancelTimers(Object.values(keys(incidentId)))
}

/** An accident is watched from its registration until the last day of the regulation; one merged into another is watched there. */
export function keepCasualtyWatches(deps: ModuleDeps): Reaction {
  return {
    name: 'reports.keep-casualty-watches',
    from: 'beginning',
    types: ['incident.registered', 'incident.merged'],
    async handle(context, entry) {
      if (entry.subject === null) return
      if (entry.type === 'incident.registered') await begin(deps, context, entry.subject)
      else await cancel(deps, context, entry.subject)
    },
  }
}

/** The last day has come; the last day is over. */
export function casualtyTimers(deps: ModuleDeps): TimerHandler[] {
  return [
    {
      kind: 'casualty-reminder',
      async fire(context, payload) {
        const watch = await lockWatch(deps.objects, context.tx, String(payload['incidentId']))
        if (watch?.status !== 'running' || watch.remindedAt !== null) return
        context.record({ type: 'casualty-watch.reminded', subject: watch.incidentId, audience: { division: watch.divisionCode, units: [watch.unitId] }, changes: [{ object: 'casualty-watch', id: watch.id, set: { remindedAt: context.at } }], note: { title: watch.title, endsAt: watch.endsAt } })
      },
    },
    {
      kind: 'casualty-end',
      async fire(context, payload) {
        const watch = await lockWatch(deps.objects, context.tx, String(payload['incidentId']))
        if (watch?.status !== 'running' || watch.endsAt >= context.at) return
        context.record({ type: 'casualty-watch.ended', subject: watch.incidentId, audience: audienceOf(watch), changes: [{ object: 'casualty-watch', id: watch.id, set: { status: 'ended', endedAt: context.at } }], note: { title: watch.title, days: watch.days } })
      },
    },
  ]
}
