import { routes } from '@fengsui/contract'
import type { Sandbox } from '@fengsui/contract/sandboxes'
import type { SituationObjects } from '@fengsui/contract/situation'
import { useMemo, useState } from 'react'
import { useRoute } from '../../lib/use-route.ts'
import type { ApiProblem } from '../../lib/api.ts'
import type { Bounds } from '../../map/geometry/bounds.ts'
import type { MapItemRef } from '../../map/layers/map-layer.ts'
import { MapView } from '../../map/MapView.tsx'
import { isOpenIncident } from '../../map/situation/map-situation.ts'
import { readPastSituation } from '../../map/situation/read-past-situation.ts'
import { situationToLayers } from '../../map/situation/situation-to-layers.ts'
import { placeTyphoons } from '../../map/situation/typhoon-eye.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { ClockCard, IncidentCard, TaskCard } from './NightCards.tsx'
import { NightStory } from './NightStory.tsx'
import { readNight } from './replay-night.ts'
import styles from './replay.module.css'
import { texts } from './texts.ts'

/** Taizhou with the waters the typhoon comes from. */
const nightBounds: Bounds = { west: 120.3, south: 27.7, east: 122.4, north: 29.2 }
const allShown = { typhoon: true, incidents: true, signals: true, stations: true }

interface NightBoardProps {
  readonly objects: SituationObjects | undefined
  readonly marks: readonly { readonly at: string; readonly text: string; readonly incidentId: string | null }[]
  readonly problem: ApiProblem | null
  readonly onRetry: () => void
  /** Epoch milliseconds. */
  readonly shownAt: number
  readonly sandbox: Sandbox
}

/** Map and work of the night at one moment, all from the same fold of the journal. */
export function NightBoard({ objects, marks, problem, onRetry, shownAt, sandbox }: NightBoardProps) {
  const [hovered, setHovered] = useState<MapItemRef | null>(null)
  const incidents = useRoute(routes.listIncidents, { query: { status: 'all', limit: 200 } }, { touches: ['incident'] })
  const fixes = useRoute(routes.listTyphoonFixes, { query: {} }, { touches: ['typhoon-fix'] })
  const units = useRoute(routes.listUnits, { query: { limit: 500 } }, { touches: [] })
  const minute = Math.floor(shownAt / 60_000) * 60_000

  const situation = useMemo(() => {
    const names = new Map((incidents.data?.items ?? []).map(({ id, placeName }) => [id, placeName]))
    const folded = readPastSituation(objects ?? {}, (id) => names.get(id) ?? '')
    const track = fixes.data?.items ?? folded.fixes
    return { ...folded, incidents: placeTyphoons(folded.incidents, track, minute), fixes: track }
  }, [objects, incidents.data, fixes.data, minute])
  const night = useMemo(() => readNight(objects ?? {}, new Date(minute).toISOString()), [objects, minute])
  const layers = useMemo(() => situationToLayers(situation, allShown, minute), [situation, minute])
  const unitNames = useMemo(() => new Map((units.data?.items ?? []).map(({ id, name }) => [id, name])), [units.data])

  if (objects === undefined) return problem === null ? <LoadingState /> : <ErrorState hint={problem.problem.detail} code={problem.problem.code} onRetry={onRetry} />
  const open = situation.incidents.filter(isOpenIncident)
  return (
    <div className={styles.board}>
      <NightStory sandbox={sandbox} marks={marks} shownAt={shownAt} />
      <Card className={styles.map} title={texts.map} count={monthDayTime(shownAt)}>
        <MapView layers={layers} bounds={nightBounds} hovered={hovered} onHover={setHovered} />
      </Card>
      <div className={styles.work}>
        <IncidentCard incidents={open} hovered={hovered?.itemId ?? null} onHover={(id) => setHovered(id === null ? null : { layerId: 'incidents', itemId: id })} />
        <TaskCard tasks={night.tasks} />
        <ClockCard clocks={night.clocks} suspicions={night.suspicions} nameOf={(id) => unitNames.get(id) ?? ''} />
      </div>
    </div>
  )
}
