import type { Position } from '@fengsui/contract/kernel'
import type { DispatchView } from '@fengsui/contract/dispatch'
import type { EquipmentView, FacilityKind, FacilityView, ShelterView, TeamView } from '@fengsui/contract/resources'
import type { SituationObjects } from '@fengsui/contract/situation'
import type { WarehouseView } from '@fengsui/contract/stockpile'
import { readKind } from './read-past-situation.ts'

/** Forces, places and orders that the map shows beside the situation. */
export interface MapResources {
  readonly teams: readonly TeamView[]
  readonly equipment: readonly EquipmentView[]
  readonly warehouses: readonly WarehouseView[]
  readonly shelters: readonly ShelterView[]
  readonly facilities: readonly FacilityView[]
  /** Open orders only. */
  readonly dispatches: readonly DispatchView[]
}

export const noResources: MapResources = { teams: [], equipment: [], warehouses: [], shelters: [], facilities: [], dispatches: [] }

/** One of them together with what it is. */
export type MapResource =
  | { readonly kind: 'team'; readonly object: TeamView }
  | { readonly kind: 'equipment'; readonly object: EquipmentView }
  | { readonly kind: 'warehouse'; readonly object: WarehouseView }
  | { readonly kind: 'shelter'; readonly object: ShelterView }
  | { readonly kind: 'facility'; readonly object: FacilityView }
  | { readonly kind: 'dispatch'; readonly object: DispatchView }

/** What the layer panel switches; facilities kind by kind. */
export interface ShownResources {
  readonly teams: boolean
  readonly equipment: boolean
  readonly warehouses: boolean
  readonly shelters: boolean
  readonly dispatches: boolean
  readonly facilities: ReadonlySet<FacilityKind>
}

/** An order is on the map from the order until it arrives; afterwards the force itself stands there. */
export function isUnderWay({ status }: Pick<DispatchView, 'status'>): boolean {
  return status === 'ordered' || status === 'acknowledged' || status === 'departed'
}

/** Where an order is now: as last reported, else where the team stands or the goods lie. */
export function placeOfDispatch(dispatch: DispatchView, resources: MapResources): Position | null {
  if (dispatch.position !== null) return dispatch.position
  const force =
    dispatch.kind === 'team'
      ? resources.teams.find(({ id }) => id === dispatch.teamId)
      : dispatch.kind === 'equipment'
        ? resources.equipment.find(({ id }) => dispatch.equipmentIds.includes(id))
        : resources.warehouses.find(({ id }) => id === dispatch.warehouseId)
  return force?.position ?? null
}

/** Whether a shelter takes or holds people. */
export function isOpenShelter({ state }: Pick<ShelterView, 'state'>): boolean {
  return state === 'open' || state === 'full'
}

/** Everything by kind, forces first; what a press or a search may hit. */
export function listResources(resources: MapResources): readonly MapResource[] {
  return [
    ...resources.dispatches.map((object) => ({ kind: 'dispatch' as const, object })),
    ...resources.teams.map((object) => ({ kind: 'team' as const, object })),
    ...resources.equipment.map((object) => ({ kind: 'equipment' as const, object })),
    ...resources.shelters.map((object) => ({ kind: 'shelter' as const, object })),
    ...resources.warehouses.map((object) => ({ kind: 'warehouse' as const, object })),
    ...resources.facilities.map((object) => ({ kind: 'facility' as const, object })),
  ]
}

/** Where a resource is drawn; `null` when nobody has said. */
export function positionOfResource(resource: MapResource, resources: MapResources): Position | null {
  return resource.kind === 'dispatch' ? placeOfDispatch(resource.object, resources) : resource.object.position
}

/**
 * The resources of a past moment: state and place from the journal, names from what is known now.
 * What was not yet there then is left out.
 */
export function readPastResources(objects: SituationObjects, now: MapResources): MapResources {
  const join = <V extends { readonly id: string }, P extends { readonly id: string }>(views: readonly V[], past: readonly P[], merge: (view: V, then: P) => V): readonly V[] => {
    const then = new Map(past.map((each) => [each.id, each]))
    return views.flatMap((view) => {
      const found = then.get(view.id)
      return found === undefined ? [] : [merge(view, found)]
    })
  }
  return {
    teams: join(now.teams, readKind(objects, 'team'), (view, then) => ({ ...view, ...then, hoursAtWork: null, tired: false })).filter(({ status }) => status === 'active'),
    equipment: join(now.equipment, readKind(objects, 'equipment'), (view, then) => ({ ...view, ...then })).filter(({ status }) => status === 'active'),
    warehouses: join(now.warehouses, readKind(objects, 'warehouse'), (view, then) => ({ ...view, ...then })).filter(({ status }) => status === 'active'),
    shelters: join(now.shelters, readKind(objects, 'shelter'), (view, then) => ({ ...view, ...then, free: Math.max(0, then.capacity - then.occupancy) })).filter(({ status }) => status === 'active'),
    facilities: join(now.facilities, readKind(objects, 'facility'), (view, then) => ({ ...view, ...then })).filter(({ status }) => status === 'active'),
    dispatches: join(now.dispatches, readKind(objects, 'dispatch'), (view, then) => ({ ...view, ...then, remark: view.remark })).filter(isUnderWay),
  }
}
