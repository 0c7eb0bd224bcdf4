import type { warningRoutes } from '@fengsui/contract/warnings'
import type { ParsedRequest } from '@fengsui/contract/kernel'
import type { LinkageAlarm, Warning } from '@fengsui/contract/warnings'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { requireKeepsWarningsOf } from './warning-policy.ts'
import { requireWarningTransition } from './warning-rules.ts'
import { listWatchingUnits, lockOpenAlarms, lockWarning, lockWarningRow } from './warning-store.ts'

export const timerKinds = { expiry: 'warnings.expiry', linkage: 'warnings.linkage', facts: 'warnings.facts' } as const
/** One timer of a kind per warning; of facts, per incident and place. */
export const timerKey = (kind: string, id: string): string => `${kind}:${id}`

/** Closes an open alarm. */
export function closeAlarm(context: CommandContext, alarm: LinkageAlarm, status: 'raised' | 'warningEnded' | 'eased', note: { [key: string]: string | number | null } = {}): void {
  context.record({
    type: 'linkage-alarm.closed', subject: alarm.incidentId, audience: { division: alarm.divisionCode },
    changes: [{ object: 'linkage-alarm', id: alarm.id, set: { status, closedAt: context.at } }], note: { status, kind: alarm.kind, wantedLevel: alarm.wantedLevel, ...note },
  })
}

/** Ends a warning that was taken for this command, with its timers and its open alarm, unless that goes on under the newer one. */
export async function endWarning(deps: ModuleDeps, context: CommandContext, warning: Warning, status: 'replaced' | 'lifted' | 'expired', replacedById: string | null = null, keepAlarms = false): Promise<void> {
  context.record({
    type: `warning.${status}`, subject: warning.incidentId, audience: { division: warning.divisionCode, units: await listWatchingUnits(context.tx, warning.divisionCode) },
    changes: [{ object: 'warning', id: warning.id, set: { status, endedAt: context.at, ...(replacedById === null ? {} : { replacedById }) } }],
    note: { number: warning.number, hazard: warning.hazard, level: warning.level, issuer: warning.issuer },
  })
  context.cancelTimers([timerKey(timerKinds.expiry, warning.id), timerKey(timerKinds.linkage, warning.id)])
  if (keepAlarms) return
  for (const alarm of await lockOpenAlarms(deps.objects, context.tx, warning.id)) closeAlarm(context, alarm, 'warningEnded')
}

/** Lifts a warning because its issuer did (应对法 Art 70: at once when the danger is gone). */
export function liftWarning(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof warningRoutes.liftWarning>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'lift-warning', actor: actor.label, input: { params, body } }, async (context) => {
    const warning = await lockWarning(deps.objects, context.tx, actor, params.warningId)
    requireKeepsWarningsOf(actor, warning.divisionCode)
    requireWarningTransition(warning.status, 'lifted')
    await endWarning(deps, context, warning, 'lifted')
    return { id: warning.id }
  })
}

/** A warning that its issuer gave an end is over then. */
export function createExpiryTimer(deps: ModuleDeps): TimerHandler {
  return {
    kind: timerKinds.expiry,
    async fire(context, payload) {
      const warning = await lockWarningRow(deps.objects, context.tx, String(payload['warningId']))
      if (warning?.status === 'inForce' && warning.expiresAt !== null && warning.expiresAt <= context.at) await endWarning(deps, context, warning, 'expired')
    },
  }
}
