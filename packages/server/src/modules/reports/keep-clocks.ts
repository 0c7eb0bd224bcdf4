import { divisionPrefix } from '@fengsui/contract/kernel'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { SealedEntry } from '../../platform/journal/read-entries.ts'
import type { Reaction } from '../../platform/reactions/reaction-runner.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { listCarriedOver, planClocks } from './clock-rules.ts'
import { raiseForMissedClocks } from './raise-suspicion.ts'
import { listDisastersWithin, loadClockSituation, lockClock, lockIncidentRow } from './clock-store.ts'
import { recordClockPlan, recordEscalated, recordLeaderCalled, recordMissed, recordOverdue, recordReminded } from './record-clocks.ts'

/** Brings the clocks of one incident in line with what its facts, grade, reports and status ask for now. */
async function bringInLine(deps: ModuleDeps, context: CommandContext, incidentId: string, changedAt: string | null): Promise<void> {
  const incident = await lockIncidentRow(deps.objects, context.tx, incidentId)
  if (!incident) return
  const situation = await loadClockSituation(deps.objects, context.tx, incident, context.at)
  const plan = planClocks(situation, { at: context.at, changedAt, asOf: deps.rulesAsOf() })
  recordClockPlan(context, incident.id, plan, situation.desks)
  raiseForMissedClocks(context, incident, plan.miss, situation)
}

/** Running clocks of a merged incident go on in the one it went into. */
async function carryOver(deps: ModuleDeps, context: CommandContext, fromId: string, intoId: string): Promise<void> {
  const taken = new Map<string, Awaited<ReturnType<typeof loadClockSituation>>>()
  for (const id of [fromId, intoId].sort()) {
    const incident = await lockIncidentRow(deps.objects, context.tx, id)
    if (incident) taken.set(id, await loadClockSituation(deps.objects, context.tx, incident, context.at))
  }
  const from = taken.get(fromId)
  const into = taken.get(intoId)
  if (!from || !into) return
  recordClockPlan(context, fromId, planClocks(from, { at: context.at, changedAt: null, asOf: deps.rulesAsOf() }), from.desks)
  recordClockPlan(context, intoId, { start: listCarriedOver(from.clocks, into.clocks), cancel: [], miss: [] }, [...into.desks, ...from.desks])
}

/** A relief response that begins or ends changes what every disaster of its area owes. */
async function reachDisasters(deps: ModuleDeps, context: CommandContext, entry: SealedEntry): Promise<void> {
  const area = { divisionCode: String(entry.data.audience.division), typePrefix: String(entry.data.note?.['typePrefix'] ?? '11') }
  for (const id of await listDisastersWithin(context.tx, area, divisionPrefix(area.divisionCode))) await bringInLine(deps, context, id, entry.at)
}

/** Starts, replaces and ends reporting clocks as incidents and reports move on. */
export function keepClocks(deps: ModuleDeps): Reaction {
  return {
    name: 'reports.keep-clocks',
    from: 'beginning',
    types: ['incident.registered', 'incident.graded', 'incident.facts-updated', 'incident.merged', 'incident.marked-stable', 'incident.closed', 'report.issued', 'report.received', 'relief-response.recorded', 'relief-response.ended'],
    async handle(context, entry) {
      if (entry.type.startsWith('relief-response.')) return reachDisasters(deps, context, entry)
      if (entry.subject === null) return
      const into = entry.data.note?.['into']
      if (entry.type === 'incident.merged' && typeof into === 'string') await carryOver(deps, context, entry.subject, into)
      else await bringInLine(deps, context, entry.subject, entry.type === 'incident.registered' ? null : entry.at)
    },
  }
}

/** What happens while a clock runs down and after: reminders, the leader on duty, the unit above. Each looks at the clock again. */
export function clockTimers(deps: ModuleDeps): TimerHandler[] {
  const running = async (context: CommandContext, payload: { [key: string]: unknown }) => {
    const found = await lockClock(deps.objects, context.tx, String(payload['clockId']))
    return found?.clock.status === 'running' ? found : undefined
  }
  return [
    {
      kind: 'clock-reminder',
      async fire(context, payload) {
        const found = await running(context, payload)
        if (found && found.clock.remindedAt === null && found.clock.dueAt > context.at) recordReminded(context, found.clock)
      },
    },
    {
      kind: 'clock-reminder-again',
      async fire(context, payload) {
        const found = await running(context, payload)
        if (found && found.clock.dueAt > context.at) recordReminded(context, found.clock)
      },
    },
    {
      kind: 'clock-due',
      async fire(context, payload) {
        const found = await running(context, payload)
        if (!found || found.clock.overdueAt !== null) return
        // What is owed after the end (checked report, casualties, an answer to an order) stays owed.
        const outlives = found.clock.phase === 'FINAL' || found.clock.verificationOrderId !== null || found.clock.ruleId.startsWith('accident.casualty-change')
        if (found.incidentEnded && !outlives) recordMissed(context, found.clock)
        else recordOverdue(context, found.clock, payload['leaderLater'] === true)
      },
    },
    {
      kind: 'clock-leader',
      async fire(context, payload) {
        const found = await running(context, payload)
        if (found) recordLeaderCalled(context, found.clock)
      },
    },
    {
      kind: 'clock-superior',
      async fire(context, payload) {
        const found = await running(context, payload)
        if (found && found.clock.escalatedAt === null) recordEscalated(context, found.clock)
      },
    },
  ]
}
