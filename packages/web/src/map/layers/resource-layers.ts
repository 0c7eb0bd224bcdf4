import type { Position } from '@fengsui/contract/kernel'
import type { SymbolName } from '../../ui/symbols/symbols.ts'
import { coordinateOf } from '../geometry/geodesy.ts'
import { isOpenShelter, isUnderWay, listResources, placeOfDispatch, positionOfResource } from '../situation/map-resources.ts'
import type { MapResource, MapResources, ShownResources } from '../situation/map-resources.ts'
import type { MapItemRef, MapLayer, MapPoint, PointTone } from './map-layer.ts'
import { stateOfEquipment, stateOfTeam, symbolOfEquipment, symbolOfFacility, symbolOfTeam } from './resource-symbols.ts'

/** One layer holds all standing forces and places, so that crowded ones of every kind gather in one bubble. */
export const resourceLayerId = 'resources'
export const dispatchLayerId = 'dispatches'

/** The symbol of a resource, the same on map and lists. */
export function symbolOfResource(resource: MapResource): SymbolName {
  switch (resource.kind) {
    case 'team':
      return symbolOfTeam(resource.object.kind)
    case 'equipment':
      return symbolOfEquipment(resource.object.kind)
    case 'warehouse':
      return 'facility-warehouse'
    case 'shelter':
      return 'facility-shelter'
    case 'facility':
      return symbolOfFacility(resource.object.kind)
    case 'dispatch':
      return resource.object.kind === 'goods' ? 'force-truck' : resource.object.kind === 'team' ? 'force-team' : 'force-boat'
  }
}

function toneOf(resource: MapResource): PointTone {
  switch (resource.kind) {
    case 'team':
      return stateOfTeam(resource.object.readiness)
    case 'equipment':
      return stateOfEquipment(resource.object.state)
    case 'shelter':
      return resource.object.state === 'full' ? 'hazard' : resource.object.state === 'open' ? 'working' : 'facility'
    case 'dispatch':
      return 'working'
    default:
      return 'facility'
  }
}

/** Words beside the symbol when zoomed in; an open shelter says how full it is. */
export function labelOfResource(resource: MapResource): string {
  const { object, kind } = resource
  if (kind === 'shelter' && isOpenShelter(object)) return `${object.name} ${object.state === 'full' ? '已满' : `${object.occupancy}/${object.capacity}`}`
  if (kind === 'equipment') return `${object.name} ${object.number}`
  return object.name
}

function pointOf(resource: MapResource, position: Position): MapPoint {
  const tone = toneOf(resource)
  const size = tone === 'facility' ? 20 : 24
  return { id: resource.object.id, position, symbol: symbolOfResource(resource), tone, label: labelOfResource(resource), size }
}

function isShown(resource: MapResource, shown: ShownResources, carried: ReadonlySet<string>): boolean {
  switch (resource.kind) {
    case 'team':
      return shown.teams && !carried.has(resource.object.committedDispatchId ?? '')
    case 'equipment':
      return shown.equipment && !carried.has(resource.object.committedDispatchId ?? '')
    case 'warehouse':
      return shown.warehouses
    case 'shelter':
      return shown.shelters
    case 'facility':
      return shown.facilities.has(resource.object.kind)
    case 'dispatch':
      return false
  }
}

/**
 * Forces and places as layers, lowest first: the ways of orders, what stands somewhere, what is on its way.
 * A force on its way is drawn once, as its order.
 */
export function buildResourceLayers(resources: MapResources, shown: ShownResources): readonly MapLayer[] {
  const moving = !shown.dispatches
    ? []
    : resources.dispatches.filter(isUnderWay).flatMap((dispatch) => {
        const position = placeOfDispatch(dispatch, resources)
        return position === null ? [] : [{ dispatch, position }]
      })
  const carried = new Set(moving.map(({ dispatch }) => dispatch.id))
  return [
    {
      id: 'dispatch-ways',
      kind: 'lines',
      interactive: false,
      lines: moving.map(({ dispatch, position }) => ({ id: dispatch.id, path: [coordinateOf(position), coordinateOf(dispatch.destination)], tone: 'accent', dashed: true, width: dispatch.status === 'departed' ? 2 : 1.25 })),
    },
    {
      id: resourceLayerId,
      kind: 'points',
      labels: 'close',
      cluster: true,
      points: listResources(resources).flatMap((resource) => {
        const position = isShown(resource, shown, carried) ? positionOfResource(resource, resources) : null
        return position === null ? [] : [pointOf(resource, position)]
      }),
    },
    {
      id: dispatchLayerId,
      kind: 'points',
      labels: 'close',
      points: moving.map(({ dispatch, position }) => pointOf({ kind: 'dispatch', object: dispatch }, position)),
    },
  ]
}

/** What a list points at, drawn above everything: it may be inside a bubble or switched off. */
export function buildPointedLayer(resource: MapResource | undefined, resources: MapResources): MapLayer {
  const position = resource === undefined ? null : positionOfResource(resource, resources)
  return { id: 'pointed', kind: 'points', interactive: false, labels: 'always', points: resource === undefined || position === null ? [] : [{ ...pointOf(resource, position), size: 30 }] }
}

/** The mark of a resource on the map. */
export function refOfResource({ kind, object }: MapResource): MapItemRef {
  return { layerId: kind === 'dispatch' ? dispatchLayerId : resourceLayerId, itemId: object.id }
}
