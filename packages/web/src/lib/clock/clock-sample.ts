/** Business time as the server named it, at a moment of the browser's monotonic clock, and how fast it runs. */
export interface ClockSample {
  readonly instant: string
  /** `performance.now()` when the instant was true. */
  readonly sampledAt: number
  /** Business seconds per second: 1 live, 0 stopped. */
  readonly speed: number
}

/** A difference that nobody sees; adopting it would only make the seconds jump. */
const toleranceMs = 700

/** Half of the way there and back: the server spoke in the middle. */
export function sampleOf(instant: string, sentAt: number, receivedAt: number, speed: number): ClockSample {
  return { instant, sampledAt: (sentAt + receivedAt) / 2, speed }
}

/** Speed of a virtual clock between two samples; a real clock always runs at 1. */
export function speedBetween(before: ClockSample | null, instant: string, sampledAt: number, virtual: boolean): number {
  if (!virtual) return 1
  if (before === null || sampledAt <= before.sampledAt) return 0
  return Math.max(0, (Date.parse(instant) - Date.parse(before.instant)) / (sampledAt - before.sampledAt))
}

/** The sample to go on with: the old one while it still tells the same time. */
export function chooseSample(before: ClockSample | null, next: ClockSample): ClockSample {
  if (before === null) return next
  const expected = Date.parse(before.instant) + (next.sampledAt - before.sampledAt) * before.speed
  const near = Math.abs(expected - Date.parse(next.instant)) <= toleranceMs * Math.max(1, next.speed)
  const alike = before.speed === next.speed || Math.abs(before.speed - next.speed) < 0.1 * Math.max(1, next.speed)
  return near && alike ? before : next
}
