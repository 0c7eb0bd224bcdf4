import type { Change, Json } from '@fengsui/contract/kernel'
import type { StructuredPlan } from '@fengsui/contract/plans/structured'
import { readDemoPlans } from '../../demo/plans/demo-plans.ts'
import { DEMO_COUNTY } from './demo-accounts.ts'

/** A place with the unit that keeps its plan. */
export interface PlanPlace {
  readonly code: string
  readonly name: string
  readonly ownerUnitId: string
}

/**
 * The plans in force: the city's own, 演示县's, and for each other county one modelled on that with the place put in. They come as
 * JSON values, ready to be recorded.
 */
export function listDemoPlans(city: PlanPlace, counties: readonly PlanPlace[]): { place: PlanPlace; plan: StructuredPlan }[] {
  const model = readDemoPlans()
  const text = JSON.stringify(model.county)
  return [
    { place: city, plan: model.city },
    ...counties.map((place, index) => ({ place, plan: place.code === DEMO_COUNTY ? model.county : localise(text, place, index) })),
  ]
}

/** Words of 演示县's plan that name the place, and what stands there instead. In one pass, so that nothing is replaced twice. */
const LOCAL_WORDS = new RegExp(`${DEMO_COUNTY}|演示县|演示溪等河流|演示溪|县气象台|县防|全县`, 'gu')

function localise(text: string, place: PlanPlace, index: number): StructuredPlan {
  const instead: Record<string, string> = {
    [DEMO_COUNTY]: place.code, 演示县: place.name, 演示溪等河流: '主要江河', 演示溪: '主要河流', 县气象台: `${place.name}气象台`, 县防: `${place.name}防`, 全县: `全${place.name.slice(-1)}`,
  }
  const words = text.replaceAll(LOCAL_WORDS, (word) => instead[word] ?? word)
  return { ...(JSON.parse(words) as StructuredPlan), number: `YS-XZX-2019-${String(index + 2).padStart(2, '0')}` }
}

/** The change that puts a plan into the library, in force from `at`. */
export function planChange(id: string, { place, plan }: { place: PlanPlace; plan: StructuredPlan }, at: string): Change {
  return {
    object: 'plan',
    id,
    created: true,
    set: {
      title: plan.title, number: plan.number, kind: plan.kind, hazards: plan.hazards, divisionCode: place.code, version: plan.version, status: 'inForce', ownerUnitId: place.ownerUnitId,
      structure: JSON.parse(JSON.stringify(plan)) as Json, importedAt: at, inForceAt: at,
    },
  }
}
