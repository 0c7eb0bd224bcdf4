import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Reaction } from '../../platform/reactions/reaction-runner.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { listCarriedOver, planClocks } from './clock-rules.ts'
import { raiseForMissedClocks } from './raise-suspicion.ts'
import { recordClockPlan, recordMissed, recordOverdue, recordReminded } from './record-clocks.ts'
import { loadClockSituation, lockClock, lockIncidentRow } from './report-store.ts'

/** Brings the clocks of one incident in line with what its facts, grade, reports and status ask for now. */
async function bringInLine(deps: ModuleDeps, context: CommandContext, incidentId: string, changedAt: string | null): Promise<void> {
  const incident = await lockIncidentRow(deps.objects, context.tx, incidentId)
  if (!incident) return
  const situation = await loadClockSituation(deps.objects, context.tx, incident)
  const plan = planClocks(situation, { at: context.at, changedAt, asOf: deps.rulesAsOf() })
  recordClockPlan(context, incident.id, plan, situation.desks)
  raiseForMissedClocks(context, incident, plan.miss, situation)
}

/** Running clocks of a merged incident go on in the one it went into. */
async function carryOver(deps: ModuleDeps, context: CommandContext, fromId: string, intoId: string): Promise<void> {
  const taken = new Map<string, Awaited<ReturnType<typeof loadClockSituation>>>()
  for (const id of [fromId, intoId].sort()) {
    const incident = await lockIncidentRow(deps.objects, context.tx, id)
    if (incident) taken.set(id, await loadClockSituation(deps.objects, context.tx, incident))
  }
  const from = taken.get(fromId)
  const into = taken.get(intoId)
  if (!from || !into) return
  recordClockPlan(context, fromId, planClocks(from, { at: context.at, changedAt: null, asOf: deps.rulesAsOf() }), from.desks)
  recordClockPlan(context, intoId, { start: listCarriedOver(from.clocks, into.clocks), cancel: [], miss: [] }, [...into.desks, ...from.desks])
}

/** Starts, replaces and ends reporting clocks as incidents and reports move on. */
export function keepClocks(deps: ModuleDeps): Reaction {
  return {
    name: 'reports.keep-clocks',
    from: 'beginning',
    types: ['incident.registered', 'incident.graded', 'incident.facts-updated', 'incident.merged', 'incident.marked-stable', 'incident.closed', 'report.issued', 'report.received'],
    async handle(context, entry) {
      if (entry.subject === null) return
      const into = entry.data.note?.['into']
      if (entry.type === 'incident.merged' && typeof into === 'string') await carryOver(deps, context, entry.subject, into)
      else await bringInLine(deps, context, entry.subject, entry.type === 'incident.registered' ? null : entry.at)
    },
  }
}

/** What happens when a quarter of a clock's time is left, and when it is over. */
export function clockTimers(deps: ModuleDeps): TimerHandler[] {
  return [
    {
      kind: 'clock-reminder',
      async fire(context, payload) {
        const found = await lockClock(deps.objects, context.tx, String(payload['clockId']))
        if (found && found.clock.status === 'running' && found.clock.remindedAt === null && found.clock.dueAt > context.at) recordReminded(context, found.clock)
      },
    },
    {
      kind: 'clock-due',
      async fire(context, payload) {
        const found = await lockClock(deps.objects, context.tx, String(payload['clockId']))
        if (!found || found.clock.status !== 'running' || found.clock.overdueAt !== null) return
        if (found.incidentEnded && found.clock.phase !== 'FINAL') recordMissed(context, found.clock)
        else recordOverdue(context, found.clock)
      },
    },
  ]
}
