import type { Feature } from 'geojson'
import type { ExpressionSpecification, GeoJSONSource, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl'
import type { Position } from '@fengsui/contract/kernel'
import type { Palette } from '../../ui/palette.ts'
import type { LineTone, MapItemRef, MapLayer } from '../layers/map-layer.ts'
import { labelFont, strongLabelFont } from './base-style.ts'
import { drawnSize, ensureHatchImage, ensureSymbolImage, imageName } from './map-images.ts'

const sourceId = (layerId: string): string => `overlay:${layerId}`
/** Labels marked `close` appear from here. */
const closeZoom = 9.5

const toneColour = (p: Palette): ExpressionSpecification => ['match', ['get', 'tone'], 'ink', p.ink, 'accent', p.accent, p.ink3]
const hatchName = (tone: LineTone): string => `hatch|${tone}`

/** Feature properties carry everything that differs between items, so that new data needs no new style. */
function toFeatures(layer: MapLayer): Feature[] {
  switch (layer.kind) {
    case 'points':
      return layer.points.map(({ id, position, symbol, tone, label, size = 22 }) => ({
        type: 'Feature',
        properties: { id, icon: symbol === undefined ? '' : imageName(symbol, tone), label: label ?? '', scale: size / drawnSize, reach: size / 2, busy: tone === 'working' || tone === 'hazard' ? 1 : 0 },
        geometry: { type: 'Point', coordinates: [position.longitude, position.latitude] },
      }))
    case 'lines':
      return layer.lines.map(({ id, path, tone, dashed = false, width = 1.75 }) => ({
        type: 'Feature',
        properties: { id, tone, dashed, width },
        geometry: { type: 'LineString', coordinates: path.map(([x, y]) => [x, y]) },
      }))
    case 'areas':
      return layer.areas.map(({ id, rings, tone, fill, dashed = false }) => ({
        type: 'Feature',
        properties: { id, tone, fill, dashed, hatch: hatchName(tone), width: 1.5 },
        geometry: { type: 'Polygon', coordinates: rings.map((ring) => ring.map(([x, y]) => [x, y])) },
      }))
  }
}

function styleLayers(layer: MapLayer, p: Palette): LayerSpecification[] {
  const source = sourceId(layer.id)
  const visibility = layer.visible === false ? 'none' : 'visible'
  const stroke = (suffix: string, dashed: boolean): LayerSpecification => ({
    id: `${source}:${suffix}`,
    type: 'line',
    source,
    filter: ['==', ['get', 'dashed'], dashed],
    layout: { 'line-cap': dashed ? 'butt' : 'round', 'line-join': 'round', visibility },
    paint: { 'line-color': toneColour(p), 'line-width': ['get', 'width'], ...(dashed ? { 'line-dasharray': [3.5, 2.5] } : {}) },
  })
  if (layer.kind === 'lines') return [stroke('solid', false), stroke('dashed', true)]
  if (layer.kind === 'areas') {
    return [
      {
        id: `${source}:tint`,
        type: 'fill',
        source,
        filter: ['==', ['get', 'fill'], 'tint'],
        layout: { visibility },
        paint: { 'fill-color': toneColour(p), 'fill-opacity': 0.06, 'fill-antialias': false },
      },
      {
        id: `${source}:hatch`,
        type: 'fill',
        source,
        filter: ['==', ['get', 'fill'], 'hatch'],
        layout: { visibility },
        paint: { 'fill-pattern': ['get', 'hatch'] },
      },
      stroke('solid', false),
      stroke('dashed', true),
    ]
  }
  const labels = layer.labels ?? 'close'
  const giveWay = layer.giveWay === true
  const marked = (hovered: number, selected: number): ExpressionSpecification => [
    'case',
    ['boolean', ['feature-state', 'selected'], false],
    selected,
    ['boolean', ['feature-state', 'hovered'], false],
    hovered,
    0,
  ]
  const single: ExpressionSpecification = ['!', ['has', 'point_count']]
  return [
    ...(layer.cluster === true ? bubbleLayers(source, visibility, p) : []),
    {
      id: `${source}:ring`,
      type: 'circle',
      source,
      filter: single,
      layout: { visibility },
      paint: {
        'circle-radius': ['+', ['get', 'reach'], 4],
        'circle-color': p.accentSoft2,
        'circle-opacity': marked(0.6, 0.8),
        'circle-stroke-color': p.accent,
        'circle-stroke-width': marked(1.5, 2.5),
        'circle-stroke-opacity': marked(1, 1),
      },
    },
    {
      id: `${source}:symbol`,
      type: 'symbol',
      source,
      filter: single,
      layout: {
        visibility,
        'icon-image': ['get', 'icon'],
        'icon-size': ['get', 'scale'],
        'icon-allow-overlap': !giveWay,
        'icon-ignore-placement': false,
        'icon-padding': 1,
        ...(labels === 'never'
          ? {}
          : {
              'text-field': labels === 'always' ? ['get', 'label'] : ['step', ['zoom'], '', closeZoom, ['get', 'label']],
              'text-font': labelFont,
              'text-size': 12,
              'text-max-width': 12,
              'text-optional': true,
              'text-variable-anchor': ['left', 'right', 'bottom', 'top'],
              'text-radial-offset': ['/', ['+', ['get', 'reach'], 3], 12],
              'text-justify': 'auto',
            }),
      },
      paint: { 'text-color': p.ink, 'text-halo-color': p.mapHalo, 'text-halo-width': 1.8 },
    },
  ]
}

/** Bubbles of crowded points: filled when something in them is at work, outlined when all stand by. */
function bubbleLayers(source: string, visibility: 'visible' | 'none', p: Palette): LayerSpecification[] {
  const busy: ExpressionSpecification = ['>', ['get', 'busy'], 0]
  return [
    {
      id: `${source}:bubble`,
      type: 'circle',
      source,
      filter: ['has', 'point_count'],
      layout: { visibility },
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['get', 'point_count'], 2, 12, 20, 15, 100, 19],
        'circle-color': ['case', busy, p.accent, p.surface],
        'circle-stroke-color': ['case', busy, p.surface, p.facility],
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: `${source}:count`,
      type: 'symbol',
      source,
      filter: ['has', 'point_count'],
      layout: { visibility, 'text-field': ['to-string', ['get', 'point_count']], 'text-font': strongLabelFont, 'text-size': 12, 'text-allow-overlap': true },
      paint: { 'text-color': ['case', busy, p.onAccent, p.ink] },
    },
  ]
}

/** What makes a new style necessary; a change of content alone does not. */
const signature = (layers: readonly MapLayer[]): string =>
  JSON.stringify(layers.map((l) => [l.id, l.kind, l.visible !== false, l.kind === 'points' ? [l.labels, l.giveWay, l.cluster] : null]))

/** The layers above the base map, kept equal to what the page asks for. */
export interface Overlay {
  /** Draws these layers; `fresh` after a new base style, which drops everything drawn before. */
  readonly draw: (layers: readonly MapLayer[], palette: Palette, fresh: boolean) => void
  readonly mark: (hovered: MapItemRef | null, selected: MapItemRef | null) => void
  /** The topmost thing under a point of the canvas. */
  readonly findItemAt: (point: { readonly x: number; readonly y: number }) => MapItemRef | null
  /** The bubble under a point of the canvas, unless a thing lies above it. */
  readonly findBubbleAt: (point: { readonly x: number; readonly y: number }) => Bubble | null
  /** What is in a bubble, and the zoom at which it falls apart. */
  readonly openBubble: (bubble: Bubble) => Promise<{ readonly itemIds: readonly string[]; readonly zoom: number }>
}

/** A bubble of crowded points. */
export interface Bubble {
  readonly layerId: string
  readonly clusterId: number
  readonly position: Position
}

/** Closer than this, CSS pixels, points gather in a bubble. */
const bubbleReach = 32
/** As deep as the map goes, so that things at the very same place always stay reachable. */
const bubbleZoom = 17

export function createOverlay(map: MapLibreMap): Overlay {
  let drawn: readonly MapLayer[] = []
  let drawnSignature = ''
  let marks: readonly (readonly [MapItemRef, 'hovered' | 'selected'])[] = []

  const removeAll = (): void => {
    for (const { id } of map.getStyle().layers) if (id.startsWith('overlay:')) map.removeLayer(id)
    for (const layer of drawn) if (map.getSource(sourceId(layer.id)) !== undefined) map.removeSource(sourceId(layer.id))
  }

  const ensureImages = (layer: MapLayer, palette: Palette): void => {
    if (layer.kind === 'points') {
      for (const { symbol, tone } of layer.points) if (symbol !== undefined) ensureSymbolImage(map, symbol, tone, palette)
    } else if (layer.kind === 'areas') {
      ensureHatchImage(map, hatchName('ink'), palette.ink)
      ensureHatchImage(map, hatchName('accent'), palette.accent)
      ensureHatchImage(map, hatchName('quiet'), palette.ink3)
    }
  }

  const setMark = (ref: MapItemRef, name: 'hovered' | 'selected', value: boolean): void => {
    const source = sourceId(ref.layerId)
    if (map.getSource(source) !== undefined) map.setFeatureState({ source, id: ref.itemId }, { [name]: value })
  }

  return {
    draw(layers, palette, fresh) {
      const wanted = signature(layers)
      const rebuild = fresh || wanted !== drawnSignature
      if (rebuild && !fresh) removeAll()
      for (const [index, layer] of layers.entries()) {
        if (!rebuild && layer === drawn[index]) continue
        ensureImages(layer, palette)
        const data = { type: 'FeatureCollection' as const, features: toFeatures(layer) }
        if (rebuild) {
          const bubbles = layer.kind === 'points' && layer.cluster === true ? { cluster: true, clusterRadius: bubbleReach, clusterMaxZoom: bubbleZoom, clusterProperties: { busy: ['max', ['get', 'busy']] } } : {}
          map.addSource(sourceId(layer.id), { type: 'geojson', data, promoteId: 'id', ...bubbles })
          for (const spec of styleLayers(layer, palette)) map.addLayer(spec)
        } else {
          void map.getSource<GeoJSONSource>(sourceId(layer.id))?.setData(data)
        }
      }
      drawn = layers
      drawnSignature = wanted
      if (rebuild) for (const [ref, name] of marks) setMark(ref, name, true)
    },
    mark(hovered, selected) {
      for (const [ref, name] of marks) setMark(ref, name, false)
      marks = [
        ...(hovered === null ? [] : [[hovered, 'hovered'] as const]),
        ...(selected === null ? [] : [[selected, 'selected'] as const]),
      ]
      for (const [ref, name] of marks) setMark(ref, name, true)
    },
    findItemAt({ x, y }) {
      const ids = drawn
        .filter(({ interactive = true, visible = true }) => interactive && visible)
        .flatMap((layer) => {
          const source = sourceId(layer.id)
          if (layer.kind === 'points') return [`${source}:symbol`]
          if (layer.kind === 'lines') return [`${source}:solid`, `${source}:dashed`]
          return [`${source}:tint`, `${source}:hatch`, `${source}:solid`, `${source}:dashed`]
        })
        .filter((id) => map.getLayer(id) !== undefined)
      if (ids.length === 0) return null
      const [hit] = map.queryRenderedFeatures([[x - 4, y - 4], [x + 4, y + 4]], { layers: ids })
      const itemId: unknown = hit?.properties['id']
      return hit === undefined || typeof itemId !== 'string' ? null : { layerId: hit.source.slice('overlay:'.length), itemId }
    },
    findBubbleAt({ x, y }) {
      const ids = drawn.filter((layer) => layer.kind === 'points' && layer.cluster === true && layer.visible !== false).map(({ id }) => `${sourceId(id)}:bubble`)
      const [hit] = map.queryRenderedFeatures([[x - 2, y - 2], [x + 2, y + 2]], { layers: ids.filter((id) => map.getLayer(id) !== undefined) })
      const clusterId: unknown = hit?.properties['cluster_id']
      if (hit === undefined || typeof clusterId !== 'number' || hit.geometry.type !== 'Point') return null
      const [longitude = 0, latitude = 0] = hit.geometry.coordinates
      return { layerId: hit.source.slice('overlay:'.length), clusterId, position: { longitude, latitude } }
    },
    async openBubble({ layerId, clusterId }) {
      const source = map.getSource<GeoJSONSource>(sourceId(layerId))
      if (source === undefined) return { itemIds: [], zoom: 0 }
      const [leaves, zoom] = await Promise.all([source.getClusterLeaves(clusterId, 500, 0), source.getClusterExpansionZoom(clusterId)])
      return { zoom, itemIds: leaves.flatMap(({ properties }) => (typeof properties?.['id'] === 'string' ? [properties['id']] : [])) }
    },
  }
}
