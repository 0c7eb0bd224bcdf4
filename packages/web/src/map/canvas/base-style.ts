import type { Feature, Polygon } from 'geojson'
import type { Map as MapLibreMap, StyleSpecification } from 'maplibre-gl'
import type { Palette } from '../../ui/palette.ts'
import type { BaseData } from './base-data.ts'

/** Where the detailed coast is drawn; outside it the overview stands. Must equal the extent of `land.geojson`. */
const detailedBox: Feature<Polygon> = {
  type: 'Feature',
  properties: {},
  geometry: { type: 'Polygon', coordinates: [[[117, 25], [125, 25], [125, 33], [117, 33], [117, 25]]] },
}

/** Zoom from which the detailed coast replaces the overview. */
const detailedZoom = 6.5

/** Named so that the map library's text drawing picks the heavy cut; the face itself is the local CJK font. */
export const labelFont = ['Noto Sans CJK SC Medium']
export const strongLabelFont = ['Noto Sans CJK SC Bold']

/** The muted base map, so that data speaks. Outlines are schematic and never boundary data. */
export function buildBaseStyle(p: Palette, data: BaseData): StyleSpecification {
  const halo = { 'text-halo-color': p.mapHalo, 'text-halo-width': 1.6 }
  return {
    version: 8,
    sources: {
      overview: { type: 'geojson', data: data.overview },
      box: { type: 'geojson', data: detailedBox },
      land: { type: 'geojson', data: data.land, tolerance: 0.2 },
      counties: { type: 'geojson', data: data.counties, tolerance: 0.2 },
      seats: { type: 'geojson', data: data.countySeats },
      rivers: { type: 'geojson', data: data.rivers, tolerance: 0.2 },
      towns: { type: 'geojson', data: data.towns },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': p.mapSea } },
      { id: 'overview-land', type: 'fill', source: 'overview', filter: ['==', ['get', 'kind'], 'land'], paint: { 'fill-color': p.mapFar, 'fill-antialias': false } },
      { id: 'overview-coast', type: 'line', source: 'overview', filter: ['==', ['get', 'kind'], 'coastline'], paint: { 'line-color': p.mapCoast, 'line-width': 0.8 } },
      { id: 'box-sea', type: 'fill', source: 'box', minzoom: detailedZoom, paint: { 'fill-color': p.mapSea, 'fill-antialias': false } },
      { id: 'land', type: 'fill', source: 'land', minzoom: detailedZoom, filter: ['==', ['get', 'kind'], 'land'], paint: { 'fill-color': p.mapFar, 'fill-antialias': false } },
      { id: 'counties', type: 'fill', source: 'counties', paint: { 'fill-color': p.mapLand, 'fill-antialias': false } },
      {
        id: 'rivers',
        type: 'line',
        source: 'rivers',
        minzoom: 7,
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': p.mapWater,
          'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 7, ['case', ['==', ['get', 'order'], 1], 1.4, 0.8], 12, ['case', ['==', ['get', 'order'], 1], 12, 5]],
        },
      },
      {
        id: 'county-lines',
        type: 'line',
        source: 'counties',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': p.mapInner, 'line-width': 1, 'line-dasharray': [4, 3] },
      },
      { id: 'coast', type: 'line', source: 'land', minzoom: detailedZoom, filter: ['==', ['get', 'kind'], 'coastline'], paint: { 'line-color': p.mapCoast, 'line-width': 1 } },
      {
        id: 'river-names',
        type: 'symbol',
        source: 'rivers',
        minzoom: 9.5,
        layout: { 'symbol-placement': 'line', 'text-field': ['get', 'name'], 'text-font': labelFont, 'text-size': 12, 'text-letter-spacing': 0.1 },
        paint: { 'text-color': p.mapWaterLabel, ...halo },
      },
      {
        id: 'town-names',
        type: 'symbol',
        source: 'towns',
        minzoom: 10,
        filter: ['!=', ['get', 'statistical'], true],
        layout: { 'text-field': ['get', 'name'], 'text-font': labelFont, 'text-size': 12, 'text-padding': 8 },
        paint: { 'text-color': p.mapLabel, ...halo },
      },
      {
        id: 'county-names',
        type: 'symbol',
        source: 'seats',
        minzoom: 7,
        layout: {
          'text-field': ['case', ['==', ['get', 'fictional'], true], ['concat', ['get', 'name'], '（虚构）'], ['get', 'name']],
          'text-font': strongLabelFont,
          'text-size': ['interpolate', ['linear'], ['zoom'], 7, 12, 11, 15],
          'text-letter-spacing': 0.12,
          'text-padding': 4,
          // Moves aside for the symbols of the situation instead of vanishing.
          'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
          'text-radial-offset': 0.9,
        },
        paint: { 'text-color': p.ink2, ...halo },
      },
    ],
  }
}

/** Parts of the base map that a page may switch off. */
export interface BaseParts {
  readonly countyLines: boolean
  readonly townNames: boolean
}

const layersOfPart: Readonly<Record<keyof BaseParts, readonly string[]>> = { countyLines: ['county-lines'], townNames: ['town-names'] }

/** Shows and hides parts of the base map that stands. */
export function showBaseParts(map: MapLibreMap, parts: BaseParts): void {
  for (const part of ['countyLines', 'townNames'] as const) {
    for (const id of layersOfPart[part]) if (map.getLayer(id) !== undefined) map.setLayoutProperty(id, 'visibility', parts[part] ? 'visible' : 'none')
  }
}
