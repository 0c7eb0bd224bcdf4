import type { Position } from '@fengsui/contract/kernel'
import type { SymbolName } from '../../ui/symbols/symbols.ts'
import type { Coordinate } from '../geometry/geodesy.ts'

/**
 * How a symbol is painted. Forces: solid at work, outline standing by, dashed ring without contact.
 * `plain` is for bare marks such as the typhoon centre.
 */
export type PointTone = 'working' | 'standby' | 'lost' | 'facility' | 'hazard' | 'plain'

/** Ink for tracks, accent for circles and routes, quiet for helps; warning colours never go on lines. */
export type LineTone = 'ink' | 'accent' | 'quiet'

export interface MapPoint {
  readonly id: string
  readonly position: Position
  /** Left out for a label that stands alone. */
  readonly symbol?: SymbolName | undefined
  readonly tone: PointTone
  readonly label?: string | undefined
  /** Edge of the symbol in CSS pixels; 22 unless given. */
  readonly size?: number | undefined
}

export interface MapLine {
  readonly id: string
  readonly path: readonly Coordinate[]
  readonly tone: LineTone
  readonly dashed?: boolean
  /** CSS pixels; 1.75 unless given. */
  readonly width?: number
}

export interface MapArea {
  readonly id: string
  /** Closed rings; the first is the outline, others are holes. */
  readonly rings: readonly (readonly Coordinate[])[]
  readonly tone: LineTone
  readonly fill: 'tint' | 'hatch' | 'none'
  readonly dashed?: boolean
}

interface LayerBase {
  /** Unique on the map and stable, so that a change of content keeps hover and selection. */
  readonly id: string
  /** Whether things of this layer answer to pointer and press; default yes. */
  readonly interactive?: boolean
  readonly visible?: boolean
}

export interface PointLayer extends LayerBase {
  readonly kind: 'points'
  readonly points: readonly MapPoint[]
  /** `close` shows labels only when zoomed in; they never cover symbols. */
  readonly labels?: 'always' | 'close' | 'never'
  /** Whether symbols give way to each other when crowded; incidents and forces never do. */
  readonly giveWay?: boolean
  /** Crowded points gather in one bubble with their number; pressing it says which (`onCluster`). */
  readonly cluster?: boolean
}

export interface LineLayer extends LayerBase {
  readonly kind: 'lines'
  readonly lines: readonly MapLine[]
}

export interface AreaLayer extends LayerBase {
  readonly kind: 'areas'
  readonly areas: readonly MapArea[]
}

/** One layer of the map as data; the canvas draws what it is told, first layer lowest. */
export type MapLayer = PointLayer | LineLayer | AreaLayer

/** A thing on the map. */
export interface MapItemRef {
  readonly layerId: string
  readonly itemId: string
}
