import { adaptPlan, PlanAdaptation, StructuredPlan } from '@fengsui/contract/plans/structured'
import county from './flood-and-typhoon-county.json' with { type: 'json' }
import city from './flood-and-typhoon.json' with { type: 'json' }

/** The flood-and-typhoon plan of the demo city, and the county's own, which is modelled on it. */
export function readDemoPlans(): { city: StructuredPlan; county: StructuredPlan } {
  const cityPlan = StructuredPlan.parse(city)
  return { city: cityPlan, county: adaptPlan(cityPlan, PlanAdaptation.parse(county)) }
}
