import { routes } from '@fengsui/contract'
import type { Position } from '@fengsui/contract/kernel'
import { useMemo, useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { boundsAround } from '../../map/geometry/bounds.ts'
import type { Bounds } from '../../map/geometry/bounds.ts'
import type { MapItemRef } from '../../map/layers/map-layer.ts'
import { MapView } from '../../map/MapView.tsx'
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
import type { Tool } from './drawing.ts'
import { LayerPanel } from './LayerPanel.tsx'
import type { LayerSwitches } from './LayerPanel.tsx'
import { MapTools } from './MapTools.tsx'
import styles from './map-page.module.css'
import { Surroundings, ThingList } from './SidePanel.tsx'
import type { DrawnCircle } from './surroundings.ts'
import { texts } from './texts.ts'
import { ThingCard } from './ThingCard.tsx'
import { useMapSituation } from './use-map-situation.ts'

const allOn: LayerSwitches = { typhoon: true, incidents: true, signals: true, stations: true, countyLines: true, townNames: true }
const reachOfLevel: Readonly<Record<string, number>> = { province: 240_000, city: 55_000, county: 22_000, town: 8_000, village: 4_000 }
/** The axis is never shorter than this, so that a fresh system has a slider that can be moved. */
const leastSpan = 3 * 3_600_000
const panelRoom = { left: 252, right: 332, bottom: 116 } as const

interface MapPageProps {
  /** Division to open at, as the global search gives it; the account's own place otherwise. */
  readonly place?: string
}

/** The one map: what goes on, where, now and at any moment before; list and map side by side. */
export function MapPage({ place: openAt }: MapPageProps) {
  const now = useNow()
  const narrow = useNarrow()
  const [switches, setSwitches] = useState(allOn)
  const [hovered, setHovered] = useState<MapItemRef | null>(null)
  const [selected, setSelected] = useState<MapItemRef | null>(null)
  const [tool, setTool] = useState<Tool>('none')
  const [circle, setCircle] = useState<DrawnCircle | null>(null)
  const [path, setPath] = useState<readonly Position[]>([])
  const [target, setTarget] = useState<Bounds | null>(null)
  const [sheet, setSheet] = useState<'layers' | 'list' | null>(null)

  const [earliest, setEarliest] = useState<number | null>(null)
  const playback = usePlayback(earliest ?? now - leastSpan, () => now)
  const asked = useSettled(playback.at === null ? null : askedInstant(playback.at, playback.playing, playback.speed), playback.playing ? 0 : 160)
  const pastAt = playback.at === null ? null : asked
  const shown = useMapSituation(pastAt)
  const begin = Math.min(shown.from === null ? now : Date.parse(shown.from), now - leastSpan)
  if (begin !== earliest && (earliest === null || Math.abs(begin - earliest) > 60_000)) setEarliest(begin)
  const from = new Date(earliest ?? begin).toISOString()
  const shownAt = playback.at ?? now
  // A minute is enough for the typhoon's crawl; every second would redraw the map for nothing.
  const drawnAt = Math.floor(shownAt / 60_000) * 60_000

  const home = useHomeBounds(openAt)
  const thing = selected === null ? undefined : findThing(shown.situation, selected)
  const layers = useMemo(
    () => [...situationToLayers(shown.situation, switches, drawnAt), ...buildDrawingLayers(circle, path)],
    [shown.situation, switches, drawnAt, circle, path],
  )
  const minute = Math.floor(now / 60_000) * 60_000
  const marks = useMemo(() => thinMarks(shown.marks, from, new Date(minute).toISOString(), 60), [shown.marks, from, minute])

  const place = (position: Position): void => {
    if (tool === 'circle') {
      setCircle((before) => ({ centre: position, metres: before?.metres ?? 5000 }))
      setTool('none')
      setSheet('list')
    } else if (tool === 'measure') setPath((before) => [...before, position])
  }
  const select = (ref: MapItemRef | null): void => {
    const hit = ref === null ? undefined : findThing(shown.situation, ref)
    if (tool === 'none') {
      setSelected(hit === undefined ? null : ref)
      if (hit !== undefined) setSheet('list')
    } else if (hit !== undefined && hit.object.position !== null) place(hit.object.position)
  }
  const open = (chosen: MapThing): void => {
    setSelected(refOfThing(shown.situation, chosen))
    setSheet('list')
  }
  const fly = (position: Position, reach: number): void => setTarget(boundsAround(position, reach))

  const pastTime = playback.at === null ? null : monthDayTime(playback.at)
  const lists = { shown, hovered, selected, onHover: setHovered, onSelect: open }
  const closeSheet = narrow ? () => setSheet(null) : undefined
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
        onPressPosition={place}
        base={switches}
        inset={narrow ? { top: 56, bottom: 150 } : panelRoom}
        padding={narrow ? { top: 80, right: 24, bottom: 180, left: 24 } : { top: 64, right: panelRoom.right + 24, bottom: panelRoom.bottom + 24, left: panelRoom.left + 24 }}
      />
      {(!narrow || sheet === 'layers') && (
        <LayerPanel situation={shown.situation} switches={switches} onSwitch={(key, on) => setSwitches((before) => ({ ...before, [key]: on }))} onClose={closeSheet} />
      )}
      <MapTools
        tool={tool}
        path={path}
        drawn={circle !== null || path.length > 0}
        narrow={narrow}
        onTool={(next) => {
          setTool(next)
          if (next === 'measure') setPath([])
        }}
        onClear={() => {
          setCircle(null)
          setPath([])
          setTool('none')
        }}
        onFound={(found) => found.position !== null && fly(found.position, found.reach)}
        onSheet={setSheet}
      />
      {(!narrow || sheet === 'list') &&
        (thing !== undefined ? (
          <ThingCard
            key={thing.object.id}
            thing={thing}
            onClose={() => setSelected(null)}
            onZoom={() => thing.object.position !== null && fly(thing.object.position, 4000)}
            onSurroundings={() => {
              if (thing.object.position !== null) setCircle({ centre: thing.object.position, metres: circle?.metres ?? 5000 })
              setSelected(null)
            }}
          />
        ) : circle !== null ? (
          <Surroundings {...lists} circle={circle} onRadius={(metres) => setCircle({ ...circle, metres })} onClose={() => setCircle(null)} />
        ) : (
          <ThingList {...lists} pastTime={pastTime} onClose={closeSheet} />
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
