import type { Instant } from '../../kernel/index.ts'
import type { PlanTask } from './structured-plan.ts'
import type { ResponseLevelNumber } from './vocabulary.ts'

/** The organisation of the place, as `Unit` and `Post` of the org contract have it. */
export interface PlanOrganisation {
  readonly units: readonly { readonly id: string; readonly role: string; readonly name: string; readonly divisionCode: string }[]
  readonly posts: readonly {
    readonly key: string
    readonly unitId: string
    readonly divisionCode: string
    readonly lead: boolean
    readonly personId: string | null
  }[]
  /** The unit that starts the response: takes over whatever cannot be placed when there is no HQ office either. */
  readonly fallbackUnitId: string
}

export interface InstantiatedGroup {
  readonly id: string
  readonly key: string
  readonly nameZh: string
  readonly leadUnitId: string
  readonly memberUnitIds: readonly string[]
  readonly duties: readonly string[]
}

/** A post of the headquarters. `personId` null = nobody is appointed; the unit answers meanwhile. */
export interface InstantiatedPost {
  readonly id: string
  readonly key: string
  readonly nameZh: string
  readonly groupId: string | null
  readonly unitId: string
  readonly personId: string | null
}

export interface InstantiatedTask {
  readonly id: string
  /** Stable within a response: the plan's task key, with `@<division code>` for a task given to each lower government. */
  readonly key: string
  readonly planTaskKey: string
  readonly groupId: string
  readonly groupKey: string
  readonly ownerUnitId: string
  /** True when the plan's owner could not be found and the HQ office holds the task until it is given away. */
  readonly ownerIsFallback: boolean
  readonly titleZh: string
  readonly detailZh: string
  readonly phase: PlanTask['phase']
  readonly assignedAt: Instant
  readonly dueAt: Instant
  readonly repeatMinutes: number | null
  readonly evidenceRequired: PlanTask['evidenceRequired']
  /** Keys of tasks in this response that come first. */
  readonly dependsOn: readonly string[]
}

export interface InstantiatedNotice {
  readonly id: string
  readonly key: string
  readonly toUnitId: string
  /** Set when the plan addresses a post; the unit is then the one the post belongs to. */
  readonly toPersonId: string | null
  readonly textZh: string
  readonly acknowledgeBy: Instant
}

export interface InstantiatedDemand {
  readonly id: string
  readonly key: string
  readonly itemZh: string
  readonly quantity: number
  readonly unitZh: string
  readonly groupId: string
  readonly neededBy: Instant
}

/** Something the plan names that the place does not have; it was given to the HQ office instead. */
export interface UnresolvedReference {
  /** Where in the plan, for example `groups.rescue.lead`. */
  readonly path: string
  readonly nameZh: string
  readonly whyZh: string
}

export interface InstantiatedPlan {
  readonly headquarters: {
    readonly id: string
    readonly nameZh: string
    readonly level: ResponseLevelNumber
    readonly officeUnitId: string
    readonly memberUnitIds: readonly string[]
    readonly startedAt: Instant
    /** End of the expected duration; a date to decide again, not an automatic end. */
    readonly expectedUntil: Instant
    readonly measures: readonly string[]
  }
  readonly groups: readonly InstantiatedGroup[]
  readonly posts: readonly InstantiatedPost[]
  readonly seats: readonly { readonly room: string; readonly nameZh: string; readonly unitId: string }[]
  readonly tasks: readonly InstantiatedTask[]
  readonly notices: readonly InstantiatedNotice[]
  readonly demands: readonly InstantiatedDemand[]
  readonly unresolved: readonly UnresolvedReference[]
}
