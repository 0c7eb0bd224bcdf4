import type { TyphoonFix } from '@fengsui/contract/monitoring'
import { hourMinute, monthDayTime } from '../../ui/clocks/time-text.ts'
import { coordinateOf, destinationPoint } from '../geometry/geodesy.ts'
import type { Coordinate } from '../geometry/geodesy.ts'
import { findTrackState } from '../geometry/track-position.ts'
import { largestRadiusKm, windCircleRing } from '../geometry/wind-circle.ts'
import type { QuadrantRadiiKm } from '../geometry/wind-circle.ts'
import type { MapArea, MapLayer, MapLine, MapPoint } from './map-layer.ts'

const forces = [
  { key: 'seven', word: '7 级', dashed: true, fill: 'none' },
  { key: 'ten', word: '10 级', dashed: true, fill: 'tint' },
  { key: 'twelve', word: '12 级', dashed: false, fill: 'tint' },
] as const

/** Bulletins abbreviate the six classes of GB/T 19201; screens say them in words. */
const categoryNames: Readonly<Record<string, string>> = { TD: '热带低压', TS: '热带风暴', STS: '强热带风暴', TY: '台风', STY: '强台风', SuperTY: '超强台风' }

/** The class in Chinese; what is not an abbreviation is said as it stands. */
export function categoryName(category: string): string {
  return categoryNames[category] ?? category
}

const mixRadii = (a: QuadrantRadiiKm, b: QuadrantRadiiKm, share: number): QuadrantRadiiKm => ({
  ne: a.ne + (b.ne - a.ne) * share,
  se: a.se + (b.se - a.se) * share,
  sw: a.sw + (b.sw - a.sw) * share,
  nw: a.nw + (b.nw - a.nw) * share,
})

interface Circles {
  readonly areas: readonly MapArea[]
  readonly names: readonly MapPoint[]
}

/** Radii between two fixes; where either is unknown the earlier known one stands, because unknown is not calm. */
const circlesAt = (before: TyphoonFix, after: TyphoonFix, share: number, position: TyphoonFix['position']): Circles => {
  const areas: MapArea[] = []
  const names: MapPoint[] = []
  for (const { key, word, dashed, fill } of forces) {
    const from = before.windRadiiKm[key]
    const to = after.windRadiiKm[key]
    const radii = from !== null && to !== null ? mixRadii(from, to, share) : from
    if (radii === null) continue
    const ring = windCircleRing(position, radii)
    if (ring === null) continue
    areas.push({ id: `wind-${key}`, rings: [ring], tone: 'accent', fill, dashed })
    names.push({
      id: `wind-${key}-name`,
      position: destinationPoint(position, 315, radii.nw * 1000),
      tone: 'plain',
      label: `${word}风圈 ${Math.round(largestRadiusKm(radii))} km`,
    })
  }
  return { areas, names }
}

/**
 * A typhoon as layers: past track solid, future dashed, a ring at each fix, a cross at each landfall,
 * wind circles and the turning centre at `now`.
 * @param fixes all fixes of one typhoon in order of time
 * @param now business time, epoch milliseconds
 */
export function buildTyphoonLayers(fixes: readonly TyphoonFix[], now: number): readonly MapLayer[] {
  const first = fixes[0]
  if (first === undefined) return []
  const state = findTrackState(fixes, now)
  const here: readonly Coordinate[] = state === null ? [] : [coordinateOf(state.position)]
  const past = [...fixes.filter((fix) => Date.parse(fix.fixedAt) <= now).map((fix) => coordinateOf(fix.position)), ...here]
  const future = [...here, ...fixes.filter((fix) => Date.parse(fix.fixedAt) > now).map((fix) => coordinateOf(fix.position))]
  const track: MapLine[] = []
  if (past.length > 1) track.push({ id: 'past', path: past, tone: 'ink' })
  if (future.length > 1) track.push({ id: 'future', path: future, tone: 'ink', dashed: true, width: 1.5 })

  const marks: MapPoint[] = fixes.map((fix) => {
    const landfall = fix.landfall
    return {
      id: fix.id,
      position: fix.position,
      tone: 'plain',
      ...(landfall === null
        ? { symbol: 'trackFix', size: 9, label: fix === first ? monthDayTime(fix.fixedAt) : hourMinute(fix.fixedAt) }
        : {
            symbol: 'landfall',
            size: 14,
            label: `${hourMinute(fix.fixedAt)} 登陆${landfall}${fix.windMetresPerSecond === null ? '' : ` ${fix.windMetresPerSecond} m/s`}`,
          }),
    }
  })
  const circles: Circles = state === null ? { areas: [], names: [] } : circlesAt(state.before, state.after, state.share, state.position)
  const centre: MapPoint[] =
    state === null
      ? []
      : [{ id: 'centre', position: state.position, symbol: 'cyclone', tone: 'plain', size: 34, label: `${first.name} ${hourMinute(now)} ${categoryName(state.before.category)}` }]
  return [
    { id: 'typhoon-circles', kind: 'areas', areas: circles.areas, interactive: false },
    { id: 'typhoon-track', kind: 'lines', lines: track, interactive: false },
    { id: 'typhoon-fixes', kind: 'points', points: marks, labels: 'close', giveWay: true },
    { id: 'typhoon-circle-names', kind: 'points', points: circles.names, labels: 'always', interactive: false },
    { id: 'typhoon-centre', kind: 'points', points: centre, labels: 'always' },
  ]
}
