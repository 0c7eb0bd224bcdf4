import type { Position } from '@fengsui/contract/kernel'

/** One fix of a moving thing. `fixedAt` is an ISO instant. */
export interface TrackFix {
  readonly fixedAt: string
  readonly position: Position
}

/** Where the moving thing stands at an instant, between which fixes, and how far between them (0…1). */
export interface TrackState<F extends TrackFix> {
  readonly position: Position
  readonly before: F
  readonly after: F
  readonly share: number
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * share

/**
 * Interpolates a track linearly in degrees and time; fixes are at most hours and a few degrees apart.
 * Before the first fix nothing is known (`null`); after the last one the thing stays at it.
 * @param fixes in order of time
 * @param at epoch milliseconds
 */
export function findTrackState<F extends TrackFix>(fixes: readonly F[], at: number): TrackState<F> | null {
  const first = fixes[0]
  const last = fixes.at(-1)
  if (first === undefined || last === undefined || at < Date.parse(first.fixedAt)) return null
  const nextIndex = fixes.findIndex((fix) => Date.parse(fix.fixedAt) > at)
  const after = nextIndex === -1 ? undefined : fixes[nextIndex]
  if (after === undefined) return { position: last.position, before: last, after: last, share: 0 }
  const before = fixes[nextIndex - 1] ?? first
  const start = Date.parse(before.fixedAt)
  const share = (at - start) / (Date.parse(after.fixedAt) - start)
  return {
    position: {
      longitude: mix(before.position.longitude, after.position.longitude, share),
      latitude: mix(before.position.latitude, after.position.latitude, share),
    },
    before,
    after,
    share,
  }
}
