import type { IncidentView } from '@fengsui/contract/incidents'
import { distanceMetres, type Position } from '@fengsui/contract/kernel'
import type { TyphoonFix } from '@fengsui/contract/monitoring'
import type { SignalView } from '@fengsui/contract/signals'
import { findIncidentSymbol } from '../../../lib/incident-symbol.ts'
import { boundsAround, boundsOf } from '../../../map/geometry/bounds.ts'
import type { Bounds } from '../../../map/geometry/bounds.ts'
import { buildIncidentLayer, buildSignalLayers } from '../../../map/layers/situation-layers.ts'
import type { MapLayer } from '../../../map/layers/map-layer.ts'
import { buildTyphoonLayers } from '../../../map/layers/typhoon-layers.ts'
import { placeTyphoons, typhoonType } from '../../../map/situation/typhoon-eye.ts'

type PlacedIncident = Pick<IncidentView, 'id' | 'title' | 'typeCode' | 'position'>
type PlacedSignal = Pick<SignalView, 'id' | 'title' | 'typeCode' | 'position' | 'gauge' | 'status'>

interface Situation {
  readonly incidents: readonly PlacedIncident[]
  readonly signals: readonly PlacedSignal[]
  readonly fixes: readonly TyphoonFix[]
}

/** Typhoon, signals and incidents as layers, incidents on top. */
export function buildIncidentMapLayers({ incidents, signals, fixes }: Situation, now: number): readonly MapLayer[] {
  return [
    ...buildTyphoonLayers(fixes, now),
    ...buildSignalLayers(
      signals.flatMap(({ id, position, typeCode, title, gauge, status }) =>
        position === null || status === 'rejected' || status === 'merged' ? [] : [{ id, position, symbol: findIncidentSymbol(typeCode), label: gauge === null ? title : `${gauge.stationName} ${gauge.levelMetres} m`, urgent: gauge !== null && (gauge.aboveGuaranteeMetres ?? 0) > 0 }],
      ),
    ),
    buildIncidentLayer(placeTyphoons(incidents, fixes, now).flatMap(({ id, position, typeCode, title }) => (position === null ? [] : [{ id, position, symbol: findIncidentSymbol(typeCode), title }]))),
  ]
}

/** Reach of a typhoon's page: the circles of force 10 and the coast it comes to, metres. */
const typhoonReach = 110_000
/** Beyond this from everything that it caused a typhoon has left, metres. */
const typhoonLeft = 300_000
const ordinaryReach = 9_000

/** What the map shows first: the incident with everything that belongs to it; of a typhoon where its eye is. */
export function chooseIncidentBounds(typeCode: string, positions: readonly (Position | null)[], eye: Position | null = null): Bounds | null {
  const [own = null, ...others] = positions
  const family = others.filter((position) => position !== null)
  const centre = typeCode === typhoonType ? (eye ?? own) : own
  // A typhoon goes on after it has done its harm here; then the harm is what the map is for.
  const gone = typeCode === typhoonType && centre !== null && family.length > 0 && family.every((position) => distanceMetres(position, centre) > typhoonLeft)
  const placed = centre === null || gone ? family : [centre, ...family]
  const [first] = placed
  if (first === undefined) return null
  const reach = typeCode === typhoonType && !gone ? typhoonReach : ordinaryReach
  const all = boundsOf(placed.flatMap((position) => {
    const box = boundsAround(position, position === first ? reach : ordinaryReach)
    return [{ longitude: box.west, latitude: box.south }, { longitude: box.east, latitude: box.north }]
  }))
  return all
}
