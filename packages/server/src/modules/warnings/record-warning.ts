import type { warningRoutes } from '@fengsui/contract/warnings'
import type { ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { refusePhoneNumbers } from '../command/index.ts'
import { continueAlarm } from './continue-alarm.ts'
import { endWarning, timerKey, timerKinds } from './end-warning.ts'
import { describeWarning, outlivesReplacement, watchDueAt, watchStart } from './linkage-rules.ts'
import { judgeLinkage } from './linkage-store.ts'
import { requireKeepsWarningsOf } from './warning-policy.ts'
import { requireNewer, requireRelayable } from './warning-rules.ts'
import { getPlaceName, listWatchingUnits, lockCurrent, lockOpenAlarms, nextWarningNumber, requireIncident } from './warning-store.ts'

/**
 * Relays a warning as its issuer published it, never re-coloured (WRN-4). It replaces an older one of the same hazard, issuer and place, and from
 * now on the watch asks whether the place's response keeps up.
 */
export function recordWarning(deps: ModuleDeps, actor: Actor, body: ParsedRequest<typeof warningRoutes.recordWarning>['body']): Promise<{ id: string }> {
  refusePhoneNumbers({ headline: body.headline, instruction: body.instruction, issuer: body.issuer })
  return deps.commands.run({ commandId: body.commandId, name: 'record-warning', actor: actor.label, input: body }, async (context) => {
    const { commandId: _commandId, ...relay } = body
    requireKeepsWarningsOf(actor, relay.divisionCode)
    requireRelayable(relay, context.at)
    await getPlaceName(context.tx, relay.divisionCode)
    if (relay.incidentId !== null) await requireIncident(context.tx, actor, relay.incidentId, relay.divisionCode)
    const current = await lockCurrent(deps.objects, context.tx, relay)
    requireNewer(relay, current)

    const id = context.newId()
    const incidentId = relay.incidentId ?? current?.incidentId ?? null
    const watchFrom = watchStart({ level: relay.level, relayedAt: context.at }, current)
    const dueAt = watchDueAt(watchFrom, relay.level, deps.rulesAsOf())
    const judged = (await judgeLinkage(context.tx, [{ ...relay, id, incidentId }], deps.rulesAsOf())).get(id)
    // One silence, one alarm: five red warnings in a row must not read like five alarms that came and went.
    const kept = current && judged && outlivesReplacement(judged.wanted, judged.found, dueAt, context.at) ? await lockOpenAlarms(deps.objects, context.tx, current.id) : []
    if (current) await endWarning(deps, context, current, 'replaced', id, kept.length > 0)
    const number = await nextWarningNumber(context.tx, relay.divisionCode, context.at)
    const { expiresAt, incidentId: _incidentId, ...fields } = relay
    context.record({
      type: 'warning.recorded', subject: incidentId, audience: { division: relay.divisionCode, units: await listWatchingUnits(context.tx, relay.divisionCode) },
      changes: [{
        object: 'warning', id, created: true,
        set: { ...fields, number, relayedAt: context.at, status: 'inForce', watchFrom, ...(expiresAt === null ? {} : { expiresAt }), ...(incidentId === null ? {} : { incidentId }) },
      }],
      note: { replaces: current?.number ?? null, from: current?.level ?? null },
    })
    if (expiresAt !== null) context.setTimer({ key: timerKey(timerKinds.expiry, id), kind: timerKinds.expiry, dueAt: expiresAt, payload: { warningId: id } })
    for (const alarm of kept) continueAlarm(context, alarm, { warningId: id, incidentId, wantedLevel: judged?.wanted?.level ?? alarm.wantedLevel, foundLevel: judged?.found ?? null, rule: judged?.wanted?.rule ?? alarm.rule }, describeWarning(relay, number))
    context.setTimer({ key: timerKey(timerKinds.linkage, id), kind: timerKinds.linkage, dueAt: dueAt < context.at ? context.at : dueAt, payload: { warningId: id } })
    return { id }
  })
}
