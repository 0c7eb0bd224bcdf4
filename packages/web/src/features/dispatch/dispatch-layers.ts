import type { DispatchView } from '@fengsui/contract/dispatch'
import type { Position } from '@fengsui/contract/kernel'
import { coordinateOf } from '../../map/geometry/geodesy.ts'
import type { MapLayer } from '../../map/layers/map-layer.ts'
import { amountText, isMoving, kindSymbols } from './dispatch-words.ts'

type Drawn = Pick<DispatchView, 'id' | 'kind' | 'name' | 'quantity' | 'unit' | 'status' | 'position' | 'destination' | 'destinationName'>

/** Orders that are still out: on their way with what is known of where, or standing where they were sent. */
function listOut(dispatches: readonly Drawn[]): readonly { readonly dispatch: Drawn; readonly at: Position }[] {
  return dispatches.flatMap((dispatch) => {
    if (dispatch.status === 'returned' || dispatch.status === 'cancelled') return []
    const at = isMoving(dispatch) ? dispatch.position : dispatch.status === 'arrived' || dispatch.status === 'received' ? dispatch.destination : null
    return at === null ? [] : [{ dispatch, at }]
  })
}

/** Where the orders of an incident go, where those on their way last were, and who stands where; lowest first. */
export function buildDispatchLayers(dispatches: readonly Drawn[]): readonly MapLayer[] {
  const out = listOut(dispatches)
  const places = new Map(dispatches.filter(({ status }) => status !== 'returned' && status !== 'cancelled').map((dispatch) => [`${dispatch.destination.longitude},${dispatch.destination.latitude}`, dispatch]))
  return [
    { id: 'dispatch-ways', kind: 'lines', interactive: false, lines: out.filter(({ dispatch }) => dispatch.status === 'departed').map(({ dispatch, at }) => ({ id: dispatch.id, path: [coordinateOf(at), coordinateOf(dispatch.destination)], tone: 'accent', dashed: true, width: 2 })) },
    { id: 'dispatch-destinations', kind: 'points', interactive: false, labels: 'always', points: [...places].map(([id, { destination, destinationName }]) => ({ id, position: destination, symbol: 'pin', tone: 'plain', label: destinationName, size: 24 })) },
    { id: 'dispatches', kind: 'points', labels: 'close', cluster: true, points: out.map(({ dispatch, at }) => ({ id: dispatch.id, position: at, symbol: kindSymbols[dispatch.kind], tone: isMoving(dispatch) ? 'working' : 'standby', label: `${dispatch.name} ${amountText(dispatch.quantity, dispatch.unit)}`, size: 24 })) },
  ]
}

/** Everything the layers show. */
export function listDispatchPlaces(dispatches: readonly Drawn[]): readonly Position[] {
  return listOut(dispatches).flatMap(({ dispatch, at }) => [at, dispatch.destination])
}
