import { routes } from '@fengsui/contract'
import type { Position } from '@fengsui/contract/kernel'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { boundsAround, boundsOf } from '../../map/geometry/bounds.ts'
import type { Bounds } from '../../map/geometry/bounds.ts'
import type { MapItemRef } from '../../map/layers/map-layer.ts'
import { buildPointedLayer, buildResourceLayers, refOfResource } from '../../map/layers/resource-layers.ts'
import { MapView } from '../../map/MapView.tsx'
import { listResources, positionOfResource } from '../../map/situation/map-resources.ts'
import { findThing, refOfThing, situationToLayers } from '../../map/situation/situation-to-layers.ts'
import type { MapThing } from '../../map/situation/situation-to-layers.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { useNow } from '../../ui/now-context.tsx'
import { useNarrow } from '../../ui/shell/use-narrow.ts'
import { thinMarks } from '../../ui/time-slider/thin-marks.ts'
import { TimeSlider } from '../../ui/time-slider/TimeSlider.tsx'
import { askedInstant, usePlayback } from '../../ui/time-slider/use-playback.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { buildDrawingLayers } from './drawing.ts'
import { BubbleList } from './FoundRows.tsx'
import { firstSwitches, shownResources } from './layer-switches.ts'
import { LayerPanel } from './LayerPanel.tsx'
import { MapTools } from './MapTools.tsx'
import styles from './map-page.module.css'
import { ResourceCard } from './ResourceCard.tsx'
import { ThingList } from './SidePanel.tsx'
import type { DrawnArea } from './surroundings.ts'
import { SurroundingsPanel } from './SurroundingsPanel.tsx'
import { texts } from './texts.ts'
import { ThingCard } from './ThingCard.tsx'
import { useDrawing } from './use-drawing.ts'
import { useMapResources } from './use-map-resources.ts'
import { useMapSituation } from './use-map-situation.ts'

const reachOfLevel: Readonly<Record<string, number>> = { province: 240_000, city: 55_000, county: 22_000, town: 8_000, village: 4_000 }
/** The axis is never shorter than this, so that a fresh system has a slider that can be moved. */
const leastSpan = 3 * 3_600_000
const panelRoom = { left: 252, right: 332, bottom: 116 } as const

interface MapPageProps {
  /** Division to open at, as the global search gives it; the account's own place otherwise. */
  readonly place?: string
  /** Incident whose surroundings are asked for, as its page links here. */
  readonly incidentId?: string
}

/** The one map: what goes on, where, now and at any moment before; list and map side by side. */
export function MapPage({ place: openAt, incidentId }: MapPageProps) {
  const now = useNow()
  const narrow = useNarrow()
  const [switches, setSwitches] = useState(firstSwitches)
  const [hovered, setHovered] = useState<MapItemRef | null>(null)
  const [selected, setSelected] = useState<MapItemRef | null>(null)
  const [bubble, setBubble] = useState<readonly string[] | null>(null)
  const [target, setTarget] = useState<Bounds | null>(null)
  const [sheet, setSheet] = useState<'layers' | 'list' | null>(null)
  const drawing = useDrawing((area) => {
    setTarget(boundsOfArea(area))
    setSelected(null)
    setBubble(null)
    setSheet('list')
  })
  const { tool, area, path, corners } = drawing

  const [earliest, setEarliest] = useState<number | null>(null)
  const playback = usePlayback(earliest ?? now - leastSpan, () => now)
  const asked = useSettled(playback.at === null ? null : askedInstant(playback.at, playback.playing, playback.speed), playback.playing ? 0 : 160)
  const pastAt = playback.at === null ? null : asked
  const shown = useMapSituation(pastAt)
  const lists = useMapResources(shown.pastObjects, pastAt !== null)
  const { resources } = lists
  const resourceById = useMemo(() => new Map(listResources(resources).map((each) => [each.object.id, each])), [resources])
  const begin = Math.min(shown.from === null ? now : Date.parse(shown.from), now - leastSpan)
  if (begin !== earliest && (earliest === null || Math.abs(begin - earliest) > 60_000)) setEarliest(begin)
  const from = new Date(earliest ?? begin).toISOString()
  const shownAt = playback.at ?? now
  // A minute is enough for the typhoon's crawl; every second would redraw the map for nothing.
  const drawnAt = Math.floor(shownAt / 60_000) * 60_000

  const home = useHomeBounds(openAt)
  const thing = selected === null ? undefined : findThing(shown.situation, selected)
  const resource = selected === null || thing !== undefined ? undefined : resourceById.get(selected.itemId)
  const pointed = hovered === null ? resource : resourceById.get(hovered.itemId)
  const situationLayers = useMemo(() => situationToLayers(shown.situation, switches, drawnAt), [shown.situation, switches, drawnAt])
  const resourceLayers = useMemo(() => buildResourceLayers(resources, shownResources(switches)), [resources, switches])
  const drawn = useMemo(() => buildDrawingLayers(area, path, corners), [area, path, corners])
  const pointedLayer = useMemo(() => buildPointedLayer(pointed, resources), [pointed, resources])
  const layers = useMemo(() => [...resourceLayers, ...situationLayers, pointedLayer, ...drawn], [resourceLayers, situationLayers, pointedLayer, drawn])
  const minute = Math.floor(now / 60_000) * 60_000
  const marks = useMemo(() => thinMarks(shown.marks, from, new Date(minute).toISOString(), 60), [shown.marks, from, minute])

  const askedIncident = incidentId === undefined ? undefined : shown.situation.incidents.find(({ id }) => id === incidentId)
  const surroundIncident = useEffectEvent((position: Position) => drawing.surround(position))
  const [incidentAt, incidentOn] = [askedIncident?.position?.longitude, askedIncident?.position?.latitude]
  useEffect(() => {
    if (incidentAt !== undefined && incidentOn !== undefined) surroundIncident({ longitude: incidentAt, latitude: incidentOn })
  }, [incidentAt, incidentOn])

  const positionAt = (ref: MapItemRef): Position | null => {
    const found = resourceById.get(ref.itemId)
    return findThing(shown.situation, ref)?.object.position ?? (found === undefined ? null : positionOfResource(found, resources))
  }
  const select = (ref: MapItemRef | null): void => {
    const position = ref === null ? null : positionAt(ref)
    if (tool !== 'none') {
      if (position !== null) drawing.place(position)
      return
    }
    const known = ref !== null && (findThing(shown.situation, ref) !== undefined || resourceById.has(ref.itemId))
    setSelected(known ? ref : null)
    if (known) setSheet('list')
  }
  const open = (chosen: MapThing): void => {
    setSelected(refOfThing(shown.situation, chosen))
    setSheet('list')
  }
  const openResource = (id: string, layerId?: string): void => {
    const found = resourceById.get(id)
    setSelected(found === undefined ? { layerId: layerId ?? '', itemId: id } : refOfResource(found))
    setSheet('list')
  }
  const fly = (position: Position, reach: number): void => setTarget(boundsAround(position, reach))

  const pastTime = playback.at === null ? null : monthDayTime(playback.at)
  const marking = { shown, hovered, selected, onHover: setHovered, onSelect: open }
  const hoverId = (id: string | null): void => {
    const found = id === null ? undefined : resourceById.get(id)
    setHovered(found === undefined ? null : refOfResource(found))
  }
  const closeSheet = narrow ? () => setSheet(null) : undefined
  const around = (position: Position | null): void => {
    if (position !== null) drawing.surround(position)
  }
  return (
    <div className={styles.stage} data-tool={tool}>
      <h1 className="visually-hidden">一张图</h1>
      <MapView
        layers={layers}
        bounds={target ?? home}
        hovered={hovered}
        selected={selected}
        onHover={setHovered}
        onSelect={select}
        onPressPosition={drawing.place}
        placing={tool !== 'none'}
        onDoublePress={tool === 'area' ? drawing.finish : undefined}
        onCluster={(_layerId, itemIds) => {
          setSelected(null)
          setBubble(itemIds)
          setSheet('list')
        }}
        base={switches}
        inset={narrow ? { top: 56, bottom: 150 } : panelRoom}
        padding={narrow ? { top: 80, right: 24, bottom: 180, left: 24 } : { top: 64, right: panelRoom.right + 24, bottom: panelRoom.bottom + 24, left: panelRoom.left + 24 }}
      />
      {(!narrow || sheet === 'layers') && (
        <LayerPanel situation={shown.situation} lists={lists} switches={switches} onSwitch={(key, on) => setSwitches((before) => ({ ...before, [key]: on }))} onClose={closeSheet} />
      )}
      <MapTools
        drawing={drawing}
        narrow={narrow}
        onFound={({ position, reach }) => {
          if (position === null) return
          if (tool !== 'circle') fly(position, reach)
          drawing.place(position)
        }}
        onSheet={setSheet}
      />
      {(!narrow || sheet === 'list') &&
        (thing !== undefined ? (
          <ThingCard
            key={thing.object.id}
            thing={thing}
            onClose={() => setSelected(null)}
            onZoom={() => thing.object.position !== null && fly(thing.object.position, 4000)}
            onSurroundings={() => around(thing.object.position)}
          />
        ) : resource !== undefined ? (
          <ResourceCard
            key={resource.object.id}
            resource={resource}
            position={positionOfResource(resource, resources)}
            onClose={() => setSelected(null)}
            onZoom={() => {
              const position = positionOfResource(resource, resources)
              if (position !== null) fly(position, 2000)
            }}
            onSurroundings={() => around(positionOfResource(resource, resources))}
          />
        ) : bubble !== null ? (
          <BubbleList resources={bubble.flatMap((id) => resourceById.get(id) ?? [])} hovered={hovered?.itemId ?? null} onHover={hoverId} onSelect={openResource} onClose={() => setBubble(null)} />
        ) : area !== null ? (
          <SurroundingsPanel {...marking} area={area} inPast={pastAt !== null} onRadius={drawing.setMetres} onOpen={openResource} onClose={drawing.closeArea} />
        ) : (
          <ThingList {...marking} pastTime={pastTime} onClose={closeSheet} />
        ))}
      <div className={styles.time}>
        <TimeSlider
          floating
          from={from}
          to={new Date(now).toISOString()}
          value={shownAt}
          known={now}
          playing={playback.playing}
          speed={playback.speed}
          speeds={[60, 300, 1800]}
          events={marks}
          note={pastTime === null ? texts.history : shown.catchingUp ? texts.loadingPast : texts.pastNote(pastTime)}
          onChange={(at) => playback.setAt(at)}
          onPlay={(playing) => playback.setPlaying(playing)}
          onSpeed={playback.setSpeed}
          onBackToNow={
            playback.at === null
              ? undefined
              : () => {
                  playback.setPlaying(false)
                  playback.setAt(null)
                }
          }
        />
      </div>
    </div>
  )
}

/** The box that shows the whole drawn area. */
function boundsOfArea(area: DrawnArea): Bounds | null {
  return area.kind === 'circle' ? boundsAround(area.centre, area.metres) : boundsOf(area.corners)
}

/** Where the asked place lies, or the account's own; the map opens there. */
function useHomeBounds(openAt: string | undefined): Bounds | null {
  const { division } = useSession()
  const wanted = openAt ?? division.code
  const found = useRoute(routes.listDivisions, { query: { q: wanted, limit: 1 } }, { touches: [] })
  const home = found.data?.items.find(({ code }) => code === wanted)
  const position = home?.position ?? null
  const reach = reachOfLevel[home?.level ?? division.level] ?? 55_000
  return useMemo(() => (position === null ? null : boundsAround(position, reach)), [position?.longitude, position?.latitude, reach])
}
