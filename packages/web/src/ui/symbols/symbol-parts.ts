/** Outline that tells the class of a thing at a glance: circle = force, square = facility, diamond = hazard or incident. */
export type SymbolShape = 'circle' | 'square' | 'diamond' | 'bare'

/** One path of a symbol on the 24 × 24 grid. Only paths are used, so that SVG and canvas draw the same picture. */
export interface SymbolPart {
  readonly d: string
  /** `solid` fills (even-odd), `line` strokes with round ends, `ground` fills with what lies beneath a bare symbol. */
  readonly paint: 'solid' | 'line' | 'ground'
  /** Stroke width in grid units. */
  readonly width?: number
}

export interface SymbolDefinition {
  readonly shape: SymbolShape
  readonly parts: readonly SymbolPart[]
  /** What the symbol stands for, for legends and screen readers. */
  readonly word: string
}

/** Background outline of a shape; a bare symbol has none. */
export const shapeOutlines: Readonly<Record<Exclude<SymbolShape, 'bare'>, string>> = {
  circle: 'M12 1.5a10.5 10.5 0 1 1 0 21a10.5 10.5 0 1 1 0-21z',
  square: 'M6 1.5h12a4.5 4.5 0 0 1 4.5 4.5v12a4.5 4.5 0 0 1-4.5 4.5H6A4.5 4.5 0 0 1 1.5 18V6A4.5 4.5 0 0 1 6 1.5z',
  diamond: 'M11.2 1.1a1.1 1.1 0 0 1 1.6 0l10.1 10.1a1.1 1.1 0 0 1 0 1.6L12.8 22.9a1.1 1.1 0 0 1-1.6 0L1.1 12.8a1.1 1.1 0 0 1 0-1.6z',
}

export const solid = (d: string): SymbolPart => ({ d, paint: 'solid' })
export const line = (d: string, width = 1.5): SymbolPart => ({ d, paint: 'line', width })

export const ground = (d: string): SymbolPart => ({ d, paint: 'ground' })

/** A circle as a path. */
export const disc = (cx: number, cy: number, r: number): string =>
  `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`
