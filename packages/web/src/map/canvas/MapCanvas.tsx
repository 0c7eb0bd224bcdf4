import type { Map as MapLibreMap } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { Position } from '@fengsui/contract/kernel'
import { ErrorState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { usePalette } from '../../ui/ThemeProvider.tsx'
import type { Bounds } from '../geometry/bounds.ts'
import type { MapItemRef, MapLayer } from '../layers/map-layer.ts'
import { loadBaseData } from './base-data.ts'
import type { BaseData } from './base-data.ts'
import { buildBaseStyle, showBaseParts } from './base-style.ts'
import type { BaseParts } from './base-style.ts'
import { createMap } from './create-map.ts'
import styles from './map-canvas.module.css'
import { createOverlay } from './overlay.ts'
import type { Bubble, Overlay } from './overlay.ts'

/** What the page wants the map to show and to be told about. */
export interface MapCanvasProps {
  readonly layers: readonly MapLayer[]
  readonly hovered?: MapItemRef | null
  readonly selected?: MapItemRef | null
  readonly onHover?: (item: MapItemRef | null) => void
  readonly onSelect?: (item: MapItemRef | null) => void
  /** A press on the map itself, for placing things. */
  readonly onPressPosition?: (position: Position) => void
  /** Something is being drawn: a press on a bubble is a press on the map. */
  readonly placing?: boolean
  /** A double press on the map, for ending a drawing; the second press of it places nothing. Without this it zooms in. */
  readonly onDoublePress?: (() => void) | undefined
  /** A press on a bubble of crowded things: which they are. The map moves closer as far as that tells them apart. */
  readonly onCluster?: (layerId: string, itemIds: readonly string[]) => void
  /** The map moves here when the values change, and back here on "看全部". */
  readonly bounds?: Bounds | null
  /** Room that floating panels take, CSS pixels. */
  readonly padding?: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }
  /** Parts of the base map that may be left out; both shown unless given. */
  readonly base?: BaseParts
  /** Room at the edges that panels cover: zoom buttons, scale and note keep out of it. CSS pixels. */
  readonly inset?: { readonly top?: number; readonly right?: number; readonly bottom?: number; readonly left?: number }
  /** Where the base map files lie. */
  readonly baseFolder?: string
}

/** Taizhou, the place of the demonstration, until bounds are given. */
const startView = { longitude: 121.25, latitude: 28.65, zoom: 8.2 }
const noPadding = { top: 24, right: 24, bottom: 24, left: 24 }

/** Beyond this a bubble holds things at the same place, which no zoom tells apart. */
const deepestBubbleZoom = 15

const allBaseParts: BaseParts = { countyLines: true, townNames: true }

interface Running {
  readonly map: MapLibreMap
  readonly overlay: Overlay
  /** False between a change of look and the moment its style stands; nothing can be drawn meanwhile. */
  readonly styleReady: { current: boolean }
}

/** The one map of the desk: offline base, declared layers, hover and selection linked with lists. */
export function MapCanvas(props: MapCanvasProps) {
  const { layers, hovered = null, selected = null, bounds = null, padding = noPadding, base: baseParts = allBaseParts, inset = {}, baseFolder = `${import.meta.env.BASE_URL}map/` } = props
  const { t } = useTranslation('ui')
  const { palette } = usePalette()
  const container = useRef<HTMLDivElement>(null)
  const [base, setBase] = useState<BaseData | null>(null)
  const [running, setRunning] = useState<Running | null>(null)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    let wanted = true
    void loadBaseData(baseFolder).then((data) => {
      if (wanted) setBase(data)
    })
    return () => {
      wanted = false
    }
  }, [baseFolder])

  const drawAll = useEffectEvent(({ map, overlay }: Running, fresh: boolean) => {
    showBaseParts(map, baseParts)
    overlay.draw(layers, palette, fresh)
    if (fresh) overlay.mark(hovered, selected)
  })
  const pressesPlace = useEffectEvent((): boolean => props.placing === true)
  const tellHover = useEffectEvent((item: MapItemRef | null) => props.onHover?.(item))
  const tellPress = useEffectEvent((item: MapItemRef | null, position: Position) => {
    props.onSelect?.(item)
    if (item === null) props.onPressPosition?.(position)
  })
  const tellBubble = useEffectEvent((map: MapLibreMap, overlay: Overlay, bubble: Bubble) => {
    const { onCluster } = props
    if (onCluster === undefined) return
    overlay.openBubble(bubble).then(({ itemIds, zoom }) => {
      if (itemIds.length === 0) return
      onCluster(bubble.layerId, itemIds)
      if (zoom <= deepestBubbleZoom) map.easeTo({ center: [bubble.position.longitude, bubble.position.latitude], zoom })
    }, () => {
      // The data changed between press and answer: the bubble is gone and the next press finds the new one.
    })
  })
  const tellDouble = useEffectEvent((): boolean => {
    props.onDoublePress?.()
    return props.onDoublePress !== undefined
  })
  const fit = useEffectEvent((map: MapLibreMap, animate: boolean) => {
    if (bounds !== null) map.fitBounds([bounds.west, bounds.south, bounds.east, bounds.north], { padding, maxZoom: 12.5, animate })
  })
  const firstStyle = useEffectEvent((data: BaseData) => buildBaseStyle(palette, data))

  useEffect(() => {
    if (base === null || container.current === null) return
    let map: MapLibreMap
    try {
      map = createMap(container.current, firstStyle(base), startView, t('map.label'))
    } catch {
      setFailed(true)
      return
    }
    const state: Running = { map, overlay: createOverlay(map), styleReady: { current: false } }
    let last: MapItemRef | null = null
    map.on('style.load', () => {
      state.styleReady.current = true
      drawAll(state, true)
      setRunning(state)
    })
    // Pictures and journeys wait for a map that stands still.
    map.on('idle', () => container.current?.setAttribute('data-map', 'idle'))
    map.on('dataloading', () => container.current?.setAttribute('data-map', 'busy'))
    map.on('mousemove', ({ point }) => {
      const item = state.overlay.findItemAt(point)
      if (item?.itemId === last?.itemId && item?.layerId === last?.layerId) return
      last = item
      map.getCanvas().style.cursor = item === null ? '' : 'pointer'
      tellHover(item)
    })
    map.on('mouseout', () => {
      last = null
      tellHover(null)
    })
    map.on('click', ({ point, lngLat, originalEvent }) => {
      if (originalEvent.detail > 1) return
      const item = state.overlay.findItemAt(point)
      const bubble = item === null && !pressesPlace() ? state.overlay.findBubbleAt(point) : null
      if (bubble !== null) tellBubble(map, state.overlay, bubble)
      else tellPress(item, { longitude: lngLat.lng, latitude: lngLat.lat })
    })
    map.on('dblclick', (event) => {
      if (tellDouble()) event.preventDefault()
    })
    fit(map, false)
    return () => {
      setRunning(null)
      map.remove()
    }
  }, [base, t])

  const shownPalette = useRef(palette)
  useEffect(() => {
    if (running === null || base === null || shownPalette.current === palette) return
    shownPalette.current = palette
    running.styleReady.current = false
    running.map.setStyle(buildBaseStyle(palette, base), { diff: false })
  }, [running, base, palette])

  useEffect(() => {
    if (running?.styleReady.current === true) drawAll(running, false)
  }, [running, layers, baseParts.countyLines, baseParts.townNames])

  useEffect(() => running?.overlay.mark(hovered, selected), [running, hovered, selected])

  const fitKey = bounds === null ? '' : [bounds.west, bounds.south, bounds.east, bounds.north].join()
  useEffect(() => {
    if (running !== null && fitKey !== '') fit(running.map, true)
  }, [running, fitKey])

  if (failed) return <ErrorState title={t('map.unavailableTitle')} hint={t('map.unavailableHint')} />
  return (
    <div
      className={styles.frame}
      style={{ '--inset-top': `${inset.top ?? 0}px`, '--inset-right': `${inset.right ?? 0}px`, '--inset-bottom': `${inset.bottom ?? 0}px`, '--inset-left': `${inset.left ?? 0}px` } as CSSProperties}
    >
      <div ref={container} className={styles.canvas} />
      <div className={styles.zoom}>
        <button type="button" title={t('map.zoomIn')} aria-label={t('map.zoomIn')} onClick={() => running?.map.zoomIn()}>
          <Symbol name="plus" />
        </button>
        <button type="button" title={t('map.zoomOut')} aria-label={t('map.zoomOut')} onClick={() => running?.map.zoomOut()}>
          <Symbol name="minus" />
        </button>
        {bounds !== null && (
          <button
            type="button"
            title={t('map.fit')}
            aria-label={t('map.fit')}
            onClick={() => running?.map.fitBounds([bounds.west, bounds.south, bounds.east, bounds.north], { padding, maxZoom: 12.5 })}
          >
            <Symbol name="expand" />
          </button>
        )}
      </div>
      <p className={styles.note}>{base !== null && !base.complete ? t('map.baseMissing') : t('map.note')}</p>
    </div>
  )
}
