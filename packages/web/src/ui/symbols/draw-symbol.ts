import { shapeOutlines } from './symbol-parts.ts'
import { getSymbol } from './symbols.ts'
import type { SymbolName } from './symbols.ts'

/** How a symbol is drawn on a map or export. */
export interface SymbolPaint {
  /** Outline fill, or the strokes of a bare symbol. */
  readonly fill: string
  /** Glyph inside an outline. */
  readonly glyph: string
  /** Ring around the outline: a thin halo, or the border of a force that stands by. */
  readonly ring: string
  /** Dashed ring: no contact. */
  readonly dashed?: boolean
}

/** Room around the 24-grid for ring and halo, in grid units. */
const margin = 2

/**
 * Draws a symbol of the set as pixels, without data: URLs, so that a strict content security policy holds.
 * @param size edge of the picture in CSS pixels (ring and halo included)
 * @param ratio device pixels per CSS pixel
 * @throws Error when the browser gives no 2D canvas
 */
export function drawSymbolImage(name: SymbolName, paint: SymbolPaint, size: number, ratio: number): ImageData {
  const edge = Math.round(size * ratio)
  const canvas = document.createElement('canvas')
  canvas.width = edge
  canvas.height = edge
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('canvas 2d context is not available')
  const { shape, parts } = getSymbol(name)
  const scale = edge / (24 + 2 * margin)
  context.setTransform(scale, 0, 0, scale, margin * scale, margin * scale)
  context.lineCap = 'round'
  context.lineJoin = 'round'
  if (shape !== 'bare') {
    const outline = new Path2D(shapeOutlines[shape])
    context.fillStyle = paint.fill
    context.fill(outline)
    context.strokeStyle = paint.ring
    context.lineWidth = 1.6
    context.setLineDash(paint.dashed === true ? [2.6, 2.4] : [])
    context.stroke(outline)
    context.setLineDash([])
  }
  for (const part of parts) {
    const path = new Path2D(part.d)
    if (part.paint === 'ground') {
      context.fillStyle = paint.glyph
      context.fill(path)
      continue
    }
    const colour = shape === 'bare' ? paint.fill : paint.glyph
    if (shape === 'bare') {
      context.strokeStyle = paint.ring
      context.lineWidth = (part.paint === 'line' ? (part.width ?? 1.75) : 0) + 2.4
      context.stroke(path)
    }
    if (part.paint === 'solid') {
      context.fillStyle = colour
      context.fill(path, 'evenodd')
    } else {
      context.strokeStyle = colour
      context.lineWidth = part.width ?? 1.75
      context.stroke(path)
    }
  }
  return context.getImageData(0, 0, edge, edge)
}

/** A symbol as a stand-alone SVG document, for print and export. */
export function symbolSvg(name: SymbolName, paint: Pick<SymbolPaint, 'fill' | 'glyph'>): string {
  const { shape, parts } = getSymbol(name)
  const glyph = shape === 'bare' ? paint.fill : paint.glyph
  const outline = shape === 'bare' ? '' : `<path d="${shapeOutlines[shape]}" fill="${paint.fill}"/>`
  const drawn = parts.map((part) =>
    part.paint !== 'line'
      ? `<path d="${part.d}" fill="${part.paint === 'solid' ? glyph : paint.glyph}" fill-rule="evenodd"/>`
      : `<path d="${part.d}" fill="none" stroke="${glyph}" stroke-width="${part.width ?? 1.75}" stroke-linecap="round" stroke-linejoin="round"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">${outline}${drawn.join('')}</svg>`
}
