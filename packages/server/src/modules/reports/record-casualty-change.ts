import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { casualtyRoutes } from '@fengsui/contract/reports'
import { covers, type Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Incidents } from '../incidents/index.ts'
import { casualtiesOf, describeCasualties, proposedGrade, requireSupplemented } from './casualty-rules.ts'
import { lockWatch } from './casualty-store.ts'

/**
 * A change of the casualties of an accident within its days: the facts and the proposed grade follow, and the desks owe the supplement the same
 * day. Also after the incident has ended, for the regulation counts days, not whether somebody closed the file.
 */
export function recordCasualtyChange(deps: ModuleDeps, incidents: Incidents, actor: Actor, { params, body }: ParsedRequest<typeof casualtyRoutes.recordCasualtyChange>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'record-casualty-change', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await incidents.lock(context, actor, params.incidentId)
    if (!covers(actor.scope, incident.divisionCode)) throw new Problem('forbidden', '这个事件不在您的辖区，伤亡变化请由属地登记')
    if (incident.status === 'merged') throw new Problem('lifecycle-refused', '这个事件已并入另一事件，请到并入后的事件上登记')
    const watch = await lockWatch(deps.objects, context.tx, incident.id)
    if (!watch) throw new Problem('rule-refused', '这类事件没有伤亡续报期（只用于生产安全事故），请在“事实”里直接更新')
    const { dead, missing, seriouslyInjured, injured } = body
    const before = casualtiesOf(incident.facts)
    const after = { dead, missing, seriouslyInjured, injured }
    requireSupplemented(watch, { changedAt: body.changedAt, before, after }, context.at)
    const asOf = deps.rulesAsOf()
    const id = context.newId()
    const words = context.protect(`casualty-change:${id}`, body.words)
    const proposedBefore = proposedGrade(incident, incident.facts, asOf)
    const proposedAfter = proposedGrade(incident, { ...incident.facts, ...after }, asOf)
    context.record({
      type: 'casualty-change.recorded', subject: incident.id, audience: { division: incident.divisionCode },
      changes: [{
        object: 'casualty-change', id, created: true,
        set: {
          watchId: watch.id, incidentId: incident.id, divisionCode: incident.divisionCode, changedAt: body.changedAt, recordedAt: context.at, recordedByUnitId: actor.unitId, before, after,
          ...(proposedBefore === null ? {} : { proposedBefore }), ...(proposedAfter === null ? {} : { proposedAfter }), ...(words === null ? {} : { words: { ...words } }),
        },
      }],
      note: { change: describeCasualties(before, after), proposedBefore, proposedAfter },
    })
    incidents.addFacts(context, incident, after)
    return { id: incident.id }
  })
}
