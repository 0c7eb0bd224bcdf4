import type { Incident, incidentRoutes } from '@fengsui/contract/incidents'
import { Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireOwnJurisdiction } from './incident-policy.ts'
import { mergeFacts, proposeGrade } from './incident-rules.ts'
import { lockIncident } from './incident-store.ts'

/** Records new facts and the grade the rules now propose; a confirmed grade stays until a person changes it. */
export function recordFacts(deps: ModuleDeps, context: CommandContext, incident: Incident, news: IncidentFacts): boolean {
  const facts = mergeFacts(incident.facts, news)
  const changed = Object.keys(facts).filter((name) => facts[name as keyof IncidentFacts] !== incident.facts[name as keyof IncidentFacts])
  if (changed.length === 0) return false
  const proposal = proposeGrade({ standardId: incident.standardId, facts, divisionCode: incident.divisionCode, asOf: deps.rulesAsOf(), at: context.at })
  context.record({
    type: 'incident.facts-updated', subject: incident.id, audience: { division: incident.divisionCode },
    changes: [{ object: 'incident', id: incident.id, set: { facts: facts as Json, proposal } }],
    note: { changed: changed.map((name) => ({ fact: name, from: incident.facts[name as keyof IncidentFacts] ?? null, to: facts[name as keyof IncidentFacts] ?? null })) },
  })
  return true
}

/** Puts figures back as they were, unknown ones included: when what brought them is taken back. */
export function putFactsBack(deps: ModuleDeps, context: CommandContext, incident: Incident, facts: IncidentFacts): void {
  const names = [...new Set([...Object.keys(incident.facts), ...Object.keys(facts)])] as (keyof IncidentFacts)[]
  const changed = names.filter((name) => (facts[name] ?? null) !== (incident.facts[name] ?? null))
  if (changed.length === 0) return
  context.record({
    type: 'incident.facts-updated', subject: incident.id, audience: { division: incident.divisionCode },
    changes: [{ object: 'incident', id: incident.id, set: { facts: facts as Json, proposal: proposeGrade({ standardId: incident.standardId, facts, divisionCode: incident.divisionCode, asOf: deps.rulesAsOf(), at: context.at }) } }],
    note: { changed: changed.map((name) => ({ fact: name, from: incident.facts[name] ?? null, to: facts[name] ?? null })) },
  })
}

export function updateFacts(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof incidentRoutes.updateFacts>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'update-facts', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await lockIncident(deps.objects, context.tx, actor.scope, params.incidentId)
    requireOwnJurisdiction(actor, incident)
    if (incident.status === 'closed' || incident.status === 'merged') throw new Problem('lifecycle-refused', '事件已结束或已并入，不能再改；需要更正请另报续报')
    recordFacts(deps, context, incident, body.facts)
    return { id: incident.id }
  })
}
