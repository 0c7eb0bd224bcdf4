import type { Incident } from '@fengsui/contract/incidents'
import type { Plan } from '@fengsui/contract/plans'
import type { PlanOrganisation, ResponseLevelNumber, StructuredPlan } from '@fengsui/contract/plans/structured'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindPlans } from './http.ts'
import { loadOrganisation } from './organisation-store.ts'
import { getGovernedPlaceName, getPlan, loadSigningStand } from './plan-store.ts'
import { findSigningPost, mayStartLevel, type SigningAnswer } from './signing-rules.ts'
import { describeSituation, type SituationFacts } from './situation-rules.ts'
import { loadKnownFacts } from './situation-views.ts'
import { planTimelineTexts } from './timeline-texts.ts'

export interface Plans extends ModuleParts {
  /** A plan of the actor's jurisdiction. @throws Problem not-found */
  getPlan(db: Queryable, actor: Actor, planId: string): Promise<Plan>
  /** The units and posts a plan is carried out with. */
  loadOrganisation(db: Queryable, plan: StructuredPlan, fallbackUnitId: string): Promise<PlanOrganisation>
  /** Whether the actor may sign the level, as which post, and why (not). */
  mayStart(db: Queryable, actor: Actor, plan: StructuredPlan, level: ResponseLevelNumber): Promise<SigningAnswer>
  /** The post the actor signs as in its place; null = none. */
  findSigningPost(db: Queryable, actor: Actor): Promise<string | null>
  /** What trigger conditions may ask about a place and an incident, as the tables know it at an instant; what is unknown is null. */
  describePlace(db: Queryable, divisionCode: string, incident: Incident | null, at: string): Promise<SituationFacts>
  /** Name of a place with a government of its own. @throws Problem invalid-input naming `path` */
  getGovernedPlaceName(db: Queryable, divisionCode: string, path: string): Promise<string>
}

/** The plan library (PLAN-6): structured plans, what they would do, and who may set them going. */
export function createPlans(deps: ModuleDeps): Plans & Required<Pick<ModuleParts, 'timelineTexts'>> {
  bindPlans(deps)
  return {
    timelineTexts: planTimelineTexts,
    getPlan: (db, actor, planId) => getPlan(deps.objects, db, actor.scope, planId),
    loadOrganisation,
    async mayStart(db, actor, plan, level) {
      const placeName = await getGovernedPlaceName(db, plan.areaDivisionCode, 'planId')
      return mayStartLevel(plan, placeName, level, await loadSigningStand(db, actor))
    },
    findSigningPost: async (db, actor) => findSigningPost(await loadSigningStand(db, actor)),
    describePlace: async (db, divisionCode, incident, at) => describeSituation(await loadKnownFacts(db, divisionCode, incident, at)),
    getGovernedPlaceName,
  }
}
