import type { Incident } from '@fengsui/contract/incidents'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindIncidents } from './http.ts'
import { classify } from './incident-rules.ts'
import { getPlace, lockIncident } from './incident-store.ts'
import { registerInContext, type NewIncident } from './register-incident.ts'
import { incidentTimelineTexts } from './timeline-texts.ts'
import { putFactsBack, recordFacts } from './update-facts.ts'

export interface Incidents extends ModuleParts {
  /** Makes an incident inside another module's command. */
  register(context: CommandContext, actor: Actor, input: NewIncident): Promise<string>
  /** Takes the incident for this command. */
  lock(context: CommandContext, actor: Actor, incidentId: string): Promise<Incident>
  /** Adds news to an incident taken by `lock`. */
  addFacts(context: CommandContext, incident: Incident, news: IncidentFacts): void
  /** Puts the figures of an incident taken by `lock` back to what they were. */
  putFactsBack(context: CommandContext, incident: Incident, facts: IncidentFacts): void
  classify: typeof classify
  getPlace: typeof getPlace
}

export function createIncidents(deps: ModuleDeps): Incidents {
  bindIncidents(deps)
  return {
    timelineTexts: incidentTimelineTexts,
    register: (context, actor, input) => registerInContext(deps, context, actor, input),
    lock: (context, actor, incidentId) => lockIncident(deps.objects, context.tx, actor.scope, incidentId),
    addFacts: (context, incident, news) => {
      recordFacts(deps, context, incident, news)
    },
    putFactsBack: (context, incident, facts) => putFactsBack(deps, context, incident, facts),
    classify,
    getPlace,
  }
}

export { highestFacts } from './incident-rules.ts'
