import type { Equipment, Team } from '@fengsui/contract/resources'
import type { Position } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { commitEquipment, commitTeams, moveForces, releaseEquipment, releaseTeams } from './commit-forces.ts'
import { bindResources } from './http.ts'
import { resourceTimelineTexts } from './timeline-texts.ts'

export { hoursAtWork, isTired } from './resource-rules.ts'

/** What dispatch does with forces, inside its own commands. Each records its own entries; none knows who may give orders. */
export interface Resources extends ModuleParts {
  /**
   * Takes teams within the actor's jurisdiction for their dispatches; all or none. @returns them in the order asked for, as they were before
   * @throws Problem not-found · lifecycle-refused for one that is sent already or cannot go, saying where it is
   */
  commitTeams(context: CommandContext, actor: Actor, order: { incidentId: string; assignments: readonly { teamId: string; dispatchId: string }[] }): Promise<Team[]>
  /** Gives teams back that these dispatches hold; without `to` a tired team (over the limit of hours) goes to rest, another is ready. Teams held by another dispatch are left alone. */
  releaseTeams(context: CommandContext, order: { incidentId: string; dispatchIds: readonly string[]; to?: 'ready' | 'resting' | 'unavailable'; /** Where they are now; null = at their base. */ position: Position | null }): Promise<void>
  /** As `commitTeams`, for numbered equipment. */
  commitEquipment(context: CommandContext, actor: Actor, order: { incidentId: string; assignments: readonly { equipmentId: string; dispatchId: string }[] }): Promise<Equipment[]>
  /** Gives back equipment that the dispatches hold: the damaged ones as damaged, the lost ones as lost, the others ready. @throws Problem when a damaged or lost one was not with them */
  releaseEquipment(context: CommandContext, order: { incidentId: string; dispatchIds: readonly string[]; damagedIds?: readonly string[]; lostIds?: readonly string[]; position: Position | null }): Promise<void>
  /** Everything that the dispatch holds is now there. */
  moveForces(context: CommandContext, order: { incidentId: string; dispatchId: string; position: Position }): Promise<void>
}

/** Teams, equipment, shelters, places to watch (RES-1, 5, 6, 7) and what is around a point (MAP-2). */
export function createResources(deps: ModuleDeps): Resources {
  const { objects } = deps
  bindResources(deps)
  return {
    timelineTexts: resourceTimelineTexts,
    commitTeams: (context, actor, order) => commitTeams(objects, context, actor, order),
    releaseTeams: (context, order) => releaseTeams(objects, context, order),
    commitEquipment: (context, actor, order) => commitEquipment(objects, context, actor, order),
    releaseEquipment: (context, order) => releaseEquipment(objects, context, order),
    moveForces: (context, order) => moveForces(objects, context, order),
  }
}
