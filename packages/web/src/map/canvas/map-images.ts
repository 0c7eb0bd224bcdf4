import type { Map as MapLibreMap } from 'maplibre-gl'
import type { Palette } from '../../ui/palette.ts'
import { drawSymbolImage } from '../../ui/symbols/draw-symbol.ts'
import type { SymbolPaint } from '../../ui/symbols/draw-symbol.ts'
import type { SymbolName } from '../../ui/symbols/symbols.ts'
import type { PointTone } from '../layers/map-layer.ts'

/** Largest size at which a symbol is shown, CSS pixels; pictures are drawn for it and scaled down. */
export const drawnSize = 36

export const imageName = (symbol: SymbolName, tone: PointTone): string => `${symbol}|${tone}`

const tonePaint = (tone: PointTone, p: Palette): SymbolPaint => {
  switch (tone) {
    case 'working':
      return { fill: p.accent, glyph: p.onAccent, ring: p.surface }
    case 'standby':
      return { fill: p.surface, glyph: p.accent, ring: p.accent }
    case 'lost':
      return { fill: p.surface, glyph: p.ink3, ring: p.ink2, dashed: true }
    case 'facility':
      return { fill: p.facility, glyph: p.onFacility, ring: p.surface }
    case 'hazard':
      return { fill: p.ink, glyph: p.surface, ring: p.surface }
    case 'plain':
      return { fill: p.ink, glyph: p.surface, ring: p.mapHalo }
  }
}

/** Puts the picture of a symbol in one tone on the map, unless it is there. */
export function ensureSymbolImage(map: MapLibreMap, symbol: SymbolName, tone: PointTone, palette: Palette): void {
  const name = imageName(symbol, tone)
  if (map.hasImage(name)) return
  const ratio = Math.max(2, Math.ceil(window.devicePixelRatio))
  map.addImage(name, drawSymbolImage(symbol, tonePaint(tone, palette), drawnSize, ratio), { pixelRatio: ratio })
}

/** Diagonal hatching for areas that are flooded, closed or without news. */
export function ensureHatchImage(map: MapLibreMap, name: string, colour: string): void {
  if (map.hasImage(name)) return
  const edge = 16
  const canvas = document.createElement('canvas')
  canvas.width = edge
  canvas.height = edge
  const context = canvas.getContext('2d')
  if (context === null) return
  context.strokeStyle = colour
  context.globalAlpha = 0.55
  context.lineWidth = 2
  for (const offset of [-edge, 0, edge]) {
    context.beginPath()
    context.moveTo(offset - 2, edge + 2)
    context.lineTo(offset + edge + 2, -2)
    context.stroke()
  }
  map.addImage(name, context.getImageData(0, 0, edge, edge), { pixelRatio: 2 })
}
