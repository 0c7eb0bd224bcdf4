import { Map as MapLibreMap, ScaleControl, setWorkerUrl } from 'maplibre-gl'
import type { StyleSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { fontFamily } from '../../ui/palette.ts'

// Same origin and a module, so the content security policy needs neither blob: nor eval.
setWorkerUrl(workerUrl)

export interface StartView {
  readonly longitude: number
  readonly latitude: number
  readonly zoom: number
}

/**
 * A map without network parts: no tiles, no glyph server; names are drawn with the local CJK face.
 * @throws Error when the browser offers no WebGL
 */
export function createMap(container: HTMLElement, style: StyleSpecification, view: StartView, title: string): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style,
    center: [view.longitude, view.latitude],
    zoom: view.zoom,
    minZoom: 4,
    maxZoom: 16,
    maxBounds: [[100, 12], [142, 46]],
    attributionControl: false,
    localIdeographFontFamily: fontFamily,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    fadeDuration: 120,
    locale: { 'Map.Title': title },
    // Printing a page must include the map.
    canvasContextAttributes: { preserveDrawingBuffer: true, antialias: true },
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new ScaleControl({ maxWidth: 110, unit: 'metric' }), 'bottom-right')
  return map
}
